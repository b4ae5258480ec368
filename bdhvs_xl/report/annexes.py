"""The lines of the appendices' tables: the survey schedule, every indicator, every task, every practice.

In a unit's own report a result is the unit's, beside it stand the unit's name and its evidence itself; in the report of
the focal office it is the total, beside it stand how many units are in it and how much evidence they gave.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.checks.context import answer_of, written
from bdhvs_xl.regime.records import Appendix, Indicator, Unit
from bdhvs_xl.report import evidence, task_lines
from bdhvs_xl.report.figures import Figure, Figures, clean
from bdhvs_xl.report.line import Line
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.practices import Practice
from bdhvs_xl.report.qualifiers import worded
from bdhvs_xl.report.references import figure_of
from bdhvs_xl.report.reporting import standings
from bdhvs_xl.rollup.appendix import MET, cumulative_text, shown_text
from bdhvs_xl.rollup.targets import fulfilled
from bdhvs_xl.rollup.totals import Total

_NO_NUMBER = "–"
_NAMED_AT_MOST = 4
_PRINTED = ("value", "in_period", "people", "percent", "numerator", "denominator")
"""The columns of a total as `shown_text` prints them; of a yes-or-no question only the two counts."""


def lines(material: Material, figures: Figures, practices: Sequence[Practice]) -> Iterator[Line]:
    """The rows of all appendices that stand in the report."""
    for appendix in material.regime.printed_appendices:
        for line in _of(appendix, material, figures, practices):
            yield replace(line, appendix=appendix.id)


def _of(appendix: Appendix, material: Material, figures: Figures, practices: Sequence[Practice]) -> Iterator[Line]:
    match appendix.kind:
        case "schedule":
            yield from _schedule(material)
        case "practices":
            yield from _practices(material, practices)
        case "tasks":
            yield from task_lines.lines(appendix, material, figures)
        case _:
            yield from _results(appendix, material, figures)


def _schedule(material: Material) -> Iterator[Line]:
    """The survey schedule by delegation, and how each place has reported; of a unit its own line."""
    author = material.author
    reported = {} if author else {standing.unit: standing.text for standing in standings(material)}
    slots = [slot for slot in material.regime.schedule if author is None or slot.unit == author.code]
    delegation = ""
    for order, slot in enumerate(slots, 1):
        if slot.delegation != delegation:
            delegation = slot.delegation
            yield Line("schedule_group", {"name": delegation})
        fields = {"order": str(order), "name": material.name(slot.unit), "time": slot.time}
        yield Line("schedule", {**fields, "received": reported.get(slot.unit, _NO_NUMBER)})


def _practices(material: Material, practices: Sequence[Practice]) -> Iterator[Line]:
    """Every practice with who does it and where."""
    for order, practice in enumerate(practices, 1):
        place = "" if vi.fold(practice.place) == vi.fold(material.name(practice.unit)) else practice.place
        where = material.name(practice.unit) + (f"\n{place}" if place else "")
        texts = {"name": practice.name, "description": practice.description, "result": practice.result}
        yield Line("practices", {"order": str(order), "place": where, **texts})


def _results(appendix: Appendix, material: Material, figures: Figures) -> Iterator[Line]:
    """Every indicator of the appendix; under its group where there are several."""
    rows = {"targets": _against_target, "statistics": _statistic}.get(appendix.kind, _result)
    shown = list(material.regime.shown_in(appendix))
    order = 0
    for group, indicators in shown:
        if len(shown) > 1 or appendix.kind == "results":
            yield Line(f"{appendix.kind}_group", {"name": f"{group.code}. {group.name}"})
        for indicator in indicators:
            order += 1
            fields = {"order": str(order), "name": vi.plain(indicator.name).rstrip(".")}
            yield Line(appendix.kind, {**fields, **rows(material, figures, indicator)})


# --- a line of each kind of table -------------------------------------------------------------------------------------


def _result(material: Material, figures: Figures, indicator: Indicator) -> dict[str, str]:
    totals = material.columns(indicator)
    return {
        "code": indicator.code,
        "unit": indicator.unit,
        "shown": _value(material, figures, indicator, totals),
        **_twice(material, "shown_cumulative", shown_up_to_now(indicator, totals, figures)),
        "coverage": _reporters(material, figures, indicator, totals),
        "remark": _remark(material, figures, indicator, totals.get(indicator.judged)),
    }


def _against_target(material: Material, figures: Figures, indicator: Indicator) -> dict[str, str]:
    """The result as the form of the plan asks for it: reached or not, and how much of the target."""
    totals = material.columns(indicator)
    main, now = totals.get(indicator.judged), _value(material, figures, indicator, totals)
    value = (shown_up_to_now(indicator, totals, figures) or _NO_NUMBER) if indicator.repeats else now
    target = material.regime.target(indicator)
    known = main is not None and main.shown is not None and target is not None
    share = fulfilled(main.shown, main.target, main.met) if main else None
    return {
        "target": _target_cell(material, figures, indicator),
        "units": _reporters(material, figures, indicator, totals),
        **_twice(material, "shown", now if indicator.repeats else ""),
        "result": f"{MET[main.met]}\n{value}" if main and known else value,
        "fulfilled": _NO_NUMBER if share is None else f"{_number(figures, indicator, 'fulfilled', share)}%",
        "evidence": _evidence(material, figures, indicator),
    }


def _statistic(material: Material, figures: Figures, indicator: Indicator) -> dict[str, str]:
    totals = material.columns(indicator)
    return {
        "unit": indicator.unit,
        "shown": _value(material, figures, indicator, totals),
        **_twice(material, "shown_cumulative", shown_up_to_now(indicator, totals, figures)),
        "evidence": _evidence(material, figures, indicator),
        "units": _reporters(material, figures, indicator, totals),
    }


# --- cells ------------------------------------------------------------------------------------------------------------


def _value(material: Material, figures: Figures, indicator: Indicator, totals: Mapping[str, Total]) -> str:
    """The total as printed; of one unit its words where it gave no number."""
    said = _said(material, material.author, indicator) if material.author else ""
    number = shown(indicator, totals, figures) or _bare_percent(material, figures, indicator)
    return said or worded(material, figures, number) or _NO_NUMBER


def _bare_percent(material: Material, figures: Figures, indicator: Indicator) -> str:
    """The percentage that a unit gave alone, in its own report; "" where there is none."""
    known = figure_of(material, indicator, "percent") if material.author and indicator.kind.is_ratio else None
    return f"{figures.mark(known)}%" if known else ""


def _said(material: Material, author: Unit, indicator: Indicator) -> str:
    """A unit's own Có or Không, its text, or why it has no number."""
    values = written(material.ledger.of(author.code))
    value = values.get((indicator.code, "value"))
    if value is not None:
        return "" if indicator.kind.is_numeric else clean(str(value.value or value.raw))
    return answer_of(values, indicator.code)


