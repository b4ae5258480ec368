"""Reading .xls and .ods, whose extent cannot be looked at beforehand: in a process that may die without harm."""

import contextlib
import multiprocessing
from collections.abc import Sequence
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from bdhvs_xl.intake.extent import MAX_COLUMNS, MAX_ROWS
from bdhvs_xl.problem import Problem
from bdhvs_xl.workbook.grid import parse_marker

Sheet = tuple[str, Sequence[Sequence[Any]]]

MEMORY, SECONDS = 1 << 30, 60
CURE = "Hãy mở tệp, lưu lại dạng .xlsx rồi gửi lại."


class Confined:
    """A reader in another process with little memory and time; started when first needed, anew after it died."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> "Confined":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def sheets(self, data: bytes) -> list[Sheet]:
        """Name and cells of the sheets with our marker; Problem when the workbook cannot be read within the limits."""
        line = self._line or self._start()
        try:
            line.send_bytes(data)
            if line.poll(self._seconds):
                answer: list[Sheet] | str = line.recv()
                if isinstance(answer, str):
                    raise Problem(answer, CURE)
                return answer
        except (EOFError, OSError):
            pass
        self._end()
        raise Problem("Tệp quá lớn hoặc bị hỏng nên không đọc được.", CURE)

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours
        return ours

    def _end(self) -> None:
        if self._process is not None and self._line is not None:
            self._line.close()
            self._process.kill()
            self._process.join()
            self._process.close()
        self._process = self._line = None


# --- in the other process -------------------------------------------------------------------------------------------


def _serve(line: Connection) -> None:
    _limit_memory()
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        while True:
            line.send(_read(line.recv_bytes()))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(data: bytes) -> list[Sheet] | str:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            names = [s.name for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            sheets = [(name, _cells(workbook.get_sheet_by_name(name))) for name in names]
    except PasswordError:
        return "Tệp có mật khẩu nên không đọc được."
    except (CalamineError, ValueError, MemoryError):
        return "Tệp bị hỏng, không mở được."
    return [(name, cells) for name, cells in sheets if cells and parse_marker(cells[0][0])[0]]


def _cells(sheet: Any) -> Sequence[Sequence[Any]]:
    too_far = sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS
    return [] if too_far else sheet.to_python(skip_empty_area=False)
