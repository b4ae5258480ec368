"""The ledger: everything received, as records, read from and written to the master's tables.

`Số liệu` plus `Điều chỉnh` alone feeds checks and roll-up; documents, practices and narrative have lists of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bdhvs_xl.workbook.book import Book

Place = tuple[str, str]
"""(indicator, column), such as ("2.4", "people")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of one unit, a line of `Số liệu`.

    `value` is a float in number columns and a text elsewhere, None when the text typed could not be taken; `raw` is
    the text as typed; `doubt` says in Vietnamese what is doubtful about the reading; `used` is what entered the totals.
    """

    unit: str
    indicator: str
    column: str
    value: float | str | None
    raw: str
    doubt: str = ""
    used: float | None = None
    file: str = ""
    hash: str = ""
    cell: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """A line of `Điều chỉnh`: a unit's corrected value, or (unit "") the agreed value of a total."""

    unit: str
    indicator: str
    column: str
    value: float | None
    raw: str
    reason: str
    who: str
    when: str


@dataclass(slots=True, kw_only=True)
class Tracked:
    """A line of `Theo dõi`, column by column; `status` is a code of `STATUS_NAMES`."""

    unit: str
    name: str
    status: str = "not_sent"
    deadline: str = ""
    extension: str = ""
    sent: str = ""
    received: str = ""
    channel: str = ""
    errors: int = 0
    warnings: int = 0
    file: str = ""
    hash: str = ""
    held_file: str = ""
    signed_number: str = ""
    signed_date: str = ""
    signed_matches: str = ""
    officer: str = ""
    note: str = ""


@dataclass(kw_only=True)
class Ledger:
    """What has been received. The lists hold table rows by column key, as in `workbook/tables`."""

    values: dict[str, dict[Place, Value]] = field(default_factory=dict)
    adjustments: list[Adjustment] = field(default_factory=list)
    documents: list[dict[str, str]] = field(default_factory=list)
    practices: list[dict[str, str]] = field(default_factory=list)
    narrative: list[dict[str, str]] = field(default_factory=list)
    tracking: dict[str, Tracked] = field(default_factory=dict)

    def of(self, unit: str) -> Mapping[Place, Value]:
        """The values of one unit with its corrections from `Điều chỉnh` in place."""
        raise NotImplementedError


def load(book: Book) -> Ledger:
    """The ledger of a master."""
    raise NotImplementedError


def store(book: Book, ledger: Ledger) -> None:
    """Write values, documents, practices, narrative and tracking back (adjustments are people's)."""
    raise NotImplementedError
