"""A reader that may die without harm."""

import ctypes
import os
import signal
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import openpyxl
import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import sandbox
from bdhvs_xl.intake.sandbox import MAX_MEMORY_BYTES, Sandbox

PATIENCE = 60.0
"""Seconds: where time is not the question, a machine with much else to do may take them."""


@pytest.fixture(scope="module")
def ods(tmp_path_factory, soffice) -> Path:
    path = tmp_path_factory.mktemp("confined") / "a.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "bdhvs:identity"
    book.create_sheet("Khác")["A1"] = "gì đó"
    book.save(path)
    return soffice(path, "ods")


def test_only_sheets_with_our_marker_come_back(ods):
    with Sandbox(PATIENCE) as confined:
        assert [(name, cells[0][0]) for name, cells in confined.sheets(ods.read_bytes())] == [
            ("Sheet", "bdhvs:identity")
        ]


def test_damaged_files_are_refused_and_the_reader_lives_on(ods):
    with Sandbox(PATIENCE) as confined:
        with pytest.raises(UserError, match="hỏng"):
            confined.sheets(ods.read_bytes()[:300])
        assert confined.sheets(ods.read_bytes())


def test_a_stray_cell_far_out_is_refused(soffice, tmp_path):
    far = soffice(with_stray_cell(tmp_path / "xa.xlsx"), "ods")
    with Sandbox(PATIENCE) as confined, pytest.raises(UserError, match=r"hỏng|quá xa"):
        confined.sheets(far.read_bytes())


def test_a_file_that_kills_the_reader_is_refused_and_the_next_one_is_read(ods, tmp_path):
    """An .xlsx never comes this way; handed over unguarded it does what a hostile .xls may do."""
    deadly = with_stray_cell(tmp_path / "xa.xlsx").read_bytes()
    with Sandbox(PATIENCE) as confined:
        with pytest.raises(UserError, match="quá lớn hoặc bị hỏng"):
            confined.sheets(deadly)
        assert confined.sheets(ods.read_bytes())


def with_stray_cell(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "bdhvs:identity", "x"
    book.save(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process and let it go on")
def test_one_that_takes_too_long_is_ended_and_the_next_one_is_read(ods):
    """The reader is stopped, so that it cannot be quicker than its time, however little that is."""
    others = {process.pid for process in active_children()}
    with Sandbox(PATIENCE) as confined:
        assert confined.sheets(ods.read_bytes())
        (reader,) = (process for process in active_children() if process.pid not in others)
        os.kill(reader.pid, signal.SIGSTOP)
        confined.seconds = 0.1
        with pytest.raises(UserError, match="quá lớn hoặc bị hỏng"):
            confined.sheets(ods.read_bytes())
        assert {process.pid for process in active_children()} == others
        confined.seconds = PATIENCE
        assert confined.sheets(ods.read_bytes())


def test_a_panic_of_the_reader_is_an_answer_at_once(tmp_path):
    """calamine panics, which is no Exception, where a sheet begins behind the end of the file."""
    with Sandbox(PATIENCE) as confined:
        for _ in range(2):
            with pytest.raises(UserError, match="Tệp bị hỏng, không mở được"):
                confined.sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))


def test_the_structure_that_limits_memory_on_windows_is_laid_out_as_windows_has_it():
    if ctypes.sizeof(ctypes.c_void_p) == 8:
        assert ctypes.sizeof(sandbox.ExtendedLimits) == 144
    assert sandbox.ExtendedLimits.process_memory.offset == ctypes.sizeof(sandbox.ExtendedLimits) - 4 * ctypes.sizeof(
        ctypes.c_size_t
    )


def test_reading_takes_no_more_memory_than_allowed():
    """What asks for more fails at once, here in a process that the reader's own limit holds."""
    size = MAX_MEMORY_BYTES
    asked = f"from bdhvs_xl.intake.sandbox import limit_memory; limit_memory({size}); bytearray({size})"
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert ran.stderr.splitlines()[-1] == "MemoryError"
