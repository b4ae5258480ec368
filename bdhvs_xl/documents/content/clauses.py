"""What the data adds to an indicator's sentence: target, coverage, who said no, best and weakest."""

from collections.abc import Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.regime.model import ADDS_UP, Indicator, Regime
from bdhvs_xl.rollup.appendix_rows import unit_words
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.rollup.totals import Total

PERCENT_DECIMALS = 1
_NAMED_AT_MOST = 3
_TIES_NAMED = 2
_LISTED_AT_MOST = 12
_COMPARED = {"percent": "Tỷ lệ", "in_period": "Số trong kỳ", "value": "Số này"}
"""The columns that are compared with the period before, as a sentence calls them."""
_ENOUGH_TO_COMPARE = 3
_MEASURES = tuple(map(vi.fold, ("số", "lượng", "các", "tỉ", "tỷ", "lệ")))
"""First words of an indicator's name that say how it is measured, not what."""


def number(total: Total) -> str:
    """A total as reports write it: "05" classes, "2.610" people, "85,2" percent."""
    value = total.shown or 0.0
    return vi.format_number(value, PERCENT_DECIMALS) if total.column == "percent" else vi.pad_count(value)


def figure(total: Total) -> Figure:
    """A total as a figure of the report."""
    return Figure(indicator=total.indicator, column=total.column, value=total.shown or 0.0, text=number(total))


def target_clause(totals: Sequence[Total], figures: Figures) -> str:
    """ ", vượt mục tiêu 80%" and the like; "" without a target or when one cannot say."""
    judged = next((t for t in totals if t.target is not None and t.met is not None), None)
    if judged is None or judged.target is None:
        return ""
    is_percent = judged.column == "percent"
    text = vi.format_number(judged.target, PERCENT_DECIMALS) if is_percent else vi.pad_count(judged.target)
    target = figures.mark(Figure(indicator=judged.indicator, column="target", value=judged.target, text=text))
    verdict = "chưa đạt" if not judged.met else "vượt" if (judged.shown or 0) > judged.target else "hoàn thành"
    return f", {verdict} mục tiêu {target}{'%' if is_percent else ''}"


def coverage_clause(material: ReportData, totals: Sequence[Total], silent: frozenset[str], figures: Figures) -> str:
    """ " (số liệu của 09/10 đơn vị)" where fewer speak than have reported at all; `silent` have sent nothing.

    Where only what was done up to now is known of fewer, "số liệu lũy kế".
    """
    narrowest = min(totals, key=lambda t: t.units_reported)
    absent = (*narrowest.missing, *narrowest.percent_only)
    if not set(absent) - silent:
        return ""
    code = narrowest.indicator
    reported = figures.mark(_count(code, "units_reported", narrowest.units_reported))
    expected = figures.mark(_count(code, "units_expected", narrowest.units_expected))
    bare = narrowest.percent_only
    also = f"; {material.list_named(bare)} chỉ báo cáo tỉ lệ nên chưa cộng được" if bare else ""
    only_up_to_now = narrowest.column in ADDS_UP and any(t.units_reported > narrowest.units_reported for t in totals)
    return f" (số liệu {'lũy kế ' if only_up_to_now else ''}của {reported}/{expected} đơn vị{also})"


def documents_clause(material: ReportData, indicator: Indicator, figures: Figures) -> str:
    """ ", với 20 văn bản" behind a yes that documents must prove; "" where none is listed."""
    if not indicator.kind.is_yes_no or indicator.needs != "documents":
        return ""
    known = {unit.code for unit in material.units}
    units = [row["unit"] for row in material.documents[indicator.code]]
    count = sum(unit in known for unit in units)
    figure = Figure(
        indicator=indicator.code,
        column="documents",
        value=count,
        text=vi.pad_count(count),
        units=tuple(dict.fromkeys(units)),
    )
    return f", với {figures.mark(figure)} văn bản" if count else ""


def negative_answers_clause(material: ReportData, indicator: Indicator) -> str:
    """ "; còn phường Lê Hồ chưa thực hiện" where few enough units answered Không."""
    noes = [c.unit for c in material.given[indicator.code] if c.number == 0]
    if not indicator.kind.is_yes_no or not 0 < len(noes) <= _NAMED_AT_MOST:
        return ""
    return f"; còn {material.list_named(noes)} chưa thực hiện"


def best_and_weakest_clause(material: ReportData, indicator: Indicator, figures: Figures) -> str:
    """ "; cao nhất là xã Giao Ninh (100%), thấp nhất là phường Lê Hồ (61,3%)" where units can be compared.

    Nothing where many units share both ends: then nobody can be named.
    """
    known = [c for c in material.given[indicator.code] if c.percent is not None and c.standing == "counted"]
    shares = [c.percent for c in known if c.percent is not None]
    if indicator.over_units != "ratio" or len(known) < _ENOUGH_TO_COMPARE or _same(max(shares), min(shares)):
        return ""
    top = [c for c in known if _same(c.percent, max(shares))]
    bottom = [c for c in known if _same(c.percent, min(shares))]
    if min(len(top), len(bottom)) > _TIES_NAMED:
        return ""
    return f"; {_extreme(material, 'cao nhất', top, figures)}, {_extreme(material, 'thấp nhất', bottom, figures)}"


