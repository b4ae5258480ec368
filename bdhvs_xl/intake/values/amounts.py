"""One number out of a text: whole or percentage, with the doubt or the fault that the text gives cause for."""

import re
from collections.abc import Callable
from typing import NamedTuple

from bdhvs_xl.intake.values import phrases
from bdhvs_xl.intake.values.numerals import Figure, Line, shown
from bdhvs_xl.intake.values.reading import Fault, Reading, either, quoted, refused

LARGEST = 1_000_000_000
"""Counts from here on are telephone numbers or two numbers run together."""

_PHONE = re.compile(r"0[0-9. ]{8,}")
_DATE = re.compile(r"(?:ngày )?[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}(?:[0-9]{2})?")
_SHORT = re.compile(r" ?(?:k|tr|m)\b")
_LETTER_FOR_DIGIT = re.compile(r"[oil](?![^\W\d_])")
_SCIENTIFIC = re.compile(r"e[+-]?")
_RANGE = re.compile(r"\s*(?:[-–—−~→]|->)\s*|.*\b(?:đến|tới)\b.*")
_MINUS = ("-", "−", "–")
_LONG_TAIL = 8
"""More words than this beside a number say something that only a person can weigh."""

_NEGATIVE: Fault = ("số không thể âm", "Bỏ dấu gạch trước số.")
_NO_DIGITS: Fault = ("không có chữ số nào", "Ghi bằng chữ số, ví dụ 12; nếu không có số, chọn ở cột “Nếu không có số”.")
_ONLY_A_MARK: Fault = ("chưa rõ là 0 hay chưa có số liệu", "Ghi 0, hoặc chọn ở cột “Nếu không có số”.")
NOT_A_SHARE: Fault = ("tỉ lệ phải từ 0 đến 100", "Ghi tỉ lệ phần trăm, ví dụ 7,6; số lượng ghi ở tử số và mẫu số.")


class Amount(NamedTuple):
    """What one figure comes to; with a `fault` the value means nothing."""

    value: float = 0.0
    doubt: str = ""
    fault: Fault | None = None


def whole(text: str, figure: Figure) -> Amount:
    """The figure as a count of things or people."""
    if figure.percent:
        return Amount(fault=("cần số lượng, không phải tỉ lệ", "Ghi số lượng, ví dụ 12."))
    wholes = [reading for reading in figure.readings if reading.is_integer()]
    if not wholes:
        return Amount(fault=("cần số nguyên", "Ghi số nguyên, không có phần lẻ, ví dụ 12."))
    taken, customary = max(wholes), figure.readings[0]
    if taken >= LARGEST or _PHONE.fullmatch(figure.typed):
        return Amount(fault=("số quá lớn, có thể là số điện thoại hoặc hai số dính nhau", "Ghi lại số lượng."))
    return Amount(taken, "" if taken == customary else either(text, shown(taken), shown(customary)))


def share(text: str, figure: Figure) -> Amount:
    """The figure as a percentage from 0 to 100; up to 1 without a % sign it may be a fraction of one."""
    possible = [reading for reading in figure.readings if reading <= 100]
    if not possible:
        return Amount(fault=NOT_A_SHARE)
    taken, customary = possible[0], figure.readings[0]
    if taken != customary:
        return Amount(taken, either(text, shown(taken), shown(customary)))
    if 0 < taken <= 1 and not figure.percent:
        return Amount(taken, either(text, f"{shown(taken)} %", f"{shown(taken * 100)} %"))
    return Amount(taken)


def only(text: str, found: Line, amount: Callable[[str, Figure], Amount]) -> Reading:
    """The text's one number, with its qualifier, and a doubt when the words beside it may matter."""
    if fault := _fault(text, found):
        return refused(text, fault)
    value, doubt, fault = amount(text, found.figures[0])
    if fault:
        return refused(text, fault)
    return Reading(value, found.qualifier, doubt or beside(text, found, shown(value)))


def beside(text: str, found: Line, taken: str) -> str:
    """The doubt that the words beside the numbers give cause for, "" when they only name what is counted."""
    after = found.figures[-1].after
    if found.known and not phrases.unclear(after) and len(after.split()) <= _LONG_TAIL:
        return ""
    return f"{quoted(text)} đang hiểu là {taken}, các chữ đi kèm không được tính đến. Ghi lại cho rõ."


def several(found: Line) -> Fault:
    """Why two or more numbers cannot be taken as one, and the cure."""
    between = found.figures[0].after
    if found.before.endswith(_MINUS):
        return _NEGATIVE
    if _SCIENTIFIC.fullmatch(between):
        return "số viết dạng rút gọn đã mất chữ số", "Ghi đủ các chữ số, ví dụ 100000."
    if is_range(found):
        return "đây là một khoảng", "Ghi một con số."
    if between.strip() == "+":
        return "đây là một phép cộng", "Ghi tổng số."
    return "có nhiều số trong một ô", "Mỗi ô chỉ ghi một số; phần còn lại ghi ở cột Minh chứng hoặc Lý do/ghi chú."


def is_range(found: Line) -> bool:
    """Whether the first two figures are the ends of a range, "12-15", or the first is negative."""
    return found.before.endswith(_MINUS) or _RANGE.fullmatch(found.figures[0].after) is not None


def _fault(text: str, found: Line) -> Fault | None:
    """Why the text is not one number, and the cure."""
    if not found.figures:
        return _NO_DIGITS if len(text) > 1 and any(map(str.isalnum, text)) else _ONLY_A_MARK
    if _DATE.fullmatch(text.casefold()):
        return "đây là một ngày", "Ghi con số được hỏi."
    if len(found.figures) > 1:
        return several(found)
    figure = found.figures[0]
    if found.before.endswith(_MINUS):
        return _NEGATIVE
    if _LETTER_FOR_DIGIT.match(figure.after):
        return "có chữ cái lẫn trong số (o, i, l thay cho 0, 1)", "Gõ lại bằng chữ số."
    if _SHORT.match(figure.after) or phrases.vague(text):
        return "số viết tắt hoặc viết lẫn chữ", "Ghi đủ các chữ số, ví dụ 5000."
    if not figure.readings:
        return "không đọc được số", "Ghi số liền nhau, ví dụ 2610; phần lẻ sau dấu phẩy, ví dụ 7,6."
    return None
