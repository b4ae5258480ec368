"""Hướng dẫn: the page is there and is what is opened; where it is not, people are told."""

from datetime import datetime

import pytest

from bdhvs_xl import paths
from bdhvs_xl.buttons import guide
from bdhvs_xl.errors import UserError
from bdhvs_xl.results import ButtonResult

NOW = datetime(2026, 5, 18, 9, 0)


def test_the_guide_is_what_is_opened():
    page = paths.workbooks_folder() / "huong_dan.html"
    assert guide.run(now=NOW) == ButtonResult(message=f"Trang hướng dẫn: {page}", to_open=page)
    assert "<h1>" in page.read_text("utf-8")


def test_a_guide_that_was_not_installed_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "workbooks_folder", lambda: tmp_path)
    with pytest.raises(UserError) as raised:
        guide.run(now=NOW)
    assert str(raised.value) == f"Không thấy trang hướng dẫn “{tmp_path / 'huong_dan.html'}”. Hãy cài lại BDHVS."
