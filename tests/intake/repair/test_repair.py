"""Forms whose hidden keys are damaged in every way thought of: the same values, or a question, never a guess."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from support.filled_forms import blank_form, grid_of
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.accept import accept_submission, identify_unit
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.repair.repair_evidence import VisibleLabels, visible_labels
from bdhvs_xl.intake.submission import Submission
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    IDENTITY_GRID,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    NUMBER_COLUMNS,
    PRACTICES_GRID,
)
from bdhvs_xl.regime import loader
from bdhvs_xl.regime.model import Regime

pytestmark = pytest.mark.slow


EVERY = 1 if os.environ.get("BDHVS_DAMAGES") == "all" else 4
"""Of the 56 pairs of damages, one in so many is tried; `BDHVS_DAMAGES=all pytest` tries them all."""
REGIMES = {"small": small_regime(), "ninh_binh_02": loader.load_regime("ninh_binh_02")}


def unit_of(regime: Regime) -> str:
    return regime.reporting_units()[0].code


@pytest.fixture(params=REGIMES)
def regime(request) -> Regime:
    return REGIMES[request.param]


@pytest.fixture(scope="module")
def whole_forms(tmp_path_factory) -> dict[str, bytes]:
    """By regime: a form in which every cell to fill holds a text of its own."""
    folder = tmp_path_factory.mktemp("whole")
    return {name: whole_form(regime, folder / f"{name}.xlsx").read_bytes() for name, regime in REGIMES.items()}


@pytest.fixture
def form(request, regime, whole_forms, tmp_path) -> Path:
    """Such a form, to be changed."""
    path = tmp_path / "f.xlsx"
    path.write_bytes(whole_forms[regime.id])
    return path


def whole_form(regime: Regime, path: Path) -> Path:
    blank_form(regime, unit_of(regime), path)
    book = openpyxl.load_workbook(path)
    grid = grid_of(book, INDICATORS_GRID)
    for number, indicator in enumerate(regime.asked_of(regime.unit[unit_of(regime)])):
        for place, column in enumerate((*indicator.columns, "evidence")):
            book[grid.sheet][grid.address(indicator.code, column)] = f"{number}{place}7"
    for kind, column in ((DOCUMENTS_GRID, "number"), (PRACTICES_GRID, "name")):
        lines = grid_of(book, kind)
        book[lines.sheet].cell(lines.lines[0] + 1, lines.columns[column] + 1).value = f"{column} 1"
    words = grid_of(book, NARRATIVE_GRID)
    for section in words.rows:
        book[words.sheet][words.address(section, "text")] = f"Lời ở mục {section}"
    book.save(path)
    return path


def read(path: Path, regime: Regime) -> Submission:
    form = read_form(path, file=path.name, channel="Biểu mẫu", shown=visible_labels(regime))
    return accept_submission(regime, identify_unit(regime, form))


def said(submission: Submission) -> tuple[dict[tuple[str, str], Any], list[Mapping[str, str]], dict[str, str]]:
    """What was read: of indicators that there are, without percentages, which a form computes; of lists; the words."""
    known = REGIMES[submission.identity["regime"]].indicator
    answers = {
        (a.indicator, a.column): a.raw for a in submission.answers if a.column != "percent" and a.indicator in known
    }
    lines = [line.fields for line in (*submission.documents, *submission.practices)]
    return answers, lines, {words.section: words.text for words in submission.narrative}


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
    for name in [grid_of(book, kind).sheet for kind in OTHERS]:
        book[name].delete_rows(1)
        book[name].delete_cols(1)
    hidden_row_and_column_deleted(book, grid, sheet)


OTHERS = (IDENTITY_GRID, DOCUMENTS_GRID, PRACTICES_GRID, NARRATIVE_GRID)


def keyed(book: Workbook, kind: str) -> Worksheet:
    return book[grid_of(book, kind).sheet]


def hidden_column_emptied(book: Workbook, kind: str) -> None:
    for row in range(2, keyed(book, kind).max_row + 1):
        keyed(book, kind).cell(row, 1).value = None


def hidden_row_emptied(book: Workbook, kind: str) -> None:
    for column in range(2, keyed(book, kind).max_column + 1):
        keyed(book, kind).cell(1, column).value = None


def both_emptied(book: Workbook, kind: str) -> None:
    sheet = keyed(book, kind)
    hidden_row_emptied(book, kind)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 1).value = None


def one_key_lost(book: Workbook, kind: str) -> None:
    """The first key of a column, and the first of a row."""
    grid = grid_of(book, kind)
    sheet, row, column = book[grid.sheet], min(grid.rows.values()), min(grid.columns.values())
    sheet.cell(row + 1, 1).value = sheet.cell(1, column + 1).value = None


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


@pytest.mark.parametrize("damage", [hidden_column_emptied, hidden_row_emptied, both_emptied, one_key_lost])
@pytest.mark.parametrize("kind", OTHERS)
def test_lists_words_and_identity_are_read_by_what_people_see(form, regime, kind, damage):
    before = said(read(form, regime))
    book = openpyxl.load_workbook(form)
    sheet = keyed(book, kind).title
    damage(book, kind)
    book.save(form)
    after = read(form, regime)
    assert (said(after), after.unit, after.sure) == (before, unit_of(regime), True)
    assert [(f.rule, f.severity, f.sheet) for f in after.findings] == [("form_healed", "notice", sheet)]


def changed(form: Path, kind: str, change: Callable[[Worksheet, Grid], None]) -> Path:
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, kind)
    change(book[grid.sheet], grid)
    book.save(form)
    return form


def unread(submission: Submission) -> list[tuple[str, str, str]]:
    return [(f.cell, f.raw, f.message) for f in submission.findings if f.rule == "form_unread"]


def test_a_text_of_no_section_is_told(form, regime):
    def below(sheet, grid):
        sheet.cell(sheet.max_row + 1, grid.columns["text"] + 1).value = "Viết tiếp ở đây"

    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, below), regime)
    ((cell, raw, message),) = unread(after)
    assert said(after) == before
    assert (raw, message) == (
        "Viết tiếp ở đây", f"Dòng {cell[1:]} có nội dung nhưng không rõ thuộc mục nào, nên chưa được đọc."
    )  # fmt: skip


def test_a_section_that_stands_twice_is_read_once_and_told(form, regime):
    def copied(sheet, grid):
        first, second = list(grid.rows.values())[:2]
        for column in (1, 2):
            sheet.cell(second + 1, column).value = sheet.cell(first + 1, column).value

    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, copied), regime)
    first, second = list(before[2])[:2]
    ((_, raw, message),) = unread(after)
    assert said(after)[2] == {section: text for section, text in before[2].items() if section != second}
    assert raw == f"Lời ở mục {second}" and f"mục {first} đã có ở dòng" in message


def test_words_beside_the_headline_of_another_section_follow_the_headline_and_ask_to_look(form, regime):
    def swapped(sheet, grid):
        first, second = list(grid.rows.values())[:2]
        for column in (2, 3):
            one, other = sheet.cell(first + 1, column), sheet.cell(second + 1, column)
            one.value, other.value = other.value, one.value

    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, swapped), regime)
    assert said(after) == before
    assert [(f.rule, f.severity) for f in after.findings] == [("form_healed_unsure", "warning")] * 2
    assert all(f.cure and f.raw.startswith("Lời ở mục") for f in after.findings)


def test_a_header_of_the_words_typed_over_is_no_text_of_theirs(form, regime):
    def typed_over(sheet, grid):
        sheet.cell(min(grid.rows.values()) - 1, grid.columns["text"] + 1).value = "Nội dung đã làm"
        sheet["B4"] = None

    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, typed_over), regime)
    assert said(after) == before
    assert unread(after) == []


def test_a_headline_the_office_has_changed_since_leaves_its_words_where_their_key_says(form, regime):
    def retitled(sheet, grid):
        sheet.cell(next(iter(grid.rows.values())) + 1, 2).value = "Tên mục cũ"

    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, retitled), regime)
    assert (said(after), after.findings) == (before, ())


@pytest.mark.parametrize(("kind", "key"), [(DOCUMENTS_GRID, "title"), (PRACTICES_GRID, "result")])
def test_a_column_of_a_list_that_is_gone_with_its_header_is_told(form, regime, kind, key):
    def gone(sheet, grid):
        sheet.cell(1, grid.columns[key] + 1).value = None
        sheet.cell(grid.rows["#header"] + 1, grid.columns[key] + 1).value = "Ghi chú"

    ((cell, _, message),) = unread(read(changed(form, kind, gone), regime))
    assert cell == "A1" and "đã mất cột" in message


@pytest.mark.parametrize(("kind", "key"), [(DOCUMENTS_GRID, "number"), (PRACTICES_GRID, "name")])
def test_lines_below_a_list_are_told(form, regime, kind, key):
    def below(sheet, grid):
        for row in (grid.rows["#end"] + 1, grid.rows["#end"] + 3):
            sheet.cell(row, grid.columns[key] + 1).value = f"Dòng {row}"

    before = said(read(form, regime))
    after = read(changed(form, kind, below), regime)
    assert said(after) == before
    assert [(raw, message) for _, raw, message in unread(after)] == [
        (f"Dòng {row}", f"Dòng {row} có nội dung nằm ngoài các ô để điền nên chưa được đọc.") for row in (105, 107)
    ]


def test_of_very_many_lines_below_a_list_the_first_are_told_and_how_many_more(form, regime):
    def below(sheet, grid):
        for row in range(200, 1200):
            sheet.cell(row, 3).value = "x"

    told = unread(read(changed(form, DOCUMENTS_GRID, below), regime))
    assert len(told) == 20
    assert told[-1][2] == "Dòng 219 có nội dung nằm ngoài các ô để điền nên chưa được đọc. Còn 980 dòng khác như vậy."


def test_sheets_that_the_unit_added_are_told(form, regime):
    book = openpyxl.load_workbook(form)
    book.create_sheet("Trống")
    book.create_sheet("Bổ sung", 0)["C3"] = "Thêm 05 lớp"
    book.create_sheet("Danh sách")["A1"] = 7
    before = said(read(form, regime))
    book.save(form)
    after = read(form, regime)
    assert said(after) == before
    assert [(f.rule, f.severity, f.message) for f in after.findings] == [
        ("form_sheet_added", "notice",
         "Đơn vị thêm vào biểu mẫu trang “Bổ sung” và “Danh sách”; trang thêm không được đọc.")
    ]  # fmt: skip


def test_numbers_in_a_row_inserted_among_the_indicators_are_told(form, regime):
    def inserted(sheet, grid):
        row = list(grid.rows.values())[-1] + 1
        sheet.insert_rows(row)
        sheet.cell(row, grid.columns["value"] + 1).value = 12

    before = said(read(form, regime))
    after = read(changed(form, INDICATORS_GRID, inserted), regime)
    ((_, raw, message),) = unread(after)
    assert (said(after), raw) == (before, "12")
    assert "có nội dung nằm ngoài các ô để điền nên chưa được đọc" in message


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

    with pytest.raises(UserError, match="Xã Không Có"):
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
    pairs = [(a, b) for a in HEALED[:8] for b in HEALED[:8] if a is not b][::EVERY]
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


# --- more of lists, words and identity -------------------------------------------------------------------------------


def exchanged(sheet: Worksheet, one: int, other: int) -> None:
    """Two columns, counted from zero, the other way round below the hidden row."""
    for row in range(2, sheet.max_row + 1):
        left, right = sheet.cell(row, one + 1), sheet.cell(row, other + 1)
        left.value, right.value = right.value, left.value


@pytest.mark.parametrize(
    ("kind", "one", "other"), [(DOCUMENTS_GRID, "number", "title"), (PRACTICES_GRID, "name", "result")]
)
def test_columns_of_a_list_follow_their_headers_and_a_line_below_it_is_told_as_it_stands(
    form, regime, kind, one, other
):
    def swapped(sheet, grid):
        exchanged(sheet, grid.columns[one], grid.columns[other])
        for text, key in (("trái", one), ("phải", other)):
            sheet.cell(grid.rows["#end"] + 2, grid.columns[key] + 1).value = text

    before = said(read(form, regime))
    after = read(changed(form, kind, swapped), regime)
    assert said(after) == before
    assert [raw for _, raw, _ in unread(after)] == ["trái | phải"]


@pytest.mark.parametrize(("kind", "key"), [(DOCUMENTS_GRID, "number"), (PRACTICES_GRID, "name")])
def test_a_list_that_lost_the_mark_of_its_headers_still_ends_where_it_ended(form, regime, kind, key):
    def below(sheet, grid):
        sheet.cell(grid.rows["#header"] + 1, 1).value = None
        sheet.cell(grid.rows["#end"] + 2, grid.columns[key] + 1).value = "Dưới danh sách"

    before = said(read(form, regime))
    after = read(changed(form, kind, below), regime)
    assert (said(after), [raw for _, raw, _ in unread(after)]) == (before, ["Dưới danh sách"])


@pytest.mark.parametrize(("kind", "key"), [(DOCUMENTS_GRID, "title"), (NARRATIVE_GRID, "text")])
def test_of_a_long_text_that_is_not_read_the_beginning_is_told(form, regime, kind, key):
    def below(sheet, grid):
        sheet.cell(sheet.max_row + 1, grid.columns[key] + 1).value = "dài " * 100

    ((_, raw, _),) = unread(read(changed(form, kind, below), regime))
    assert raw == ("dài " * 50)[:200]


def test_words_that_moved_with_their_header_are_read_where_they_stand(form, regime):
    before = said(read(form, regime))
    after = read(changed(form, NARRATIVE_GRID, lambda sheet, grid: exchanged(sheet, grid.columns["text"], 5)), regime)
    assert (said(after), rules(after)) == (before, {"form_healed"})


@pytest.mark.parametrize(
    ("label", "section"),
    [("1. Tuyên truyền", "a"), ("1. TUYÊN TRUYỀN\nNêu rõ số buổi", "a"), ("1. Tuyên truyền lưu động", "b"),
     ("1. Tuyên truyền lưu động ở thôn", "b"), ("1. Tuyên truyềns", ""), ("2. Chung", "")],
)  # fmt: skip
def test_a_headline_tells_the_section_whose_whole_words_begin_it_the_longest_first(form, regime, label, section):
    """Of sections whose headlines begin alike, or are alike."""

    def relabelled(sheet, grid):
        row = next(iter(grid.rows.values())) + 1
        for other in range(row, sheet.max_row + 1):
            sheet.cell(other, 1).value = sheet.cell(other, 3).value = None
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = label, "Lời"

    headlines = VisibleLabels(
        sections={"a": "1. Tuyên truyền", "b": "1. Tuyên truyền lưu động", "c": "2. Chung", "d": "2. Chung"}
    )
    told = read_form(changed(form, NARRATIVE_GRID, relabelled), file="f", channel="Biểu mẫu", shown=headlines)
    assert [words.section for words in told.narrative] == ([section] if section else [])
    assert len(unread(told)) == (0 if section else 1)


def test_headlines_that_changed_places_say_nothing_where_nobody_wrote(form, regime):
    def swapped(sheet, grid):
        first, second = (row + 1 for row in list(grid.rows.values())[:2])
        one, other = sheet.cell(first, 2), sheet.cell(second, 2)
        one.value, other.value = other.value, one.value
        sheet.cell(first, 3).value = sheet.cell(second, 3).value = None

    assert read(changed(form, NARRATIVE_GRID, swapped), regime).findings == ()


def test_only_sections_that_are_asked_have_headlines_to_go_by():
    regime = REGIMES["ninh_binh_02"]
    assert 0 < len(visible_labels(regime).sections) < len(regime.sections)
    assert visible_labels(regime).sections.keys() == {section.id for section in regime.sections if section.asked}


def test_who_reports_is_read_by_the_keys_that_are_left_whatever_labels_stand_elsewhere(form, regime):
    def labelled_twice(sheet, grid):
        sheet.cell(grid.rows["phone"] + 1, 1).value = None
        sheet.cell(grid.rows["phone"] + 1, grid.columns["value"] + 1).value = "0912 345 678"
        sheet.cell(sheet.max_row + 2, 2).value = "Mã đơn vị"
        sheet.cell(sheet.max_row, 3).value = "không phải mã"

    after = read(changed(form, IDENTITY_GRID, labelled_twice), regime)
    assert (after.unit, after.identity["phone"], rules(after)) == (unit_of(regime), "0912 345 678", {"form_healed"})


def test_twenty_lines_below_a_list_are_all_told_and_no_more_are_spoken_of(form, regime):
    def below(sheet, grid):
        for row in range(200, 220):
            sheet.cell(row, 3).value = "x"

    told = unread(read(changed(form, DOCUMENTS_GRID, below), regime))
    assert [message for _, _, message in told] == [
        f"Dòng {row} có nội dung nằm ngoài các ô để điền nên chưa được đọc." for row in range(200, 220)
    ]


@pytest.mark.parametrize("column", ["value", "people", "numerator", "denominator"])
@pytest.mark.parametrize("after_row", [0, 1, -2])
def test_a_number_of_any_kind_in_a_row_inserted_anywhere_is_told_with_its_cell(form, regime, column, after_row):
    def inserted(sheet, grid):
        row = list(grid.rows.values())[after_row] + 2
        sheet.insert_rows(row)
        sheet.cell(row, grid.columns[column] + 1).value = 12

    before = said(read(form, regime))
    after = read(changed(form, INDICATORS_GRID, inserted), regime)
    ((cell, raw, _),) = unread(after)
    book = openpyxl.load_workbook(form)
    assert (said(after), raw, book[grid_of(book, INDICATORS_GRID).sheet][cell].value) == (before, "12", 12)


def test_a_row_whose_code_was_cleared_is_read_by_its_key_and_not_told_to_be_of_none(form, regime):
    """Read by its keys alone, as where the form's regime is not known."""

    def cleared(sheet, grid):
        row = grid.rows[next(code for code in regime.indicator if code in grid.rows)]
        sheet.cell(row + 1, grid.columns["code"] + 1).value = None

    before = said(read(form, regime))
    after = read_form(changed(form, INDICATORS_GRID, cleared), file="f", channel="Biểu mẫu")
    assert (said(after), rules(after)) == (before, {"form_key_differs"})


