"""Quotes from the units' texts, as whole sentences: the lines the office ticked, else the most informative ones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.master.labels import is_ticked

_INFORMATIVE_LENGTH = 60
_NUMBER = re.compile(r"(?<![\d/.-])\d+(?:[.,]\d+)*(?![\d/.,-])")
"""A number that is not part of a date or of a document number."""
_BULLET = re.compile(r"^\s*(?:[-–—+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s+")
_PAUSE = re.compile(r"""[.!?…]["”’»)]?(\s+)["“‘«(]?(?=\S)""")
_ABBREVIATION = re.compile(r"\b(?:TP|TX|TT|ThS|TS|PGS|GS|BS|KS|Tr|[A-ZĐ])\.$")
_SPACE_BEFORE_POINT = re.compile(r"\s+([,.;:!?])")


def whole_sentences(text: str) -> list[str]:
    """The sentences of a text, each starting with a capital letter and ending with a full stop."""
    return [_finish(sentence) for line in _joined(clean_text(text)) for sentence in _split(line) if _finish(sentence)]


def _joined(text: str) -> list[str]:
    """The lines of a text; the items of a list are joined to its introduction, "gồm: A; B; C." """
    joined: list[str] = []
    lead, listed = "", ""
    for line in text.split("\n"):
        sign, content = _sign(line), _tidy(_BULLET.sub("", line))
        if not content:
            continue
        if joined and joined[-1].endswith((":", ";", ",")):
            listed = sign if sign != lead else ""
            joined[-1] += f" {content}"
        elif listed and sign == listed and not _PAUSE.search(content):
            joined[-1] = f"{joined[-1].rstrip('.')}; {content}"
        else:
            joined.append(content)
            lead, listed = sign, ""
    return joined


def _sign(line: str) -> str:
    """The dash, plus or dot at the start of a line; "" when there is none, or a number."""
    bullet = _BULLET.match(line)
    return bullet[0].strip() if bullet and not any(map(str.isalnum, bullet[0])) else ""


def _tidy(line: str) -> str:
    return _SPACE_BEFORE_POINT.sub(r"\1", " ".join(line.split()))


def _split(line: str) -> list[str]:
    """The line split at every pause that ends a sentence; abbreviations and a following small letter do not."""
    parts, start = [], 0
    for pause in _PAUSE.finditer(line):
        goes_on = line[pause.end()].islower() or _ABBREVIATION.search(line[start : pause.start(1)])
        if not goes_on:
            parts.append(line[start : pause.start(1)])
            start = pause.end(1)
    return [*parts, line[start:]]


def _finish(sentence: str) -> str:
    body = sentence.strip().rstrip(",;:-–+ ")
    if not body:
        return ""
    end = "" if body.rstrip("”’»)").endswith((".", "!", "?", "…")) else "."
    return f"{body[0].upper()}{body[1:]}{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One unit's text under one section, as whole sentences; `ticked` when the office chose it."""

    section: str
    unit: str
    sentences: tuple[str, ...]
    ticked: bool
    file: str = ""
    cell: str = ""


def all_quotes(data: ReportData) -> list[Quote]:
    """All texts of reporting units, in the order of the list `Phần lời`."""
    known = {unit.code for unit in data.units}
    found = [
        Quote(
            section=row["section"],
            unit=row["unit"],
            sentences=tuple(whole_sentences(row["text"] or "")),
            ticked=is_ticked(row["quote"]),
            file=row["file"] or "",
            cell=row["cell"] or "",
        )
        for row in data.ledger.narrative
        if row["unit"] in known
    ]
    return [quote for quote in found if quote.sentences]


def select_quotes(candidates: Sequence[Quote], used: Counter[str], at_most: int) -> list[Quote]:
    """The quotes of one section to print: the ticked ones, else those of the `at_most` units quoted least so far."""
    selected = [quote for quote in candidates if quote.ticked] or _most_informative(candidates, used, at_most)
    used.update(quote.unit for quote in selected)
    return selected


def _most_informative(candidates: Sequence[Quote], used: Counter[str], at_most: int) -> list[Quote]:
    best = sorted(candidates, key=lambda p: (used[p.unit], -_informativeness(p)))[:at_most]
    return [quote for quote in candidates if quote in best]


def _informativeness(quote: Quote) -> int:
    """How informative a quote is: a number in its first sentence counts most, then the sentence's length."""
    first = quote.sentences[0]
    return 2 * bool(_NUMBER.search(first)) + (len(first) >= _INFORMATIVE_LENGTH)
