"""Báo cáo cấp trên: fill a copy of the office above's form with this master's totals."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.submit_up import fill_form, total_notes
from bdhvs_xl.submit_up.counterparts import NO_PLACE
from bdhvs_xl.workflow.fill_form_above import fill_form_above

LABEL = BUTTON_NAMES["submit_up"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "form",
        "biểu mẫu .xlsx cơ quan cấp trên gửi cho cơ quan mình",
        kind="open",
        question="Chọn biểu mẫu cơ quan cấp trên gửi",
        suggested=".xlsx",
    ),
)

_GROUPS = {
    total_notes.NOT_KNOWN: "Chưa có số",
    fill_form.KEPT: "Giữ nội dung đã ghi sẵn",
    NO_PLACE: "Không có chỗ tương ứng",
    total_notes.AGREED: "Dùng số chốt",
    total_notes.AGREED_PERCENT: "Số chốt thiếu tử số, mẫu số",
    total_notes.COVERAGE: "Số tạm tính hoặc còn ít đơn vị",
}
"""What is told in a few words with the codes concerned; everything else is told in full."""


def run(book: Book, form: Path) -> ButtonResult:
    """The filled form and the list of cells to check; UserError while the appendices show other totals."""
    filled = fill_form_above(book, form)
    return ButtonResult(
        message="\n".join([filled.summary, *_remarks(filled.findings), f"Đủ chi tiết ở “{filled.listing.name}”."]),
        findings=filled.findings,
        files=[filled.form, filled.listing],
        to_open=filled.form,
    )


def _remarks(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each kind of finding with the codes concerned, then what is not about one indicator."""
    for rule, words in _GROUPS.items():
        places = [finding.indicator or finding.cell for finding in findings if finding.rule == rule]
        if places:
            yield f"{words}: {', '.join(dict.fromkeys(places))}."
    yield from (finding.message for finding in findings if finding.rule not in _GROUPS)
