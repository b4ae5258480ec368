"""Roll up the reports of all units into the master's appendices, matrix and front page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks.status import faulty_cells
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.progress_state import RECEIVED_STATUSES
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.rollup import appendix_rows, matrix
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import Total, totals_from_contributions
from bdhvs_xl.rollup.used_values import mark_used
from bdhvs_xl.workflow.refresh import load_current, run_checks, save_and_refresh


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpResult:
    """The totals, the findings whose faulty cells they leave out, and a summary sentence with the number of units.

    `differing` are the indicators whose appendix formulas give another total, `without_place` those without a row in
    any appendix or matrix, `lost_sheets` the deleted appendices.
    """

    regime: Regime
    findings: Sequence[Finding]
    totals: Sequence[Total]
    differing: Sequence[str]
    without_place: Collection[str]
    lost_sheets: Sequence[str]
    summary: str


def roll_up_reports(book: Book) -> RollUpResult:
    """The totals of all indicators, with their coverage; faulty cells are left out. The book is saved."""
    regime, ledger = load_current(book)
    findings = run_checks(book, regime, ledger)
    given = contributions(regime, ledger, faulty_cells(findings, regime))
    totals = totals_from_contributions(regime, ledger, given)
    mark_used(ledger, given)
    differing = appendix_rows.fill_appendices(book, regime, ledger, totals, given)
    without_place = {
        *matrix.fill_matrix(book, regime, ledger, given),
        *appendix_rows.indicators_without_row(book, regime),
    }
    coverage = _coverage(regime, ledger)
    steps = {"roll_up": f"{coverage}, {vi.format_date(book.now.date())}"}
    save_and_refresh(book, regime, ledger, findings, _ratios(regime, totals), steps)
    log.append_log(book, [log.LogEntry(button=BUTTON_NAMES["roll_up"], subject=coverage)])
    book.save()
    return RollUpResult(
        regime=regime, findings=findings, totals=totals, differing=differing, without_place=without_place,
        lost_sheets=appendix_rows.missing_sheets(book, regime), summary=coverage,
    )  # fmt: skip


def _coverage(regime: Regime, ledger: Ledger) -> str:
    units = [unit.code for unit in regime.reporting_units()]
    statuses = [ledger.tracking[code].status if code in ledger.tracking else "not_sent" for code in units]
    counted = sum(status in RECEIVED_STATUSES for status in statuses)
    provisional = statuses.count("returned")
    return f"Đã tổng hợp {counted}/{len(units)} đơn vị" + (
        f", trong đó {provisional} báo cáo còn lỗi (số tạm tính)" if provisional else ""
    )


def _ratios(regime: Regime, totals: Sequence[Total]) -> Mapping[str, tuple[float | None, float | None]]:
    """The percentage to print and the target of every ratio, for the front page's chart."""
    return {
        total.indicator: (None if total.shown is None else round(total.shown, 2), total.target)
        for total in totals
        if total.column == "percent" and regime.indicator[total.indicator].kind.is_ratio
    }
