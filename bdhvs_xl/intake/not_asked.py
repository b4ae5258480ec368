"""Marks indicators that were added after a unit's form was issued: not asked is not missing."""

from collections.abc import Iterable, MutableMapping

from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.submission import NOT_ASKED


def not_asked_value(unit: str, indicator: str, *, file: str, hash: str, channel: str) -> Value:
    """The line of `Số liệu` with the answer `NOT_ASKED`."""
    return Value(
        unit=unit, indicator=indicator, column="answer", value=NOT_ASKED, raw=NOT_ASKED, file=file, hash=hash,
        channel=channel,
    )  # fmt: skip


def mark_not_asked(ledger: Ledger, added: Iterable[str]) -> list[str]:
    """The units that have reported without the indicators `added` since; these are now marked as not asked."""
    reported = {unit: values for unit, values in ledger.values.items() if values}
    missing = {unit: [i for i in added if not _speaks_of(values, i)] for unit, values in reported.items()}
    for unit, indicators in missing.items():
        tracked = ledger.tracking.get(unit)
        file, digest, channel = (tracked.file, tracked.hash, tracked.channel) if tracked else ("", "", "")
        for indicator in indicators:
            line = not_asked_value(unit, indicator, file=file, hash=digest, channel=channel)
            ledger.values[unit][indicator, line.column] = line
    return [unit for unit, indicators in missing.items() if indicators]


def remove_not_asked(values: MutableMapping[ValueKey, Value], indicator: str) -> None:
    """Remove the mark, if there is one: the unit has now answered the indicator."""
    present = values.get((indicator, "answer"))
    if present and present.raw == NOT_ASKED:
        del values[indicator, "answer"]


def _speaks_of(values: Iterable[ValueKey], indicator: str) -> bool:
    return any(code == indicator for code, _ in values)
