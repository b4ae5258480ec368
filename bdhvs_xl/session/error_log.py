"""Log files of unexpected errors, dated so that a person can send one to support, and the message to the user."""

import platform
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bdhvs_xl import __version__
from bdhvs_xl.session.user_dir import user_folder
from bdhvs_xl.ui import UserInterface

LOG_FOLDER = "Nhật ký lỗi"
MAX_LOGS = 50


def report_error(button: str, error: Exception, ui: UserInterface) -> None:
    """Write the log file of an error, tell the user, and open its folder when the user wants to see it."""
    log = write_error_log(button, error, _program(ui))
    if ui.agree(f"{error_message(log)}\n\nMở thư mục chứa tệp này bây giờ?"):
        ui.open_file(log.parent)


def write_error_log(button: str, error: BaseException, program: str) -> Path:
    """The log file written for an error of the button; only the newest `MAX_LOGS` files stay."""
    folder = user_folder() / LOG_FOLDER
    folder.mkdir(exist_ok=True)
    now = datetime.now()
    log = folder / f"{now:%Y-%m-%d %H.%M.%S.%f} {button}.txt"
    log.write_text(_text(button, error, program, now), encoding="utf-8")
    for old in sorted(folder.glob("*.txt"))[:-MAX_LOGS]:
        old.unlink(missing_ok=True)
    return log


def error_message(log: Path) -> str:
    """The message to the user about an error whose details are in `log`."""
    return (
        "Chương trình gặp lỗi nên dừng giữa chừng; việc chưa lưu không được ghi vào file tổng hợp. "
        f"Chi tiết nằm trong tệp “{log.name}”. Hãy thử bấm lại nút; nếu vẫn lỗi, gửi tệp này cho người hỗ trợ."
    )


def _program(ui: UserInterface) -> str:
    with suppress(Exception):
        return ui.program()
    return "?"


def _text(button: str, error: BaseException, program: str, now: datetime) -> str:
    facts = {
        "button": button,
        "time": now.isoformat(sep=" ", timespec="seconds"),
        "program": program,
        "bdhvs": __version__,
        "xlwings": _version("xlwings"),
        "Python": f"{sys.version} ({sys.executable})",
        "system": platform.platform(),
    }
    lines = [f"{name}: {value}\n" for name, value in facts.items()]
    return "".join([*lines, "\n", *traceback.format_exception(error)])


def _version(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "none"
