"""Forms of units filled at random: blank, numbers, texts, doubtful numbers, wrong kinds, extremes; and recalculated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from python_calamine import CalamineWorkbook

from bdhvs_xl.form.build.addressee import asked_indicator_codes, template_addressee, unit_texts
from bdhvs_xl.form.build.calculation_sheet import build_calculation_cells
from bdhvs_xl.form.build.form_workbook import build_unit_template
from bdhvs_xl.form.build.results_sheet import results_rows
from bdhvs_xl.form.fill_template import FormTemplate
from bdhvs_xl.form.self_check.all_findings import AllFindings, list_possible_findings
from bdhvs_xl.form.self_check.calculation_cells import NAMES, STATE, UNREAD, CalculationCells
from bdhvs_xl.form.self_check.possible_findings import FIRST_ROW, FOUND
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.entry_formulas import entry_column_positions
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    FORM_CALCULATIONS,
    INDICATORS_GRID,
    NO_VALUE_ANSWERS,
    PRACTICES_GRID,
)
from bdhvs_xl.regime.model import Indicator, Regime, Unit

Place = tuple[str, str]
Typed = Mapping[Place, str | float]

COUNTS = (
    "", "", "0", "1", "2", "3", "12", "40", "43", "43", "350", "2610", "2.610", "04", "999999999", 5, 12, 43.0,
    "04 Lớp", "224 lượt người", "2,610", "12,5", "0.610", "hơn 600", "khoảng 5 nghìn", "-5", "12 (350)", "43/50", "43%",
    "3 lớp, 45 người", "nhiều", "Không", "Không phát sinh", "chưa có số liệu", "1234567890", "0912345678", 7.6, "12-15",
)  # fmt: skip
WORDS = ("", "", "Có", "Có", "Có", "Không", "Không", "có", "Chưa", "x", "Đã ban hành", "Không phát sinh", "12", "Có?")
TEXTS = ("", "", "Đã khen thưởng 3 tập thể", "Không", "12", "2.610", "Chưa tổng kết")
ANSWERS = ("", "", "", "", "", "", *NO_VALUE_ANSWERS, NO_VALUE_ANSWERS[0], "không phát sinh", "12", "KPS")
LISTS = (
    "", "", "VNeID", "VNeID; iHanoi; MOOC", "- Nền tảng A\n- Nền tảng B", "Sở Y tế, Sở Nội vụ", "Không có", "Gồm: A, B",
    "1. Lớp thứ nhất\n2. Lớp thứ hai", "Kế hoạch số 01-KH/TCT, ngày 13/5/2026",
)  # fmt: skip
EXPLANATIONS = ("", "", "", "Do mới triển khai")


@dataclass(frozen=True)
class Batch:
    """Forms of units that are asked the same: the regime, what their template looks at, and the units."""

    regime: Regime
    workings: CalculationCells
    inventory: AllFindings
    stamp: FormTemplate
    units: Sequence[Unit]


@dataclass(frozen=True)
class Answered:
    """A form after recalculation: what it found by (rule, indicator, column), what it could not read or count."""

    batch: Batch
    unit: Unit
    path: Path
    typed: Typed
    found: frozenset[tuple[str, str, str]]
    unread: frozenset[Place]
    uncounted: frozenset[str]


def batches(regime: Regime, folder: Path) -> Iterator[Batch]:
    """The templates of a regime's units."""
    groups: dict[frozenset[str], list[Unit]] = {}
    for unit in regime.reporting_units():
        groups.setdefault(asked_indicator_codes(regime, unit), []).append(unit)
    for number, (asked, units) in enumerate(groups.items()):
        template = folder / f"template {number}.xlsx"
        build_unit_template(regime, asked, template)
        recipient = template_addressee(regime, asked)
        workings = build_calculation_cells(regime, recipient, results_rows(regime), entry_column_positions(regime))
        yield Batch(regime, workings, list_possible_findings(workings), FormTemplate(template), units)


def fill(batch: Batch, unit: Unit, path: Path, random: Random) -> Typed:
    """Write the unit's form, filled at random, without the results of its formulas; gives what was typed."""
    path.write_bytes(batch.stamp.stamp(unit_texts(batch.regime, unit)))
    book = FileBook(path)
    grids = {kind: grid for sheet, kind in book.markers().items() if (grid := book.read_grid(sheet)) and kind}
    typed = {place: text for i in batch.workings.indicators for place, text in _answers(i, random) if text != ""}
    results = grids[INDICATORS_GRID]
    book.set_cells(results.sheet, {results.address(*place): text for place, text in typed.items()})
    codes = [i.code for i in batch.workings.indicators]
    documents = [{"number": f"{n}-KH/TU", "indicator": random.choice([*codes, ""])} for n in range(random.randrange(8))]
    _write_lines(book, grids[DOCUMENTS_GRID], documents)
    _write_lines(book, grids[PRACTICES_GRID], [{"name": "Mô hình"}] * random.randrange(3))
    book.package.save(path)
    _forget_results(path)
    return typed


def _answers(indicator: Indicator, random: Random) -> Iterator[tuple[Place, str | float]]:
    choices = {"yes_no": WORDS, "text": TEXTS}.get(indicator.kind.code, COUNTS)
    plain = random.random() < 0.5
    for column in indicator.columns:
        chosen = random.choice(choices[:14] if plain else choices)
        yield (indicator.code, column), chosen
    yield (indicator.code, "answer"), random.choice(ANSWERS)
    yield (indicator.code, "evidence"), random.choice(LISTS)
    yield (indicator.code, "explanation"), random.choice(EXPLANATIONS)


def _write_lines(book: FileBook, grid, lines: Sequence[Mapping[str, str]]) -> None:
    book.set_cells(
        grid.sheet,
        {
            cell_address(grid.lines[n], grid.columns[c]): text
            for n, line in enumerate(lines)
            for c, text in line.items()
        },
    )


_RESULT = re.compile(rb"(</f>)<v>[^<]*</v>")


def _forget_results(path: Path) -> None:
    """LibreOffice computes formulas that have no result."""
    with ZipFile(path) as form:
        members = {name: form.read(name) for name in form.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as form:
        for name, content in members.items():
            form.writestr(name, _RESULT.sub(rb"\1", content) if name.startswith("xl/worksheets/") else content)


def answered(batch: Batch, unit: Unit, path: Path, typed: Typed) -> Answered:
    """What a recalculated form says of itself."""
    cells = CalamineWorkbook.from_path(path).get_sheet_by_name(FORM_CALCULATIONS).to_python(skip_empty_area=False)

    def cell(letter: str, row: int) -> object:
        return cells[row - 1][ord(letter) - 65]

    places = batch.workings.rows
    return Answered(
        batch, unit, path, typed,
        frozenset(
            (str(rule), line.indicator, line.column)
            for row, line in enumerate(batch.inventory.lines, FIRST_ROW)
            if (rule := cell(FOUND, row))
        ),
        frozenset(place for place, row in places.items() if cell(STATE, row) == UNREAD),
        frozenset(code for (code, column), row in places.items() if column == "answer" and cell(NAMES, row) == ""),
    )  # fmt: skip


__all__ = ["DOCUMENT_COLUMNS", "Answered", "Batch", "answered", "batches", "fill"]
