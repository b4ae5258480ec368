"""Forms whose hidden keys are damaged in every way thought of: the same values, or a question, never a guess."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filled_forms import blank_form, grid_of
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from small_regime import small_regime

from bdhvs_xl.intake.admission import admitted, identified
from bdhvs_xl.intake.healing import names_of
from bdhvs_xl.intake.read import read_form
from bdhvs_xl.intake.submission import Submission
from bdhvs_xl.problem import Problem
from bdhvs_xl.regime import toml
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.grid import Grid
from bdhvs_xl.workbook.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    IDENTITY_GRID,
    INDICATORS_GRID,
    NUMBER_COLUMNS,
    PRACTICES_GRID,
)

REGIMES = {"small": small_regime(), "ninh_binh_02": toml.load_regime("ninh_binh_02")}


def unit_of(regime: Regime) -> str:
    return regime.reporting_units()[0].code


@pytest.fixture(params=REGIMES)
def regime(request) -> Regime:
    return REGIMES[request.param]


@pytest.fixture
def form(regime, tmp_path) -> Path:
    """A form in which every cell to fill holds a text of its own."""
    path = blank_form(regime, unit_of(regime), tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(path)
    grid = grid_of(book, INDICATORS_GRID)
    for number, indicator in enumerate(regime.asked_of(regime.unit[unit_of(regime)])):
        for place, column in enumerate((*indicator.columns, "evidence")):
            book[grid.sheet][grid.address(indicator.code, column)] = f"{number}{place}7"
    for kind, column in ((DOCUMENTS_GRID, "number"), (PRACTICES_GRID, "name")):
        lines = grid_of(book, kind)
        book[lines.sheet].cell(lines.lines[0] + 1, lines.columns[column] + 1).value = f"{column} 1"
    book.save(path)
    return path


def read(path: Path, regime: Regime) -> Submission:
    form = read_form(path, file=path.name, channel="Biểu mẫu", names=names_of(regime))
    return admitted(regime, identified(regime, form))


def said(submission: Submission) -> tuple[dict[tuple[str, str], Any], list[Mapping[str, str]]]:
    """What was read of indicators that there are; percentages, which a form computes, left out."""
    known = REGIMES[submission.identity["regime"]].indicator
    answers = {
        (a.indicator, a.column): a.raw for a in submission.answers if a.column != "percent" and a.indicator in known
    }
    return answers, [line.fields for line in (*submission.documents, *submission.practices)]


def rules(submission: Submission) -> set[str]:
    return {finding.rule for finding in submission.findings}


# --- kinds of damage ------------------------------------------------------------------------------------------------

Damage = Callable[[Workbook, Grid, Worksheet], None]


def every_second_row_key(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for row in [*grid.rows.values()][::2]:
        sheet.cell(row + 1, 1).value = None


def all_row_keys(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 1).value = None


def row_keys_overwritten(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for number, row in enumerate([*grid.rows.values()][1::3]):
        sheet.cell(row + 1, 1).value = number


def row_keys_shifted(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    """The hidden column slipped down by one row against all others."""
    for row in range(sheet.max_row, 1, -1):
        sheet.cell(row + 1, 1).value = sheet.cell(row, 1).value


def codes_overtyped(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for row in [*grid.rows.values()][::2]:
        sheet.cell(row + 1, grid.columns["code"] + 1).value = "x"


def column_keys_lost(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for column in ("value", "numerator", "evidence"):
        sheet.cell(1, grid.columns[column] + 1).value = None


def all_column_keys_lost(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    for column in grid.columns.values():
        sheet.cell(1, column + 1).value = None


def columns_swapped(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    """Two columns cut and inserted the other way round, headers and numbers, below the hidden row."""
    left, right = grid.columns["numerator"] + 1, grid.columns["denominator"] + 1
    for row in range(2, sheet.max_row + 1):
        one, other = sheet.cell(row, left), sheet.cell(row, right)
        one.value, other.value = other.value, one.value


def marker_lost(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    sheet["A1"] = None


def hidden_row_and_column_deleted(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    sheet.delete_rows(1)
    sheet.delete_cols(1)


def everywhere_deleted(book: Workbook, grid: Grid, sheet: Worksheet) -> None:
    """All sheets pasted as values into a new workbook, without hidden rows and columns."""
    for name in [grid_of(book, kind).sheet for kind in (IDENTITY_GRID, DOCUMENTS_GRID, PRACTICES_GRID)]:
        book[name].delete_rows(1)
        book[name].delete_cols(1)
    hidden_row_and_column_deleted(book, grid, sheet)


HEALED: tuple[Damage, ...] = (
    every_second_row_key, all_row_keys, row_keys_overwritten, row_keys_shifted, codes_overtyped, column_keys_lost,
    all_column_keys_lost, columns_swapped, marker_lost, hidden_row_and_column_deleted, everywhere_deleted,
)  # fmt: skip


def damaged(form: Path, *damages: Damage) -> Path:
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    for damage in damages:
        damage(book, grid, book[grid.sheet])
    book.save(form)
    return form


@pytest.mark.parametrize("damage", HEALED, ids=lambda damage: damage.__name__)
def test_every_value_is_where_it_was_and_it_is_told_how_it_was_found(form, regime, damage):
    before = said(read(form, regime))
    after = read(damaged(form, damage), regime)
    assert said(after) == before
    assert after.sure
    if damage is not marker_lost:
        assert "form_healed" in rules(after)
    assert not {"form_healed_unsure", "form_key_lost", "form_key_twice", "form_column_lost"} & rules(after)


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_other_programs_files_heal_too(form, regime, soffice, kind):
    before = said(read(form, regime))
    assert said(read(soffice(damaged(form, everywhere_deleted), kind), regime)) == before


def test_an_undamaged_form_says_nothing(form, regime):
    whole = read(form, regime)
    assert (whole.sure, rules(whole)) == (True, set())


def test_a_row_of_which_only_its_code_is_left_asks(form, regime):
    before = said(read(form, regime))

    def one_sign(book, grid, sheet):
        row = next(iter(grid.rows[code] for code in regime.indicator if code in grid.rows)) + 1
        sheet.cell(row, 1).value = None
        sheet.cell(row, grid.columns["name"] + 1).value = "Chỉ số khác"

    after = read(damaged(form, one_sign), regime)
    assert (said(after), after.sure) == (before, False)
    (told,) = [finding for finding in after.findings if finding.rule == "form_healed_unsure"]
    assert "chỉ theo mã nhìn thấy" in told.message


def test_two_filled_rows_of_one_indicator_ask_and_only_one_is_read(form, regime):
    def copied(book, grid, sheet):
        first, second = [grid.rows[code] + 1 for code in regime.indicator if code in grid.rows][:2]
        for column in range(1, grid.columns["name"] + 2):
            sheet.cell(second, column).value = sheet.cell(first, column).value
        sheet.cell(second, 1).value = None

    before = said(read(form, regime))[0]
    after = read(damaged(form, copied), regime)
    second = list(regime.indicator)[1]
    assert not after.sure
    assert said(after)[0] == {place: text for place, text in before.items() if place[0] != second}
    assert any("cũng được hiểu là chỉ số" in finding.message for finding in after.findings)


def test_the_results_alone_name_their_unit_but_ask(form, regime):
    before = said(read(form, regime))[0]

    def only_results(book, grid, sheet):
        hidden_row_and_column_deleted(book, grid, sheet)
        for name in book.sheetnames:
            if name != sheet.title:
                del book[name]

    after = read(damaged(form, only_results), regime)
    assert (after.unit, after.sure, said(after)[0]) == (unit_of(regime), False, before)


def test_results_of_nobody_are_refused(form, regime):
    def nobody(book, grid, sheet):
        for row in sheet.iter_rows(max_row=8):
            for cell in row:
                if str(cell.value).startswith("Đơn vị báo cáo"):
                    cell.value = "Đơn vị báo cáo: Xã Không Có"
        del book[grid_of(book, IDENTITY_GRID).sheet]

    with pytest.raises(Problem, match="Xã Không Có"):
        read(damaged(form, nobody), regime)


def test_a_working_copy_beside_the_form_is_not_read(form, regime):
    before = said(read(form, regime))
    book = openpyxl.load_workbook(form)
    copy = book.copy_worksheet(book[grid_of(book, INDICATORS_GRID).sheet])
    copy.title = "Nháp"
    copy.delete_rows(1)
    copy.delete_cols(1)
    book.move_sheet("Nháp", -5)
    book.save(form)
    after = read(form, regime)
    assert (said(after), rules(after)) == (before, set())


def test_no_mix_of_damages_puts_a_value_in_a_wrong_place(form, regime):
    """Where healing ends, values are missing or asked for; never is one found under another indicator or column."""
    before = said(read(form, regime))[0]
    pairs = [(a, b) for a in HEALED[:8] for b in HEALED[:8] if a is not b]
    original = form.read_bytes()
    wrong = []
    for a, b in pairs:
        form.write_bytes(original)
        after = read(damaged(form, a, b), regime)
        moved = {place for place, text in said(after)[0].items() if before.get(place) != text}
        if moved and after.sure:
            wrong.append((a.__name__, b.__name__, sorted(moved)[:3]))
    assert wrong == []
    assert set(NUMBER_COLUMNS) < set(ENTRY_COLUMNS)
