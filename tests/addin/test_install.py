"""The add-in goes into Excel's start-up folder and out again, and nothing else is touched."""

import sys
import zipfile
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from support.fake_windows_pc import ADDIN, ENTRY, HOME, PROFILE, SCRIPTS, XLSTART, pc

from bdhvs_xl.addin import diagnose, install, installed_addin, windows_pc
from bdhvs_xl.addin.windows_pc import OpenExcel
from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import application

STORE = PureWindowsPath(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.11_qbz5n2kfra8p0")


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def parts(workbook: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def words(addin: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(addin).get_sheet_by_name("bdhvs").to_python(skip_empty_area=False)


def stranger(path: Path) -> bytes:
    path.parent.mkdir(parents=True)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Sheet1")
    return path.read_bytes()


def test_install_copies_the_add_in_and_binds_it_to_this_python(tmp_path):
    machine = pc(tmp_path)
    outcome = install.install_addin(machine)
    assert outcome.message == (
        r"Đã cài thẻ BDHVS cho người dùng này: C:\Users\Nguyễn Văn Ệ\AppData\Roaming\Microsoft\Excel\XLSTART\BDHVS.xlam"
        "\n"
        r"Các nút chạy bằng Python: C:\Users\Nguyễn Văn Ệ\AppData\Local\BDHVS\python\Scripts\pythonw.exe"
        "\n"
        "Đóng hết các cửa sổ Excel rồi mở lại, thẻ BDHVS ở cuối hàng thẻ. "
        "Không thấy thẻ: bdhvs install-addin --check.\n"
        "Khi không dùng được thẻ: mở BDHVS trong menu Start, cửa sổ đó có cùng các nút."
    )
    copy = machine.disk(ADDIN)
    assert outcome.files == [copy]
    assert words(copy)[0] == [r"%LOCALAPPDATA%\BDHVS\python\Scripts\pythonw.exe"]
    assert files(machine.disk(XLSTART)) == ["BDHVS.xlam"]


def test_only_the_cell_of_the_python_differs_from_the_shipped_add_in(tmp_path):
    machine = pc(tmp_path)
    install.install_addin(machine)
    shipped, copy = parts(machine.shipped), parts(machine.disk(ADDIN))
    assert list(copy) == list(shipped)
    assert [name for name in shipped if shipped[name] != copy[name]] == ["xl/worksheets/sheet1.xml"]
    assert words(machine.disk(ADDIN))[1:] == words(machine.shipped)[1:] != []


def test_installing_again_replaces_an_older_version(tmp_path):
    machine = pc(tmp_path)
    machine.disk(XLSTART).mkdir(parents=True)
    with xlsxwriter.Workbook(machine.disk(ADDIN)) as book:
        book.add_worksheet("bdhvs").write("A1", r"C:\cũ\pythonw.exe")
    assert not installed_addin.is_current(machine, ADDIN)
    install.install_addin(machine)
    assert installed_addin.is_current(machine, ADDIN)


def test_installing_twice_gives_the_same_bytes(tmp_path):
    machine = pc(tmp_path)
    install.install_addin(machine)
    first = machine.disk(ADDIN).read_bytes()
    install.install_addin(machine)
    assert machine.disk(ADDIN).read_bytes() == first


def test_what_will_hinder_is_said_right_after_installing(tmp_path):
    outcome = install.install_addin(pc(tmp_path, registry={}))
    assert outcome.message.partition("\n\n")[2] == (
        "Máy này còn điều cản trở:\n"
        "- Không thấy Excel nào được đăng ký trên máy này.\n"
        "  Cách xử lý: Cài Microsoft Excel 2013 trở lên (không phải Excel trên web). "
        "Chưa có Excel thì dùng lệnh bdhvs."
    )


@pytest.mark.parametrize(
    ("python", "text"),
    [
        (SCRIPTS / "pythonw.exe", r"%LOCALAPPDATA%\BDHVS\python\Scripts\pythonw.exe"),
        (HOME / r"AppData\Roaming\uv\tools\x\Scripts\pythonw.exe", r"%APPDATA%\uv\tools\x\Scripts\pythonw.exe"),
        (HOME / r"bdhvs\.venv\Scripts\pythonw.exe", r"%USERPROFILE%\bdhvs\.venv\Scripts\pythonw.exe"),
        (PureWindowsPath(r"c:\users\nguyễn văn ệ\python\pythonw.exe"), r"%USERPROFILE%\python\pythonw.exe"),
        (PureWindowsPath(r"D:\BDHVS\python\pythonw.exe"), r"D:\BDHVS\python\pythonw.exe"),
        (PureWindowsPath(r"\\maychu\chung\python\pythonw.exe"), r"\\maychu\chung\python\pythonw.exe"),
        (PureWindowsPath(r"C:\Users\Nguyễn Văn Ệt\pythonw.exe"), r"C:\Users\Nguyễn Văn Ệt\pythonw.exe"),
    ],
)
def test_a_python_of_the_profile_is_written_so_that_the_profile_may_move(tmp_path, python, text):
    machine = pc(tmp_path, python=python)
    install.install_addin(machine)
    assert installed_addin.read_python(machine, ADDIN) == text
    assert PureWindowsPath(machine.expanded(text)) == python


def test_a_redirected_profile_gets_the_add_in_where_excel_looks(tmp_path):
    machine = pc(tmp_path, environment=PROFILE | {"APPDATA": r"\\maychu\hoso$\ve"})
    install.install_addin(machine)
    assert files(tmp_path / "maychu hoso$") == [
        "ve/Microsoft/Excel/XLSTART/BDHVS.xlam",
        "ve/Microsoft/Windows/Start Menu/Programs/BDHVS.lnk",
    ]


STORE_REFUSAL = (
    "bdhvs đang chạy bằng Python cài từ Microsoft Store: tệp Python này ghi vào AppData thì Excel không thấy.",
    "Cài Python từ python.org (hoặc dùng bộ cài ngoại tuyến của BDHVS), cài lại bdhvs rồi làm lại.",
)


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        ({"base": STORE}, STORE_REFUSAL),
        ({"python": HOME / r"AppData\Local\Microsoft\WindowsApps\python.exe"}, STORE_REFUSAL),
        (
            {"pythonw": False},
            (
                rf"Không có tệp {SCRIPTS}\pythonw.exe, nên các nút không có Python để chạy.",
                "Cài lại Python đầy đủ (hoặc dùng bộ cài ngoại tuyến của BDHVS), cài lại bdhvs rồi làm lại.",
            ),
        ),
        (
            {"python": PureWindowsPath(r"D:\100%appdata%\python.exe")},
            (
                r"Đường dẫn D:\100%appdata%\pythonw.exe có dấu % nên Excel không mở được.",
                "Cài bdhvs vào thư mục mà tên không có dấu % rồi làm lại.",
            ),
        ),
        (
            {"runs": False},
            (
                rf"Python {SCRIPTS}\pythonw.exe chưa chạy được các nút: nó không thấy bdhvs hoặc xlwings "
                "(hay gặp khi cài bằng pip install --user).",
                "Cài bdhvs bằng “uv tool install”, “pipx install” hoặc bộ cài ngoại tuyến của BDHVS rồi làm lại.",
            ),
        ),
        (
            {"environment": {}},
            (
                "Không biết thư mục dữ liệu của người dùng này: biến môi trường APPDATA đang trống.",
                "Đăng xuất khỏi Windows, đăng nhập lại rồi làm lại.",
            ),
        ),
    ],
)
def test_nothing_is_installed_that_could_not_work(tmp_path, options, refusal):
    machine = pc(tmp_path, **options)
    with pytest.raises(UserError) as error:
        install.install_addin(machine)
    assert (error.value.message, error.value.hint) == refusal
    assert not machine.disk(ADDIN).exists()


@pytest.mark.parametrize("action", [install.install_addin, install.remove_addin])
def test_a_strangers_file_of_that_name_stays(tmp_path, action):
    machine = pc(tmp_path)
    before = stranger(machine.disk(ADDIN))
    with pytest.raises(UserError) as error:
        action(machine)
    assert error.value.message == (
        f"Trong thư mục khởi động của Excel đã có một tệp BDHVS.xlam không phải của BDHVS: {ADDIN}. Tệp đó còn nguyên."
    )
    assert machine.disk(ADDIN).read_bytes() == before


@pytest.mark.parametrize(
    ("action", "operation"), [(install.install_addin, "replace"), (install.remove_addin, "unlink")]
)
def test_while_excel_uses_the_add_in_it_stays_whole(tmp_path, monkeypatch, action, operation):
    machine = pc(tmp_path)
    install.install_addin(machine)
    before = machine.disk(ADDIN).read_bytes()
    real = getattr(Path, operation)

    def held_by_excel(path, *arguments, **options):
        if machine.disk(ADDIN) in (path, *arguments):
            raise PermissionError(13, "The process cannot access the file because it is being used by another process")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, operation, held_by_excel)
    with pytest.raises(UserError) as error:
        action(machine)
    assert (error.value.message, error.value.hint) == (
        f"Không thay hoặc xóa được tệp {ADDIN}: Excel đang dùng nó, hoặc bạn không được ghi vào thư mục này.",
        "Lưu và đóng mọi cửa sổ Excel (nếu vẫn còn EXCEL.EXE trong Task Manager thì kết thúc nó) rồi làm lại.",
    )
    assert machine.disk(ADDIN).read_bytes() == before
    assert files(machine.disk(XLSTART)) == ["BDHVS.xlam"]


