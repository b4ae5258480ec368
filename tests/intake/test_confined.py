"""A reader that may die without harm."""

from pathlib import Path

import openpyxl
import pytest

from bdhvs_xl.intake.confined import Confined
from bdhvs_xl.problem import Problem


@pytest.fixture(scope="module")
def ods(tmp_path_factory, soffice) -> Path:
    path = tmp_path_factory.mktemp("confined") / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "bdhvs:identity"
    book.create_sheet("Khác")["A1"] = "gì đó"
    book.save(path)
    return soffice(path, "ods")


def test_only_sheets_with_our_marker_come_back(ods):
    with Confined() as confined:
        assert [(name, cells[0][0]) for name, cells in confined.sheets(ods.read_bytes())] == [
            ("Sheet", "bdhvs:identity")
        ]


def test_damaged_files_are_refused_and_the_reader_lives_on(ods):
    with Confined() as confined:
        with pytest.raises(Problem, match="hỏng"):
            confined.sheets(ods.read_bytes()[:300])
        assert confined.sheets(ods.read_bytes())


def test_a_stray_cell_far_out_is_refused(soffice, tmp_path):
    far = soffice(with_stray_cell(tmp_path / "xa.xlsx"), "ods")
    with Confined() as confined, pytest.raises(Problem, match="hỏng"):
        confined.sheets(far.read_bytes())


def test_a_file_that_kills_the_reader_is_refused_and_the_next_one_is_read(ods, tmp_path):
    """An .xlsx never comes this way; handed over unguarded it does what a hostile .xls may do."""
    deadly = with_stray_cell(tmp_path / "xa.xlsx").read_bytes()
    with Confined() as confined:
        with pytest.raises(Problem, match="quá lớn hoặc bị hỏng"):
            confined.sheets(deadly)
        assert confined.sheets(ods.read_bytes())


def with_stray_cell(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "bdhvs:identity", "x"
    book.save(path)
    return path


def test_one_that_takes_too_long_is_ended(ods):
    with Confined(seconds=0) as confined, pytest.raises(Problem, match="quá lớn hoặc bị hỏng"):
        confined.sheets(ods.read_bytes())
