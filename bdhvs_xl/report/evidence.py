"""What stands behind a result: how much units gave, or in a unit's own report the documents, links and lines given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.checks.context import written
from bdhvs_xl.regime.records import Indicator, Unit
from bdhvs_xl.report.figures import Figure, Figures, clean
from bdhvs_xl.report.footnotes import Citations, Cited
from bdhvs_xl.report.material import Material


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
    lines = [_citation(row) for row in own] + [link for row in own if (link := row.get("link", "").strip())]
    lines += _lines(material, author, indicator)
    many = len(lines) > 1
    return "\n".join(clean(f"- {line}" if many and not _is_link(line) else line) for line in lines)


def _citation(row: Mapping[str, str]) -> str:
    """A document named in full; one without a number by its title."""
    cited = Cited(**{key: row[key] for key in ("number", "date", "title", "issuer")})
    return Citations().cite(replace(cited, issuer="")) if cited.number.strip() else vi.plain(cited.title)


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
