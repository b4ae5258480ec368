"""What a second report of a unit says differently from what the ledger has of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.intake import log
from bdhvs_xl.intake.entries import Origin, rows_of, values_of
from bdhvs_xl.intake.ledger import Ledger, Place, Value
from bdhvs_xl.intake.submission import NOT_ASKED, Submission
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.layout import (
    DOCUMENT_COLUMNS,
    FORM_DOCUMENTS,
    FORM_NARRATIVE,
    FORM_PRACTICES,
    PRACTICE_COLUMNS,
)

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place at which the held report says something else: a value, a list, or a section of the narrative.

    `present` and `held` are the texts to show. A value has `place`; a list has `sheet` and `part` (its name, or the
    section's id).
    """

    present: str
    held: str
    place: Place | None = None
    sheet: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The report that waits: its values and lists, ready to be taken."""

    submission: Submission
    origin: Origin
    values: Mapping[Place, Value]
    documents: Rows
    practices: Rows
    narrative: Rows


def as_held(regime: Regime, submission: Submission, file: str) -> Held:
    """A submission with its values understood; `file` is where its original is kept."""
    origin = Origin(file, submission.hash[: log.HASH_LENGTH], submission.channel)
    lists = rows_of(regime, submission, file)
    values = values_of(regime, submission, origin)
    return Held(submission, origin, values, lists.documents, lists.practices, lists.narrative)


def differences(ledger: Ledger, held: Held) -> list[Difference]:
    """Where a report differs from what the ledger has of its unit; empty when it says the same."""
    unit = held.submission.unit
    return [
        *_value_differences(ledger.values.get(unit, {}), held.values),
        *_list_difference(_of(unit, ledger.documents), held.documents, DOCUMENT_COLUMNS, FORM_DOCUMENTS, "number"),
        *_list_difference(_of(unit, ledger.practices), held.practices, PRACTICE_COLUMNS, FORM_PRACTICES, "name"),
        *_narrative_differences(_of(unit, ledger.narrative), held.narrative),
    ]


def _value_differences(present: Mapping[Place, Value], held: Mapping[Place, Value]) -> Iterator[Difference]:
    for place in dict.fromkeys((*present, *held)):
        now, other = present.get(place), held.get(place)
        if not _same(now, other):
            yield Difference(now.raw if now else "", other.raw if other else "", place)


def _same(now: Value | None, other: Value | None) -> bool:
    if now and other and now.value is not None and now.value == other.value:
        return True
    return _plain(now) == _plain(other)


def _plain(value: Value | None) -> str:
    return "" if value is None or value.raw == NOT_ASKED else vi.plain(value.raw)


def _list_difference(
    present: Rows, held: Rows, columns: tuple[str, ...], sheet: str, name: str
) -> Iterator[Difference]:
    if [_key(row, columns) for row in present] != [_key(row, columns) for row in held]:
        yield Difference(_named(present, name), _named(held, name), sheet=sheet, part="cả danh sách")


def _narrative_differences(present: Rows, held: Rows) -> Iterator[Difference]:
    now, other = ({row["section"]: row["text"] for row in rows} for rows in (present, held))
    for section in dict.fromkeys((*now, *other)):
        if vi.plain(now.get(section, "")) != vi.plain(other.get(section, "")):
            yield Difference(now.get(section, ""), other.get(section, ""), sheet=FORM_NARRATIVE, part=section)


def _of(unit: str, rows: Rows) -> Rows:
    return [row for row in rows if row["unit"] == unit]


def _key(row: Mapping[str, str], columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(vi.plain(row[column]) for column in columns)


def _named(rows: Rows, name: str) -> str:
    return "; ".join(row[name] for row in rows)
