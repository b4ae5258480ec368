"""The evidence of a total for the parent form: documents and evidence of the units in one cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.model import Indicator, Regime

DocumentRow = Mapping[str, str]

_DOCUMENTS, _UNITS = 10, 10
"""Documents and units that are named; of the rest the count is told."""
_LETTERS = 150
"""Letters of one unit's own words."""


def total_evidence_text(regime: Regime, ledger: Ledger, own: Indicator, names: Sequence[str]) -> str:
    """The text of the evidence cell: all counted names, otherwise documents and texts of the units; or ""."""
    if names:
        return "; ".join(names)
    named = [_named(line) for line in distinct_documents(ledger.documents) if line["indicator"] == own.code]
    said = [*_said(regime, ledger, own)]
    told = (("Văn bản", named, _DOCUMENTS, "văn bản"), ("Theo đơn vị", said, _UNITS, "đơn vị"))
    return "\n".join(f"{head}: {_few(items, most, what)}." for head, items, most, what in told if items)


def distinct_documents(documents: Iterable[DocumentRow]) -> list[DocumentRow]:
    """The listed documents without duplicates per indicator: several units list the same document."""
    found: dict[tuple[str, ...], DocumentRow] = {}
    for line in documents:
        found.setdefault(document_key(line), line)
    return list(found.values())


def document_key(line: DocumentRow) -> tuple[str, ...]:
    """The identity of a listed document: its normalised number or title, its date, its indicator."""
    number = vi.parse_document_number(line["number"])
    return vi.fold(str(number) if number else line["number"] or line["title"]), vi.fold(line["date"]), line["indicator"]


def _named(line: DocumentRow) -> str:
    date = f" ngày {line['date']}" if line["date"] else ""
    link = f", {line['link']}" if line["link"] else ""
    return f"{line['number'] or line['title']}{date} ({line['unit_name']}{link})"


def _said(regime: Regime, ledger: Ledger, own: Indicator) -> Iterator[str]:
    """Each unit's evidence, one line, as far as there is room."""
    for unit in regime.reporting_units():
        value = ledger.of(unit.code).get((own.code, "evidence"))
        if value is not None and (text := vi.plain(value.raw)):
            short = text if len(text) <= _LETTERS else f"{text[:_LETTERS].rsplit(' ', 1)[0]}…"
            yield f"{unit.name}: {short.rstrip('. ')}"


def _few(items: Sequence[str], most: int, what: str) -> str:
    rest = len(items) - most
    return "; ".join(items[:most]) + (f"; và {rest} {what} khác" if rest > 0 else "")
