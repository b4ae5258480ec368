"""Tổng hợp: units into totals, with appendices, matrix and front page brought up to date."""

from collections.abc import Collection, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks.status import faulty
from bdhvs_xl.intake import log
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.outcome import Argument, Landing, Outcome, WorksOn
from bdhvs_xl.regime.records import RESULT_KINDS, Regime
from bdhvs_xl.rollup import appendix, matrix
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import Total, totals_of
from bdhvs_xl.rollup.used import mark_used
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.grid import parse_marker
from bdhvs_xl.workbook.layout import APPENDIX_GRID, CONFIG
from bdhvs_xl.workbook.standing import WITH_DATA
from bdhvs_xl.workflow import refresh

LABEL = BUTTON_NAMES["roll_up"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> Outcome:
    """The totals of all indicators, with their coverage; faulty cells are left out and listed in `Kiểm tra`."""
    regime, ledger = refresh.load_current(book)
    findings = refresh.run_checks(book, regime, ledger)
    given = contributions(regime, ledger, faulty(findings, regime))
    totals = totals_of(regime, ledger, given)
    mark_used(ledger, given)
    different = appendix.fill(book, regime, ledger, totals, given)
    without_place = {*matrix.fill(book, regime, ledger, given), *appendix.without_place(book, regime)}
    message = _coverage(regime, ledger)
    steps = {"roll_up": f"{message}, {vi.format_date(book.now.date())}"}
    refresh.save_and_refresh(book, regime, ledger, findings, ratios(regime, totals), steps)
    log.append(book, [log.Entry(button=LABEL, subject=message)])
    book.save()
    told = [message, _targets(totals), _differences(different), _rebuild(regime, without_place)]
    told += [f"Không còn trang phụ lục {sheet}: bấm Cập nhật cấu trúc" for sheet in appendix.lost(book, regime)]
    return Outcome(
        message=" ".join(f"{m}." for m in told if m),
        findings=findings,
        totals=[*map(as_mapping, totals)],
        landing=_landing(book),
    )


def _landing(book: Book) -> Landing | None:
    """The first appendix of results, whatever its sheet is called."""
    for sheet, marker in book.markers().items():
        kind, attributes = parse_marker(marker)
        if kind == APPENDIX_GRID and attributes.get("kind") in RESULT_KINDS:
            return Landing(sheet)
    return None


def as_mapping(total: Total) -> Mapping[str, object]:
    """A total in the fields that `--json` promises; `missing` holds the codes of units that are not in it."""
    return {
        "indicator": total.indicator,
        "column": total.column,
        "value": total.value,
        "agreed": total.agreed,
        "units_reported": total.units_reported,
        "units_expected": total.units_expected,
        "missing": [*total.missing, *total.percent_only],
        "target": total.target,
        "met": total.met,
        "previous": total.previous,
    }


def ratios(regime: Regime, totals: Sequence[Total]) -> Mapping[str, tuple[float | None, float | None]]:
    """The percentage to print and the target of every ratio, for the front page's chart."""
    return {
        total.indicator: (None if total.shown is None else round(total.shown, 2), total.target)
        for total in totals
        if total.column == "percent" and regime.indicator[total.indicator].kind.is_ratio
    }


def _coverage(regime: Regime, ledger: Ledger) -> str:
    units = [unit.code for unit in regime.reporting_units()]
    statuses = [ledger.tracking[code].status if code in ledger.tracking else "not_sent" for code in units]
    counted = sum(status in WITH_DATA for status in statuses)
    provisional = statuses.count("returned")
    return f"Đã tổng hợp {counted}/{len(units)} đơn vị" + (
        f", trong đó {provisional} báo cáo còn lỗi (số tạm tính)" if provisional else ""
    )


def _targets(totals: Sequence[Total]) -> str:
    judged = [total for total in totals if total.target is not None]
    met = sum(total.met is True for total in judged)
    open_ones = sum(total.met is None for total in judged)
    too_little = f", {open_ones} chưa đủ số liệu để kết luận" if open_ones else ""
    return f"Mục tiêu: đạt {met}/{len(judged)}{too_little}" if judged else ""


def _differences(codes: Sequence[str]) -> str:
    return f"Lệch với trang Số liệu ở chỉ số {vi.join(codes)}: báo cho người hỗ trợ" if codes else ""


def _rebuild(regime: Regime, without_place: Collection[str]) -> str:
    codes = [indicator.code for indicator in regime.indicators if indicator.code in without_place]
    left_out = [code for code in codes if not any(a.shows(regime.indicator[code]) for a in regime.appendices)]
    if left_out:
        return f"Không phụ lục nào nêu chỉ số {vi.join(left_out)}: xem các dòng “nhóm chỉ số” ở trang {CONFIG}"
    return f"Chỉ số {vi.join(codes)} chưa có chỗ trong phụ lục: bấm Cập nhật cấu trúc" if codes else ""