def test_remove_takes_away_its_own_file_and_no_other(tmp_path):
    machine = pc(tmp_path)
    install.install_addin(machine)
    machine.disk(XLSTART / "PERSONAL.XLSB").write_bytes(b"macros of the user")
    assert install.remove_addin(machine).message == (
        f"Đã gỡ BDHVS khỏi Excel, đã xóa: {ADDIN}, {ENTRY}.\n"
        "File tổng hợp, biểu mẫu và báo cáo còn nguyên. Mở lại Excel để thẻ BDHVS biến mất."
    )
    assert not machine.disk(ENTRY).exists()
    assert files(machine.disk(XLSTART)) == ["PERSONAL.XLSB"]
    assert install.remove_addin(machine).message == (
        f"Thẻ BDHVS chưa được cài (không có tệp {ADDIN}), không có gì để gỡ."
    )


def test_the_small_window_is_in_the_start_menu(tmp_path):
    machine = pc(tmp_path)
    install.install_addin(machine)
    assert machine.disk(ENTRY).read_bytes().decode("utf-16-le") == (
        rf'{SCRIPTS}\pythonw.exe -I -X utf8 -c "from bdhvs_xl.window import run; run()"'
    )


def test_where_no_entry_can_be_made_the_add_in_is_installed_all_the_same(tmp_path):
    machine = pc(tmp_path, shortcuts=False)
    assert "menu Start" not in install.install_addin(machine).message
    assert files(machine.disk(HOME / "AppData" / "Roaming")) == ["Microsoft/Excel/XLSTART/BDHVS.xlam"]


