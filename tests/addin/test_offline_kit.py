"""The offline kit: complete for Windows, honest about failures, and installed for real here without a network."""

import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from contextlib import nullcontext
from email import message_from_bytes
from pathlib import Path
from platform import machine

import pytest
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from bdhvs_xl import __version__, paths
from bdhvs_xl.addin import offline_kit
from bdhvs_xl.addin.kit_files import cai_dat
from bdhvs_xl.addin.wheels import Platform
from bdhvs_xl.errors import UserError
from bdhvs_xl.paths import PACKAGE

pytestmark = pytest.mark.slow
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
LOCAL = Platform(
    python=sysconfig.get_platform(),
    uv=f"{machine()}-manylinux_2_28",
    pip=tuple(f"{name}_{machine()}" for name in ("manylinux_2_28", "manylinux_2_27", "manylinux2014")),
)
"""The computer of the test: a kit for it can be installed here for real."""
SHOWN = ["Cài đặt BDHVS.cmd", "Gỡ BDHVS.cmd", "Hướng dẫn.html", "bo-cai-dat", "ĐỌC TRƯỚC.txt"]
INSIDE = ["BDHVS.xlam", "cai_dat.py", "chay.cmd", "khong-co-python.txt", "kit.json", "sha256.txt", "wheels"]


@pytest.fixture(scope="session")
def windows_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kits") / "Bộ cài BDHVS"
    offline_kit.make_kit(folder)
    return folder


@pytest.fixture(scope="session")
def local_kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a folder whose name cmd, pip and URLs could each misread."""
    folder = tmp_path_factory.mktemp("kits") / "Ổ của Ệ & 100%25 #1"
    offline_kit.make_kit(folder, pythons=[HERE], platform=LOCAL)
    return folder


@pytest.fixture(scope="session")
def profile(local_kit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `%LOCALAPPDATA%` names, of a user who installed the kit."""
    folder = tmp_path_factory.mktemp("Nguyễn Văn Ệ") / "AppData" / "Local"
    installing(local_kit, folder)
    return folder


def installing(made: Path, profile: Path, job: str = "--install") -> subprocess.CompletedProcess[str]:
    """What `chay.cmd` does once it has found a Python, on a computer where every index is out of reach."""
    unreachable = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_REQUIRE_VIRTUALENV": "1", "PIP_USER": "1"}
    return subprocess.run(
        [sys._base_executable, "-I", "-X", "utf8", str(made / "bo-cai-dat/cai_dat.py"), job],
        env={**os.environ, **unreachable, "LOCALAPPDATA": str(profile)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=300,
    )  # fmt: skip


def wheels_of(made: Path) -> list[Path]:
    return sorted((made / "bo-cai-dat/wheels").glob("*"))


# --- what is in the kit ---------------------------------------------------------------------------------------------


def test_a_kit_shows_what_to_click_and_read_and_keeps_the_rest_in_one_folder(windows_kit):
    assert sorted(path.name for path in windows_kit.iterdir()) == sorted(SHOWN)
    lists = [f"python-{python}.txt" for python in offline_kit.PYTHONS]
    assert sorted(path.name for path in (windows_kit / "bo-cai-dat").iterdir()) == sorted(INSIDE + lists)
    assert json.loads((windows_kit / "bo-cai-dat/kit.json").read_text()) == {
        "platform": "win-amd64", "pythons": list(offline_kit.PYTHONS),
    }  # fmt: skip


@pytest.mark.parametrize("python", offline_kit.PYTHONS)
def test_a_kit_lacks_no_wheel_on_windows(windows_kit, python):
    """Every requirement of every wheel, its markers read as that Python on Windows reads them, is met by a wheel."""
    tags = {*cpython_tags(tuple(map(int, python.split("."))), platforms=["win_amd64"]),
            *compatible_tags(tuple(map(int, python.split("."))), platforms=["win_amd64"])}  # fmt: skip
    fitting = {}
    for wheel in wheels_of(windows_kit):
        name, version, _, wheel_tags = parse_wheel_filename(wheel.name)
        if wheel_tags & tags:
            fitting[name] = (version, wheel)
    windows = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64",
               "python_version": python, "python_full_version": f"{python}.9", "extra": ""}  # fmt: skip
    unmet = [
        f"{name}: {requirement}"
        for name, (_, wheel) in fitting.items()
        for requirement in requirements(wheel)
        if not requirement.marker or requirement.marker.evaluate(windows)
        if (found := fitting.get(canonicalize_name(requirement.name))) is None
        or not requirement.specifier.contains(found[0])
    ]
    assert unmet == []
    assert {"bdhvs-xl", "pip", "pywin32", "xlwings", "colorama", "tzdata", "pandas", "lxml"} <= set(fitting)
    listed = (windows_kit / f"bo-cai-dat/python-{python}.txt").read_text().split()
    assert sorted(listed) == sorted(f"{name}=={version}" for name, (version, _) in fitting.items())


