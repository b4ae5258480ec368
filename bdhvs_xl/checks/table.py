"""Findings as rows of `Kiểm tra`, and what people wrote there since."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bdhvs_xl.problem import Finding, Severity
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.book import Cell, Formula, Row
from bdhvs_xl.workbook.cell_text import fitting
from bdhvs_xl.workbook.layout import ENTRY_COLUMNS, RULES, place_key
from bdhvs_xl.workbook.tables import DOCUMENTS_TABLE
from bdhvs_xl.workbook.words import CHOICES, COLUMN_NAMES, SEVERITY_NAMES, STATE_NAMES, code_of

FORM_RULES = "form_"
"""Findings of these rules tell what happened to the file itself: intake finds them once, when the file comes in."""
_DOCUMENT_COLUMNS: Mapping[str, str] = {column.key: column.header for column in DOCUMENTS_TABLE.columns}


def remembered(found: Iterable[Finding], before: Mapping[str, Mapping[str, Cell]]) -> list[Finding]:
    """The findings with the choices people made for them (for the same file), told apart into new and still open ones.

    One that speaks of no indicator keeps, while the text is the same, the explanation that stands in its row: there is
    no other place for it.

    `before` holds the rows of `Kiểm tra` as they stand, by key.
    """
    return [_remembered(finding, before.get(finding.key)) for finding in found]


def _remembered(finding: Finding, row: Mapping[str, Cell] | None) -> Finding:
    if row is None:
        return finding
    same_text = not finding.indicator and str(row["raw"] or "") == finding.raw
    told = str(row["explanation"] or "").strip() if same_text else ""
    explained = bool(told) and finding.severity == "warning"
    state = "explained" if explained else "open" if finding.state == "new" else finding.state
    same_file = str(row["file"] or "") == finding.file
    choice = code_of(CHOICES, row["choice"]) if same_file else ""
    return replace(finding, state=state, choice=choice, explanation=told or finding.explanation)


def in_order(regime: Regime, findings: Iterable[Finding]) -> list[Finding]:
    """What blocks first: by severity, then the master's own before the units', then by indicator."""
    severities = {severity: n for n, severity in enumerate(SEVERITY_NAMES)}
    units = {unit.code: n for n, unit in enumerate(regime.units, start=1)}
    indicators = {indicator.code: n for n, indicator in enumerate(regime.indicators, start=1)}
    return sorted(
        findings, key=lambda f: (severities[f.severity], units.get(f.unit, 0), indicators.get(f.indicator, 0))
    )


def row_of(finding: Finding, regime: Regime, sheets: Mapping[str, str]) -> Row:
    """One row of `Kiểm tra`; `sheets` are the unit sheets by unit code."""
    unit = regime.unit.get(finding.unit)
    place = place_key(finding.unit, finding.indicator, finding.severity) if finding.unit and finding.indicator else ""
    return {
        "severity": SEVERITY_NAMES[finding.severity], "unit": finding.unit, "unit_name": unit.name if unit else "",
        "indicator": finding.indicator, "column": _column_name(finding.column), "link": link(finding, sheets),
        "raw": finding.raw, "other": finding.other, "message": fitting(finding.message), "cure": fitting(finding.cure),
        "choice": CHOICES.get(finding.choice, ""), "explanation": finding.explanation,
        "state": STATE_NAMES[finding.state], "rule": finding.rule, "file": finding.file, "cell": _cell(finding),
        "place": place, "key": finding.key,
    }  # fmt: skip


def finding_of(row: Mapping[str, Cell]) -> Finding:
    """The finding that a row of `Kiểm tra` was made from; `other` and `raw` as they stand there."""
    text = {key: "" if cell is None else str(cell) for key, cell in row.items()}
    sheet, _, cell = text["cell"].rpartition("!")
    severities: dict[str, Severity] = {"error": "error", "warning": "warning", "notice": "notice"}
    return Finding(
        rule=text["rule"], severity=severities.get(code_of(SEVERITY_NAMES, text["severity"]), "notice"),
        message=text["message"], unit=text["unit"], indicator=text["indicator"],
        column=code_of(COLUMN_NAMES, text["column"]), sheet=sheet, cell=cell, raw=text["raw"], other=text["other"],
        cure=text["cure"], explanation=text["explanation"], file=text["file"],
    )  # fmt: skip


def link(finding: Finding, sheets: Mapping[str, str]) -> Formula | str:
    """The way to the place: a link into the unit's sheet or `Quy tắc`, found by its keys; else the cell's name."""
    shown = _cell(finding) or _column_name(finding.column)
    sheet = sheets.get(finding.unit, "")
    if sheet and finding.indicator:
        column = finding.column if finding.column in ENTRY_COLUMNS else "code"
        return _hyperlink(sheet, finding.indicator, column, shown)
    if sheet:
        return Formula(f'=HYPERLINK("#{_quoted(sheet)}!A1",{_text(shown)})', shown)
    if finding.sheet == RULES:
        return Formula(f'=HYPERLINK("#{_quoted(RULES)}!A1",{_text(RULES)})', RULES)
    return shown


def _hyperlink(sheet: str, indicator: str, column: str, shown: str) -> Formula:
    name = _quoted(sheet)
    row = f"MATCH({_text(indicator)},{name}!$A:$A,0)"
    letter = f"MATCH({_text(column)},{name}!$1:$1,0)"
    return Formula(f'=HYPERLINK("#{name}!"&ADDRESS({row},{letter}),{_text(shown)})', shown)


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''").replace('"', '""') + "'"


def _text(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _cell(finding: Finding) -> str:
    return f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else finding.cell


def _column_name(column: str) -> str:
    return COLUMN_NAMES.get(column) or _DOCUMENT_COLUMNS.get(column, column)
