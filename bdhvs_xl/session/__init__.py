"""The ribbon: one button pressed at a desk, and all that the user is asked, shown and told around it."""

from bdhvs_xl.session.run_button import press

__all__ = ["press"]
