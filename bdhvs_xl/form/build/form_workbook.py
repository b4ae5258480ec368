"""The form that units fill: a macro-free workbook for Excel 2013 and LibreOffice 7.4, protected without a password."""

from datetime import datetime
from pathlib import Path

from bdhvs_xl.form.build.addressee import Addressee, common_addressee, template_addressee
from bdhvs_xl.form.build.calculation_sheet import build_calculation_cells, write_calculations
from bdhvs_xl.form.build.context_sheet import write_context
from bdhvs_xl.form.build.form_lists import write_documents, write_practices
from bdhvs_xl.form.build.form_status import check_code_formula
from bdhvs_xl.form.build.guide_sheet import write_guide
from bdhvs_xl.form.build.identity_sheet import write_identity
from bdhvs_xl.form.build.narrative_sheet import write_narrative
from bdhvs_xl.form.build.results_sheet import results_rows, write_results
from bdhvs_xl.form.build.self_check_sheet import write_self_check
from bdhvs_xl.form.self_check.all_findings import list_possible_findings
from bdhvs_xl.master.build.row_heights import close_with_growing_rows
from bdhvs_xl.master.build.sheet_writer import Sheet, add_sheet
from bdhvs_xl.master.build.styles import AMBER, BLUE, GREY, NAVY, Styles, new_workbook
from bdhvs_xl.master.entry_formulas import entry_column_positions
from bdhvs_xl.master.layout import (
    FORM_CALCULATIONS,
    FORM_CONTEXT,
    FORM_DOCUMENTS,
    FORM_GUIDE,
    FORM_IDENTITY,
    FORM_INDICATORS,
    FORM_NARRATIVE,
    FORM_PRACTICES,
    FORM_SELF_CHECK,
)
from bdhvs_xl.regime.model import Regime

_TABS = {
    FORM_GUIDE: NAVY, FORM_IDENTITY: BLUE, FORM_INDICATORS: AMBER, FORM_DOCUMENTS: BLUE, FORM_PRACTICES: BLUE,
    FORM_NARRATIVE: BLUE, FORM_SELF_CHECK: NAVY, FORM_CONTEXT: GREY, FORM_CALCULATIONS: GREY,
}  # fmt: skip


def build_form(regime: Regime, path: Path) -> None:
    """Write the common form to `path`: one file for all units, with a list to choose the unit from."""
    _write(regime, common_addressee(regime), path)


def build_unit_template(regime: Regime, asked: frozenset[str], path: Path) -> None:
    """Write to `path` the template from which `Stamp` makes the forms of all units that are asked the same."""
    _write(regime, template_addressee(regime, asked), path)


def _write(regime: Regime, recipient: Addressee, path: Path) -> None:
    workbook = new_workbook(path)
    made = datetime.combine(regime.period_to, datetime.min.time())
    workbook.set_properties({"title": regime.settings["title"], "created": made})
    styles = Styles(workbook)
    sheets: dict[str, Sheet] = {name: add_sheet(workbook, styles, name, tab) for name, tab in _TABS.items()}
    workings = build_calculation_cells(regime, recipient, results_rows(regime), entry_column_positions(regime))
    found = list_possible_findings(workings)
    write_results(sheets[FORM_INDICATORS], regime, recipient, workings)
    write_guide(sheets[FORM_GUIDE], regime, recipient, workings)
    write_identity(sheets[FORM_IDENTITY], recipient, check_code_formula(workings))
    write_documents(sheets[FORM_DOCUMENTS])
    write_practices(sheets[FORM_PRACTICES])
    write_narrative(sheets[FORM_NARRATIVE], regime)
    write_self_check(sheets[FORM_SELF_CHECK], workings, found, recipient)
    write_context(workbook, sheets[FORM_CONTEXT], regime, recipient)
    write_calculations(workbook, sheets[FORM_CALCULATIONS], workings, found, recipient)
    close_with_growing_rows(workbook, (FORM_INDICATORS, FORM_NARRATIVE))
