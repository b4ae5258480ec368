"""The chart of results against targets: two bars for every indicator with a target, and whether it is met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.charts.chart import Chart, LeftOut, Series, format_percent, shorten_text
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import reason_to_withhold
from bdhvs_xl.documents.figures.figures import Figure
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.appendix_rows import TARGET_LABELS, counted_text, unit_words
from bdhvs_xl.rollup.coverage import target_percent
from bdhvs_xl.rollup.totals import Total

NAME = "Biểu đồ kết quả so với mục tiêu"
_TITLE = "Kết quả thực hiện các chỉ số so với mục tiêu"
_AT_MOST = 8
_ROW = 9
_NAME_LENGTH = 75


@dataclass(frozen=True, slots=True)
class _Pair:
    """One indicator: the lengths of its bars in percent, and their labels."""

    name: str
    result: float
    label: str
    target: float
    target_label: str
    is_percent: bool
    provisional: bool


def build_target_chart(data: ReportData) -> tuple[Chart | None, list[LeftOut]]:
    """The chart of the indicators with a target and enough reports, and what is left out of it.

    A percentage is drawn as it is; a count as its share of the target, at most 100.
    """
    with_target = [i for i in data.regime.indicators if data.regime.target(i) is not None]
    reasons = {i.code: reason_to_withhold(data.regime, data.columns(i)) for i in with_target}
    left_out = [LeftOut(i.code, i.name, f"{NAME}: {reasons[i.code]}") for i in with_target if reasons[i.code]]
    pairs = [pair for i in with_target if not reasons[i.code] for pair in _pairs(data, i)]
    if not pairs:
        reason = "không chỉ số có mục tiêu nào có đủ số liệu" if with_target else "chưa chỉ số nào có mục tiêu trong kỳ"
        return None, [LeftOut("", NAME, f"Không vẽ vì {reason}."), *left_out]
    return _chart(data, pairs), left_out


def _pairs(data: ReportData, indicator: Indicator) -> Iterator[_Pair]:
    """The bars of an indicator; none when its total cannot be compared."""
    totals = data.columns(indicator)
    main = totals.get(indicator.judged)
    if main is None or main.shown is None or not main.target:
        return
    name, verdict = f"{indicator.code}. {shorten_text(indicator.name, _NAME_LENGTH)}", TARGET_LABELS[main.met].lower()
    if main.column == "percent":
        shown, target = vi.round_half_up(main.shown, 1), vi.round_half_up(main.target, 1)
        label = f"{format_percent(shown)} – {verdict}"
        yield _Pair(name, shown, label, target, format_percent(target), is_percent=True, provisional=main.provisional)
    else:
        label, things = counted_text(indicator, main.shown), unit_words(indicator.unit)[0]
        target_label = f"{vi.format_number(main.target, 1)} {things}".rstrip()
        label = f"{label} – {verdict}"
        yield _Pair(name, _share(main), label, 100, target_label, is_percent=False, provisional=main.provisional)


def _share(total: Total) -> float:
    """How much of its target a count reaches, in percent as the appendix prints it."""
    return target_percent(total.shown, total.target, bool(total.met)) or 0.0


def _chart(data: ReportData, pairs: Sequence[_Pair]) -> Chart:
    """The chart of the pairs; when there are many, of those furthest from their target, in the order of the regime."""
    furthest = sorted(pairs, key=lambda pair: pair.result / pair.target)[:_AT_MOST]
    drawn = [pair for pair in pairs if pair in furthest]
    return Chart(
        title=_TITLE,
        rows=tuple(pair.name for pair in drawn),
        series=(
            Series("Kết quả", "dark", tuple(p.result for p in drawn), tuple(p.label for p in drawn)),
            Series("Mục tiêu", "outlined", tuple(p.target for p in drawn), tuple(p.target_label for p in drawn)),
        ),
        row=_ROW,
        overlaid=False,
        note=tuple(_note(data, drawn, len(pairs))),
    )


def _note(data: ReportData, drawn: Sequence[_Pair], known: int) -> Iterator[str | Figure]:
    printed = [f"Phụ lục {a.number}" for a in data.regime.printed_appendices if a.has_results]
    where = f"số liệu tổng hợp tại {vi.join(printed)}" if printed else f"báo cáo của các {data.regime.reporters}"
    yield f"Nguồn: {where}, tính đến ngày {vi.format_date(data.regime.period_to)}"
    yield " (số tạm tính)." if any(pair.provisional for pair in drawn) else "."
    if len(drawn) < known:
        yield f" Nêu {len(drawn)}/{known} chỉ số còn xa mục tiêu nhất."
    if not all(pair.is_percent for pair in drawn):
        yield " Chỉ tiêu tính bằng số lượng được vẽ theo tỷ lệ so với mục tiêu."
