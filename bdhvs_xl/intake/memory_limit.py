"""How much memory this process may take, as far as the system can be told."""

import contextlib
import ctypes
import sys
from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64, c_void_p

_EXTENDED_LIMITS, _OF_ONE_PROCESS = 9, 0x100


def limit_memory(size: int) -> None:
    """From now on allocating more than `size` bytes fails; where the system has no such limit nothing changes."""
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


class Extended(Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h: 144 bytes in a process of 64 bits."""

    _fields_ = (
        ("basic", _Basic), ("input_and_output", c_uint64 * 6), ("process_memory", c_size_t), ("job_memory", c_size_t),
        ("peak_process_memory", c_size_t), ("peak_job_memory", c_size_t),
    )  # fmt: skip


def _in_a_job(size: int) -> None:
    """The same on Windows: a job of its own, alive as long as the process, with a limit on committed memory."""
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
    limits = Extended(basic=_Basic(flags=_OF_ONE_PROCESS), process_memory=size)
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
    kernel.AssignProcessToJobObject(job, c_void_p(kernel.GetCurrentProcess()))
