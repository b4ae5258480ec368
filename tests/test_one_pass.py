"""A form with twelve different mistakes comes in: one Kiểm tra tells all twelve, each with its cell and its cure."""

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from bdhvs_xl.buttons import collect, issue_forms, new_master, validate
from bdhvs_xl.corrections.correction_request import findings_to_send
from bdhvs_xl.demo import fill_forms
from bdhvs_xl.demo.sample_answers import load_samples
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import FINDINGS_TABLE

NOW = datetime(2026, 5, 21, 9)
REGIME = "ninh_binh_02"
SAMPLE = load_samples(REGIME).units[0]
FIRST, SECOND, *OTHERS = SAMPLE.documents
MISTAKES = {
    "2.1": {"value": "nhiều bài"},
    "2.2": {"evidence": ""},
    "2.4": {"people": "468"},
    "2.6": {"percent": "90%"},
    "2.7": {"value": "7"},
    "2.9": {"value": "350", "people": "12"},
    "2.13": {"answer": "Không phát sinh"},
    "2.14": {"people": ""},
    "2.15": {"value": ""},
    "3.5": {"numerator": "2,610"},
}
FORM = replace(
    SAMPLE,
    answers={code: {**texts, **MISTAKES.get(code, {})} for code, texts in SAMPLE.answers.items()},
    documents=({**FIRST, "date": "19/5/2026"}, {**SECOND, "date": "31/02/2026"}, *OTHERS),
)
FOUND = [
    ("Lỗi", "value_refused", "2.1", "value"),
    ("Lỗi", "2.9-nguoi-lop", "2.9", "people"),
    ("Lỗi", "answer_and_value", "2.13", "answer"),
    ("Lỗi", "incomplete", "2.14", "people"),
    ("Lỗi", "required", "2.15", "value"),
    ("Cảnh báo", "document_after_period", "", "42-KH/ĐU"),
    ("Cảnh báo", "document_date", "", "118/KH-UBND"),
    ("Cảnh báo", "needs_evidence", "2.2", "evidence"),
    ("Cảnh báo", "text_against_figure", "2.4", "people"),
    ("Cảnh báo", "percent_differs", "2.6", "percent"),
    ("Cảnh báo", "2.7-ten-nen-tang", "2.7", "value"),
    ("Cảnh báo", "value_doubtful", "3.5", "numerator"),
]
"""What is told, in this order; last the column to which the link leads, or the document in whose line it ends."""


@pytest.fixture
def master(tmp_path):
    return received(tmp_path, FORM)


def received(folder: Path, form) -> Path:
    """A master that has just received the one form."""
    path = folder / "Tổng hợp.xlsx"
    new_master.run(regime=REGIME, to=path, now=NOW)
    with opened(path, "issue_forms") as book:
        issued = next(file for file in issue_forms.run(book).files if file.name.startswith(form.code))
    (folder / "gửi").mkdir()
    fill_forms.fill_sample_form(issued, form, folder / "gửi" / issued.name)
    with opened(path, "collect") as book:
        collect.run(book, folder / "gửi")
    return path


def opened(path: Path, button: str) -> FileBook:
    return FileBook(path, button=button, now=NOW, user="Cán bộ mẫu")


def validated(path: Path):
    with opened(path, "validate") as book:
        return validate.run(book)


def test_twelve_mistakes_are_told_at_once_each_with_its_cell_and_its_cure(master, soffice):
    findings = validated(master).findings
    with opened(master, "validate") as book:
        rows = book.read_table(FINDINGS_TABLE)
    assert [(row["severity"], row["rule"], row["indicator"] or "") for row in rows] == [line[:3] for line in FOUND]
    assert [f.rule for f in findings] == [line[1] for line in FOUND]
    assert all(row["cure"] and row["message"] and row["unit"] == SAMPLE.code for row in rows)
    targets = followed(master, soffice)
    assert len(set(targets)) == len(FOUND)
    assert [place_of(master, target) for target in targets] == [line[2:] for line in FOUND]


def followed(master: Path, soffice) -> list[str]:
    """Where the links of `Kiểm tra` lead, as LibreOffice computes them."""
    book = openpyxl.load_workbook(master)
    links = [cell.value for row in book[FINDINGS_TABLE.sheet].iter_rows() for cell in row if is_link(cell.value)]
    asked = book.create_sheet("Hỏi")
    for link in links:
        asked.append([re.sub(r'^=HYPERLINK\((.+),"[^"]*"\)$', r"=\1", link)])
    book.save(copy := master.with_name("hỏi.xlsx"))
    answered = openpyxl.load_workbook(soffice(copy, "xlsx"), data_only=True)["Hỏi"]
    return [row[0] for row in answered.iter_rows(values_only=True)]


def is_link(value) -> bool:
    return isinstance(value, str) and value.startswith('=HYPERLINK("#') and "Trang chủ" not in value


def place_of(master: Path, target: str) -> tuple[str, str]:
    """The indicator and column at the end of a link; of a list its line: no indicator and the document's number."""
    sheet, address = re.fullmatch(r"#'(.+)'!\$?([A-Z]+\$?\d+)", target).groups()
    page = openpyxl.load_workbook(master)[sheet]
    cell = page[address.replace("$", "")]
    if str(page["A1"].value or "").startswith("bdhvs:"):
        return page.cell(cell.row, 1).value, page.cell(1, cell.column).value
    return "", page.cell(cell.row, 3).value


def test_an_explained_warning_blocks_no_longer_and_comes_after_those_that_do(tmp_path):
    reason = {"explanation": "Hai khóa học kể chung một tên."}
    told = {code: {**texts, **(reason if code == "2.2" else {})} for code, texts in FORM.answers.items()}
    findings = validated(received(tmp_path, replace(FORM, answers=told))).findings
    rules = [(f.rule, f.state) for f in findings]
    assert rules[5:] == [*((line[1], "open") for line in FOUND[5:] if line[1] != "needs_evidence"),
                         ("needs_evidence", "explained")]  # fmt: skip
    assert [f.rule for f in findings_to_send(findings, warnings=True)[SAMPLE.code]] == [rule for rule, _ in rules[:-1]]
