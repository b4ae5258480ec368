"""Run a button: open the master, ask for arguments, call the button, show its result or its error."""

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
"""Seconds of work after which people have turned to something else and need a message box that it is done."""
SHORT_MESSAGE = 120
"""Characters of a message that people read at a glance in a status bar; a longer one needs a message box."""
CANCELLED_TEXT = "Đã dừng theo yêu cầu, chưa thay đổi gì."
_MOST_LINES = 10


def press(name: str, ui: UserInterface) -> ButtonResult | None:
    """The result of the button `name`, None when it did nothing; the user has seen the result or the error.

    UserError when the user interface is gone (Excel was closed), so that it could not show the error.
    """
    result: ButtonResult | None = None
    try:
        ui.status("BDHVS đang chuẩn bị…")
        button = _button(name)
        with SingleInstance(button.LABEL, datetime.now()):
            result, seconds = _run(name, button, ui)
        _show(result, seconds, ui)
    except Cancelled:
        ui.status(CANCELLED_TEXT)
    except UserError as error:
        _warn(error, ui)
    except Exception as error:
        ui.status("")
        error_log.report_error(name, error, ui)
    return result


def _warn(error: UserError, ui: UserInterface) -> None:
    """Show the error; raise it where the user interface is gone, such as a closed Excel, for the caller to show."""
    try:
        ui.status("")
        ui.warn(error.message, error.hint)
    except Exception as failure:
        raise error from failure


def _button(name: str) -> ModuleType:
    if name not in buttons.IDS:
        raise UserError(
            f"Chương trình không có nút “{name}”.",
            "Thẻ BDHVS trong Excel không cùng bản với chương trình: hãy cài lại bằng lệnh bdhvs install-addin.",
        )
    return import_module(f"bdhvs_xl.buttons.{name}")


def _run(name: str, button: ModuleType, ui: UserInterface) -> tuple[ButtonResult, float]:
    """The result, and the seconds of work without the time that the questions took."""
    ui.status(f"{button.LABEL}…")
    if button.WORKS_ON == "nothing":
        answers = ask_arguments(button.ARGUMENTS, ui)
        started = monotonic()
        return button.run(now=datetime.now(), **answers), monotonic() - started
    openers = {"master": ui.book, "master or form": ui.book_or_form, "closed master": ui.closed_book}
    with openers[button.WORKS_ON](name) as book:
        answers = ask_arguments(button.ARGUMENTS, ui, book)
        started = monotonic()
        return button.run(book, **answers), monotonic() - started


def _show(result: ButtonResult, seconds: float, ui: UserInterface) -> None:
    """Go to the result; show a message box only to open a file, or when the user must read or do something."""
    ui.status(result.message)
    if result.landing:
        with suppress(Exception):  # the work is done; selecting the place is a courtesy
            ui.land(result.landing)
    text = "\n• ".join([result.message, *result.attention_lines(_MOST_LINES)])
    if result.to_open:
        if not result.files or ui.agree(f"{text}\n\nMở “{result.to_open.name}” bây giờ?"):
            ui.open_file(result.to_open)
    elif result.needs_attention or seconds > LONG_SECONDS or len(result.message) > SHORT_MESSAGE:
        ui.tell(text)
