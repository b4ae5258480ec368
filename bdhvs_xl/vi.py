"""Vietnamese as offices write it: letters, names, lists, numbers, dates, document numbers.

Rules of writing are those of Nghị định 30/2020/NĐ-CP (state bodies) and of the Party's offices. This module is imported
by every button, so it imports only `re`, `unicodedata` and `datetime`: other imports would cost time at each click.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bdhvs_xl.errors import UserError

# --- letters and names ----------------------------------------------------------------------------------------------

_TONE = re.compile("(o(?=[ae])|u(?=y))([aey])([\u0300\u0301\u0303\u0309\u0323])(?![\u0302\u0306])")
_INVISIBLE = dict.fromkeys(
    [*map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)}


def nfc(text: str) -> str:
    """`text` with every letter and its marks composed into one character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def plain(text: str) -> str:
    """`text` as a person sees it: composed, full-width characters narrow, invisible ones gone, spaces single."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_FULL_WIDTH)
    return " ".join(text.split())


def fold(text: str) -> str:
    """The key by which names are matched: case, spaces and tone placement (hoà = hòa) make no difference, marks do."""
    text = plain(text).casefold()
    if text.isascii():
        return text
    return nfc(_TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text)))


def ascii_name(text: str) -> str:
    """A name fit for files: "xa-giao-ninh" for "Xã Giao Ninh". Never a key: Đồng Tiến and Đông Tiến become alike."""
    letters = unicodedata.normalize("NFD", plain(text).casefold().replace("đ", "d"))
    return "-".join(re.findall("[a-z0-9]+", re.sub("[\u0300-\u036f]", "", letters)))


def similar_names(text: str, names: Iterable[str]) -> list[str]:
    """The names similar to `text`, at most five: only for a hint, never to be used as the answer.

    Diacritics are ignored. Names that contain the text; where there are none, names with a few letters different.
    """
    from difflib import get_close_matches

    wanted_letters, letters = ascii_name(text), [(ascii_name(name), name) for name in names]
    containing = [name for name_letters, name in letters if wanted_letters and wanted_letters in name_letters]
    close = get_close_matches(wanted_letters, [name_letters for name_letters, _ in letters], n=5, cutoff=0.75)
    return containing[:5] or [name for name_letters, name in letters if name_letters in close][:5]


# --- lists ----------------------------------------------------------------------------------------------------------

_NUMBERED_START = re.compile(r"\s*1[.)]\s*[^\s\d]")
_NUMBERED = re.compile(r"(?:^|\s)\d{1,2}[.)](?!\d)\s*", re.MULTILINE)
_BULLET = re.compile(r"^\s*(?:[-+*•–—·]|\d{1,2}[.)](?!\d)|[a-zđ]\))\s*")
_BETWEEN_COMMAS = re.compile(r"(?:\([^()]*\)|,(?=\d|\s*ngày\b)|[^,])+", re.IGNORECASE)
_NOTHING = frozenset(("không", "không có", "chưa", "chưa có", "v.v", "v.v.", "vv", "vân vân"))


def join(items: Sequence[str]) -> str:
    """The items as a list in a sentence: "a, b và c"."""
    return " và ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)


def list_items(text: str) -> list[str]:
    """The items named in a free text: by lines, ";", numbers or bullets; by "," when nothing else separates them.

    Headings that end in ":" and words for nothing ("Không có", "v.v.") are no items. A comma inside brackets, inside a
    number or before "ngày" (Kế hoạch số 01-KH/TCT, ngày 13/5/2026) does not separate.
    """
    parts = _separated(nfc(text).strip())
    items = (plain(_BULLET.sub("", part)).strip(" .,;…") for part in parts)
    return [i for i in items if any(map(str.isalnum, i)) and not i.endswith(":") and i.casefold() not in _NOTHING]


def _separated(text: str) -> list[str]:
    parts = re.split(r"[\r\n;]+", text)
    if len(parts) > 1:
        return parts
    if _NUMBERED_START.match(text):
        return _NUMBERED.split(text)
    return _BETWEEN_COMMAS.findall(text)


# --- numbers --------------------------------------------------------------------------------------------------------


def round_half_up(number: float, decimals: int = 0) -> float:
    """`number` rounded as Excel does: halves away from zero, 2,345 to two decimals is 2,35."""
    scale = 10.0**decimals
    size = abs(number) * scale
    if size >= 2**52:
        return number
    return (int(round(size, 6) + 0.5) / scale) * (-1 if number < 0 else 1)


def format_number(number: float, decimals: int = 2) -> str:
    """The number with "." for thousands, "," for decimals, trailing zeros off: "2.610", "7,6"."""
    whole, _, fraction = f"{abs(round_half_up(number, decimals)):,.{decimals}f}".partition(".")
    fraction = fraction.rstrip("0")
    sign = "-" if number < 0 and (fraction or whole != "0") else ""
    return sign + whole.replace(",", ".") + ("," + fraction if fraction else "")


def pad_count(number: float) -> str:
    """A count as reports write it: "05", "12", "2.610" (custom; Nghị định 30/2020 has no rule for counts)."""
    return f"0{number:.0f}" if 0 < number < 10 and number == int(number) else format_number(number)


# --- dates ----------------------------------------------------------------------------------------------------------

_DAY_FIRST = re.compile(r"(?:ngày )?(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?")
_LONG = re.compile(r"(?:.*, ?)?ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_FIRST_YEAR = 1900
_DATE_CURE = "Ghi đủ ngày/tháng/năm, ví dụ 22/5/2026."


def parse_date(value: object) -> date:
    """The date in a date cell or in a text: 22/5/2026, 22-5-2026, 2026-05-22, "ngày 05 tháng 02 năm 2026".

    UserError when it is none of these, no day of the calendar or before 1900; two-digit years are not guessed.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = plain(str(value)) if value is not None else ""
    year, month, day = _date_parts(text)
    if year < _FIRST_YEAR:
        raise UserError(f"Năm của ngày “{text}” không đúng.", _DATE_CURE)
    try:
        return date(year, month, day)
    except ValueError:
        raise UserError(f"Không có ngày “{text}” trong lịch.", _DATE_CURE) from None


