"""The small window on a screen in memory: the user's clicks and keys, and what can be read."""

import json
import sys
import tkinter
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from time import monotonic

import pytest
from pictures import screen
from support.masters import made_master

from bdhvs_xl import buttons, window
from bdhvs_xl.addin.ribbon_xml import ribbon_groups
from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import application
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.lock import LOCK_SUFFIX
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.results import ButtonResult, FileOutcome
from bdhvs_xl.window import excel_session, recent_masters
from bdhvs_xl.window.main_window import NEED_NO_MASTER, Window
from bdhvs_xl.window.recent_masters import RecentMaster

pytestmark = pytest.mark.slow


ANSWERS = {
    "14212": {
        "1.1": "Không", "2.1": "7", "2.1.evidence": "Bản tin", "2.4": "60", "2.4.people": "2",
        "2.10.numerator": "40", "2.10.denominator": "43",
    },
}  # fmt: skip
PATIENCE = 60
ROOTS: list[tkinter.Tk] = []
"""Every window stays in memory: Tcl ends the process when another thread is the one to collect it."""
CHECKED = "Đã kiểm tra 1 báo cáo: 1 lỗi, 0 cảnh báo, 0 lưu ý. Xem trang Kiểm tra."


@pytest.fixture(scope="module", autouse=True)
def display() -> Iterator[None]:
    if reason := screen.why_none():
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DISPLAY", screen.in_memory().display)
        yield


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "own"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "own"))
    return tmp_path / "own" / "BDHVS"


@pytest.fixture
def opened() -> Iterator[Callable[..., Window]]:
    """Open the window, as often as wanted."""
    made: list[Window] = []

    def open_window(master: Path | None = None, scaling: float = 1.33) -> Window:
        ROOTS.append(tkinter.Tk())
        ROOTS[-1].tk.call("tk", "scaling", scaling)
        made.append(Window(ROOTS[-1], master))
        ROOTS[-1].update()
        return made[-1]

    yield open_window
    for each in made:
        if not each.closed:
            each.leave()


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return made_master(tmp_path, ANSWERS)


