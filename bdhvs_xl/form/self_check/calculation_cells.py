"""The layout of the hidden calculation sheet: one row per input, with its parsed value."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bdhvs_xl.expressions.formula import UNKNOWN, CellReference
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, PREVIOUS_ROW
from bdhvs_xl.master.layout import UNIT_KIND as UNIT_KIND_ROW
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime

ANSWER = "answer"
"""After an indicator's inputs comes a row for the answer instead of them, with what belongs to the whole indicator."""

KEY, WEIGHT, TYPED, NUMERAL, DIGITS, VALUE, STATE, SHOWN = "ABCDEFGH"
"""The columns of an input: its key, weight in the check code, text, the text's steps to a value, how it stands."""
ASKED, FILLED, EVIDENCE, LINES, NAMES, DOCUMENTS, SHARE = "IJKLMNO"
"""The columns of an indicator, in the row of its answer."""
MISSING, UNREAD, AGREES, WRITTEN = "m", "u", "z", "w"
"""How an input stands: nothing there, not read, nothing that an answer contradicts, a value."""

FACTS = "Q"
ANYTHING, CODE, ASKED_COUNT, FILLED_COUNT, UNIT_CODE, UNIT_KIND, PRACTICES = range(2, 9)
"""The rows of what belongs to the whole form, in the column `FACTS`: whether anything is filled, the check code, …"""

_FIRST_ROW = 2
_BLANK = f"${FACTS}$1"
_PEOPLE_OF = {"people": "value", "cumulative_people": "cumulative"}
NOTHING_HAPPENED = NO_VALUE_ANSWERS[0]


@dataclass(frozen=True)
class CellSources:
    """References from another sheet to the cells that the calculation uses.

    `results` are cells of `Kết quả` by indicator and column (whole columns of `evidence` and `explanation` under the
    indicator ""), `context` cells of the hidden context by row key and column key, `documents` and `practices` the
    columns of the lists by key, `unit` the cell with the unit's code.
    """

    results: Mapping[tuple[str, str], str]
    context: Mapping[tuple[str, str], str]
    documents: Mapping[str, str]
    practices: Mapping[str, str]
    unit: str


@dataclass(frozen=True)
class CalculationCells:
    """The workings of a form that asks a unit for `asked`; `common` is the form in which a unit picks itself.

    As `Places` it tells rules where the values are; references are those of the sheet of workings itself.
    """

    regime: Regime
    asked: frozenset[str]
    sources: CellSources
    common: bool = False

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that the form asks for."""
        return tuple(i for i in self.regime.indicators if i.code in self.asked)

    @cached_property
    def rows(self) -> Mapping[tuple[str, str], int]:
        """The one-based row of every input and every answer, by indicator and column."""
        places = [(i.code, column) for i in self.indicators for column in (*i.columns, ANSWER)]
        return {place: row for row, place in enumerate(places, _FIRST_ROW)}

    def at(self, letter: str, indicator: str, column: str = ANSWER) -> str:
        """The cell in a column of the calculation sheet."""
        return f"{letter}{self.rows[indicator, column]}"

    def inputs(self, letter: str, indicator: Indicator) -> str:
        """The cells of all inputs of an indicator in a column."""
        first, *_, last = (
            self.at(letter, indicator.code, column) for column in (*indicator.columns, indicator.columns[-1])
        )
        return f"{first}:{last}"

    def all_rows(self, letter: str) -> str:
        """The cells of all inputs and answers in a column."""
        return f"${letter}${_FIRST_ROW}:${letter}${_FIRST_ROW + len(self.rows) - 1}"

    def main(self, indicator: Indicator) -> str:
        """The cell with an indicator's main value; for a ratio its percentage."""
        if indicator.kind.is_ratio:
            return self.at(SHARE, indicator.code)
        return self.at(VALUE, indicator.code, indicator.columns[0])

    def fact(self, row: int) -> str:
        """A cell that belongs to the whole form."""
        return f"${FACTS}${row}"

    @property
    def unit_kind(self) -> str:
        """The cell with the kind of the unit."""
        return self.fact(UNIT_KIND) if self.common else self.sources.context[UNIT_KIND_ROW, "value"]

    def earlier(self, indicator: str, column: str) -> str:
        """The cell with a number of the previous period, as text."""
        return self.sources.context[PREVIOUS_ROW + indicator, column]

    def nothing(self, indicator: Indicator, column: str) -> str:
        """The formula for the value of an empty input: mostly missing, sometimes derived from other inputs."""
        if column in indicator.cumulative and (added := self._added_up(indicator, column)):
            return added
        grounds = []
        if column not in indicator.cumulative and indicator.kind.is_counted:
            grounds.append(f'{self.at(VALUE, indicator.code)}="{NOTHING_HAPPENED}"')
        if things := _PEOPLE_OF.get(column):
            grounds.append(f"{self.at(VALUE, indicator.code, indicator.means(things))}=0")
        return f'IF(OR({",".join(grounds)}),0,"")' if grounds else '""'

    def _added_up(self, indicator: Indicator, column: str) -> str:
        """The formula for previous value plus value of the period; the common form has no previous value."""
        now = self.at(VALUE, indicator.code, CUMULATIVE_OF[column])
        if self.common:
            return f'IF({now}="","",{UNKNOWN})'
        earlier = self.earlier(indicator.code, column)
        return f'IF(OR({earlier}="",{now}=""),"",{number_formula(earlier)}+{now})'

    # --- what rules mention ------------------------------------------------------------------------------------------

    def value(self, indicator: str, column: str) -> CellReference | None:
        """The cell with a reported value; a blank cell for indicators that the form does not ask for."""
        known = self.regime.indicator.get(indicator)
        if known is None:
            return None
        if known.kind.is_ratio and column in ("", "percent"):
            return CellReference(self.at(SHARE, indicator) if indicator in self.asked else _BLANK, "number")
        meant = known.means(column)
        if meant not in (*known.columns, ANSWER):
            return None
        cell = self.at(VALUE, indicator, meant) if indicator in self.asked else _BLANK
        return CellReference(cell, "word" if meant == ANSWER else known.kind.value_type)

    def previous(self, indicator: str, column: str) -> str | None:
        """The number of the previous period, where the form has it."""
        known = self.regime.indicator.get(indicator)
        if known is None or known.kind.is_yes_no or self.common:
            return None
        meant = known.means(column)
        return _known(self.earlier(indicator, meant)) if meant in known.columns else None

    def target(self, indicator: str) -> str | None:
        """The target value."""
        cell = self.sources.context.get((f"target.{indicator}", "value"))
        return _known(cell) if cell else UNKNOWN

    def attribute(self, key: str) -> str | None:
        """An attribute of the unit."""
        cell = self.sources.context.get((f"unit.{key}", "value"))
        return _known(cell) if cell else None

    def items(self, kind: str, indicator: str) -> str | None:
        """The number of documents, evidence items or practices listed."""
        if kind == "practices":
            return self.fact(PRACTICES)
        if indicator not in self.asked:
            return None
        return self.at(DOCUMENTS if kind == "documents" else NAMES, indicator)


def number_formula(cell: str) -> str:
    """The formula for the number in a context cell, which is a text with a decimal point."""
    return f'_xlfn.NUMBERVALUE({cell},".",",")'


def _known(cell: str) -> str:
    return f'IF({cell}="",{UNKNOWN},{number_formula(cell)})'