def test_a_strangers_entry_of_that_name_stays(tmp_path):
    machine = pc(tmp_path)
    machine.disk(ENTRY).parent.mkdir(parents=True)
    machine.disk(ENTRY).write_bytes(b"another program's shortcut")
    assert "menu Start" not in install.install_addin(machine).message
    install.remove_addin(machine)
    assert machine.disk(ENTRY).read_bytes() == b"another program's shortcut"


@pytest.mark.parametrize("action", [install.install_addin, install.remove_addin, diagnose.check_pc])
@pytest.mark.parametrize("system", ["Linux", "macOS"])
def test_without_excel_for_windows_it_says_what_works_instead(tmp_path, action, system):
    with pytest.raises(UserError) as error:
        action(pc(tmp_path, system=system))
    assert (error.value.message, error.value.hint) == (
        f"Thẻ BDHVS chỉ cài được vào Excel trên Windows; máy này chạy {system}.",
        "Mọi việc vẫn làm được bằng lệnh (gõ bdhvs --help để xem), hoặc trong cửa sổ nút bấm: bdhvs window.",
    )


# --- this machine, as far as it can be asked here -------------------------------------------------------------------


def test_this_python_runs_the_buttons_and_a_missing_one_does_not():
    assert windows_pc.runs_buttons(Path(sys.executable))
    assert not windows_pc.runs_buttons(Path(sys.executable).with_name("không có"))


