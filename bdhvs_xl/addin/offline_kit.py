"""The offline kit: one folder to copy to a Windows PC without internet, where a double click installs everything."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bdhvs_xl import __version__, paths
from bdhvs_xl.addin import wheels
from bdhvs_xl.addin.wheels import Platform
from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.master.book.protocol import Progress
from bdhvs_xl.results import ButtonResult

PYTHONS = ("3.12", "3.13", "3.14")
"""The versions that a PC may have when nothing else is said."""
WINDOWS = Platform(python="win-amd64", uv="windows", pip=("win_amd64",))
INNER_FOLDER = "bo-cai-dat"
"""The folder of what people need not look at."""
CHECKSUM_FILE = "sha256.txt"

_CARRIED = paths.PACKAGE / "addin" / "kit_files"
_TO_CLICK_AND_READ = {
    "cai-dat.cmd": "Cài đặt BDHVS.cmd",
    "go.cmd": "Gỡ BDHVS.cmd",
    "doc-truoc.txt": "ĐỌC TRƯỚC.txt",
}
_TO_RUN = ("chay.cmd", "cai_dat.py", "khong-co-python.txt")
_FROM_OUR_WHEEL = {"BDHVS.xlam": f"{INNER_FOLDER}/BDHVS.xlam", "huong_dan.html": "Hướng dẫn.html"}


def make_kit(
    to: Path,
    *,
    pythons: Sequence[str] = PYTHONS,
    platform: Platform = WINDOWS,
    progress: Progress | None = None,
) -> ButtonResult:
    """The kit in the new or empty folder `to`, for PCs with one of `pythons` ("3.12"); complete or not at all.

    UserError when `to` is not empty, a version is not supported, uv is missing or a download fails.
    """
    chosen = wheels.sorted_versions(pythons)
    with _appearing_whole(to) as draft:
        _put_wheels(draft / INNER_FOLDER, chosen, platform, progress or _silent)
        _put_files(draft, chosen)
        _put_sums(draft)
    size = sum(path.stat().st_size for path in to.rglob("*") if path.is_file())
    message = f"Đã tạo bộ cài trong “{to}” ({size / 1e6:.0f} MB), cho Windows 64-bit có Python {_listed(chosen)}."
    return ButtonResult(message=f"{message} Chép cả thư mục sang máy cần cài rồi đọc “ĐỌC TRƯỚC.txt”.", files=[to])


@contextmanager
def _appearing_whole(to: Path) -> Iterator[Path]:
    """A folder beside `to` to fill, which takes the place of `to` in the end; a failed run leaves nothing."""
    to = to.absolute()
    if to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise UserError(f"“{to}” đã có và không trống.", "Hãy chọn thư mục mới; những gì có sẵn không bị ghi đè.")
    draft = to.with_name(f"~{to.name}.tmp")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        yield draft
        if to.exists():
            to.rmdir()
        draft.rename(to)
    except OSError as error:
        raise to_user_error(error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_wheels(inside: Path, pythons: Sequence[str], platform: Platform, progress: Progress) -> None:
    """`wheels/` with ours and all it needs, a list of pinned versions per Python, and what the kit is for."""
    text, total = "Chuẩn bị bộ cài", len(pythons) + 1
    folder = inside / "wheels"
    folder.mkdir(parents=True)
    progress(text, 0, total)
    ours = wheels.build_own_wheel(folder)
    for done, python in enumerate(pythons, start=1):
        progress(text, done, total)
        pins = wheels.pinned_versions(ours, python, platform)
        wheels.download_wheels(pins, folder, python, platform)
        _write(inside / f"python-{python}.txt", "\n".join([f"bdhvs-xl=={__version__}", *pins, ""]))
    _write(inside / "kit.json", json.dumps({"platform": platform.python, "pythons": pythons}) + "\n")
    progress(text, total, total)


def _put_files(draft: Path, pythons: Sequence[str]) -> None:
    for name, shown in _TO_CLICK_AND_READ.items():
        _carry(name, draft / shown, pythons)
    for name in _TO_RUN:
        _carry(name, draft / INNER_FOLDER / name, pythons)
    with zipfile.ZipFile(next((draft / INNER_FOLDER / "wheels").glob("bdhvs_xl-*.whl"))) as ours:
        for name, place in _FROM_OUR_WHEEL.items():
            (draft / place).write_bytes(ours.read(f"bdhvs_xl/shipped/workbooks/{name}"))


def _carry(name: str, place: Path, pythons: Sequence[str]) -> None:
    text = (_CARRIED / name).read_text("utf-8")
    if place.suffix == ".txt":
        text = text.format(version=__version__, pythons=_listed(pythons), newest=pythons[-1])
    _write(place, text, "utf-8-sig" if name in _TO_CLICK_AND_READ and place.suffix == ".txt" else "utf-8")


def _put_sums(draft: Path) -> None:
    """SHA-256 of every other file, in the form that `sha256sum --check` reads too."""
    named = {path.relative_to(draft).as_posix(): path for path in sorted(draft.rglob("*")) if path.is_file()}
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in named.items()]
    (draft / INNER_FOLDER / CHECKSUM_FILE).write_text("".join(lines), "utf-8", newline="\n")


def _write(place: Path, text: str, encoding: str = "utf-8") -> None:
    """Text with the line ends of Windows, as cmd.exe and old editors need them."""
    place.write_text(text, encoding, newline="\r\n")


def _listed(pythons: Sequence[str]) -> str:
    return pythons[0] if len(pythons) == 1 else f"{', '.join(pythons[:-1])} hoặc {pythons[-1]}"


def _silent(text: str, done: int, total: int) -> None:
    """No progress is shown."""