def test_of_two_sheets_of_a_kind_the_first_is_read_and_the_other_told(form, regime):
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    copy = book.copy_worksheet(book[grid.sheet])
    for row in grid.rows.values():
        copy.cell(row + 1, grid.columns["value"] + 1).value = "khác"
    before = said(read(form, regime))
    book.save(form)
    after = read(form, regime)
    assert (said(after), [(f.rule, f.severity) for f in after.findings]) == (before, [("form_sheet_twice", "error")])


# --- what nobody reads ------------------------------------------------------------------------------------------------


def right_of_the_table(sheet: Worksheet, grid: Grid) -> str:
    row = next(iter(grid.lines), None) or list(grid.rows.values())[1]
    return sheet.cell(row + 1, max(grid.columns.values()) + 3).coordinate


def above_the_headers(sheet: Worksheet, grid: Grid) -> str:
    return sheet.cell(
        3, max(grid.columns[key] for key in ("value", "title", "name", "text") if key in grid.columns) + 1
    ).coordinate


def below_the_table(sheet: Worksheet, grid: Grid) -> str:
    column = next(key for key in ("value", "number", "name", "text") if key in grid.columns)
    return sheet.cell(max(grid.rows.values()) + 4, grid.columns[column] + 1).coordinate


@pytest.mark.parametrize("place", [right_of_the_table, above_the_headers, below_the_table])
@pytest.mark.parametrize("kind", [INDICATORS_GRID, DOCUMENTS_GRID, PRACTICES_GRID, NARRATIVE_GRID])
def test_what_stands_outside_the_cells_to_fill_is_told(form, regime, kind, place):
    where = []

    def typed(sheet, grid):
        where.append(place(sheet, grid))
        sheet[where[0]] = "12 lớp"

    before = said(read(form, regime))
    after = read(changed(form, kind, typed), regime)
    assert said(after) == before
    assert [(cell, raw) for cell, raw, _ in unread(after)] == [(where[0], "12 lớp")]


