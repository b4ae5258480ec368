"""Run one button for a person: ask for its arguments, run it, show its result or its error."""

from bdhvs_xl.session.run_button import press

__all__ = ["press"]