def test_a_python_that_finds_no_bdhvs_does_not_run_the_buttons(tmp_path):
    bare = tmp_path / "bare"
    bare.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n')
    bare.chmod(0o755)
    assert not windows_pc.runs_buttons(bare)


def test_a_python_is_tried_isolated_as_the_ribbon_starts_it(tmp_path):
    noting = tmp_path / "noting"
    noting.write_text(f"#!/bin/sh\necho \"$1 $2 $3 $4\" > '{tmp_path}/arguments'\n")
    noting.chmod(0o755)
    assert windows_pc.runs_buttons(noting)
    assert (tmp_path / "arguments").read_text() == "-I -X utf8 -c\n"


def test_the_registry_is_read_as_32_and_64_bit_programs_see_it(monkeypatch):
    read, view32, view64 = 1, 2, 4
    views = {read | view32: {"Enabled": 1, "Only32": "x"}, read | view64: {"ENABLED": 0}}

    class Key:
        def __init__(self, values):
            self.values = list(values.items())

        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def opened(root, key, _, access):
        if (root, key) != ("machine", r"Software\X"):
            raise FileNotFoundError(key)
        return Key(views[access])

    fake = SimpleNamespace(
        HKEY_CURRENT_USER="user",
        HKEY_LOCAL_MACHINE="machine",
        KEY_WOW64_32KEY=view32,
        KEY_WOW64_64KEY=view64,
        KEY_READ=read,
        OpenKey=opened,
        QueryInfoKey=lambda key: (0, len(key.values), 0),
        EnumValue=lambda key, at: (*key.values[at], 4),
    )
    monkeypatch.setitem(sys.modules, "winreg", fake)
    monkeypatch.setattr(sys, "platform", "win32")
    assert windows_pc.registry_values("HKLM", r"Software\X") == {"enabled": 0, "only32": "x"}
    assert windows_pc.registry_values("HKCU", r"Software\X") == {}


def test_an_open_excel_says_where_it_starts_and_whether_it_loaded_the_add_in(monkeypatch):
    books = {}
    monkeypatch.setattr(
        application, "attach", lambda book, window: SimpleNamespace(startup_path=str(XLSTART), books=books)
    )
    assert windows_pc.open_excel() == OpenExcel(XLSTART, "")
    books["BDHVS.xlam"] = SimpleNamespace(fullname=str(ADDIN))
    assert windows_pc.open_excel() == OpenExcel(XLSTART, str(ADDIN))


def test_without_an_open_excel_nothing_is_known():
    assert windows_pc.open_excel() is None


def test_a_shortcut_is_made_by_windows_itself_in_unicode(tmp_path, monkeypatch):
    calls = []

    class Link:
        def __getattr__(self, name):
            return lambda *given: calls.append((name, *given)) or self

    shell = SimpleNamespace(CLSID_ShellLink="link", IID_IShellLink="interface")
    com = SimpleNamespace(CLSCTX_INPROC_SERVER=1, IID_IPersistFile="file", CoCreateInstance=lambda *_: Link())
    monkeypatch.setitem(sys.modules, "pythoncom", com)
    monkeypatch.setitem(sys.modules, "win32com.shell.shell", shell)
    monkeypatch.setattr(windows_pc, "find_spec", lambda name: name)
    entry = tmp_path / "Start Menu" / "BDHVS.lnk"
    assert windows_pc.make_shortcut(entry, r"C:\Ệ\pythonw.exe", "-I")
    assert calls == [
        ("SetPath", r"C:\Ệ\pythonw.exe"),
        ("SetArguments", "-I"),
        ("QueryInterface", "file"),
        ("Save", str(entry), 0),
    ]
    assert entry.parent.is_dir()


@pytest.mark.parametrize("tkinter", [None, "there"])
def test_without_pywin32_or_tkinter_no_shortcut_is_made(tmp_path, monkeypatch, tkinter):
    monkeypatch.setattr(windows_pc, "find_spec", lambda name: tkinter)
    assert not windows_pc.make_shortcut(tmp_path / "BDHVS.lnk", "pythonw.exe", "-I")
    assert files(tmp_path) == []
