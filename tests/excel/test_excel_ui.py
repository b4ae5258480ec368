"""Excel as the desk, with LibreOffice in Excel's place: which master, how it is closed and opened, where one lands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.filled_forms import blank_form
from support.masters import made_master
from support.small_regime import small_regime

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import excel_ui as desks
from bdhvs_xl.excel.excel_ui import ExcelInterface
from bdhvs_xl.intake.standalone_form import read_standalone_form
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import Grid
from bdhvs_xl.master.layout import INDICATORS_GRID
from bdhvs_xl.master.tables import TRACKING_TABLE
from bdhvs_xl.results import GoTo
from bdhvs_xl.ui import Cancelled, UserInterface

ANSWERS = {"14212": {"2.1": "7"}, "13669": {"2.1": "8"}}
NO_MASTER = "“biểu mẫu.xlsx” là biểu mẫu của một đơn vị, không phải file tổng hợp. "
BY_BUTTON = "Biểu mẫu đã điền được đưa vào file tổng hợp bằng nút Nhận báo cáo."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A master and a form, as bytes."""
    folder = tmp_path_factory.mktemp("made")
    form = blank_form(small_regime(), "14212", folder / "biểu mẫu.xlsx")
    return {"master": made_master(folder, ANSWERS).read_bytes(), "form": form.read_bytes()}


@pytest.fixture
def put(made: dict[str, bytes], tmp_path: Path) -> Any:
    """Put a workbook of a kind into the folder under a name."""

    def put(kind: str, name: str) -> Path:
        path = tmp_path / name
        path.write_bytes(made[kind])
        return path

    return put


@pytest.fixture
def master(put: Any) -> Path:
    path: Path = put("master", "'A'=B & %TEMP% ố.xlsx")
    return path


@pytest.fixture
def open_book(calc: Any) -> Any:
    return lambda path: calc.books.open(str(path))


def names(app: Any) -> list[str]:
    return [book.name for book in app.books]


def in_front(app: Any) -> str:
    return str(app.books.active.name)


def test_it_is_a_desk(calc: Any) -> None:
    desk: UserInterface = ExcelInterface(calc, "")
    assert desk.program() == "Excel 16.0"


