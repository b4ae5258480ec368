"""Differences that are meant are left out; all others are listed, with the record and the field."""

from pathlib import Path

import comparing
import pytest

STORED = (
    "# tblTheoDoi (Theo dõi): Mã đơn vị | Tình trạng\nMã đơn vị=SYT | Tình trạng=Đạt\nMã đơn vị=STP | Tình trạng=Đạt\n"
)
NAME = "ha_tinh_nam_2025/15 master.txt"


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty list of differences, to be written."""
    path = tmp_path / "differences.toml"
    path.touch()
    monkeypatch.setattr(comparing, "FILE", path)
    return path


def test_the_field_that_differs_is_told_with_its_record(listed: Path) -> None:
    assert comparing.differing(NAME, STORED, STORED.replace("SYT | Tình trạng=Đạt", "SYT | Tình trạng=Cần sửa")) == [
        "ha_tinh_nam_2025/15 master.txt: 0.1.0 (-), now (+)",
        "line 2, under # tblTheoDoi (Theo dõi)",
        "  Mã đơn vị=SYT | Tình trạng=Đạt …",
        "    - Tình trạng=Đạt",
        "    + Tình trạng=Cần sửa",
    ]


def test_listed_differences_are_left_out(listed: Path) -> None:
    listed.write_text(
        """
        [[difference]]
        reason = "the day sent has a column"
        files = "*/15 master.txt"
        added = ' \\| Ngày gửi(=[^|\\n]*)?'
        [[difference]]
        reason = "another word"
        files = "*/15 master.txt"
        stored = 'Tình trạng=Đạt'
        becomes = 'Tình trạng=Đã đạt'
        [[difference]]
        reason = "another file"
        files = "*/22 report.txt"
        stored = 'Đạt'
        becomes = 'Không'
        """,
        "utf-8",
    )
    present = STORED.replace("=Đạt", "=Đã đạt | Ngày gửi=01/6/2026").replace("Tình trạng\n", "Tình trạng | Ngày gửi\n")
    assert comparing.differing(NAME, STORED, present) == []
    assert {each.reason for each in comparing.used({NAME: STORED}, {NAME: present})} == {
        "the day sent has a column", "another word",
    }  # fmt: skip


def test_a_difference_without_a_reason_is_refused(listed: Path) -> None:
    listed.write_text("[[difference]]\nreason = ''\nfiles = '*'\nadded = 'x'\n", "utf-8")
    with pytest.raises(AssertionError):
        comparing.differences()
