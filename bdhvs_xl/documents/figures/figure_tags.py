"""The label of a figure in the tag and the title of its content control, written and read back.

The tag holds all fields: `bdhvs:f57|2.4|people|14212|II.1.c|2.610`; Word keeps it, even when text is pasted into
another document. LibreOffice 7.4 drops every tag and keeps the title of a plain-text control:
`2.4 Số người 14212 (f57)`.
"""

import re
from dataclasses import dataclass

from bdhvs_xl.documents.figures.figures import COUNT_NAMES, Figure
from bdhvs_xl.master.labels import COLUMN_NAMES

TAG_PREFIX = "bdhvs:f"
_LENGTH = 64
"""The longest tag and title that Word accepts, in characters."""
_BETWEEN = "|"
_TAG = re.compile(rf"{TAG_PREFIX}(\d+)(?:\|(.*))?", re.DOTALL)
_TITLE = re.compile(r"(.*?)\s*\(f(\d+)\)")
_NAMES = {**COLUMN_NAMES, **COUNT_NAMES}
_BY_LENGTH = sorted(_NAMES.items(), key=lambda pair: -len(pair[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLabel:
    """A figure's number in its report and its identity; `section` and `text` (as generated) are "" when unknown."""

    number: int
    indicator: str = ""
    column: str = ""
    unit: str = ""
    section: str = ""
    text: str = ""


def figure_kind_name(figure: FigureLabel | Figure) -> str:
    """The name of what a figure counts, or of the column of its indicator."""
    return _NAMES.get(figure.column, figure.column)


def figure_name(figure: FigureLabel | Figure) -> str:
    """A figure's name for people: the indicator, the kind of number and the unit, such as "2.4 Số người"."""
    return " ".join(filter(None, (figure.indicator, figure_kind_name(figure), figure.unit)))


def control_tag(label: FigureLabel) -> str:
    """The tag of a control; the last fields are dropped when they do not fit."""
    parts = [f"{TAG_PREFIX}{label.number}", label.indicator, label.column, label.unit, label.section, label.text]
    while len(_BETWEEN.join(parts)) > _LENGTH:
        parts.pop()
    return _BETWEEN.join(parts)


def control_title(label: FigureLabel) -> str:
    """The title that Word shows on the control, with the figure's number."""
    end = f" (f{label.number})"
    return figure_name(label)[: _LENGTH - len(end)] + end


def parse_label(tag: str, title: str) -> FigureLabel | None:
    """The label in a control's tag, else in its title; None for a control of another program."""
    if found := _TAG.fullmatch(tag):
        parts = (found[2] or "").split(_BETWEEN)
        known = dict(zip(("indicator", "column", "unit", "section", "text"), parts, strict=False))
        return FigureLabel(number=int(found[1]), **known)
    found = _TITLE.fullmatch(title)
    return _label_from_name(int(found[2]), found[1]) if found else None


def _label_from_name(number: int, full_name: str) -> FigureLabel | None:
    for column, column_name in _BY_LENGTH:
        before, found, after = f" {full_name} ".partition(f" {column_name} ")
        if found:
            return FigureLabel(number=number, indicator=before.strip(), column=column, unit=after.strip())
    return None