def requirements(wheel: Path) -> list[Requirement]:
    with zipfile.ZipFile(wheel) as packed:
        info = next(name for name in packed.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        said = message_from_bytes(packed.read(info))
    return [Requirement(text) for text in said.get_all("Requires-Dist", [])]


def test_our_wheel_holds_what_people_open(windows_kit):
    (ours,) = (windows_kit / "bo-cai-dat/wheels").glob("bdhvs_xl-*.whl")
    with zipfile.ZipFile(ours) as packed:
        shipped = {name.removeprefix("bdhvs_xl/shipped/") for name in packed.namelist() if "/shipped/" in name}
        carried = {name for name in packed.namelist() if name.startswith("bdhvs_xl/addin/kit_files/")}
        addin = packed.read("bdhvs_xl/shipped/workbooks/BDHVS.xlam")
    assert shipped >= {"workbooks/BDHVS.xlam", "workbooks/huong_dan.html", "workbooks/ninh_binh_02.xlsx",
                       "templates/ninh_binh_02_report.docx", "macros/ribbon.xml"}  # fmt: skip
    assert len(carried) == len([*(PACKAGE / "addin/kit_files").glob("*.*")])
    assert (windows_kit / "bo-cai-dat/BDHVS.xlam").read_bytes() == addin


def test_the_sums_cover_every_other_file(windows_kit):
    lines = (windows_kit / "bo-cai-dat/sha256.txt").read_text("utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    files = {path.relative_to(windows_kit).as_posix(): path for path in windows_kit.rglob("*") if path.is_file()}
    assert sums == {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in files.items()
        if name != "bo-cai-dat/sha256.txt"
    }


def test_commands_are_ascii_with_the_line_ends_of_windows(windows_kit):
    commands = list(windows_kit.rglob("*.cmd"))
    for command in commands:
        content = command.read_bytes()
        assert content.isascii()
        assert content.count(b"\n") == content.count(b"\r\n") == len(content.splitlines())
        assert not re.search(rb"^\s*call\b|enabledelayedexpansion", content, re.MULTILINE | re.IGNORECASE)
    assert len(commands) == 3


def test_every_python_that_a_kit_is_made_for_is_looked_for(windows_kit):
    text = (windows_kit / "bo-cai-dat/chay.cmd").read_text("ascii")
    asked = next(line for line in text.splitlines() if line.startswith("for %%V"))
    assert set(offline_kit.PYTHONS) <= set(re.findall(r"3\.\d+", asked))


def test_the_first_thing_to_read_shows_in_notepad_and_fits_a_screen(windows_kit):
    content = (windows_kit / "ĐỌC TRƯỚC.txt").read_bytes()
    lines = content.decode("utf-8-sig").splitlines()
    assert content.startswith(b"\xef\xbb\xbf")
    assert lines[0] == f"BDHVS {__version__} – BỘ CÀI KHÔNG CẦN INTERNET, KHÔNG CẦN QUYỀN QUẢN TRỊ"
    assert any("Python 3.12, 3.13 hoặc 3.14 (64-bit)" in line for line in lines)
    assert (len(lines) <= 14, "{" in "".join(lines)) == (True, False)


# --- on the PC ------------------------------------------------------------------------------------------------------


def test_installing_again_renews_everything_and_ends_with_the_words_of_install_addin(local_kit, profile):
    left_over = profile / "BDHVS/python/left-over"
    left_over.touch()
    done = installing(local_kit, profile)
    assert not left_over.exists()
    assert [line.strip()[:4] for line in done.stdout.splitlines() if "/4 " in line] == ["1/4 ", "2/4 ", "3/4 ", "4/4 "]
    assert "Thẻ BDHVS chỉ cài được vào Excel trên Windows" in done.stdout
    assert (done.returncode, "BDHVS đã có trên máy nhưng thẻ BDHVS chưa vào Excel" in done.stdout) == (1, True)
    assert sorted(path.name for path in (profile / "BDHVS").iterdir()) == ["cai-dat.log", "python"]


def test_what_was_installed_works(profile, tmp_path):
    bdhvs = profile / "BDHVS/python/bin/bdhvs"
    made = tmp_path / "Tổng hợp.xlsx"
    version = subprocess.run([bdhvs, "--version"], capture_output=True, encoding="utf-8", check=True)
    said = subprocess.run(
        [bdhvs, "new-master", "ninh_binh_02", made], capture_output=True, encoding="utf-8", check=True
    )
    assert version.stdout == f"{__version__}\n"
    assert said.stdout.startswith("Đã tạo “Tổng hợp.xlsx”: ")
    assert zipfile.is_zipfile(made)


def test_an_installed_bdhvs_packs_its_wheel_again(local_kit, profile, tmp_path):
    """The same files with the same contents as the wheel it was installed from."""
    python = profile / "BDHVS/python/bin/python"
    code = "import pathlib, sys; from bdhvs_xl.addin import wheels; wheels.build_own_wheel(pathlib.Path(sys.argv[1]))"
    subprocess.run([python, "-I", "-c", code, tmp_path], check=True)
    (again,) = tmp_path.glob("*.whl")
    (first,) = (local_kit / "bo-cai-dat/wheels").glob("bdhvs_xl-*.whl")
    assert (again.name, contents(again)) == (first.name, contents(first))


def contents(wheel: Path) -> dict[str, object]:
    """Contents by name; of RECORD the set of its lines, as their order says nothing."""
    with zipfile.ZipFile(wheel) as packed:
        return {
            name: set(packed.read(name).splitlines()) if name.endswith("/RECORD") else packed.read(name)
            for name in packed.namelist()
        }


def test_a_python_that_the_kit_has_no_packages_for_is_passed_over(windows_kit, local_kit, tmp_path):
    assert installing(windows_kit, tmp_path, "--suits").returncode == 9
    assert installing(local_kit, tmp_path, "--suits").returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def spoiled(local_kit, tmp_path):
    """A copy of the kit to spoil."""
    copy = tmp_path / "kit"
    for path in (p for p in local_kit.rglob("*") if p.is_file()):
        place = copy / path.relative_to(local_kit)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.hardlink_to(path)
    return copy


def rewrite(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def test_a_kit_spoiled_on_the_way_changes_nothing(spoiled, tmp_path):
    (wheel,) = (spoiled / "bo-cai-dat/wheels").glob("lxml-*.whl")
    rewrite(wheel, wheel.read_bytes()[:-1])
    (spoiled / "Hướng dẫn.html").unlink()
    done = installing(spoiled, tmp_path / "profile")
    assert done.returncode == 1
    assert f"Bộ cài bị thiếu hoặc hỏng khi chép: Hướng dẫn.html, {wheel.name}." in done.stdout
    assert list((tmp_path / "profile/BDHVS").iterdir()) == []


def test_a_failed_upgrade_leaves_the_earlier_installation_working(spoiled, tmp_path):
    """pip is refused a package that a new kit's list names; the Python from before is back and nothing else is left."""
    earlier = tmp_path / "profile/BDHVS/python"
    earlier.mkdir(parents=True)
    (earlier / "bdhvs-whole").touch()
    (earlier / "mark").write_text("earlier")
    pins = spoiled / f"bo-cai-dat/python-{HERE}.txt"
    rewrite(pins, pins.read_bytes() + b"nowhere-to-be-found==1.0\r\n")
    sums = spoiled / "bo-cai-dat/sha256.txt"
    kept = [line for line in sums.read_text("utf-8").splitlines() if not line.endswith(pins.name)]
    rewrite(sums, "\n".join(kept).encode())
    done = installing(spoiled, tmp_path / "profile")
    assert done.returncode == 1
    assert re.search(r"CHƯA XONG. Không cài được các gói: .*nowhere-to-be-found", done.stdout)
    assert sorted(path.name for path in earlier.parent.iterdir()) == ["cai-dat.log", "python"]
    assert sorted(path.name for path in earlier.iterdir()) == ["bdhvs-whole", "mark"]


@pytest.mark.parametrize("fails", [True, False])
def test_after_a_run_that_was_killed_only_a_finished_python_counts(tmp_path, fails):
    """Killed while it filled `python`, with the earlier one set aside as `python.old`."""
    place, old = tmp_path / "python", tmp_path / "python.old"
    for folder, file in ((place, "half"), (old, "bdhvs-whole")):
        folder.mkdir()
        (folder / file).touch()
    with pytest.raises(ValueError) if fails else nullcontext(), cai_dat._renewed(place):
        place.mkdir()
        (place / "new").touch()
        if fails:
            raise ValueError
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(
        ["python", "bdhvs-whole"] if fails else ["python", "bdhvs-whole", "new"]
    )


@pytest.mark.parametrize(
    ("code", "kept", "words"),
    [
        (0, [], "Đã gỡ BDHVS."),
        (1, ["cai-dat.log", "python"], "Thẻ BDHVS chưa gỡ được khỏi Excel."),
        (103, [], r"hãy tự xóa tệp %APPDATA%\Microsoft\Excel\XLSTART\BDHVS.xlam"),
    ],
    ids=["add-in removed", "add-in kept by an open Excel", "its Python is broken"],
)
def test_removing_takes_the_addin_first_and_leaves_what_is_not_the_kits(local_kit, tmp_path, code, kept, words):
    home = tmp_path / "BDHVS"
    python = home / "python/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\nexit {code}\n')
    python.chmod(0o755)
    (home / "cai-dat.log").touch()
    (home / "of-the-ribbon.log").touch()
    done = installing(local_kit, tmp_path, "--remove")
    assert (tmp_path / "asked").read_text() == "-I -X utf8 -m bdhvs_xl.cli install-addin --remove\n"
    assert (words in done.stdout, done.returncode) == (True, int(code == 1))
    assert sorted(path.name for path in home.iterdir()) == sorted([*kept, "of-the-ribbon.log"])


def test_removing_where_nothing_is_installed_is_no_error(local_kit, tmp_path):
    done = installing(local_kit, tmp_path, "--remove")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0, "Đã gỡ BDHVS. File tổng hợp, biểu mẫu và báo cáo của bạn còn nguyên.",
    )  # fmt: skip


def test_an_embedded_python_is_copied_and_opened_to_packages(tmp_path, monkeypatch):
    carried = tmp_path / "kit/python"
    carried.mkdir(parents=True)
    (carried / "python.exe").touch()
    (carried / "python312._pth").write_text(
        "python312.zip\n.\n\n# Uncomment to run site.main() automatically\n#import site\n"
    )
    monkeypatch.setattr(cai_dat, "KIT", tmp_path / "kit")
    monkeypatch.setattr(cai_dat.sys, "base_prefix", str(carried))
    assert cai_dat._is_carried()
    place = tmp_path / "profile/python"
    cai_dat._copy_carried_python(place)
    assert cai_dat._python_of(place) == place / "python.exe"
    assert (place / "python312._pth").read_text().split("\n")[-2:] == ["import site", ""]
    assert (place / "Lib/site-packages").is_dir()
    assert (carried / "python312._pth").read_text().endswith("#import site\n")


# --- what cannot be made --------------------------------------------------------------------------------------------


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "của tôi.txt").touch()
    with pytest.raises(UserError, match="đã có và không trống"):
        offline_kit.make_kit(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["của tôi.txt"]


@pytest.mark.parametrize("python", ["3.10", "2.7", "3.12.4", "mới nhất", ""])
def test_a_python_we_do_not_run_on_is_refused_at_once(tmp_path, python):
    with pytest.raises(UserError, match="Không làm được bộ cài cho Python"):
        offline_kit.make_kit(tmp_path / "kit", pythons=["3.12", python])
    assert list(tmp_path.iterdir()) == []


def test_without_uv_the_cure_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("UV", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(UserError) as caught:
        offline_kit.make_kit(tmp_path / "kit")
    assert caught.value.hint == "Cài bằng lệnh: pip install uv, rồi làm lại."
    assert list(tmp_path.iterdir()) == []


def test_a_failed_download_leaves_no_half_kit(tmp_path, monkeypatch):
    """uv is real and its cache is empty, so without a network it has nothing to give."""
    monkeypatch.setenv("UV_OFFLINE", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "cache"))
    with pytest.raises(UserError) as caught:
        offline_kit.make_kit(tmp_path / "kit", pythons=["3.12"])
    assert re.match("Không (đóng gói được bdhvs-xl|tìm được đủ các gói cho Python 3.12): .", caught.value.message)
    assert "internet" in caught.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_a_kit_holds_the_versions_that_were_tested(windows_kit):
    """Those of constraints.txt, which our wheel carries, so that an installed bdhvs makes the same kit."""
    pins = [Requirement(line) for line in paths.constraints_file().read_text("utf-8").splitlines()]
    tested = {canonicalize_name(pin.name): set() for pin in pins}
    for pin in pins:
        tested[canonicalize_name(pin.name)] |= {spec.version for spec in pin.specifier}
    found = [parse_wheel_filename(wheel.name)[:2] for wheel in wheels_of(windows_kit)]
    off = [(name, str(v)) for name, v in found if name != "bdhvs-xl" and str(v) not in tested.get(name, set())]
    assert off == []
    (ours,) = (windows_kit / "bo-cai-dat/wheels").glob("bdhvs_xl-*.whl")
    with zipfile.ZipFile(ours) as packed:
        assert packed.read("bdhvs_xl/shipped/constraints.txt") == paths.constraints_file().read_bytes()
