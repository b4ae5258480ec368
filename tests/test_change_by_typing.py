"""Rules and indicators are changed by typing into the master; no code is touched."""

import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from bdhvs_xl.buttons import collect, issue_forms, rebuild, roll_up, validate, write_report
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.run_demo import MASTER, REPORTED, RETURNED_FOLDER
from bdhvs_xl.demo.sample_answers import SampleUnit, load_samples
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.layout import INDICATORS_GRID
from bdhvs_xl.master.tables import (
    FINDINGS_TABLE,
    INDICATORS_TABLE,
    RULES_TABLE,
    VALUES_TABLE,
    Table,
    matrix_table,
)
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.regime.loader import load_regime
from bdhvs_xl.results import ButtonResult

pytestmark = pytest.mark.slow


USER = "Cán bộ mẫu"
Lines = list[dict[str, Any]]


def pressed(master: Path, button: ModuleType, **arguments: Path) -> ButtonResult:
    with FileBook(master, button=button.__name__.rpartition(".")[2], now=REPORTED, user=USER) as book:
        return button.run(book, **arguments)


def typed(master: Path, table: Table, change: Callable[[Lines], Lines]) -> None:
    """The table's lines changed as by hand."""
    with FileBook(master, button="typing", now=REPORTED, user=USER) as book:
        book.replace_rows(table, change(book.read_table(table)))
        book.save()


# --- rules ------------------------------------------------------------------------------------------------------------

RULE = {
    "id": "lop-dong", "test": "[2.4.people] <= 100 * [2.4.value]", "severity": "Lỗi", "on": "x",
    "message": "Mỗi lớp có hơn 100 người ([2.4.people] người, [2.4.value] lớp).", "cure": "Hỏi lại số lớp.",
}  # fmt: skip


@pytest.fixture
def master(demo_folder: Path, tmp_path: Path) -> Path:
    """The demo's master, every report in it."""
    shutil.copytree(demo_folder / "Đã nhận", tmp_path / "Đã nhận")
    return Path(shutil.copy(demo_folder / MASTER, tmp_path / MASTER))


def with_rule(master: Path, **changes: str | None) -> list[Finding]:
    """What Kiểm tra finds with `RULE`, changed, as a new line of Quy tắc."""
    typed(master, RULES_TABLE, lambda lines: [*lines, {**RULE, **changes}])
    return list(pressed(master, validate).findings)


def told(findings: Iterable[Finding], *but: str) -> list[tuple[str, ...]]:
    return [(f.rule, f.unit, f.indicator, f.column, f.message) for f in findings if f.rule not in but]


def errors(master: Path) -> dict[str, int]:
    """The errors of each unit, as Theo dõi counts them."""
    with FileBook(master) as book:
        return {unit: tracked.errors for unit, tracked in ledgers.load_ledger(book).tracking.items()}


def test_a_rule_typed_in_acts_at_the_next_check(master):
    before, counted = told(pressed(master, validate).findings), errors(master)
    found = with_rule(master)
    assert told(found, RULE["id"]) == before
    assert [(f.unit, f.indicator, f.column, f.message, f.cure) for f in found if f.rule == RULE["id"]] == [
        ("13669", "2.4", "people", "Mỗi lớp có hơn 100 người (486 người, 4 lớp).", "Hỏi lại số lớp."),
        ("14329", "2.4", "people", "Mỗi lớp có hơn 100 người (480 người, 2 lớp).", "Hỏi lại số lớp."),
    ]
    with FileBook(master) as book:
        shown = [line for line in book.read_table(FINDINGS_TABLE) if line["rule"] == RULE["id"]]
    assert [(line["severity"], line["unit_name"], line["raw"]) for line in shown] == [
        ("Lỗi", "Phường Nam Định", "486"), ("Lỗi", "Phường Hoa Lư", "480"),
    ]  # fmt: skip
    assert errors(master) == counted | {unit: counted[unit] + 1 for unit in ("13669", "14329")}
    (total,) = [t for t in pressed(master, roll_up).totals if (t["indicator"], t["column"]) == ("2.4", "people")]
    assert {"13669", "14329"} <= set(total["missing"])


