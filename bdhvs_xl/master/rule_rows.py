"""The rows of `Quy tắc`: the rules of a regime, and the built-in checks that users can switch off or re-grade."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from bdhvs_xl import vi
from bdhvs_xl.errors import Severity
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import MISSING_NAMES, SEVERITY_NAMES, UNIT_KIND_NAMES, YES
from bdhvs_xl.master.table_row import TableRow, read_table_rows
from bdhvs_xl.master.tables import RULES_TABLE
from bdhvs_xl.regime.catalogue import CATALOGUE
from bdhvs_xl.regime.model import MissingStrategy, Regime, Rule, SeverityOverride, UnitKind

_SWITCHABLE = {check.id: check for check in CATALOGUE.values() if check.switchable}
_BUILT_IN_NOTE = "Có sẵn trong chương trình: chỉ sửa Mức độ, hoặc bỏ dấu x ở cột Bật để tắt."


def rule_rows(regime: Regime) -> Iterator[Row]:
    """The rows of the regime's rules, then of the built-in checks."""
    for r in regime.rules:
        yield {
            "id": r.id, "test": r.test, "severity": SEVERITY_NAMES[r.severity], "message": r.message, "cure": r.cure,
            "missing": MISSING_NAMES[r.missing], "unit_kinds": "; ".join(UNIT_KIND_NAMES[k] for k in r.unit_kinds),
            "since": _date(r.since), "until": _date(r.until), "on": _tick(r.on), "source": r.source,
            "applied": rule_status_text(SEVERITY_NAMES[r.severity], r.on),
        }  # fmt: skip
    changed = {grade.rule: grade for grade in regime.grades}
    for id, check in _SWITCHABLE.items():
        grade = changed.get(id, SeverityOverride(id, check.severity))
        yield {
            "id": id, "test": check.condition, "severity": SEVERITY_NAMES[grade.severity],
            "message": _BUILT_IN_NOTE, "on": _tick(grade.on),
            "applied": rule_status_text(SEVERITY_NAMES[grade.severity], grade.on),
        }  # fmt: skip


def rule_status_text(severity: str, on: bool) -> str:
    """Severity and switch of a rule as text, such as "Lỗi, bật"; stored to detect changes by users."""
    return f"{severity}, {'bật' if on else 'tắt'}"


def read_rules(book: Book) -> tuple[tuple[Rule, ...], tuple[SeverityOverride, ...]]:
    """The rules of the regime, and the built-in checks with another severity or switch than the default."""
    rules: list[Rule] = []
    grades: list[SeverityOverride] = []
    for line in read_table_rows(book, RULES_TABLE, "id"):
        if (id := line.code("id")) in _SWITCHABLE:
            grades.append(SeverityOverride(id, _severity(line), line.tick("on")))
        else:
            rules.append(_rule(line))
    return tuple(rules), tuple(g for g in grades if g != SeverityOverride(g.rule, _SWITCHABLE[g.rule].severity))


def _rule(line: TableRow) -> Rule:
    return Rule(
        id=line.code("id"),
        test=line.required("test"),
        severity=_severity(line),
        message=line.required("message"),
        cure=line.text("cure"),
        missing=cast(MissingStrategy, line.word("missing", MISSING_NAMES) if line.text("missing") else "skip"),
        unit_kinds=cast(tuple[UnitKind, ...], line.words("unit_kinds", UNIT_KIND_NAMES)),
        since=line.date("since"),
        until=line.date("until"),
        on=line.tick("on"),
        source=line.text("source"),
    )


def _severity(line: TableRow) -> Severity:
    return cast(Severity, line.word("severity", SEVERITY_NAMES))


def _date(day: date | None) -> str:
    return vi.format_date(day) if day else ""


def _tick(yes: bool) -> str:
    return YES if yes else ""
