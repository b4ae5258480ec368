"""Files opened in the user's own program; here a small program of the test is that."""

import time
from pathlib import Path

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.open_externally import open_with_default_app


def test_the_file_is_handed_to_the_users_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opener, seen = tmp_path / "xdg-open", tmp_path / "seen"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{seen}.tmp"\nmv "{seen}.tmp" "{seen}"\n')
    opener.chmod(0o755)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    report = tmp_path / "Báo cáo 'A'=B & %TEMP% ố.docx"
    open_with_default_app(report)
    deadline = time.monotonic() + 60
    while not seen.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert seen.read_text(encoding="utf-8") == str(report)


def test_where_nothing_opens_it_the_user_is_told_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"Máy không mở được “Báo cáo.docx”\. Hãy mở bằng tay từ thư mục"):
        open_with_default_app(tmp_path / "Báo cáo.docx")
