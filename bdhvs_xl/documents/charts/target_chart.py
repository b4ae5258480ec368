"""The chart of results against targets: two bars for every indicator with a target, and whether it is reached."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.charts.chart import Chart, LeftOut, Series, percent, shorten_text
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import reason_to_withhold
from bdhvs_xl.documents.figures.figures import Figure
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.appendix_rows import MET, counted_text, unit_words
from bdhvs_xl.rollup.target_status import fulfilled
from bdhvs_xl.rollup.totals import Total

NAME = "Biểu đồ kết quả so với mục tiêu"
_TITLE = "Kết quả thực hiện các chỉ số so với mục tiêu"
_AT_MOST = 8
_ROW = 9
_NAME_LENGTH = 75


@dataclass(frozen=True, slots=True)
class _Pair:
    """One indicator: how long its bars are in percent, and their words."""

    name: str
    result: float
    said: str
    target: float
    target_said: str
    percent: bool
    provisional: bool


def build_target_chart(material: ReportData) -> tuple[Chart | None, list[LeftOut]]:
    """The chart of the indicators that have a target and enough reports, and what is left out of it.

    A percentage is drawn as it is; a number of things as its share of the target, at most 100.
    """
    with_target = [i for i in material.regime.indicators if material.regime.target(i) is not None]
    reasons = {i.code: reason_to_withhold(material.regime, material.columns(i)) for i in with_target}
    left = [LeftOut(i.code, i.name, f"{NAME}: {reasons[i.code]}") for i in with_target if reasons[i.code]]
    pairs = [pair for i in with_target if not reasons[i.code] for pair in _pairs(material, i)]
    if not pairs:
        said = "không chỉ số có mục tiêu nào có đủ số liệu" if with_target else "chưa chỉ số nào có mục tiêu trong kỳ"
        return None, [LeftOut("", NAME, f"Không vẽ vì {said}."), *left]
    return _chart(material, pairs), left


def _pairs(material: ReportData, indicator: Indicator) -> Iterator[_Pair]:
    """The bars of an indicator; none where its total cannot be compared."""
    totals = material.columns(indicator)
    main = totals.get(indicator.judged)
    if main is None or main.shown is None or not main.target:
        return
    name, verdict = f"{indicator.code}. {shorten_text(indicator.name, _NAME_LENGTH)}", MET[main.met].lower()
    if main.column == "percent":
        shown, target = vi.round_half_up(main.shown, 1), vi.round_half_up(main.target, 1)
        said = f"{percent(shown)} – {verdict}"
        yield _Pair(name, shown, said, target, percent(target), percent=True, provisional=main.provisional)
    else:
        said, things = counted_text(indicator, main.shown), unit_words(indicator.unit)[0]
        target_said = f"{vi.format_number(main.target, 1)} {things}".rstrip()
        said = f"{said} – {verdict}"
        yield _Pair(name, _share(main), said, 100, target_said, percent=False, provisional=main.provisional)


def _share(total: Total) -> float:
    """How much of its target a number of things reaches, as the appendix prints it."""
    return fulfilled(total.shown, total.target, bool(total.met)) or 0.0


def _chart(material: ReportData, pairs: Sequence[_Pair]) -> Chart:
    """The chart of the pairs; of many only those that are furthest from their target, in the order of the regime."""
    furthest = sorted(pairs, key=lambda pair: pair.result / pair.target)[:_AT_MOST]
    drawn = [pair for pair in pairs if pair in furthest]
    return Chart(
        title=_TITLE,
        rows=tuple(pair.name for pair in drawn),
        series=(
            Series("Kết quả", "dark", tuple(p.result for p in drawn), tuple(p.said for p in drawn)),
            Series("Mục tiêu", "outlined", tuple(p.target for p in drawn), tuple(p.target_said for p in drawn)),
        ),
        row=_ROW,
        overlaid=False,
        note=tuple(_note(material, drawn, len(pairs))),
    )


def _note(material: ReportData, drawn: Sequence[_Pair], known: int) -> Iterator[str | Figure]:
    printed = [f"Phụ lục {a.number}" for a in material.regime.printed_appendices if a.has_results]
    where = f"số liệu tổng hợp tại {vi.join(printed)}" if printed else f"báo cáo của các {material.regime.reporters}"
    yield f"Nguồn: {where}, tính đến ngày {vi.format_date(material.regime.period_to)}"
    yield " (số tạm tính)." if any(pair.provisional for pair in drawn) else "."
    if len(drawn) < known:
        yield f" Nêu {len(drawn)}/{known} chỉ số còn xa mục tiêu nhất."
    if not all(pair.percent for pair in drawn):
        yield " Chỉ tiêu tính bằng số lượng được vẽ theo tỷ lệ so với mục tiêu."
