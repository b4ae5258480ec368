"""Wheels for another computer: our own, and all its dependencies resolved for that system."""

import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path, PurePosixPath

from bdhvs_xl import __version__, paths
from bdhvs_xl.errors import UserError

OLDEST_PYTHON = (3, 11)
_NEEDED = ("workbooks/BDHVS.xlam", "workbooks/huong_dan.html")
_OF_THIS_COMPUTER = ("INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "RECORD")


@dataclass(frozen=True, slots=True)
class Platform:
    """A system as Python (`sysconfig.get_platform`), `uv --python-platform` and `pip --platform` call it."""

    python: str
    uv: str
    pip: tuple[str, ...]


def sorted_versions(pythons: Sequence[str]) -> list[str]:
    """The Python versions, each once, oldest first; UserError when one is not supported."""
    for python in pythons:
        if not re.fullmatch(r"3\.\d{1,2}", python) or _numbers(python) < OLDEST_PYTHON:
            raise UserError(f"Không làm được bộ cài cho Python “{python}”.", "Ghi phiên bản từ 3.11, ví dụ 3.12.")
    if not pythons:
        raise UserError("Chưa chọn phiên bản Python cho bộ cài.", "Ghi ít nhất một phiên bản, ví dụ 3.12.")
    return sorted(set(pythons), key=_numbers)


def _numbers(python: str) -> tuple[int, ...]:
    return tuple(int(part) for part in python.split("."))


def build_own_wheel(to: Path) -> Path:
    """Our wheel in the folder `to`: built from a checkout, or packed again from an installed one."""
    checkout = (paths.PACKAGE.parent / "pyproject.toml").is_file()
    wheel = _built(to) if checkout else _packed_again(to)
    with zipfile.ZipFile(wheel) as packed:
        absent = {f"bdhvs_xl/shipped/{name}" for name in _NEEDED} - set(packed.namelist())
    if absent:
        names = ", ".join(sorted(PurePosixPath(name).name for name in absent))
        raise UserError(
            f"Gói cài đặt còn thiếu {names}.", "Chạy bdhvs build-workbooks và bdhvs build-addin rồi làm lại."
        )
    return wheel


def pinned_versions(wheel: Path, python: str, platform: Platform) -> list[str]:
    """The pinned dependencies of our wheel on that system, and pip to install them: lines such as `lxml==6.1.3`.

    The versions are those of constraints.txt: next year's kit is the kit that was tested.
    """
    listing = _uv(
        ["pip", "compile", "-", "--python-platform", platform.uv, "--python-version", python,
         "--only-binary", ":all:", "--no-emit-package", "bdhvs-xl", "--no-header", "--no-annotate",
         "--constraints", str(paths.constraints_file())],
        f"Không tìm được đủ các gói cho Python {python}",
        f"bdhvs-xl @ {wheel.absolute().as_uri()}\npip\n",
    )  # fmt: skip
    return [line.split(";")[0].strip() for line in listing.splitlines() if "==" in line]


def download_wheels(pins: Sequence[str], to: Path, python: str, platform: Platform) -> None:
    """The wheels of `pins` for that system in the folder `to`; those already there are not fetched again."""
    systems = [word for name in platform.pip for word in ("--platform", name)]
    _uv(
        ["tool", "run", "pip", "download", "--no-deps", "--only-binary=:all:", "--implementation", "cp",
         "--python-version", python, *systems, "--dest", str(to), *pins],
        f"Không tải được đủ các gói cho Python {python}",
    )  # fmt: skip


def _built(to: Path) -> Path:
    with tempfile.TemporaryDirectory() as built:
        _uv(["build", "--wheel", "--out-dir", built, str(paths.PACKAGE.parent)], "Không đóng gói được bdhvs-xl")
        (wheel,) = Path(built).glob("*.whl")
        return Path(shutil.copy(wheel, to))


def _packed_again(to: Path) -> Path:
    """The wheel that this installation came from, from the list of files that every installation keeps."""
    ours = metadata.distribution("bdhvs-xl")
    files = {f.as_posix(): Path(str(f.locate())) for f in ours.files or () if _came_with_the_wheel(f)}
    info = PurePosixPath(next(name for name in files if name.endswith(".dist-info/METADATA"))).parent
    record = io.StringIO()
    rows = csv.writer(record, lineterminator="\n")
    wheel = to / f"bdhvs_xl-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, path in files.items():
            content = path.read_bytes()
            packed.writestr(name, content)
            digest = urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            rows.writerow((name, f"sha256={digest}", len(content)))
        rows.writerow((f"{info}/RECORD", "", ""))
        packed.writestr(f"{info}/RECORD", record.getvalue())
    return wheel


def _came_with_the_wheel(file: metadata.PackagePath) -> bool:
    return file.parts[0] != ".." and file.suffix != ".pyc" and file.name not in _OF_THIS_COMPUTER


def _uv(words: Sequence[str], failure: str, typed: str = "") -> str:
    """The output of uv; UserError with its last lines when it fails."""
    done = subprocess.run(
        [_uv_program(), "--quiet", *words],
        input=typed, capture_output=True, encoding="utf-8", errors="replace",
        env={**os.environ, "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never"},
    )  # fmt: skip
    if done.returncode:
        said = [line.strip() for line in done.stderr.splitlines() if line.strip()] or [f"mã {done.returncode}"]
        raise UserError(
            f"{failure}: {' '.join(said[-3:])}",
            "Kiểm tra kết nối internet (và proxy của uv, pip nếu có), chỗ trống của ổ đĩa rồi làm lại. Chưa tạo gì cả.",
        )
    return done.stdout


def _uv_program() -> str:
    beside = Path(sys.executable).with_name("uv.exe" if os.name == "nt" else "uv")
    program = os.environ.get("UV") or shutil.which("uv") or (str(beside) if beside.is_file() else "")
    if not program:
        raise UserError("Chưa có chương trình uv để tải các gói.", "Cài bằng lệnh: pip install uv, rồi làm lại.")
    return program
