"""The evidence of a result: how much the units gave, or in a unit's report the documents, links and lines."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.word.footnotes import Citations, CitedDocument, footnote_mark
from bdhvs_xl.regime.model import Indicator

_BULLET = re.compile(r"^\s*(?:[-+•–*]\s*|\d{1,2}[.)]\s+)+")
_ONLY_A_NUMBER = re.compile(r"(?:[^\W\d][^\d;]{0,24}\bsố )?(\d\S*[^\s,])(?:,? ngày \d+[/-]\d+[/-]\d+)?")
"""A document cited by its number alone: "Kế hoạch số 42-KH/ĐU", "Quyết định số 27-QĐ/ĐU ngày 14/10/2025"."""


def evidence_count(data: ReportData, figures: Figures, indicator: Indicator) -> str:
    """How many documents are listed, or how many units gave evidence: "05 văn bản", "12 đơn vị có minh chứng"."""
    code = indicator.code
    if indicator.needs == "documents":
        units = [row["unit"] for row in data.documents[code]]
        return f"{_count(figures, code, 'documents', units)} văn bản" if units else "Chưa kê văn bản"
    asked = [unit.code for unit in data.units if indicator.asks(unit)]
    units = [unit for unit in asked if unit in data.units_with_evidence[code]]
    return f"{_count(figures, code, 'evidence', units)} đơn vị có minh chứng" if units else ""


def evidence_lines(data: ReportData, unit: str, indicator: Indicator) -> str:
    """The unit's documents for the indicator and its lines of evidence, one per line."""
    rows = [row for row in data.documents[indicator.code] if row["unit"] == unit]
    lines = [_citation(row) for row in rows] + [link for row in rows if (link := row.get("link", "").strip())]
    known = {vi.fold(row["number"]) for row in rows}
    lines += [line for line in _evidence_lines(data, unit, indicator) if not _only_cites(line, known)]
    many = len(lines) > 1
    return "\n".join(clean_text(f"- {line}" if many and not _is_link(line) else line) for line in lines)


def documents_footnote(rows: Sequence[Mapping[str, str]], citations: Citations, claimed: float) -> str:
    """The mark of a footnote that cites the documents; when more are `claimed`, the note says "Trong đó có"."""
    some = "Trong đó có: " if claimed > len(rows) else ""
    return footnote_mark(f"{some}{'; '.join(citations.cite(_cited_document(row)) for row in rows)}.")


def _citation(row: Mapping[str, str]) -> str:
    return Citations().cite(replace(_cited_document(row), issuer=""))


def _cited_document(row: Mapping[str, str]) -> CitedDocument:
    return CitedDocument(**{key: row[key] for key in ("number", "date", "title", "issuer")})


def _evidence_lines(data: ReportData, unit: str, indicator: Indicator) -> Iterator[str]:
    value = data.ledger.of(unit).get((indicator.code, "evidence"))
    text = "" if value is None else str(value.value or value.raw)
    for line in text.splitlines():
        if text_line := _BULLET.sub("", vi.plain(line)).rstrip(" ;"):
            yield text_line


def _only_cites(line: str, known: Collection[str]) -> bool:
    """Whether a line of evidence only repeats the numbers of documents that are already listed."""
    parts = [_ONLY_A_NUMBER.fullmatch(part.strip(" .,")) for part in line.split(";") if part.strip()]
    return all(part is not None and vi.fold(part[1]) in known for part in parts)


def _is_link(line: str) -> bool:
    return line.startswith(("http://", "https://"))


def _count(figures: Figures, indicator: str, column: str, units: Sequence[str]) -> str:
    """A marked count of rows, with the units that gave them."""
    text, named = vi.pad_count(len(units)), tuple(dict.fromkeys(units))
    return figures.mark(Figure(indicator=indicator, column=column, value=len(units), text=text, units=named))
