"""The content for the parent form: numbers with evidence, documents, practices, the office's own texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.labels import is_ticked
from bdhvs_xl.master.layout import DOCUMENT_COLUMNS, PRACTICE_COLUMNS
from bdhvs_xl.regime.model import Indicator, Regime
from bdhvs_xl.rollup.appendix_rows import total_text
from bdhvs_xl.rollup.coverage import required_coverage
from bdhvs_xl.rollup.totals import Total
from bdhvs_xl.submit_up.counterparts import (
    Counterparts,
    IndicatorPair,
    find_counterparts,
    no_counterpart_finding,
    section_above,
)
from bdhvs_xl.submit_up.total_evidence import distinct_documents, total_evidence_text
from bdhvs_xl.submit_up.total_notes import (
    TotalsByColumn,
    explanation_text,
    is_percent_agreed_alone,
    no_section_finding,
    total_findings,
)

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpwardContent:
    """Texts for the parent form, as a user would type them; `findings` report what could not be submitted.

    `answers` are texts by column for each code of the parent form, `narrative` texts by its section.
    """

    pairs: Mapping[str, IndicatorPair]
    answers: Mapping[str, Texts]
    documents: Sequence[Texts]
    practices: Sequence[Texts]
    narrative: Texts
    findings: Sequence[Finding]


def build_upward_content(
    regime: Regime, ledger: Ledger, totals: Sequence[Total], upper: Regime, asked: Sequence[Indicator]
) -> UpwardContent:
    """The content of `regime` and its totals for a form of the regime `upper` that asks for the indicators `asked`."""
    parts = _by_indicator(totals)
    found = find_counterparts(regime, upper, asked)
    answers = {
        code: _with_backing(regime, ledger, pair, numbers, parts[pair.own.code])
        for code, pair in found.pairs.items()
        if (numbers := _numbers(pair, parts.get(pair.own.code, {})))
    }
    words, homeless = _own_words(regime, ledger, upper)
    return UpwardContent(
        pairs=found.pairs,
        answers=answers,
        documents=_documents(ledger, found),
        practices=_practices(ledger),
        narrative=words,
        findings=[*_findings(regime, found, parts), *map(no_section_finding, homeless)],
    )


def _by_indicator(totals: Sequence[Total]) -> Mapping[str, TotalsByColumn]:
    parts: dict[str, dict[str, Total]] = {}
    for total in totals:
        parts.setdefault(total.indicator, {})[total.column] = total
    return parts


def _findings(regime: Regime, found: Counterparts, parts: Mapping[str, TotalsByColumn]) -> Iterator[Finding]:
    """The findings for our indicators: coverage of those with a counterpart, reasons for those without."""
    least = required_coverage(regime)
    for pair in found.pairs.values():
        yield from total_findings(pair, parts.get(pair.own.code, {}), least)
    for code, reason in found.homeless.items():
        own = regime.indicator[code]
        shown = {column: total.shown for column, total in parts.get(code, {}).items()}
        yield no_counterpart_finding(own, reason, total_text(own, shown))


# --- numbers --------------------------------------------------------------------------------------------------------


def _numbers(pair: IndicatorPair, parts: TotalsByColumn) -> Texts:
    """The numbers of one indicator of the parent form by column; none for a ratio with a missing part.

    A percentage agreed without its parts cannot be expressed by them, and the computed parts would contradict it.
    """
    numbers = {column: parts[own].shown for column, own in pair.columns.items() if own in parts}
    known = {column: as_typed(number) for column, number in numbers.items() if number is not None}
    partial = pair.upper.kind.is_ratio and len(known) < len(pair.columns)
    return {} if partial or is_percent_agreed_alone(pair, parts) else known


def _with_backing(regime: Regime, ledger: Ledger, pair: IndicatorPair, numbers: Texts, parts: TotalsByColumn) -> Texts:
    """The numbers of an indicator above, with their evidence and what must be said of them.

    The names that were counted are no evidence of an agreed count, which may differ from theirs.
    """
    agreed = any(total.agreed is not None for total in parts.values())
    names = () if agreed else next(iter(parts.values())).names
    more = {
        "evidence": total_evidence_text(regime, ledger, pair.own, names),
        "explanation": explanation_text(pair, parts),
    }
    return {**numbers, **{column: text for column, text in more.items() if text}}


# --- lists and words ------------------------------------------------------------------------------------------------


def _documents(ledger: Ledger, found: Counterparts) -> list[Texts]:
    """The documents under the codes of the parent form, those with an indicator there first."""
    lines = [
        {**{key: line[key] for key in DOCUMENT_COLUMNS}, "indicator": found.code_above(line["indicator"])}
        for line in distinct_documents(ledger.documents)
    ]
    return sorted(lines, key=lambda line: not line["indicator"])


def _practices(ledger: Ledger) -> list[Texts]:
    """The ticked practices; without a place, the unit's name is the place."""
    return [
        {**{key: line[key] for key in PRACTICE_COLUMNS}, "place": line["place"] or line["unit_name"]}
        for line in ledger.practices
        if is_ticked(line["quote"])
    ]


def _own_words(regime: Regime, ledger: Ledger, upper: Regime) -> tuple[Texts, list[str]]:
    """What the office itself says, by section above, and its own sections that have none there."""
    asked = [section for section in upper.sections if section.asked]
    sections = {section.id: section for section in regime.sections}
    words: dict[str, str] = {}
    homeless: list[str] = []
    for line in ledger.narrative:
        if line["text"] and not line["unit"]:
            own = sections.get(line["section"])
            place = section_above(own, asked) if own else ""
            if place:
                words[place] = "\n".join(filter(None, (words.get(place), line["text"])))
            else:
                homeless.append(line["section"])
    return words, homeless
