"""Copies before each button, and the way back."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bdhvs_xl.master.book.backup import (
    MAX_BACKUPS,
    back_up,
    back_up_saved_file,
    list_backups,
    restore_backup,
    undo_steps,
)

NOW = datetime(2026, 5, 27, 9, 30, 12, 345_678)


@pytest.fixture
def master(tmp_path: Path) -> Path:
    path = tmp_path / "Tổng hợp 2026.xlsx"
    path.write_bytes(b"0")
    return path


def press(master: Path, button: str, minutes: int) -> None:
    """A button that backs up and appends its name."""
    back_up(master, button, NOW + timedelta(minutes=minutes))
    master.write_bytes(master.read_bytes() + button.encode())


def undo(master: Path, minutes: int) -> bool:
    steps = undo_steps(master)
    if steps:
        restore_backup(master, steps[0], NOW + timedelta(minutes=minutes))
    return bool(steps)


def test_a_copy_is_named_by_time_and_button(master: Path) -> None:
    assert back_up(master, "roll_up", NOW).relative_to(master.parent).as_posix() == (
        "Sao lưu/Tổng hợp 2026 2026-05-27 09.30.12 roll_up.xlsx"
    )
    [backup] = list_backups(master)
    assert (backup.button, backup.when, backup.size, backup.path.read_bytes()) == (
        "roll_up", NOW.replace(microsecond=0), 1, b"0",
    )  # fmt: skip


def test_copies_of_one_second_keep_their_order(master: Path) -> None:
    for content in b"a", b"b", b"c":
        master.write_bytes(content)
        back_up(master, "collect", NOW)
    assert [b.path.read_bytes() for b in list_backups(master)] == [b"c", b"b", b"a"]


def test_the_newest_twenty_stay_and_other_files_too(master: Path) -> None:
    (master.parent / "Sao lưu").mkdir()
    others = [
        master.parent / "Sao lưu" / name for name in ("Tổng hợp 2026.xlsx", "Khác 2020-01-01 00.00.00 collect.xlsx")
    ]
    for other in others:
        other.write_bytes(b"x")
    for minute in range(MAX_BACKUPS + 5):
        back_up(master, "collect", NOW + timedelta(minutes=minute))
    assert [b.when.minute for b in list_backups(master)] == [(30 + m) % 60 for m in range(MAX_BACKUPS + 4, 4, -1)]
    assert all(other.exists() for other in others)


def test_undo_takes_none_of_the_steps_away(master: Path) -> None:
    for minute in range(MAX_BACKUPS):
        press(master, "collect", minute)
    kept = undo_steps(master)
    for minute in range(MAX_BACKUPS):
        assert undo_steps(master) == kept[minute:]
        assert undo(master, 60 + minute)
    assert undo_steps(master) == []
    press(master, "validate", 120)
    assert [b.button for b in list_backups(master)] == [
        "validate",
        *["undo"] * MAX_BACKUPS,
        *["collect"] * (MAX_BACKUPS - 1),
    ]


def test_undo_goes_further_back_each_time_and_never_to_and_fro(master: Path) -> None:
    for minute, button in enumerate(["collect", "validate", "roll_up"]):
        press(master, button, minute)
    seen = []
    while undo(master, 10 + len(seen)):
        seen.append(master.read_bytes())
    assert seen == [b"0collectvalidate", b"0collect", b"0"]


def test_a_button_after_undo_begins_a_new_way_back(master: Path) -> None:
    press(master, "collect", 0)
    press(master, "validate", 1)
    assert undo(master, 2)
    press(master, "roll_up", 3)
    seen = [master.read_bytes()]
    while undo(master, 3 + len(seen)):
        seen.append(master.read_bytes())
    assert seen == [b"0collectroll_up", b"0collect", b"0"]


def test_what_is_given_up_is_kept(master: Path) -> None:
    press(master, "collect", 0)
    [backup] = undo_steps(master)
    assert restore_backup(master, backup, NOW + timedelta(minutes=1)).read_bytes() == b"0collect"


def test_no_copies_no_way_back(master: Path) -> None:
    assert undo_steps(master) == []
    assert list_backups(master) == []


def test_what_is_saved_over_is_kept_aside_twenty_times_and_is_no_step(master: Path) -> None:
    press(master, "collect", 0)
    kept = [back_up_saved_file(master, NOW + timedelta(minutes=minute)) for minute in range(22)]
    assert [copy.exists() for copy in kept] == [False] * 2 + [True] * 20
    assert kept[-1].read_bytes() == master.read_bytes()
    assert [backup.button for backup in undo_steps(master)] == ["collect"]


def test_what_a_killed_run_left_is_cleared_away(master: Path) -> None:
    press(master, "collect", 0)
    left, other = (master.parent / "Sao lưu" / f"~{stem} 2026-05-22 collect.xlsx.tmp" for stem in (master.stem, "B"))
    left.touch()
    other.touch()
    press(master, "validate", 1)
    assert (left.exists(), other.exists()) == (False, True)
