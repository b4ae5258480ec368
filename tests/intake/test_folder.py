"""A folder walked to the bottom: archives opened, tricks refused, temporary files left out, order by time."""

import os
import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.folder import list_incoming_files


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
    return [file.path for file in list_incoming_files(folder, leave_out)]


def refusal(file) -> str:
    with pytest.raises(UserError) as caught:
        file.read()
    return caught.value.message


def test_earlier_files_come_first_then_by_path(tmp_path):
    put(tmp_path, "b/2.xlsx", day=3)
    put(tmp_path, "c.pdf", day=2)
    put(tmp_path, "a/1.xlsx", day=3)
    put(tmp_path, "d.zip", zipped({"trong/x.xlsx": b"1"}, day=1), day=9)
    assert paths(tmp_path) == ["d.zip/trong/x.xlsx", "c.pdf", "a/1.xlsx", "b/2.xlsx"]


def test_rubbish_of_programs_is_left_out(tmp_path):
    for name in ("~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX/._a.xlsx", ".~lock.a.ods#", "a.xlsx"):
        put(tmp_path, name)
    put(tmp_path, "~Tổng hợp.xlsx.tmp")
    put(tmp_path, "b.zip", zipped({"__MACOSX/._x.xlsx": b"", "~$x.xlsx": b"", "x.xlsx": b"1"}))
    assert paths(tmp_path) == ["a.xlsx", "b.zip/x.xlsx"]


def test_own_places_are_left_out(tmp_path):
    master = put(tmp_path, "Tổng hợp.xlsx")
    put(tmp_path, "Đã nhận/14212/a.xlsx")
    put(tmp_path, "mới/a.xlsx")
    assert paths(tmp_path, [master, tmp_path / "Đã nhận"]) == ["mới/a.xlsx"]


def test_members_are_read_without_unpacking(tmp_path):
    put(tmp_path, "a.zip", zipped({"x.xlsx": b"noi dung"}))
    (file,) = list_incoming_files(tmp_path)
    assert (file.name, file.read()) == ("x.xlsx", b"noi dung")
    assert [p.name for p in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize("name", ["../x.xlsx", "a/../../x.xlsx", "/etc/x.xlsx", "C:\\x.xlsx", "..\\x.xlsx"])
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path, name):
    put(tmp_path, "a.zip", zipped({name: b"1", "b.xlsx": b"2"}))
    trick, fine = sorted(list_incoming_files(tmp_path), key=lambda file: file.path == "a.zip/b.xlsx")
    assert "không an toàn" in refusal(trick)
    assert fine.read() == b"2"


def test_an_archive_in_an_archive_is_opened_but_no_deeper(tmp_path):
    deep = zipped({"z.xlsx": b"z"})
    put(tmp_path, "a.zip", zipped({"b.zip": zipped({"y.xlsx": b"y", "c.zip": deep}), "x.xlsx": b"x"}))
    files = {file.path: file for file in list_incoming_files(tmp_path)}
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
    first, second = list_incoming_files(tmp_path)
    assert "hỏng" in refusal(first)
    assert second.read() == b"y"


def test_a_folder_that_is_not_there_is_a_problem(tmp_path):
    with pytest.raises(UserError, match="Không có thư mục"):
        list_incoming_files(tmp_path / "khác")


def test_what_is_no_file_is_told_and_never_opened(tmp_path):
    (tmp_path / "ngoài").mkdir()
    folder = tmp_path / "mail"
    folder.mkdir()
    (folder / "lối tắt").symlink_to(tmp_path / "ngoài")
    (folder / "vòng.xlsx").symlink_to(folder / "vòng.xlsx")
    (folder / "vô tận.xlsx").symlink_to("/dev/zero")
    os.mkfifo(folder / "ống.zip")
    with (folder / "lớn.pdf").open("wb") as file:
        file.truncate(1 << 40)
    assert {file.path: refusal(file) for file in list_incoming_files(folder)} == {
        "lối tắt": "“lối tắt” là đường tắt đến một thư mục khác nên không mở.",
        "vòng.xlsx": "Không đọc hoặc không ghi được “vòng.xlsx”: đường tắt dẫn về chính nó.",
        "vô tận.xlsx": "“vô tận.xlsx” không phải tệp thường.",
        "ống.zip": "“ống.zip” không phải tệp thường.",
        "lớn.pdf": "Tệp quá lớn (1048576 MB, nhiều nhất 128 MB).",
    }


def test_names_that_are_no_text_are_shown_without_what_cannot_be_shown(tmp_path):
    (tmp_path / os.fsdecode(b"\xff\x1b[31m.xlsx")).write_bytes(b"x")
    (file,) = list_incoming_files(tmp_path)
    assert (file.path, file.read()) == ("__[31m.xlsx", b"x")


def test_an_archive_whose_members_shrink_like_bombs_is_refused_unopened(tmp_path):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bom.xlsx", bytes(30 << 20))
        archive.writestr("thật.xlsx", b"that")
    put(tmp_path, "a.zip", out.getvalue())
    files = {file.name: file for file in list_incoming_files(tmp_path)}
    assert refusal(files["bom.xlsx"]) == "Tệp trong tệp nén quá lớn khi mở ra."
    assert files["thật.xlsx"].read() == b"that"


def test_an_archive_of_too_many_files_is_one_refusal(tmp_path):
    put(tmp_path, "a.zip", zipped({f"{n}.txt": b"" for n in range(5001)}))
    (file,) = list_incoming_files(tmp_path)
    assert refusal(file) == "Tệp nén chứa quá nhiều tệp (5001)."
