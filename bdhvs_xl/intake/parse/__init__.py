"""Parses a cell as typed into a value, an ambiguity with both readings, or a refusal with a hint.

Nothing is guessed silently. The meaning depends on the question: counts are whole numbers, so "2.610" people are 2610;
the same text as a percentage is ambiguous.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import no_value_phrases
from bdhvs_xl.intake.parse.not_a_number import non_number_fault
from bdhvs_xl.intake.parse.number_tokens import number_text
from bdhvs_xl.intake.parse.parse_counts import (
    parse_count,
    parse_count_and_people,
    parse_fraction,
    parse_names_count,
    parse_percent,
)
from bdhvs_xl.intake.parse.parse_numbers import MAX_COUNT, NOT_A_SHARE
from bdhvs_xl.intake.parse.parsed_value import ParsedValue, ambiguity_doubt, refused_value
from bdhvs_xl.intake.submission import RawCell
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, NUMBER_COLUMNS, YES_NO
from bdhvs_xl.regime.kinds import KINDS, Kind

__all__ = ["ParsedValue", "as_typed", "understand"]

_ERROR = re.compile(r"\s*(#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!)|Err:[0-9]{3})\s*", re.IGNORECASE)
_APART = re.compile(r"(?<=\d)\s*[\n\r\t\v\f\x85\u2028\u2029]\s*(?=\d)")
_Reader = Callable[[str, str], ParsedValue]


def parse_value(raw: RawCell, kind: Kind, column: str) -> ParsedValue:
    """The parsed value of `raw` in `column` of an indicator of `kind`; never raises, whatever was typed."""
    reader = _READERS.get((kind, column), _free)
    if type(raw) is str and len(raw) < 9 and raw.isascii() and raw.isdigit() and reader in _COUNTING:
        return ParsedValue(float(raw))
    if isinstance(raw, str) and (error := _ERROR.fullmatch(raw)):
        return refused_value(error[1], ("ô đang báo lỗi công thức", "Xóa công thức và gõ kết quả."))
    if reader is _free:
        return ParsedValue(as_typed(raw) or None)
    if isinstance(raw, str):
        text = vi.plain(raw if raw.isprintable() else _APART.sub("; ", raw))
        return _read(text, reader, column) if text else ParsedValue()
    return ParsedValue() if raw is None else _cell(raw, reader, column)


def as_typed(raw: RawCell) -> str:
    """The cell as text: dates as 17/5/2026, numbers with a decimal comma, TRUE as Có; "" when blank."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return no_value_phrases.YES if raw else no_value_phrases.NO
    if isinstance(raw, int | float):
        return f"{raw:.15g}".replace(".", ",")
    return vi.format_date(raw) if isinstance(raw, date) else vi.nfc(str(raw)).strip()


def _read(text: str, reader: _Reader, column: str) -> ParsedValue:
    if text.startswith("="):
        return refused_value(
            text,
            (
                "ô chứa công thức chưa tính",
                "Gõ kết quả của phép tính, hoặc mở tệp bằng Excel cho tính xong rồi lưu lại.",
            ),
        )
    if reader in _NUMERIC and (fault := non_number_fault(text)):
        return refused_value(text, fault)
    return reader(text, column)


# --- cells that a spreadsheet program turned into something else ------------------------------------------------------


def _cell(raw: RawCell, reader: _Reader, column: str) -> ParsedValue:
    """A cell with a number, a boolean, a date or a time instead of text."""
    if isinstance(raw, bool) and reader is not _yes_no:
        return refused_value(as_typed(raw), ("cần một con số", "Gõ số, ví dụ 12."))
    if not isinstance(raw, int | float):
        return _turned(raw)
    if reader in (_yes_no, _answer) or not math.isfinite(raw) or raw < 0:
        return reader(as_typed(raw), column)
    return _share_cell(float(raw)) if reader is parse_percent else _count_cell(float(raw))


