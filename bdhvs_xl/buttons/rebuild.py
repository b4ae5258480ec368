"""Cập nhật cấu trúc: rebuild the master after indicators, sections or units changed, and migrate its data."""

from collections.abc import Iterator, Sequence

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import BACKUP_FOLDER
from bdhvs_xl.results import Argument, ButtonResult, Target
from bdhvs_xl.workflow.rebuild_master import RebuiltMaster, rebuilt_master

LABEL = BUTTON_NAMES["rebuild"]
WORKS_ON: Target = "closed master"
ARGUMENTS: tuple[Argument, ...] = ()
_CARRIED = "số liệu, điều chỉnh, theo dõi, phần lời, mô hình, trang đơn vị và nhật ký"


def run(book: FileBook) -> ButtonResult:
    """The master rebuilt from its own definitions; the old file is kept unchanged in `Sao lưu/`.

    Before it replaces the old one the user sees what is not migrated, and may refuse.
    """
    with rebuilt_master(book) as rebuilt:
        if not book.ask(_question(book, rebuilt.left_behind)):
            return ButtonResult(message="Không cập nhật cấu trúc: file tổng hợp giữ nguyên.")
        kept = rebuilt.replace_old()
    return ButtonResult(message=" ".join(_message(rebuilt, kept.name)), files=[book.path, kept])


def _question(book: Book, left_behind: Sequence[str]) -> str:
    named = f", trong đó có {vi.join(left_behind)}" if left_behind else ""
    return (
        f"Tạo lại “{book.path.name}” theo các trang thiết lập?\n\n"
        f"Giữ nguyên: {_CARRIED}.\n\n"
        f"Không mang sang: hình vẽ, ghi chú, định dạng, cột và trang tự thêm{named}. "
        f"Các phần này vẫn còn trong tệp cũ, được giữ ở thư mục “{BACKUP_FOLDER}”; nút Khôi phục đưa tệp cũ trở lại."
    )


def _message(done: RebuiltMaster, kept: str) -> Iterator[str]:
    units, indicators = len(done.regime.reporting_units()), len(done.regime.indicators)
    yield f"Đã cập nhật cấu trúc: {units} đơn vị, {indicators} chỉ số. {_CARRIED.capitalize()} được giữ nguyên."
    if done.not_asked:
        what = f"Chỉ số {vi.join(done.added)} mới thêm, {len(done.not_asked)} đơn vị đã báo cáo chưa được hỏi"
        yield f"{what}: cần số thì gửi biểu mẫu mới hoặc nhập ở trang đơn vị."
    if done.orphans:
        yield f"Số liệu của {vi.join(done.orphans)} không còn trong Chỉ số: vẫn giữ ở trang Số liệu, không tổng hợp."
    if done.left_behind:
        yield f"Phần tự thêm chỉ còn trong tệp cũ: {vi.join(done.left_behind)}."
    yield f"Tệp cũ, kể cả hình vẽ và ghi chú tự thêm: “{BACKUP_FOLDER}/{kept}”."
