"""Synchronises unit sheets and the ledger: received values are shown, values typed on a sheet are read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake import not_asked
from bdhvs_xl.intake.ledger import Ledger, TrackingRow, Value, ValueKey
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.submission import CHANNEL_TYPED, NOT_ASKED, Answer
from bdhvs_xl.intake.to_ledger import Origin, answer_values
from bdhvs_xl.master import entry_formulas, log
from bdhvs_xl.master.book.grid import Grid, parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import ENTRY_COLUMNS, entry_columns, indicator_columns
from bdhvs_xl.master.unit_sheets import SOURCE_ROW, unit_sheets
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Indicator, Regime

LOG_LABEL = "Nhập ở trang đơn vị"
_PARTS = ("numerator", "denominator")
_LONGEST_TEXT = 200
"""Excel takes texts of up to 255 characters inside a formula."""


@dataclass(frozen=True, slots=True)
class SheetChange:
    """One cell of a unit sheet that a person changed; `after` is "" when it was cleared."""

    unit: str
    indicator: str
    column: str
    before: str
    after: str
    cell: str


# --- from the sheets --------------------------------------------------------------------------------------------------


def read_typed_values(book: Book, regime: Regime, ledger: Ledger) -> list[SheetChange]:
    """The changes typed into unit sheets since they were filled; they are now in the ledger, the old texts in the log.

    A unit that had not reported has now. Changed sheets are filled again, so that "12 (350)" typed in one cell shows in
    both of its columns.
    """
    changes: list[SheetChange] = []
    for unit, sheet in unit_sheets(book).items():
        grid = book.read_grid(sheet)
        if grid is not None and unit in regime.unit:
            found = list(_changes(regime, grid, unit, ledger.values.get(unit, {})))
            changes += found
            if found:
                _take(regime, ledger, grid, unit, found)
                _received(book, ledger.tracking.setdefault(unit, TrackingRow(unit=unit, name=regime.unit[unit].name)))
    log.append_log(book, map(_entry, changes))
    fill_unit_sheets(book, regime, ledger, dict.fromkeys(change.unit for change in changes))
    return changes


def _changes(regime: Regime, grid: Grid, unit: str, values: Mapping[ValueKey, Value]) -> Iterator[SheetChange]:
    for code in grid.rows:
        if code in regime.indicator:
            for column in _typed_columns(grid, regime.indicator[code]):
                value = values.get((code, column))
                before, after = value.raw if value else "", as_typed(grid.value(code, column))
                if vi.plain(before) != vi.plain(after):
                    yield SheetChange(unit, code, column, before, after, f"{grid.sheet}!{grid.address(code, column)}")


def _typed_columns(grid: Grid, indicator: Indicator) -> Iterator[str]:
    """The columns that a person typed; the percentage of a ratio with both parts comes from a formula."""
    computed = not indicator.kind.is_ratio or all(as_typed(grid.value(indicator.code, part)) for part in _PARTS)
    return (c for c in ENTRY_COLUMNS if c in grid.columns and not (c == "percent" and computed))


def _take(regime: Regime, ledger: Ledger, grid: Grid, unit: str, changes: Sequence[SheetChange]) -> None:
    values = ledger.values.setdefault(unit, {})
    own = {
        (code, c) for code in grid.rows for c in grid.columns if as_typed(grid.value(code, c)) not in ("", NOT_ASKED)
    }
    for change in changes:
        values.pop((change.indicator, change.column), None)
    for change in (change for change in changes if change.after):
        not_asked.remove_not_asked(values, change.indicator)
        raw = grid.value(change.indicator, change.column)
        answer = Answer(change.indicator, change.column, raw, change.cell)
        values |= answer_values(regime, answer, unit, Origin("", "", CHANNEL_TYPED), own)


def _received(book: Book, tracked: TrackingRow) -> None:
    if tracked.status in ("not_sent", "awaiting_entry", "rejected"):
        tracked.status = "received"
        tracked.received = tracked.received or received_at(book)
        tracked.channel = CHANNEL_TYPED


def received_at(book: Book) -> str:
    """The present time as `Theo dõi` shows it, such as `22/5/2026 14:05`."""
    return f"{vi.format_date(book.now)} {book.now:%H:%M}"


def _entry(change: SheetChange) -> log.LogEntry:
    subject = f"Sửa chỉ số {change.indicator}, cột {COLUMN_NAMES[change.column]} ({change.cell})"
    return log.LogEntry(button=LOG_LABEL, unit=change.unit, subject=subject, before=change.before, after=change.after)


def unit_sheet_findings(book: Book, regime: Regime, ledger: Ledger) -> Iterator[Finding]:
    """Findings for unit sheets that are not read as they look: duplicates, and sheets with lost rows or columns."""
    read = unit_sheets(book)
    for sheet, marker in book.markers().items():
        unit = parse_marker(marker)[1].get("unit", "")
        if unit in read and read[unit] != sheet:
            message = f"Đơn vị {unit} có hai trang: chỉ đọc trang “{read[unit]}”, không đọc trang “{sheet}”."
            yield _fault(sheet, message, f"Chuyển số đã gõ sang trang “{read[unit]}” rồi xóa trang “{sheet}”.")
    for unit, sheet in read.items():
        grid = book.read_grid(sheet)
        if grid is not None and (lost := [*_lost(regime, grid, ledger.values.get(unit, {}))]):
            message = f"Trang “{sheet}” đã mất {vi.join(lost)}: số đã nhận ở đó vẫn giữ, số gõ thêm không được đọc."
            yield _fault(sheet, message, "Bấm Cập nhật cấu trúc để có lại trang đầy đủ.")


def _lost(regime: Regime, grid: Grid, values: Mapping[ValueKey, Value]) -> Iterator[str]:
    """The columns a unit sheet lost, and the rows of indicators of which something was received."""
    yield from (f"cột {COLUMN_NAMES[column]}" for column in _built(regime) if column not in grid.columns)
    received = dict.fromkeys(code for (code, _), value in values.items() if value.raw and value.value != NOT_ASKED)
    yield from (f"dòng {code}" for code in received if code in regime.indicator and code not in grid.rows)


def _built(regime: Regime) -> tuple[str, ...]:
    return entry_columns(indicator_columns(regime))


def _fault(sheet: str, message: str, cure: str) -> Finding:
    return catalogue.new_finding("unit_sheet", message, sheet=sheet, cell="A1", cure=cure)


# --- to the sheets ----------------------------------------------------------------------------------------------------


def fill_unit_sheets(book: Book, regime: Regime, ledger: Ledger, units: Iterable[str]) -> None:
    """Show the ledger's values on the sheets of `units`, texts as typed; units without a sheet are skipped."""
    sheets = unit_sheets(book)
    grids = {unit: grid for unit in units if unit in sheets and (grid := book.read_grid(sheets[unit]))}
    for unit, grid in grids.items():
        cells = dict(_cells(regime, grid, ledger.values.get(unit, {})))
        if SOURCE_ROW in grid.rows and unit in ledger.tracking:
            cells[grid.address(SOURCE_ROW, "name")] = _source(ledger.tracking[unit])
        if cells:
            book.set_cells(grid.sheet, cells)


