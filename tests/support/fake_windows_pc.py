"""A Windows PC made for tests: its disks are folders here, its registry a dictionary."""

import re
from collections.abc import Mapping
from pathlib import Path, PureWindowsPath

from bdhvs_xl import paths
from bdhvs_xl.addin.windows_pc import WindowsPC

HOME = PureWindowsPath(r"C:\Users\Nguyễn Văn Ệ")
BASE = PureWindowsPath(r"C:\Python311")
SCRIPTS = HOME / "AppData" / "Local" / "BDHVS" / "python" / "Scripts"
XLSTART = HOME / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
ENTRY = HOME / r"AppData\Roaming\Microsoft\Windows\Start Menu\Programs\BDHVS.lnk"
ADDIN = XLSTART / "BDHVS.xlam"
EXCEL = {
    r"HKLM\Software\Classes\Excel.Application\CurVer": {"": "Excel.Application.16"},
    r"HKLM\Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe": {"": r"C:\Office16\EXCEL.EXE"},
}
PROFILE = {
    "USERPROFILE": str(HOME),
    "APPDATA": str(HOME / "AppData" / "Roaming"),
    "LOCALAPPDATA": str(HOME / "AppData" / "Local"),
}


def pc(
    folder: Path,
    registry: Mapping[str, Mapping[str, int | str | bytes]] = EXCEL,
    *,
    system="Windows",
    environment=PROFILE,
    python=SCRIPTS / "python.exe",
    base=BASE,
    pythonw=True,
    runs=True,
    excel=None,
    shortcuts=True,
) -> WindowsPC:
    """A PC whose C: is `folder/C`; keys of `registry` begin with the hive. `pythonw` puts one beside `python`."""
    keys = {key.casefold(): values for key, values in registry.items()}

    def values(hive, key):
        return {name.casefold(): value for name, value in keys.get(rf"{hive}\{key}".casefold(), {}).items()}

    def disk(path):
        drive = re.sub(r"[\\:]+", " ", path.drive).strip()
        return folder.joinpath(drive, *path.parts[1:])

    def make_shortcut(path, program, arguments):
        if shortcuts:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(f"{program} {arguments}".encode("utf-16-le"))
        return shortcuts

    if pythonw:
        place = disk(python.with_name("pythonw.exe"))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    return WindowsPC(
        system=system,
        environment=environment,
        python=python,
        base=base,
        shipped=paths.workbooks_folder() / "BDHVS.xlam",
        registry=values,
        disk=disk,
        runs_buttons=lambda path: runs,
        excel=lambda: excel,
        make_shortcut=make_shortcut,
    )
