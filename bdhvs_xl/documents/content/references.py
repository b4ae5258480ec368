"""Figures that people put into their own words: `[2.4.people]`, `[2.10]`, in the notation of rules."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import is_percent_only
from bdhvs_xl.documents.content import clauses
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.errors import Finding
from bdhvs_xl.expressions.language import COLUMNS
from bdhvs_xl.intake.parse import understand
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.regime.model import Indicator

_WORDS = ("trên", "hơn", "gần", "dưới", "khoảng", "từ", "ít nhất", "tối đa")


def qualifier_of(material: ReportData, figure: Figure) -> str:
    """The word the unit typed beside the number of a figure; "" where it typed none, and in reports on many units."""
    values, indicator = material.own_values, material.regime.indicator.get(figure.indicator)
    if not values or indicator is None:
        return ""
    columns: tuple[str, ...] = (figure.column,)
    if figure.column == "percent":
        columns = ("percent", *indicator.columns) if is_percent_only(indicator, values) else ()
    typed = (values.get((indicator.code, column)) for column in columns)
    words = (understand(value.raw, indicator.kind.code, value.column).qualifier for value in typed if value)
    return next(filter(None, words), "")


def with_qualifiers(material: ReportData, figures: Figures, text: str) -> str:
    """The text with that word before every figure that has one and does not stand behind such a word already."""
    return figures.preceded(text, lambda figure, before: _missing(qualifier_of(material, figure), before))


def _missing(word: str, before: str) -> str:
    return "" if before.rstrip().casefold().endswith(_WORDS) else word


RULE = "report_reference"
_NOT_KNOWN = "……"
_REFERENCE = re.compile(r"\[([^\[\]\s]+)\]")
_LARGE = 100
_OF_SHARES = ("numerator", "denominator", "percent")


def referenced_figure(material: ReportData, indicator: Indicator, column: str = "") -> Figure | None:
    """The figure that a reference stands for, None when there is none: a total, in a unit's own report its value.

    Without a column it is the main one: of a ratio the percentage.
    """
    column = "percent" if not column and indicator.kind.is_share else indicator.means(column)
    if unit := material.voice.unit:
        return _of_unit(material, unit, indicator, column)
    total = material.total.get((indicator.code, column))
    return None if total is None or total.shown is None else clauses.figure(total)


def _of_unit(material: ReportData, unit: str, indicator: Indicator, column: str) -> Figure | None:
    given = [c for c in material.contributions if (c.unit, c.indicator) == (unit, indicator.code)]
    values = [c.percent if column == "percent" else c.number for c in given if column in (c.column, "percent")]
    value = values[0] if values else None
    if value is None or indicator.kind.is_yes_no:
        return None
    text = vi.format_number(value, clauses.PERCENT_DECIMALS) if column == "percent" else vi.pad_count(value)
    return Figure(indicator=indicator.code, column=column, unit=unit, value=value, text=text)


def find_stated_figures(material: ReportData, indicator: Indicator, text: str) -> list[tuple[re.Match[str], Figure]]:
    """The numbers of an indicator where `text` has all of them plainly, with the figure each is; none when it does not.

    A count is known by its unit behind it ("06 buổi") or when it is large; classes and people only both together. What
    is marked as a figure already is none of them.
    """
    found = []
    told = [column for column in indicator.columns if column not in indicator.cumulative]
    for column in told if indicator.kind.is_counted and not indicator.kind.lists_names else ():
        figure = referenced_figure(material, indicator, column)
        place = _plainly(indicator, column, figure).search(text) if figure else None
        if figure is None or place is None:
            return []
        found.append((place, replace(figure, text=place[1])))
    return sorted(found, key=lambda one: one[0].start())


def _plainly(indicator: Indicator, column: str, figure: Figure) -> re.Pattern[str]:
    noun = indicator.unit.partition("(")[0].strip().removeprefix("Số ")
    certain = figure.value >= _LARGE or (indicator.kind.counts_people and column == "people")
    behind = "" if certain else rf"(?= {re.escape(noun)}\b)"
    return re.compile(
        rf"(?<![\w.,/\ue000\ue001-])(0?{re.escape(vi.format_number(figure.value))})(?![\w/-]|[.,]\d){behind}"
    )


@dataclass(slots=True)
class FigureLinker:
    """Puts figures into words; what cannot be put in becomes one of `findings`, `told` are the indicators put in."""

    material: ReportData
    figures: Figures
    findings: list[Finding]
    told: set[str] = field(default_factory=set)

    def link(self, text: str, sheet: str, cell: str, place: str) -> str:
        """The text with its figures marked; an unknown reference stays as typed, a missing number becomes dots."""
        return with_qualifiers(self.material, self.figures, _REFERENCE.sub(self._filler(sheet, cell, place), text))

    def recognise(self, text: str, indicators: Iterable[Indicator]) -> str:
        """The text with the numbers of those `indicators` marked that it tells plainly; they are then told."""
        for indicator in indicators:
            if found := find_stated_figures(self.material, indicator, text):
                for place, figure in reversed(found):
                    text = text[: place.start(1)] + self.figures.mark(figure) + text[place.end(1) :]
                self.told.add(indicator.code)
        return text

    def _filler(self, sheet: str, cell: str, place: str) -> Callable[[re.Match[str]], str]:
        def filled(found: re.Match[str]) -> str:
            code, column = _parts(self.material, found[1])
            indicator = self.material.regime.indicator.get(code)
            figure = referenced_figure(self.material, indicator, column) if indicator else None
            if figure is not None:
                self.told.add(code)
                return self.figures.mark(figure)
            self.findings.append(_finding(found[0], indicator, column, sheet, cell, place))
            return _NOT_KNOWN if indicator else found[0]

        return filled


def _parts(material: ReportData, reference: str) -> tuple[str, str]:
    """Indicator and column of what stands between brackets: `2.10` is an indicator, `2.4.people` one with a column."""
    code, _, column = reference.rpartition(".")
    known = column in COLUMNS and reference not in material.regime.indicator
    return (code, column) if known else (reference, "")


def _finding(reference: str, indicator: Indicator | None, column: str, sheet: str, cell: str, place: str) -> Finding:
    why, cure = _why(reference, indicator, column)
    return Finding(
        rule=RULE, severity="warning", indicator=indicator.code if indicator else "", sheet=sheet, cell=cell,
        raw=reference, message=f"{place}: {reference} không điền được, {why}.", cure=cure,
    )  # fmt: skip


def _why(reference: str, indicator: Indicator | None, column: str) -> tuple[str, str]:
    """Why a reference stands for no figure, and the cure."""
    if indicator is None:
        cure = "Sửa thành mã có ở trang Chỉ số, ví dụ [2.4.people]; nếu không phải số liệu thì dùng ngoặc tròn."
        return f"không có chỉ số “{reference.strip('[]')}”", cure
    columns = _OF_SHARES if indicator.kind.is_share else indicator.columns
    if column and indicator.means(column) not in columns:
        known = ", ".join(f"[{indicator.code}.{name}]" for name in columns)
        return f"chỉ số {indicator.code} không có cột {COLUMN_NAMES.get(column, column)}", f"Dùng: {known}."
    cure = f"Bổ sung số liệu của chỉ số {indicator.code}, hoặc bỏ {reference} khỏi đoạn văn."
    return f"chỉ số {indicator.code} chưa có số này", cure
