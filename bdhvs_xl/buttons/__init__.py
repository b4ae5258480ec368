"""The ribbon's buttons, one module each, named as the button's id; a button is the recipe, read aloud."""

IDS = (
    "new_master",
    "rebuild",
    "issue_forms",
    "collect",
    "open_unit",
    "return_forms",
    "validate",
    "roll_up",
    "write_report",
    "check_report",
    "write_letter",
    "submit_up",
    "undo",
    "guide",
)
"""The buttons in the ribbon's order; the same ids with `-` for `_` are the commands of `bdhvs`."""
