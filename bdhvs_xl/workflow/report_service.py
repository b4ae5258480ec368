"""The focal office's report: prepare its data, compose it in memory, write its files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.documents import make_report
from bdhvs_xl.documents.content import outline
from bdhvs_xl.documents.content.outline import with_known_indicators
from bdhvs_xl.documents.content.report_body import ReportBody
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.document_files import free_report_paths
from bdhvs_xl.documents.figures import sources
from bdhvs_xl.documents.word.templates import adapt_to_template, custom_template, template_for
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master import definitions, log, refresh_displays
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CONFIG, INDICATORS, OUTLINE, REPORTS_FOLDER, SETTINGS
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.rollup.current_totals import load_current_totals

_PRINTED = ("province", "organ", "number_symbol", "place", "signer", "recipients", "dispatch", "plan")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """The Word file of a report, the internal file on its sources, its body, and a summary sentence.

    `remarks` are findings about parts of the outline and appendices that were left out.
    """

    word: Path
    internal: Path
    body: ReportBody
    remarks: Sequence[Finding]
    summary: str


def write_report(book: Book) -> ReportFiles:
    """The report in a file of its own beside the master; UserError while the appendices show other totals.

    The log is written before the files: if Excel refuses the change, no report is left without a log entry.
    """
    material, remarks = prepare_report(book)
    report = compose_report(book, material, book.now)
    word, internal = free_report_paths(book, f"Báo cáo {material.regime.settings['subject']}")
    message = f"Đã lập “{word.name}”: {len(report.placed)} số liệu, khớp với phụ lục của file tổng hợp."
    entry = log.LogEntry(button=BUTTON_NAMES["write_report"], subject=message, file=f"{REPORTS_FOLDER}/{word.name}")
    log.append_log(book, [entry])
    refresh_displays.set_step_state(book, "write_report", f"đã lập {vi.format_date(book.now)}")
    write_atomically(word, lambda out: out.write(report.document))
    sources.write_sources(internal, material, report.body, report.placed, book.now)
    book.save()
    return ReportFiles(word=word, internal=internal, body=report.body, remarks=remarks, summary=message)


def prepare_report(book: Book) -> tuple[ReportData, list[Finding]]:
    """The data of a report, and findings about parts of its outline and appendices that are left out.

    UserError when no report can be made.
    """
    regime, unknown = with_known_indicators(definitions.read_definitions(book))
    _refuse_blanks(regime)
    regime, left_out = adapt_to_template(regime, custom_template(book, regime))
    now = load_current_totals(book, regime)
    material = ReportData(regime=regime, ledger=now.ledger, totals=now.totals, contributions=now.contributions)
    return material, [*_unknown(unknown), *left_out]


def compose_report(book: Book, material: ReportData, now: datetime) -> make_report.ReportFile:
    """The report of the data, dated `now`, in memory."""
    with template_for(book, material.regime) as template:
        return make_report.make_office_report(material, template, now=now, author=book.user)


def _refuse_blanks(regime: Regime) -> None:
    """Raise UserError when a setting that every report prints is empty."""
    blank = [s.name for s in SETTINGS if s.key in _PRINTED and not regime.settings[s.key].strip(" |")]
    if blank:
        cure = "Điền cột Giá trị của các dòng này rồi bấm lại Lập báo cáo."
        raise UserError(f"Trang {CONFIG} còn để trống: {vi.join(blank)}.", cure)


def _unknown(codes: Sequence[str]) -> Iterator[Finding]:
    if codes:
        named = vi.join([*dict.fromkeys(codes)])
        message = f"Đề cương nêu chỉ số {named} nhưng trang {INDICATORS} không có: đã bỏ qua."
        cure = f"Sửa mã ở trang {OUTLINE}, hoặc thêm chỉ số ở trang {INDICATORS}."
        yield Finding(rule=outline.RULE, severity="notice", sheet=OUTLINE, message=message, cure=cure)
