"""Commands run in a process of their own: measured, as a user without special rights, or killed while at work."""

import contextlib
import ctypes
import io
import json
import multiprocessing
import os
import resource
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from tempfile import TemporaryFile
from typing import Any
from unittest.mock import patch

from bdhvs_xl.cli import main

_NAMES = ("cli", "buttons.collect", "buttons.roll_up", "rollup.totals", "master.book.file_book")
_LOADED = [f"bdhvs_xl.{name}" for name in _NAMES]
"""Loaded once, in the process from which all others are forked."""
_VERSION, _NEVER_AGAIN, _READ_AND_WRITE_ALL = 0x20080522, 24, 0b110
"""Linux: of `capset`; of `prctl`, PR_CAPBSET_DROP; the bits of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
_ROOM = 2 << 30
"""Bytes of memory after which a command fails, so that what goes wrong in a test stays there."""
PATIENCE = 120.0
"""Seconds after which a command is taken for one that never ends."""


@dataclass(frozen=True)
class Ran:
    """What a command did: exit code, what it said, seconds of work, MiB at the peak of its process and its helper."""

    code: int
    said: str
    errors: str
    seconds: float
    mib: float

    @property
    def outcome(self) -> dict[str, Any]:
        """The object that `--json` prints."""
        return json.loads(self.said)


def started(words: Sequence[str]) -> tuple[ForkServerProcess, Connection]:
    """A process at work on a command, and the line on which it will tell what came of it."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(_LOADED)
    ours, theirs = server.Pipe(duplex=False)
    process = server.Process(target=_work, args=(theirs, list(words)))
    with _no_main_module():
        process.start()
    theirs.close()
    return process, ours


def run(*words: str) -> Ran:
    """What a command did; TimeoutError when it does not end, EOFError when its process dies."""
    process, line = started(words)
    try:
        if not line.poll(PATIENCE):
            raise TimeoutError(" ".join(words))
        return line.recv()
    finally:
        process.kill()
        process.join()


def _cpu() -> float:
    """Seconds of work so far, helpers included: what a quiet machine would take, however busy this one is."""
    return sum(os.times()[:4])


def _no_main_module() -> AbstractContextManager[object]:
    """Keep processes to be started from loading the program of the tests first."""
    return patch.dict(vars(sys.modules["__main__"]), {"__file__": None})


def _work(line: Connection, words: list[str]) -> None:
    _give_up_rights()
    resource.setrlimit(resource.RLIMIT_AS, (_ROOM, _ROOM))
    said = io.StringIO()
    with TemporaryFile() as errors:
        os.dup2(errors.fileno(), 2)
        begun = _cpu()
        with contextlib.redirect_stdout(said), _no_main_module():
            code = main(words)
        seconds = _cpu() - begun
        sys.stderr.flush()
        errors.seek(0)
        complaint = errors.read().decode()
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    line.send(Ran(code, said.getvalue(), complaint, seconds, peak / 1024))


def _give_up_rights() -> None:
    """Give up the right of an administrator, in the containers of CI for one, to open what is closed to everybody."""
    if os.geteuid() == 0:
        system, header, rights = ctypes.CDLL(None), (ctypes.c_uint32 * 2)(_VERSION, 0), (ctypes.c_uint32 * 6)()
        system.capget(header, rights)
        rights[0] &= ~_READ_AND_WRITE_ALL
        rights[1] &= ~_READ_AND_WRITE_ALL
        for right in (1, 2):
            system.prctl(_NEVER_AGAIN, right, 0, 0, 0)
        system.capset(header, rights)
