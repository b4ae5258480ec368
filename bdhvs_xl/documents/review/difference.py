"""One difference between an edited report and the workbook, as people read it and as a finding."""

from dataclasses import dataclass

from bdhvs_xl.documents.figures.figure_tags import FigureLabel, figure_kind_name
from bdhvs_xl.errors import Finding, Severity

_WHOLE, _AROUND = 160, 60
"""Letters of a sentence that is shown as it is, and those shown before and after a number of a longer one."""
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
"""What each kind of difference is called, by the rule of its finding, in the order in which they are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDifference:
    """One difference. `page` is 0 where it cannot be said; `then` stands in the document, `now` is right at present.

    `sentence` is the one in the document, `better` the one that the present numbers would give.
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
    """The sentence of the document where it is, by its order."""

    def place(self, exact: bool) -> str:
        """Where it is: "Trang 3", by estimate "khoảng trang 3"."""
        return f"{'trang' if exact else 'khoảng trang'} {self.page}" if self.page else ""

    def finding(self, file: str, exact: bool) -> Finding:
        """The difference for lists of findings; the message says where."""
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
    """A section as one says it: "Mục II.1.a", "Phụ lục II", "Mở đầu"."""
    return f"Mục {section}" if section and section[0] in "IVX" and " " not in section else section


def excerpt(sentence: str, text: str) -> str:
    """The part of a sentence around a text, in quotation marks; "" where the sentence does not hold it."""
    at = sentence.find(text) if text else -1
    if at < 0:
        return ""
    if len(sentence) <= _WHOLE:
        return quote_sentence(sentence)
    start, end = max(0, at - _AROUND), at + len(text) + _AROUND
    first = sentence.find(" ", start) + 1 if start else 0
    last = sentence.rfind(" ", 0, end) if end < len(sentence) else len(sentence)
    return f"“{'…' if first else ''}{sentence[first:last]}{'…' if last < len(sentence) else ''}”"


def quote_sentence(text: str) -> str:
    """A sentence in quotation marks, its end left out when it is long."""
    return f"“{text}”" if len(text) <= _WHOLE else f"“{text[:_WHOLE].rstrip()}…”"
