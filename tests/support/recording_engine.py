"""Excel in memory: an xlwings engine that keeps cells as Excel does and records every call in its order.

Workbooks live in openpyxl. Formulas are not computed: `Excel.results` says what they give.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import xlwings
from xlwings import base_classes

from support.recording_cells import Range, Table, Tables


class RejectedError(Exception):
    """What pywin32 raises when Excel turns a call away."""

    hresult, excepinfo = -2147418111, None


class GoneError(Exception):
    """What pywin32 raises when the workbook or Excel was closed."""

    hresult, excepinfo = -2147417848, None


class Excel:
    """One running Excel with the workbooks in it: what was called, and how it shall misbehave."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.busy_on, self.busy_times = "", 0
        self.gone_on: str | None = None
        self.save_fails = False
        self.results: dict[str, float | str] = {}
        self.books: list[Book] = []
        self.settings: dict[str, Any] = {"screen_updating": True, "calculation": "automatic", "status_bar": False}
        self.native: dict[str, Any] = {}
        self.fill_formulas = True
        self.filtered: set[str] = set()
        self.app = App(self)

    def called(self, what: str) -> None:
        """Record a call, or turn it away."""
        self.calls.append(what)
        if self.gone_on is not None and what.startswith(self.gone_on):
            raise GoneError
        if self.busy_times and what.startswith(self.busy_on):
            self.busy_times -= 1
            raise RejectedError

    def be_busy(self, times: int, on: str = "") -> None:
        """Turn the next calls that begin with `on` away."""
        self.busy_on, self.busy_times = on, times


def start(*paths: Path) -> tuple[Excel, xlwings.App]:
    """An Excel with workbooks open, and the same as xlwings hands it on."""
    excel = Excel()
    excel.books = [Book(excel, path) for path in paths]
    engine = xlwings.Engine(impl=Engine(excel.app))
    xlwings.engines.add(engine)
    engine.activate()
    return excel, xlwings.App(impl=excel.app)


class Engine:
    name, type = "recording", "desktop"

    def __init__(self, app: "App") -> None:
        self.apps = Apps(app)
        app.engine = self

    @staticmethod
    def prepare_xl_data_element(value: Any, _: Any) -> Any:
        return "" if value is None else value


class Apps(base_classes.Apps):
    def __init__(self, app: "App") -> None:
        self._app = app

    def __iter__(self) -> Iterator["App"]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1


def setting(name: str) -> property:
    """A property of the application whose changes are recorded."""

    def give(app: "App") -> Any:
        return app.excel.settings[name]

    def take(app: "App", value: Any) -> None:
        app.excel.called(f"{name} = {value}")
        app.excel.settings[name] = value

    return property(give, take)


class App(base_classes.App):
    screen_updating, calculation, status_bar = map(setting, ("screen_updating", "calculation", "status_bar"))
    display_alerts = True
    hwnd, pid, engine = 4711, 42, None

    def __init__(self, excel: Excel) -> None:
        self.excel = excel

    @property
    def api(self) -> SimpleNamespace:
        return SimpleNamespace(AutoCorrect=Options(self.excel))

    @property
    def books(self) -> "Books":
        return Books(self.excel)

    def calculate(self) -> None:
        self.excel.called("calculate")

    def activate(self, steal_focus: bool = False) -> None:
        self.excel.called("activate Excel")


class Options:
    """What Excel corrects by itself."""

    def __init__(self, excel: Excel) -> None:
        object.__setattr__(self, "_excel", excel)

    def __getattr__(self, name: str) -> bool:
        return self._excel.fill_formulas

    def __setattr__(self, name: str, on: bool) -> None:
        assert name == "AutoFillFormulasInLists"
        self._excel.called(f"fill formulas = {on}")
        self._excel.fill_formulas = on


class Books(base_classes.Books):
    def __init__(self, excel: Excel) -> None:
        self.excel, self.app = excel, excel.app

    app = None

    def __iter__(self) -> Iterator["Book"]:
        return iter(self.excel.books)

    def __len__(self) -> int:
        return len(self.excel.books)

    def __call__(self, key: str | int) -> "Book":
        for i, book in enumerate(self.excel.books, 1):
            if key in (i, book.name):
                return book
        raise KeyError(key)

    def open(self, fullname: str, *_: Any) -> "Book":
        self.excel.called("open")
        self.excel.books.append(Book(self.excel, Path(fullname)))
        return self.excel.books[-1]


class Book(base_classes.Book):
    def __init__(self, excel: Excel, path: Path) -> None:
        self.excel, self.path = excel, path
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            self.workbook = openpyxl.load_workbook(BytesIO(path.read_bytes()))
        self.name, self.fullname, self.app = path.name, str(path), excel.app
        self.active = self.workbook.worksheets[-1]

    name = fullname = app = None

    @property
    def api(self) -> SimpleNamespace:
        return SimpleNamespace(**self.excel.native)

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.excel.called("save")
        if self.excel.save_fails:
            raise OSError(28, "disk full")
        self.workbook.save(self.path)

    def activate(self) -> None:
        self.excel.called(f"activate {self.name}")

    def close(self) -> None:
        self.excel.called("close")
        self.excel.books.remove(self)


class Sheets(base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> "Sheet":
        return Sheet(self.book, self.book.active)

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self.book, sheet) for sheet in self.book.workbook.worksheets)

    def __len__(self) -> int:
        return len(self.book.workbook.worksheets)

    def __call__(self, key: str | int) -> "Sheet":
        return next(sheet for i, sheet in enumerate(self, 1) if key in (i, sheet.name))


class Sheet(base_classes.Sheet):
    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.sheet, self.excel = book, sheet, book.excel

    book = None

    @property
    def api(self) -> SimpleNamespace:
        filtered = self.name in self.excel.filtered
        return SimpleNamespace(FilterMode=filtered, ShowAllData=self._show_all, **self.excel.native)

    def _show_all(self) -> None:
        self.excel.called(f"show all of {self.name}")
        self.excel.filtered.remove(self.name)

    @property
    def name(self) -> str:
        return str(self.sheet.title)

    @name.setter
    def name(self, name: str) -> None:
        self.excel.called(f"name = {name}")
        self.sheet.title = name

    @property
    def visible(self) -> bool:
        return bool(self.sheet.sheet_state == "visible")

    @visible.setter
    def visible(self, visible: bool) -> None:
        self.excel.called(f"visible = {visible}")
        self.sheet.sheet_state = "visible" if visible else "hidden"

    @property
    def tables(self) -> list["Table"]:
        return Tables([Table(self, table) for table in self.sheet.tables.values()])

    @property
    def used_range(self) -> "Range":
        self.excel.called("used_range")
        return Range(self, self.sheet.dimensions)

    def range(self, place: str, _: Any = None) -> "Range":
        return Range(self, place)

    def activate(self) -> None:
        self.excel.called(f"activate {self.name}")
        self.book.active = self.sheet

    def copy(self, before: "Sheet", after: Any) -> None:
        self.excel.called("copy")
        workbook = self.book.workbook
        copy = workbook.copy_worksheet(self.sheet)
        copy.sheet_state = self.sheet.sheet_state
        workbook.move_sheet(copy, workbook.index(before.sheet) - workbook.index(copy))
        self.book.active = copy
