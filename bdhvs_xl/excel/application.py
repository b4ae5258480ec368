"""The running Excel: how to connect to it, and its open workbooks. The only module that imports xlwings."""

import atexit
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.retry import call_excel, is_busy

_HEAVY = ("pandas", "numpy", "matplotlib", "PIL", "polars", "plotly")
"""What xlwings imports only to convert values, which is not done here: without them it takes a sixth of the time."""
_NOT_REGISTERED = {-2147221164, -2147221005}


@contextmanager
def _hidden(modules: tuple[str, ...]) -> Iterator[None]:
    """The modules not to be found, unless they are already loaded."""
    absent = [name for name in modules if name not in sys.modules]
    loaded: dict[str, Any] = sys.modules
    loaded.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


with _hidden(_HEAVY):
    import xlwings
    from xlwings import App, Book, Range, Sheet
    from xlwings.main import Table

__all__ = ["App", "Book", "Range", "Sheet", "Table", "attach", "open_books"]


def limit_xlwings(windows: Any) -> None:
    """Stop xlwings on Windows from quitting hidden Excel processes at exit and from retrying calls forever."""
    atexit.unregister(windows.cleanup)
    windows.N_COM_ATTEMPTS = 1


if "xlwings._xlwindows" in sys.modules:
    limit_xlwings(sys.modules["xlwings._xlwindows"])


def attach(book: str, window: str) -> App:
    """The Excel with the window handle `window`, else the one with the workbook `book` open, else the active one.

    The handle comes from the ribbon macro. Since Excel 2013 every workbook has its own window, so that the handle
    identifies Excel by its process. UserError when no Excel can be reached.
    """
    try:
        apps = call_excel(_running)
        found = _of_window(apps, window) or next((app for app in apps if _has_open(app, book)), None)
    except UserError:
        raise
    except Exception as error:
        raise _unreachable(error) from error
    if not apps:
        raise _not_running()
    return found or apps[0]


def open_books(app: App) -> list[Book]:
    """The workbooks open in an Excel, without add-ins."""
    return call_excel(lambda: list(app.books))


def _running() -> list[App]:
    """The Excels that have a workbook open, the active one first."""
    return list(xlwings.apps) if xlwings.engines.active else []


def _of_window(apps: list[App], window: str) -> App | None:
    handle = int(window) if window.isdecimal() else 0
    process = _process(handle)
    return next((app for app in apps if handle and (_handle(app) == handle or _pid(app) == process)), None)


def _handle(app: App) -> int:
    return call_excel(lambda: int(app.hwnd or 0))


def _pid(app: App) -> int:
    return call_excel(lambda: int(app.pid))


def _process(window: int) -> int:
    """The process id of a window, 0 when unknown."""
    if sys.platform != "win32":
        return 0
    import ctypes

    process = ctypes.c_ulong()
    ctypes.windll.user32.GetWindowThreadProcessId(window, ctypes.byref(process))
    return process.value


def _has_open(app: App, book: str) -> bool:
    return bool(book) and any(book == name for name in call_excel(lambda: [b.name for b in app.books]))


def _not_running() -> UserError:
    return UserError(
        "Không thấy Excel nào đang mở tệp.",
        "Mở file tổng hợp bằng Excel rồi bấm lại nút.",
    )


def _unreachable(error: Exception) -> Exception:
    if is_busy(error) or getattr(error, "hresult", None) not in _NOT_REGISTERED:
        return error
    return UserError(
        "Excel trên máy này không cho chương trình khác kết nối (thường là Excel cài từ Microsoft Store).",
        "Nhờ bộ phận CNTT cài Excel bản thường (tải từ trang Microsoft 365 hoặc bộ cài Office) rồi làm lại.",
    )
