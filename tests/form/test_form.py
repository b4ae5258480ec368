"""The form: what it asks, what it locks, what it shows at once and once it is filled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.form.build.addressee import asked_indicator_codes, unit_texts
from bdhvs_xl.form.build.form_workbook import build_form, build_unit_template
from bdhvs_xl.form.fill_template import FormTemplate
from bdhvs_xl.form.identity import chosen_code, form_revision, form_token, unit_choice
from bdhvs_xl.form.self_check.check_code import CODE_ROW
from bdhvs_xl.master import layout
from bdhvs_xl.master.book.grid import Grid, parse_grid
from bdhvs_xl.regime import embedding
from bdhvs_xl.regime.loader import load_regime

REGIME = small_regime()
VISIBLE = [
    layout.FORM_GUIDE, layout.FORM_IDENTITY, layout.FORM_INDICATORS, layout.FORM_DOCUMENTS, layout.FORM_PRACTICES,
    layout.FORM_NARRATIVE, layout.FORM_SELF_CHECK,
]  # fmt: skip


def unit_form(code: str, folder: Path, regime=REGIME) -> Path:
    unit = regime.unit[code]
    build_unit_template(regime, asked_indicator_codes(regime, unit), folder / "template.xlsx")
    path = folder / f"{code}.xlsx"
    path.write_bytes(FormTemplate(folder / "template.xlsx").stamp(unit_texts(regime, unit)))
    return path


def grids(path: Path) -> dict[str, Grid]:
    book = CalamineWorkbook.from_path(path)
    sheets = ((name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)
    return {grid.kind: grid for name, cells in sheets if (grid := parse_grid(name, cells))}


@pytest.fixture(scope="module")
def common(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("common") / "common.xlsx"
    build_form(REGIME, path)
    return path


@pytest.fixture(scope="module")
def commune(tmp_path_factory) -> Path:
    return unit_form("14212", tmp_path_factory.mktemp("commune"))


def texts(path: Path) -> Iterator[str]:
    """Every member of a workbook that is XML, as text."""
    with ZipFile(path) as form:
        yield from (form.read(name).decode() for name in form.namelist())


def test_the_form_has_its_sheets_and_every_grid(commune):
    book = openpyxl.load_workbook(commune)
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == VISIBLE
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == [
        layout.FORM_CONTEXT, layout.FORM_CALCULATIONS,
    ]  # fmt: skip
    assert list(grids(commune)) == [
        layout.IDENTITY_GRID, layout.INDICATORS_GRID, layout.DOCUMENTS_GRID, layout.PRACTICES_GRID,
        layout.NARRATIVE_GRID, layout.CONTEXT_GRID,
    ]  # fmt: skip


def test_grids_carry_the_keys_that_readers_look_for(commune):
    found = grids(commune)
    columns = {kind: tuple(grid.columns) for kind, grid in found.items()}
    assert columns[layout.INDICATORS_GRID] == layout.INDICATOR_COLUMNS
    assert columns[layout.DOCUMENTS_GRID] == layout.DOCUMENT_COLUMNS
    assert columns[layout.PRACTICES_GRID] == layout.PRACTICE_COLUMNS
    assert columns[layout.NARRATIVE_GRID] == ("text",)
    assert set(found[layout.IDENTITY_GRID].rows) == {
        *layout.IDENTITY_ROWS, *layout.LETTERHEAD_ROWS, CODE_ROW,
    }  # fmt: skip
    assert list(found[layout.INDICATORS_GRID].rows) == ["1", "1.1", "2", "2.1", "2.2", "2.4", "2.10", "2.11"]
    assert list(found[layout.NARRATIVE_GRID].rows) == ["leading_done", "proposals"]
    assert len(found[layout.DOCUMENTS_GRID].lines) == len(found[layout.PRACTICES_GRID].lines) == layout.LIST_ROWS


def test_a_units_form_says_whose_it_is(commune):
    grid = grids(commune)[layout.IDENTITY_GRID]
    assert {row: grid.value(row, "value") for row in layout.IDENTITY_ROWS} == {
        "regime": "small",
        "form_revision": form_revision(REGIME),
        "unit_code": "14212",
        "unit_name": "Xã Giao Ninh",
        "period_from": "01/7/2025",
        "period_to": "17/5/2026",
        "deadline": "20/5/2026",
        "token": form_token(REGIME, "14212"),
        "contact": "Nguyễn Văn A",
        "phone": "0912345678",
        "email": "giaoninh@example.org",
        "reported_on": None,
    }


def test_the_hidden_context_holds_what_is_known_of_the_unit(commune):
    grid = grids(commune)[layout.CONTEXT_GRID]
    known = {row: grid.value(row, "value") for row in grid.rows if not row.startswith("prev.")}
    carried_texts = [known.pop(row) for row in list(known) if row.startswith(layout.DEFINITIONS)]
    assert known == {
        "unit_kind": "commune", "unit.hamlets": "43", "unit.population": "24500", "target.2.1": "100",
        "target.2.10": "80",
    }  # fmt: skip
    assert embedding.regime_from_texts(carried_texts).indicators == small_regime().indicators


def test_the_common_form_carries_the_units_to_choose_from_without_their_contacts(common):
    grid = grids(common)[layout.CONTEXT_GRID]
    regime = embedding.regime_from_texts(
        grid.value(row, "value") for row in grid.rows if row.startswith(layout.DEFINITIONS)
    )
    assert [(u.code, u.name, u.kind) for u in regime.units] == [(u.code, u.name, u.kind) for u in small_regime().units]
    assert {(u.contact, u.phone, u.email) for u in regime.units} == {("", "", "")}
    assert [row for row in grid.rows if row.startswith("prev.")] == [f"prev.{i.code}" for i in REGIME.indicators]


def test_only_what_a_kind_asks_is_open(commune):
    sheet, grid = openpyxl.load_workbook(commune)[layout.FORM_INDICATORS], grids(commune)[layout.INDICATORS_GRID]
    always = {"answer", "evidence", "explanation"}
    for indicator in REGIME.indicators:
        unlocked = {c for c in grid.columns if not sheet[grid.address(indicator.code, c)].protection.locked}
        assert unlocked == {*indicator.columns, *always}, indicator.code
        assert {sheet[grid.address(indicator.code, c)].number_format for c in unlocked} == {"@"}


def test_what_a_unit_is_not_asked_is_locked_and_said(tmp_path):
    path = unit_form("LDLD", tmp_path)
    sheet, grid = openpyxl.load_workbook(path)[layout.FORM_INDICATORS], grids(path)[layout.INDICATORS_GRID]
    assert all(sheet[grid.address("2.10", column)].protection.locked for column in grid.columns)
    assert grid.value("2.10", "status") == "Không hỏi"
    assert "Đã điền 0/5 chỉ số" in str(CalamineWorkbook.from_path(path).get_sheet_by_name("Hướng dẫn").to_python())


def test_sheets_are_protected_without_a_password_and_lists_take_new_rows(commune):
    book = openpyxl.load_workbook(commune)
    assert [sheet.protection.sheet for sheet in book] == [True] * 9
    assert {sheet.protection.password for sheet in book} == {None}
    lists = [sheet.title for sheet in book if not sheet.protection.insertRows]
    assert lists == [layout.FORM_DOCUMENTS, layout.FORM_PRACTICES]
    assert not any(sheet.protection.formatRows or sheet.protection.formatColumns for sheet in book)


def test_no_entry_sheet_merges_cells(commune):
    assert not any("<mergeCell" in text for text in texts(commune))


def test_rows_of_answers_grow_with_their_text(commune):
    with ZipFile(commune) as form:
        results, guide = (form.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (3, 1))
    assert re.search(r'<row r="9"[^>]* ht="\d', results)
    assert "customHeight" not in results
    assert "customHeight" in guide


def test_the_common_form_lets_the_unit_pick_itself(common):
    sheet, grid = openpyxl.load_workbook(common)[layout.FORM_IDENTITY], grids(common)[layout.IDENTITY_GRID]
    cell = grid.address("unit_code", "value")
    rule = next(v for v in sheet.data_validations.dataValidation if cell in v.sqref)
    assert (rule.type, rule.formula1, sheet[cell].protection.locked) == ("list", "dsDonVi", False)
    assert [grid.value(row, "value") for row in ("unit_code", "unit_name", "token")] == [None] * 3
    book = openpyxl.load_workbook(common)
    name, area = next(iter(book.defined_names["dsDonVi"].destinations))
    choices = [row[0].value for row in book[name][area]]
    assert choices == ["14212 - Xã Giao Ninh", "13669 - Phường Nam Định", "LDLD - Liên đoàn Lao động tỉnh"]
    assert [chosen_code(choice) for choice in choices] == [unit.code for unit in REGIME.units]


def test_no_mark_of_the_template_is_left_in_a_form(common, commune):
    assert not any("⦃" in text for path in (common, commune) for text in texts(path))


def test_a_filled_form_reckons_percentages_and_progress(commune, tmp_path, soffice):
    book, grid = openpyxl.load_workbook(commune), grids(commune)[layout.INDICATORS_GRID]
    sheet = book[layout.FORM_INDICATORS]
    typed = {
        ("1.1", "value"): "Có",
        ("2.1", "answer"): "Chưa có số liệu",
        ("2.4", "value"): "2",
        ("2.10", "numerator"): "1.043",
        ("2.10", "denominator"): "2.610",
    }
    for (code, column), text in typed.items():
        sheet[grid.address(code, column)] = text
    book.save(tmp_path / "filled.xlsx")
    recalculated = soffice(tmp_path / "filled.xlsx", "xlsx")
    grid = grids(recalculated)[layout.INDICATORS_GRID]
    assert grid.value("2.10", "percent") == 39.96
    assert {code: grid.value(code, "status") for code in REGIME.indicator} == {
        "1.1": "Cảnh báo",
        "2.1": "Đã điền",
        "2.2": "Không bắt buộc",
        "2.4": "Chưa điền",
        "2.10": "Lưu ý",
        "2.11": "Không bắt buộc",
    }
    guide = CalamineWorkbook.from_path(recalculated).get_sheet_by_name(layout.FORM_GUIDE).to_python()
    assert "Đã điền 3/6 chỉ số" in str(guide)


def test_cached_values_are_what_the_formulas_give(common, commune, tmp_path, soffice):
    for path in (common, commune):
        book = openpyxl.load_workbook(path)
        book.save(tmp_path / path.name)  # openpyxl drops cached values, so LibreOffice must reckon anew
        cached, anew = (CalamineWorkbook.from_path(p) for p in (path, soffice(tmp_path / path.name, "xlsx")))
        for name in (*VISIBLE, layout.FORM_CALCULATIONS):
            old, new = (b.get_sheet_by_name(name).to_python(skip_empty_area=False) for b in (cached, anew))
            assert _filled(old) == _filled(new), name


def _filled(rows) -> dict[tuple[int, int], object]:
    return {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell != ""}


def test_a_text_excel_would_refuse_is_a_problem_that_names_the_indicator(tmp_path):
    long = replace(REGIME.indicators[0], evidence="Liệt kê văn bản. " * 20)
    regime = replace(REGIME, indicators=(long, *REGIME.indicators[1:]))
    with pytest.raises(UserError, match=r"Chỉ số 1\.1: lời hướng dẫn .* dài 340 ký tự"):
        build_form(regime, tmp_path / "form.xlsx")


def test_the_survey_of_ninh_binh_fits_a_form(tmp_path):
    regime = load_regime("ninh_binh_02")
    build_form(regime, tmp_path / "form.xlsx")
    assert set(regime.indicator) <= set(grids(tmp_path / "form.xlsx")[layout.INDICATORS_GRID].rows)


def test_a_choice_gives_its_code():
    assert chosen_code(unit_choice(REGIME.units[0])) == chosen_code(" 14212 ") == "14212"
