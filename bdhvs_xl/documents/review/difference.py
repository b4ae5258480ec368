"""One difference between an edited report and the workbook, for the list and as a finding."""

from dataclasses import dataclass

from bdhvs_xl.documents.figures.figure_tags import FigureLabel, figure_kind_name
from bdhvs_xl.errors import Finding, Severity

_QUOTED_IN_FULL, _AROUND = 160, 60
"""The longest sentence that is quoted in full, and the characters quoted before and after a number in a longer one."""
DIFFERENCE_NAMES = {
    "report_other_master": "Báo cáo của file tổng hợp khác",
    "report_map_lost": "Mất bản đồ số liệu",
    "report_figure_edited": "Số bị gõ lại",
    "report_figure_outdated": "Số liệu đã thay đổi",
    "report_figure_unstated": "Số liệu không còn",
    "report_figure_typed": "Số gõ tay, khác số liệu",
    "report_figure_unlinked": "Số gõ tay, khớp số liệu",
    "report_figures_gone": "Số liệu đã bỏ khỏi văn bản",
    "report_number_known": "Số gõ thêm, trùng số liệu",
    "report_number_unknown": "Số gõ thêm, chưa rõ nguồn",
    "report_conclusion_changed": "Nhận định thay đổi",
    "report_sentence_gone": "Câu không còn đúng",
    "report_sentence_new": "Câu cần thêm",
    "report_chart_outdated": "Biểu đồ theo số liệu cũ",
}
"""The name of each kind of difference, by its rule, in the order of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDifference:
    """One difference. `page` is 0 when unknown; `then` is in the document, `now` is right at present.

    `sentence` is the one in the document, `better` the one that the present numbers give.
    """

    rule: str
    severity: Severity
    message: str
    cure: str
    section: str = ""
    page: int = 0
    sentence: str = ""
    better: str = ""
    then: str = ""
    now: str = ""
    label: FigureLabel | None = None
    source: str = ""
    at: int = 0
    """The position of its sentence in the document."""

    def place(self, exact: bool) -> str:
        """Its page: "trang 3", or when estimated "khoảng trang 3"."""
        return f"{'trang' if exact else 'khoảng trang'} {self.page}" if self.page else ""

    def finding(self, file: str, exact: bool) -> Finding:
        """The difference as a finding; the message says where it is."""
        inside = excerpt(self.sentence, self.then) if self.then != self.sentence else ""
        where = ", ".join(filter(None, (section_name(self.section), self.place(exact), inside)))
        label = self.label
        return Finding(
            rule=self.rule, severity=self.severity, message=f"{where}: {self.message}" if where else self.message,
            cure=self.cure, sheet=section_name(self.section), cell=self.place(exact), raw=self.then, other=self.now,
            indicator=label.indicator if label else "", file=file,
            column=figure_kind_name(label) if label and label.column else "", unit=label.unit if label else "",
        )  # fmt: skip


def section_name(section: str) -> str:
    """A section's name for people: "Mục II.1.a", "Phụ lục II", "Mở đầu"."""
    return f"Mục {section}" if section and section[0] in "IVX" and " " not in section else section


def excerpt(sentence: str, text: str) -> str:
    """The part of a sentence around a text, in quotation marks; "" when the sentence does not contain it."""
    at = sentence.find(text) if text else -1
    if at < 0:
        return ""
    if len(sentence) <= _QUOTED_IN_FULL:
        return quote_sentence(sentence)
    start, end = max(0, at - _AROUND), at + len(text) + _AROUND
    first = sentence.find(" ", start) + 1 if start else 0
    last = sentence.rfind(" ", 0, end) if end < len(sentence) else len(sentence)
    return f"“{'…' if first else ''}{sentence[first:last]}{'…' if last < len(sentence) else ''}”"


def quote_sentence(text: str) -> str:
    """A sentence in quotation marks, cut when it is long."""
    return f"“{text}”" if len(text) <= _QUOTED_IN_FULL else f"“{text[:_QUOTED_IN_FULL].rstrip()}…”"
