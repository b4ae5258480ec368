"""Converts findings to rows of `Kiểm tra` and back, keeping what people entered there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bdhvs_xl.checks.finding_links import COLUMN_HEADERS, finding_link
from bdhvs_xl.checks.resolved import FIXED
from bdhvs_xl.errors import Finding, Severity
from bdhvs_xl.master.book.protocol import Row
from bdhvs_xl.master.labels import CHOICES, SEVERITY_NAMES, STATE_NAMES, code_for_label
from bdhvs_xl.master.layout import status_lookup_key
from bdhvs_xl.ooxml.cell import Cell, fitting
from bdhvs_xl.regime.catalogue import CATALOGUE
from bdhvs_xl.regime.model import Regime

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def keep_user_entries(found: Iterable[Finding], before: Mapping[str, Mapping[str, Cell]]) -> list[Finding]:
    """The findings with the choices of people (for the same file) and with their state: new, open or explained.

    An explanation in the row is kept while the value that it explains is the same, even when the message changes:
    people write there the reasons that units give by phone, or that have no cell in the form.

    `before` are the current rows of `Kiểm tra` by key.
    """
    return [_remembered(finding, before.get(finding.key)) for finding in found]


def _remembered(finding: Finding, row: Mapping[str, Cell] | None) -> Finding:
    if row is None:
        return finding
    told = finding.explanation or (str(row["explanation"] or "").strip() if _is_same(finding, row) else "")
    explained = bool(told) and finding.severity == "warning"
    state = "explained" if explained else "open" if finding.state == "new" else finding.state
    same_file = str(row["file"] or "") == finding.file
    choice = code_for_label(CHOICES, row["choice"]) if same_file else ""
    return replace(finding, state=state, choice=choice, explanation=told)


def _is_same(finding: Finding, row: Mapping[str, Cell]) -> bool:
    """Whether the row is about the same value, compared with the same other value.

    A rule of the regime names both only in its message: the numbers in it are compared, its words are not.
    """
    raw, other, message = (str(row[key] or "") for key in ("raw", "other", "message"))
    check = CATALOGUE.get(finding.rule)
    if check is None:
        return raw == finding.raw and _NUMBER.findall(message) == _NUMBER.findall(fitting(finding.message))
    return raw == finding.raw and (check.among_units or other == finding.other)


def sort_findings(regime: Regime, findings: Iterable[Finding]) -> list[Finding]:
    """The findings by severity, explained warnings last of their severity, then the master's own before the units',
    then by indicator.
    """
    severities = {severity: n for n, severity in enumerate(SEVERITY_NAMES)}
    units = {unit.code: n for n, unit in enumerate(regime.units, start=1)}
    indicators = {indicator.code: n for n, indicator in enumerate(regime.indicators, start=1)}
    return sorted(
        findings,
        key=lambda f: (
            severities[f.severity], f.state == "explained", units.get(f.unit, 0), indicators.get(f.indicator, 0)
        ),
    )  # fmt: skip


def finding_row(finding: Finding, regime: Regime, sheets: Mapping[str, str]) -> Row:
    """One row of `Kiểm tra`; `sheets` are the unit sheets by unit code. A fixed finding has no severity."""
    unit = regime.unit.get(finding.unit)
    is_open = finding.state != FIXED
    has_place = finding.unit and finding.indicator and is_open
    place = status_lookup_key(finding.unit, finding.indicator, finding.severity) if has_place else ""
    severity = SEVERITY_NAMES[finding.severity] if is_open else STATE_NAMES[FIXED]
    return {
        "severity": severity, "unit": finding.unit, "unit_name": unit.name if unit else "",
        "indicator": finding.indicator, "column": COLUMN_HEADERS.get(finding.column, finding.column),
        "link": finding_link(finding, sheets), "raw": finding.raw, "other": finding.other,
        "message": fitting(finding.message), "cure": fitting(finding.cure),
        "choice": CHOICES.get(finding.choice, ""), "explanation": finding.explanation,
        "state": STATE_NAMES[finding.state], "rule": finding.rule, "file": finding.file, "cell": finding.where,
        "place": place, "key": finding.key,
    }  # fmt: skip


def findings_from_rows(rows: Iterable[Mapping[str, Cell]]) -> list[Finding]:
    """The findings in the rows of `Kiểm tra`, without those that are fixed."""
    return [finding_from_row(row) for row in rows if row["state"] != STATE_NAMES[FIXED]]


def finding_from_row(row: Mapping[str, Cell]) -> Finding:
    """The finding in a row of `Kiểm tra`; `other` and `raw` as shown there."""
    text = {key: "" if cell is None else str(cell) for key, cell in row.items()}
    sheet, _, cell = text["cell"].rpartition("!") if "!" in text["cell"] else (text["cell"], "", "")
    severities: dict[str, Severity] = {"error": "error", "warning": "warning", "notice": "notice"}
    return Finding(
        rule=text["rule"], severity=severities.get(code_for_label(SEVERITY_NAMES, text["severity"]), "notice"),
        message=text["message"], unit=text["unit"], indicator=text["indicator"],
        column=code_for_label(COLUMN_HEADERS, text["column"]) or text["column"], sheet=sheet, cell=cell,
        raw=text["raw"], other=text["other"], cure=text["cure"], explanation=text["explanation"], file=text["file"],
    )  # fmt: skip