@pytest.mark.parametrize(
    ("test", "where"),
    [
        ("[2.4.people] <= 100 * ([2.4.value]", "ở cuối điều kiện, sau “lue]”: thiếu dấu ) cho dấu ( ở ký tự 23."),
        ("[2.4.people] < 1,5 * [2.4]", "ở ký tự 17, gần “< 1,5 * [2.4]”: dấu , chỉ dùng trong ngoặc của hàm."),
        ("SUMM([2.4], 1) > 0", "ở ký tự 1, gần “SUMM([2.4],”: không có hàm “SUMM”."),
        ("[2.44] > 0", "không có chỉ số 2.44."),
        ('[2.4] <= UNIT("thon")', "không có thông tin đơn vị “thon”."),
    ],
)
def test_a_rule_with_a_slip_is_told_with_its_place_and_the_rest_goes_on(master, test, where):
    before = told(pressed(master, validate).findings)
    found = with_rule(master, test=test)
    assert told(found, "rule_unreadable") == before
    (finding,) = [f for f in found if f.rule == "rule_unreadable"]
    assert (finding.sheet, finding.cell, finding.raw) == ("Quy tắc", RULE["id"], test)
    assert finding.message == f"Trang Quy tắc, quy tắc “lop-dong”: {where} Quy tắc này chưa được áp dụng."
    assert finding.cure


def test_a_rule_switched_off_is_silent(master):
    before = pressed(master, validate).findings
    assert told(with_rule(master, on=None)) == told(before)
    (broken, *_) = [f.rule for f in before if f.rule == "2.3-ten-nen-tang"]
    typed(master, RULES_TABLE, lambda lines: [x | {"on": None} if x["id"] == broken else x for x in lines])
    assert told(pressed(master, validate).findings, "names_differ") == told(before, broken, "names_differ")


def test_a_rule_typed_below_the_table_acts_too(master):
    """As in LibreOffice, where the table does not grow by itself."""
    before = pressed(master, validate).findings
    with FileBook(master, button="typing", now=REPORTED, user=USER) as book:
        first = book.package.tables[RULES_TABLE.name].area.bottom + 1
        letters = dict(zip((column.key for column in RULES_TABLE.columns), "ABCDEFGHIJKLM", strict=True))
        book.set_cells(RULES_TABLE.sheet, {f"{letters[key]}{first}": text for key, text in RULE.items()})
        book.save()
    found = pressed(master, validate).findings
    assert told(found, RULE["id"]) == told(before)
    assert [f.unit for f in found if f.rule == RULE["id"]] == ["13669", "14329"]


# --- indicators -------------------------------------------------------------------------------------------------------

ADDED = "2.16"
INDICATOR = {
    "code": ADDED, "kind": "Số lượng (số người)", "name": "Số lớp kỹ năng số cho người cao tuổi",
    "unit": "Số lớp (Số người)", "value_label": "Số lớp đã mở trong kỳ", "people_label": "Số người cao tuổi đã học",
    "over_units": "Cộng", "over_time": "Cộng dồn các kỳ", "required": "x",
    "sentence": "Đã mở {value} lớp kỹ năng số cho người cao tuổi với {people} người tham gia.",
}  # fmt: skip
HAD_REPORTED = ["13609", "13669", "13795", "14212", "14428", "14725", "DTN"]
"""The units whose reports were in before the indicator was added."""


@dataclass
class Story:
    """What came of adding an indicator amid collecting: the master, and what each step left and said."""

    folder: Path
    before: Path
    rebuilt: Path
    forms: dict[str, Path]
    said: dict[str, ButtonResult]

    @property
    def master(self) -> Path:
        return self.folder / MASTER