@pytest.mark.parametrize("kind", [INDICATORS_GRID, DOCUMENTS_GRID, PRACTICES_GRID])
def test_a_column_inserted_into_a_table_is_told(form, regime, kind):
    def inserted(sheet, grid):
        for merged in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(merged.coord)
        at = min(grid.columns[key] for key in ("value", "number", "name") if key in grid.columns) + 2
        sheet.insert_cols(at)
        sheet.cell((grid.lines[0] if grid.lines else grid.rows["2.1"]) + 1, at).value = "Ghi thêm"

    before = said(read(form, regime))
    after = read(changed(form, kind, inserted), regime)
    assert said(after) == before
    assert [raw for _, raw, _ in unread(after)] == ["Ghi thêm"]


def test_names_of_those_who_sign_are_nothing_odd(form, regime):
    def signed(sheet, grid):
        for column in ("name", "evidence"):
            sheet.cell(max(grid.rows.values()) + 4, grid.columns[column] + 1).value = "Người ký mẫu"

    assert read(changed(form, INDICATORS_GRID, signed), regime).findings == ()


def test_a_list_sorted_with_its_headers_is_told(form, regime):
    def to_the_top(sheet, grid):
        header, first = grid.rows["#header"] + 1, grid.lines[0] + 1
        for column in range(1, sheet.max_column + 1):
            one, other = sheet.cell(header, column), sheet.cell(first, column)
            one.value, other.value = other.value, one.value

    assert [raw for _, raw, _ in unread(read(changed(form, DOCUMENTS_GRID, to_the_top), regime))] == ["number 1"]


