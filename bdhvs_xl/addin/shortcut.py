"""The Start menu entry BDHVS, which opens the small window for people whose Excel may not run macros."""

from pathlib import PureWindowsPath

from bdhvs_xl.addin.windows_pc import WindowsPC

WINDOW_ARGUMENTS = '-I -X utf8 -c "from bdhvs_xl.window import run; run()"'
_OURS = "bdhvs_xl.window".encode("utf-16-le")
_MENU = PureWindowsPath("Microsoft", "Windows", "Start Menu", "Programs", "BDHVS.lnk")


def shortcut_path(machine: WindowsPC) -> PureWindowsPath:
    """The path of the entry; writing it needs no administrator."""
    return PureWindowsPath(machine.environment.get("APPDATA", "")) / _MENU


def create_shortcut(machine: WindowsPC, python: PureWindowsPath) -> bool:
    """Whether the entry was created; another program's entry of that name is not replaced."""
    path = shortcut_path(machine)
    if machine.has(path) and not is_our_shortcut(machine):
        return False
    return machine.make_shortcut(machine.disk(path), str(python), WINDOW_ARGUMENTS)


def is_our_shortcut(machine: WindowsPC) -> bool:
    """Whether the entry exists and opens our window."""
    path = shortcut_path(machine)
    return machine.has(path) and _OURS in machine.disk(path).read_bytes()
