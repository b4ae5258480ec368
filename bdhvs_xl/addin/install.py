"""Install the add-in into this user's Excel and remove it; no administrator rights, no registry."""

from pathlib import PureWindowsPath

from bdhvs_xl.addin import diagnose, installed_addin, shortcut
from bdhvs_xl.addin.windows_pc import ADDIN_FILE, WindowsPC, is_from_store, require_windows
from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.results import ButtonResult

_PYTHON = "pythonw.exe"
"""The Python without a console window; it stands beside python.exe in installations, environments and embedded ones."""


def install_addin(machine: WindowsPC) -> ButtonResult:
    """The add-in copied into Excel's start-up folder, its buttons bound to the Python that runs this.

    The copy is a new file, so it has no mark of the web. The small window gets a Start menu entry where Windows allows
    it. UserError when Excel has the old copy open, when another file has its name, or when this Python cannot run the
    buttons.
    """
    require_windows(machine)
    python = _python(machine)
    target = installed_addin.addin_path(machine)
    _require_ours(machine, target)
    _write(installed_addin.addin_with_python(machine, machine.portable(python)), machine, target)
    in_menu = shortcut.create_shortcut(machine, python)
    return ButtonResult(message=_done(machine, target, python, in_menu), files=[machine.disk(target)])


def remove_addin(machine: WindowsPC) -> ButtonResult:
    """Remove the add-in from Excel's start-up folder; UserError when Excel has it open or the file is not ours."""
    require_windows(machine)
    target = installed_addin.addin_path(machine)
    _require_ours(machine, target)
    own = [path for path in (target, *_entry(machine)) if machine.has(path)]
    if not own:
        return ButtonResult(message=f"Thẻ BDHVS chưa được cài (không có tệp {target}), không có gì để gỡ.")
    for path in own:
        _delete(machine, path)
    return ButtonResult(
        message=f"Đã gỡ BDHVS khỏi Excel, đã xóa: {', '.join(map(str, own))}.\n"
        "File tổng hợp, biểu mẫu và báo cáo còn nguyên. Mở lại Excel để thẻ BDHVS biến mất."
    )


def _python(machine: WindowsPC) -> PureWindowsPath:
    """The Python that buttons will start."""
    if is_from_store(machine.base) or is_from_store(machine.python):
        raise UserError(
            "bdhvs đang chạy bằng Python cài từ Microsoft Store: tệp Python này ghi vào AppData thì Excel không thấy.",
            "Cài Python từ python.org (hoặc dùng bộ cài ngoại tuyến của BDHVS), cài lại bdhvs rồi làm lại.",
        )
    python = machine.python.with_name(_PYTHON)
    if not machine.has(python):
        raise UserError(
            f"Không có tệp {python}, nên các nút không có Python để chạy.",
            "Cài lại Python đầy đủ (hoặc dùng bộ cài ngoại tuyến của BDHVS), cài lại bdhvs rồi làm lại.",
        )
    if PureWindowsPath(machine.expanded(machine.portable(python))) != python:
        raise UserError(
            f"Đường dẫn {python} có dấu % nên Excel không mở được.",
            "Cài bdhvs vào thư mục mà tên không có dấu % rồi làm lại.",
        )
    if not machine.runs_buttons(machine.disk(python)):
        raise UserError(
            f"Python {python} chưa chạy được các nút: nó không thấy bdhvs hoặc xlwings "
            "(hay gặp khi cài bằng pip install --user).",
            "Cài bdhvs bằng “uv tool install”, “pipx install” hoặc bộ cài ngoại tuyến của BDHVS rồi làm lại.",
        )
    return python


def _write(addin: WorkbookFile, machine: WindowsPC, target: PureWindowsPath) -> None:
    try:
        machine.disk(target.parent).mkdir(parents=True, exist_ok=True)
        addin.save(machine.disk(target))
    except OSError as error:
        raise to_user_error(error) from error
    except UserError as error:
        if isinstance(error.__cause__, PermissionError):
            raise _kept(target) from error
        raise


def _entry(machine: WindowsPC) -> list[PureWindowsPath]:
    return [shortcut.shortcut_path(machine)] if shortcut.is_our_shortcut(machine) else []


def _delete(machine: WindowsPC, path: PureWindowsPath) -> None:
    try:
        machine.disk(path).unlink()
    except PermissionError as error:
        raise _kept(path) from error


def _require_ours(machine: WindowsPC, path: PureWindowsPath) -> None:
    if machine.has(path) and not installed_addin.is_our_addin(machine, path):
        raise UserError(
            f"Trong thư mục khởi động của Excel đã có một tệp {ADDIN_FILE} không phải của BDHVS: {path}. "
            "Tệp đó còn nguyên.",
            "Xem tệp đó là của ai, chuyển nó sang thư mục khác rồi làm lại.",
        )


def _kept(path: PureWindowsPath) -> UserError:
    return UserError(
        f"Không thay hoặc xóa được tệp {path}: Excel đang dùng nó, hoặc bạn không được ghi vào thư mục này.",
        "Lưu và đóng mọi cửa sổ Excel (nếu vẫn còn EXCEL.EXE trong Task Manager thì kết thúc nó) rồi làm lại.",
    )


def _done(machine: WindowsPC, target: PureWindowsPath, python: PureWindowsPath, in_menu: bool) -> str:
    lines = [
        f"Đã cài thẻ BDHVS cho người dùng này: {target}",
        f"Các nút chạy bằng Python: {python}",
        "Đóng hết các cửa sổ Excel rồi mở lại, thẻ BDHVS ở cuối hàng thẻ. Không thấy thẻ: bdhvs install-addin --check.",
    ]
    if in_menu:
        lines.append("Khi không dùng được thẻ: mở BDHVS trong menu Start, cửa sổ đó có cùng các nút.")
    obstacles = diagnose.find_obstacles(machine)
    if obstacles:
        lines += ["", "Máy này còn điều cản trở:", *(remark.line for remark in obstacles)]
    return "\n".join(lines)