def _turned(raw: RawCell) -> ParsedValue:
    """A fraction such as 3/5 that became a date, or 3:5 that became a time: what was typed is lost."""
    cure = "Gõ lại con số; nếu là phân số thì ghi tử số và mẫu số vào hai ô."
    if not isinstance(raw, date):
        return refused_value(as_typed(raw), ("phần mềm đã đổi nội dung ô thành giờ", cure))
    either_way = f"{raw.day}/{raw.month} hoặc {raw.month}/{raw.day}"
    return refused_value(as_typed(raw), (f"phần mềm đã đổi nội dung ô thành ngày, có thể lúc gõ là {either_way}", cure))


def _count_cell(number: float) -> ParsedValue:
    whole = float(round(number))
    if abs(number - whole) < 1e-9:
        return ParsedValue(whole) if whole < MAX_COUNT else parse_count(as_typed(number), "")
    thousand = round(number * 1000, 6)
    if not thousand.is_integer() or not 1 < number < 1000:
        return refused_value(as_typed(number), ("cần số nguyên", "Gõ lại số nguyên."))
    meant = f"Gõ lại số nguyên (gõ {thousand:.0f} nếu ý là {number_text(thousand)})."
    return refused_value(as_typed(number), ("cần số nguyên", meant))._replace(choices=(thousand, number))


def _share_cell(number: float) -> ParsedValue:
    """A percentage from a number cell: 0.9 may be 90 % (a cell with percent format) or 0,9 %, which the value does not
    tell.
    """
    if number > 100:
        return refused_value(as_typed(number), NOT_A_SHARE)
    if not 0 < number <= 1:
        return ParsedValue(number)
    taken = round(number * 100, 10)
    doubt = ambiguity_doubt(as_typed(number), f"{number_text(taken)} %", f"{number_text(number)} %")
    return ParsedValue(taken, doubt=doubt, choices=(taken, number))


# --- yes or no, answers, free text ------------------------------------------------------------------------------------


def _yes_no(text: str, column: str) -> ParsedValue:
    if text in YES_NO:
        return ParsedValue(text)
    if answer := no_value_phrases.no_value_answer(text):
        return ParsedValue(answer=answer)
    said, certain = no_value_phrases.yes_or_no(text)
    if not said:
        cure = "Chọn Có hoặc Không; phần còn lại ghi ở cột Minh chứng."
        return refused_value(text, ("chưa rõ là Có hay Không", cure))
    other = no_value_phrases.NO if said == no_value_phrases.YES else no_value_phrases.YES
    return ParsedValue(said, doubt="" if certain else ambiguity_doubt(text, said, other))


def _answer(text: str, column: str) -> ParsedValue:
    if answer := no_value_phrases.no_value_answer(text):
        return ParsedValue(answer)
    return refused_value(text, ("không có trong danh sách chọn", f"Chọn một trong: {', '.join(NO_VALUE_ANSWERS)}."))


def _free(text: str, column: str) -> ParsedValue:
    return ParsedValue(text)


_PAIRED = KINDS[Kind.COUNT_PEOPLE]
_EVERY_KIND: Mapping[str, _Reader] = {
    "answer": _answer,
    "percent": parse_percent,
    **dict.fromkeys(NUMBER_COLUMNS, parse_count),
}
_OF_KIND: Mapping[Kind, Mapping[str, _Reader]] = {
    Kind.YES_NO: {"value": _yes_no},
    Kind.COUNT: {},
    Kind.COUNT_PEOPLE: dict.fromkeys((*_PAIRED.columns, *_PAIRED.columns_when_repeating), parse_count_and_people),
    Kind.RATIO: {"numerator": parse_fraction, "denominator": parse_fraction, "value": parse_percent},
    Kind.NAMES: {"value": parse_names_count},
    Kind.TEXT: {"value": _free},
}
"""Who reads the columns in which a kind is not read as every kind."""
_READERS: Mapping[tuple[Kind, str], _Reader] = {
    (kind, column): reader for kind, own in _OF_KIND.items() for column, reader in {**_EVERY_KIND, **own}.items()
}
"""Who reads which column of which kind; every other cell is free text."""

_COUNTING = frozenset((parse_count, parse_names_count, parse_count_and_people, parse_fraction))
_NUMERIC = _COUNTING | {parse_percent}
