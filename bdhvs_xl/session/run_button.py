"""Press a button: the master found, the user asked, the button run, its result shown; trouble told in words."""

from contextlib import suppress
from datetime import datetime
from importlib import import_module
from time import monotonic
from types import ModuleType

from bdhvs_xl import buttons
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.session import error_log
from bdhvs_xl.session.ask import ask_arguments
from bdhvs_xl.session.single_instance import SingleInstance
from bdhvs_xl.ui import Cancelled, UserInterface

LONG_SECONDS = 8.0
"""Seconds of work after which people have turned to something else, and want to be told that it is done."""
SHORT_MESSAGE = 120
"""Characters of a message that are read at a glance in a status bar; a longer one is told."""
CANCELLED_TEXT = "Đã dừng theo yêu cầu, chưa thay đổi gì."
_SHOWN = 10


def press(name: str, desk: UserInterface) -> ButtonResult | None:
    """What the button `name` did, None when it did nothing; the user has been shown the result, or told why.

    UserError when the desk itself is gone, so that nobody could be told there.
    """
    outcome: ButtonResult | None = None
    try:
        desk.status("BDHVS đang chuẩn bị…")
        button = _button(name)
        with SingleInstance(button.LABEL, datetime.now()):
            outcome, seconds = _done(name, button, desk)
        _show(outcome, seconds, desk)
    except Cancelled:
        desk.status(CANCELLED_TEXT)
    except UserError as error:
        _warn(error, desk)
    except Exception as error:
        desk.status("")
        error_log.report_error(name, error, desk)
    return outcome


def _warn(error: UserError, desk: UserInterface) -> None:
    """Tell the user why nothing came of it; where the desk is gone, such as a closed Excel, the caller has to."""
    try:
        desk.status("")
        desk.warn(error.message, error.hint)
    except Exception as failure:
        raise error from failure


def _button(name: str) -> ModuleType:
    if name not in buttons.IDS:
        raise UserError(
            f"Chương trình không có nút “{name}”.",
            "Thẻ BDHVS trong Excel không cùng bản với chương trình: hãy cài lại bằng lệnh bdhvs install-addin.",
        )
    return import_module(f"bdhvs_xl.buttons.{name}")


def _done(name: str, button: ModuleType, desk: UserInterface) -> tuple[ButtonResult, float]:
    """The outcome, and the seconds of work without those in which the user was asked first."""
    desk.status(f"{button.LABEL}…")
    if button.WORKS_ON == "nothing":
        given = ask_arguments(button.ARGUMENTS, desk)
        started = monotonic()
        return button.run(now=datetime.now(), **given), monotonic() - started
    taken = {"master": desk.book, "master or form": desk.book_or_form, "closed master": desk.closed_book}
    with taken[button.WORKS_ON](name) as book:
        given = ask_arguments(button.ARGUMENTS, desk, book)
        started = monotonic()
        return button.run(book, **given), monotonic() - started


def _show(outcome: ButtonResult, seconds: float, desk: UserInterface) -> None:
    """Leave the user where the result is; interrupt only for what is to be opened, read or looked after."""
    desk.status(outcome.message)
    if outcome.landing:
        with suppress(Exception):  # the work is done; where the user then stands is a courtesy
            desk.land(outcome.landing)
    said = "\n• ".join([outcome.message, *outcome.told_to_act_on(_SHOWN)])
    if outcome.to_open:
        if not outcome.files or desk.agree(f"{said}\n\nMở “{outcome.to_open.name}” bây giờ?"):
            desk.open_file(outcome.to_open)
    elif outcome.to_act_on or seconds > LONG_SECONDS or len(outcome.message) > SHORT_MESSAGE:
        desk.tell(said)
