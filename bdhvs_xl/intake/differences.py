"""The differences between a second report of a unit and the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bdhvs_xl import vi
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.parse.number_tokens import tokenize
from bdhvs_xl.intake.submission import NOT_ASKED, Submission
from bdhvs_xl.intake.to_ledger import Origin, submission_values, submitted_lists
from bdhvs_xl.master import log
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    FORM_DOCUMENTS,
    FORM_NARRATIVE,
    FORM_PRACTICES,
    PRACTICE_COLUMNS,
)
from bdhvs_xl.regime.model import Regime

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """One place at which the held report says something else: a value, a list, or a section of the narrative.

    `present` and `held` are the texts to show. A value has `place`; a list has `sheet` and `part` (its name, or the
    section's id).
    """

    present: str
    held: str
    place: ValueKey | None = None
    sheet: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class PendingReport:
    """A report that waits for a choice: its values and lists, parsed.

    `base` is the correction request that the report replies to, if any: what the unit left unchanged there is no
    difference.
    """

    submission: Submission
    origin: Origin
    values: Mapping[ValueKey, Value]
    documents: Rows
    practices: Rows
    narrative: Rows
    base: "PendingReport | None" = None


def pending_report(
    regime: Regime, submission: Submission, file: str, base: PendingReport | None = None
) -> PendingReport:
    """A submission with its values parsed; `file` is the path of its archived original."""
    origin = Origin(file, submission.hash[: log.HASH_LENGTH], submission.channel)
    lists = submitted_lists(regime, submission, file)
    values = submission_values(regime, submission, origin)
    return PendingReport(submission, origin, values, lists.documents, lists.practices, lists.narrative, base)


def find_differences(ledger: Ledger, held: PendingReport) -> list[VersionDifference]:
    """Where a report differs from the ledger; empty when it does not.

    A reply to a correction request differs only where it also differs from the request: cells that the unit left
    unchanged do not contradict values received since.
    """
    unit = held.submission.unit
    present = _Said(
        ledger.values.get(unit, {}),
        *(_of(unit, rows) for rows in (ledger.documents, ledger.practices, ledger.narrative)),
    )
    changed = None if held.base is None else set(map(_where, _between(_said(held.base), _said(held))))
    return [each for each in _between(present, _said(held)) if changed is None or _where(each) in changed]


class _Said(NamedTuple):
    """What a report says, or the ledger of a unit."""

    values: Mapping[ValueKey, Value]
    documents: Rows
    practices: Rows
    narrative: Rows


def _said(held: PendingReport) -> _Said:
    return _Said(held.values, held.documents, held.practices, held.narrative)


def _between(present: _Said, held: _Said) -> Iterator[VersionDifference]:
    yield from _value_differences(present.values, held.values)
    yield from _list_difference(present.documents, held.documents, DOCUMENT_COLUMNS, FORM_DOCUMENTS, "number")
    yield from _list_difference(present.practices, held.practices, PRACTICE_COLUMNS, FORM_PRACTICES, "name")
    yield from _narrative_differences(present.narrative, held.narrative)


def _where(difference: VersionDifference) -> tuple[ValueKey | None, str, str]:
    return difference.place, difference.sheet, difference.part


def _value_differences(
    present: Mapping[ValueKey, Value], held: Mapping[ValueKey, Value]
) -> Iterator[VersionDifference]:
    for place in dict.fromkeys((*present, *held)):
        now, other = present.get(place), held.get(place)
        if not _same(now, other):
            yield VersionDifference(now.raw if now else "", other.raw if other else "", place)


def _same(now: Value | None, other: Value | None) -> bool:
    """Whether two values are equal; "2610" differs from an ambiguous "2,610", "90" from "trên 90"."""
    if _plain(now) == _plain(other):
        return True
    if not now or not other or now.value is None or now.value != other.value:
        return False
    return (now.doubt, _about(now)) == (other.doubt, _about(other))


def _about(value: Value) -> str:
    """The qualifier before a number, such as "trên"."""
    return tokenize(vi.plain(value.raw)).qualifier


def _plain(value: Value | None) -> str:
    return "" if value is None or value.raw == NOT_ASKED else vi.plain(value.raw)


def _list_difference(
    present: Rows, held: Rows, columns: tuple[str, ...], sheet: str, name: str
) -> Iterator[VersionDifference]:
    if [_key(row, columns) for row in present] != [_key(row, columns) for row in held]:
        now, other = _told(present, held, columns, name), _told(held, present, columns, name)
        yield VersionDifference(now, other, sheet=sheet, part="cả danh sách")


def _narrative_differences(present: Rows, held: Rows) -> Iterator[VersionDifference]:
    now, other = ({row["section"]: row["text"] for row in rows} for rows in (present, held))
    for section in dict.fromkeys((*now, *other)):
        if vi.plain(now.get(section, "")) != vi.plain(other.get(section, "")):
            yield VersionDifference(now.get(section, ""), other.get(section, ""), sheet=FORM_NARRATIVE, part=section)


def _of(unit: str, rows: Rows) -> Rows:
    return [row for row in rows if row["unit"] == unit]


def _key(row: Mapping[str, str], columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(vi.plain(row[column]) for column in columns)


def _told(rows: Rows, others: Rows, columns: tuple[str, ...], name: str) -> str:
    """The lines of a list by their names; with what else stands there where the other list says that otherwise."""
    known = {vi.plain(row[name]): _key(row, columns) for row in others}
    keys = (known.get(vi.plain(row[name]), _key(row, columns)) for row in rows)
    return "; ".join(_line(row, key, columns, name) for row, key in zip(rows, keys, strict=True))


def _line(row: Mapping[str, str], other: tuple[str, ...], columns: tuple[str, ...], name: str) -> str:
    told = [vi.plain(row[c]) or "để trống" for c, text in zip(columns, other, strict=True) if vi.plain(row[c]) != text]
    return f"{row[name]} ({', '.join(told)})" if told else row[name]
