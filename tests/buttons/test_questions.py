"""What buttons ask on a screen."""

from importlib import import_module

import pytest

from bdhvs_xl import buttons

ARGUMENTS = {
    f"{name} {argument.name}": argument
    for name in buttons.IDS
    for argument in import_module(f"bdhvs_xl.buttons.{name}").ARGUMENTS
}
LONGEST = 255
"""Characters of a question that Excel shows."""


def test_what_is_asked():
    assert list(ARGUMENTS) == [
        "new_master regime", "new_master province", "new_master to", "collect folder", "open_unit unit",
        "return_forms warnings",
        "check_report report", "check_report refresh", "write_letter letter", "submit_up form",
    ]  # fmt: skip


@pytest.mark.parametrize("argument", ARGUMENTS.values(), ids=ARGUMENTS)
def test_everything_asked_has_its_question(argument):
    assert 0 < len(argument.question) <= LONGEST
    assert argument.kind != "file" or argument.suggested.endswith(".xlsx")
