"""The word with which a unit made a number less than exact, kept before it in the unit's own report: "trên 70%"."""

from bdhvs_xl.checks.unit_report import is_percent_only
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.intake.parse import understand

_WORDS = ("trên", "hơn", "gần", "dưới", "khoảng", "từ", "ít nhất", "tối đa")


def word_of(material: ReportData, figure: Figure) -> str:
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


def worded(material: ReportData, figures: Figures, text: str) -> str:
    """The text with that word before every figure that has one and does not stand behind such a word already."""
    return figures.preceded(text, lambda figure, before: _missing(word_of(material, figure), before))


def _missing(word: str, before: str) -> str:
    return "" if before.rstrip().casefold().endswith(_WORDS) else word
