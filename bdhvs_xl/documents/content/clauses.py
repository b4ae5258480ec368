"""Clauses that the data adds to an indicator's sentence: target, coverage, negative answers, best and weakest."""

from collections.abc import Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime
from bdhvs_xl.rollup.appendix_rows import unit_words
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.rollup.totals import Total

PERCENT_DECIMALS = 1
_NAMED_AT_MOST = 3
_TIES_NAMED = 2
_LISTED_AT_MOST = 12
_COMPARED = {"percent": "Tỷ lệ", "in_period": "Số trong kỳ", "value": "Số này"}
"""The columns compared with the previous period, by the noun a sentence uses for them."""
_ENOUGH_TO_COMPARE = 3
_MEASURES = tuple(map(vi.fold, ("số", "lượng", "các", "tỉ", "tỷ", "lệ")))
"""First words of an indicator's name that name the measure, not what is measured."""


def format_total(total: Total) -> str:
    """A total in the report's notation: "05" classes, "2.610" people, "85,2" percent."""
    value = total.shown or 0.0
    return vi.format_number(value, PERCENT_DECIMALS) if total.column == "percent" else vi.pad_count(value)


def total_figure(total: Total) -> Figure:
    """A total as a figure of the report."""
    return Figure(indicator=total.indicator, column=total.column, value=total.shown or 0.0, text=format_total(total))


def target_clause(totals: Sequence[Total], figures: Figures) -> str:
    """ ", vượt mục tiêu 80%", or "chưa đạt", "hoàn thành"; "" without a target or a verdict."""
    total = next((t for t in totals if t.target is not None and t.met is not None), None)
    if total is None or total.target is None:
        return ""
    is_percent = total.column == "percent"
    text = vi.format_number(total.target, PERCENT_DECIMALS) if is_percent else vi.pad_count(total.target)
    target = figures.mark(Figure(indicator=total.indicator, column="target", value=total.target, text=text))
    verdict = "chưa đạt" if not total.met else "vượt" if (total.shown or 0) > total.target else "hoàn thành"
    return f", {verdict} mục tiêu {target}{'%' if is_percent else ''}"


def coverage_clause(data: ReportData, totals: Sequence[Total], silent: frozenset[str], figures: Figures) -> str:
    """ " (số liệu của 09/10 đơn vị)" when fewer units are in the total than have reported; `silent` units sent nothing.

    When only the cumulative value lacks units, "số liệu lũy kế".
    """
    least_covered = min(totals, key=lambda t: t.units_reported)
    absent = (*least_covered.missing, *least_covered.percent_only)
    if not set(absent) - silent:
        return ""
    code = least_covered.indicator
    reported = figures.mark(_count(code, "units_reported", least_covered.units_reported))
    expected = figures.mark(_count(code, "units_expected", least_covered.units_expected))
    percent_only = least_covered.percent_only
    also = f"; {data.join_names(percent_only)} chỉ báo cáo tỉ lệ nên chưa cộng được" if percent_only else ""
    only_up_to_now = least_covered.column in CUMULATIVE_OF and any(
        t.units_reported > least_covered.units_reported for t in totals
    )
    return f" (số liệu {'lũy kế ' if only_up_to_now else ''}của {reported}/{expected} đơn vị{also})"


def documents_clause(data: ReportData, indicator: Indicator, figures: Figures) -> str:
    """ ", với 20 văn bản" after a yes that documents must prove; "" when none is listed."""
    if not indicator.kind.is_yes_no or indicator.needs != "documents":
        return ""
    known = {unit.code for unit in data.units}
    units = [row["unit"] for row in data.documents[indicator.code]]
    count = sum(unit in known for unit in units)
    figure = Figure(
        indicator=indicator.code,
        column="documents",
        value=count,
        text=vi.pad_count(count),
        units=tuple(dict.fromkeys(units)),
    )
    return f", với {figures.mark(figure)} văn bản" if count else ""


def negative_answers_clause(data: ReportData, indicator: Indicator) -> str:
    """ "; còn phường Lê Hồ chưa thực hiện" when few enough units answered Không; else ""."""
    negative = [c.unit for c in data.contributions_by_indicator[indicator.code] if c.number == 0]
    if not indicator.kind.is_yes_no or not 0 < len(negative) <= _NAMED_AT_MOST:
        return ""
    return f"; còn {data.join_names(negative)} chưa thực hiện"


def best_and_weakest_clause(data: ReportData, indicator: Indicator, figures: Figures) -> str:
    """ "; cao nhất là xã Giao Ninh (100%), thấp nhất là phường Lê Hồ (61,3%)" when units can be compared.

    "" when many units share the highest and the lowest value: then no name would be informative.
    """
    known = [
        c for c in data.contributions_by_indicator[indicator.code] if c.percent is not None and c.standing == "counted"
    ]
    shares = [c.percent for c in known if c.percent is not None]
    if indicator.over_units != "ratio" or len(known) < _ENOUGH_TO_COMPARE or _is_equal(max(shares), min(shares)):
        return ""
    top = [c for c in known if _is_equal(c.percent, max(shares))]
    bottom = [c for c in known if _is_equal(c.percent, min(shares))]
    if min(len(top), len(bottom)) > _TIES_NAMED:
        return ""
    return f"; {_extreme(data, 'cao nhất', top, figures)}, {_extreme(data, 'thấp nhất', bottom, figures)}"


