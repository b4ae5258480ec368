"""`corpus.tsv` as cases: what officers type, one line each, with what a careful officer would take it for."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from pathlib import Path
from typing import NamedTuple, cast

from bdhvs_xl.intake.parse import ParsedValue
from bdhvs_xl.intake.submission import RawCell
from bdhvs_xl.regime.kinds import Kind

FILE = Path(__file__).with_name("corpus.tsv")
_NUMBERS = frozenset(("value", "people", "numerator", "denominator", "percent"))
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_RAW: Mapping[str, Callable[[str], RawCell]] = {
    "number": float, "bool": "TRUE".__eq__, "date": date.fromisoformat, "time": time.fromisoformat,
}  # fmt: skip
"""How a cell of each type reads; error values and formulas without a result arrive as texts."""


class Case(NamedTuple):
    """One line: `expected` without words of doubt or refusal, `other` what a doubt must name beside the value."""

    kind: Kind
    column: str
    raw: RawCell
    expected: ParsedValue
    verdict: str
    other: str


def cases() -> list[Case]:
    """All lines; titles of parts begin with "# "."""
    lines = FILE.read_text("utf-8").splitlines()[1:]
    return [_case(*line.split("\t")) for line in lines if not line.startswith("# ")]


def verdict_of(reading: ParsedValue) -> str:
    """Refused, doubtful or certain."""
    return "refused" if reading.refusal else "doubtful" if reading.doubt else "certain"


def _case(kind: str, column: str, type_: str, raw: str, value: str, qualifier: str, verdict: str, other: str, _: str):
    answer = value.removeprefix("answer:") if value.startswith("answer:") else ""
    free = kind == "text" or column not in _NUMBERS or (kind == "yes_no" and column == "value")
    expected = ParsedValue(
        value=None if answer or not value else _unescaped(value) if free else float(value),
        qualifier=qualifier,
        answer=answer,
        extra=dict(_extra(other)) if verdict == "certain" else {},
    )
    typed = _unescaped(raw)
    return Case(cast(Kind, kind), column, _RAW.get(type_, str)(typed), expected, verdict, other)


def _extra(other: str) -> Iterator[tuple[str, float]]:
    for name, _, number in (pair.partition("=") for pair in other.split()):
        yield name, float(number)


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\\n", "\n").replace("\\t", "\t")
