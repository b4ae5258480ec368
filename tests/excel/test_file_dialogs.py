"""Excel's dialogs: what exactly is asked of its object model, and what is made of its answers."""

from pathlib import Path
from typing import Any

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import file_dialogs

LONG = "Chọn thư mục " * 30


class Api:
    """Excel's Application object: gives `answer` and keeps the calls; `FileDialog` gives a dialog with `chosen`."""

    def __init__(self, answer: Any = False, chosen: str = "") -> None:
        self.calls: list[Any] = []
        self._answer = answer
        self._chosen = chosen

    def FileDialog(self, kind: int) -> "Dialog":  # noqa: N802
        self.calls.append(("FileDialog", kind))
        self.dialog = Dialog(self._chosen)
        return self.dialog

    def __getattr__(self, name: str) -> Any:
        def call(**options: Any) -> Any:
            self.calls.append((name, options))
            return self._answer

        return call


class Dialog:
    """A FileDialog: Show gives -1 for its button, 0 for Cancel; SelectedItems counts from one."""

    Title: str
    AllowMultiSelect: bool

    def __init__(self, chosen: str) -> None:
        self._chosen = chosen

    def Show(self) -> int:  # noqa: N802
        return -1 if self._chosen else 0

    def SelectedItems(self, number: int) -> str:  # noqa: N802
        assert number == 1
        return self._chosen


def test_a_folder_is_picked_in_the_folder_dialog() -> None:
    api = Api(chosen=r"C:\Báo cáo")
    assert file_dialogs.pick_folder(api, LONG) == Path(r"C:\Báo cáo")
    assert api.calls == [("FileDialog", 4)]
    assert vars(api.dialog) | {"_chosen": ""} == {"Title": LONG[:255], "AllowMultiSelect": False, "_chosen": ""}
    assert file_dialogs.pick_folder(Api(), "Chọn") is None


def test_a_file_is_named_in_the_save_dialog_whose_filter_has_its_suffix() -> None:
    """With another suffix in the filter than in the suggested name Excel shows no name at all."""
    api = Api(r"C:\Mới ố.xlsx")
    assert file_dialogs.name_file(api, "Lưu với tên nào?", "Tổng hợp.xlsx") == Path(r"C:\Mới ố.xlsx")
    assert api.calls == [
        (
            "GetSaveAsFilename",
            {
                "InitialFilename": "Tổng hợp.xlsx",
                "FileFilter": "Tệp .xlsx (*.xlsx), *.xlsx",
                "Title": "Lưu với tên nào?",
            },
        )
    ]
    assert file_dialogs.name_file(Api(False), "Lưu", "") is None


def test_a_workbook_is_picked_in_the_open_dialog() -> None:
    api = Api(r"C:\Tổng hợp.xlsx")
    assert file_dialogs.pick_workbook(api, "Chọn file tổng hợp") == Path(r"C:\Tổng hợp.xlsx")
    assert api.calls == [
        ("GetOpenFilename", {"FileFilter": "Tệp .xlsx (*.xlsx), *.xlsx", "Title": "Chọn file tổng hợp"})
    ]
    assert file_dialogs.pick_workbook(Api(False), "Chọn") is None


def test_a_line_is_typed_in_the_input_box_and_blank_is_not_cancelled() -> None:
    api = Api("14212")
    assert file_dialogs.type_text(api, LONG, "1" * 300) == "14212"
    assert api.calls == [("InputBox", {"Prompt": LONG[:255], "Title": "BDHVS", "Default": "1" * 255, "Type": 2})]
    assert file_dialogs.type_text(Api(""), "Đơn vị nào?", "") == ""
    assert file_dialogs.type_text(Api(False), "Đơn vị nào?", "") is None


@pytest.mark.parametrize("pick", [file_dialogs.pick_folder, file_dialogs.pick_workbook])
def test_a_place_in_the_cloud_is_refused_with_the_cure(pick: Any) -> None:
    address = "https://d.docs.live.net/1a2b/Báo cáo"
    with pytest.raises(UserError, match=r"OneDrive hoặc SharePoint.*Documents"):
        pick(Api(address, address), "Chọn")


class RejectedError(Exception):
    hresult = -2147418111


class Busy(Api):
    """Turns its first three calls away; pywin32 looks a method up by a call too, so that already fails."""

    times = 3

    def __getattribute__(self, name: str) -> Any:
        if name[0].isupper() and self.times:
            self.times -= 1
            raise RejectedError
        return super().__getattribute__(name)


def test_a_busy_excel_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    place = Path("/Báo cáo.xlsx")
    assert file_dialogs.pick_folder(Busy(chosen=str(place)), "Chọn") == place
    assert file_dialogs.name_file(Busy(str(place)), "Lưu", "a.xlsx") == place
    assert file_dialogs.pick_workbook(Busy(str(place)), "Chọn") == place
    assert file_dialogs.type_text(Busy("14212"), "Đơn vị nào?", "") == "14212"
