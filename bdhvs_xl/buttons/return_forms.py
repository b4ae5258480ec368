"""Đề nghị chỉnh sửa: each unit's file with faulty cells marked and unlocked, all others locked, and a list of them."""

from collections.abc import Iterator, Sequence

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.checks.same_texts import join_first_units
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import CORRECTIONS_FOLDER
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow import landing_places
from bdhvs_xl.workflow.request_corrections import RequestFile, request_corrections

LABEL = BUTTON_NAMES["return_forms"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "warnings",
        "đề nghị cả các cảnh báo chưa có lý do, không chỉ các lỗi",
        kind="agree",
        required=False,
        question="Đề nghị cả các cảnh báo chưa có lý do? (Chọn Không: chỉ đề nghị sửa các lỗi.)",
    ),
)


def run(book: Book, warnings: str = "") -> ButtonResult:
    """The files to send to the units, in `Cần chỉnh sửa` beside the master; what they ask is written in the log.

    A unit whose file from an earlier press asks the same and still exists gets no second one.
    """
    requested = request_corrections(book, bool(warnings))
    files = requested.files
    return ButtonResult(
        message="\n".join([requested.summary, *_remarks(files)]),
        findings=requested.asked,
        files=[file.path for file in files],
        to_open=book.path.parent / CORRECTIONS_FOLDER if files else None,
        landing=None if files else landing_places.go_to_findings(requested.findings),
    )


def _remarks(files: Sequence[RequestFile]) -> Iterator[str]:
    again = [file.request.unit.name for file in files if file.again]
    new_forms = [file.request.unit.name for file in files if file.request.note]
    if again:
        yield f"Đã có tệp từ lần trước, nội dung không đổi: {join_first_units(again)}."
    if new_forms:
        names = join_first_units(new_forms)
        yield f"Không dùng lại được tệp đơn vị đã gửi nên là biểu mẫu mới điền sẵn số liệu: {names}."
