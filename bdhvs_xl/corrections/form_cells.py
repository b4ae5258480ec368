"""Finds the cells of a unit's form that a finding is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bdhvs_xl import vi
from bdhvs_xl.checks.regime_rules import RuleTest
from bdhvs_xl.checks.unit_report import split_cell
from bdhvs_xl.errors import Finding
from bdhvs_xl.expressions.language import references
from bdhvs_xl.form.correction_sheet import cell_key
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)
from bdhvs_xl.regime.model import Regime

_ANSWERABLE = frozenset(("required", "answer_unknown", "answer_unsuited", "answer_and_value"))
"""Rules whose findings are cured by a value or by an answer instead."""
_NAMES, _NEEDS_DOCUMENTS = "names_differ", "needs_documents"
_ROOM = 10
"""Blank lines opened in a list to which documents are to be added."""


class FormCell(NamedTuple):
    """One cell of a form: its grid, zero-based (row, column), and its keys (`row` of a list is the one-based row)."""

    kind: str
    at: tuple[int, int]
    row: str
    column: str

    @property
    def text(self) -> str:
        """The cell in the hidden columns of `Cần sửa`."""
        return cell_key(self.kind, self.row, self.column)

    @property
    def address(self) -> str:
        """The address, such as `E12`."""
        return cell_address(*self.at)


@dataclass(frozen=True, slots=True)
class FormCells:
    """The form that goes back to `unit`; `tests` are the parsed rules by id."""

    form: IssuedForm
    regime: Regime
    ledger: Ledger
    unit: str
    tests: Mapping[str, RuleTest]

    def spots(self, finding: Finding) -> list[FormCell]:
        """The cells that can fix a finding; none when it is about no cell, or about one that the form does not have."""
        if finding.indicator in self.regime.indicator:
            return sorted(set(self._of_indicator(finding)))
        return list(self._of_list(finding))

    def typed(self, spot: FormCell) -> str:
        """The present text of a cell."""
        return as_typed(self.form.cell(spot.kind, *spot.at))

    # --- indicators ---------------------------------------------------------------------------------------------------

    def _of_indicator(self, finding: Finding) -> Iterator[FormCell]:
        if test := self.tests.get(finding.rule):
            yield from self._of_rule(test)
        elif finding.rule == _NEEDS_DOCUMENTS:
            yield from self._blank_lines(DOCUMENTS_GRID)
        else:
            yield from self._answers(finding.indicator, self._columns(finding))

    def _columns(self, finding: Finding) -> Sequence[str]:
        inputs = self.regime.indicator[finding.indicator].columns
        if finding.rule in _ANSWERABLE:
            return (*inputs, "answer")
        if finding.rule == _NAMES:
            return (*inputs, "evidence")
        if finding.column == "percent":
            return (*inputs, "percent")
        return (finding.column,) if finding.column in ENTRY_COLUMNS else inputs

    def _of_rule(self, test: RuleTest) -> Iterator[FormCell]:
        """All cells that the rule compares: only the unit knows which one is wrong."""
        for reference in references(test.expression):
            inputs = self.regime.indicator[reference.indicator].columns
            yield from self._answers(reference.indicator, (reference.column,) if reference.column else inputs)
        for kind, code in test.counts:
            lists = {"documents": DOCUMENTS_GRID, "practices": PRACTICES_GRID}
            yield from self._blank_lines(lists[kind]) if kind in lists else self._answers(code, ("evidence",))

    def _answers(self, code: str, columns: Sequence[str]) -> Iterator[FormCell]:
        grid = self.form.grids[INDICATORS_GRID]
        for column in columns:
            if code in grid.rows and column in grid.columns:
                yield FormCell(grid.kind, (grid.rows[code], grid.columns[column]), code, column)

    # --- lists and texts ----------------------------------------------------------------------------------------------

    def _of_list(self, finding: Finding) -> Iterator[FormCell]:
        for kind, rows in ((DOCUMENTS_GRID, self.ledger.documents), (PRACTICES_GRID, self.ledger.practices)):
            own = [row for row in rows if row["unit"] == self.unit]
            for number, row in enumerate(own):
                if split_cell(row["cell"]) == (finding.sheet, finding.cell) and finding.cell:
                    yield from self._line(kind, number, finding.column)
        for row in self.ledger.narrative:
            if row["unit"] == self.unit and finding.cell and split_cell(row["cell"]) == (finding.sheet, finding.cell):
                yield from self._section(row["section"])

    def _line(self, kind: str, number: int, column: str) -> Iterator[FormCell]:
        """The cell of a list's line; the whole line when the finding is about its first column or about no column."""
        grid = self.form.grids.get(kind)
        lines = self.filled_lines(kind)
        if grid is None or number >= len(lines):
            return
        whole = column == next(iter(grid.columns), "") or column not in grid.columns
        for key, position in grid.columns.items():
            if whole or key == column:
                yield FormCell(kind, (lines[number], position), str(lines[number] + 1), key)

    def _blank_lines(self, kind: str) -> Iterator[FormCell]:
        grid = self.form.grids.get(kind)
        filled = set(self.filled_lines(kind))
        blank = [row for row in grid.lines if row not in filled][:_ROOM] if grid else []
        for row in blank:
            yield from (
                FormCell(kind, (row, at), str(row + 1), key) for key, at in (grid.columns if grid else {}).items()
            )

    def filled_lines(self, kind: str) -> list[int]:
        """The zero-based rows of the filled lines of a list."""
        grid = self.form.grids.get(kind)
        if grid is None:
            return []
        columns = grid.columns.values()
        return [row for row in grid.lines if any(vi.plain(as_typed(self.form.cell(kind, row, at))) for at in columns)]

    def _section(self, section: str) -> Iterator[FormCell]:
        grid = self.form.grids.get(NARRATIVE_GRID)
        if grid and section in grid.rows and "text" in grid.columns:
            yield FormCell(grid.kind, (grid.rows[section], grid.columns["text"]), section, "text")
