"""The engine: applications, workbooks and sheets as xlwings wants them, on one LibreOffice."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import xlwings
from xlwings import base_classes
from xlwings.utils import a1_to_tuples

from support.calc_engine.cells import Range
from support.calc_engine.dialogs import Dialogs
from support.calc_engine.office import Office, load_uno
from support.calc_engine.tables import Tables
from support.calc_engine.values import ERRORS, NOT_A_VALUE

uno = load_uno()
XLSX = "Calc MS Excel 2007 XML"


def start(profile: Path) -> xlwings.App:
    """A running Calc that xlwings takes for its active application; `app.impl.office.stop()` ends it."""
    app = App(Office(profile))
    xlwings.engines.add(xlwings.Engine(impl=Engine(app)))
    app.begin()
    return xlwings.App(impl=app)


class Engine:
    """What xlwings asks of an engine."""

    name, type = "calc", "desktop"

    def __init__(self, app: "App") -> None:
        self.apps = Apps(app)
        app.engine = self

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
        names = dict(zip(ERRORS.values(), ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!"), strict=True))

        def clean(value: Any) -> Any:
            if value is None:
                return empty_as
            if isinstance(value, dt.datetime):
                parts = value.timetuple()[:6]
                names_of_parts = ("year", "month", "day", "hour", "minute", "second")
                return datetime_builder(**dict(zip(names_of_parts, parts, strict=True)), microsecond=0, tzinfo=None)
            if isinstance(value, int) and not isinstance(value, bool):
                return (names | {NOT_A_VALUE: "#VALUE!"})[value] if err_to_str else None
            return number_builder(value) if number_builder and isinstance(value, float) else value

        return [[clean(value) for value in row] for row in data]


class Apps(base_classes.Apps):
    """The one application."""

    def __init__(self, app: "App") -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [self._app.pid]

    def __iter__(self) -> Iterator["App"]:
        yield self._app

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> "App":
        return self._app


class App(base_classes.App):
    """The application; `said` and `status_log` keep what it would show a user, questions get `answers` in turn."""

    engine = None
    screen_updating = display_alerts = enable_events = interactive = visible = True
    hwnd = 1_001
    version = "16.0"

    def __init__(self, office: Office) -> None:
        self.office = office

    def begin(self) -> None:
        """Be the active application of xlwings, as at the start: what is open is closed, unsaved."""
        xlwings.engines[Engine.name].activate()
        for book in list(self.books):
            book.close()
        self.status_log: list[str | bool] = []
        self.said: list[str] = []
        self.answers: list[Any] = []
        self._calculation, self._status = "automatic", False

    @property
    def pid(self) -> int:
        return self.office.process.pid

    @property
    def api(self) -> Dialogs:
        return Dialogs(self)

    @property
    def books(self) -> "Books":
        return Books(self)

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, mode: str) -> None:
        self._calculation = mode
        for book in self.books:
            book.uno.enableAutomaticCalculation(mode == "automatic")

    def calculate(self) -> None:
        for book in self.books:
            book.uno.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, text: str | bool) -> None:
        self._status = text
        self.status_log.append(text)

    def alert(self, prompt: str, title: str, buttons: str | None, mode: str | None, callback: Any) -> str:
        if buttons not in (None, "ok"):
            return str(self.answer(prompt))
        self.said.append(prompt)
        return "ok"

    def answer(self, question: str) -> Any:
        """The next answer; a question that nobody expected fails."""
        self.said.append(question)
        return self.answers.pop(0)

    def activate(self, steal_focus: bool = False) -> None:
        """Nothing to bring forward."""

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        chosen = book.uno.CurrentController.getSelection()
        return Range.of(book.sheets.active, chosen.RangeAddress) if hasattr(chosen, "RangeAddress") else None


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: App) -> None:
        self.app = app

    app = None

    def __iter__(self) -> Iterator["Book"]:
        documents = self.app.office.desktop.Components.createEnumeration()
        while documents.hasMoreElements():
            yield Book(self.app, documents.nextElement())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __call__(self, key: str | int) -> "Book":
        for number, book in enumerate(self, start=1):
            if key == number or (isinstance(key, str) and key.lower() in (book.name.lower(), book.fullname.lower())):
                return book
        raise KeyError(key)

    @property
    def active(self) -> "Book":
        return Book(self.app, self.app.office.desktop.getCurrentComponent())

    def add(self) -> "Book":
        return self._load("private:factory/scalc")

    def open(self, fullname: str, update_links: Any = None, read_only: bool | None = None, *_: Any) -> "Book":
        return self._load(Path(fullname).resolve().as_uri(), ReadOnly=bool(read_only))

    def _load(self, address: str, **options: Any) -> "Book":
        document = self.app.office.desktop.loadComponentFromURL(address, "_blank", 0, _properties(**options))
        if document is None:
            raise OSError(f"LibreOffice could not open {address}")
        document.enableAutomaticCalculation(self.app.calculation == "automatic")
        return Book(self.app, document)


class Book(base_classes.Book):
    """A workbook; `uno` is the document."""

    def __init__(self, app: App, document: Any) -> None:
        self.app, self.uno = app, document

    app = None

    @property
    def api(self) -> Any:
        return self.uno

    @property
    def fullname(self) -> str:
        return unquote(urlsplit(self.uno.URL).path) if self.uno.URL else self.name

    @property
    def name(self) -> str:
        return Path(unquote(self.uno.URL)).name if self.uno.URL else f"Book{self.uno.RuntimeUID}"

    @property
    def sheets(self) -> "Sheets":
        return Sheets(self)

    def activate(self) -> None:
        self.uno.CurrentController.Frame.activate()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        target = "file://" + quote(path) if path else self.uno.URL
        self.uno.storeAsURL(target, _properties(FilterName=XLSX))

    def close(self) -> None:
        self.uno.close(True)


class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def active(self) -> "Sheet":
        return Sheet(self.book, self.book.uno.CurrentController.ActiveSheet)

    def __call__(self, key: str | int) -> "Sheet":
        sheets = self.book.uno.Sheets
        if isinstance(key, int):
            return Sheet(self.book, sheets.getByIndex(key - 1))
        for name in sheets.ElementNames:
            if name.lower() == key.lower():
                return Sheet(self.book, sheets.getByName(name))
        raise KeyError(key)

    def __iter__(self) -> Iterator["Sheet"]:
        sheets = self.book.uno.Sheets
        for name in sheets.ElementNames:
            yield Sheet(self.book, sheets.getByName(name))

    def __len__(self) -> int:
        return int(self.book.uno.Sheets.Count)


class Sheet(base_classes.Sheet):
    """A sheet; `uno` is Calc's."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book, self.uno = book, sheet

    book = None

    @property
    def api(self) -> Any:
        return self.uno

    @property
    def name(self) -> str:
        return str(self.uno.Name)

    @name.setter
    def name(self, name: str) -> None:
        self.uno.Name = name

    @property
    def index(self) -> int:
        return int(self.uno.RangeAddress.Sheet) + 1

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, visible: bool) -> None:
        self.uno.IsVisible = bool(visible)

    @property
    def tables(self) -> Tables:
        return Tables(self)

    @property
    def used_range(self) -> Range:
        cursor = self.uno.createCursor()
        cursor.gotoEndOfUsedArea(False)
        cursor.gotoStartOfUsedArea(True)
        return Range.of(self, cursor.RangeAddress)

    def range(self, first: Any, last: Any = None) -> Range:
        start = self._range(first)
        end = start if last is None else self._range(last)
        top, left = min(start.row, end.row), min(start.column, end.column)
        bottom = max(r.row + r.shape[0] for r in (start, end))
        right = max(r.column + r.shape[1] for r in (start, end))
        return Range(self, top, left, bottom - top, right - left)

    def _range(self, place: Any) -> Range:
        if isinstance(place, Range):
            return place
        if isinstance(place, tuple):
            return Range(self, *place)
        (row, column), last = a1_to_tuples(place.replace("$", "").upper())
        bottom, right = last or (row, column)
        return Range(self, row, column, bottom - row + 1, right - column + 1)

    def activate(self) -> None:
        self.book.uno.CurrentController.setActiveSheet(self.uno)

    select = activate

    def copy(self, before: "Sheet | None", after: "Sheet | None") -> None:
        """As in Excel the copy of a hidden sheet is hidden."""
        position = before.index - 1 if before else after.index
        name = f"{self.name} (2)"
        self.book.uno.Sheets.copyByName(self.name, name, position)
        self.book.uno.Sheets.getByName(name).IsVisible = self.visible


def _properties(**values: Any) -> tuple[Any, ...]:
    return tuple(uno.createUnoStruct("com.sun.star.beans.PropertyValue", k, 0, v, 0) for k, v in values.items())
