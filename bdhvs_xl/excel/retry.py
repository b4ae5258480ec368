"""Calls to Excel with retries while it is busy, up to a deadline; then a UserError.

Excel rejects calls while a cell is being edited, a dialog is open or it is calculating; xlwings would retry forever.
A call is not retried when Excel or its workbook was closed meanwhile.
"""

import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bdhvs_xl.errors import UserError

RETRY_SECONDS = 20.0
"""Seconds after which a busy Excel is given up."""

_CALL_REJECTED = -2147418111
_RETRY_LATER = -2147417846
_CELL_EDITED = -2146777998
_BUSY = {_CALL_REJECTED, _RETRY_LATER, _CELL_EDITED}
_DISCONNECTED, _NOT_CONNECTED, _SERVER_DIED = -2147417848, -2147220995, -2147418105
_NO_SERVER, _CALL_FAILED, _NO_OBJECT = -2147023174, -2147023170, -2146827864
_GONE = {_DISCONNECTED, _NOT_CONNECTED, _SERVER_DIED, _NO_SERVER, _CALL_FAILED, _NO_OBJECT}
_NOT_SETTABLE = "can not be set"
"""What pywin32 says of a property when Excel did not answer its question about it."""
_FIRST_PAUSE, _GROWTH, _LONGEST_PAUSE = 0.05, 1.6, 1.0

P = ParamSpec("P")
R = TypeVar("R")


class ExcelGoneError(UserError):
    """Excel, or the workbook in use, was closed meanwhile."""


def call_excel(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """The result of `call`, retried while Excel is busy; UserError after the deadline, or when Excel was closed.

    `call` may have run partly before it is retried, so it must be repeatable.
    """
    end, pause = time.monotonic() + RETRY_SECONDS, _FIRST_PAUSE
    while True:
        try:
            return call(*args, **kwargs)
        except Exception as error:
            if _says(error, _GONE):
                raise _closed() from error
            if not is_busy(error):
                raise
            if time.monotonic() + pause > end:
                raise _still_busy() from error
        time.sleep(pause)
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)


def try_excel(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> None:
    """Make a call once and ignore a busy or closed Excel, for unimportant calls such as the status bar."""
    try:
        call(*args, **kwargs)
    except Exception as error:
        if not (is_busy(error) or _says(error, _GONE)):
            raise


def is_busy(error: Exception) -> bool:
    """Whether the error means that Excel is busy (pywin32's com_error, xlwings' ExcelBusyError)."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    if isinstance(error, AttributeError):
        return _NOT_SETTABLE in str(error)
    return _says(error, _BUSY)


def _says(error: Exception, codes: set[int]) -> bool:
    details = getattr(error, "excepinfo", None) or ()
    return bool(codes & {getattr(error, "hresult", None), *details[-1:]})


def _closed() -> UserError:
    return ExcelGoneError(
        "Excel hoặc tệp đang làm đã bị đóng khi nút đang chạy.",
        "Mở lại tệp trong Excel rồi bấm lại nút, và để tệp mở cho đến khi nút làm xong.",
    )


def _still_busy() -> UserError:
    return UserError(
        "Excel đang bận, hoặc một ô đang sửa dở.",
        "Nhấn Enter hoặc Esc trong Excel, đóng các hộp thoại đang mở rồi bấm lại nút.",
    )
