"""The add-in's real macros in pyOpenVBA's Excel in memory, on a Windows PC that is played: its files, its environment,
what it starts and what it shows. Names and arguments are those of Microsoft's documentation (WshShell, Application).
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter import NOTHING, VBAInt, VBAObject, VBARuntimeError, member, method, setter, to_text

HWND = 4242


@dataclass
class Pc:
    """A PC: what is there, what it refuses, and what was seen on it."""

    files: set[str] = field(default_factory=set)
    variables: dict[str, str] = field(default_factory=dict)
    book: str | None = "Tổng hợp.xlsx"
    refused: str = ""
    without: str = ""
    now: datetime = datetime(2026, 3, 2, 8, 0)

    process: dict[str, str] = field(default_factory=dict)
    started: list[tuple[str, int, bool]] = field(default_factory=list)
    handed_over: list[dict[str, str]] = field(default_factory=list)
    popups: list[tuple[str, int, str, int]] = field(default_factory=list)
    status: list[Any] = field(default_factory=list)
    timers: list[tuple[datetime, str]] = field(default_factory=list)

    def make(self, name: str) -> VBAObject:
        """What CreateObject gives."""
        if name == self.without:
            raise VBARuntimeError(429, "ActiveX component can't create object")
        return {"WScript.Shell": Shell, "Scripting.FileSystemObject": Files}[name](self)


class Excel:
    """Excel with the add-in at `path` loaded and, unless there is none, the workbook `pc.book` in front."""

    def __init__(self, path: Path, pc: Pc) -> None:
        self._excel = ExcelApplication.open(path)
        self._excel.application.__class__ = Window
        self._excel.application.pc = pc
        self._excel.interpreter.host.create = pc.make
        self._excel.interpreter.clock = lambda: pc.now
        if pc.book is not None:
            self._excel.add_workbook().name = pc.book

    @property
    def message_boxes(self) -> list[tuple[Any, ...]]:
        """What MsgBox showed: its text, title and kind."""
        return [tuple(shown)[1:] for shown in self._excel.dialogs]

    def press(self, macro: str, id: str, tag: str) -> None:
        """Click a button of the ribbon."""
        self._excel.run(macro, Control(id, tag))

    def show_in_status_bar(self, text: str | bool) -> None:
        """What Python does from outside; False gives the bar back."""
        self._excel.application.status_bar = text

    def ring(self, macro: str) -> None:
        """Run the macro that a timer named, as `'BDHVS.xlam'!Macro`."""
        self._excel.run(macro.rpartition("!")[2])


class Control(VBAObject):
    """The IRibbonControl that Excel hands to a callback."""

    def __init__(self, id: str, tag: str) -> None:
        self._id, self._tag = id, tag

    @member(name="Id")
    def id(self) -> str:
        return self._id

    @member(name="Tag")
    def tag(self) -> str:
        return self._tag


class Window(Application):
    """Excel's Application with the members that pyOpenVBA leaves out, and a status bar that remembers."""

    pc: Pc

    @member(name="Hwnd")
    def hwnd(self) -> VBAInt:
        return VBAInt(HWND, "Long")

    @member(name="ActiveWorkbook")
    def front_book(self) -> Any:
        return NOTHING if self.pc.book is None else self.active_book

    @setter("StatusBar")
    def set_status_bar(self, value: Any) -> None:
        self.status_bar = value
        self.pc.status.append(value)

    @method(name="OnTime")
    def on_time(self, earliest: Any, procedure: Any) -> None:
        if self.pc.without == "OnTime":
            raise VBARuntimeError(1004, "Method 'OnTime' of object '_Application' failed")
        self.pc.timers.append((earliest.to_datetime(), to_text(procedure)))


class Shell(VBAObject):
    def __init__(self, pc: Pc) -> None:
        self._pc = pc

    @member(name="Environment")
    def environment(self, kind: Any) -> VBAObject:
        assert to_text(kind) == "PROCESS"
        return Environment(self._pc.process)

    @method(name="ExpandEnvironmentStrings")
    def expand(self, text: Any) -> str:
        return re.sub("%([^%]+)%", lambda found: self._pc.variables.get(found[1].upper(), found[0]), to_text(text))

    @method(name="Run")
    def run(self, command: Any, window_style: Any, wait: Any) -> VBAInt:
        if self._pc.refused:
            raise VBARuntimeError(70, self._pc.refused)
        self._pc.started.append((to_text(command), int(window_style), bool(wait)))
        self._pc.handed_over.append(dict(self._pc.process))
        return VBAInt(0, "Long")

    @method(name="Popup")
    def popup(self, text: Any, seconds: Any, title: Any, kind: Any) -> VBAInt:
        self._pc.popups.append((to_text(text), int(seconds), to_text(title), int(kind)))
        return VBAInt(1, "Long")


class Environment(VBAObject):
    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    @member(name="Item", default=True)
    def item(self, name: Any) -> str:
        return self._values.get(to_text(name), "")

    @setter("Item")
    def set_item(self, name: Any, value: Any) -> None:
        self._values[to_text(name)] = to_text(value)


class Files(VBAObject):
    def __init__(self, pc: Pc) -> None:
        self._pc = pc

    @method(name="FileExists")
    def file_exists(self, path: Any) -> bool:
        return to_text(path) in self._pc.files
