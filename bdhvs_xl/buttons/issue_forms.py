"""Tạo biểu mẫu: a form for every unit and the common form, in the folder `Biểu mẫu` beside the master."""

from collections.abc import Sequence

from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import FORMS_FOLDER, PREVIOUS
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow.create_forms import FormsCreated, create_forms

LABEL = BUTTON_NAMES["issue_forms"]
WORKS_ON: Target = "master"
ARGUMENTS: tuple[Argument, ...] = ()


def run(book: Book) -> ButtonResult:
    """The forms written, and the folder of replaced ones; `Theo dõi` gets the day of each unit's form."""
    created = create_forms(book)
    return ButtonResult(
        message=_message(created) + _to_look_at(created.odd),
        findings=created.odd,
        files=[*created.issued.forms.values(), created.issued.common],
        to_open=created.folder,
    )


def _message(created: FormsCreated) -> str:
    aside = created.issued.set_aside
    older = f" Các tệp cũ khác nội dung đã chuyển vào “{FORMS_FOLDER}/{aside.name}”." if aside else ""
    return f"{created.summary} trong thư mục “{FORMS_FOLDER}”.{older}"


def _to_look_at(odd: Sequence[Finding]) -> str:
    """The first finding on the numbers that the forms show as those of the previous period."""
    if not odd:
        return ""
    rest = f" (và {len(odd) - 1} chỗ khác, bấm Kiểm tra để xem)" if len(odd) > 1 else ""
    return f" Cần xem lại trang {PREVIOUS}{rest}. {odd[0].message} {odd[0].cure} Sửa xong thì tạo lại biểu mẫu."
