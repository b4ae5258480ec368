"""What a kit does on the PC it was carried to: `chay.cmd` found this Python, and everything else happens here.

Runs by itself, outside the package, with the standard library alone. BDHVS gets a Python of its own in the folder
`python` below `%LOCALAPPDATA%\\BDHVS`: an environment of the installed Python, or a copy of the one carried in the
kit. Packages come from the kit only, and the previous installation is kept until the new one stands.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

INSIDE = Path(__file__).absolute().parent
KIT = INSIDE.parent
WHEELS = INSIDE / "wheels"
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
DONE, REFUSED, UNSUITABLE = 0, 1, 9
_WHOLE = "bdhvs-whole"
"""The mark of an environment that was finished."""
_CLOSE_EXCEL = "Hãy đóng Excel (và cửa sổ BDHVS nếu đang mở) rồi bấm đúp lại."


class Refusal(Exception):  # noqa: N818 - a person must act
    """One sentence that says what is in the way, and the cure."""


def main(argv: Sequence[str]) -> int:
    """The exit code: 0 done, 1 the user must act, 9 (of `--suits`) another Python must be found."""
    job = {"--suits": suits, "--install": install, "--remove": remove}[argv[0]]
    try:
        return job()
    except Refusal as refusal:
        _say(f"\nCHƯA XONG. {refusal}")
    except OSError as error:
        _say(f"\nCHƯA XONG. Windows từ chối: {error}\nHãy đóng Excel, kiểm tra chỗ trống của ổ đĩa rồi bấm đúp lại.")
    return REFUSED


def suits() -> int:
    """Whether this Python can carry BDHVS: of a version and system that the kit has packages for, not the Store's."""
    kit = json.loads((INSIDE / "kit.json").read_text("utf-8"))
    fits = (
        VERSION in kit["pythons"]
        and sysconfig.get_platform() == kit["platform"]
        and not sysconfig.get_config_var("Py_GIL_DISABLED")
        and "windowsapps" not in f"{sys.base_prefix}|{sys.executable}".lower()
        and (_is_carried() or importlib.util.find_spec("venv") is not None)
    )
    return DONE if fits else UNSUITABLE


def install() -> int:
    """A Python of BDHVS's own with all packages of the kit, and the add-in in Excel; again: the newer version."""
    home = _home()
    home.mkdir(parents=True, exist_ok=True)
    _say("Cài đặt BDHVS. Vài phút trên máy yếu, xin chờ.\n 1/4 Kiểm tra các tệp của bộ cài…")
    _require_whole_kit()
    with _renewed(home / "python") as place:
        _say(f" 2/4 Tạo Python {VERSION} riêng trong {place}…")
        _copy_carried_python(place) if _is_carried() else _make_environment(place)
        _say(" 3/4 Cài các gói…")
        _put_packages(place, home / "cai-dat.log")
    _say(" 4/4 Đưa thẻ BDHVS vào Excel…\n")
    if _bdhvs(home / "python", "install-addin"):
        raise Refusal("BDHVS đã có trên máy nhưng thẻ BDHVS chưa vào Excel. Làm theo lời nhắc ở trên rồi bấm đúp lại.")
    _say("\nĐã cài xong. Mở Excel, chọn thẻ BDHVS.")
    return DONE


def remove() -> int:
    """The add-in out of Excel and BDHVS's Python off the disk; what users made stays."""
    home = _home()
    code = _bdhvs(home / "python", "install-addin", "--remove") if _python_of(home / "python") else DONE
    if code == REFUSED:
        raise Refusal("Thẻ BDHVS chưa gỡ được khỏi Excel. Làm theo lời nhắc ở trên rồi bấm đúp lại.")
    for place in (home / "python", home / "python.old"):
        _delete(place)
    (home / "cai-dat.log").unlink(missing_ok=True)
    if code != DONE:
        _say(r"Python của BDHVS đã hỏng, nên hãy tự xóa tệp %APPDATA%\Microsoft\Excel\XLSTART\BDHVS.xlam.")
    _say("Đã gỡ BDHVS. File tổng hợp, biểu mẫu và báo cáo của bạn còn nguyên.")
    return DONE


# --- the kit --------------------------------------------------------------------------------------------------------


