"""Recognises texts with digits that are not numbers: document numbers, dates, addresses, other scripts' digits."""

import re

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import no_value_phrases
from bdhvs_xl.intake.parse.parsed_value import Fault

_SIGNS = re.compile(r"[-/.@]")
_ADDRESS = re.compile(r"https?://|www\.|[\w.]@\w")
_DATE = re.compile(r"(?:ngày )?[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2}(?:[0-9]{2})?")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?[0-9]{1,2})"
_TURNED = re.compile(rf"[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?|{_MONTH}-[0-9]{{2,4}}")
_UNUSUAL = re.compile("[²³¹¼-¾\u0660-\u1dff\u2000-\U0010ffff]")
"""Signs besides Vietnamese letters, among them all other digits."""
_AREA = re.compile(r"(?<![^\W\d_])k?m[²³]")


def non_number_fault(text: str) -> Fault | None:
    """Why the text is not a number, and the hint; None when it may be one."""
    if _SIGNS.search(text) and (fault := _something_else(text)):
        return fault
    if not text.isascii() and _has_other_digits(text):
        return "có chữ số lạ (½, ², ‰ …)", "Gõ lại bằng các chữ số 0 đến 9."
    if no_value_phrases.is_vague(text):
        return "số viết tắt hoặc viết lẫn chữ", "Ghi đủ các chữ số, ví dụ 5000."
    return None


def _something_else(text: str) -> Fault | None:
    small = text.casefold()
    if _TURNED.fullmatch(small):
        cure = "Gõ lại con số; nếu là phân số thì ghi tử số và mẫu số vào hai ô."
        return "phần mềm đã đổi nội dung ô thành ngày", cure
    if _DATE.fullmatch(small):
        return "đây là một ngày", "Ghi con số được hỏi."
    if _ADDRESS.search(small):
        return "đây là một địa chỉ", "Ghi con số được hỏi; địa chỉ ghi ở cột Minh chứng."
    if "/" in text and _is_document(text):
        return "đây là số văn bản", "Ghi con số được hỏi; văn bản ghi ở trang Văn bản hoặc cột Minh chứng."
    return None


def _is_document(text: str) -> bool:
    found = vi.parse_document_number(text)
    return found is not None and bool(found.number) and (bool(found.type) or found.issuer.isupper())


def _has_other_digits(text: str) -> bool:
    """Whether there are digits other than 0 to 9, except the exponent of m²."""
    if not _UNUSUAL.search(text):
        return False
    return "‰" in text or any(sign.isnumeric() and not sign.isascii() for sign in _AREA.sub("", text))
