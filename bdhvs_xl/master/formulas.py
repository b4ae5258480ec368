"""The formulas of a master, written once: for the code that builds a workbook and for the one that updates its values.

Only functions of Excel 2013 that LibreOffice 7.4 computes. Criteria are key columns such as `14464|2.10|value`, never a
bare code: Excel's COUNTIFS treats the text "2.10" as the number 2.1.
"""

from collections.abc import Mapping

from bdhvs_xl.errors import Severity
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import INDICATORS_GRID
from bdhvs_xl.master.tables import (
    FINDINGS_TABLE,
    INDICATORS_TABLE,
    TRACKING_TABLE,
    VALUES_TABLE,
    units_table,
)
from bdhvs_xl.regime.model import Indicator

UNIT_NAMES = "dsTenDonVi"
"""The defined name of all units' names, for dropdowns."""
UNIT_CODES = "dsMaDonVi"
"""The defined name of all units' codes, for dropdowns."""
INDICATOR_CODES = "dsMaChiSo"
"""The defined name of all indicators' codes, for dropdowns."""

CHECKS = ("check_first", "check_second", "check_third", "check_fourth")
"""The columns of an appendix in which totals are added up again."""
MATCHES, DIFFERS, NO_CHECK = "Khớp", "Lệch", "–"
"""What the cross-check of a total says."""

_UNITS_TABLE = units_table(())
_UNIT_OF_SHEET = f"MID($A$1,{len(INDICATORS_GRID) + len(';unit=') + 1},40)"


def unit_status(row: int) -> str:
    """The formula of the status column of a unit sheet: the worst severity found for the indicator of `row`.

    The unit code comes from the sheet's own marker, so the formula is the same on the template and on every copy.
    """
    return f"={_worst_finding(_UNIT_OF_SHEET, row)}"


def worst_severity_label(severity: Severity | None) -> str:
    """The text of a status column, such as `Lỗi`; "" without findings."""
    return SEVERITY_NAMES[severity] if severity else ""


def view_status(code_cell: str, row: int) -> str:
    """The formula of the status column of `Xem đơn vị`; `code_cell` has the code of the chosen unit."""
    return f'=IF({code_cell}="","",{_worst_finding(code_cell, row)})'


def view_code(choice_cell: str) -> str:
    """The formula for the code of the unit chosen by its name, or by its code when two units share a name."""
    names, codes = _UNITS_TABLE.ref("name"), _UNITS_TABLE.ref("code")
    by_name = f"INDEX({codes},MATCH({choice_cell},{names},0))"
    by_code = f"INDEX({codes},MATCH({choice_cell},{codes},0))"
    return f'=IFERROR(IFERROR({by_name},{by_code}),"")'


def view_tracking(code_cell: str, *keys: str) -> str:
    """The formula for the first filled one of the columns `keys` of `Theo dõi`, for the chosen unit."""
    position = f"MATCH({code_cell},{TRACKING_TABLE.ref('unit')},0)"
    text = '""'
    for key in reversed(keys):
        cell = f"INDEX({TRACKING_TABLE.ref(key)},{position})"
        text = f'IF({cell}="",{text},{cell})'
    return f'=IFERROR({text},"")'


def view_value(code_cell: str, row: int, column: str) -> str:
    """The formula for one value of the chosen unit; the text as typed when it was not read as a value."""
    key = f'{code_cell}&"|"&$A{row}&"|{column}"'
    position = f"MATCH({key},{VALUES_TABLE.ref('key')},0)"
    value, raw = (f"INDEX({VALUES_TABLE.ref(k)},{position})" for k in ("value", "raw"))
    return f'=IFERROR(IF({value}="",IF({raw}="","",{raw}),{value}),"")'


def view_percent(code_cell: str, row: int, numerator: str, denominator: str) -> str:
    """The formula for a ratio's percentage: from its parts in these columns, otherwise the percentage as reported."""
    parts = f"{numerator}{row}/{denominator}{row}*100"
    return f"=IFERROR(ROUND({parts},2),{view_value(code_cell, row, 'percent')[1:]})"


def total_checks(indicator: Indicator, row: int, letters: Mapping[str, str]) -> dict[str, str]:
    """The formulas that recompute a total from `Số liệu`, by column key: the `CHECKS` columns it needs, and `check`.

    `letters` has the column letters of each column key of the results appendix. A total that is not a plain sum or
    count of rows (distinct names, no total) is not checked: its `check` is a dash and the others are missing.
    """
    checked = dict(zip(CHECKS, checked_columns(indicator), strict=False))
    if not checked:
        return {"check": f'="{NO_CHECK}"'}
    checks = {key: f"={_again(indicator, row, column)}" for key, column in checked.items()}
    computed = f"{letters[checked[CHECKS[0]]]}{row}"
    same = ",".join(f"ABS(N({letters[total]}{row})-{letters[again]}{row})<0.005" for again, total in checked.items())
    checks["check"] = f'=IF({computed}="","{NO_CHECK}",IF(AND({same}),"{MATCHES}","{DIFFERS}"))'
    return checks


def defined_names() -> dict[str, str]:
    """The defined names of a master with their references; the lists grow with their tables."""
    return {
        UNIT_NAMES: f"={_UNITS_TABLE.ref('name')}",
        UNIT_CODES: f"={_UNITS_TABLE.ref('code')}",
        INDICATOR_CODES: f"={INDICATORS_TABLE.ref('code')}",
    }


def _worst_finding(unit: str, row: int) -> str:
    text = '""'
    for severity in ("notice", "warning", "error"):
        key = f'{unit}&"|"&$A{row}&"|{severity}"'
        text = f'IF(COUNTIF({FINDINGS_TABLE.ref("place")},{key})>0,"{SEVERITY_NAMES[severity]}",{text})'
    return text


def checked_columns(indicator: Indicator) -> tuple[str, ...]:
    """The columns of a total that are recomputed from `Số liệu`, in the order of `CHECKS`."""
    match indicator.over_units:
        case "share_yes" | "ratio":
            return "numerator", "denominator"
        case "sum" | "max":
            return indicator.columns
        case _:
            return ()


def _again(indicator: Indicator, row: int, column: str) -> str:
    keys, used = VALUES_TABLE.ref("total_key"), VALUES_TABLE.ref("used")
    if indicator.over_units == "share_yes" and column == "denominator":
        return f'COUNTIFS({keys},$A{row}&"|value",{used},">=0")'
    if indicator.over_units == "share_yes":
        return f'SUMIFS({used},{keys},$A{row}&"|value")'
    if indicator.over_units == "max":
        return f'SUMPRODUCT(MAX(({keys}=$A{row}&"|{column}")*{used}))'
    return f'SUMIFS({used},{keys},$A{row}&"|{column}")'
