"""The master: the sheets of `layout.MASTER_SHEETS` in order, filled from a regime; formulas have cached values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.master import definitions, formulas, rule_rows
from bdhvs_xl.master.book.protocol import Row
from bdhvs_xl.master.build.appendix_sheets import write_appendix
from bdhvs_xl.master.build.home_sheet import write_home
from bdhvs_xl.master.build.list_sheets import write_list_sheet
from bdhvs_xl.master.build.row_heights import close_with_growing_rows
from bdhvs_xl.master.build.styles import AMBER, BLUE, GREY, NAVY, Styles, new_workbook
from bdhvs_xl.master.build.unit_sheet_template import write_unit_sheet_template
from bdhvs_xl.master.build.unit_view_sheet import write_unit_view
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.layout import PREVIOUS, UNIT_VIEW
from bdhvs_xl.master.letter_rows import letter_rows
from bdhvs_xl.master.previous_period import previous_rows
from bdhvs_xl.master.settings import settings_rows
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    DOCUMENTS_TABLE,
    FINDINGS_TABLE,
    INDICATORS_TABLE,
    LETTERS_TABLE,
    LOG_TABLE,
    NARRATIVE_TABLE,
    OUTLINE_TABLE,
    PERIOD_ADJUSTMENTS_TABLE,
    PREVIOUS_TABLE,
    RULES_TABLE,
    SETTINGS_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    Table,
    matrix_table,
    units_table,
)
from bdhvs_xl.regime.loader import load_regime
from bdhvs_xl.regime.model import Regime

BLANK_ID = "mau-trong"
"""The `master_id` of a blank master as shipped; each real master has its own."""
_CREATED = datetime(2026, 1, 1)


def build_master(regime: Regime, path: Path) -> None:
    """Write a blank master of `regime` to `path`: definitions filled, lists empty, a tracking line per unit.

    The same regime gives the same bytes. Unit sheets are copies of the hidden template, added by `unit_sheets`.
    """
    workbook = new_workbook(path)
    workbook.set_properties({"title": regime.settings.get("title", ""), "created": _CREATED})
    styles = Styles(workbook)
    for name, meaning in formulas.defined_names().items():
        workbook.define_name(name, meaning)
    write_home(workbook, styles, regime, _groups(regime))
    for table, rows in _definitions(regime):
        write_list_sheet(workbook, styles, table, rows, NAVY)
    for appendix in regime.appendices:
        write_appendix(workbook, styles, regime, appendix)
    write_list_sheet(workbook, styles, matrix_table(regime.indicators), (), BLUE)
    for table in (DOCUMENTS_TABLE, NARRATIVE_TABLE):
        write_list_sheet(workbook, styles, table, (), GREY)
    if regime.looks_back:
        write_list_sheet(workbook, styles, PREVIOUS_TABLE, previous_rows(regime.units), GREY)
    write_unit_view(workbook, styles, regime)
    for table in (VALUES_TABLE, PERIOD_ADJUSTMENTS_TABLE if regime.repeats else ADJUSTMENTS_TABLE):
        write_list_sheet(workbook, styles, table, (), GREY)
    write_list_sheet(workbook, styles, TRACKING_TABLE, _tracking(regime), AMBER)
    for table in (FINDINGS_TABLE, LOG_TABLE):
        write_list_sheet(workbook, styles, table, (), AMBER)
    write_unit_sheet_template(workbook, styles, regime)
    close_with_growing_rows(workbook, [str(sheet.name) for sheet in workbook.worksheets()[1:]])


def build_blank_master(regime_id: str, folder: Path) -> Path:
    """The path of the blank master of a shipped regime, written into `folder`."""
    regime = load_regime(regime_id)
    path = folder / f"{regime.id}.xlsx"
    build_master(replace(regime, settings={**regime.settings, "master_id": BLANK_ID}), path)
    return path


def _definitions(regime: Regime) -> Iterator[tuple[Table, Iterator[Row]]]:
    yield SETTINGS_TABLE, settings_rows(regime)
    yield units_table(regime.attributes), definitions.unit_rows(regime)
    yield INDICATORS_TABLE, definitions.indicator_rows(regime)
    yield RULES_TABLE, rule_rows.rule_rows(regime)
    yield OUTLINE_TABLE, definitions.section_rows(regime)
    yield LETTERS_TABLE, letter_rows(regime)


def _tracking(regime: Regime) -> Iterator[Row]:
    for unit in regime.reporting_units():
        deadline = vi.format_date(unit.deadline or regime.deadline)
        yield {"unit": unit.code, "name": unit.name, "status": STATUS_NAMES["not_sent"], "deadline": deadline}


def _groups(regime: Regime) -> Mapping[str, Sequence[str]]:
    """The sheets the front page links to."""
    return {
        "Thiết lập": [table.sheet for table, _ in _definitions(regime)],
        "Phụ lục": [*(appendix.sheet for appendix in regime.appendices), matrix_table(()).sheet],
        "Dữ liệu": [*(t.sheet for t in (DOCUMENTS_TABLE, NARRATIVE_TABLE)), *([PREVIOUS] if regime.looks_back else []),
                    UNIT_VIEW, *(t.sheet for t in (VALUES_TABLE, ADJUSTMENTS_TABLE))],
        "Theo dõi": [t.sheet for t in (TRACKING_TABLE, FINDINGS_TABLE, LOG_TABLE)],
    }  # fmt: skip
