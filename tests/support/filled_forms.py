"""Forms as they come back: issued by the program, typed into with another one (openpyxl)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from bdhvs_xl.form.build.addressee import asked_indicator_codes, unit_texts
from bdhvs_xl.form.build.form_workbook import build_form, build_unit_template
from bdhvs_xl.form.fill_template import FormTemplate
from bdhvs_xl.master.book.grid import Grid, parse_grid
from bdhvs_xl.master.layout import DOCUMENTS_GRID, INDICATORS_GRID, NARRATIVE_GRID, PRACTICES_GRID
from bdhvs_xl.regime.model import Regime
from support.built_once import made_once

ANSWERS: Mapping[str, Any] = {
    "1.1": "Có", "1.1.evidence": "Kế hoạch số 12-KH/ĐU ngày 20/9/2025", "2.1": "2.610", "2.2": "3",
    "2.2.evidence": "VNeID; iHanoi; MOOC", "2.4": "12 (350)", "2.10.numerator": "40", "2.10.denominator": "43",
    "2.11.answer": "Không phát sinh", "2.11.explanation": "Sẽ tổng kết cuối năm",
}  # fmt: skip
DOCUMENT = {"number": "12-KH/ĐU", "date": "20/9/2025", "title": "Kế hoạch triển khai", "indicator": "1.1"}
PRACTICE = {"name": "Tổ công nghệ số đến từng nhà", "result": "350 hộ được hướng dẫn"}
NARRATIVE = {"leading_done": "Đã quán triệt Kế hoạch.", "proposals": "Đề nghị tỉnh hỗ trợ thiết bị."}


def blank_form(regime: Regime, unit: str, path: Path) -> Path:
    """The form issued to a unit."""
    return made_once(path, lambda there: _issue(regime, unit, there), regime, unit)


def _issue(regime: Regime, unit: str, path: Path) -> None:
    template = path.with_name(f"template-{path.name}")
    whose = regime.unit[unit]
    build_unit_template(regime, asked_indicator_codes(regime, whose), template)
    path.write_bytes(FormTemplate(template).stamp(unit_texts(regime, whose)))
    template.unlink()


def common_form(regime: Regime, path: Path) -> Path:
    """The form in which a unit picks itself."""
    return made_once(path, lambda there: build_form(regime, there), regime)


def filled_form(regime: Regime, unit: str, path: Path, answers: Mapping[str, Any] = ANSWERS) -> Path:
    """A unit's form with answers such as {"2.4": 12, "2.4.people": "350"}, a document, a practice, and narrative."""
    with_text = {section: text for section, text in NARRATIVE.items() if any(s.id == section for s in regime.sections)}
    return type_in(blank_form(regime, unit, path), answers, [DOCUMENT], [PRACTICE], with_text)


def type_in(
    path: Path,
    answers: Mapping[str, Any] | None = None,
    documents: list[Mapping[str, str]] | None = None,
    practices: list[Mapping[str, str]] | None = None,
    narrative: Mapping[str, str] | None = None,
) -> Path:
    """The form at `path` with more typed into it."""
    book = openpyxl.load_workbook(path)
    for place, text in (answers or {}).items():
        put(book, INDICATORS_GRID, *split(place), text)
    for kind, lines in ((DOCUMENTS_GRID, documents), (PRACTICES_GRID, practices)):
        for number, line in enumerate(lines or []):
            grid = grid_of(book, kind)
            for column, text in line.items():
                book[grid.sheet].cell(grid.lines[number] + 1, grid.columns[column] + 1).value = text
    for section, text in (narrative or {}).items():
        put(book, NARRATIVE_GRID, section, "text", text)
    book.save(path)
    return path


def split(place: str) -> tuple[str, str]:
    """Indicator and column of a place such as `2.4.people`; `2.4` is its value."""
    indicator, _, column = place.rpartition(".")
    return (place, "value") if column.isdigit() else (indicator, column)


def put(book: Workbook, kind: str, row: str, column: str, text: Any) -> None:
    """Type one text into the grid of a kind."""
    grid = grid_of(book, kind)
    book[grid.sheet][grid.address(row, column)] = text


def grid_of(book: Workbook, kind: str) -> Grid:
    """The grid of a kind in a workbook that openpyxl opened."""
    for sheet in book.worksheets:
        cells = [["" if cell is None else cell for cell in row] for row in sheet.iter_rows(values_only=True)]
        grid = parse_grid(sheet.title, cells)
        if grid and grid.kind == kind:
            return grid
    raise LookupError(kind)
