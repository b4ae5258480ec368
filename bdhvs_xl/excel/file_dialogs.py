"""Excel's own file and input dialogs, through its object model (`App.api`); None when the user cancels.

They belong to Excel's window, so they open in front of it. Excel allows 255 characters per text; names of
parameters are those of the object model.
"""

from pathlib import Path
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel.retry import call_excel

DIALOG_TITLE = "BDHVS"
MAX_DIALOG_TEXT = 255
_FOLDER_PICKER = 4
_CHOSEN = -1
_TEXT = 2


def pick_folder(api: Any, title: str) -> Path | None:
    """An existing folder."""
    dialog = call_excel(_folder_dialog, api, title)
    return _on_this_computer(dialog.SelectedItems(1)) if call_excel(lambda: dialog.Show()) == _CHOSEN else None


def name_file(api: Any, title: str, suggested: str) -> Path | None:
    """A path for a new file with the suffix of `suggested`."""
    kind = _filter(Path(suggested).suffix)
    chosen = call_excel(
        lambda: api.GetSaveAsFilename(InitialFilename=suggested, FileFilter=kind, Title=title[:MAX_DIALOG_TEXT])
    )
    return _on_this_computer(chosen) if chosen else None


def pick_workbook(api: Any, title: str) -> Path | None:
    """An existing .xlsx file."""
    return pick_file(api, title, ".xlsx")


def pick_file(api: Any, title: str, suffix: str) -> Path | None:
    """An existing file with this suffix."""
    chosen = call_excel(lambda: api.GetOpenFilename(FileFilter=_filter(suffix), Title=title[:MAX_DIALOG_TEXT]))
    return _on_this_computer(chosen) if chosen else None


def type_text(api: Any, question: str, suggested: str) -> str | None:
    """A line of text."""
    words = {"Prompt": question[:MAX_DIALOG_TEXT], "Title": DIALOG_TITLE, "Default": suggested[:MAX_DIALOG_TEXT]}
    answer = call_excel(lambda: api.InputBox(**words, Type=_TEXT))
    return None if answer is False else str(answer)


def _folder_dialog(api: Any, title: str) -> Any:
    dialog = api.FileDialog(_FOLDER_PICKER)
    dialog.Title = title[:MAX_DIALOG_TEXT]
    dialog.AllowMultiSelect = False
    return dialog


def _filter(suffix: str) -> str:
    return f"Tệp {suffix} (*{suffix}), *{suffix}" if suffix else "Mọi tệp (*.*), *.*"


def _on_this_computer(place: str) -> Path:
    """The place as a path; UserError when it is an address of OneDrive or SharePoint."""
    if "://" in place:
        raise UserError(
            f"“{place}” ở trên OneDrive hoặc SharePoint, không phải trên máy này.",
            "Hãy chọn một thư mục trên máy, ví dụ trong Documents.",
        )
    return Path(place)
