"""The entry BDHVS in the user's Start menu: the small window, for those whose Excel may not run macros."""

from pathlib import PureWindowsPath

from bdhvs_xl.addin.windows_pc import WindowsPC

ARGUMENTS = '-I -X utf8 -c "from bdhvs_xl.window import run; run()"'
_OURS = "bdhvs_xl.window".encode("utf-16-le")
_MENU = PureWindowsPath("Microsoft", "Windows", "Start Menu", "Programs", "BDHVS.lnk")


def place(machine: WindowsPC) -> PureWindowsPath:
    """Where the entry belongs; needs no administrator."""
    return PureWindowsPath(machine.environment.get("APPDATA", "")) / _MENU


def put(machine: WindowsPC, python: PureWindowsPath) -> bool:
    """Whether the window is in the Start menu from now on; a stranger's entry of that name stays."""
    path = place(machine)
    if machine.has(path) and not is_ours(machine):
        return False
    return machine.make_shortcut(machine.disk(path), str(python), ARGUMENTS)


def is_ours(machine: WindowsPC) -> bool:
    """Whether the entry is there and opens our window."""
    path = place(machine)
    return machine.has(path) and _OURS in machine.disk(path).read_bytes()
