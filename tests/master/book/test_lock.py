"""The lock beside a master: one taker at a time, also of a lock that a crash left, and whatever the file holds."""

import json
import os
import platform
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book import lock
from bdhvs_xl.master.book.lock import Lock, LockHolder

NOW = datetime(2026, 5, 27, 9, 30, 12)
LEFT = {"who": "Anh Bình", "host": platform.node(), "since": "2026-05-27 08:00:00", "button": "collect"}


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WRITE_SECONDS", 0.0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Tổng hợp.khoa"


@pytest.fixture
def ended() -> int:
    """The id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def take(path: Path, who: str = "Chị An") -> Lock:
    return Lock(path.with_suffix(".xlsx"), who=who, button="validate", now=NOW)


def leave(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**LEFT, **changes}, ensure_ascii=False), "utf-8")


def who_has(path: Path) -> str:
    return json.loads(path.read_text("utf-8"))["who"]


def interposed(monkeypatch: pytest.MonkeyPatch, at: int, act) -> None:
    """Have `act` run while a taker judges the lock that it found for the time number `at`."""
    judged, asked = LockHolder.is_gone.fget, []

    def is_gone(holder: LockHolder) -> bool:
        asked.append(holder)
        verdict = judged(holder)
        if len(asked) == at:
            act()
        return verdict

    monkeypatch.setattr(LockHolder, "is_gone", property(is_gone))


def test_two_takers_of_a_lock_left_by_a_crash_never_both_win(path, ended, monkeypatch):
    """The second takes over between the first one's look at the lock and its move."""
    leave(path, pid=ended)
    won = []
    interposed(monkeypatch, 1, lambda: won.append(take(path, "Chị Cúc")))
    with pytest.raises(UserError, match="Chị Cúc"):
        won.append(take(path))
    assert (len(won), who_has(path)) == (1, "Chị Cúc")


def test_who_comes_while_a_lock_is_being_taken_over_is_refused(path, ended, monkeypatch):
    leave(path, pid=ended)

    def come() -> None:
        with pytest.raises(UserError):
            take(path, "Chị Cúc")

    interposed(monkeypatch, 2, come)
    assert take(path).after_crash
    assert who_has(path) == "Chị An"


def test_a_lock_taken_over_and_released_meanwhile_is_free(path, ended, monkeypatch):
    leave(path, pid=ended)
    interposed(monkeypatch, 1, lambda: take(path, "Chị Cúc").release())
    assert not take(path).after_crash
    assert who_has(path) == "Chị An"


def test_an_id_that_another_process_has_by_now_is_no_holder(path):
    leave(path, pid=os.getppid(), since="2001-01-01 08:00:00")
    assert take(path).after_crash


def test_a_process_at_work_since_before_the_lock_holds_it(path):
    leave(path, pid=os.getppid(), since=f"{datetime.now() + timedelta(seconds=1):%Y-%m-%d %H:%M:%S}")
    with pytest.raises(UserError, match=r"đang được Anh Bình \(máy .+\) dùng từ .*xóa tệp “Tổng hợp\.khoa”"):
        take(path)


def test_of_another_computer_nothing_is_known(path, ended):
    leave(path, pid=ended, host="MAY-KHAC")
    with pytest.raises(UserError, match=r"Anh Bình \(máy MAY-KHAC\) dùng từ 08:00 ngày 27/5/2026"):
        take(path)


@pytest.mark.parametrize("text", [b"", b"\0" * 120, b"\n"])
def test_a_lock_that_says_nothing_was_left_by_a_crash(path, text):
    path.write_bytes(text)
    assert take(path).after_crash
    assert who_has(path) == "Chị An"


ODD = [
    b"{", b"[]", b"3", b"null", b"\xff\xfe", b"[" * 100_000, b"4321\nMAY-KHAC\n",
    *(json.dumps({**LEFT, "pid": 4321, **change}).encode() for change in (
        {"pid": "abc"}, {"pid": 12345678901234567890}, {"pid": -1}, {"pid": True}, {"pid": None},
        {"since": 5}, {"host": None}, {"who": []}, {"button": {}},
    )),
]  # fmt: skip


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:60]))
def test_a_damaged_lock_is_named_with_its_cure(path, text):
    path.write_bytes(text)
    with pytest.raises(UserError, match=r"Tệp khóa “Tổng hợp\.khoa” bị hỏng.*ghi lúc.*xóa tệp “Tổng hợp\.khoa”"):
        take(path)
    assert path.read_bytes() == text


@pytest.mark.parametrize("since", ["hôm qua", "0001-01-01", "9999-12-31 23:59:59", "2026-05-27T08:00:00+07:00", ""])
def test_an_odd_time_is_shown_as_it_stands(path, since):
    leave(path, pid=4321, host="MAY-KHAC", since=since)
    with pytest.raises(UserError, match="Anh Bình"):
        take(path)


def test_more_than_we_know_of_a_holder_is_no_damage(path):
    """As a later version may write it."""
    leave(path, pid=4321, host="MAY-KHAC", started=1779850000)
    with pytest.raises(UserError, match="Anh Bình"):
        take(path)


def test_a_folder_of_the_locks_name_is_refused(path):
    path.mkdir()
    with pytest.raises(UserError, match=r"xóa tệp “Tổng hợp\.khoa”"):
        take(path)


def test_0_1_0_sees_who_took_a_lock_over(path, ended):
    """Its reader, as released: exactly these five fields, or it would name nobody."""
    leave(path, pid=ended, who="Nguyễn Thị Tên Rất Dài")
    take(path)
    assert json.loads(path.read_text("utf-8")) == {
        "who": "Chị An", "host": platform.node(), "pid": os.getpid(), "since": "2026-05-27 09:30:12",
        "button": "validate",
    }  # fmt: skip
