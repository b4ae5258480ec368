"""Reads .xls and .ods in a child process with limited memory and time.

Their used range cannot be checked before calamine allocates it, and a failed allocation aborts the process: so it is
a child that is aborted. Memory is limited where the system supports that (`limit_memory`), time everywhere.
"""

import contextlib
import ctypes
import multiprocessing
import os
import sys
from collections.abc import Sequence
from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64, c_void_p
from io import BytesIO
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.identify_sheets import identify_sheet
from bdhvs_xl.intake.used_range import MAX_COLUMNS, MAX_ROWS, TOO_FAR
from bdhvs_xl.master.book.grid import parse_marker

_EXTENDED_LIMITS, _OF_ONE_PROCESS = 9, 0x100


def limit_memory(size: int) -> None:
    """Make allocations above `size` bytes in all fail from now on; no effect where the system has no such limit."""
    if sys.platform == "win32":
        _in_a_job(size)
        return
    import resource

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


class _Basic(Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_time", c_int64), ("per_job_time", c_int64), ("flags", c_uint32), ("least_working_set", c_size_t),
        ("most_working_set", c_size_t), ("processes", c_uint32), ("affinity", c_size_t), ("priority", c_uint32),
        ("scheduling", c_uint32),
    )  # fmt: skip


class ExtendedLimits(Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h: 144 bytes in a process of 64 bits."""

    _fields_ = (
        ("basic", _Basic), ("input_and_output", c_uint64 * 6), ("process_memory", c_size_t), ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t), ("peak_job_memory", c_size_t),
    )  # fmt: skip


def _in_a_job(size: int) -> None:
    """The limit on Windows, which has no RLIMIT_AS: a job object of this process with a limit on committed memory.

    Its handle is never closed, so the limit lasts as long as the process.
    """
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
    limits = ExtendedLimits(basic=_Basic(flags=_OF_ONE_PROCESS), process_memory=size)
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, c_void_p(kernel.GetCurrentProcess()))


Sheet = tuple[str, Sequence[Sequence[Any]]]

MAX_MEMORY_BYTES, MAX_SECONDS, MAX_START_SECONDS = 208 << 20, 1.5, 60.0
"""Bytes and seconds for one file (a form takes a twentieth of both); seconds for the process to start on a slow PC."""
CURE = "Hãy mở tệp, lưu lại dạng .xlsx rồi gửi lại."


class Sandbox:
    """Reads workbooks in a child process, started when first needed and again after it died.

    `seconds` is the time limit for one file.
    """

    def __init__(self, seconds: float = MAX_SECONDS) -> None:
        self.seconds = seconds
        self._process: SpawnProcess | None = None
        self._line: Connection | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def sheets(self, data: bytes) -> list[Sheet]:
        """Name and cells of the form's sheets; UserError when the workbook cannot be read within the limits."""
        try:
            line = self._line or self._start()
            line.send_bytes(data)
            if line.poll(self.seconds):
                answer: list[Sheet] | str = line.recv()
                if isinstance(answer, str):
                    raise UserError(answer, CURE)
                return answer
        except (EOFError, OSError):
            pass
        self._end()
        raise UserError("Tệp quá lớn hoặc bị hỏng nên không đọc được.", CURE)

    def _start(self) -> Connection:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours
        if ours.poll(MAX_START_SECONDS):
            ours.recv()
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
    limit_memory(MAX_MEMORY_BYTES)
    os.environ["RUST_BACKTRACE"] = "0"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # last words of a process that dies are for nobody
    with contextlib.suppress(EOFError, KeyboardInterrupt):
        line.send("ready")
        while True:
            line.send(_read(line.recv_bytes()))


def _read(data: bytes) -> list[Sheet] | str:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum

    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as workbook:
            names = [s.name for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            opened = [(name, workbook.get_sheet_by_name(name)) for name in names]
            if any(sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS for _, sheet in opened):
                return TOO_FAR
            sheets: list[Sheet] = [(name, sheet.to_python(skip_empty_area=False)) for name, sheet in opened]
    except PasswordError:
        return "Tệp có mật khẩu nên không đọc được."
    except BaseException:  # calamine's panics are no Exception
        return "Tệp bị hỏng, không mở được."
    return [(name, cells) for name, cells in sheets if cells and _is_ours(name, cells)]


def _is_ours(name: str, cells: Sequence[Sequence[Any]]) -> bool:
    return bool(parse_marker(cells[0][0])[0] or identify_sheet(name, cells))
