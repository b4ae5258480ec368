"""A workbook file of this project: what the package `ooxml` refuses becomes a UserError that names the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.master.book.refusals import user_error_of_workbook
from bdhvs_xl.ooxml.errors import OoxmlError
from bdhvs_xl.ooxml.package import Package


class WorkbookFile(Package):
    """A workbook in memory, `name` being the name of its file; every method raises UserError instead of OoxmlError."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        super().__init__(data)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook in the file at `path`; UserError when it cannot be read."""
        try:
            return cls(path.read_bytes(), path.name)
        except OSError as error:
            raise UserError(
                f"Không đọc được tệp “{path}”: {error.strerror or error}.",
                "Kiểm tra lại tên tệp và thư mục rồi làm lại.",
            ) from error

    def save(self, path: Path) -> None:
        """Write the workbook to `path`, wholly or not at all."""
        self.finish()
        write_atomically(path, self.write)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """The context in which every method of the package works."""
        try:
            yield
        except OoxmlError as error:
            raise user_error_of_workbook(error, self.name) from error
