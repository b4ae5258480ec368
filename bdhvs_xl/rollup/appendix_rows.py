"""Fills the results appendices: the printed texts of every total, and the cross-check against `Số liệu`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import filled_values
from bdhvs_xl.intake.ledger import Ledger, ValueKey
from bdhvs_xl.master import formulas
from bdhvs_xl.master.book.grid import Grid, parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import APPENDIX_GRID, NUMBER_COLUMNS
from bdhvs_xl.ooxml.cell import Cell, Formula
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import CUMULATIVE_OF, RESULT_KINDS, Indicator, Regime
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.rollup.coverage import target_percent
from bdhvs_xl.rollup.crosscheck import crosscheck_cells, has_row_and_columns, used_sums
from bdhvs_xl.rollup.task_totals import task_cells
from bdhvs_xl.rollup.totals import Total

TARGET_LABELS = {True: "Đạt", False: "Chưa đạt", None: "Chưa đủ căn cứ"}
"""What an appendix says of a target."""
PROVISIONAL = "số tạm tính"
_PARTS = (*NUMBER_COLUMNS, "percent")


def fill_appendices(
    book: Book, regime: Regime, ledger: Ledger, totals: Sequence[Total], given: Iterable[Contribution]
) -> list[str]:
    """Fill every results appendix of the master; returns the codes of totals that differ from `Số liệu`."""
    different: list[str] = []
    used, cells = used_sums(ledger), appendix_cells(regime, totals) | task_cells(regime, ledger, given)
    evidence = {(i.code, "evidence"): evidence_text(ledger, i) for i in regime.indicators}
    for grid in result_grids(book):
        checks = crosscheck_cells(regime, grid, cells, used)
        different += [code for (code, key), cell in checks.items() if key == "check" and _differs(cell)]
        _write(book, grid, {**cells, **evidence, **checks})
    return list(dict.fromkeys(different))


def result_grids(book: Book) -> Iterator[Grid]:
    """The results appendices of the master, recognised by marker."""
    for sheet, marker in book.markers().items():
        kind, attributes = parse_marker(marker)
        grid = book.read_grid(sheet) if kind == APPENDIX_GRID and attributes.get("kind") in RESULT_KINDS else None
        if grid is not None:
            yield grid


def missing_sheets(book: Book, regime: Regime) -> list[str]:
    """The results sheets that `Cấu hình` defines and the master lacks."""
    present = {parse_marker(marker)[1].get("id") for marker in book.markers().values()}
    return [a.sheet for a in regime.appendices if a.has_results and a.id not in present]


def indicators_without_row(book: Book, regime: Regime) -> list[str]:
    """The codes of indicators without a row with all their columns in any appendix of the master."""
    grids = [*result_grids(book)]
    return [
        indicator.code
        for indicator in regime.indicators
        if not any(has_row_and_columns(grid, indicator) for grid in grids)
    ]


def _differs(cell: Cell | Formula) -> bool:
    return isinstance(cell, Formula) and cell.cached == formulas.DIFFERS


def _write(book: Book, grid: Grid, cells: Mapping[ValueKey, Cell | Formula]) -> None:
    known = {key: cell for key, cell in cells.items() if key[0] in grid.rows and key[1] in grid.columns}
    book.set_cells(grid.sheet, {grid.address(*key): cell for key, cell in known.items()})


# --- what to print ----------------------------------------------------------------------------------------------------


def appendix_cells(regime: Regime, totals: Iterable[Total]) -> dict[ValueKey, Cell]:
    """The cells of an appendix by (indicator, column key); empty cells are None."""
    by_code: dict[str, dict[str, Total]] = {}
    for total in totals:
        by_code.setdefault(total.indicator, {})[total.column] = total
    cells: dict[ValueKey, Cell] = {}
    for indicator in regime.indicators:
        columns = _columns(regime, indicator, by_code.get(indicator.code, {}))
        cells |= {(indicator.code, key): cell for key, cell in columns.items()}
    return cells


def _columns(regime: Regime, indicator: Indicator, parts: Mapping[str, Total]) -> dict[str, Cell]:
    columns: dict[str, Cell] = {column: parts[column].value if column in parts else None for column in _PARTS}
    columns |= dict.fromkeys(("shown", "agreed", "coverage", "missing", "target", "met", "result", "fulfilled"))
    columns["shown_cumulative"] = None
    main, now = parts.get(indicator.judged), parts.get(indicator.columns[0])
    if main is None:
        return columns
    numbers = {column: total.shown for column, total in parts.items()}
    columns["shown"] = total_text(indicator, numbers)
    columns["shown_cumulative"] = cumulative_text(indicator, numbers) or None
    if any(total.agreed is not None for total in parts.values()):
        columns["agreed"] = "; ".join(filter(None, (str(columns["shown"]), _up_to_now(columns["shown_cumulative"]))))
    columns["coverage"] = _of_both(main, now, coverage_text)
    columns["missing"] = _of_both(main, now, lambda total: missing_text(regime, total))
    if main.target is not None:
        columns["target"], columns["met"] = main.target, TARGET_LABELS[main.met]
    columns["result"] = result_text(main, str(columns["shown_cumulative"] or columns["shown"]))
    columns["fulfilled"] = target_percent_text(main)
    return columns


def _of_both(main: Total, now: Total | None, told: Callable[[Total], str]) -> str:
    """What is told of a total; of one in the period and up to now first the one, then the other where it differs."""
    up_to_now, in_period = told(main), told(now) if now and main.column in CUMULATIVE_OF else ""
    if main.column not in CUMULATIVE_OF or up_to_now == in_period:
        return up_to_now
    return "; ".join(filter(None, (in_period, _up_to_now(up_to_now or "–"))))


def _up_to_now(text: Cell) -> str:
    return f"lũy kế: {text}" if text else ""


def result_text(total: Total, shown: str) -> str:
    """A total beside its target: "Đạt: 85,2% (43/50)"."""
    verdict = "" if total.target is None or total.shown is None else TARGET_LABELS[total.met]
    return ": ".join(part for part in (verdict, shown) if part)


def target_percent_text(total: Total) -> str:
    """The reached share of the target: "100%", "92,5%"; "" when unknown."""
    share = target_percent(total.shown, total.target, total.met)
    return "" if share is None else f"{vi.format_number(share, 1)}%"


def evidence_text(ledger: Ledger, indicator: Indicator) -> str:
    """The amount of evidence from units: "05 văn bản; 03 đơn vị có minh chứng"."""
    documents = sum(row["indicator"] == indicator.code for row in ledger.documents)
    units = sum((indicator.code, "evidence") in filled_values(ledger.of(unit)) for unit in ledger.values)
    parts = ((documents, "văn bản"), (units, "đơn vị có minh chứng"))
    return "; ".join(f"{vi.pad_count(count)} {what}" for count, what in parts if count)


def total_text(indicator: Indicator, numbers: Mapping[str, float | None]) -> str:
    """A total as printed: "25 lớp (1.250 người)", "85,2% (43/50)", "11/12 đơn vị"; "" without values."""
    text = {column: vi.format_number(number, 1) for column, number in numbers.items() if number is not None}
    match indicator.kind.code:
        case Kind.YES_NO:
            return f"{text['numerator']}/{text['denominator']} đơn vị" if "numerator" in text else ""
        case Kind.RATIO:
            return _ratio_text(text)
        case Kind.COUNT | Kind.COUNT_PEOPLE | Kind.NAMES | Kind.TEXT:
            return _counted_text(indicator, text, indicator.columns[0], "people")
        case other:
            assert_never(other)


def _ratio_text(text: Mapping[str, str]) -> str:
    parts = f" ({text['numerator']}/{text['denominator']})" if {"numerator", "denominator"} <= text.keys() else ""
    return f"{text['percent']}%{parts}" if "percent" in text else ""


def cumulative_text(indicator: Indicator, numbers: Mapping[str, float | None]) -> str:
    """A cumulative total as printed; "" without values or when the indicator does not repeat."""
    text = {column: vi.format_number(number, 1) for column, number in numbers.items() if number is not None}
    return _counted_text(indicator, text, "cumulative", "cumulative_people")


def counted_text(indicator: Indicator, number: float) -> str:
    """A number with its unit of measure, such as "25 lớp"."""
    return _counted_text(indicator, {"": vi.format_number(number, 1)}, "", "people")


def _counted_text(indicator: Indicator, text: Mapping[str, str], first: str, second: str) -> str:
    things, people = unit_words(indicator.unit)
    shown = f"{text[first]} {things}".strip() if first in text else ""
    return f"{shown} ({text[second]} {people or 'người'})".strip() if second in text else shown


def unit_words(unit: str) -> tuple[str, str]:
    """The nouns of an official unit of measure: ("lớp", "người") of "Số lớp (Số người)", ("", "") of "Số lượng"."""
    first, _, second = unit.partition("(")
    words = [part.strip(" )").casefold().removeprefix("số ").strip() for part in (first, second)]
    things, people = ("" if word in ("lượng", "số", "số lượng") else word for word in words)
    return things, people


def coverage_text(total: Total) -> str:
    """The number of units in a total out of those asked, such as "10/12 (số tạm tính)"."""
    return f"{total.units_reported}/{total.units_expected}" + (f" ({PROVISIONAL})" if total.provisional else "")


def missing_text(regime: Regime, total: Total) -> str:
    """The names of units missing in a total; units that reported only a percentage are listed separately."""
    missing = ", ".join(_name(regime, code) for code in total.missing)
    percents = ", ".join(_name(regime, code) for code in total.percent_only)
    return "; ".join(part for part in (missing, f"chỉ ghi tỉ lệ: {percents}" if percents else "") if part)


def _name(regime: Regime, code: str) -> str:
    unit = regime.unit.get(code)
    return unit.name if unit else code
