"""Ledgers for tests, filled through intake's own door from answers written as `{"2.4": "2", "2.4.people": "60"}`."""

from collections.abc import Iterable, Mapping

from bdhvs_xl.errors import Finding
from bdhvs_xl.expressions.language import COLUMNS
from bdhvs_xl.intake.ledger import Ledger, TrackingRow
from bdhvs_xl.intake.submission import CHANNEL_FORM, Answer, ListLine, RawCell, Submission
from bdhvs_xl.intake.to_ledger import Origin, add_first_report
from bdhvs_xl.regime.model import Regime

LETTERS = {
    "value": "E", "people": "F", "numerator": "G", "denominator": "H", "percent": "I", "answer": "J", "evidence": "L",
    "explanation": "M", "in_period": "O", "cumulative": "P", "cumulative_people": "Q",
}  # fmt: skip


def made_ledger(
    regime: Regime,
    answers: Mapping[str, Mapping[str, RawCell]],
    documents: Mapping[str, Iterable[tuple[str, str, str]]] | None = None,
    status: str = "received",
) -> Ledger:
    """A ledger with the answers and documents (number, date, indicator) by unit; the other units have not sent."""
    ledger = Ledger(tracking={u.code: TrackingRow(unit=u.code, name=u.name) for u in regime.units})
    for unit, cells in answers.items():
        submission = Submission(
            unit=unit, file=f"{unit}.xlsx", hash="0" * 64, channel=CHANNEL_FORM, identity={},
            asked=frozenset(regime.indicator), answers=tuple(answer(regime, *cell) for cell in cells.items()),
            documents=tuple(document(n, *line) for n, line in enumerate((documents or {}).get(unit, ()), start=3)),
            practices=(), narrative=(),
        )  # fmt: skip
        add_first_report(ledger, regime, submission, Origin(f"{unit}.xlsx", "0" * 16, CHANNEL_FORM))
        ledger.tracking[unit].status, ledger.tracking[unit].file = status, submission.file
    return ledger


def answer(regime: Regime, place: str, raw: RawCell) -> Answer:
    code, _, last = place.rpartition(".")
    indicator, column = (code, last) if last in (*COLUMNS, "explanation") else (place, "")
    column = column or regime.indicator[indicator].means("")
    row = 5 + list(regime.indicator).index(indicator)
    return Answer(indicator, column, raw, f"Kết quả!{LETTERS[column]}{row}")


def document(row: int, number: str, date: str, indicator: str) -> ListLine:
    fields = {"number": number, "date": date, "title": "Kế hoạch", "issuer": "", "indicator": indicator, "link": ""}
    return ListLine(fields=fields, cell=f"Văn bản!B{row}")


def flat(findings: Iterable[Finding]) -> list[tuple[str, str, str, str, str]]:
    """(rule, unit, indicator, column, severity) of each finding."""
    return [(f.rule, f.unit, f.indicator, f.column, f.severity) for f in findings]
