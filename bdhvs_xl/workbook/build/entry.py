"""The grid of indicators in which a unit's answers are entered: the form's `Kết quả` and the master's unit sheets.

Both have the same hidden keys, header, rows, input messages and dropdowns. What differs, each hands in: what stands
above the grid, which indicators are asked for, and the status column.
"""

from collections.abc import Callable, Iterator, Mapping

from xlsxwriter.format import Format

from bdhvs_xl import vi
from bdhvs_xl.regime.records import Group, Indicator, Regime
from bdhvs_xl.workbook import entry_formulas as formulas
from bdhvs_xl.workbook.book import Formula
from bdhvs_xl.workbook.build.heights import height
from bdhvs_xl.workbook.build.sheet import Sheet, choices, fill_row, message, put, write_keys
from bdhvs_xl.workbook.doers import doers
from bdhvs_xl.workbook.entry_formulas import COLUMN
from bdhvs_xl.workbook.layout import ENTRY_COLUMNS, NO_VALUE_ANSWERS, NUMBER_COLUMNS, YES_NO
from bdhvs_xl.workbook.words import COLUMN_NAMES

WIDTHS: Mapping[str, float] = {
    "code": 5.5, "name": 40, "unit": 10, "value": 9, "people": 9, "numerator": 9, "denominator": 9, "percent": 8,
    "answer": 13, "understood": 14, "evidence": 38, "explanation": 18, "status": 12,
}  # fmt: skip

Status = Callable[[Indicator, int], Formula | str]
"""What the status column holds for an indicator in a one-based row."""

_LEAST_HEIGHT, _INDENT = 36, 1.3
LAST_PRINTED_COLUMN = COLUMN["explanation"]

_HOW_TO_TYPE = "Ghi bằng chữ số, ví dụ 2610 hoặc 2.610. Không có số thì để trống và chọn ở cột “Nếu không có số”."
_WHEN_NO_ANSWER = "Chỉ chọn khi không có số để ghi."
_ANY_EVIDENCE = "Ghi tên văn bản, tài liệu làm căn cứ (nếu có)."
_WHEN_TO_EXPLAIN = "Nêu lý do khi số tăng, giảm bất thường, hoặc điều cần nói rõ về số đã ghi."


def write_grid(sheet: Sheet, marker: str, top: int, regime: Regime, asked: frozenset[str], status: Status) -> int:
    """The zero-based last row of the grid, written with its keys, from its header in row `top` on.

    Indicators whose codes are not in `asked` are greyed and locked.
    """
    write_keys(sheet, marker, COLUMN)
    _write_header(sheet, top)
    row = top
    for row, part in enumerate(_parts(regime), top + 1):
        if isinstance(part, Group):
            _write_group(sheet, row, part)
        else:
            _write_question(sheet, row, part, what_is_asked(regime, part))
            (_write_inputs if part.code in asked else _write_closed)(sheet, row, part)
            put(sheet, row, COLUMN["status"], status(part, row + 1), _box(sheet, "size10", "center", "wrap"))
    sheet.on.ignore_errors({"number_stored_as_text": f"A1:{formulas.cell('status', row + 1)}"})
    return row


def colour_words(sheet: Sheet, area: tuple[int, int, int, int], looks: Mapping[str, str]) -> None:
    """Colour the cells of an area by the word they hold, e.g. {"Lỗi": "bad"}; looks are traits of `styles`."""
    for word, look in looks.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": sheet.styles(look)}
        sheet.on.conditional_format(*area, rule)


def what_is_asked(regime: Regime, indicator: Indicator) -> str:
    """The small lines under an indicator's name: what each number is, such as `Tử số: số thôn đã tổ chức`.

    Of a task also by when and by whom it is to be done.
    """
    labels = [(COLUMN_NAMES[key], indicator.labels[key]) for key in indicator.columns if indicator.labels.get(key)]
    alone = indicator.columns == ("value",)
    asked = [label if alone else f"{name}: {label}" for name, label in labels]
    asked += [f"Thời hạn: {vi.format_date(indicator.due)}"] if indicator.due else []
    asked += [f"Đơn vị thực hiện: {doers(regime, indicator)}"] if indicator in regime.tasks else []
    return "\n".join([*asked, *([] if indicator.required else ["(Không bắt buộc)"])])


def _parts(regime: Regime) -> Iterator[Group | Indicator]:
    for group in regime.groups:
        yield group
        yield from (i for i in regime.indicators if i.group == group.code)


def _write_header(sheet: Sheet, row: int) -> None:
    sheet.on.set_row(row, 32)
    for key, column in COLUMN.items():
        sheet.on.set_column(column, column, WIDTHS[key], None, {"hidden": key == "understood"})
        put(sheet, row, column, COLUMN_NAMES[key], sheet.styles("official", "size11", "official_head", "box"))


