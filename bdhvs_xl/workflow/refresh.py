"""Steps that several buttons share: load the current data, run the checks, update findings, statuses and displays."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from bdhvs_xl import vi
from bdhvs_xl.checks import rule_use
from bdhvs_xl.checks.findings_table import finding_from_row, finding_row, keep_user_entries, sort_findings
from bdhvs_xl.checks.resolved import FIXED, resolved_findings
from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.checks.status import set_statuses
from bdhvs_xl.errors import FILE_RULE_PREFIX, Finding, Severity
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.intake import to_ledger, unit_sheet_values, versions
from bdhvs_xl.intake.ledger import Ledger, Value
from bdhvs_xl.intake.submission import CHANNEL_FORM
from bdhvs_xl.master import definitions, refresh_displays
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import SEVERITY_NAMES, STATE_NAMES
from bdhvs_xl.master.layout import value_key
from bdhvs_xl.master.progress_state import RECEIVED_STATUSES, ProgressState, UnitState
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.master.unit_sheets import unit_sheets
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Regime

_NEWS = {"new": "mới", FIXED: "đã sửa từ lần trước", "explained": "đã có lý do"}
Ratios = Mapping[str, tuple[float | None, float | None]]


def load_current(book: Book) -> tuple[Regime, Ledger]:
    """The regime and the ledger, updated with values typed into unit sheets and choices made in `Kiểm tra`."""
    regime, ledger = definitions.read_definitions(book), ledgers.load_ledger(book)
    to_ledger.reparse_values(regime, ledger)
    unit_sheet_values.read_typed_values(book, regime, ledger)
    chosen = versions.apply_choices(book, regime, ledger)
    unit_sheet_values.fill_unit_sheets(book, regime, ledger, {entry.unit for entry in chosen})
    return regime, ledger


def run_checks(
    book: Book, regime: Regime, ledger: Ledger, received: Iterable[Finding] = (), renewed: Collection[str] = ()
) -> list[Finding]:
    """All findings, in order; writes them into `Kiểm tra` and sets the statuses in the ledger, which is not stored.

    It also writes the counts into `Quy tắc`, and into `Nhật ký` the changes that people made to the rules.

    `received` are intake's findings about files received now, `renewed` the units whose earlier files they replace.
    Intake's findings about other units' files stay; differences between two versions of a report are compared again.
    Findings resolved since the last run are not returned; they are the last rows of `Kiểm tra` until the next run.
    """
    rows = [row for row in book.read_table(FINDINGS_TABLE) if row["state"] != STATE_NAMES[FIXED]]
    before = {str(row["key"]): row for row in rows}
    kept = _kept(before.values(), ledger, renewed)
    waiting = versions.pending_report_findings(book, regime, ledger)
    odd = unit_sheet_values.unit_sheet_findings(book, regime, ledger)
    found = [*received, *kept, *waiting, *odd, *check_all(regime, ledger, book.now.date(), book.progress)]
    findings = sort_findings(regime, keep_user_entries(found, before))
    mended = resolved_findings(regime, ledger, map(finding_from_row, rows), findings)
    places = unit_sheets(book)
    book.replace_rows(FINDINGS_TABLE, [finding_row(finding, regime, places) for finding in (*findings, *mended)])
    rule_use.record_rule_use(book, findings)
    set_statuses(ledger, findings)
    return findings


def write_explanations(book: Book, reasons: Mapping[str, str]) -> None:
    """Write the reasons that units gave, by the finding's key, into `Kiểm tra`, where `run_checks` finds them."""
    if not reasons:
        return
    rows = book.read_table(FINDINGS_TABLE)
    book.replace_rows(
        FINDINGS_TABLE, [row | {"explanation": reasons.get(str(row["key"]), row["explanation"])} for row in rows]
    )


def _kept(rows: Iterable[Mapping[str, Cell]], ledger: Ledger, renewed: Collection[str]) -> Iterator[Finding]:
    """Intake's findings about the files in use and those that wait, but for values that someone has typed in since."""
    for row in rows:
        unit, place = str(row["unit"] or ""), str(row["indicator"] or "")
        values, tracked = ledger.values.get(unit, {}), ledger.tracking.get(unit)
        in_use = tracked is not None and row["file"] in (tracked.file, tracked.held_file)
        retyped = any(v.channel != CHANNEL_FORM for (code, _), v in values.items() if code == place)
        if str(row["rule"]).startswith(FILE_RULE_PREFIX) and in_use and unit not in renewed and not retyped:
            yield finding_from_row(row)


def save_and_refresh(
    book: Book,
    regime: Regime,
    ledger: Ledger,
    findings: Sequence[Finding],
    ratios: Ratios | None = None,
    steps: Mapping[str, str] | None = None,
) -> None:
    """Store the ledger and refresh all displays; the book is not saved."""
    ledgers.save_ledger(book, ledger)
    refresh_displays.refresh_master_sheets(book, regime, snapshot(ledger, findings, ratios, steps))


def snapshot(
    ledger: Ledger, findings: Iterable[Finding], ratios: Ratios | None = None, steps: Mapping[str, str] | None = None
) -> ProgressState:
    """The progress that front page and cached formula values show; `steps` maps a button to the state of its step."""
    return ProgressState(
        units={
            unit: UnitState(status=t.status, deadline=t.extension or t.deadline, sent=t.sent)
            for unit, t in ledger.tracking.items()
        },
        errors=sum(t.errors for t in ledger.tracking.values()),
        warnings=sum(t.warnings for t in ledger.tracking.values()),
        places=_worst(findings),
        values={
            value_key(unit, *place): _shown_value(value)
            for unit, values in ledger.values.items()
            for place, value in values.items()
        },
        ratios=ratios,
        steps=steps or {},
    )


def _worst(findings: Iterable[Finding]) -> dict[tuple[str, str], Severity]:
    worst: dict[tuple[str, str], Severity] = {}
    ranks = list(SEVERITY_NAMES)
    for finding in findings:
        place = (finding.unit, finding.indicator)
        if all(place) and (place not in worst or ranks.index(finding.severity) < ranks.index(worst[place])):
            worst[place] = finding.severity
    return worst


def _shown_value(value: Value) -> Cell:
    return value.raw if value.value is None else value.value


def finding_counts(findings: Sequence[Finding]) -> str:
    """The counts by severity, such as "5 lỗi, 12 cảnh báo, 3 lưu ý"."""
    numbers = {severity: sum(f.severity == severity for f in findings) for severity in SEVERITY_NAMES}
    return ", ".join(f"{vi.format_number(n)} {SEVERITY_NAMES[severity].lower()}" for severity, n in numbers.items())


def findings_summary(book: Book, findings: Sequence[Finding]) -> str:
    """The counts by severity, and the new, resolved and explained ones unless all findings are new."""
    times = Counter(str(row["state"] or "") for row in book.read_table(FINDINGS_TABLE))
    news = [
        f"{vi.format_number(times[name])} {word}" for state, word in _NEWS.items() if times[name := STATE_NAMES[state]]
    ]
    changed = times.keys() - {STATE_NAMES["new"], ""}
    return "; ".join(filter(None, (finding_counts(findings), ", ".join(news) if changed else "")))


def count_checked_reports(ledger: Ledger) -> int:
    """The number of units whose reports were checked."""
    return sum(tracked.status in RECEIVED_STATUSES for tracked in ledger.tracking.values())
