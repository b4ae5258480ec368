"""A unit's own report from its one form: read, checked and made beside the form, which is not changed."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bdhvs_xl.checks.findings_table import in_order
from bdhvs_xl.checks.run_all import check
from bdhvs_xl.checks.status import faulty, set_statuses
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
from bdhvs_xl.intake.standalone_form import StandaloneForm, read_alone
from bdhvs_xl.intake.to_ledger import Origin, fill
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.results import ButtonResult
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_of

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ERRORS_NAMED = 5


def write_unit_report(book: Book) -> ButtonResult:
    """The unit's report in Word, and where its figures come from; what is faulty in the form is left out and told.

    UserError when the workbook holds nothing to report on.
    """
    form = read_alone(book)
    material, findings = _material(form, book)
    report = compose_unit_report(book, material, book.now)
    word, internal = free_report_paths(book, f"Báo cáo của {form.unit.name}")
    write_atomically(word, lambda out: out.write(report.document))
    sources.write_sources(internal, material, report.body, report.placed, book.now)
    findings = [*findings, *report.body.findings]
    said = " ".join([f"Đã lập “{word.name}”: {len(report.placed)} số liệu.", *_remarks(form, findings)])
    return ButtonResult(message=said, findings=findings, files=[word, internal], to_open=word)


def prepare_unit_report(book: Book) -> ReportData:
    """What the unit's report is made from; UserError when the workbook holds nothing to report on."""
    return _material(read_alone(book), book)[0]


def compose_unit_report(book: Book, material: ReportData, now: datetime) -> ReportFile:
    """The unit's report of the material, dated `now`, in memory alone."""
    with TemporaryDirectory() as folder:
        return make_report.make_unit_report(
            material, _template(book, material.regime, Path(folder)), now=now, author=book.user
        )


def _material(form: StandaloneForm, book: Book) -> tuple[ReportData, list[Finding]]:
    """What the form says, as the ledger of a master with one unit would hold it, and what is odd about it."""
    regime, unit = _with_every_result(form.regime), form.unit
    ledger = Ledger(tracking={unit.code: TrackingRow(unit=unit.code, name=unit.name, status="received")})
    fill(ledger, regime, form.submission, Origin(book.path.name, "", form.submission.channel))
    found = [f for f in check(regime, ledger, book.now.date()) if f.unit == unit.code]
    findings = in_order(regime, [*form.submission.findings, *found])
    set_statuses(ledger, findings)
    given = contributions(regime, ledger, faulty(findings, regime))
    own = custom_template(book, regime)
    regime, left_out = adapt_to_template(_reported(regime, with_practices=bool(own or ledger.practices)), own)
    regime = unit_letterhead.with_unit_letterhead(regime, unit, form.submission.identity)
    totals = totals_of(regime, ledger, given)
    material = ReportData(regime=regime, ledger=ledger, totals=totals, contributions=given, author=unit)
    return material, [*findings, *left_out]


def _with_every_result(regime: Regime) -> Regime:
    """The regime in which every number counts: a unit also reports what the focal office does not bring together."""
    indicators = (
        replace(i, over_units=i.kind.aggregations[0]) if i.over_units == "none" else i for i in regime.indicators
    )
    return replace(regime, indicators=tuple(indicators))


def _reported(regime: Regime, *, with_practices: bool) -> Regime:
    """The regime with the outline and the appendices that a unit reports in: no schedule, practices where wanted."""
    regime, _ = with_known_indicators(regime)
    left_out = ("schedule",) if with_practices else ("schedule", "practices")
    kept = [appendix for appendix in regime.printed_appendices if appendix.kind not in left_out]
    numbered = tuple(replace(a, number=number) for a, number in zip(kept, _ROMAN, strict=False))
    return replace(regime, appendices=numbered)


def _template(book: Book, regime: Regime, folder: Path) -> Path:
    """The unit's own template where one lies beside the form, else one built for what the form asks."""
    return custom_template(book, regime) or build_template(regime, folder, on=book.now.date(), tables=UNIT_TABLES)


def _remarks(form: StandaloneForm, findings: Sequence[Finding]) -> Iterator[str]:
    """What the unit should know before it signs: errors with their places, sections that it left blank."""
    if form.remark:
        yield form.remark
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        named = "; ".join(f"{f.cell or f.indicator}: {f.message.rstrip('.')}" for f in errors[:_ERRORS_NAMED])
        more = f" và {len(errors) - _ERRORS_NAMED} lỗi khác" if errors[_ERRORS_NAMED:] else ""
        yield f"Biểu mẫu còn {len(errors)} lỗi, số liệu có lỗi không đưa vào báo cáo ({named}{more})."
    others = [f for f in findings if f.sheet and f.rule.startswith("report_")]
    yield from (f"{f.message} {f.cure}" for f in others)