def test_nothing_is_suggested_where_a_chart_stands_in_front(
    calc: Any, open_book: Any, master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_cells(book: Any) -> str:
        raise AttributeError("<unknown>.Range")

    monkeypatch.setattr(desks.selection, "selected_unit", no_cells)
    open_book(master)
    desk = ExcelInterface(calc, master.name)
    with desk.book("open_unit"):
        assert desk.suggestion("unit") == ""


# --- which master ---------------------------------------------------------------------------------------------------


def test_the_workbook_in_front_is_taken_without_a_question(calc: Any, open_book: Any, master: Path) -> None:
    open_book(master)
    with ExcelInterface(calc, master.name).book("validate") as book:
        assert book.path == master
        assert book.read_table(TRACKING_TABLE)
    assert calc.impl.said == []


def test_on_a_form_the_one_open_master_is_offered_and_comes_to_the_front(
    calc: Any, open_book: Any, put: Any, master: Path
) -> None:
    open_book(master)
    open_book(put("form", "biểu mẫu.xlsx"))
    calc.impl.answers = ["yes", "no"]
    desk = ExcelInterface(calc, "biểu mẫu.xlsx")
    with desk.book("validate") as book:
        assert book.path == master
    question = f"{NO_MASTER}{BY_BUTTON}\n\nThực hiện trên file tổng hợp “{master.name}” đang mở?"
    assert calc.impl.said == [question]
    assert in_front(calc) == master.name
    with pytest.raises(Cancelled), desk.book("validate"):
        pass


def test_a_form_in_front_is_read_as_it_stands_on_the_screen_and_not_locked(
    calc: Any, open_book: Any, put: Any, master: Path
) -> None:
    open_book(master)
    form = open_book(put("form", "biểu mẫu.xlsx"))
    grid = next(grid for grid in grids_of(form.fullname) if grid.kind == INDICATORS_GRID)
    form.sheets[grid.sheet][grid.address("2.1", "value")].value = "84"
    desk = ExcelInterface(calc, "biểu mẫu.xlsx")
    with desk.book_or_form("write_report") as book:
        read = read_standalone_form(book)
        assert sorted(path.name for path in master.parent.iterdir() if not path.name.startswith(".~lock")) == [
            master.name, "biểu mẫu.xlsx",
        ]  # fmt: skip
    assert [(a.indicator, a.column, a.raw) for a in read.submission.answers] == [("2.1", "value", "84")]
    assert (read.unit.name, read.regime.indicators) == ("Xã Giao Ninh", small_regime().indicators)
    assert calc.impl.said == []


def test_where_no_form_is_in_front_the_master_is_taken(calc: Any, open_book: Any, put: Any, master: Path) -> None:
    open_book(put("form", "biểu mẫu.xlsx"))
    open_book(master)
    with ExcelInterface(calc, master.name).book_or_form("write_report") as book:
        assert book.path == master


def grids_of(path: str) -> list[Grid]:
    with FileBook(Path(path)) as book:
        return [grid for sheet in book.markers() if (grid := book.read_grid(sheet))]


def test_of_several_open_masters_one_is_chosen(calc: Any, open_book: Any, put: Any) -> None:
    for name in ("Tổng hợp 1.xlsx", "Tổng hợp 2.xlsx"):
        open_book(put("master", name))
    other = calc.books.add()
    calc.impl.answers = ["Tổng hợp 2.xlsx", False]
    desk = ExcelInterface(calc, other.name)
    with desk.book("validate") as book:
        assert book.path.name == "Tổng hợp 2.xlsx"
    lines = calc.impl.said[0].split("\n")
    assert lines[0] == f"“{other.name}” không phải file tổng hợp. Thực hiện trên file tổng hợp nào?"
    assert sorted(line[3:] for line in lines[1:]) == ["Tổng hợp 1.xlsx", "Tổng hợp 2.xlsx"]
    with pytest.raises(Cancelled), desk.book("validate"):
        pass
    calc.impl.answers, calc.impl.said = [False], []
    with pytest.raises(Cancelled), ExcelInterface(calc, "").book("validate"):
        pass
    assert calc.impl.said[0].startswith("Cửa sổ đang ở trước không phải file tổng hợp. Thực hiện trên file")


@pytest.mark.parametrize("another", [True, False])
def test_a_master_closed_since_the_button_was_pressed_is_not_said_to_be_none(
    calc: Any, open_book: Any, master: Path, another: bool
) -> None:
    if another:
        open_book(master)
    calc.impl.answers = ["no"]
    with pytest.raises(Cancelled), ExcelInterface(calc, "Tổng hợp.xlsx").book("validate"):
        pass
    offered = f"Thực hiện trên file tổng hợp “{master.name}” đang mở?" if another else "Chọn file tổng hợp để mở"
    assert calc.impl.said[0].startswith(f"“Tổng hợp.xlsx” không còn mở trong Excel.\n\n{offered}")


def test_without_an_open_master_one_is_picked_and_opened(calc: Any, master: Path) -> None:
    calc.impl.answers = ["yes", str(master)]
    with ExcelInterface(calc, "").book("validate") as book:
        assert book.path == master
    assert names(calc) == [master.name]
    assert calc.impl.said == [
        "Chưa có file tổng hợp nào đang mở.\n\nChọn file tổng hợp để mở và thực hiện?", "Chọn file tổng hợp",
    ]  # fmt: skip


@pytest.mark.parametrize("answers", [["no"], ["yes", False]])
def test_whoever_wants_to_open_no_master_has_given_up(calc: Any, answers: list[Any]) -> None:
    calc.impl.answers = answers
    with pytest.raises(Cancelled), ExcelInterface(calc, "").book("validate"):
        pass


def test_a_picked_file_that_is_no_master_is_refused_and_a_lost_one_too(calc: Any, put: Any, tmp_path: Path) -> None:
    calc.impl.answers = ["yes", str(put("form", "biểu mẫu.xlsx")), "yes", str(tmp_path / "mất.xlsx")]
    with pytest.raises(UserError, match=r"“biểu mẫu.xlsx” không phải file tổng hợp.*Tạo file tổng hợp"):
        ExcelInterface(calc, "").book("validate").__enter__()
    calc.books.active.close()
    with pytest.raises(UserError, match=r"Excel không mở được tệp “mất.xlsx”"):
        ExcelInterface(calc, "").book("validate").__enter__()


# --- closed and opened again ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("alone", [True, False])
def test_a_closed_master_has_all_that_was_typed_and_is_open_again_afterwards(
    calc: Any, open_book: Any, put: Any, master: Path, alone: bool
) -> None:
    if not alone:
        open_book(put("form", "biểu mẫu.xlsx"))
    open_book(master).sheets["Đơn vị"]["Z99"].value = "vừa gõ"
    desk = ExcelInterface(calc, master.name)
    with desk.closed_book("undo") as book:
        assert isinstance(book, FileBook)
        assert master.name not in names(calc)
        assert b"v\xe1\xbb\xaba g\xc3\xb5" in b"".join(book.package.stream("Đơn vị")) + book.package.shared_strings()
    assert names(calc).count(master.name) == 1
    desk.land(GoTo("Theo dõi"))
    assert in_front(calc) == master.name


def test_what_was_last_saved_is_kept_when_the_master_was_changed_since(
    calc: Any, open_book: Any, master: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet deleted by mistake is not lost by Khôi phục, which saves the workbook as it stands."""
    saved = master.read_bytes()
    open_book(master).impl.uno.Sheets.removeByName("Điều chỉnh")
    monkeypatch.setattr("bdhvs_xl.excel.active_master.has_unsaved_changes", lambda book: True)
    with ExcelInterface(calc, master.name).closed_book("undo"):
        assert master.read_bytes() != saved
    [kept] = (master.parent / "Sao lưu").iterdir()
    assert kept.name.startswith(f"{master.stem} (bản đã lưu trước đó) ")
    assert kept.read_bytes() == saved


def test_a_closed_master_is_open_again_after_an_error(calc: Any, open_book: Any, master: Path) -> None:
    open_book(master)
    with pytest.raises(UserError, match="Sai"), ExcelInterface(calc, master.name).closed_book("rebuild"):
        raise UserError("Sai.")
    assert names(calc) == [master.name]


def test_a_master_that_cannot_be_opened_again_is_told_and_the_result_stays(
    calc: Any, open_book: Any, master: Path
) -> None:
    open_book(master)
    with ExcelInterface(calc, master.name).closed_book("undo"):
        master.unlink()
    assert len(calc.impl.said) == 1
    assert calc.impl.said[0].startswith(f"Excel không mở được tệp “{master.name}”")
    assert calc.impl.said[0].endswith("\n\nHãy mở tệp bằng tay.")


def test_a_workbook_never_saved_stays_open(calc: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    book = calc.books.add()
    monkeypatch.setattr("bdhvs_xl.excel.active_master.workbook_kind", lambda book: "master")
    with pytest.raises(UserError, match="chưa được lưu lần nào"):
        ExcelInterface(calc, book.name).closed_book("undo").__enter__()
    assert len(names(calc)) == 1


# --- places ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def at(calc: Any, open_book: Any, master: Path) -> Iterator[Any]:
    """The desk, and the open master, while a button runs."""
    book, desk = open_book(master), ExcelInterface(calc, master.name)
    with desk.book("open_unit"):
        yield desk, book


def test_the_unit_of_the_sheet_or_of_the_row_is_suggested(at: Any) -> None:
    desk, book = at
    book.sheets["14212 Xã Giao Ninh"].activate()
    assert desk.suggestion("unit") == "14212"
    table = book.sheets["Theo dõi"].tables["tblTheoDoi"]
    table.range[2, 5].select()
    assert desk.suggestion("unit") == table.range[2, 0].value
    for outside in (table.range[0, 0], book.sheets["Theo dõi"]["A1"], book.sheets["Trang chủ"]["B4"]):
        outside.select()
        assert desk.suggestion("unit") == ""


def test_nothing_else_is_suggested_and_nothing_before_there_is_a_master(calc: Any, at: Any) -> None:
    assert at[0].suggestion("regime") == ""
    assert ExcelInterface(calc, "").suggestion("unit") == ""


def test_landing_filters_the_table_and_lifts_what_was_filtered_before(at: Any) -> None:
    desk, book = at
    sheet = book.sheets["Theo dõi"]
    table = sheet.tables["tblTheoDoi"]
    first = table.range.row

    def shown() -> list[Any]:
        rows = range(1, table.range.shape[0])
        return [table.range[n, 0].value for n in rows if table.range[n, 0].impl.api.Rows[0].IsVisible]

    everyone = shown()
    assert len(everyone) == 3
    desk.land(GoTo(sheet.name, table.name, "Mã đơn vị", (everyone[1],)))
    assert (book.sheets.active.name, book.app.selection.row, shown()) == (sheet.name, first, everyone[1:2])
    desk.land(GoTo(sheet.name, table.name, "Đơn vị", ("Không có",)))
    assert shown() == []
    desk.land(GoTo(sheet.name, table.name))
    assert shown() == everyone


# --- the status bar -------------------------------------------------------------------------------------------------


def test_the_last_text_stays_a_while_and_the_bar_is_given_back(calc: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(desks, "sleep", slept.append)
    desk = ExcelInterface(calc, "")
    desk.status("Đã xong " + "x" * 300)
    desk.leave()
    assert calc.impl.status_log == [("Đã xong " + "x" * 300)[:255], False]
    assert slept == [desks.STATUS_SECONDS]
    desk.status("Đã xong.")
    calc.status_bar = "Nhận báo cáo…"
    desk.leave()
    assert calc.status_bar == "Nhận báo cáo…"
    desk.status("")
    desk.leave()
    assert (calc.status_bar, len(slept)) == (False, 2)


def test_an_excel_that_is_gone_does_not_matter_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        status_bar = property(lambda self: 1 / 0, lambda self, text: None)

    monkeypatch.setattr(desks, "sleep", lambda seconds: None)
    desk = ExcelInterface(Gone(), "")
    desk.status("Đã xong.")
    desk.leave()


def test_progress_is_shown_a_few_times_a_second_and_at_the_end(calc: Any) -> None:
    desk = ExcelInterface(calc, "")
    for done in range(1, 1001):
        desk.progress("Đọc báo cáo", done, 1000)
    assert calc.impl.status_log[0] == "Đọc báo cáo: 1/1000"
    assert calc.impl.status_log[-1] == "Đọc báo cáo: 1000/1000"
    assert len(calc.impl.status_log) < 20


# --- messages -------------------------------------------------------------------------------------------------------


class Box:
    """An Excel whose first window was closed: only an App that is asked for anew has one that is there."""

    def __init__(self, *, window: bool) -> None:
        self._window = window
        self.shown: list[tuple[str, ...]] = []
        self.app = self

    @property
    def books(self) -> list["Box"]:
        if not self._window:
            return [self.other]
        return []

    def alert(self, *words: str) -> str:
        assert self._window, "Invalid window handle"
        self.shown.append(words)
        return "yes"


def test_a_message_belongs_to_a_window_that_is_there() -> None:
    app = Box(window=False)
    app.other = Box(window=True)
    desk = ExcelInterface(app, "")
    assert desk.agree("Mở bây giờ?")
    desk.tell("Xong.")
    desk.warn("Sai.", "Sửa.")
    desk.warn("Sai.", "")
    assert app.other.shown == [
        ("Mở bây giờ?", "BDHVS", "yes_no", "info"), ("Xong.", "BDHVS", "ok", "info"),
        ("Sai.\n\nSửa.", "BDHVS", "ok", "critical"), ("Sai.", "BDHVS", "ok", "critical"),
    ]  # fmt: skip


def test_a_busy_excel_is_spoken_through_the_window_it_was_reached_by() -> None:
    class Busy(Box):
        @property
        def books(self) -> list[Box]:
            raise OSError("call rejected")

    app = Busy(window=True)
    ExcelInterface(app, "").tell("Xong.")
    assert app.shown == [("Xong.", "BDHVS", "ok", "info")]
