"""Checks the list of documents: numbers, dates, duplicates, and the indicator of each line."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.checks.spelling import spelling_advice
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding, UserError

EARLIEST_DATE = date(2000, 1, 1)
"""Before this day a date in the list of documents is a slip of the pen."""
_NUMBER_CURE = "Ghi theo mẫu 2104/KH-STP (cơ quan nhà nước) hoặc 08-KH/TU (cơ quan Đảng)."
_DATE_CURE = "Ghi đủ ngày/tháng/năm ban hành, ví dụ 22/5/2026."

DocumentRow = Mapping[str, str]


def findings(report: UnitReport) -> Iterator[Finding]:
    """Findings about the documents listed; none of them keeps a number out of the totals."""
    times = Counter(map(_identity, report.documents))
    seen: set[tuple[str, str, str]] = set()
    for line in report.documents:
        yield from _number(report, line)
        yield from _date(report, line)
        yield from _indicator(report, line)
        identity = _identity(line)
        if identity in seen and line["number"]:
            yield report.line_finding(
                "document_double", line, "number",
                f"Văn bản “{line['number']}” được liệt kê {times[identity]} lần cho cùng một chỉ số.", "Xóa dòng thừa.",
            )  # fmt: skip
        seen.add(identity)


def _identity(line: DocumentRow) -> tuple[str, str, str]:
    number = vi.parse_document_number(line["number"])
    return vi.fold(str(number) if number else line["number"]), vi.fold(line["date"]), line["indicator"]


def _number(report: UnitReport, line: DocumentRow) -> Iterator[Finding]:
    typed = vi.plain(line["number"])
    read = vi.parse_document_number(typed)
    if not typed:
        message, cure = "Văn bản này chưa ghi số, ký hiệu.", _NUMBER_CURE
    elif read is None:
        message, cure = f"Không nhận ra số, ký hiệu văn bản “{typed}”.", _NUMBER_CURE
    elif not read.number:
        message = f"Văn bản “{typed}” chưa có số: có thể là dự thảo chưa ban hành."
        cure = "Ghi số khi văn bản đã ban hành, hoặc bỏ dòng này."
    else:
        if told := spelling_advice(typed):
            message = told.message[0].upper() + told.message[1:]
            yield report.line_finding("document_spelling", line, "number", message, told.cure, told.meant)
        return
    yield report.line_finding("document_number", line, "number", message, cure)


def _date(report: UnitReport, line: DocumentRow) -> Iterator[Finding]:
    typed = line["date"]
    try:
        day = vi.parse_optional_date(typed)
    except UserError as error:
        yield report.line_finding("document_date", line, "date", error.message, error.hint)
        return
    period_from, period_to = report.regime.period_from, report.regime.period_to
    named = _named(line)
    if day is None:
        message = f"{named} chưa ghi ngày ban hành."
        yield report.line_finding("document_date", line, "date", message, _DATE_CURE)
    elif day > report.today or day < EARLIEST_DATE:
        impossible = "sau ngày hôm nay" if day > report.today else f"trước năm {EARLIEST_DATE.year}"
        yield report.line_finding(
            "document_impossible_date", line, "date",
            f"{named} ghi ngày {vi.format_date(day)}, {impossible}.", "Sửa lại ngày theo văn bản.",
        )  # fmt: skip
    elif day > period_to:
        yield report.line_finding(
            "document_after_period", line, "date",
            f"{named} ban hành ngày {vi.format_date(day)}, sau ngày chốt số liệu {vi.format_date(period_to)}.",
            "Sửa ngày nếu ghi nhầm; nếu đúng thì để lại cho kỳ sau.",
        )  # fmt: skip
    elif day < period_from:
        yield report.line_finding(
            "document_before_period", line, "date",
            f"{named} ban hành ngày {vi.format_date(day)}, trước kỳ báo cáo (từ {vi.format_date(period_from)}).",
            "Giữ lại nếu văn bản còn hiệu lực trong kỳ; nếu không thì xóa dòng này.",
        )  # fmt: skip


def _indicator(report: UnitReport, line: DocumentRow) -> Iterator[Finding]:
    code = line["indicator"]
    if code and code not in report.regime.indicator:
        yield report.line_finding(
            "document_indicator", line, "indicator",
            f"{_named(line)} ghi chỉ số “{code}”, không có trong biểu mẫu.", "Chọn lại mã chỉ số trong danh sách.",
        )  # fmt: skip


def _named(line: DocumentRow) -> str:
    return f"Văn bản “{line['number']}”" if line["number"] else f"Văn bản “{line['title']}”"
