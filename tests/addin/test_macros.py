"""A click on the ribbon: exactly what the macros start and hand over, and what they say when they cannot."""

from datetime import timedelta
from pathlib import Path

import pytest
from support.vba_host import HWND, Excel, Pc

from bdhvs_xl import buttons, paths
from bdhvs_xl.addin import ribbon_xml
from bdhvs_xl.master.book.workbook_file import WorkbookFile

HOME = r"C:\Users\Nguyễn Văn Ệ"
PYTHON = HOME + r"\AppData\Local\BDHVS\python và thư viện\Scripts\pythonw.exe"
IN_CELL = r"%LocalAppData%\BDHVS\python và thư viện\Scripts\pythonw.exe"
HARD_NAME = "'A'=B & %TEMP% ố.xlsx"
LABELS = {button.id: button.label for group in ribbon_xml.ribbon_groups() for button in group.buttons}
NOT_THERE = (
    "Không tìm thấy chương trình BDHVS trên máy này.\n{}\n\n"
    "Hãy chạy lại bộ cài BDHVS (hoặc lệnh bdhvs install-addin), rồi đóng Excel và mở lại."
)
REFUSED = (
    "Máy này không cho Excel chạy chương trình BDHVS.\n{}\n\n"
    "Hãy mở cửa sổ BDHVS (lối tắt “BDHVS” ở menu Start, hoặc lệnh bdhvs window): "
    "cửa sổ có đủ các nút này và làm việc với file tổng hợp đang mở trong Excel."
)
WARNING_IN_FRONT = 0x30 + 0x1000
"""MessageBox: an exclamation mark, above all other windows."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in as install-addin leaves it: with the interpreter's path in its cell."""
    package = WorkbookFile.open(paths.workbooks_folder() / "BDHVS.xlam")
    package.set_cells("bdhvs", {"A1": IN_CELL})
    path = tmp_path_factory.mktemp("XLSTART") / "BDHVS.xlam"
    path.write_bytes(package.to_bytes())
    return path


def pc(**differences) -> Pc:
    variables = {"LOCALAPPDATA": HOME + r"\AppData\Local", "TEMP": r"C:\Temp"}
    return Pc(**{"files": {PYTHON}, "variables": variables, **differences})


def press(addin: Path, machine: Pc, name: str = "validate") -> Excel:
    excel = Excel(addin, machine)
    excel.press("BdhvsPress", name, LABELS[name])
    return excel


@pytest.mark.parametrize("book", ["Tổng hợp.xlsx", HARD_NAME, None])
@pytest.mark.parametrize("name", buttons.IDS)
def test_every_button_starts_python_beside_excel(installed, name, book):
    machine = pc(book=book)
    press(installed, machine, name)
    assert machine.started == [(f'"{PYTHON}" -I -X utf8 -m bdhvs_xl.ribbon {name}', 1, False)]
    assert machine.handed_over == [{"BDHVS_BOOK": book or "", "BDHVS_HWND": str(HWND)}]
    assert machine.status == [f"BDHVS: đang mở “{LABELS[name]}”…"]
    assert machine.popups == []


def test_the_next_press_hands_over_the_next_workbook(installed):
    machine = pc(book=HARD_NAME)
    press(installed, machine)
    machine.book = None
    press(installed, machine, "guide")
    assert [handed["BDHVS_BOOK"] for handed in machine.handed_over] == [HARD_NAME, ""]


def test_an_interpreter_that_is_gone_is_named(installed):
    machine = pc(files=set())
    press(installed, machine)
    assert (machine.started, machine.process, machine.status) == ([], {}, [])
    assert machine.popups == [(NOT_THERE.format(PYTHON), 0, "BDHVS", WARNING_IN_FRONT)]


def test_the_file_as_it_ships_knows_no_interpreter():
    machine = pc()
    press(paths.workbooks_folder() / "BDHVS.xlam", machine)
    assert machine.started == []
    assert machine.popups == [(NOT_THERE.format(""), 0, "BDHVS", WARNING_IN_FRONT)]


def test_a_policy_that_refuses_is_told_and_the_status_bar_given_back(installed):
    machine = pc(refused="Permission denied")
    press(installed, machine)
    assert machine.status == ["BDHVS: đang mở “Kiểm tra”…", False]
    assert machine.popups == [(REFUSED.format("Permission denied"), 0, "BDHVS", WARNING_IN_FRONT)]
    assert machine.timers == []


@pytest.mark.parametrize("missing", ["WScript.Shell", "Scripting.FileSystemObject"])
def test_a_pc_without_one_of_the_objects_is_told(installed, missing):
    machine = pc(without=missing)
    excel = press(installed, machine)
    told = [text for text, *_ in machine.popups] + [text for text, *_ in excel.message_boxes]
    assert told == [REFUSED.format("ActiveX component can't create object")]
    assert (machine.started, machine.status) == ([], [False])


def test_a_timer_that_excel_refuses_stops_nothing(installed):
    machine = pc(without="OnTime")
    press(installed, machine)
    assert (len(machine.started), machine.popups) == (1, [])


def test_python_that_says_nothing_for_a_minute_is_told_once(installed):
    machine = pc()
    excel = press(installed, machine)
    (due, macro), = machine.timers  # fmt: skip
    assert (due - machine.now, macro) == (timedelta(minutes=1), "'BDHVS.xlam'!StopWaiting")
    machine.now = due
    excel.ring(macro)
    assert machine.status[-1] is False
    assert [text.partition("\n")[0] for text, *_ in machine.popups] == ["Đã qua một phút mà BDHVS chưa bắt đầu làm."]
    excel.ring(macro)
    assert len(machine.popups) == 1


@pytest.mark.parametrize("said", ["Kiểm tra…", False])
def test_python_that_has_spoken_is_left_alone(installed, said):
    machine = pc()
    excel = press(installed, machine)
    excel.show_in_status_bar(said)
    machine.now += timedelta(minutes=1)
    excel.ring("StopWaiting")
    assert (machine.status[1:], machine.popups) == ([], [])


def test_the_timer_of_an_earlier_press_does_not_judge_a_later_one(installed):
    machine = pc()
    excel = press(installed, machine)
    machine.now += timedelta(seconds=50)
    excel.press("BdhvsPress", "validate", LABELS["validate"])
    machine.now += timedelta(seconds=10)
    excel.ring("StopWaiting")
    assert machine.popups == []
    machine.now += timedelta(seconds=50)
    excel.ring("StopWaiting")
    assert len(machine.popups) == 1