@pytest.fixture(scope="module")
def story(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Seven units have reported; the office adds an indicator, rebuilds, issues new forms and goes on to the report."""
    folder = tmp_path_factory.mktemp("indicator")
    master = folder / MASTER
    shutil.copytree(demo_folder / "Đã nhận", folder / "Đã nhận")
    shutil.copy(next((demo_folder / "Sao lưu").glob("* 2026-05-25 * collect.xlsx")), master)
    before = Path(shutil.copy(master, folder / "before.xlsx"))
    typed(master, INDICATORS_TABLE, with_indicator)
    said = {"rebuild": pressed(master, rebuild)}
    rebuilt = Path(shutil.copy(master, folder / "rebuilt.xlsx"))
    forms = {path.name.partition("-")[0]: path for path in pressed(master, issue_forms).files}
    send(forms, demo_folder / RETURNED_FOLDER, folder / "Gửi sau")
    said["collect"] = pressed(master, collect, folder=folder / "Gửi sau")
    type_on_the_unit_sheet(master, "13795", "2 (40)")
    take_the_later_version(master, "14428")
    for button in (validate, roll_up, write_report):
        said[button.__name__.rpartition(".")[2]] = pressed(master, button)
    return Story(folder, before, rebuilt, forms, said)


def with_indicator(lines: Lines) -> Lines:
    at = 1 + [line["code"] for line in lines].index("2.15")
    return [*lines[:at], INDICATOR, *lines[at:]]


def send(forms: dict[str, Path], earlier: Path, to: Path) -> None:
    """One form of before, new forms with and without the new answer, and a second version with nothing else new."""
    to.mkdir()
    shutil.copy(next(earlier.glob("13366-*.xlsx")), to)
    sample = {unit.code: unit for unit in load_samples("ninh_binh_02").units}
    for code, like, answer in (
        ("14329", "14329", {"value": "3 lớp", "people": "60"}),
        ("LDLD", "DTN", {"value": "2 (45)"}),
        ("13393", "13795", {"answer": "Không phát sinh"}),
        ("14428", "14428", {"value": "4", "people": "90"}),
        ("HLHPN", "HLHPN", {}),
    ):
        unit: SampleUnit = sample[like]
        fill_sample_form(forms[code], replace(unit, answers={**unit.answers, ADDED: answer}), to / forms[code].name)


def type_on_the_unit_sheet(master: Path, unit: str, text: str) -> None:
    with FileBook(master, button="typing", now=REPORTED, user=USER) as book:
        grid = book.read_grid(unit_sheets(book)[unit])
        assert grid is not None
        book.set_cells(grid.sheet, {grid.address(ADDED, "value"): text})
        book.save()


def take_the_later_version(master: Path, unit: str) -> None:
    def choose(line: dict[str, Any]) -> dict[str, Any]:
        about_all = line["unit"] == unit and line["rule"] == "versions" and line["indicator"] is None
        return line | {"choice": "Lấy số mới"} if about_all else line

    typed(master, FINDINGS_TABLE, lambda lines: [choose(line) for line in lines])


def test_rebuilding_keeps_what_was_there(story):
    with FileBook(story.before) as book:
        before, sheets = ledgers.load_ledger(book), grids(book)
    with FileBook(story.rebuilt) as book:
        after, sheets_after = ledgers.load_ledger(book), grids(book)
        assert list(definitions.read_definitions(book).indicator) == codes()
    assert (after.documents, after.practices, after.narrative) == (
        before.documents, before.practices, before.narrative,
    )  # fmt: skip
    assert {
        unit: {place: value for place, value in values.items() if place[0] != ADDED}
        for unit, values in after.values.items()
    } == before.values
    assert sorted(before.values) == HAD_REPORTED
    assert {unit: (t.status, t.file, t.received) for unit, t in after.tracking.items()} == {
        unit: (t.status, t.file, t.received) for unit, t in before.tracking.items()
    }
    assert list(sheets_after) == list(sheets)
    for unit, cells in sheets.items():
        assert {place: text for place, text in sheets_after[unit].items() if place[0] != ADDED} == cells, unit


def codes() -> list[str]:
    """The indicators with the new one in its place."""
    present = [indicator.code for indicator in load_regime("ninh_binh_02").indicators]
    at = 1 + present.index("2.15")
    return [*present[:at], ADDED, *present[at:]]


def grids(book: FileBook) -> dict[str, dict[tuple[str, str], Any]]:
    """What was entered on every unit sheet, by unit and place."""
    found = {}
    for unit, sheet in unit_sheets(book).items():
        grid = book.read_grid(sheet)
        keys = [key for key in grid.columns if key not in ("status", "percent")]
        found[unit] = {
            (row, key): grid.value(row, key) for row in grid.rows for key in keys if grid.value(row, key) is not None
        }
    return found


def test_who_had_reported_was_not_asked(story):
    with FileBook(story.rebuilt) as book:
        values = ledgers.load_ledger(book).values
        shown = {unit: cells.get((ADDED, "answer")) for unit, cells in grids(book).items()}
    assert {unit: value[ADDED, "answer"].raw for unit, value in values.items()} == dict.fromkeys(
        HAD_REPORTED, "Biểu mẫu chưa hỏi"
    )
    assert {unit for unit, text in shown.items() if text} == set(HAD_REPORTED)
    assert "Chỉ số 2.16 mới thêm, 7 đơn vị đã báo cáo chưa được hỏi:" in story.said["rebuild"].message


def test_sheets_and_new_forms_ask_for_it(story):
    with FileBook(story.rebuilt) as book:
        for unit, cells in grids(book).items():
            assert cells[ADDED, "name"].splitlines()[0] == INDICATOR["name"], unit
        assert {ADDED in book.read_grid(sheet).rows for sheet in ("PL2 Kết quả", "Xem đơn vị")} == {True}
        headers = book.headers(matrix_table(definitions.read_definitions(book).indicators))
        assert headers[headers.index("2.15") + 1 :][:2] == ["2.16", "2.16 Số người"]
    assert len(story.forms) == 13
    for path in story.forms.values():
        sheet = next(s for s in openpyxl.load_workbook(path).worksheets if s["A1"].value == INDICATORS_GRID)
        columns = {cell.value: cell.column for cell in sheet[1]}
        row = next(cell.row for cell in sheet["A"] if cell.value == ADDED)
        asked = [key for key in ("value", "people", "numerator") if not sheet.cell(row, columns[key]).protection.locked]
        assert asked == ["value", "people"], path.name


def test_old_and_new_forms_are_received(story):
    received = {file.unit: (file.status, file.reason) for file in story.said["collect"].received}
    assert {unit: status for unit, (status, _) in received.items()} == {
        "13366": "accepted_with_warnings", "14329": "returned", "LDLD": "accepted_with_warnings",
        "13393": "accepted_with_warnings", "HLHPN": "returned", "14428": "held",
    }  # fmt: skip
    about = [f for f in story.said["collect"].findings if f.rule in ("form_revision", "required")]
    assert [(f.rule, f.unit, f.severity) for f in about if f.rule == "form_revision" or f.indicator == ADDED] == [
        ("required", "HLHPN", "error"), ("form_revision", "13366", "notice"),
    ]  # fmt: skip


def test_its_answers_are_values_like_any_other(story):
    with FileBook(story.master) as book:
        lines = [line for line in book.read_table(VALUES_TABLE) if line["indicator"] == ADDED]
    assert {(v["unit"], v["column"]): (v["raw"], v["used"], v["channel"]) for v in lines} == {
        ("14329", "value"): ("3 lớp", 3, "Biểu mẫu"), ("14329", "people"): ("60", 60, "Biểu mẫu"),
        ("LDLD", "value"): ("2 (45)", 2, "Biểu mẫu"), ("LDLD", "people"): ("45", 45, "Biểu mẫu"),
        ("13393", "answer"): ("Không phát sinh", None, "Biểu mẫu"),
        ("14428", "value"): ("4", 4, "Biểu mẫu"), ("14428", "people"): ("90", 90, "Biểu mẫu"),
        ("13795", "value"): ("2 (40)", 2, "Nhập tay"), ("13795", "people"): ("40", 40, "Nhập tay"),
        **{(unit, "answer"): ("Biểu mẫu chưa hỏi", None, "Biểu mẫu")
           for unit in ("13669", "14212", "13609", "14725", "DTN", "13366")},
    }  # fmt: skip


def test_it_is_added_up_over_those_who_were_asked(story):
    totals = {t["column"]: t for t in story.said["roll_up"].totals if t["indicator"] == ADDED}
    keys = ("value", "units_reported", "units_expected", "missing")
    assert {column: tuple(total[key] for key in keys) for column, total in totals.items()} == {
        "value": (11, 5, 6, ["HLHPN"]), "people": (235, 5, 6, ["HLHPN"]),
    }  # fmt: skip
    with FileBook(story.master) as book:
        row = book.read_grid("PL2 Kết quả")
        shown = [row.value(ADDED, key) for key in ("shown", "value", "people", "coverage", "check")]
    assert shown == ["11 lớp (235 người)", 11, 235, "5/6 (số tạm tính)", "Khớp"]


def test_the_report_tells_it_in_its_sentence_and_its_appendix(story):
    text, rows = word(story.said["write_report"].files[0])
    assert "ã mở 11 lớp kỹ năng số cho người cao tuổi với 235 người tham gia" in text
    assert [row for row in rows if row[0] == ADDED] == [
        [ADDED, INDICATOR["name"], INDICATOR["unit"], "11 lớp (235 người)", "5/6",
         "Chưa có số: Hội Liên hiệp phụ nữ tỉnh"],
    ]  # fmt: skip


def word(report: Path) -> tuple[str, list[list[str]]]:
    """The text of a report, and the rows of its tables."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(report) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))

    def said(part: ElementTree.Element) -> str:
        return "".join(text.text or "" for text in part.iter(f"{w}t"))

    return said(document), [[said(cell) for cell in row.iter(f"{w}tc")] for row in document.iter(f"{w}tr")]
