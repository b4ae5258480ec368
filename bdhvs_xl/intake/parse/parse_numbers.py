"""Parses a single number of a text, whole or percentage, with its doubt or fault."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bdhvs_xl.intake.parse import no_value_phrases
from bdhvs_xl.intake.parse.number_tokens import NumberToken, TokenLine, number_text
from bdhvs_xl.intake.parse.parsed_value import Fault, ParsedValue, ambiguity_doubt, quote_typed, refused_value

MAX_COUNT = 1_000_000_000
"""Counts from here on are telephone numbers or two numbers run together."""

_PHONE = re.compile(r"0[0-9. ]{8,}")
_SHORT = re.compile(r" ?(?:k|tr|m)\b")
_LETTER_FOR_DIGIT = re.compile(r"[oil](?![^\W\d_])")
_SCIENTIFIC = re.compile(r"e[+-]?")
_TIMES = re.compile(r"\s*[x×*]\s*|.*\b(?:mỗi|bình quân|trung bình)\b.*|.* [x×] ")
_RATE = re.compile(r".*/ ?(?:lớp|buổi|ngày|tháng)\b.*")
_RANGE = re.compile(r"\s*(?:[-–—−~→]|->)\s*|.*\b(?:đến|tới)\b.*")
_MINUS = ("-", "−", "–")
_LONG_TAIL = 8
"""More words than this beside a number say something that only a person can weigh."""

_NEGATIVE: Fault = ("số không thể âm", "Bỏ dấu gạch trước số.")
_NO_DIGITS: Fault = ("không có chữ số nào", "Ghi bằng chữ số, ví dụ 12; nếu không có số, chọn ở cột “Nếu không có số”.")
_UNREADABLE: Fault = ("không đọc được số", "Ghi số liền nhau, ví dụ 2610; phần lẻ sau dấu phẩy, ví dụ 7,6.")
_ONLY_A_MARK: Fault = ("chưa rõ là 0 hay chưa có số liệu", "Ghi 0, hoặc chọn ở cột “Nếu không có số”.")
NOT_A_SHARE: Fault = ("tỉ lệ phải từ 0 đến 100", "Ghi tỉ lệ phần trăm, ví dụ 7,6; số lượng ghi ở tử số và mẫu số.")


class Amount(NamedTuple):
    """The value of one number token; meaningless with a `fault`. `choices` as in ParsedValue."""

    value: float = 0.0
    doubt: str = ""
    choices: tuple[()] | tuple[float, float] = ()
    fault: Fault | None = None


def parse_whole(text: str, figure: NumberToken) -> Amount:
    """The token as a count of things or people."""
    if fault := _misspelt(figure):
        return Amount(fault=fault)
    if figure.percent:
        return Amount(fault=("cần số lượng, không phải tỉ lệ", "Ghi số lượng, ví dụ 12."))
    wholes = [reading for reading in figure.readings if reading.is_integer()]
    if not wholes:
        return Amount(fault=("cần số nguyên", "Ghi số nguyên, không có phần lẻ, ví dụ 12."))
    taken = wholes[0] if figure.scaled else max(wholes)
    if taken >= MAX_COUNT or _PHONE.fullmatch(figure.typed):
        return Amount(fault=("số quá lớn, có thể là số điện thoại hoặc hai số dính nhau", "Ghi lại số lượng."))
    rivals = wholes if figure.scaled else figure.readings[:1]
    other = next((rival for rival in rivals if rival != taken), taken)
    return Amount(taken) if other == taken else _one_of(text, taken, other)


def parse_share(text: str, figure: NumberToken) -> Amount:
    """The token as a percentage from 0 to 100; ambiguous up to 1 without % sign, which may be a fraction of 1."""
    if fault := _misspelt(figure):
        return Amount(fault=fault)
    possible = [reading for reading in figure.readings if reading <= 100]
    if not possible:
        return Amount(fault=NOT_A_SHARE)
    taken, customary = possible[0], figure.readings[0]
    if figure.percent:
        return Amount(taken)
    if taken != customary:
        return _one_of(text, taken, customary)
    return _one_of(text, taken, round(taken * 100, 10), " %") if 0 < taken <= 1 else Amount(taken)


def _one_of(text: str, taken: float, other: float, sign: str = "") -> Amount:
    return Amount(taken, ambiguity_doubt(text, number_text(taken) + sign, number_text(other) + sign), (taken, other))


def parse_single_number(text: str, found: TokenLine, amount: Callable[[str, NumberToken], Amount]) -> ParsedValue:
    """The only number of the text, with its qualifier, and a doubt when the words beside it may matter."""
    if fault := _fault(text, found):
        return refused_value(text, fault)
    value, doubt, choices, fault = amount(text, found.figures[0])
    if fault:
        return refused_value(text, fault)
    words = ignored_words_doubt(text, found, number_text(value))
    return ParsedValue(value, found.qualifier, doubt or words, choices=() if words else choices)


def ignored_words_doubt(text: str, found: TokenLine, taken: str) -> str:
    """The doubt about words beside the numbers; "" when they only name the thing counted."""
    after = found.figures[-1].after
    lessened = taken != "0" and no_value_phrases.has_exclusion(after)
    if found.known and not lessened and not no_value_phrases.is_provisional(after) and len(after.split()) <= _LONG_TAIL:
        return ""
    taken_as = f"{quote_typed(text)} đang hiểu là {taken}, các chữ đi kèm không được tính đến."
    return f"{taken_as} Chỉ ghi con số đúng, không kèm chữ."


def several_numbers_fault(found: TokenLine) -> Fault:
    """Why two or more numbers cannot be read as one, and the hint."""
    between = found.figures[0].after
    if found.before.endswith(_MINUS):
        return _NEGATIVE
    if _SCIENTIFIC.fullmatch(between):
        return "số viết dạng rút gọn đã mất chữ số", "Ghi đủ các chữ số, ví dụ 100000."
    if is_range(found):
        return "đây là một khoảng", "Ghi một con số."
    if is_multiplied(found):
        return "đây là một phép nhân hoặc số bình quân", "Ghi tổng số."
    if between.strip() == "+":
        return "đây là một phép cộng", "Ghi tổng số."
    return "có nhiều số trong một ô", "Mỗi ô chỉ ghi một số; phần còn lại ghi ở cột Minh chứng hoặc Lý do/ghi chú."


def is_range(found: TokenLine) -> bool:
    """Whether the first two figures are the ends of a range, "12-15", or the first is negative."""
    return found.before.endswith(_MINUS) or _RANGE.fullmatch(found.figures[0].after) is not None


def is_multiplied(found: TokenLine) -> bool:
    """Whether the numbers are a product or a rate: "12 lớp x 30 người", "30 người/lớp"."""
    return _TIMES.fullmatch(found.figures[0].after) is not None or _RATE.fullmatch(found.figures[1].after) is not None


def _fault(text: str, found: TokenLine) -> Fault | None:
    """Why the text is not one number, and the hint; None when it is."""
    if not found.figures:
        return _NO_DIGITS if len(text) > 1 and any(map(str.isalnum, text)) else _ONLY_A_MARK
    if len(found.figures) > 1:
        return several_numbers_fault(found)
    if found.before.endswith(_MINUS):
        return _NEGATIVE
    return None


def _misspelt(figure: NumberToken) -> Fault | None:
    """Why the token is not a number, and the hint; None when it is."""
    if _LETTER_FOR_DIGIT.match(figure.after):
        return "có chữ cái lẫn trong số (o, i, l thay cho 0, 1)", "Gõ lại bằng chữ số."
    if _SHORT.match(figure.after):
        return "số viết tắt", "Ghi đủ các chữ số, ví dụ 5000."
    return None if figure.readings else _UNREADABLE
