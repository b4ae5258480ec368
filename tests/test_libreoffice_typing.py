"""A form filled in a real LibreOffice, saved in three formats, is collected with what was typed."""

import shutil
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from office.libreoffice import LibreOffice

from bdhvs_xl.buttons import collect, issue_forms, new_master
from bdhvs_xl.errors import FILE_RULE_PREFIX
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    IDENTITY_GRID,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)
from bdhvs_xl.results import ButtonResult

NOW = datetime(2026, 5, 20, 9)
UNIT = "14212"
LONG = "\n".join([
    "Đảng ủy xã đã quán triệt Phong trào “Bình dân học vụ số” tới 100% chi bộ; mở 04 lớp, 2.610 lượt người dự.",
    "Khó khăn: thiếu thiết bị & kinh phí; <một số> người cao tuổi chưa có điện thoại thông minh.",
] * 12)  # fmt: skip
DECOMPOSED = unicodedata.normalize("NFD", "Đề nghị hỗ trợ thiết bị cho nhà văn hóa thôn.")

TYPED = {
    ("1.1", "value"): "Có",
    ("1.1", "evidence"): "Kế hoạch số 12-KH/ĐU\nKế hoạch số 118/KH-UBND",
    ("1.2", "value"): "Đã kiện toàn",
    ("1.3", "value"): "04 lớp",
    ("2.1", "value"): "2.610",
    ("2.1", "evidence"): "=SUM(A1:A2)",
    ("2.2", "value"): "00123",
    ("2.3", "value"): "2",
    ("2.3", "evidence"): "VNeID; Zalo",
    ("2.4", "value"): "12 (350)",
    ("2.5", "value"): "3-4",
    ("2.6", "numerator"): "43/43",
    ("2.7", "answer"): "Không phát sinh",
    ("2.8", "value"): "trên 90 người",
    ("2.9", "value"): "1/2",
    ("2.10", "numerator"): "40",
    ("2.10", "denominator"): "43",
    ("2.11", "percent"): "50 %",
    ("2.12", "value"): "224 lượt người",
    ("2.15", "explanation"): "'00 chưa thống kê",
    ("3.1", "numerator"): "1.234",
    ("3.1", "denominator"): "1.500",
    ("3.5", "numerator"): "7,6 %",
}
NOT_TAKEN = {("2.11", "percent")}
"""A formula's cell is locked: what is typed there does not enter."""

VALUES = [
    ("1.1", "value", "Có", "Có"),
    ("1.1", "evidence", TYPED["1.1", "evidence"], TYPED["1.1", "evidence"]),
    ("1.2", "value", "Có", "Đã kiện toàn"),
    ("1.3", "value", 4, "04 lớp"),
    ("2.1", "value", 2610, "2.610"),
    ("2.1", "evidence", "=SUM(A1:A2)", "=SUM(A1:A2)"),
    ("2.2", "value", 123, "00123"),
    ("2.3", "value", 2, "2"),
    ("2.3", "evidence", "VNeID; Zalo", "VNeID; Zalo"),
    ("2.4", "value", 12, "12 (350)"),
    ("2.4", "people", 350, "350"),
    ("2.5", "value", None, "3-4"),
    ("2.6", "numerator", 43, "43/43"),
    ("2.6", "denominator", 43, "43"),
    ("2.7", "answer", "Không phát sinh", "Không phát sinh"),
    ("2.8", "value", 90, "trên 90 người"),
    ("2.9", "value", 1, "1/2"),
    ("2.9", "people", 2, "2"),
    ("2.10", "numerator", 40, "40"),
    ("2.10", "denominator", 43, "43"),
    ("2.12", "value", 224, "224 lượt người"),
    ("2.15", "explanation", "'00 chưa thống kê", "'00 chưa thống kê"),
    ("3.1", "numerator", 1234, "1.234"),
    ("3.1", "denominator", 1500, "1.500"),
    ("3.5", "numerator", None, "7,6 %"),
    ("3.5", "percent", 7.6, "7,6"),
]
DOCUMENTS = [
    ("12-KH/ĐU", "20/9/2025", "Kế hoạch", "", "1.1", "VB (2025-2026)!C5"),
    ("27-QĐ/ĐU", "05/02/2026", "", "Đảng ủy xã", "1.2", "VB (2025-2026)!C6"),
    ("00118", "5-10-2025", "=Thông báo", "", "2.10", "VB (2025-2026)!C7"),
]
DOUBTS = [
    ("2.5", "value", "value_refused"),
    ("2.9", "value", "value_doubtful"),
    ("3.5", "percent", "percent_only"),
    ("2.8", "value", "value_qualified"),
]
FORMATS = ("xlsx", "ods", "xls")

Collected = dict[str, tuple[ButtonResult, Ledger]]


