"""Calls to an Excel that is busy now and then: tried again for a while, then the user is told what to do.

Excel turns calls away while a cell is being edited, a dialog is open or it is calculating. xlwings would try forever.
"""

import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bdhvs_xl.problem import Problem

DEADLINE = 20.0
"""Seconds after which a busy Excel is given up."""

_CALL_REJECTED = -2147418111
_RETRY_LATER = -2147417846
_CELL_EDITED = -2146777998
_BUSY = {_CALL_REJECTED, _RETRY_LATER, _CELL_EDITED}
_NOT_SETTABLE = "can not be set"
"""What pywin32 says of a property when Excel did not answer its question about it."""
_FIRST_PAUSE, _GROWTH, _LONGEST_PAUSE = 0.05, 1.6, 1.0

P = ParamSpec("P")
R = TypeVar("R")


def patiently(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What `call` gives, tried again while Excel is busy; Problem when it stays so until the deadline.

    `call` may have run in part when it is tried again, so it must be one that can be repeated.
    """
    end, pause = time.monotonic() + DEADLINE, _FIRST_PAUSE
    while True:
        try:
            return call(*args, **kwargs)
        except Exception as error:
            if not is_busy(error):
                raise
            if time.monotonic() + pause > end:
                raise _still_busy() from error
        time.sleep(pause)
        pause = min(pause * _GROWTH, _LONGEST_PAUSE)


def if_free(call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> None:
    """Make a call that does not matter enough to be waited for, such as one for the status bar."""
    try:
        call(*args, **kwargs)
    except Exception as error:
        if not is_busy(error):
            raise


def is_busy(error: Exception) -> bool:
    """Whether an error says that Excel cannot be reached now (pywin32's com_error, xlwings' ExcelBusyError)."""
    if type(error).__name__ == "ExcelBusyError":
        return True
    if isinstance(error, AttributeError):
        return _NOT_SETTABLE in str(error)
    details = getattr(error, "excepinfo", None) or ()
    return bool(_BUSY & {getattr(error, "hresult", None), *details[-1:]})


def _still_busy() -> Problem:
    return Problem(
        "Excel đang bận, hoặc một ô đang sửa dở.",
        "Nhấn Enter hoặc Esc trong Excel, đóng các hộp thoại đang mở rồi bấm lại nút.",
    )