def _cells(regime: Regime, grid: Grid, values: Mapping[ValueKey, Value]) -> Iterator[tuple[str, Cell | Formula]]:
    for code in grid.rows:
        if code not in regime.indicator:
            continue
        for column in (c for c in ENTRY_COLUMNS if c in grid.columns):
            value = values.get((code, column))
            address = grid.address(code, column)
            if column == "percent" and value is None and regime.indicator[code].kind.is_ratio:
                yield from _percent(grid, code, values)
            elif vi.plain(as_typed(grid.value(code, column))) != vi.plain(value.raw if value else ""):
                yield address, value.raw if value else None


def _percent(grid: Grid, code: str, values: Mapping[ValueKey, Value]) -> Iterator[tuple[str, Formula]]:
    """The formula of a ratio's percentage with its present result, when the sheet still has its columns."""
    if all(column in grid.columns for column in ("percent", *_PARTS)):
        computed = _computed(code, values)
        text = _percent_formula(grid, code, [values[code, p] for p in _PARTS if (code, p) in values], computed)
        yield grid.address(code, "percent"), Formula(text, "" if computed is None else computed)


def _percent_formula(grid: Grid, code: str, parts: Sequence[Value], computed: float | None) -> str:
    """The formula; with the result for texts such as "2,610" or "32/32" that the parser reads and Excel's formula does
    not."""
    alike = all(entry_formulas.formula_reads_same(part.raw, part.value) for part in parts)
    texts, row = [" ".join(part.raw.split()) for part in parts], grid.rows[code] + 1
    if alike or len(parts) < len(_PARTS) or max(map(len, texts)) > _LONGEST_TEXT:
        return entry_formulas.percent_formula(row, grid.columns)
    return entry_formulas.fixed_percent_formula(row, texts, computed, grid.columns)


def _computed(code: str, values: Mapping[ValueKey, Value]) -> float | None:
    numerator, denominator = (values[code, part].value if (code, part) in values else None for part in _PARTS)
    if not isinstance(numerator, float) or not isinstance(denominator, float) or not denominator:
        return None
    return vi.round_half_up(numerator / denominator * 100, 2)


def _source(tracked: TrackingRow) -> str:
    if not tracked.received:
        return ""
    file = f": {tracked.file}" if tracked.file else ""
    return f"{tracked.channel}{file}, nhận {tracked.received}"