def comparison_sentences(totals: Sequence[Total], figures: Figures) -> list[str]:
    """ "Số trong kỳ tăng 03 so với kỳ trước (12)." where both periods are known of the same units; else nothing.

    What was done up to now is not compared: it only grows.
    """
    main = next((t for t in totals if t.column in _COMPARED), None)
    if main is None or main.shown is None or main.previous is None or main.missing or main.percent_only:
        return []
    before, change = _rounded(main.previous), _rounded(_rounded(main.shown) - _rounded(main.previous))
    if not before and main.column != "percent":
        return ["Kỳ trước chưa phát sinh."]
    said = figures.mark(_of_two(main, "previous", before)) + ("%" if main.column == "percent" else "")
    if not change:
        return [f"{_COMPARED[main.column]} giữ nguyên so với kỳ trước ({said})."]
    way, points = "tăng" if change > 0 else "giảm", " điểm phần trăm" if main.column == "percent" else ""
    by = figures.mark(_of_two(main, "change", abs(change)))
    return [f"{_COMPARED[main.column]} {way} {by}{points} so với kỳ trước ({said})."]


def cumulative_phrase(regime: Regime) -> str:
    """What people call what was done up to now: "lũy kế từ ngày 15/5/2025 đến ngày 14/6/2025"."""
    first = regime.cumulative_from or regime.period_from
    return f"lũy kế từ ngày {vi.format_date(first)} đến ngày {vi.format_date(regime.period_to)}"


def cumulative_sentence(regime: Regime, totals: Mapping[str, Total], figures: Figures) -> str:
    """ " Lũy kế từ ngày … đến ngày … là 12 lớp (350 người)." after what says that nothing was done in the period."""
    known = [totals[c] for c in ADDS_UP if c in totals and totals[c].shown]
    told = [figures.mark(figure(total)) for total in known]
    if not told:
        return ""
    things = unit_words(regime.indicator[known[0].indicator].unit)[0]
    text = cumulative_phrase(regime)
    people = f" ({told[1]} người)" if len(told) > 1 else ""
    return f" {text[0].upper()}{text[1:]} là {f'{told[0]} {things}'.rstrip()}{people}."


def _rounded(number: float) -> float:
    """The number as far as it is printed."""
    return vi.round_half_up(number, PERCENT_DECIMALS)


def _of_two(total: Total, column: str, value: float) -> Figure:
    is_percent = total.column == "percent"
    text = vi.format_number(value, PERCENT_DECIMALS) if is_percent else vi.pad_count(value)
    return Figure(indicator=total.indicator, column=column, value=value, text=text)


def join_first_names(names: Sequence[str]) -> str:
    """The names in a sentence, "VNeID, Zalo và Facebook"; the first of them when they are many."""
    shown = [clean_text(name) for name in names[:_LISTED_AT_MOST]]
    return f"{', '.join(shown)}…" if len(names) > _LISTED_AT_MOST else vi.join(shown)


def zero_sentence(indicator: Indicator) -> str:
    """The sentence of a total that is zero: "Theo báo cáo của các đơn vị, chưa có lớp phổ cập kỹ năng số.".

    Of what adds up from period to period it says no more than that nothing was done in this one.
    """
    when = "trong kỳ " if indicator.repeats else ""
    return f"Theo báo cáo của các đơn vị, {when}chưa có {counted_noun(indicator)}."


def counted_noun(indicator: Indicator) -> str:
    """What an indicator counts: "lớp phổ cập kỹ năng số cho người khuyết tật"."""
    words = vi.plain(indicator.name).rstrip(".").split()
    while words and vi.fold(words[0]) in _MEASURES:
        words.pop(0)
    text = " ".join(words)
    return f"{text[:1].lower()}{text[1:]}"


def _count(indicator: str, column: str, value: int) -> Figure:
    return Figure(indicator=indicator, column=column, value=value, text=vi.pad_count(value))


def _same(one: float | None, other: float) -> bool:
    return one is not None and abs(one - other) < 0.05


def _extreme(material: ReportData, word: str, equals: Sequence[Contribution], figures: Figures) -> str:
    first = equals[0]
    text = vi.format_number(first.percent or 0.0, PERCENT_DECIMALS)
    share = figures.mark(
        Figure(indicator=first.indicator, column="percent", unit=first.unit, value=first.percent or 0.0, text=text)
    )
    units = tuple(c.unit for c in equals)
    if len(units) <= _TIES_NAMED:
        return f"{word} là {material.list_named(units)} ({share}%)"
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
