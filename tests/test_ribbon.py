"""A pressed button: what the user is asked, told and shown, on a desk that answers as decided beforehand."""

import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import ClassVar

import pytest
from platformdirs.windows import Windows
from support.masters import NOW, made_master, opened
from support.scripted_ui import ScriptedDesk

from bdhvs_xl import buttons
from bdhvs_xl.buttons import validate
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.results import Argument, ButtonResult, FileOutcome, GoTo
from bdhvs_xl.ribbon import __main__ as program
from bdhvs_xl.session import error_log, press, run_button
from bdhvs_xl.session.single_instance import RUNNING_FILE, SingleInstance
from bdhvs_xl.session.user_dir import user_folder

ANSWERS = {
    "14212": {
        "1.1": "Không", "2.1": "7", "2.1.evidence": "Bản tin", "2.4": "60", "2.4.people": "2",
        "2.10.numerator": "40", "2.10.denominator": "43",
    }
}  # fmt: skip
FIRST = ("status", "BDHVS đang chuẩn bị…")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, away from that of the person who runs the tests."""
    folder = tmp_path / "Nguyễn Văn Ệ"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(folder))
    return folder / "BDHVS"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    folder = tmp_path / "'A'=B & %TEMP% ố"
    folder.mkdir()
    return made_master(folder, ANSWERS)


def outcome_of(monkeypatch, result, **options):
    """What is shown when Kiểm tra gives `result` (or raises it)."""

    def run(book):
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setattr(validate, "run", run)
    excel_ui = ScriptedDesk(**options)
    return press("validate", excel_ui), excel_ui


# --- what is shown --------------------------------------------------------------------------------------------------


def test_a_quick_button_is_told_in_the_status_bar_and_leaves_the_user_at_its_result(master: Path) -> None:
    excel_ui = ScriptedDesk(master)
    outcome = press("validate", excel_ui)
    assert outcome is not None
    assert excel_ui.events == [
        FIRST,
        ("status", "Kiểm tra…"),
        ("book", "validate"),
        ("progress", "Kiểm tra báo cáo"),
        ("status", "Đã kiểm tra 1 báo cáo: 1 lỗi, 0 cảnh báo, 0 lưu ý. Xem trang Kiểm tra."),
        ("land", "Kiểm tra tblKiemTra Mức độ ('Lỗi',)"),
    ]
    with opened(master, "validate") as book:
        assert [row["severity"] for row in book.read_table(FINDINGS_TABLE)] == ["Lỗi"]


def test_files_that_someone_must_look_after_are_told_with_their_reasons(master: Path, monkeypatch) -> None:
    files = [FileOutcome(f"{n}.pdf", "", "awaiting_entry", "Phải nhập tay.") for n in range(12)]
    files += [
        FileOutcome("14212.xlsx", "14212", "accepted"),
        FileOutcome("lạ.xlsx", "", "rejected", "Không phải biểu mẫu."),
    ]
    _, excel_ui = outcome_of(monkeypatch, ButtonResult(message="14 tệp.", received=files), master=master)
    told = [f"• {n}.pdf: Phải nhập tay." for n in range(10)]
    assert excel_ui.all("tell") == ["\n".join(["14 tệp.", *told, "• … và 3 tệp khác, xem trang Nhật ký."])]


def test_long_work_and_a_long_message_are_told(master: Path, monkeypatch) -> None:
    _, excel_ui = outcome_of(monkeypatch, ButtonResult(message="x" * 121), master=master)
    assert excel_ui.all("tell") == ["x" * 121]
    for seconds, told in ((5.0, []), (10.0, ["Xong."])):
        monkeypatch.setattr(run_button, "monotonic", iter((100.0, 100.0 + seconds)).__next__)
        _, excel_ui = outcome_of(monkeypatch, ButtonResult(message="Xong."), master=master)
        assert excel_ui.all("tell") == told


def test_what_was_made_is_offered_to_be_opened(master: Path, monkeypatch, tmp_path: Path) -> None:
    made = ButtonResult(message="Đã lập.", files=[tmp_path / "Báo cáo.docx"], to_open=tmp_path / "Báo cáo.docx")
    _, excel_ui = outcome_of(monkeypatch, made, master=master, answers=(True,))
    assert excel_ui.events[-2:] == [
        ("agree", "Đã lập.\n\nMở “Báo cáo.docx” bây giờ?"), ("open", str(tmp_path / "Báo cáo.docx")),
    ]  # fmt: skip
    _, excel_ui = outcome_of(monkeypatch, made, master=master, answers=(False,))
    assert excel_ui.all("open") == []


def test_a_result_that_nothing_opens_is_told_and_stays_a_result(monkeypatch) -> None:
    def refuse(self, path):
        raise UserError("Máy không mở được.", "Hãy mở bằng tay.")

    monkeypatch.setattr(ScriptedDesk, "open_file", refuse)
    excel_ui = ScriptedDesk()
    assert press("guide", excel_ui)
    assert excel_ui.all("warn") == ["Máy không mở được. | Hãy mở bằng tay."]


def test_what_cannot_be_landed_at_does_not_spoil_the_result(master: Path, monkeypatch) -> None:
    def refuse(self, landing):
        raise RuntimeError("no such sheet")

    monkeypatch.setattr(ScriptedDesk, "land", refuse)
    outcome, excel_ui = outcome_of(monkeypatch, ButtonResult(message="Xong.", landing=GoTo("Không còn")), master=master)
    assert outcome is not None
    assert excel_ui.events[-1] == ("status", "Xong.")


# --- what is asked --------------------------------------------------------------------------------------------------


def test_the_guide_is_opened_without_a_question() -> None:
    excel_ui = ScriptedDesk()
    assert press("guide", excel_ui)
    assert [what for what, _ in excel_ui.events] == ["status", "status", "status", "open"]


def test_a_new_master_asks_for_its_kind_its_province_and_its_place(tmp_path: Path) -> None:
    to = tmp_path / "Mới ố.xlsx"
    excel_ui = ScriptedDesk(answers=("ninh_binh_02", "", to, False))
    assert press("new_master", excel_ui)
    assert [what for what, _ in excel_ui.events] == ["status", "status", "choose", "text", "file", "status", "agree"]
    assert "'ninh_binh_02': 'Ninh Bình, 01/7/2025–17/5/2026: Kết quả triển khai" in excel_ui.all("choose")[0]
    assert excel_ui.all("file")[0].endswith("[Tổng hợp Bình dân học vụ số.xlsx]")
    assert to.is_file()


def test_the_unit_at_hand_is_suggested_and_the_master_checked_before_anything_is_asked(master: Path) -> None:
    excel_ui = ScriptedDesk(master, answers=(" 13669 ",), suggested="14212")
    assert press("open_unit", excel_ui)
    assert [what for what, _ in excel_ui.events] == ["status", "status", "book", "text", "status", "land"]
    assert excel_ui.all("text")[0].endswith("[14212]")
    assert excel_ui.all("land") == ["13669 Phường Nam Định   ()"]
    without = ScriptedDesk()
    assert press("open_unit", without) is None
    assert without.events[2:] == [
        ("status", ""),
        ("warn", "Chưa có file tổng hợp nào đang mở. | Hãy mở file tổng hợp."),
    ]


@pytest.mark.parametrize(("name", "answers"), [("collect", (None,)), ("open_unit", (None,)), ("open_unit", ("",))])
def test_a_question_that_is_not_answered_ends_the_button(master: Path, name: str, answers: tuple[object, ...]) -> None:
    before, beside = master.read_bytes(), sorted(master.parent.iterdir())
    excel_ui = ScriptedDesk(master, answers)
    assert press(name, excel_ui) is None
    assert excel_ui.events[-1] == ("status", "Đã dừng theo yêu cầu, chưa thay đổi gì.")
    assert (master.read_bytes(), sorted(master.parent.iterdir())) == (before, beside)


def test_an_optional_choice_may_be_left_out(master: Path, monkeypatch) -> None:
    given: dict[str, str] = {}
    asked = Argument("which", "bản nào", required=False, question="Bản nào?", choices=lambda book: {"a": "Bản A"})
    monkeypatch.setattr(validate, "ARGUMENTS", (asked,))
    monkeypatch.setattr(validate, "run", lambda book, **options: given.update(options) or ButtonResult(message="Xong."))
    excel_ui = ScriptedDesk(master, ("",))
    press("validate", excel_ui)
    assert (excel_ui.all("choose"), given) == (["Bản nào? {'': 'Không chọn', 'a': 'Bản A'}"], {})
    press("validate", ScriptedDesk(master, ("a",)))
    assert given == {"which": "a"}


def test_undo_works_on_the_closed_master(master: Path) -> None:
    before = master.read_bytes()
    press("validate", ScriptedDesk(master))
    assert master.read_bytes() != before
    excel_ui = ScriptedDesk(master, answers=(True,))
    assert press("undo", excel_ui)
    assert master.read_bytes() == before
    kinds = [what for what, _ in excel_ui.events if what not in ("status", "agree")]
    assert kinds == ["closed", "book", "opened again", "tell"]


# --- trouble --------------------------------------------------------------------------------------------------------


def test_a_problem_is_said_with_its_cure(master: Path, monkeypatch, own: Path) -> None:
    outcome, excel_ui = outcome_of(monkeypatch, UserError("Trang Quy tắc sai.", "Sửa dòng 3."), master=master)
    assert outcome is None
    assert excel_ui.events[-2:] == [("status", ""), ("warn", "Trang Quy tắc sai. | Sửa dòng 3.")]
    assert not (own / error_log.LOG_FOLDER).exists()


def test_an_unknown_button_is_a_problem_with_a_cure() -> None:
    excel_ui = ScriptedDesk()
    assert press("os", excel_ui) is None
    assert excel_ui.all("warn")[0].startswith("Chương trình không có nút “os”. | Thẻ BDHVS")


def test_an_error_of_the_program_becomes_a_dated_log(master: Path, monkeypatch, own: Path) -> None:
    _, excel_ui = outcome_of(monkeypatch, ZeroDivisionError("chia cho không"), master=master, answers=(True,))
    log, *others = (own / error_log.LOG_FOLDER).iterdir()
    assert not others
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.\d{6} validate\.txt", log.name)
    text = log.read_text(encoding="utf-8")
    facts = dict(line.split(": ", 1) for line in text.partition("\n\n")[0].splitlines())
    assert list(facts) == ["button", "time", "program", "bdhvs", "xlwings", "Python", "system"]
    assert (facts["button"], facts["program"]) == ("validate", "Bàn thử 1.0")
    assert text.rstrip().endswith("ZeroDivisionError: chia cho không")
    assert (
        excel_ui.events[-2][1].endswith("\n\nMở thư mục chứa tệp này bây giờ?") and log.name in excel_ui.events[-2][1]
    )
    assert excel_ui.events[-1] == ("open", str(log.parent))


def test_the_newest_fifty_logs_stay(own: Path) -> None:
    logs = [error_log.write_error_log("collect", ValueError(str(n)), "") for n in range(53)]
    assert sorted((own / error_log.LOG_FOLDER).iterdir()) == logs[3:]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_being_stopped_is_no_error_of_the_program(master: Path, monkeypatch, stop: type[BaseException]) -> None:
    with pytest.raises(stop):
        outcome_of(monkeypatch, stop(), master=master)


def test_a_folder_that_cannot_be_made_is_replaced_by_a_temporary_one(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "tệp").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tệp"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert user_folder() == tmp_path / "BDHVS"


def test_on_windows_the_folder_is_where_0_1_0_had_it(tmp_path: Path, monkeypatch) -> None:
    """`%LOCALAPPDATA%\\BDHVS`, with no folder of an author between, so that logs and settings are found again."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("platformdirs.PlatformDirs", Windows)
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", r"C:\Users\An\AppData\Local")
    assert PureWindowsPath(user_folder()) == PureWindowsPath(r"C:\Users\An\AppData\Local\BDHVS")


