"""References to figures in people's text, `[2.4.people]` or `[2.10]`, and the qualifiers before a unit's numbers."""

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
from bdhvs_xl.intake.parse import parse_value
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.regime.model import Indicator

RULE = "report_reference"
_DOTS = "……"
_REFERENCE = re.compile(r"\[([^\[\]\s]+)\]")
_LARGE = 100
_RATIO_COLUMNS = ("numerator", "denominator", "percent")
_QUALIFIERS = ("trên", "hơn", "gần", "dưới", "khoảng", "từ", "ít nhất", "tối đa")


def qualifier_of(data: ReportData, figure: Figure) -> str:
    """The word the unit typed beside a figure's number; "" when there is none, and in reports on many units."""
    values, indicator = data.own_values, data.regime.indicator.get(figure.indicator)
    if not values or indicator is None:
        return ""
    columns: tuple[str, ...] = (figure.column,)
    if figure.column == "percent":
        columns = ("percent", *indicator.columns) if is_percent_only(indicator, values) else ()
    typed = (values.get((indicator.code, column)) for column in columns)
    words = (parse_value(value.raw, indicator.kind.code, value.column).qualifier for value in typed if value)
    return next(filter(None, words), "")


def with_qualifiers(data: ReportData, figures: Figures, text: str) -> str:
    """The text with the qualifier before every figure that has one, unless the text already has such a word there."""
    return figures.with_words(text, lambda figure, before: _unless_qualified(qualifier_of(data, figure), before))


def _unless_qualified(word: str, before: str) -> str:
    return "" if before.rstrip().casefold().endswith(_QUALIFIERS) else word


def referenced_figure(data: ReportData, indicator: Indicator, column: str = "") -> Figure | None:
    """The figure of a reference: a total, or in a unit's report the unit's value; None when there is none.

    Without a column it is the main one: the percentage of a ratio.
    """
    column = "percent" if not column and indicator.kind.is_share else indicator.means(column)
    if unit := data.voice.unit:
        return _unit_figure(data, unit, indicator, column)
    total = data.total.get((indicator.code, column))
    return None if total is None or total.shown is None else clauses.total_figure(total)


def _unit_figure(data: ReportData, unit: str, indicator: Indicator, column: str) -> Figure | None:
    contributions = [c for c in data.contributions if (c.unit, c.indicator) == (unit, indicator.code)]
    values = [c.percent if column == "percent" else c.number for c in contributions if column in (c.column, "percent")]
    value = values[0] if values else None
    if value is None or indicator.kind.is_yes_no:
        return None
    text = vi.format_number(value, clauses.PERCENT_DECIMALS) if column == "percent" else vi.pad_count(value)
    return Figure(indicator=indicator.code, column=column, unit=unit, value=value, text=text)


def find_stated_figures(data: ReportData, indicator: Indicator, text: str) -> list[tuple[re.Match[str], Figure]]:
    """Where `text` states an indicator's numbers plainly, and the figure of each; empty unless it states all of them.

    A count is recognised by the unit of measure after it ("06 buổi"), or when it is large; classes and people only
    together. Numbers that are already marked as figures are ignored.
    """
    found = []
    columns = [column for column in indicator.columns if column not in indicator.cumulative]
    for column in columns if indicator.kind.is_counted and not indicator.kind.lists_names else ():
        figure = referenced_figure(data, indicator, column)
        place = _plain_pattern(indicator, column, figure).search(text) if figure else None
        if figure is None or place is None:
            return []
        found.append((place, replace(figure, text=place[1])))
    return sorted(found, key=lambda one: one[0].start())


def _plain_pattern(indicator: Indicator, column: str, figure: Figure) -> re.Pattern[str]:
    noun = indicator.unit.partition("(")[0].strip().removeprefix("Số ")
    certain = figure.value >= _LARGE or (indicator.kind.counts_people and column == "people")
    behind = "" if certain else rf"(?= {re.escape(noun)}\b)"
    return re.compile(
        rf"(?<![\w.,/\ue000\ue001-])(0?{re.escape(vi.format_number(figure.value))})(?![\w/-]|[.,]\d){behind}"
    )


@dataclass(slots=True)
class FigureLinker:
    """Inserts figures into texts; unresolved references go to `findings`, `linked` collects the linked indicators."""

    data: ReportData
    figures: Figures
    findings: list[Finding]
    linked: set[str] = field(default_factory=set)

    def link(self, text: str, sheet: str, cell: str, place: str) -> str:
        """The text with its figures marked; an unknown reference is left as typed, a missing number becomes dots."""
        return with_qualifiers(self.data, self.figures, _REFERENCE.sub(self._filler(sheet, cell, place), text))

    def recognise(self, text: str, indicators: Iterable[Indicator]) -> str:
        """The text with the plainly stated numbers of `indicators` marked; those indicators are added to `linked`."""
        for indicator in indicators:
            if found := find_stated_figures(self.data, indicator, text):
                for place, figure in reversed(found):
                    text = text[: place.start(1)] + self.figures.mark(figure) + text[place.end(1) :]
                self.linked.add(indicator.code)
        return text

    def _filler(self, sheet: str, cell: str, place: str) -> Callable[[re.Match[str]], str]:
        def filled(found: re.Match[str]) -> str:
            code, column = _parts(self.data, found[1])
            indicator = self.data.regime.indicator.get(code)
            figure = referenced_figure(self.data, indicator, column) if indicator else None
            if figure is not None:
                self.linked.add(code)
                return self.figures.mark(figure)
            self.findings.append(_finding(found[0], indicator, column, sheet, cell, place))
            return _DOTS if indicator else found[0]

        return filled


def _parts(data: ReportData, reference: str) -> tuple[str, str]:
    """The indicator and column of a reference: `2.10` is an indicator, `2.4.people` an indicator with a column."""
    code, _, column = reference.rpartition(".")
    known = column in COLUMNS and reference not in data.regime.indicator
    return (code, column) if known else (reference, "")


def _finding(reference: str, indicator: Indicator | None, column: str, sheet: str, cell: str, place: str) -> Finding:
    why, cure = _why(reference, indicator, column)
    return Finding(
        rule=RULE, severity="warning", indicator=indicator.code if indicator else "", sheet=sheet, cell=cell,
        raw=reference, message=f"{place}: {reference} không điền được, {why}.", cure=cure,
    )  # fmt: skip


def _why(reference: str, indicator: Indicator | None, column: str) -> tuple[str, str]:
    """Why a reference has no figure, and the cure."""
    if indicator is None:
        cure = "Sửa thành mã có ở trang Chỉ số, ví dụ [2.4.people]; nếu không phải số liệu thì dùng ngoặc tròn."
        return f"không có chỉ số “{reference.strip('[]')}”", cure
    columns = _RATIO_COLUMNS if indicator.kind.is_share else indicator.columns
    if column and indicator.means(column) not in columns:
        known = ", ".join(f"[{indicator.code}.{name}]" for name in columns)
        return f"chỉ số {indicator.code} không có cột {COLUMN_NAMES.get(column, column)}", f"Dùng: {known}."
    cure = f"Bổ sung số liệu của chỉ số {indicator.code}, hoặc bỏ {reference} khỏi đoạn văn."
    return f"chỉ số {indicator.code} chưa có số này", cure
