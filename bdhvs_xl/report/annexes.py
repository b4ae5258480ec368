"""The lines of the appendices' tables: the survey schedule, every indicator, every practice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.report.figures import Figure, Figures, clean
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.practices import Practice
from bdhvs_xl.report.reporting import silent, standings
from bdhvs_xl.rollup.appendix import shown_text
from bdhvs_xl.rollup.totals import Total

_NO_NUMBER = "–"
_NAMED_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: the model row that it copies, and its texts by field; figures are marked."""

    model: str
    fields: Mapping[str, str]


def schedule(material: Material) -> Iterator[Line]:
    """The survey schedule by delegation, and how each place has reported."""
    reported = {standing.unit: standing.text for standing in standings(material)}
    delegation = ""
    for order, slot in enumerate(material.regime.schedule, 1):
        if slot.delegation != delegation:
            delegation = slot.delegation
            yield Line("schedule_group", {"name": delegation})
        fields = {"order": str(order), "name": material.name(slot.unit), "time": slot.time}
        yield Line("schedule", {**fields, "received": reported.get(slot.unit, _NO_NUMBER)})


def results(material: Material, figures: Figures) -> Iterator[Line]:
    """Every indicator under its group: the total as printed, how many units are in it, and remarks."""
    for group in material.regime.groups:
        yield Line("results_group", {"name": f"{group.code}. {group.name}"})
        for indicator in material.regime.indicators:
            if indicator.group == group.code:
                yield Line("results", _result(material, figures, indicator))


def listed(material: Material, practices: Sequence[Practice]) -> Iterator[Line]:
    """Every practice with who does it and where."""
    for order, practice in enumerate(practices, 1):
        place = "" if vi.fold(practice.place) == vi.fold(material.name(practice.unit)) else practice.place
        where = material.name(practice.unit) + (f"\n{place}" if place else "")
        texts = {"name": practice.name, "description": practice.description, "result": practice.result}
        yield Line("practices", {"order": str(order), "place": where, **texts})


def _result(material: Material, figures: Figures, indicator: Indicator) -> dict[str, str]:
    totals = material.columns(indicator)
    main = totals.get("percent") or totals.get("value")
    coverage = ""
    if main is not None:
        reported = _counted(figures, indicator, "units_reported", main.units_reported)
        coverage = f"{reported}/{_counted(figures, indicator, 'units_expected', main.units_expected)}"
    return {
        "code": indicator.code,
        "name": vi.plain(indicator.name).rstrip("."),
        "unit": indicator.unit,
        "shown": shown(indicator, totals, figures) or _NO_NUMBER,
        "coverage": coverage or _NO_NUMBER,
        "remark": _remark(material, figures, indicator, main),
    }


def shown(indicator: Indicator, totals: Mapping[str, Total], figures: Figures) -> str:
    """The total as the master's appendix prints it, its numbers marked."""
    known = {column: total.shown for column, total in totals.items() if total.shown is not None}
    text, marked = shown_text(indicator, known), ""
    for column in ("value", "people", "percent", "numerator", "denominator"):
        number = vi.format_number(known[column], 1) if column in known else ""
        before, found, after = text.partition(number) if number else (text, "", "")
        if found:
            marked += before + figures.mark(
                Figure(indicator=indicator.code, column=column, value=known[column], text=number)
            )
            text = after
    return marked + text


def _counted(figures: Figures, indicator: Indicator, column: str, value: int) -> str:
    return figures.mark(Figure(indicator=indicator.code, column=column, value=value, text=str(value)))


def _remark(material: Material, figures: Figures, indicator: Indicator, main: Total | None) -> str:
    """Evidence, target, units that reported but are not in the total, agreed value: what must be known beside it."""
    remarks = [_evidence(material, figures, indicator)]
    if main is not None:
        unheard = silent(material)
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


def _evidence(material: Material, figures: Figures, indicator: Indicator) -> str:
    code = indicator.code
    if indicator.needs == "documents":
        units = [row["unit"] for row in material.ledger.documents if row["indicator"] == code]
        return f"{_listed(figures, code, 'documents', units)} văn bản" if units else "Chưa kê văn bản"
    units = [unit.code for unit in material.units if (code, "evidence") in material.ledger.of(unit.code)]
    return f"{_listed(figures, code, 'evidence', units)} đơn vị có minh chứng" if units else ""


def _listed(figures: Figures, indicator: str, column: str, units: Sequence[str]) -> str:
    """A marked count of lines that units gave, with the units."""
    text, named = vi.padded_count(len(units)), tuple(dict.fromkeys(units))
    return figures.mark(Figure(indicator=indicator, column=column, value=len(units), text=text, units=named))


def _absent(word: str, material: Material, units: Sequence[str]) -> str:
    if not units:
        return ""
    named, rest = ", ".join(map(material.named, units[:_NAMED_AT_MOST])), len(units) - _NAMED_AT_MOST
    return f"{word}: {named}" + (f" và {rest} đơn vị khác" if rest > 0 else "")
