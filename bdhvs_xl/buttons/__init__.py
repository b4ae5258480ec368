"""The ribbon's buttons, one module each, named as the button's id: its arguments, one call, one message."""

from bdhvs_xl.button_names import BUTTON_NAMES

IDS = tuple(BUTTON_NAMES)
"""The buttons in the ribbon's order; the same ids with `-` for `_` are the commands of `bdhvs`."""
