"""Diagnose a PC: everything that can keep the buttons from working in Excel, each with its cure."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import PureWindowsPath

from bdhvs_xl.addin import installed_addin, office_settings, policies
from bdhvs_xl.addin.diagnosis import Diagnosis, DiagnosisKind
from bdhvs_xl.addin.windows_pc import ADDIN_FILE, WindowsPC, is_from_store, require_windows
from bdhvs_xl.errors import Finding, Severity
from bdhvs_xl.results import ButtonResult

_AGAIN = "Đóng Excel rồi chạy: bdhvs install-addin."
_OLDEST = 15
_YEARS = {11: "2003", 12: "2007", 14: "2010", 15: "2013", 16: "2016 trở lên hoặc Microsoft 365"}
_APP_PATHS = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_UNBLOCK = "bấm chuột phải vào tệp, chọn Thuộc tính (Properties), đánh dấu Bỏ chặn (Unblock), bấm OK."

_SECTIONS: tuple[tuple[DiagnosisKind, str], ...] = (
    ("error", "Cần xử lý:"),
    ("warning", "Nên xem lại:"),
    ("fine", "Đã ổn:"),
    ("unknown", "Không biết chắc từ đây:"),
)
_SEVERITIES: dict[DiagnosisKind, Severity] = {"error": "error", "warning": "warning"}


def check_pc(machine: WindowsPC) -> ButtonResult:
    """A report of everything that is wrong, doubtful, fine or unknown; wrong and doubtful things are findings too.

    Nothing is changed. UserError where there is no Excel for Windows.
    """
    require_windows(machine)
    remarks = [*_addin(machine), *_surroundings(machine), *_running(machine), *policies.not_checkable(machine)]
    return ButtonResult(message=_report(remarks), findings=[_finding(r) for r in remarks if r.kind in _SEVERITIES])


def find_obstacles(machine: WindowsPC) -> list[Diagnosis]:
    """The settings of this PC that stop, or may stop, a correctly installed add-in."""
    return [remark for remark in _surroundings(machine) if remark.kind in _SEVERITIES]


def _report(remarks: Sequence[Diagnosis]) -> str:
    errors = sum(remark.kind == "error" for remark in remarks)
    lines = [f"Có {errors} việc cần xử lý để dùng được thẻ BDHVS." if errors else "Không thấy gì cản trở thẻ BDHVS."]
    for kind, title in _SECTIONS:
        section = [remark.line for remark in remarks if remark.kind == kind]
        lines += ["", title, *section] if section else []
    return "\n".join(lines)


def _finding(remark: Diagnosis) -> Finding:
    severity = _SEVERITIES[remark.kind]
    return Finding(rule=f"addin.{remark.rule}", severity=severity, message=remark.text, cure=remark.cure)


# --- the add-in itself ----------------------------------------------------------------------------------------------


def _addin(machine: WindowsPC) -> Iterator[Diagnosis]:
    path = installed_addin.addin_path(machine)
    if not machine.has(path):
        yield Diagnosis("installed", "error", f"Thẻ BDHVS chưa được cài: không có tệp {path}.", _AGAIN)
    elif not installed_addin.is_our_addin(machine, path):
        text = f"Tệp {path} không đọc được, hoặc không phải phần bổ trợ của BDHVS."
        yield Diagnosis("installed", "error", text, f"Chuyển tệp đó sang thư mục khác. {_AGAIN}")
    else:
        yield _version(machine, path)
        yield from _mark(machine, path, _AGAIN)
        yield from _python(machine, installed_addin.read_python(machine, path))


def _version(machine: WindowsPC, path: PureWindowsPath) -> Diagnosis:
    if installed_addin.is_current(machine, path):
        return Diagnosis("installed", "fine", f"Đã cài thẻ BDHVS, đúng bản hiện có: {path}.")
    return Diagnosis("installed", "warning", f"Tệp {path} khác bản đi kèm bdhvs hiện có (thường là bản cũ).", _AGAIN)


def _mark(machine: WindowsPC, path: PureWindowsPath, cure: str) -> Iterator[Diagnosis]:
    """Source: Microsoft, "Macros from the internet are blocked by default in Office", Mark of the Web and zones."""
    if machine.came_from_internet(path):
        text = f"Windows ghi nhận tệp {path} là tải từ Internet (Zone.Identifier) nên có thể chặn hoặc hỏi lại mỗi lần."
        yield Diagnosis("mark_of_the_web", "warning", text, cure)


def _python(machine: WindowsPC, text: str) -> Iterator[Diagnosis]:
    """The Python that buttons start. One from the Store has an AppData of its own, which Excel does not see.

    Source: Python documentation, "Using Python on Windows", Known issues of the Microsoft Store package.
    """
    python = PureWindowsPath(machine.expanded(text))
    if not text:
        yield Diagnosis("python", "error", f"Tệp {ADDIN_FILE} chưa ghi Python nào để chạy các nút.", _AGAIN)
    elif not machine.has(python):
        cure = f"Cài lại bdhvs nếu đã gỡ. {_AGAIN}"
        yield Diagnosis("python", "error", f"Không thấy Python của các nút ở {python}.", cure)
    elif is_from_store(python) or (_is_this(machine, python) and is_from_store(machine.base)):
        text = f"Python của các nút ({python}) cài từ Microsoft Store, dùng thư mục AppData riêng mà Excel không thấy."
        yield Diagnosis("python", "error", text, f"Cài Python từ python.org, cài lại bdhvs. {_AGAIN}")
    elif not machine.runs_buttons(machine.disk(python)):
        cure = f"Cài lại bdhvs vào Python này, không dùng pip install --user. {_AGAIN}"
        yield Diagnosis("python", "error", f"Python {python} không chạy được bdhvs hoặc xlwings.", cure)
    else:
        other = "" if _is_this(machine, python) else f", khác Python đang chạy lệnh này ({machine.python})"
        yield Diagnosis("python", "fine", f"Python của các nút chạy được: {python}{other}.")
        yield from _mark(machine, python, f"Trong thư mục {python.parent}, {_UNBLOCK}")


def _is_this(machine: WindowsPC, python: PureWindowsPath) -> bool:
    return python.parent == machine.python.parent


# --- the PC around it -----------------------------------------------------------------------------------------------


def _surroundings(machine: WindowsPC) -> Iterator[Diagnosis]:
    rules: tuple[Callable[[WindowsPC], Iterator[Diagnosis]], ...] = (
        _excel,
        policies.check_macros,
        policies.check_addins,
        policies.check_disabled_items,
        policies.check_child_processes,
        policies.check_script_host,
    )
    for rule in rules:
        yield from rule(machine)


def _excel(machine: WindowsPC) -> Iterator[Diagnosis]:
    """Whether an Excel is there that programs can reach.

    Excel from the Microsoft Store registers its classes for itself alone. Sources: Microsoft, "Application
    Registration" (App Paths); xlwings issues 1166 and 1476 (Store: class not registered).
    """
    program, version = _program(machine), office_settings.excel_version(machine)
    if program and is_from_store(PureWindowsPath(program)):
        text = f"Excel trên máy cài từ Microsoft Store ({program}), các nút không điều khiển được bản này."
        cure = "Gỡ bản này, rồi cài Office bằng bộ cài của cơ quan hoặc tải từ trang tài khoản Microsoft 365."
        yield Diagnosis("excel", "error", text, cure)
    elif not version:
        cure = "Cài Microsoft Excel 2013 trở lên (không phải Excel trên web). Chưa có Excel thì dùng lệnh bdhvs."
        yield Diagnosis("excel", "error", "Không thấy Excel nào được đăng ký trên máy này.", cure)
    elif version < _OLDEST:
        text = f"Excel {_YEARS.get(version, version)} quá cũ, thẻ BDHVS cần Excel 2013 trở lên."
        yield Diagnosis("excel", "error", text, "Nâng cấp Office, hoặc dùng lệnh bdhvs.")
    else:
        where = f": {program}" if program else ""
        yield Diagnosis("excel", "fine", f"Có Excel {_YEARS.get(version, version)}, 32 hay 64 bit đều được{where}.")


def _program(machine: WindowsPC) -> str:
    """The path of EXCEL.EXE as Windows knows it, "" when it does not."""
    found = (machine.registry(hive, _APP_PATHS).get("") for hive in office_settings.HIVES)
    return next((machine.expanded(str(path)).strip('"') for path in found if path), "")


def _running(machine: WindowsPC) -> Iterator[Diagnosis]:
    """What the open Excel says. Source: Microsoft, Excel VBA reference, Application.StartupPath."""
    path, excel = installed_addin.addin_path(machine), machine.excel()
    if excel and excel.startup != path.parent:
        text = f"Excel đang mở dùng thư mục khởi động khác: {excel.startup}."
        cure = f"Chép {path} vào thư mục đó, hoặc hỏi bộ phận CNTT vì sao thư mục này bị chuyển."
        yield Diagnosis("loaded", "error", text, cure)
    elif excel and excel.addin:
        yield _loaded(path, PureWindowsPath(excel.addin))
    elif excel and machine.has(path):
        cure = "Đóng mọi cửa sổ Excel rồi mở lại từ Start; Excel do chương trình khác mở thì không nạp phần bổ trợ."
        yield Diagnosis("loaded", "warning", "Excel đang mở chưa nạp thẻ BDHVS.", cure)
    elif machine.has(path):
        text = "Thẻ BDHVS đã hiện trong Excel hay chưa: Excel đang đóng hoặc không trả lời."
        yield Diagnosis("loaded", "unknown", f"{text} Mở một file trong Excel rồi chạy lại để biết.")


def _loaded(path: PureWindowsPath, loaded: PureWindowsPath) -> Diagnosis:
    if loaded == path:
        return Diagnosis("loaded", "fine", "Excel đang mở đã nạp thẻ BDHVS.")
    cure = "Xóa bản đó rồi mở lại Excel, để chỉ còn bản trong thư mục khởi động."
    return Diagnosis("loaded", "warning", f"Excel đang nạp một bản BDHVS khác: {loaded}.", cure)