def _twice(material: Material, field: str, text: str) -> dict[str, str]:
    """The field of the second number of an indicator, where a regime asks for two."""
    return {field: text or _NO_NUMBER} if material.regime.repeats else {}


def shown(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """The total as the master's appendix prints it, its numbers marked; of a flow what was done in the period."""
    known = _known(totals)
    printed = ("numerator", "denominator") if indicator.kind.is_yes_no else _PRINTED
    return _marked(indicator, shown_text(indicator, known), known, printed, figures)


def shown_up_to_now(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """What was done up to now, its numbers marked; "" where that is not asked or not known."""
    known = _known(totals)
    return _marked(indicator, cumulative_text(indicator, known), known, indicator.cumulative, figures)


def _known(totals: Mapping[str, Total]) -> dict[str, float]:
    return {column: total.shown for column, total in totals.items() if total.shown is not None}


def _marked(
    indicator: Indicator, text: str, known: Mapping[str, float], printed: Sequence[str], figures: Figures
) -> str:
    marked = ""
    for column in printed:
        number = vi.format_number(known[column], 1) if column in known else ""
        before, found, after = text.partition(number) if number else (text, "", "")
        if found:
            marked += before + figures.mark(
                Figure(indicator=indicator.code, column=column, value=known[column], text=number)
            )
            text = after
    return marked + text


def _reporters(material: Material, figures: Figures, indicator: Indicator, totals: Mapping[str, Total]) -> str:
    """Who is in a total: the unit that speaks, or how many of the units asked."""
    if material.author is not None:
        return material.name(material.author.code)
    main = totals.get(indicator.columns[0] if indicator.repeats else indicator.judged)
    if main is None:
        return _NO_NUMBER
    reported = _counted(figures, indicator, "units_reported", main.units_reported)
    return f"{reported}/{_counted(figures, indicator, 'units_expected', main.units_expected)}"


def _counted(figures: Figures, indicator: Indicator, column: str, value: int) -> str:
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=str(value)))


def _number(figures: Figures, indicator: Indicator, column: str, value: float) -> str:
    text = vi.format_number(value, 1)
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=text))


def _evidence(material: Material, figures: Figures, indicator: Indicator) -> str:
    if material.author is not None:
        return evidence.listed(material, material.author, indicator)
    return evidence.counted(material, figures, indicator)


def _target_cell(material: Material, figures: Figures, indicator: Indicator) -> str:
    """The target with its year: "80% (năm 2025)"."""
    target, year = material.regime.target(indicator), material.regime.target_year(indicator)
    if target is None:
        return _NO_NUMBER
    sign = "%" if indicator.kind.is_share else ""
    return f"{_number(figures, indicator, 'target', target)}{sign}\n(năm {year})"


def _remark(material: Material, figures: Figures, indicator: Indicator, main: Total | None) -> str:
    """Evidence, target, units that reported but are not in the total, agreed value: what must be known beside it."""
    remarks = [_evidence(material, figures, indicator)]
    if main is not None and material.author is None:
        unheard = material.silent
        remarks += [
            _target(figures, main),
            _absent("Chưa có số", material, [unit for unit in main.missing if unit not in unheard]),
            _absent("Chỉ có tỉ lệ", material, main.percent_only),
            f"Số chốt: {clean(main.agreed_reason) or 'chưa ghi căn cứ'}" if main.agreed is not None else "",
        ]
    return ". ".join(remark.rstrip(".") for remark in remarks if remark)


def _target(figures: Figures, main: Total) -> str:
    if main.target is None:
        return ""
    text = vi.format_number(main.target, 1)
    target = figures.mark(Figure(indicator=main.indicator, column="target", value=main.target, text=text))
    return f"Mục tiêu {target}{'%' if main.column == 'percent' else ''}"


def _absent(word: str, material: Material, units: Sequence[str]) -> str:
    if not units:
        return ""
    named, rest = ", ".join(map(material.named, units[:_NAMED_AT_MOST])), len(units) - _NAMED_AT_MOST
    return f"{word}: {named}" + (f" và {rest} đơn vị khác" if rest > 0 else "")
