"""The grid in which a unit's answers are entered: the form's `Kết quả` and the master's unit sheets.

Both have the same hidden keys, header, rows, input messages and dropdowns. The caller supplies the differences: the
lines above the grid, the indicators asked for, and the formulas of the status column.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from xlsxwriter.format import Format

from bdhvs_xl import vi
from bdhvs_xl.master import entry_formulas as formulas
from bdhvs_xl.master.assignees import assignee_names
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.build.sheet_writer import Sheet, dropdown, fill_row, input_message, write_cell, write_keys
from bdhvs_xl.master.entry_formulas import EntryColumns
from bdhvs_xl.master.labels import COLUMN_NAMES, PEOPLE_IN_PERIOD, column_name
from bdhvs_xl.master.layout import ENTRY_COLUMNS, NO_VALUE_ANSWERS, NUMBER_COLUMNS, YES_NO
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import Group, Indicator, Regime

COLUMN_WIDTHS: Mapping[str, float] = {
    "code": 5.5, "name": 40, "unit": 10, "value": 9, "people": 9, "numerator": 9, "denominator": 9, "percent": 8,
    "answer": 13, "understood": 14, "evidence": 38, "explanation": 18, "status": 12,
}  # fmt: skip
PERIOD_COLUMN_WIDTHS: Mapping[str, float] = {
    **COLUMN_WIDTHS, "name": 36, "unit": 9, "in_period": 8, "people": 8, "previous": 9, "cumulative": 8,
    "cumulative_people": 8, "numerator": 8, "denominator": 8, "answer": 11, "evidence": 32, "explanation": 16,
}  # fmt: skip
"""In characters, in a regime that repeats, whose grid has more columns on the same paper."""

CellFunction = Callable[[Indicator, int], Formula | str]
"""What a column holds for an indicator in a one-based row."""


@dataclass(frozen=True, slots=True)
class GridCells:
    """The computed columns: status of a row, percentage of a ratio, how the form read its numbers.

    Without `understood` the column for it is hidden.
    """

    status: CellFunction
    percent: CellFunction
    understood: CellFunction | None = None


_LEAST_HEIGHT, _INDENT = 36, 1.3

_HOW_TO_TYPE = "Ghi bằng chữ số, ví dụ 2610 hoặc 2.610. Không có số thì để trống và chọn ở cột “Nếu không có số”."
_HOW_IT_ADDS_UP = (
    "Từ ngày {first} đến hết kỳ. Để trống nếu cột “{previous}” đã có số: chương trình tự cộng số trong kỳ. "
    "Ghi khác phép cộng thì nêu lý do."
)
_WHEN_NO_ANSWER = "Chỉ chọn khi không có số để ghi."
_ANY_EVIDENCE = "Ghi tên văn bản, tài liệu làm căn cứ (nếu có)."
_WHEN_TO_EXPLAIN = "Nêu lý do khi số tăng, giảm bất thường, hoặc điều cần nói rõ về số đã ghi."


@dataclass(frozen=True, slots=True)
class _Page:
    """The sheet being written, its regime, and the zero-based positions of its columns by key."""

    sheet: Sheet
    regime: Regime
    at: EntryColumns
    shown: GridCells

    @property
    def widths(self) -> Mapping[str, float]:
        """The width of every column in characters."""
        return PERIOD_COLUMN_WIDTHS if self.regime.repeats else COLUMN_WIDTHS


def write_indicator_grid(
    sheet: Sheet,
    marker: str,
    top: int,
    regime: Regime,
    asked: frozenset[str],
    shown: GridCells,
    earlier: Mapping[str, str],
) -> int:
    """Write the grid with its keys, header in row `top`; returns the zero-based last row.

    Indicators whose codes are not in `asked` are greyed and locked. `earlier` has the texts of the column `previous`
    by code, for regimes with that column.
    """
    page = _Page(sheet, regime, formulas.entry_column_positions(regime), shown)
    write_keys(sheet, marker, page.at)
    _write_header(page, top)
    row = top
    for row, part in enumerate(_parts(regime), top + 1):
        if isinstance(part, Group):
            _write_group(page, row, part)
        else:
            _write_question(page, row, part, question_details(regime, part))
            (_write_inputs if part.code in asked else _write_closed)(page, row, part)
            _write_earlier(page, row, part, earlier.get(part.code, ""))
            write_cell(
                sheet, row, page.at["status"], shown.status(part, row + 1), _box(page, "size10", "center", "wrap")
            )
    sheet.on.ignore_errors({"number_stored_as_text": f"A1:{formulas.entry_cell('status', row + 1, page.at)}"})
    return row


def colour_by_label(sheet: Sheet, area: tuple[int, int, int, int], looks: Mapping[str, str]) -> None:
    """Colour the cells of an area by their label, e.g. {"Lỗi": "bad"}; `looks` are traits of `styles` by label."""
    for word, look in looks.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": sheet.styles(look)}
        sheet.on.conditional_format(*area, rule)


def question_details(regime: Regime, indicator: Indicator) -> str:
    """The small lines under an indicator's name: the meaning of each number, such as `Tử số: số thôn đã tổ chức`.

    For a task also its due date and the units that do it.
    """
    labels = [(column_name(indicator, key), label) for key in indicator.columns if (label := indicator.label(key))]
    alone = len(indicator.columns) == 1 + len(indicator.cumulative)
    asked = [label if alone else f"{name}: {label}" for name, label in labels]
    asked += [f"Thời hạn: {vi.format_date(indicator.due)}"] if indicator.due else []
    asked += [f"Đơn vị thực hiện: {assignee_names(regime, indicator)}"] if indicator in regime.tasks else []
    return "\n".join([*asked, *([] if indicator.required else ["(Không bắt buộc)"])])


def indicator_row_numbers(regime: Regime, top: int) -> dict[str, int]:
    """The one-based row of every indicator by code, in a grid with its header in row `top`."""
    return {part.code: row + 1 for row, part in enumerate(_parts(regime), top + 1) if isinstance(part, Indicator)}


def _parts(regime: Regime) -> Iterator[Group | Indicator]:
    for group in regime.groups:
        yield group
        yield from (i for i in regime.indicators if i.group == group.code)


def _write_header(page: _Page, row: int) -> None:
    page.sheet.on.set_row(row, 46 if page.regime.repeats else 32)
    look = page.sheet.styles("official", "size11", "official_head", "box")
    for key, column in page.at.items():
        unread = key == "understood" and page.shown.understood is None
        hidden = unread or (page.regime.repeats and not _is_used(page.regime, key))
        page.sheet.on.set_column(column, column, page.widths[key], None, {"hidden": hidden})
        name = PEOPLE_IN_PERIOD if page.regime.repeats and key == "people" else COLUMN_NAMES[key]
        write_cell(page.sheet, row, column, name, look)


def _is_used(regime: Regime, key: str) -> bool:
    """Whether any indicator uses a column of numbers; True for all other columns."""
    if key not in (*NUMBER_COLUMNS, "percent"):
        return True
    return any(key in i.result_columns for i in regime.indicators)


def _write_group(page: _Page, row: int, group: Group) -> None:
    look = page.sheet.styles("official", "size12", "group", "under")
    page.sheet.on.set_row(row, 22)
    page.sheet.on.write_string(row, 0, group.code)
    fill_row(page.sheet, row, page.at["code"], page.at["status"], look)
    middle = page.sheet.styles("official", "size12", "group", "under", "center")
    write_cell(page.sheet, row, page.at["code"], group.code, middle)
    write_cell(page.sheet, row, page.at["name"], group.name, look)


def _write_question(page: _Page, row: int, indicator: Indicator, small: str) -> None:
    page.sheet.on.set_row(row, _question_height(page, indicator, small))
    page.sheet.on.write_string(row, 0, indicator.code)
    write_cell(page.sheet, row, page.at["code"], indicator.code, _box(page, "center", "text"))
    write_cell(page.sheet, row, page.at["unit"], indicator.unit, _box(page, "center", "wrap"))
    _write_name(page, row, indicator.name, small)
    read = page.shown.understood(indicator, row + 1) if page.shown.understood else ""
    write_cell(
        page.sheet, row, page.at["understood"], read, _box(page, "size10", "computed" if read else "closed", "wrap")
    )


def _question_height(page: _Page, indicator: Indicator, small: str) -> float:
    room = page.widths["name"] - _INDENT
    question = text_height(indicator.name, room, 11) + (text_height(small, room, 10) if small else 0)
    return max(question, text_height(indicator.unit, page.widths["unit"], 11), _LEAST_HEIGHT)


def _write_name(page: _Page, row: int, name: str, small: str) -> None:
    if not small:
        write_cell(page.sheet, row, page.at["name"], name, _box(page, "wrap", "left", "indent"))
        return
    usual, fine = page.sheet.styles("official", "size11"), page.sheet.styles("official", "size10", "italic", "grey")
    texts: list[Format | str] = [usual, name, fine, f"\n{small}"]
    page.sheet.on.write_rich_string(row, page.at["name"], *texts, _box(page, "wrap", "left", "indent"))


def _write_closed(page: _Page, row: int, indicator: Indicator) -> None:
    for key in ENTRY_COLUMNS:
        if key in page.at:
            _close(page, row, key)


def _write_inputs(page: _Page, row: int, indicator: Indicator) -> None:
    for key in NUMBER_COLUMNS:
        if key in page.at:
            _open_value(page, row, key, indicator) if key in indicator.columns else _close(page, row, key)
    _write_percent(page, row, indicator) if indicator.kind.is_ratio else _close(page, row, "percent")
    answers = dropdown(NO_VALUE_ANSWERS)
    _open(page, row, "answer", indicator, _WHEN_NO_ANSWER, answers, "center", "wrap")
    _open(page, row, "evidence", indicator, indicator.evidence or _ANY_EVIDENCE, _ANYTHING, "left", "wrap", "indent")
    _open(page, row, "explanation", indicator, _WHEN_TO_EXPLAIN, _ANYTHING, "left", "wrap", "indent")


def _open_value(page: _Page, row: int, key: str, indicator: Indicator) -> None:
    label = indicator.label(key) or indicator.unit
    if key in indicator.cumulative:
        _open(page, row, key, indicator, _how_it_adds_up(page.regime), _ANYTHING, "right", "indent")
        return
    match indicator.kind.code:
        case Kind.YES_NO:
            _open(page, row, key, indicator, f"{label}\nChọn Có hoặc Không.", dropdown(YES_NO), "center")
        case Kind.TEXT:
            _open(page, row, key, indicator, label, _ANYTHING, "left", "wrap", "indent")
        case Kind.COUNT | Kind.COUNT_PEOPLE | Kind.RATIO | Kind.NAMES:
            _open(page, row, key, indicator, f"{label}\n{_HOW_TO_TYPE}", _ANYTHING, "right", "indent")
        case other:
            assert_never(other)


_ANYTHING: Mapping[str, object] = {"validate": "any"}


def _how_it_adds_up(regime: Regime) -> str:
    first = vi.format_date(regime.cumulative_from or regime.period_from)
    return _HOW_IT_ADDS_UP.format(first=first, previous=COLUMN_NAMES["previous"])


def _open(
    page: _Page, row: int, key: str, indicator: Indicator, prompt: str, rule: Mapping[str, object], *traits: str
) -> None:
    """An input cell: light yellow, unlocked, text as typed, with a message telling what to type."""
    column = page.at[key]
    write_cell(page.sheet, row, column, "", _box(page, "input", *traits))
    shown = input_message(f"{indicator.code} - {column_name(indicator, key)}", prompt, f"Chỉ số {indicator.code}")
    page.sheet.on.data_validation(row, column, row, column, {**rule, **shown})


def _close(page: _Page, row: int, key: str) -> None:
    write_cell(page.sheet, row, page.at[key], "", _box(page, "closed"))


def _write_percent(page: _Page, row: int, indicator: Indicator) -> None:
    look = _box(page, "computed", "right", "indent")
    write_cell(page.sheet, row, page.at["percent"], page.shown.percent(indicator, row + 1), look)


def _write_earlier(page: _Page, row: int, indicator: Indicator, text: str) -> None:
    """What had been done up to the period: shown, never typed here."""
    if "previous" in page.at:
        look = ("computed", "text", "right", "indent") if indicator.repeats else ("closed",)
        write_cell(page.sheet, row, page.at["previous"], text if indicator.repeats else "", _box(page, *look))


def _box(page: _Page, *traits: str) -> Format:
    return page.sheet.styles("official", "size11", "box", *traits)
