"""Lập báo cáo: the Word report of the focal office, or of a unit from its form, with the sources of its figures."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.documents import write_unit_report
from bdhvs_xl.documents.content import fill_sentence, references
from bdhvs_xl.documents.content.report_body import ReportBody
from bdhvs_xl.intake.standalone_form import is_form
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow import report_service

LABEL = BUTTON_NAMES["write_report"]
WORKS_ON: Target = "master or form"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> ButtonResult:
    """The report in a file of its own beside the workbook: the focal office's of a master, a unit's of its form."""
    return write_unit_report.write_unit_report(book) if is_form(book) else _of_master(book)


def _of_master(book: Book) -> ButtonResult:
    """The report of the focal office; refused while the master's appendices show other totals."""
    report = report_service.write_report(book)
    remarks = [*(f"{f.message} {f.cure}" for f in report.remarks), *_remarks(report.body)]
    return ButtonResult(
        message=" ".join([report.summary, *remarks]),
        findings=[*report.remarks, *report.body.findings],
        files=[report.word, report.internal],
        to_open=report.word,
    )


def _remarks(body: ReportBody) -> Iterator[str]:
    if body.withheld:
        yield f"Có {len(body.withheld)} chỉ số chưa nêu vì thiếu số, xem tệp nội bộ."
    if broken := [f.indicator for f in body.findings if f.rule == fill_sentence.RULE]:
        yield f"Câu của chỉ số {vi.join(broken)} không đọc được, đã dùng câu mặc định."
    yield from (f"{f.message} {f.cure}" for f in body.findings if f.rule == references.RULE)
    if not any(passage.ticked for passage in body.passages):
        yield "Chưa có dòng Phần lời nào được đánh dấu trích: chương trình đã tự chọn, xem tệp nội bộ."
