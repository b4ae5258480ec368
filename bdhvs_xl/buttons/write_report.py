"""Lập báo cáo: the Word report of the focal office, or of a unit from its form, and where its figures come from."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.intake import log
from bdhvs_xl.intake.alone import is_form
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Finding, Problem
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.report import filling, making, outline, references, sources, unit_report
from bdhvs_xl.report.body import Body
from bdhvs_xl.report.files import free_names
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.outline import with_known_indicators
from bdhvs_xl.report.templates import as_in_template, own_template, template_for
from bdhvs_xl.rollup.current import current
from bdhvs_xl.workbook import definitions, shown
from bdhvs_xl.workbook.atomic import write_atomically
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import CONFIG, INDICATORS, OUTLINE, REPORTS_FOLDER, SETTINGS

LABEL = BUTTON_NAMES["write_report"]
WORKS_ON: WorksOn = "master or form"
ARGUMENTS: tuple[Argument, ...] = ()
_PRINTED = ("province", "organ", "number_symbol", "place", "signer", "recipients", "dispatch", "plan")


def run(book: Book) -> Outcome:
    """The report in a file of its own beside the workbook: the focal office's of a master, a unit's of its form."""
    return unit_report.write(book) if is_form(book) else _of_master(book)


def _of_master(book: Book) -> Outcome:
    """The report of the focal office; refused while the master's appendices show other totals.

    The master is changed first: one that Excel will not let be changed leaves no report that nobody knows of.
    """
    material, remarks = prepared(book)
    report = made(book, material, book.now)
    word, internal = free_names(book, f"Báo cáo {material.regime.settings['subject']}")
    message = f"Đã lập “{word.name}”: {len(report.placed)} số liệu, khớp với phụ lục của file tổng hợp."
    log.append(book, [log.Entry(button=LABEL, subject=message, file=f"{REPORTS_FOLDER}/{word.name}")])
    shown.step_done(book, "write_report", f"đã lập {vi.format_date(book.now)}")
    write_atomically(word, lambda out: out.write(report.document))
    sources.write(internal, material, report.body, report.placed, book.now)
    book.save()
    findings = [*remarks, *report.body.findings]
    said = " ".join([message, *(f"{f.message} {f.cure}" for f in remarks), *_remarks(report.body)])
    return Outcome(message=said, findings=findings, files=[word, internal], to_open=word)


def prepared(book: Book) -> tuple[Material, list[Finding]]:
    """What a report is made from, and what of its outline and appendices is left out; Problem when none can be made."""
    regime, unknown = with_known_indicators(definitions.read(book))
    _refuse_blanks(regime)
    regime, left_out = as_in_template(regime, own_template(book, regime))
    now = current(book, regime)
    material = Material(regime=regime, ledger=now.ledger, totals=now.totals, contributions=now.contributions)
    return material, [*_unknown(unknown), *left_out]


def made(book: Book, material: Material, now: datetime) -> making.Report:
    """The report of the material, dated `now`, in memory alone."""
    with template_for(book, material.regime) as template:
        return making.make(material, template, now=now, author=book.user)


def _refuse_blanks(regime: Regime) -> None:
    """Problem when something that stands in every report was not filled in."""
    blank = [s.name for s in SETTINGS if s.key in _PRINTED and not regime.settings[s.key].strip(" |")]
    if blank:
        cure = "Điền cột Giá trị của các dòng này rồi bấm lại Lập báo cáo."
        raise Problem(f"Trang {CONFIG} còn để trống: {vi.join(blank)}.", cure)


def _unknown(codes: Sequence[str]) -> Iterator[Finding]:
    if codes:
        named = vi.join([*dict.fromkeys(codes)])
        message = f"Đề cương nêu chỉ số {named} nhưng trang {INDICATORS} không có: đã bỏ qua."
        cure = f"Sửa mã ở trang {OUTLINE}, hoặc thêm chỉ số ở trang {INDICATORS}."
        yield Finding(rule=outline.RULE, severity="notice", sheet=OUTLINE, message=message, cure=cure)


def _remarks(body: Body) -> Iterator[str]:
    if body.withheld:
        yield f"Có {len(body.withheld)} chỉ số chưa nêu vì thiếu số, xem tệp nội bộ."
    if broken := [f.indicator for f in body.findings if f.rule == filling.RULE]:
        yield f"Câu của chỉ số {vi.join(broken)} không đọc được, đã dùng câu mặc định."
    yield from (f"{f.message} {f.cure}" for f in body.findings if f.rule == references.RULE)
    if not any(passage.ticked for passage in body.passages):
        yield "Chưa có dòng Phần lời nào được đánh dấu trích: chương trình đã tự chọn, xem tệp nội bộ."