def _write_group(sheet: Sheet, row: int, group: Group) -> None:
    look = sheet.styles("official", "size12", "group", "under")
    sheet.on.set_row(row, 22)
    sheet.on.write_string(row, 0, group.code)
    fill_row(sheet, row, COLUMN["code"], COLUMN["status"], look)
    put(sheet, row, COLUMN["code"], group.code, sheet.styles("official", "size12", "group", "under", "center"))
    put(sheet, row, COLUMN["name"], group.name, look)


def _write_question(sheet: Sheet, row: int, indicator: Indicator, small: str) -> None:
    sheet.on.set_row(row, _question_height(indicator, small))
    sheet.on.write_string(row, 0, indicator.code)
    put(sheet, row, COLUMN["code"], indicator.code, _box(sheet, "center", "text"))
    put(sheet, row, COLUMN["unit"], indicator.unit, _box(sheet, "center", "wrap"))
    _write_name(sheet, row, indicator.name, small)
    put(sheet, row, COLUMN["understood"], "", _box(sheet, "closed"))


def _question_height(indicator: Indicator, small: str) -> float:
    room = WIDTHS["name"] - _INDENT
    question = height(indicator.name, room, 11) + (height(small, room, 10) if small else 0)
    return max(question, height(indicator.unit, WIDTHS["unit"], 11), _LEAST_HEIGHT)


def _write_name(sheet: Sheet, row: int, name: str, small: str) -> None:
    if not small:
        put(sheet, row, COLUMN["name"], name, _box(sheet, "wrap", "left", "indent"))
        return
    usual, fine = sheet.styles("official", "size11"), sheet.styles("official", "size10", "italic", "grey")
    texts: list[Format | str] = [usual, name, fine, f"\n{small}"]
    sheet.on.write_rich_string(row, COLUMN["name"], *texts, _box(sheet, "wrap", "left", "indent"))


def _write_closed(sheet: Sheet, row: int, indicator: Indicator) -> None:
    for key in ENTRY_COLUMNS:
        _close(sheet, row, key)


def _write_inputs(sheet: Sheet, row: int, indicator: Indicator) -> None:
    for key in NUMBER_COLUMNS:
        _open_value(sheet, row, key, indicator) if key in indicator.columns else _close(sheet, row, key)
    _write_percent(sheet, row) if indicator.kind == "ratio" else _close(sheet, row, "percent")
    answers = choices(NO_VALUE_ANSWERS)
    _open(sheet, row, "answer", indicator, _WHEN_NO_ANSWER, answers, "center", "wrap")
    _open(sheet, row, "evidence", indicator, indicator.evidence or _ANY_EVIDENCE, _ANYTHING, "left", "wrap", "indent")
    _open(sheet, row, "explanation", indicator, _WHEN_TO_EXPLAIN, _ANYTHING, "left", "wrap", "indent")


def _open_value(sheet: Sheet, row: int, key: str, indicator: Indicator) -> None:
    label = indicator.labels.get(key) or indicator.unit
    match indicator.kind:
        case "yes_no":
            _open(sheet, row, key, indicator, f"{label}\nChọn Có hoặc Không.", choices(YES_NO), "center")
        case "text":
            _open(sheet, row, key, indicator, label, _ANYTHING, "left", "wrap", "indent")
        case _:
            _open(sheet, row, key, indicator, f"{label}\n{_HOW_TO_TYPE}", _ANYTHING, "right", "indent")


_ANYTHING: Mapping[str, object] = {"validate": "any"}


def _open(
    sheet: Sheet, row: int, key: str, indicator: Indicator, prompt: str, rule: Mapping[str, object], *traits: str
) -> None:
    """An input cell: light yellow, unlocked, text as typed, with a message telling what to type."""
    column = COLUMN[key]
    put(sheet, row, column, "", _box(sheet, "input", *traits))
    shown = message(f"{indicator.code} - {COLUMN_NAMES[key]}", prompt, f"Chỉ số {indicator.code}")
    sheet.on.data_validation(row, column, row, column, {**rule, **shown})


def _close(sheet: Sheet, row: int, key: str) -> None:
    put(sheet, row, COLUMN[key], "", _box(sheet, "closed"))


def _write_percent(sheet: Sheet, row: int) -> None:
    put(sheet, row, COLUMN["percent"], Formula(formulas.percent(row + 1)), _box(sheet, "computed", "right", "indent"))


def _box(sheet: Sheet, *traits: str) -> Format:
    return sheet.styles("official", "size11", "box", *traits)
