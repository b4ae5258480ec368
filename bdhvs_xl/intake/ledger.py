"""The ledger: everything received, as records; loaded from and saved to the master's tables.

`Số liệu` plus `Điều chỉnh` alone feeds checks and roll-up; documents, practices and narrative have lists of their own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from bdhvs_xl.intake.parse import parse_value
from bdhvs_xl.intake.parse.parsed_value import ParsedValue
from bdhvs_xl.intake.submission import CHANNEL_ADJUSTED
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import APPENDIX_NAMES, COLUMN_NAMES, KIND_NAMES, STATUS_NAMES, code_for_label
from bdhvs_xl.master.layout import total_key, value_key
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    DOCUMENTS_TABLE,
    INDICATORS_TABLE,
    NARRATIVE_TABLE,
    SETTINGS_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    Table,
    practices_table,
    units_table,
)
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.kinds import KINDS, IndicatorKind, Kind

ValueKey = tuple[str, str]
"""(indicator, column), such as ("2.4", "people")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of one unit, a line of `Số liệu`.

    `value` is a float in number columns and a text elsewhere, None when the text could not be parsed; `raw` is the
    text as typed; `doubt` says in Vietnamese what is ambiguous or refused, `used` is the number in the totals.
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
    """A line of `Điều chỉnh`: a unit's corrected value, or (unit "") the agreed value of a total.

    `value` is a number, or "Có" or "Không" for a yes-or-no question; None when it could not be parsed, for the
    reason in `doubt`.
    """

    unit: str
    indicator: str
    column: str
    value: float | str | None
    raw: str
    reason: str
    who: str
    when: str
    doubt: str = ""


@dataclass(slots=True, kw_only=True)
class TrackingRow:
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
    asked_back: str = ""
    signed_number: str = ""
    signed_date: str = ""
    signed_matches: str = ""
    officer: str = ""
    note: str = ""


@dataclass(kw_only=True)
class Ledger:
    """Everything received. The lists are table rows by column key, as in `master/tables`."""

    values: dict[str, dict[ValueKey, Value]] = field(default_factory=dict)
    adjustments: list[Adjustment] = field(default_factory=list)
    documents: list[dict[str, str]] = field(default_factory=list)
    practices: list[dict[str, str]] = field(default_factory=list)
    narrative: list[dict[str, str]] = field(default_factory=list)
    tracking: dict[str, TrackingRow] = field(default_factory=dict)

    def of(self, unit: str) -> Mapping[ValueKey, Value]:
        """The values of one unit, corrected by its lines of `Điều chỉnh` (the later of two wins)."""
        values = self.values.get(unit, {})
        corrections = [a for a in self.adjustments if a.unit == unit and a.value is not None]
        return {**values, **{(a.indicator, a.column): _corrected(values, a) for a in corrections}}


def _corrected(values: Mapping[ValueKey, Value], adjustment: Adjustment) -> Value:
    place = (adjustment.indicator, adjustment.column)
    present = values.get(place) or Value(
        unit=adjustment.unit, indicator=adjustment.indicator, column=adjustment.column, value=None, raw=""
    )
    return replace(present, value=adjustment.value, raw=adjustment.raw, doubt="", channel=CHANNEL_ADJUSTED)


# --- from the tables ------------------------------------------------------------------------------------------------


def load_ledger(book: Book) -> Ledger:
    """The ledger in the tables of a master."""
    practices = find_practices_table(book)
    values = _values(book.read_table(VALUES_TABLE))
    return Ledger(
        values=values,
        adjustments=_adjustments(book),
        documents=_texts(book.read_table(DOCUMENTS_TABLE)),
        practices=_texts(book.read_table(practices)) if practices else [],
        narrative=_texts(book.read_table(NARRATIVE_TABLE)),
        tracking=_tracking(book, values),
    )


def find_practices_table(book: Book) -> Table | None:
    """The table of practices, on the sheet of the appendix of that kind in `Cấu hình`; None without one."""
    settings = {cell_as_text(row["key"]): cell_as_text(row["value"]) for row in book.read_table(SETTINGS_TABLE)}
    for key, value in settings.items():
        appendix, _, field_name = key.rpartition(".")
        if field_name == "kind" and value in ("practices", APPENDIX_NAMES["practices"]):
            return practices_table(settings[f"{appendix}.sheet"], settings[f"{appendix}.title"])
    return None


def cell_as_text(cell: Cell) -> str:
    """A cell of a text column as text; whole numbers, which Excel stores as floats, without `.0`."""
    if cell is None:
        return ""
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def _texts(rows: Iterable[Mapping[str, Cell]]) -> list[dict[str, str]]:
    return [{key: cell_as_text(cell) for key, cell in row.items()} for row in rows]


def _values(rows: Iterable[Mapping[str, Cell]]) -> dict[str, dict[ValueKey, Value]]:
    values: dict[str, dict[ValueKey, Value]] = {}
    for row in rows:
        unit, indicator, column = cell_as_text(row["unit"]), cell_as_text(row["indicator"]), cell_as_text(row["column"])
        values.setdefault(unit, {})[indicator, column] = _value(unit, indicator, column, row)
    return values


