"""The PC as the installer sees it: folders by their Windows names, the registry, its Python, the open Excel."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath
from typing import Any, Literal

from bdhvs_xl import paths
from bdhvs_xl.errors import UserError

ADDIN_FILE = "BDHVS.xlam"

Hive = Literal["HKCU", "HKLM"]
RegistryValue = int | str | bytes

_PROFILE_VARIABLES = ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
"""The longest come first: the first two are usually folders of the third."""

_VARIABLE = re.compile("%([^%]+)%")
_PATIENCE = 60
_TRIAL = "import bdhvs_xl.session, bdhvs_xl.excel.application"
_SYSTEMS = {"win32": "Windows", "darwin": "macOS", "linux": "Linux"}


@dataclass(frozen=True, slots=True)
class OpenExcel:
    """The start-up folder of a running Excel, and the full name of our add-in, "" when it is not loaded."""

    startup: PureWindowsPath
    addin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowsPC:
    """A PC. Paths are names as Windows writes them; only `disk` leads to the files themselves."""

    system: str
    """`Windows`, `macOS`, `Linux` …"""

    environment: Mapping[str, str]
    """Environment variables, their names in capitals."""

    python: PureWindowsPath
    """The Python that runs this."""

    base: PureWindowsPath
    """The folder of the Python that a virtual environment was made from, else of `python` itself."""

    shipped: Path
    """The add-in as it ships."""

    registry: Callable[[Hive, str], Mapping[str, RegistryValue]]
    """The values of a registry key, their names in small letters; none when the key cannot be read."""

    disk: Callable[[PureWindowsPath], Path]
    """Where a path leads on this system."""

    runs_buttons: Callable[[Path], bool]
    """Whether a Python starts isolated, as the ribbon starts it, and finds all that buttons need."""

    excel: Callable[[], OpenExcel | None]
    """The running Excel, None when there is none or it does not answer."""

    make_shortcut: Callable[[Path, str, str], bool]
    """Whether a shortcut that starts a program with arguments and opens a window could be made."""

    def folder(self, variable: str) -> PureWindowsPath | None:
        """The folder that an environment variable names."""
        value = self.environment.get(variable, "").strip()
        return PureWindowsPath(value) if value else None

    def expanded(self, text: str) -> str:
        """`text` with known %VARIABLES% filled in; unknown ones stay, as in Windows."""
        return _VARIABLE.sub(lambda found: self.environment.get(found[1].upper(), found[0]), text)

    def portable(self, path: PureWindowsPath) -> str:
        """The path with a %VARIABLE% of the user's profile in front where it can: it outlives a renamed profile."""
        for variable in _PROFILE_VARIABLES:
            folder = self.folder(variable)
            if folder and path.is_relative_to(folder):
                return str(PureWindowsPath(f"%{variable}%") / path.relative_to(folder))
        return str(path)

    def has(self, path: PureWindowsPath) -> bool:
        """Whether a file is there, as far as this user can see."""
        try:
            return self.disk(path).is_file()
        except OSError:
            return False

    def came_from_internet(self, path: PureWindowsPath) -> bool:
        """Whether Windows marked a file as downloaded: stream Zone.Identifier with zone 3 or 4.

        Source: [MS-FSCC] 5.6.1, Zone.Identifier Stream Name.
        """
        try:
            mark = self.disk(PureWindowsPath(f"{path}:Zone.Identifier")).read_text("utf-8", "replace")
        except OSError:
            return False
        return re.search(r"ZoneId\s*=\s*[34]", mark) is not None


def this_machine() -> WindowsPC:
    """The PC that runs this program."""
    return WindowsPC(
        system=_SYSTEMS.get(sys.platform, sys.platform),
        environment=os.environ,
        python=PureWindowsPath(sys.executable),
        base=PureWindowsPath(sys.base_prefix),
        shipped=paths.workbooks_folder() / ADDIN_FILE,
        registry=registry_values,
        disk=Path,
        runs_buttons=runs_buttons,
        excel=open_excel,
        make_shortcut=make_shortcut,
    )


def require_windows(machine: WindowsPC) -> None:
    """Raise UserError with what works instead where there is no Excel for Windows."""
    if machine.system != "Windows":
        raise UserError(
            f"Thẻ BDHVS chỉ cài được vào Excel trên Windows; máy này chạy {machine.system}.",
            "Mọi việc vẫn làm được bằng lệnh (gõ bdhvs --help để xem), hoặc trong cửa sổ nút bấm: bdhvs window.",
        )


def is_from_store(folder: PureWindowsPath) -> bool:
    """Whether a program is in the folder of the Microsoft Store."""
    return "windowsapps" in (part.casefold() for part in folder.parts)


def registry_values(hive: Hive, key: str) -> Mapping[str, RegistryValue]:
    """The values of a registry key as 32- and 64-bit programs see it; where both have one, the 64-bit one."""
    if sys.platform != "win32":
        return {}
    import winreg

    root = winreg.HKEY_CURRENT_USER if hive == "HKCU" else winreg.HKEY_LOCAL_MACHINE
    found: dict[str, RegistryValue] = {}
    for view in (winreg.KEY_WOW64_32KEY, winreg.KEY_WOW64_64KEY):
        try:
            with winreg.OpenKey(root, key, 0, winreg.KEY_READ | view) as opened:
                values = [winreg.EnumValue(opened, at) for at in range(winreg.QueryInfoKey(opened)[1])]
        except OSError:
            continue
        found |= {name.casefold(): value for name, value, _ in values}
    return found


def runs_buttons(python: Path) -> bool:
    """Whether a Python starts isolated (`-I`: no user packages, no current folder) and imports what buttons need."""
    command = [str(python), "-I", "-X", "utf8", "-c", _TRIAL]
    try:
        trial = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return trial.returncode == 0


def open_excel() -> OpenExcel | None:
    """The running Excel, None when there is none or it does not answer. No Excel is started."""
    try:
        from bdhvs_xl.excel import application

        app = application.attach(book="", window="")
        return OpenExcel(PureWindowsPath(app.startup_path), _loaded(app))
    except Exception:  # Whatever COM says here, the answer is the same: Excel cannot be asked.
        return None


def _loaded(app: Any) -> str:
    """The full name of our add-in; Excel finds add-ins by name, though its list of workbooks leaves them out."""
    try:
        return str(app.books[ADDIN_FILE].fullname)
    except KeyError:
        return ""


def make_shortcut(path: Path, program: str, arguments: str) -> bool:
    """Whether a shortcut could be made: it takes pywin32, and tkinter for the window (embedded Pythons have none).

    Source: pywin32, demo create_link. IShellLink is Unicode throughout, unlike CreateShortcut of WScript.Shell.
    """
    if find_spec("_tkinter") is None:
        return False
    try:
        com, shell = import_module("pythoncom"), import_module("win32com.shell.shell")
        path.parent.mkdir(parents=True, exist_ok=True)
        link = com.CoCreateInstance(shell.CLSID_ShellLink, None, com.CLSCTX_INPROC_SERVER, shell.IID_IShellLink)
        link.SetPath(program)
        link.SetArguments(arguments)
        link.QueryInterface(com.IID_IPersistFile).Save(str(path), 0)
    except Exception:  # Without the entry all else works: whatever Windows says here is no reason to stop.
        return False
    return True
