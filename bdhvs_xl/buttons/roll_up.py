"""Tổng hợp: compute the totals of all units and update appendices, matrix and front page."""

from collections.abc import Iterator, Sequence

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CONFIG
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.rollup.totals import Total
from bdhvs_xl.workflow import landing_places
from bdhvs_xl.workflow.roll_up_reports import RollUpResult, roll_up_reports

LABEL = BUTTON_NAMES["roll_up"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> ButtonResult:
    """The totals of all indicators, with their coverage; faulty cells are left out and listed in `Kiểm tra`."""
    done = roll_up_reports(book)
    return ButtonResult(
        message=" ".join(f"{sentence}." for sentence in _message(done) if sentence),
        findings=done.findings,
        totals=[total.as_mapping() for total in done.totals],
        landing=landing_places.go_to_results(book),
    )


def _message(done: RollUpResult) -> Iterator[str]:
    yield done.summary
    yield _targets(done.totals)
    if done.differing:
        yield f"Lệch với trang Số liệu ở chỉ số {vi.join(done.differing)}: báo cho người hỗ trợ"
    yield _to_rebuild(done)
    yield from (f"Không còn trang phụ lục {sheet}: bấm Cập nhật cấu trúc" for sheet in done.lost_sheets)


def _targets(totals: Sequence[Total]) -> str:
    judged = [total for total in totals if total.target is not None]
    met = sum(total.met is True for total in judged)
    open_ones = sum(total.met is None for total in judged)
    too_little = f", {open_ones} chưa đủ số liệu để kết luận" if open_ones else ""
    return f"Mục tiêu: đạt {met}/{len(judged)}{too_little}" if judged else ""


def _to_rebuild(done: RollUpResult) -> str:
    regime = done.regime
    codes = [indicator.code for indicator in regime.indicators if indicator.code in done.without_place]
    left_out = [code for code in codes if not any(a.shows(regime.indicator[code]) for a in regime.appendices)]
    if left_out:
        return f"Không phụ lục nào nêu chỉ số {vi.join(left_out)}: xem các dòng “nhóm chỉ số” ở trang {CONFIG}"
    return f"Chỉ số {vi.join(codes)} chưa có chỗ trong phụ lục: bấm Cập nhật cấu trúc" if codes else ""
