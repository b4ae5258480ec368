"""The add-in's real macros in pyOpenVBA's Excel in memory, on a Windows PC that is played: its files, its environment,
what it starts and what it shows. Names and arguments are those of Microsoft's documentation (WshShell, Application).
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application
from pyopenvba.interpreter import MISSING, NOTHING, VBAInt, VBAObject, VBARuntimeError, member, method, setter, to_text

HWND = 4242


@dataclass
class Pc:
    """A PC: what is there, what it refuses, and what was seen on it."""

    files: set[str] = field(default_factory=set)
    variables: dict[str, str] = field(default_factory=dict)
    process: dict[str, str] = field(default_factory=dict)
    refused: str = ""
    without: str = ""
    book: str | None = "Tổng hợp.xlsx"
    now: datetime = datetime(2026, 3, 2, 8, 0)
    started: list[tuple[str, int, bool]] = field(default_factory=list)
    handed: list[dict[str, str]] = field(default_factory=list)
    popups: list[tuple[str, int, str, int]] = field(default_factory=list)
    status: list[object] = field(default_factory=list)
    timers: list[tuple[datetime, str]] = field(default_factory=list)

    def make(self, name: str) -> VBAObject:
        """What CreateObject gives."""
        if name == self.without:
            raise VBARuntimeError(429, "ActiveX component can't create object")
        return {"WScript.Shell": Shell, "Scripting.FileSystemObject": Files}[name](self)


class Environment(VBAObject):
    def __init__(self, values: dict[str, str]) -> None:
        self._values = values

    @member(default=True)
    def Item(self, Name: object) -> object:
        return self._values.get(to_text(Name), "")

    @setter("Item")
    def _set_item(self, Name: object, value: object) -> None:
        self._values[to_text(Name)] = to_text(value)


class Shell(VBAObject):
    def __init__(self, pc: Pc) -> None:
        self._pc = pc

    @member
    def Environment(self, Type: object) -> object:
        assert to_text(Type) == "PROCESS"
        return Environment(self._pc.process)

    @method
    def ExpandEnvironmentStrings(self, Src: object) -> object:
        return re.sub("%([^%]+)%", lambda found: self._pc.variables.get(found[1].upper(), found[0]), to_text(Src))

    @method
    def Run(self, Command: object, WindowStyle: object, WaitOnReturn: object) -> object:
        if self._pc.refused:
            raise VBARuntimeError(70, self._pc.refused)
        self._pc.started.append((to_text(Command), int(WindowStyle), bool(WaitOnReturn)))
        self._pc.handed.append(dict(self._pc.process))
        return VBAInt(0, "Long")

    @method
    def Popup(self, Text: object, SecondsToWait: object, Title: object, Type: object) -> object:
        self._pc.popups.append((to_text(Text), int(SecondsToWait), to_text(Title), int(Type)))
        return VBAInt(1, "Long")


class Files(VBAObject):
    def __init__(self, pc: Pc) -> None:
        self._pc = pc

    @method
    def FileExists(self, FileSpec: object) -> object:
        return to_text(FileSpec) in self._pc.files


class Control(VBAObject):
    """The IRibbonControl that Excel hands to a callback."""

    def __init__(self, id: str, tag: str) -> None:
        self._id, self._tag = id, tag

    @member
    def Id(self) -> object:
        return self._id

    @member
    def Tag(self) -> object:
        return self._tag


class Window(Application):
    """Excel's Application with the members that pyOpenVBA leaves out, and a status bar that remembers."""

    pc: Pc

    @member
    def Hwnd(self) -> object:
        return VBAInt(HWND, "Long")

    @member
    def ActiveWorkbook(self) -> object:
        return NOTHING if self.pc.book is None else super().ActiveWorkbook()

    @setter("StatusBar")
    def _set_status_bar(self, value: object) -> None:
        self.status_bar = value
        self.pc.status.append(value)

    @method
    def OnTime(self, EarliestTime: object, Procedure: object, LatestTime: object = MISSING) -> object:
        self.pc.timers.append((EarliestTime.to_datetime(), to_text(Procedure)))


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

    def press(self, macro: str, id: str, tag: str) -> None:
        """Click a button of the ribbon."""
        self._excel.run(macro, Control(id, tag))

    def run(self, macro: str) -> None:
        """Run a macro by its name, as a timer does."""
        self._excel.run(macro)
