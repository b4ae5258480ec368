"""The current totals, and the check that the master's appendices show the same ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.checks.findings_table import findings_from_rows
from bdhvs_xl.checks.status import faulty_cells
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake.ledger import Ledger, ValueKey
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.rollup.appendix_rows import appendix_cells, indicators_without_row, missing_sheets, result_grids
from bdhvs_xl.rollup.contributions import Contribution, contributions
from bdhvs_xl.rollup.task_totals import task_cells
from bdhvs_xl.rollup.totals import Total, totals_from_contributions

_MUST_AGREE, _OF_TASKS = ("shown", "shown_cumulative", "coverage"), ("progress",)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrentTotals:
    """The ledger, the contributions of units, and the totals."""

    ledger: Ledger
    contributions: Sequence[Contribution]
    totals: Sequence[Total]


def load_current_totals(book: Book, regime: Regime) -> CurrentTotals:
    """The current totals; UserError when the appendices show other ones.

    Everything that leaves the office must agree with the appendices.
    """
    now = add_up_reports(book, regime)
    require_up_to_date(book, regime, now.totals)
    _refuse(book, task_cells(regime, now.ledger, now.contributions), _OF_TASKS)
    return now


def add_up_reports(book: Book, regime: Regime) -> CurrentTotals:
    """The totals as `Tổng hợp` computes them, without values that have errors in `Kiểm tra`."""
    ledger = ledgers.load_ledger(book)
    findings = findings_from_rows(book.read_table(FINDINGS_TABLE))
    given = contributions(regime, ledger, faulty_cells(findings, regime))
    totals = totals_from_contributions(regime, ledger, given)
    return CurrentTotals(ledger=ledger, contributions=given, totals=totals)


def require_up_to_date(book: Book, regime: Regime, totals: Sequence[Total]) -> None:
    """Raise UserError naming the first place where the master's appendices do not show these totals."""
    for sheet in missing_sheets(book, regime):
        raise UserError(
            f"File tổng hợp không còn trang phụ lục {sheet} để đối chiếu số liệu của báo cáo.",
            "Hãy bấm Cập nhật cấu trúc để có lại trang này, rồi bấm lại nút.",
        )
    lines = {code for grid in result_grids(book) for code in grid.rows}
    if half := [code for code in indicators_without_row(book, regime) if code in lines]:
        raise UserError(
            f"Phụ lục ở file tổng hợp chưa có đủ cột để đối chiếu số liệu của chỉ số {vi.join(half)}.",
            "Hãy bấm Cập nhật cấu trúc, rồi Tổng hợp, rồi bấm lại nút.",
        )
    _refuse(book, appendix_cells(regime, totals), _MUST_AGREE)


def _refuse(book: Book, cells: Mapping[ValueKey, Cell], keys: Collection[str]) -> None:
    """Nothing when the appendices show these cells in their columns `keys`."""
    for grid in result_grids(book):
        for (code, key), cell in cells.items():
            known = code in grid.rows and key in grid.columns and key in keys
            if known and str(grid.value(code, key) or "") != str(cell or ""):
                raise UserError(
                    f"Trang {grid.sheet}, chỉ số {code}: phụ lục ghi “{grid.value(code, key) or 'trống'}”, "
                    f"số liệu hiện có cho “{cell or 'trống'}”.",
                    "Hãy bấm Tổng hợp trước rồi bấm lại nút.",
                )