def plan() -> Iterator[list[object]]:
    """A person's afternoon: answers, then lists and text; a document forgotten is put between two others."""
    yield ["type", IDENTITY_GRID, "unit_code", "value", "99999"]
    yield ["type", IDENTITY_GRID, "contact", "value", "Trần Thị B"]
    yield ["type", IDENTITY_GRID, "phone", "value", "0000 000 000"]
    for (indicator, column), text in TYPED.items():
        yield ["type", INDICATORS_GRID, indicator, column, text]
    yield from listed(DOCUMENTS_GRID, 0, number="12-KH/ĐU", date="20/9/2025", title="Kế hoạch", indicator="1.1")
    yield from listed(DOCUMENTS_GRID, 1, number="00118", date="5-10-2025", title="=Thông báo", indicator="2.10")
    yield ["insert", DOCUMENTS_GRID, 1]
    yield from listed(DOCUMENTS_GRID, 1, number="27-QĐ/ĐU", date="05/02/2026", issuer="Đảng ủy xã", indicator="1.2")
    yield from listed(PRACTICES_GRID, 0, name="Tổ công nghệ số đến từng nhà", result="350 hộ được hướng dẫn")
    yield ["type", NARRATIVE_GRID, "I.1", "text", LONG]
    yield ["type", NARRATIVE_GRID, "IV", "text", DECOMPOSED]
    yield ["rename", INDICATORS_GRID, "KQ xã Giao Ninh"]
    yield ["rename", DOCUMENTS_GRID, "VB (2025-2026)"]


def listed(grid: str, line: int, **texts: str) -> Iterator[list[object]]:
    return (["type", grid, line, column, text] for column, text in texts.items())


@pytest.fixture(scope="module")
def collected(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Collected:
    """What the file of each format gives to a fresh master."""
    folder = tmp_path_factory.mktemp("typed")
    master = folder / "Tổng hợp.xlsx"
    new_master.run(regime="ninh_binh_02", to=master, now=NOW)
    with FileBook(master, button="issue_forms", now=NOW) as book:
        (form,) = (path for path in issue_forms.run(book).files if path.name.startswith(UNIT))
    returned = type_into(libreoffice, form, folder)
    return {path.suffix.removeprefix("."): collect_into(master, path) for path in returned}


def type_into(libreoffice: LibreOffice, form: Path, folder: Path) -> list[Path]:
    """The filled form in each format, in a folder of its own."""
    returned = [folder / kind / f"Báo cáo gửi lại (2).{kind}" for kind in FORMATS]
    for path in returned:
        path.parent.mkdir()
    libreoffice.type_into(form, [*plan()], *returned)
    return returned


def collect_into(master: Path, returned: Path) -> tuple[ButtonResult, Ledger]:
    copy = Path(shutil.copy(master, returned.parent.with_name(f"Tổng hợp {returned.suffix}.xlsx")))
    with FileBook(copy, button="collect", now=NOW) as book:
        return collect.run(book, folder=returned.parent), ledgers.load_ledger(book)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_value_is_the_one_typed(collected, kind):
    outcome, ledger = collected[kind]
    assert [(file.unit, file.status, file.reason) for file in outcome.received] == [(UNIT, "returned", "")]
    assert [(v.indicator, v.column, v.value, v.raw) for v in ledger.values[UNIT].values()] == VALUES
    assert {place: text for place, text in TYPED.items() if place not in NOT_TAKEN} == {
        (v.indicator, v.column): v.raw for v in ledger.values[UNIT].values() if (v.indicator, v.column) in TYPED
    }


@pytest.mark.parametrize("kind", FORMATS)
def test_lists_and_texts_are_the_ones_typed(collected, kind):
    _, ledger = collected[kind]
    columns = ("number", "date", "title", "issuer", "indicator", "cell")
    assert [tuple(line[column] for column in columns) for line in ledger.documents] == DOCUMENTS
    assert [(line["name"], line["result"]) for line in ledger.practices] == [
        ("Tổ công nghệ số đến từng nhà", "350 hộ được hướng dẫn")
    ]
    assert [(line["section"], line["text"]) for line in ledger.narrative] == [
        ("I.1", LONG), ("IV", unicodedata.normalize("NFC", DECOMPOSED)),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_only_what_was_typed_is_questioned(collected, kind):
    """Nothing is said of keys, rows or sheets; doubts point at the cell under its sheet's new name."""
    outcome, _ = collected[kind]
    assert [f for f in outcome.findings if f.rule.startswith(FILE_RULE_PREFIX)] == []
    told = [f for f in outcome.findings if f.rule.startswith(("value_", "percent_"))]
    assert [(f.indicator, f.column, f.rule) for f in told] == DOUBTS
    assert {f.sheet for f in told} == {"KQ xã Giao Ninh"}
