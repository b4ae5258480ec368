"""What the control of a figure says of itself in its tag and its title, written and read back.

The tag holds all of it: `bdhvs:f57|2.4|people|14212|II.1.c|2.610`; Word keeps it, also when text is pasted into another
document. LibreOffice 7.4 drops every tag and keeps the title of a plain-text control: `2.4 Số người 14212 (f57)`.
"""

import re
from dataclasses import dataclass

from bdhvs_xl.documents.figures.figures import COUNT_NAMES, Figure
from bdhvs_xl.master.labels import COLUMN_NAMES

TAG_PREFIX = "bdhvs:f"
_LENGTH = 64
"""Characters that Word takes in a tag and in a title."""
_BETWEEN = "|"
_TAG = re.compile(rf"{TAG_PREFIX}(\d+)(?:\|(.*))?", re.DOTALL)
_TITLE = re.compile(r"(.*?)\s*\(f(\d+)\)")
_NAMES = {**COLUMN_NAMES, **COUNT_NAMES}
_BY_LENGTH = sorted(_NAMES.items(), key=lambda pair: -len(pair[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLabel:
    """A figure's number in its report, and what it is; `section` and `text` (as first written) may not be known."""

    number: int
    indicator: str = ""
    column: str = ""
    unit: str = ""
    section: str = ""
    text: str = ""


def figure_kind_name(figure: FigureLabel | Figure) -> str:
    """What a figure is called: what it counts, or the column of its indicator."""
    return _NAMES.get(figure.column, figure.column)


def figure_name(figure: FigureLabel | Figure) -> str:
    """A figure as people speak of it: the indicator, what the number is and its unit, such as "2.4 Số người"."""
    return " ".join(filter(None, (figure.indicator, figure_kind_name(figure), figure.unit)))


def tag(label: FigureLabel) -> str:
    """The tag of a control, without the last parts where there is no room for them."""
    parts = [f"{TAG_PREFIX}{label.number}", label.indicator, label.column, label.unit, label.section, label.text]
    while len(_BETWEEN.join(parts)) > _LENGTH:
        parts.pop()
    return _BETWEEN.join(parts)


def title(label: FigureLabel) -> str:
    """The title that Word shows on the control, with the figure's number."""
    end = f" (f{label.number})"
    return figure_name(label)[: _LENGTH - len(end)] + end


def parse_label(tag: str, title: str) -> FigureLabel | None:
    """What a control says of itself, by its tag or else its title; None when it is not one of ours."""
    if found := _TAG.fullmatch(tag):
        parts = (found[2] or "").split(_BETWEEN)
        known = dict(zip(("indicator", "column", "unit", "section", "text"), parts, strict=False))
        return FigureLabel(number=int(found[1]), **known)
    found = _TITLE.fullmatch(title)
    return _of_name(int(found[2]), found[1]) if found else None


def _of_name(number: int, said: str) -> FigureLabel | None:
    for column, words in _BY_LENGTH:
        before, found, after = f" {said} ".partition(f" {words} ")
        if found:
            return FigureLabel(number=number, indicator=before.strip(), column=column, unit=after.strip())
    return None