def test_a_number_in_the_row_of_a_heading_is_told(form, regime):
    def headed(sheet, grid):
        row = next(row for key, row in grid.rows.items() if key not in regime.indicator)
        sheet.cell(row + 1, grid.columns["value"] + 1).value = 12

    ((_, raw, message),) = unread(read(changed(form, INDICATORS_GRID, headed), regime))
    assert raw == "12" and "không phải chỉ số của báo cáo này" in message


def test_a_row_with_a_code_of_its_own_is_told(form, regime):
    def coded(sheet, grid):
        row = max(grid.rows.values()) + 2
        sheet.cell(row, grid.columns["code"] + 1).value = "9.9a"
        sheet.cell(row, grid.columns["value"] + 1).value = 5

    ((_, _, message),) = unread(read(changed(form, INDICATORS_GRID, coded), regime))
    assert "ghi mã “9.9a” không phải chỉ số của báo cáo này" in message


def test_results_under_the_name_of_another_unit_wait_for_a_yes(form, regime):
    other = regime.reporting_units()[1]

    def titled(sheet, grid):
        for row in sheet.iter_rows(max_row=8):
            for cell in row:
                if str(cell.value).startswith("Đơn vị báo cáo"):
                    cell.value = f"Đơn vị báo cáo: {other.name}"

    after = read(changed(form, INDICATORS_GRID, titled), regime)
    (told,) = after.findings
    assert (after.unit, after.sure) == (unit_of(regime), False)
    assert (told.rule, told.severity, told.raw) == ("form_other_unit", "warning", other.name)
    assert other.code in told.message and unit_of(regime) in told.message


@pytest.mark.parametrize("name", ["", "Đơn vị không có ở đây"])
def test_results_under_a_name_of_nobody_say_nothing_of_it(form, regime, name):
    def titled(sheet, grid):
        for row in sheet.iter_rows(max_row=8):
            for cell in row:
                if str(cell.value).startswith("Đơn vị báo cáo"):
                    cell.value = f"Đơn vị báo cáo: {name}"

    after = read(changed(form, INDICATORS_GRID, titled), regime)
    assert (after.sure, after.findings) == (True, ())


def test_a_copy_of_a_sheet_that_says_more_is_told(form, regime):
    before = said(read(form, regime))
    book = openpyxl.load_workbook(form)
    grid = grid_of(book, INDICATORS_GRID)
    copy = book.copy_worksheet(book[grid.sheet])
    copy.title = "Bản mới"
    copy[grid.address(next(code for code in grid.rows if code in regime.indicator), "evidence")] = "Số khác hẳn"
    copy.delete_rows(1)
    copy.delete_cols(1)
    book.save(form)
    after = read(form, regime)
    assert said(after) == before
    assert [(f.rule, f.severity, f.sheet) for f in after.findings] == [("form_unread", "warning", "Bản mới")]
