"""A folder walked to the bottom: archives opened, tricks refused, temporary files left out, order by time."""

import os
import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from bdhvs_xl.intake.folder import incoming
from bdhvs_xl.problem import Problem


def put(folder, name: str, data: bytes = b"x", day: int = 1):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    moment = datetime(2026, 5, day, 8).timestamp()
    os.utime(path, (moment, moment))
    return path


def zipped(members: dict[str, bytes], day: int = 1) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 5, day, 8, 0, 0)), data)
    return out.getvalue()


def paths(folder, leave_out=()) -> list[str]:
    return [file.path for file in incoming(folder, leave_out)]


def refusal(file) -> str:
    with pytest.raises(Problem) as caught:
        file.read()
    return caught.value.sentence


def test_earlier_files_come_first_then_by_path(tmp_path):
    put(tmp_path, "b/2.xlsx", day=3)
    put(tmp_path, "c.pdf", day=2)
    put(tmp_path, "a/1.xlsx", day=3)
    put(tmp_path, "d.zip", zipped({"trong/x.xlsx": b"1"}, day=1), day=9)
    assert paths(tmp_path) == ["d.zip/trong/x.xlsx", "c.pdf", "a/1.xlsx", "b/2.xlsx"]


def test_rubbish_of_programs_is_left_out(tmp_path):
    for name in ("~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._a.xlsx", ".~lock.a.ods#", "a.xlsx"):
        put(tmp_path, name)
    put(tmp_path, "b.zip", zipped({"__MACOSX/._x.xlsx": b"", "~$x.xlsx": b"", "x.xlsx": b"1"}))
    assert paths(tmp_path) == ["a.xlsx", "b.zip/x.xlsx"]


def test_own_places_are_left_out(tmp_path):
    master = put(tmp_path, "Tổng hợp.xlsx")
    put(tmp_path, "Đã nhận/14212/a.xlsx")
    put(tmp_path, "mới/a.xlsx")
    assert paths(tmp_path, [master, tmp_path / "Đã nhận"]) == ["mới/a.xlsx"]


def test_members_are_read_without_unpacking(tmp_path):
    put(tmp_path, "a.zip", zipped({"x.xlsx": b"noi dung"}))
    (file,) = incoming(tmp_path)
    assert (file.name, file.read()) == ("x.xlsx", b"noi dung")
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("name", ["../x.xlsx", "a/../../x.xlsx", "/etc/x.xlsx", "C:\\x.xlsx", "..\\x.xlsx"])
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path, name):
    put(tmp_path, "a.zip", zipped({name: b"1", "b.xlsx": b"2"}))
    trick, fine = sorted(incoming(tmp_path), key=lambda file: file.path == "a.zip/b.xlsx")
    assert "không an toàn" in refusal(trick)
    assert fine.read() == b"2"


def test_an_archive_in_an_archive_is_opened_but_no_deeper(tmp_path):
    deep = zipped({"z.xlsx": b"z"})
    put(tmp_path, "a.zip", zipped({"b.zip": zipped({"y.xlsx": b"y", "c.zip": deep}), "x.xlsx": b"x"}))
    files = {file.path: file for file in incoming(tmp_path)}
    assert sorted(files) == ["a.zip/b.zip/c.zip", "a.zip/b.zip/y.xlsx", "a.zip/x.xlsx"]
    assert files["a.zip/b.zip/y.xlsx"].read() == b"y"
    assert "nhiều lớp" in refusal(files["a.zip/b.zip/c.zip"])


def test_names_written_by_macos_keep_their_letters(tmp_path):
    name = "Xã Ý Yên.pdf".encode()
    data = zipped({"x" * len(name): b"1"}).replace(b"x" * len(name), name)
    put(tmp_path, "a.zip", data)
    assert paths(tmp_path) == ["a.zip/Xã Ý Yên.pdf"]


def test_a_damaged_member_is_refused_alone(tmp_path):
    data = bytearray(zipped({"x.xlsx": b"noi dung" * 50, "y.xlsx": b"y"}))
    data[60] ^= 0xFF
    put(tmp_path, "a.zip", bytes(data))
    first, second = incoming(tmp_path)
    assert "hỏng" in refusal(first)
    assert second.read() == b"y"


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(Problem, match="Không có thư mục"):
        incoming(tmp_path / "khác")