# --- one button at a time -------------------------------------------------------------------------------------------

HOLDING = """
import datetime, sys
from bdhvs_xl.session.single_instance import SingleInstance
with SingleInstance("Nhận báo cáo", datetime.datetime(2026, 5, 22, 8, 30)):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_press_is_refused_while_another_program_runs_a_button_and_not_after_it_died(master: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDING], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        excel_ui = ScriptedDesk(master)
        assert press("validate", excel_ui) is None
        refused = "Nút “Nhận báo cáo” đang chạy từ 08:30, nên nút vừa bấm chưa được thực hiện."
        assert excel_ui.all("warn") == [f"{refused} | Hãy đợi nút đó xong rồi bấm lại."]
        assert excel_ui.all("book") == []
        other.kill()
    assert press("validate", ScriptedDesk(master))


def test_a_turn_is_given_back_after_trouble_too(master: Path, monkeypatch) -> None:
    outcome_of(monkeypatch, UserError("Sai."), master=master)
    with SingleInstance("Kiểm tra", NOW):
        pass


def test_a_turn_whose_holder_left_no_name_is_refused_all_the_same(own: Path) -> None:
    with SingleInstance("Kiểm tra", datetime(2026, 5, 22, 8, 30)):
        (own / RUNNING_FILE).write_bytes(b"\0\xff")
        with pytest.raises(UserError, match="Một nút khác đang chạy"), SingleInstance("Tổng hợp", NOW):
            pass


# --- what the macro starts ------------------------------------------------------------------------------------------


class Attached(ScriptedDesk):
    """The desk of an Excel that was reached."""

    made: ClassVar["list[Attached]"] = []

    def __init__(self, app: str, active: str) -> None:
        super().__init__()
        self.events.append((app, active))
        self.made.append(self)

    def leave(self) -> None:
        self.events.append(("leave", ""))


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> list[Attached]:
    """The desks that are made of an Excel; it is reached as the environment says."""
    from bdhvs_xl.excel import application, excel_ui

    monkeypatch.setattr(application, "attach", lambda book, window: f"{book}@{window}")
    monkeypatch.setattr(excel_ui, "ExcelInterface", Attached)
    monkeypatch.setattr(Attached, "made", [])
    return Attached.made


def test_the_book_and_the_window_come_from_the_environment(excel: list[Attached], monkeypatch) -> None:
    monkeypatch.setenv("BDHVS_BOOK", "'A'=B & %TEMP% ố.xlsx")
    monkeypatch.setenv("BDHVS_HWND", "1001")
    assert program.main(["guide"]) == 0
    assert excel[0].events[0] == ("'A'=B & %TEMP% ố.xlsx@1001", "'A'=B & %TEMP% ố.xlsx")
    assert [what for what, _ in excel[0].events[-2:]] == ["open", "leave"]


def test_no_button_named_is_told_in_excel(excel: list[Attached]) -> None:
    assert program.main([]) == 0
    assert len(excel[0].all("warn")) == 1


def test_without_excel_the_user_is_told_all_the_same(monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(book: str, window: str) -> None:
        raise UserError("Không thấy Excel.", "Mở Excel.")

    monkeypatch.setattr("bdhvs_xl.excel.application.attach", refuse)
    assert program.main(["validate"]) == 1
    assert capsys.readouterr() == ("", "Không thấy Excel.\n\nMở Excel.\n")


def test_when_excel_was_closed_the_problem_is_told_without_it(excel, monkeypatch, own: Path, capsys) -> None:
    def die(self, *_: str) -> None:
        raise ConnectionError("RPC server unavailable")

    def run(**_: object) -> None:
        raise UserError("Tệp đã bị đóng.", "Mở lại tệp.")

    monkeypatch.setattr(Attached, "warn", die)
    monkeypatch.setattr("bdhvs_xl.buttons.guide.run", run)
    assert program.main(["guide"]) == 1
    assert capsys.readouterr().err == "Tệp đã bị đóng.\n\nMở lại tệp.\n"
    assert not (own / error_log.LOG_FOLDER).exists()


def test_when_excel_dies_while_an_error_is_told_there_is_a_log_of_both(excel, monkeypatch, own: Path, capsys) -> None:
    def die(self, question: str) -> bool:
        raise ConnectionError("RPC server unavailable")

    monkeypatch.setattr(Attached, "agree", die)
    monkeypatch.setattr("bdhvs_xl.buttons.guide.run", lambda **_: 1 / 0)
    assert program.main(["guide"]) == 1
    logs = sorted((own / error_log.LOG_FOLDER).iterdir())
    assert logs[1].name in capsys.readouterr().err
    assert "ZeroDivisionError" in logs[1].read_text() and "RPC server unavailable" in logs[1].read_text()


def test_the_first_status_text_waits_for_no_heavy_module() -> None:
    """Some 75 ms after the start of the process, a third of it Python's own and xlwings'."""
    code = "import sys, bdhvs_xl.ribbon.__main__, bdhvs_xl.excel.excel_ui; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"pandas", "numpy", "lxml", "python_calamine", "openpyxl", "xlsxwriter", "docxtpl", "jinja2", "tqdm", "PIL",
             "filelock", "psutil"}  # fmt: skip
    assert not heavy & set(run.stdout.split())


def test_a_program_without_console_says_nothing_and_starts_anywhere(tmp_path: Path, own: Path) -> None:
    """As pythonw runs it: isolated, no standard streams, any current folder; there is no Excel here to be reached."""
    code = "import sys, runpy; sys.stdout = sys.stderr = None; runpy.run_module('bdhvs_xl.ribbon', run_name='__main__')"
    folder = tmp_path / "'A'=B & %TEMP% ố"
    folder.mkdir()
    root = str(Path(buttons.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", f"import sys; sys.path.insert(0, {root!r}); {code}", "validate"],
        cwd=folder, capture_output=True, env={**os.environ, "BDHVS_BOOK": "ố.xlsx"}, timeout=60,
    )  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr) == (1, b"", b"")
    assert not (own / error_log.LOG_FOLDER).exists()
