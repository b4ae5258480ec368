"""What units wrote, chosen for the report: lines that people ticked, else the most telling ones."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bdhvs_xl.documents.content.prose import sentences
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.master.labels import ticked

_TELLING_LENGTH = 60
_NUMBER = re.compile(r"(?<![\d/.-])\d+(?:[.,]\d+)*(?![\d/.,-])")
"""A number that is no part of a date or of a document's number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What one unit wrote under one section, as whole sentences; `ticked` when a person chose it."""

    section: str
    unit: str
    sentences: tuple[str, ...]
    ticked: bool
    file: str = ""
    cell: str = ""


def passages(material: ReportData) -> list[Quote]:
    """Everything that reporting units wrote, in the order of the list `Phần lời`."""
    known = {unit.code for unit in material.units}
    found = [
        Quote(
            section=row["section"],
            unit=row["unit"],
            sentences=tuple(sentences(row["text"] or "")),
            ticked=ticked(row["quote"]),
            file=row["file"] or "",
            cell=row["cell"] or "",
        )
        for row in material.ledger.narrative
        if row["unit"] in known
    ]
    return [passage for passage in found if passage.sentences]


def chosen(own: Sequence[Quote], used: Counter[str], at_most: int) -> list[Quote]:
    """Of one section's passages those to quote: the ticked ones, else of `at_most` units quoted least so far."""
    picked = [passage for passage in own if passage.ticked] or _most_telling(own, used, at_most)
    used.update(passage.unit for passage in picked)
    return picked


def _most_telling(own: Sequence[Quote], used: Counter[str], at_most: int) -> list[Quote]:
    best = sorted(own, key=lambda p: (used[p.unit], -_weight(p)))[:at_most]
    return [passage for passage in own if passage in best]


def _weight(passage: Quote) -> int:
    """How much a passage tells: a number in its first sentence counts most, then a sentence of some length."""
    first = passage.sentences[0]
    return 2 * bool(_NUMBER.search(first)) + (len(first) >= _TELLING_LENGTH)
