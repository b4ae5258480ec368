"""What stands behind a result: how much units gave, or in a unit's own report the documents, links and lines given."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.word.footnotes import Citations, CitedDocument, note
from bdhvs_xl.regime.model import Indicator

_BULLET = re.compile(r"^\s*(?:[-+•–*]\s*|\d{1,2}[.)]\s+)+")
_ONLY_A_NUMBER = re.compile(r"(?:[^\W\d][^\d;]{0,24}\bsố )?(\d\S*[^\s,])(?:,? ngày \d+[/-]\d+[/-]\d+)?")
"""A document told by its number alone: "Kế hoạch số 42-KH/ĐU", "Quyết định số 27-QĐ/ĐU ngày 14/10/2025"."""


def evidence_count(material: ReportData, figures: Figures, indicator: Indicator) -> str:
    """How many documents were listed, or how many units gave evidence: "05 văn bản", "12 đơn vị có minh chứng"."""
    code = indicator.code
    if indicator.needs == "documents":
        units = [row["unit"] for row in material.documents[code]]
        return f"{_count(figures, code, 'documents', units)} văn bản" if units else "Chưa kê văn bản"
    asked = [unit.code for unit in material.units if indicator.asks(unit)]
    units = [unit for unit in asked if unit in material.backed[code]]
    return f"{_count(figures, code, 'evidence', units)} đơn vị có minh chứng" if units else ""


def evidence_lines(material: ReportData, unit: str, indicator: Indicator) -> str:
    """The unit's documents for the indicator and its lines of evidence, each on a line of its own."""
    own = [row for row in material.documents[indicator.code] if row["unit"] == unit]
    lines = [_citation(row) for row in own] + [link for row in own if (link := row.get("link", "").strip())]
    known = {vi.fold(row["number"]) for row in own}
    lines += [line for line in _lines(material, unit, indicator) if not _only_names(line, known)]
    many = len(lines) > 1
    return "\n".join(clean_text(f"- {line}" if many and not _is_link(line) else line) for line in lines)


def named(rows: Sequence[Mapping[str, str]], citations: Citations, claimed: float) -> str:
    """The mark of a footnote that names the documents; where more are claimed, it says that these are some of them."""
    some = "Trong đó có: " if claimed > len(rows) else ""
    return note(f"{some}{'; '.join(citations.cite(_cited(row)) for row in rows)}.")


def _citation(row: Mapping[str, str]) -> str:
    return Citations().cite(replace(_cited(row), issuer=""))


def _cited(row: Mapping[str, str]) -> CitedDocument:
    return CitedDocument(**{key: row[key] for key in ("number", "date", "title", "issuer")})


def _lines(material: ReportData, unit: str, indicator: Indicator) -> Iterator[str]:
    value = material.ledger.of(unit).get((indicator.code, "evidence"))
    text = "" if value is None else str(value.value or value.raw)
    for line in text.splitlines():
        if said := _BULLET.sub("", vi.plain(line)).rstrip(" ;"):
            yield said


def _only_names(line: str, known: Collection[str]) -> bool:
    """Whether a line of evidence says no more than the numbers of documents that are listed already."""
    parts = [_ONLY_A_NUMBER.fullmatch(part.strip(" .,")) for part in line.split(";") if part.strip()]
    return all(part is not None and vi.fold(part[1]) in known for part in parts)


def _is_link(line: str) -> bool:
    return line.startswith(("http://", "https://"))


def _count(figures: Figures, indicator: str, column: str, units: Sequence[str]) -> str:
    """A marked count of lines that units gave, with the units."""
    text, named = vi.pad_count(len(units)), tuple(dict.fromkeys(units))
    return figures.mark(Figure(indicator=indicator, column=column, value=len(units), text=text, units=named))