def _value(unit: str, indicator: str, column: str, row: Mapping[str, Cell]) -> Value:
    raw, doubt, used = cell_as_text(row["raw"]), cell_as_text(row["doubt"]), row["used"]
    return Value(
        unit=unit,
        indicator=indicator,
        column=column,
        value=_value_cell(row["value"], raw, doubt),
        raw=raw,
        doubt=doubt,
        used=float(used) if isinstance(used, int | float) else None,
        file=cell_as_text(row["file"]),
        hash=cell_as_text(row["hash"]),
        cell=cell_as_text(row["cell"]),
        channel=cell_as_text(row["channel"]),
    )


def _value_cell(cell: Cell, raw: str, doubt: str) -> float | str | None:
    """The value; for an empty cell beside a raw text without doubt that text: texts are stored once, in `raw`."""
    if cell is None:
        return raw if raw and not doubt else None
    return cell if isinstance(cell, str) else float(cell)


def _adjustments(book: Book) -> list[Adjustment]:
    rows = book.read_table(ADJUSTMENTS_TABLE)
    kinds = {cell_as_text(row["code"]): _kind(row["kind"]) for row in book.read_table(INDICATORS_TABLE)}
    return [_adjustment(row, kinds.get(cell_as_text(row["indicator"]))) for row in rows]


def _kind(cell: Cell) -> IndicatorKind | None:
    """The kind in a line of `Chỉ số`; None for a heading and for an unknown word."""
    code = code_for_label(KIND_NAMES, cell)
    return KINDS[Kind(code)] if code in KINDS else None


def _adjustment(row: Mapping[str, Cell], kind: IndicatorKind | None) -> Adjustment:
    cell, unit, typed = row["value"], cell_as_text(row["unit"]), cell_as_text(row["column"])
    column = code_for_label(COLUMN_NAMES, typed) or typed or "value"
    reading = _settled(cell, kind, unit, column)
    doubt = reading.refusal or reading.doubt
    return Adjustment(
        unit=unit,
        indicator=cell_as_text(row["indicator"]),
        column=column,
        value=None if doubt else reading.value,
        raw=cell_as_text(cell),
        reason=cell_as_text(row["reason"]),
        who=cell_as_text(row["who"]),
        when=cell_as_text(row["when"]),
        doubt=doubt,
    )


def _settled(cell: Cell, kind: IndicatorKind | None, unit: str, column: str) -> ParsedValue:
    """What was settled: a number, a percentage of the whole province, or a unit's Có or Không."""
    if unit and kind and kind.is_yes_no:
        return parse_value(cell, kind.code, "value")
    if column == "percent" or (kind and kind.is_share and column == "value"):
        return parse_value(cell, Kind.RATIO, "percent")
    return parse_value(cell, Kind.COUNT, "value")


def _tracking(book: Book, values: Mapping[str, Mapping[ValueKey, Value]]) -> dict[str, TrackingRow]:
    """The lines of `Theo dõi`; a unit with values whose line was deleted gets a new one, for it has reported."""
    tracking = {t.unit: t for t in map(_tracked, book.read_table(TRACKING_TABLE)) if t.unit}
    if lost := [unit for unit in values if unit and unit not in tracking]:
        names = {cell_as_text(row["code"]): cell_as_text(row["name"]) for row in book.read_table(units_table(()))}
        tracking |= {unit: _reported(unit, names.get(unit, ""), next(iter(values[unit].values()))) for unit in lost}
    return tracking


def _reported(unit: str, name: str, value: Value) -> TrackingRow:
    return TrackingRow(unit=unit, name=name, status="received", channel=value.channel, file=value.file, hash=value.hash)


def _tracked(row: Mapping[str, Cell]) -> TrackingRow:
    texts = {key: cell_as_text(cell) for key, cell in row.items() if key not in ("status", "errors", "warnings")}
    return TrackingRow(
        **texts,
        status=code_for_label(STATUS_NAMES, row["status"]) or "not_sent",
        errors=_count(row["errors"]),
        warnings=_count(row["warnings"]),
    )


def _count(cell: Cell) -> int:
    """A count, which buttons rewrite each time; 0 for anything that people typed over it."""
    return int(cell) if isinstance(cell, int | float) else 0


# --- to the tables --------------------------------------------------------------------------------------------------


def save_ledger(book: Book, ledger: Ledger) -> None:
    """Write values, documents, practices, narrative and tracking (only people write adjustments)."""
    book.replace_rows(VALUES_TABLE, (_value_row(v) for places in ledger.values.values() for v in places.values()))
    book.replace_rows(DOCUMENTS_TABLE, ledger.documents)
    if practices := find_practices_table(book):
        book.replace_rows(practices, ledger.practices)
    book.replace_rows(NARRATIVE_TABLE, ledger.narrative)
    save_tracking(book, ledger)


def save_tracking(book: Book, ledger: Ledger) -> None:
    """Write only `Theo dõi`."""
    book.replace_rows(TRACKING_TABLE, map(_tracked_row, ledger.tracking.values()))


def _value_row(value: Value) -> dict[str, Cell]:
    written_once = value.value == value.raw and not value.doubt
    return {
        "key": value_key(value.unit, value.indicator, value.column),
        "unit": value.unit,
        "indicator": value.indicator,
        "column": value.column,
        "value": None if written_once else value.value,
        "raw": value.raw,
        "doubt": value.doubt,
        "used": value.used,
        "total_key": total_key(value.indicator, value.column),
        "file": value.file,
        "hash": value.hash,
        "cell": value.cell,
        "channel": value.channel,
    }


def _tracked_row(tracked: TrackingRow) -> dict[str, Cell]:
    return asdict(tracked) | {"status": STATUS_NAMES[tracked.status]}