def _require_whole_kit() -> None:
    lines = (INSIDE / "sha256.txt").read_text("utf-8").splitlines()
    sums = {KIT / name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    spoiled = [path.name for path, digest in sums.items() if not path.is_file() or _digest(path) != digest]
    if spoiled:
        raise Refusal(f"Bộ cài bị thiếu hoặc hỏng khi chép: {', '.join(spoiled[:3])}.\nHãy chép lại cả thư mục bộ cài.")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _is_carried() -> bool:
    """Whether this Python lies in the kit, so that it goes away with it."""
    return any(parent.samefile(KIT) for parent in Path(sys.base_prefix).parents)


# --- the Python of BDHVS --------------------------------------------------------------------------------------------


def _home() -> Path:
    return Path(os.environ["LOCALAPPDATA"]) / "BDHVS"


@contextmanager
def _renewed(place: Path) -> Iterator[Path]:
    """An empty `place` to fill; when that fails the earlier environment is back where it was."""
    old = place.with_name("python.old")
    if (place / _WHOLE).exists():
        _delete(old)
        _set_aside(place, old)
    _delete(place)
    try:
        yield place
        (place / _WHOLE).touch()
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _set_aside(place: Path, old: Path) -> None:
    try:
        place.rename(old)
    except OSError as error:
        raise Refusal(f"BDHVS đang chạy nên chưa thay được bản mới. {_CLOSE_EXCEL}") from error


def _delete(place: Path) -> None:
    try:
        shutil.rmtree(place)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Refusal(f"Không xóa được thư mục {place}: có chương trình đang dùng. {_CLOSE_EXCEL}") from error


def _make_environment(place: Path) -> None:
    import venv

    venv.create(place, symlinks=os.name != "nt")


def _copy_carried_python(place: Path) -> None:
    """A copy of the Python in the kit; the embedded one, closed to packages as it comes, is opened to them."""
    shutil.copytree(sys.base_prefix, place)
    (place / "Lib" / "site-packages").mkdir(parents=True, exist_ok=True)
    for paths in place.glob("python*._pth"):
        lines = paths.read_text("utf-8").split("\n")
        if "import site" not in (line.strip() for line in lines):
            paths.write_text("\n".join([*lines, "import site", ""]), "utf-8")


def _python_of(place: Path) -> Path | None:
    """The interpreter: of an environment on Windows, of a copied Python, of an environment elsewhere."""
    names = ("Scripts/python.exe", "python.exe", "bin/python")
    return next((place / name for name in names if (place / name).exists()), None)


def _put_packages(place: Path, log: Path) -> None:
    """The kit's packages for this Python, with the pip of the kit: no index is asked, no setting of pip is read."""
    pins = INSIDE / f"python-{VERSION}.txt"
    pip = next(line.removeprefix("pip==") for line in pins.read_text("utf-8").split() if line.startswith("pip=="))
    words = (WHEELS / f"pip-{pip}-py3-none-any.whl" / "pip", "install", "--no-index", "--only-binary", ":all:",
             "--find-links", WHEELS, "--no-cache-dir", "--no-warn-script-location", "--requirement", pins)  # fmt: skip
    silent = {name: value for name, value in os.environ.items() if not name.upper().startswith("PIP_")}
    silent["PIP_CONFIG_FILE"] = os.devnull
    with log.open("w", encoding="utf-8") as said:
        code = _run(place, *words, environment=silent, said=said)
    if code:
        last = [line for line in log.read_text("utf-8", errors="replace").splitlines() if line.strip()][-1:]
        raise Refusal(
            f"Không cài được các gói: {''.join(last)}\n"
            "Ổ đĩa cần trống khoảng 500 MB; dọn bớt rồi bấm đúp lại. Bản cài trước (nếu có) còn nguyên.\n"
            f"Nếu vẫn chưa được, gửi tệp này cho người hỗ trợ: {log}"
        )


def _bdhvs(place: Path, *words: str) -> int:
    return _run(place, "-m", "bdhvs_xl.cli", *words)


def _run(
    place: Path, *words: str | Path, environment: Mapping[str, str] | None = None, said: TextIO | None = None
) -> int:
    """The exit code of BDHVS's Python, which sees neither the user's Python settings nor packages."""
    python = _python_of(place)
    call = [str(python), "-I", "-X", "utf8", *map(str, words)]
    try:
        return subprocess.run(call, env=environment, stdout=said, stderr=subprocess.STDOUT).returncode
    except OSError as error:
        raise Refusal(
            f"Máy không cho chạy {python}: {error}\n"
            "Thường do chính sách của cơ quan hoặc phần mềm diệt vi-rút: đưa thư mục bộ cài cho bộ phận CNTT."
        ) from error


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
