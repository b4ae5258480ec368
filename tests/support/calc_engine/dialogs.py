"""Excel's own dialogs, as its object model calls them; each is answered by the application's next answer."""

# ruff: noqa: N802, N803 - the names are Excel's

from typing import Any


class Dialogs:
    """What `App.api` is asked for."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def FileDialog(self, kind: int) -> "FolderPicker":
        return FolderPicker(self._app)

    def InputBox(self, Prompt: str, Title: str, Default: str, Type: int) -> str | bool:
        return self._app.answer(Prompt)

    def GetSaveAsFilename(self, InitialFilename: str, FileFilter: str, Title: str) -> str | bool:
        return self._app.answer(Title)

    def GetOpenFilename(self, FileFilter: str, Title: str) -> str | bool:
        return self._app.answer(Title)


class FolderPicker:
    """A dialog that picks a folder."""

    Title, AllowMultiSelect = "", True

    def __init__(self, app: Any) -> None:
        self._app, self._chosen = app, ""

    def Show(self) -> int:
        self._chosen = self._app.answer(self.Title)
        return -1 if self._chosen else 0

    def SelectedItems(self, number: int) -> str:
        return str(self._chosen)