def parse_optional_date(value: object) -> date | None:
    """The date as `parse_date` reads it, None for an empty cell or text."""
    blank = value is None or (isinstance(value, str) and not plain(value))
    return None if blank else parse_date(value)


def _date_parts(text: str) -> tuple[int, int, int]:
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[4]), int(match[3]), int(match[1])
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _LONG.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    raise UserError(f"Không đọc được ngày “{text}”." if text else "Chưa ghi ngày.", _DATE_CURE)


def format_date(day: date) -> str:
    """The date as Nghị định 30/2020 writes it: "17/5/2026", "05/02/2026" (zero before days 1-9 and months 1, 2)."""
    return f"{day.day:02}/{_month(day)}/{day.year}"


def format_long_date(day: date) -> str:
    """The date in words: "ngày 05 tháng 02 năm 2026"."""
    return f"ngày {day.day:02} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02}" if day.month < 3 else str(day.month)


# --- document numbers -----------------------------------------------------------------------------------------------

DOCUMENT_TYPES = (
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "CĐ",
    "GM", "GGT", "KL", "CV", "NĐ", "TT", "TTLT", "VBHN", "QĐi", "ĐH", "SL", "SY",
)  # fmt: skip
"""Abbreviations of kinds of documents: Nghị định 30/2020, annex III, laws and decrees, and the Party's kinds."""

_TYPE_OF = {name.casefold(): name for name in DOCUMENT_TYPES}
_TYPES = "|".join(sorted(DOCUMENT_TYPES, key=len, reverse=True))
_BODY = r"[^\W\d_]\w*(?:-\w+)*"
_BEFORE = r"(?i:(?:[^/]* |số:?)?)"
_AFTER = r"(?i:(?:[ ,;.]+(?:ngày .*|[^/]*))?)"
_SYMBOL = rf"(?:((?i:{_TYPES}))-({_BODY})|((?=[A-ZĐ]){_BODY}))"
_STATE = re.compile(rf"{_BEFORE}(\d*[a-z]?)/(?:(\d{{4}})/)?{_SYMBOL}{_AFTER}")
_PARTY = re.compile(rf"{_BEFORE}(\d*)(?:-?((?i:{_TYPES}))|-([A-ZĐ]{{2,}}))/({_BODY}){_AFTER}")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """Số, ký hiệu of a document; `number` is empty on unsigned drafts, `type` on a state body's letters (công văn)."""

    number: str
    type: str
    issuer: str
    style: Literal["state", "party"]
    year: str = ""

    def __str__(self) -> str:
        """The number in its proper spelling: `233/KH-UBND`, `30/2020/NĐ-CP`, `08-KH/TU`."""
        number = self.number or "…"
        if self.style == "party":
            return f"{number}-{self.type}/{self.issuer}"
        symbol = "-".join(part for part in (self.type, self.issuer) if part)
        return "/".join(part for part in (number, self.year, symbol) if part)


def parse_document_number(text: str) -> DocumentNumber | None:
    """The document number in `text`, alone or as in "Kế hoạch số 233/KH-UBND ngày 05/6/2025"; None when there is none.

    Spaces, dashes and the case of the type may differ ("02 – CV/TCT", "100/Kh-UBND", "08KH/TU"); compare `str()` of
    the result with what was typed to see whether the spelling was right.
    """
    tidy = re.sub(" ?([-/]) ?", r"\1", re.sub("[‐‑‒–—−]", "-", plain(text)))
    if match := _PARTY.fullmatch(tidy):
        kind = _TYPE_OF[match[2].casefold()] if match[2] else match[3]
        return DocumentNumber(match[1], kind, match[4], "party")
    if match := _STATE.fullmatch(tidy):
        kind = _TYPE_OF[match[3].casefold()] if match[3] else ""
        return DocumentNumber(match[1], kind, match[4] or match[5], "state", match[2] or "")
    return None
