"""What stands behind a result: how much units gave, or in a unit's own report the documents, links and lines given."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.checks.context import written
from bdhvs_xl.regime.records import Indicator, Unit
from bdhvs_xl.report.figures import Figure, Figures, clean
from bdhvs_xl.report.material import Material

_KINDS = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "TB": "Thông báo", "HD": "Hướng dẫn",
    "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án", "BC": "Báo cáo", "BB": "Biên bản",
    "TTr": "Tờ trình", "GM": "Giấy mời", "KL": "Kết luận", "CV": "Công văn", "NĐ": "Nghị định", "TT": "Thông tư",
}  # fmt: skip
"""Kinds of documents by the abbreviation in their number."""
_OTHER_KINDS = ("Văn bản", "Công điện", "Chương trình hành động")
_UNKNOWN_KIND = "Văn bản"
_OPENING = re.compile(r"v\s*/\s*v\b[:\s]*", re.IGNORECASE)


def counted(material: Material, figures: Figures, indicator: Indicator) -> str:
    """How many documents were listed, or how many units gave evidence: "05 văn bản", "12 đơn vị có minh chứng"."""
    code = indicator.code
    if indicator.needs == "documents":
        units = [row["unit"] for row in material.ledger.documents if row["indicator"] == code]
        return f"{_count(figures, code, 'documents', units)} văn bản" if units else "Chưa kê văn bản"
    units = [unit.code for unit in material.units if (code, "evidence") in written(material.ledger.of(unit.code))]
    return f"{_count(figures, code, 'evidence', units)} đơn vị có minh chứng" if units else ""


def listed(material: Material, author: Unit, indicator: Indicator) -> str:
    """The unit's documents for the indicator and its lines of evidence, each on a line of its own."""
    rows = [row for row in material.ledger.documents if row["indicator"] == indicator.code]
    own = [row for row in rows if row["unit"] == author.code]
    lines = [citation(row) for row in own] + [link for row in own if (link := row.get("link", "").strip())]
    lines += _lines(material, author, indicator)
    many = len(lines) > 1
    return "\n".join(clean(f"- {line}" if many and not _is_link(line) else line) for line in lines)


def citation(row: Mapping[str, str]) -> str:
    """A document as one cites it: "Kế hoạch số 2104/KH-STP ngày 28/7/2025 về triển khai …"; else its title."""
    title = vi.plain(row["title"]).rstrip(" .;")
    if not row["number"].strip():
        return title
    number = vi.parse_document_number(row["number"])
    kind = _KINDS.get(number.type, "Công văn" if not number.type else _UNKNOWN_KIND) if number else _UNKNOWN_KIND
    kind, about = _named_kind(title) or (kind, title)
    day = vi.date_or_none(row["date"])
    dated = f"ngày {vi.format_date(day)}" if day else ""
    return " ".join(part for part in (kind, "số", str(number or row["number"]), dated, _inside(about)) if part)


def _named_kind(title: str) -> tuple[str, str] | None:
    """The kind that a title begins with, and the rest of the title."""
    for kind in sorted((*_KINDS.values(), *_OTHER_KINDS), key=len, reverse=True):
        if vi.fold(title).startswith(f"{vi.fold(kind)} "):
            return kind, title[len(kind) :].strip()
    return None


def _inside(title: str) -> str:
    """A title as it goes on in a sentence: "về việc …", "triển khai …"."""
    text = _OPENING.sub("về việc ", title, count=1) if _OPENING.match(title) else title
    first = text.split(" ", 1)[0]
    return text if first.isupper() or not first.isalpha() else text[0].lower() + text[1:]


def _lines(material: Material, author: Unit, indicator: Indicator) -> Iterator[str]:
    value = material.ledger.of(author.code).get((indicator.code, "evidence"))
    text = "" if value is None else str(value.value or value.raw)
    for line in text.splitlines():
        if said := vi.plain(line).lstrip("-+•– ").rstrip(" ;"):
            yield said


def _is_link(line: str) -> bool:
    return line.startswith(("http://", "https://"))


def _count(figures: Figures, indicator: str, column: str, units: Sequence[str]) -> str:
    """A marked count of lines that units gave, with the units."""
    text, named = vi.padded_count(len(units)), tuple(dict.fromkeys(units))
    return figures.mark(Figure(indicator=indicator, column=column, value=len(units), text=text, units=named))
