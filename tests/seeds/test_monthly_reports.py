"""Two months of a department of Thanh Hóa: the first adds up from nothing, the second from what the first came to."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from support.seed_reports import element_text

from bdhvs_xl.buttons import check_report, collect, issue_forms, rebuild, roll_up, validate, write_report
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import SampleUnit
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.create import create_master_file
from bdhvs_xl.master.layout import INDICATORS_GRID
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, PREVIOUS_TABLE
from bdhvs_xl.regime.loader import load_regime

pytestmark = pytest.mark.slow


JULY = {"period_from": "15/6/2025", "period_to": "14/7/2025", "deadline": "24/7/2025"}
UNITS = ("VP", "TDKT", "CCVC", "KHTC", "BBT")
EVIDENCE = {"evidence": "Tin trên Cổng thông tin điện tử Sở"}


class Month:
    """The office in one month, at one moment."""

    def __init__(self, folder: Path, now: datetime, settings: dict[str, str]) -> None:
        regime = load_regime("thanh_hoa_265")
        self.folder, self.now, self.master = folder, now, folder / "Tổng hợp.xlsx"
        self.regime = replace(regime, settings={**regime.settings, **settings, "master_id": folder.name})
        folder.mkdir()
        create_master_file(self.regime, self.master, now=now, fill=lambda book: None)

    def press(self, button, **arguments):
        name = button.__name__.rpartition(".")[2]
        with FileBook(self.master, button=name, now=self.now, user="Cán bộ mẫu", ask=lambda question: True) as book:
            return button.run(book, **arguments)

    def paste(self, table, rows):
        """What people type into a table of the master."""
        with FileBook(self.master, button="edit", now=self.now) as book:
            book.replace_rows(table, rows)
            book.save()

    def issue(self):
        paths = self.press(issue_forms).files
        self.forms = {unit: next(p for p in paths if p.name.startswith(f"{unit}-")) for unit in UNITS}

    def returned(self, typed):
        """The folder with the forms filled: `typed` by unit, everything else answered alike."""
        folder = self.folder / "Gửi về"
        folder.mkdir()
        for unit in self.regime.reporting_units():
            answers = {i.code: self.usual(i) for i in self.regime.asked_of(unit)}
            answers |= {code: cells for code, cells in typed[unit.code].items() if code in answers}
            sample = SampleUnit(
                code=unit.code, sends="form", attributes={}, identity={"contact": "Nguyễn Văn A"}, answers=answers,
                documents=(), practices=(), narrative={},
            )  # fmt: skip
            fill_sample_form(self.forms[unit.code], sample, folder / f"{unit.code}.xlsx")
        return folder

    @staticmethod
    def usual(indicator):
        match indicator.kind.code:
            case "yes_no":
                return {"value": "Có", **EVIDENCE}
            case "ratio":
                return {"numerator": "9", "denominator": "10", **EVIDENCE}
        return {"answer": "Không phát sinh"}

    def totals(self, *codes):
        told = self.press(roll_up).totals
        return {(t["indicator"], t["column"]): (t["value"], t["previous"]) for t in told if t["indicator"] in codes}


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    month = Month(tmp_path_factory.mktemp("seed") / "6", datetime(2025, 6, 24, 9), {})
    month.issue()
    typed = {
        unit: {"2.1": {"in_period": str(n), **EVIDENCE}, "2.3": {"in_period": f"1 ({20 + n})", **EVIDENCE}}
        for n, unit in enumerate(UNITS, 1)
    }
    month.found = month.press(collect, folder=month.returned(typed)).findings
    month.told = month.totals("2.1", "2.3")
    return month


@pytest.fixture(scope="module")
def july(june):
    month = Month(june.folder.with_name("7"), datetime(2025, 7, 24, 9), JULY)
    with FileBook(june.master) as book:
        lines = [
            {"unit": v.unit, "indicator": v.indicator, "column": v.column, "value": str(v.used)}
            for values in ledgers.load_ledger(book).values.values() for v in values.values() if v.used is not None
        ]  # fmt: skip
    month.paste(PREVIOUS_TABLE, lines)
    month.issue()
    typed = {unit: {"2.1": {"in_period": "2", **EVIDENCE}} for unit in UNITS}
    typed["TDKT"]["2.1"] |= {"cumulative": "9", "explanation": "Tháng 6 ghi thiếu 5 tin"}
    typed["VP"]["2.1"] = {"answer": "Không phát sinh"}
    month.found = month.press(collect, folder=month.returned(typed)).findings
    month.told = month.totals("1.1", "2.1", "2.3")
    return month


def test_in_the_first_month_what_was_done_is_all_there_is(june):
    assert june.found == []
    assert june.told == {
        ("2.1", "in_period"): (15, None), ("2.1", "cumulative"): (15, 0),
        ("2.3", "in_period"): (5, None), ("2.3", "people"): (115, None),
        ("2.3", "cumulative"): (5, 0), ("2.3", "cumulative_people"): (115, 0),
    }  # fmt: skip


def test_the_second_month_shows_and_adds_up_the_first(july):
    (finding,) = july.found
    assert (finding.rule, finding.unit, finding.state) == ("cumulative_differs", "TDKT", "explained")
    assert finding.message == "Chỉ số 2.1: “Lũy kế” ghi 9, lũy kế kỳ trước 2 cộng với trong kỳ 2 là 4."
    assert july.told == {
        ("1.1", "numerator"): (45, 45), ("1.1", "denominator"): (50, 50), ("1.1", "percent"): (90, 90),
        ("2.1", "in_period"): (8, 15), ("2.1", "cumulative"): (28, 15),
        ("2.3", "in_period"): (0, 5), ("2.3", "people"): (0, 115),
        ("2.3", "cumulative"): (5, 5), ("2.3", "cumulative_people"): (115, 115),
    }  # fmt: skip


def test_the_appendix_checks_both_numbers_against_the_values(july, soffice):
    keys = ("shown", "shown_cumulative", "in_period", "cumulative", "cumulative_people", "check")
    expected = {
        "2.1": ("8 tin, bài", "28 tin, bài", 8, 28, None, "Khớp"),
        "2.3": ("0 lớp (0 người)", "5 lớp (115 người)", 0, 5, 115, "Khớp"),
    }
    for path in (july.master, soffice(july.master, "xlsx")):
        sheet = openpyxl.load_workbook(path, data_only=True)["PL2 Kết quả"]
        columns = {cell.value: n for n, cell in enumerate(sheet[1])}
        found = {row[0]: tuple(row[columns[key]] for key in keys) for row in sheet.iter_rows(values_only=True)}
        assert {code: found[code] for code in expected} == expected


def test_the_report_tells_both_numbers_and_what_has_changed(july):
    report = july.press(write_report).files[0]
    said = "\n".join(element_text(paragraph._p) for paragraph in Document(str(report)).paragraphs)
    for sentence in (
        "Trong kỳ, các phòng, đơn vị đã cung cấp 08 tin, bài về Phong trào cho Ban Biên tập Cổng thông tin điện tử Sở; "
        "lũy kế từ khi triển khai Kế hoạch là 28 tin, bài. Số trong kỳ giảm 07 so với kỳ trước (15).",
        "Lũy kế từ ngày 15/5/2025 đến ngày 14/7/2025 là 05 lớp (115 người).",
        "đạt 90%, hoàn thành mục tiêu 90%. Tỷ lệ giữ nguyên so với kỳ trước (90%).",
    ):
        assert sentence in said
    assert july.press(check_report, report=report).findings == []


def test_a_unit_tells_its_own_month(july):
    form = july.folder / "Gửi về" / "TDKT.xlsx"
    with FileBook(form, button="", now=july.now) as book:
        report = write_report.run(book).files[0]
    said = "\n".join(element_text(paragraph._p) for paragraph in Document(str(report)).paragraphs)
    assert "Trong kỳ đã cung cấp 02 tin, bài" in said
    assert "lũy kế từ khi triển khai Kế hoạch là 09 tin, bài" in said
    assert "Lũy kế từ ngày 15/5/2025 đến ngày 14/7/2025 là 01 lớp (22 người)." in said


def test_a_correction_of_the_month_moves_what_was_done_up_to_now(july):
    correction = {"unit": "CCVC", "indicator": "2.1", "column": "Trong kỳ", "value": "12", "reason": "Điện thoại 23/7"}
    july.paste(ADJUSTMENTS_TABLE, [correction])
    assert july.totals("2.1") == {("2.1", "in_period"): (18, 15), ("2.1", "cumulative"): (38, 15)}
    before = everything(july)
    july.press(rebuild)
    assert everything(july) == before
    july.paste(ADJUSTMENTS_TABLE, [])
    july.press(validate)
    assert july.totals("2.1") == {("2.1", "in_period"): (8, 15), ("2.1", "cumulative"): (28, 15)}


def everything(month):
    with FileBook(month.master) as book:
        return definitions.read_definitions(book), ledgers.load_ledger(book)


def test_a_form_typed_in_libreoffice(july, libreoffice, tmp_path):
    returned = [tmp_path / f"BBT.{kind}" for kind in ("xlsx", "ods")]
    typed = {("2.1", "in_period"): "02 tin", ("2.2", "in_period"): "1.204", ("2.2", "cumulative"): "1.300",
             ("2.3", "in_period"): "3 (90)", ("2.3", "previous"): "99"}  # fmt: skip
    plan = [["type", INDICATORS_GRID, *place, text] for place, text in typed.items()]
    libreoffice.type_into(july.forms["BBT"], plan, *returned)
    with FileBook(returned[0]) as book:
        grid = book.read_grid("Kết quả")
    assert [grid.value(code, "previous") for code in ("2.2", "2.3")] == ["0", "1 (25)"]
    for path in returned:
        month = Month(tmp_path / path.suffix, july.now, JULY)
        month.regime = july.regime
        create_master_file(july.regime, month.master, now=july.now, fill=lambda book: None)
        box = tmp_path / f"Gửi {path.suffix}"
        box.mkdir()
        path.rename(box / path.name)
        month.press(collect, folder=box)
        with FileBook(month.master) as book:
            values = ledgers.load_ledger(book).values["BBT"]
        assert {place: v.value for place, v in values.items()} == {
            ("2.1", "in_period"): 2, ("2.2", "in_period"): 1204, ("2.2", "cumulative"): 1300,
            ("2.3", "in_period"): 3, ("2.3", "people"): 90,
        }  # fmt: skip