def comparison_sentences(totals: Sequence[Total], figures: Figures) -> list[str]:
    """ "Số trong kỳ tăng 03 so với kỳ trước (12)." when both periods have the same units; else an empty list.

    Cumulative values are not compared, because they can only grow.
    """
    main = next((t for t in totals if t.column in _COMPARED), None)
    if main is None or main.shown is None or main.previous is None or main.missing or main.percent_only:
        return []
    before, change = _round(main.previous), _round(_round(main.shown) - _round(main.previous))
    if not before and main.column != "percent":
        return ["Kỳ trước chưa phát sinh."]
    previous = figures.mark(_comparison_figure(main, "previous", before)) + ("%" if main.column == "percent" else "")
    if not change:
        return [f"{_COMPARED[main.column]} giữ nguyên so với kỳ trước ({previous})."]
    way, points = "tăng" if change > 0 else "giảm", " điểm phần trăm" if main.column == "percent" else ""
    by = figures.mark(_comparison_figure(main, "change", abs(change)))
    return [f"{_COMPARED[main.column]} {way} {by}{points} so với kỳ trước ({previous})."]


def cumulative_phrase(regime: Regime) -> str:
    """The words for a cumulative value: "lũy kế từ ngày 15/5/2025 đến ngày 14/6/2025"."""
    first = regime.cumulative_from or regime.period_from
    return f"lũy kế từ ngày {vi.format_date(first)} đến ngày {vi.format_date(regime.period_to)}"


def cumulative_sentence(regime: Regime, totals: Mapping[str, Total], figures: Figures) -> str:
    """ " Lũy kế từ ngày … đến ngày … là 12 lớp (350 người)."; follows a sentence saying that the period has none."""
    known = [totals[c] for c in CUMULATIVE_OF if c in totals and totals[c].shown]
    numbers = [figures.mark(total_figure(total)) for total in known]
    if not numbers:
        return ""
    things = unit_words(regime.indicator[known[0].indicator].unit)[0]
    text = cumulative_phrase(regime)
    people = f" ({numbers[1]} người)" if len(numbers) > 1 else ""
    return f" {text[0].upper()}{text[1:]} là {f'{numbers[0]} {things}'.rstrip()}{people}."


def _round(number: float) -> float:
    """The number rounded to the printed decimals."""
    return vi.round_half_up(number, PERCENT_DECIMALS)


def _comparison_figure(total: Total, column: str, value: float) -> Figure:
    is_percent = total.column == "percent"
    text = vi.format_number(value, PERCENT_DECIMALS) if is_percent else vi.pad_count(value)
    return Figure(indicator=total.indicator, column=column, value=value, text=text)


def join_first_names(names: Sequence[str]) -> str:
    """The names in a sentence, "VNeID, Zalo và Facebook"; only the first ones when there are many."""
    listed = [clean_text(name) for name in names[:_LISTED_AT_MOST]]
    return f"{', '.join(listed)}…" if len(names) > _LISTED_AT_MOST else vi.join(listed)


def zero_sentence(indicator: Indicator) -> str:
    """The sentence for a total of zero: "Theo báo cáo của các đơn vị, chưa có lớp phổ cập kỹ năng số.".

    For an indicator asked every period, it says only that this period has no result.
    """
    when = "trong kỳ " if indicator.repeats else ""
    return f"Theo báo cáo của các đơn vị, {when}chưa có {counted_noun(indicator)}."


def counted_noun(indicator: Indicator) -> str:
    """The noun phrase for what an indicator counts: "lớp phổ cập kỹ năng số cho người khuyết tật"."""
    words = vi.plain(indicator.name).rstrip(".").split()
    while words and vi.fold(words[0]) in _MEASURES:
        words.pop(0)
    text = " ".join(words)
    return f"{text[:1].lower()}{text[1:]}"


def _count(indicator: str, column: str, value: int) -> Figure:
    return Figure(indicator=indicator, column=column, value=value, text=vi.pad_count(value))


def _is_equal(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) < 0.05


def _extreme(data: ReportData, word: str, equals: Sequence[Contribution], figures: Figures) -> str:
    first = equals[0]
    text = vi.format_number(first.percent or 0.0, PERCENT_DECIMALS)
    share = figures.mark(
        Figure(indicator=first.indicator, column="percent", unit=first.unit, value=first.percent or 0.0, text=text)
    )
    units = tuple(c.unit for c in equals)
    if len(units) <= _TIES_NAMED:
        return f"{word} là {data.join_names(units)} ({share}%)"
    many = figures.mark(
        Figure(
            indicator=first.indicator,
            column="units_alike",
            value=len(units),
            text=vi.pad_count(len(units)),
            units=units,
        )
    )
    return f"{many} đơn vị cùng ở mức {word} ({share}%)"
