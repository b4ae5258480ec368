"""A new form filled with the received values of a unit, for a unit whose own file cannot be sent back."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bdhvs_xl.form.build.addressee import asked_indicator_codes, unit_texts
from bdhvs_xl.form.build.form_workbook import build_unit_template
from bdhvs_xl.form.fill_template import FormTemplate
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.submission import NOT_ASKED
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)
from bdhvs_xl.regime.model import Regime, Unit

_PARTS = ("numerator", "denominator")


class NewForms:
    """Makes filled forms of a regime as it would issue them now; drafts are written into `folder`."""

    def __init__(self, regime: Regime, ledger: Ledger, folder: Path) -> None:
        self._regime, self._ledger, self._folder = regime, ledger, folder
        self._stamps: dict[frozenset[str], FormTemplate] = {}

    def form(self, unit: Unit) -> IssuedForm:
        """The unit's form with all its values in the ledger, texts as typed."""
        path = self._folder / "form.xlsx"
        path.write_bytes(self._stamp(asked_indicator_codes(self._regime, unit)).stamp(unit_texts(self._regime, unit)))
        form = IssuedForm(path)
        _fill_answers(form, self._ledger, unit.code)
        for kind, rows in ((DOCUMENTS_GRID, self._ledger.documents), (PRACTICES_GRID, self._ledger.practices)):
            _fill_list(form, kind, [row for row in rows if row["unit"] == unit.code])
        _fill_narrative(form, (row for row in self._ledger.narrative if row["unit"] == unit.code))
        form.show_progress(self._regime.asked_of(unit))
        return form

    def _stamp(self, asked: frozenset[str]) -> FormTemplate:
        if asked not in self._stamps:
            path = self._folder / "template.xlsx"
            build_unit_template(self._regime, asked, path)
            self._stamps[asked] = FormTemplate(path)
        return self._stamps[asked]


def _fill_answers(form: IssuedForm, ledger: Ledger, unit: str) -> None:
    grid, values = form.grids[INDICATORS_GRID], ledger.values.get(unit, {})
    for (code, column), value in values.items():
        stated = column != "percent" or not any((code, part) in values for part in _PARTS)
        known = code in grid.rows and column in grid.columns and column in ENTRY_COLUMNS
        if value.raw and value.raw != NOT_ASKED and known and stated:
            form.put(INDICATORS_GRID, grid.rows[code], grid.columns[column], value.raw)


def _fill_list(form: IssuedForm, kind: str, lines: Sequence[Mapping[str, str]]) -> None:
    grid = form.grids[kind]
    for row, line in zip(grid.lines, lines, strict=False):
        for key, column in grid.columns.items():
            if line.get(key):
                form.put(kind, row, column, line[key])


def _fill_narrative(form: IssuedForm, rows: Iterable[Mapping[str, str]]) -> None:
    grid = form.grids[NARRATIVE_GRID]
    for row in rows:
        if row["section"] in grid.rows:
            form.put(NARRATIVE_GRID, grid.rows[row["section"]], grid.columns["text"], row["text"])
