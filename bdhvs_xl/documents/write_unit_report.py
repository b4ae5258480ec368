"""A unit's own report from its one form: the form is read and checked, the report written beside it.

The form is not changed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bdhvs_xl.checks.findings_table import sort_findings
from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.checks.status import faulty_cells, set_statuses
from bdhvs_xl.documents import make_report
from bdhvs_xl.documents.content import unit_letterhead
from bdhvs_xl.documents.content.outline import with_known_indicators
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.document_files import free_report_paths
from bdhvs_xl.documents.figures import sources
from bdhvs_xl.documents.make_report import ReportFile
from bdhvs_xl.documents.word.annex_tables import UNIT_TABLES
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.templates import adapt_to_template, custom_template
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Ledger, TrackingRow
from bdhvs_xl.intake.standalone_form import StandaloneForm, read_standalone_form
from bdhvs_xl.intake.to_ledger import Origin, add_first_report
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ERRORS_NAMED = 5


def write_unit_report(book: Book) -> ButtonResult:
    """The unit's report in Word and the internal file on its sources; invalid values are left out, with findings.

    UserError when the workbook has nothing to report.
    """
    form = read_standalone_form(book)
    data, findings = _report_data(form, book)
    report = compose_unit_report(book, data, book.now)
    word, internal = free_report_paths(book, f"Báo cáo của {form.unit.name}")
    write_atomically(word, lambda out: out.write(report.document))
    sources.write_sources(internal, data, report.body, report.placed, book.now)
    findings = [*findings, *report.body.findings]
    message = " ".join([f"Đã lập “{word.name}”: {len(report.placed)} số liệu.", *_remarks(form, findings)])
    return ButtonResult(message=message, findings=findings, files=[word, internal], to_open=word)


def prepare_unit_report(book: Book) -> ReportData:
    """The data of the unit's report; UserError when the workbook has nothing to report."""
    return _report_data(read_standalone_form(book), book)[0]


def compose_unit_report(book: Book, data: ReportData, now: datetime) -> ReportFile:
    """The unit's report, dated `now`, in memory alone."""
    with TemporaryDirectory() as folder:
        return make_report.make_unit_report(data, _template(book, data.regime, Path(folder)), now=now, author=book.user)


def _report_data(form: StandaloneForm, book: Book) -> tuple[ReportData, list[Finding]]:
    """The form's content as the ledger of a master with one unit, and the findings about it."""
    regime, unit = _with_every_result(form.regime), form.unit
    ledger = Ledger(tracking={unit.code: TrackingRow(unit=unit.code, name=unit.name, status="received")})
    add_first_report(ledger, regime, form.submission, Origin(book.path.name, "", form.submission.channel))
    own_findings = [f for f in check_all(regime, ledger, book.now.date()) if f.unit == unit.code]
    findings = sort_findings(regime, [*form.submission.findings, *own_findings])
    set_statuses(ledger, findings)
    contributed = contributions(regime, ledger, faulty_cells(findings, regime))
    custom = custom_template(book, regime)
    regime, left_out = adapt_to_template(_unit_outline(regime, with_practices=bool(custom or ledger.practices)), custom)
    regime = unit_letterhead.with_unit_letterhead(regime, unit, form.submission.identity)
    totals = totals_from_contributions(regime, ledger, contributed)
    data = ReportData(regime=regime, ledger=ledger, totals=totals, contributions=contributed, author=unit)
    return data, [*findings, *left_out]


def _with_every_result(regime: Regime) -> Regime:
    """The regime with every number counted: a unit also reports indicators that the focal office does not aggregate."""
    indicators = (
        replace(i, over_units=i.kind.aggregations[0]) if i.over_units == "none" else i for i in regime.indicators
    )
    return replace(regime, indicators=tuple(indicators))


def _unit_outline(regime: Regime, *, with_practices: bool) -> Regime:
    """The regime with the outline and appendices of a unit's report: no schedule, practices if wanted."""
    regime, _ = with_known_indicators(regime)
    left_out = ("schedule",) if with_practices else ("schedule", "practices")
    printed = [appendix for appendix in regime.printed_appendices if appendix.kind not in left_out]
    numbered = tuple(replace(a, number=number) for a, number in zip(printed, _ROMAN, strict=False))
    return replace(regime, appendices=numbered)


def _template(book: Book, regime: Regime, folder: Path) -> Path:
    """The unit's custom template beside the form, else one built for the form's content."""
    return custom_template(book, regime) or build_template(regime, folder, on=book.now.date(), tables=UNIT_TABLES)


def _remarks(form: StandaloneForm, findings: Sequence[Finding]) -> Iterator[str]:
    """What the unit should know before it signs: errors with their places, and sections left blank."""
    if form.remark:
        yield form.remark
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        listed = "; ".join(f"{f.cell or f.indicator}: {f.message.rstrip('.')}" for f in errors[:_ERRORS_NAMED])
        more = f" và {len(errors) - _ERRORS_NAMED} lỗi khác" if errors[_ERRORS_NAMED:] else ""
        yield f"Biểu mẫu còn {len(errors)} lỗi, số liệu có lỗi không đưa vào báo cáo ({listed}{more})."
    others = [f for f in findings if f.sheet and f.rule.startswith("report_")]
    yield from (f"{f.message} {f.cure}" for f in others)