def until(at: Window, condition: Callable[[], object]) -> None:
    """Let the window live until something is so; its timer goes on, so that there is always a next event."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, at.result.lines
        at.root.tk.dooneevent(0)


def pressed(at: Window, name: str) -> list[str]:
    """What the result says, line by line below the title, after a button was clicked and has ended."""
    at.panel.buttons[name].invoke()
    until(at, lambda: not at.running)
    return at.result.lines[1:]


def enabled(at: Window) -> set[str]:
    return {name for name, button in at.panel.buttons.items() if not button.instate(["disabled"])}


def question(at: Window) -> tkinter.Toplevel:
    """The question the user is asked, as soon as it is there."""

    def asked() -> list[tkinter.Toplevel]:
        return [child for child in at.root.winfo_children() if isinstance(child, tkinter.Toplevel)]

    until(at, asked)
    (box,) = asked()
    return box


def widgets(box: tkinter.Misc, kind: str) -> list[tkinter.Misc]:
    """All widgets of a class, such as `TButton`, in a question."""
    inner = [widget for child in box.winfo_children() for widget in widgets(child, kind)]
    return [child for child in box.winfo_children() if child.winfo_class() == kind] + inner


def said(box: tkinter.Misc) -> str:
    (label,) = widgets(box, "TLabel")
    return str(label["text"])


def answer(at: Window, text: str) -> None:
    """Click the button of the present question that says `text`."""
    (button,) = (b for b in widgets(question(at), "TButton") if b["text"] == text)
    button.invoke()


# --- what is there --------------------------------------------------------------------------------------------------


def test_every_button_of_the_ribbon_is_there_in_its_group(opened):
    at = opened()
    shown = [
        (widgets(card, "TLabel")[0]["text"], [button["text"] for button in widgets(card, "TButton")])
        for card in at.panel.frame.winfo_children()
    ]
    assert shown == [(group.label, [button.label for button in group.buttons]) for group in ribbon_groups()]
    assert list(at.panel.buttons) == list(buttons.IDS)


def test_buttons_that_need_no_master_are_those_that_work_on_nothing():
    modules = {name: import_module(f"bdhvs_xl.buttons.{name}") for name in buttons.IDS}
    assert set(NEED_NO_MASTER) == {name for name, module in modules.items() if module.WORKS_ON == "nothing"}


def test_without_a_master_the_rest_waits_and_says_why(opened):
    at = opened()
    assert enabled(at) == set(NEED_NO_MASTER)
    at.panel.buttons["collect"].event_generate("<Enter>")
    until(at, lambda: tooltips(at))
    assert tooltips(at)[0].splitlines()[-1] == "Chưa chọn: bấm “Chọn tệp…”, hoặc “Tạo file tổng hợp” nếu chưa có."
    at.panel.buttons["collect"].event_generate("<Leave>")
    assert tooltips(at) == []


def tooltips(at: Window) -> list[str]:
    boxes = [tip for button in at.panel.buttons.values() for tip in button.winfo_children()]
    return [str(label["text"]) for box in boxes for label in box.winfo_children()]


def test_a_tooltip_tells_what_the_ribbon_tells_and_the_keys(opened, master):
    at = opened(master)
    at.panel.buttons["validate"].event_generate("<Enter>")
    until(at, lambda: tooltips(at))
    ribbon = next(b for group in ribbon_groups() for b in group.buttons if b.id == "validate")
    assert tooltips(at) == [f"{ribbon.screentip}.\n{ribbon.supertip}\nPhím tắt: Alt+K"]


@pytest.mark.parametrize("dots_per_point", [1.33, 2.0])
def test_everything_fits_the_smallest_screen_at_150_percent_too(opened, dots_per_point):
    at = opened(scaling=dots_per_point)
    root = at.root
    width, height = root.winfo_width(), root.winfo_height()
    assert (width <= screen.SIZE[0], height <= screen.SIZE[1]) == (True, True)
    for part in (*at.panel.buttons.values(), at.footer.frame):
        assert part.winfo_width() >= part.winfo_reqwidth()
        assert part.winfo_rootx() + part.winfo_width() <= root.winfo_rootx() + width
        assert part.winfo_rooty() + part.winfo_height() <= root.winfo_rooty() + height


# --- pressing -------------------------------------------------------------------------------------------------------


def test_a_button_does_its_work_on_the_file_and_its_result_can_be_read(opened, master):
    at = opened(master)
    assert pressed(at, "validate") == [CHECKED]
    assert at.result.lines[0].startswith("Kiểm tra – ")
    assert enabled(at) == set(buttons.IDS)
    with FileBook(master) as book:
        assert [row["rule"] for row in book.read_table(FINDINGS_TABLE)] == ["people_at_least_classes"]


def test_a_problem_is_told_with_its_cure(opened, tmp_path):
    gone = tmp_path / "không còn.xlsx"
    at = opened(gone)
    assert pressed(at, "validate") == [
        f"Không thấy tệp “{gone}”.",
        "Kiểm tra lại tên tệp và thư mục rồi làm lại.",
    ]
    assert enabled(at) == set(buttons.IDS)


def test_a_button_asks_in_the_window_and_takes_the_answer(opened, master):
    at = opened(master)
    at.panel.buttons["open_unit"].invoke()
    box = question(at)
    (entry,) = widgets(box, "TEntry")
    entry.delete(0, "end")
    entry.insert(0, "xã giao ninh")
    answer(at, "Đồng ý")
    until(at, lambda: not at.running)
    assert at.result.lines[1:] == ["Trang của Xã Giao Ninh là “14212 Xã Giao Ninh”."]


@pytest.mark.parametrize("how", ["Hủy", "<Escape>", "WM_DELETE_WINDOW"])
def test_a_question_that_is_turned_down_changes_nothing(opened, master, how):
    at, before = opened(master), master.read_bytes()
    at.panel.buttons["open_unit"].invoke()
    box = question(at)
    if how == "Hủy":
        answer(at, how)
    elif how == "<Escape>":
        box.focus_force()
        box.event_generate(how)
    else:
        box.tk.call(*box.tk.splitlist(box.protocol(how)))
    until(at, lambda: not at.running)
    assert at.result.lines[1:] == ["Đã dừng theo yêu cầu, chưa thay đổi gì."]
    assert master.read_bytes() == before


def test_while_a_button_runs_no_other_can_be_pressed(opened, master):
    at = opened(master)
    at.panel.buttons["open_unit"].invoke()
    question(at)
    assert enabled(at) == set()
    at.press("validate")
    answer(at, "Hủy")
    until(at, lambda: not at.running)
    assert at.result.lines[0].startswith("Mở trang đơn vị – ")


def test_a_letter_presses_its_button(opened, master):
    at = opened(master)
    at.root.focus_force()
    at.root.event_generate("<Alt-Key-k>")
    until(at, lambda: at.running)
    assert at.running == "validate"
    until(at, lambda: not at.running)


def test_enter_presses_the_button_with_the_focus(opened, master):
    at = opened(master)
    at.panel.buttons["validate"].focus_force()
    at.panel.buttons["validate"].event_generate("<Return>")
    until(at, lambda: at.running == "validate")
    until(at, lambda: not at.running)


def test_excel_that_is_gone_is_told_and_the_window_stays(opened, master, monkeypatch):
    monkeypatch.setattr(application, "_running", list)
    at = opened()
    at.choose(RecentMaster(master, "Tổng hợp.xlsx"))
    assert pressed(at, "validate") == [
        "Không thấy Excel nào đang mở tệp.",
        "Mở file tổng hợp bằng Excel rồi bấm lại nút.",
    ]


def test_an_error_of_the_window_is_kept_in_a_log_and_the_window_stays(opened, master, own_folder):
    at = opened(master)
    at.root.after_idle(lambda: {}["không có"])
    until(at, lambda: len(at.result.lines) > 2)
    (log,) = (own_folder / "Nhật ký lỗi").glob("*.txt")
    assert "KeyError" in log.read_text("utf-8") and log.name in at.result.lines[-1]
    assert pressed(at, "validate") == [CHECKED]


def test_progress_and_short_texts_stand_in_the_last_line(opened, master):
    at = opened(master)
    at.footer.begin("Nhận báo cáo…")
    at.footer.advance("Đọc báo cáo", 3, 12)
    assert at.footer.text == "Đọc báo cáo: 3/12"
    at.footer.say("Xong\nrồi")
    assert at.footer.text == "Xong rồi"
    at.footer.end()
    assert at.footer.text == ""


def test_what_waits_for_someone_is_listed_and_what_was_made_opens_with_a_click(opened, tmp_path, monkeypatch):
    shown: list[Path] = []
    monkeypatch.setattr("bdhvs_xl.window.main_window.open_with_default_app", shown.append)
    at, report = opened(), tmp_path / "Báo cáo.docx"
    waiting = [FileOutcome("a.pdf", "14212", "awaiting_entry", "Cần nhập tay."), FileOutcome("b.xlsx", "", "accepted")]
    at.result.begin("Nhận báo cáo")
    at.result.add_outcome(ButtonResult(message="2 tệp.", received=waiting, files=[report], to_open=tmp_path))
    assert at.result.lines[1:4] == ["2 tệp.", "Cần người xem:", "• a.pdf: Cần nhập tay."]
    links = widgets(at.result.frame, "TButton")
    assert [link["text"] for link in links] == [f"Mở thư mục “{tmp_path.name}”", "Mở tệp “Báo cáo.docx”"]
    for link in links:
        link.invoke()
    assert shown == [tmp_path, report]


def test_of_many_files_made_the_folder_is_offered(opened, tmp_path):
    at = opened()
    at.result.add_outcome(ButtonResult(message="Có 9 biểu mẫu.", files=[tmp_path / f"{n}.xlsx" for n in range(9)]))
    assert [link["text"] for link in widgets(at.result.frame, "TButton")] == [f"Mở thư mục “{tmp_path.name}”"]


# --- closing --------------------------------------------------------------------------------------------------------


def test_closing_while_a_button_runs_asks_first(opened, master):
    at = opened(master)
    at.panel.buttons["open_unit"].invoke()
    question(at)
    at.close()
    at.close()
    first, second = (child for child in at.root.winfo_children() if isinstance(child, tkinter.Toplevel))
    assert said(second).startswith("Nút “Mở trang đơn vị” đang chạy.")
    widgets(second, "TButton")[1].invoke()
    assert (at.closed, second.winfo_exists(), first.winfo_exists()) == (False, 0, 1)


def test_closing_all_the_same_ends_the_button_and_leaves_the_master_as_it_was(opened, master):
    at, before = opened(master), master.read_bytes()
    at.panel.buttons["open_unit"].invoke()
    question(at)
    at.leave()
    assert (at.closed, master.read_bytes() == before) == (True, True)
    assert not master.with_suffix(LOCK_SUFFIX).exists()


# --- which master ---------------------------------------------------------------------------------------------------


def test_a_new_master_is_the_chosen_one_from_then_on_and_next_time(opened, tmp_path, monkeypatch):
    new = tmp_path / "mới" / "Tổng hợp mới.xlsx"
    new.parent.mkdir()
    monkeypatch.setattr("tkinter.filedialog.asksaveasfilename", lambda **options: str(new))
    at = opened()
    at.panel.buttons["new_master"].invoke()
    assert said(question(at)) == "Chọn loại báo cáo:"
    answer(at, "Đồng ý")
    assert said(question(at)).startswith("Lấy mọi xã, phường của tỉnh")
    answer(at, "Đồng ý")
    assert said(question(at)).endswith("Mở “Tổng hợp mới.xlsx” bây giờ?")
    answer(at, "Không")
    until(at, lambda: not at.running)
    assert (at.chooser.master, enabled(at)) == (RecentMaster(new), set(buttons.IDS))
    assert opened().chooser.master == RecentMaster(new)


def test_masters_used_before_are_offered_the_last_one_first(opened, tmp_path):
    paths = [tmp_path / f"{n}.xlsx" for n in range(10)]
    at = opened()
    for path in [*paths, paths[5]]:
        at.choose(RecentMaster(path))
    newest = [paths[n] for n in (5, 9, 8, 7, 6, 4, 3, 2)]
    assert recent_masters.load_recent() == newest
    at.chooser.list.current(1)
    at.chooser.list.event_generate("<<ComboboxSelected>>")
    assert at.chooser.master == RecentMaster(paths[9])


@pytest.mark.parametrize("text", ["", "{", "{}", '[1, null, "a.xlsx"]'])
def test_a_damaged_memory_is_no_obstacle(opened, own_folder, text):
    own_folder.mkdir(parents=True)
    (own_folder / "Cửa sổ.json").write_text(text, "utf-8")
    at = opened()
    assert at.chooser.master == (RecentMaster(Path("a.xlsx")) if "a.xlsx" in text else None)
    at.choose(RecentMaster(own_folder / "b.xlsx"))
    assert json.loads((own_folder / "Cửa sổ.json").read_text("utf-8"))[0] == str(own_folder / "b.xlsx")


def test_the_user_picks_any_other_file(opened, master, monkeypatch):
    monkeypatch.setattr("tkinter.filedialog.askopenfilename", lambda **options: str(master))
    at = opened()
    (pick,) = (b for b in widgets(at.chooser.frame, "TButton") if b["text"] == "Chọn tệp…")
    pick.invoke()
    assert at.chooser.master == RecentMaster(master)


def test_a_master_open_in_excel_goes_first_until_the_user_names_another(opened, master, tmp_path):
    recent_masters.remember(master)
    at, in_excel = opened(), RecentMaster(tmp_path / "mở.xlsx", "mở.xlsx")
    at.found([in_excel])
    assert at.chooser.master == in_excel
    offered = ["mở.xlsx – đang mở trong Excel", f"Tổng hợp.xlsx – thư mục {tmp_path.name}"]
    assert list(at.chooser.list["values"]) == offered
    at.choose(RecentMaster(master))
    at.found([in_excel])
    assert at.chooser.master == RecentMaster(master)


def test_a_master_is_followed_into_excel_and_out_again(opened, master):
    at, in_excel = opened(master), RecentMaster(master, "Tổng hợp.xlsx")
    at.found([in_excel])
    assert at.chooser.master == in_excel
    at.found([])
    assert at.chooser.master == RecentMaster(master)


# --- with the master open in Excel ----------------------------------------------------------------------------------


def test_a_button_works_on_the_open_workbook_and_asks_in_the_window(opened, calc, tmp_path):
    calc.books.open(str(made_master(tmp_path, ANSWERS)))
    calc.books.add()
    assert excel_session.masters_open_in(calc) == [RecentMaster(tmp_path / "Tổng hợp.xlsx", "Tổng hợp.xlsx")]
    at = opened()
    at.choose(excel_session.masters_open_in(calc)[0])
    at.panel.buttons["open_unit"].invoke()
    assert said(question(at)) == "Mở trang của đơn vị nào? Ghi mã hoặc tên đầy đủ."
    widgets(question(at), "TEntry")[0].insert(0, "14212")
    answer(at, "Đồng ý")
    until(at, lambda: not at.running)
    assert at.result.lines[1:] == ["Trang của Xã Giao Ninh là “14212 Xã Giao Ninh”."]
    assert calc.books["Tổng hợp.xlsx"].sheets.active.name == "14212 Xã Giao Ninh"


# --- from start to end ----------------------------------------------------------------------------------------------


def test_the_window_stays_until_the_user_closes_it(monkeypatch, master):
    closed = []

    class Closing(Window):
        def __init__(self, root: tkinter.Tk, master: Path | None) -> None:
            super().__init__(root, master)
            ROOTS.append(root)
            root.after(1, lambda: closed.append(self.chooser.master) or self.close())

    monkeypatch.setattr("bdhvs_xl.window.main_window.Window", Closing)
    assert (window.run(master), closed) == (0, [RecentMaster(master)])


# --- where there can be no window -----------------------------------------------------------------------------------


def test_a_python_without_tkinter_names_what_works_instead(monkeypatch):
    monkeypatch.setitem(sys.modules, "tkinter", None)
    with pytest.raises(UserError) as caught:
        window.run()
    assert caught.value.hint == "Dùng thẻ BDHVS trong Excel, hoặc gõ từng lệnh: bdhvs --help cho biết các lệnh."


def test_a_session_without_a_screen_names_what_works_instead(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":nowhere")
    with pytest.raises(UserError) as caught:
        window.run()
    assert caught.value.hint == "Mở từ màn hình của máy, hoặc gõ từng lệnh: bdhvs --help cho biết các lệnh."
