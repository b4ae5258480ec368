"""The ribbon: one button pressed at a desk, and all that the user is asked, shown and told around it."""

from bdhvs_xl.ribbon.pressing import press

__all__ = ["press"]
