"""What ships is what the sources build."""

import re
import sys
from importlib import import_module

import pytest

from bdhvs_xl import build_assets, buttons, paths
from bdhvs_xl.errors import UserError

pytestmark = pytest.mark.slow


ONE_PAGE = 3_300
"""Characters of text that print on one sheet of A4 in the guide's type."""


def test_shipped_files_are_fresh(tmp_path):
    made = build_assets.build_assets(tmp_path).files
    shipped = {path: (paths.PACKAGE.parent / path.relative_to(tmp_path)) for path in made}
    assert [path.name for path, there in shipped.items() if there.read_bytes() != path.read_bytes()] == []
    assert {path.parent.name for path in made} == {"workbooks", "templates"}


def test_the_guide_is_one_page_that_needs_nothing_else():
    page = paths.guide_page().read_text("utf-8")
    assert re.findall(r"<h\d>(.+?)</h\d>", page) == [
        "Dành cho cán bộ tổng hợp", "Cài đặt, một lần", "Làm báo cáo, sáu bước", "Khi gặp trục trặc",
    ]  # fmt: skip
    assert re.findall(r"<(?:script|link|img|a|iframe)\b|https?:|\burl\(|\$", page) == []
    text = re.sub(r"<[^>]+>", "", page.partition("<body>")[2])
    assert 2_000 < len(text) < ONE_PAGE


def test_the_guide_names_every_button_as_the_ribbon_does():
    bold = set(re.findall(r"<strong>(.+?)</strong>", paths.guide_page().read_text("utf-8")))
    labels = {import_module(f"bdhvs_xl.buttons.{name}").LABEL for name in buttons.IDS if name != "guide"}
    assert bold - labels == {"BDHVS", "Cài đặt BDHVS.cmd", "Chưa có bộ cài"}
    assert labels - bold == set()


def test_without_the_tool_that_makes_the_guide_the_cure_is_told(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "markdown_it", None)
    with pytest.raises(UserError) as raised:
        build_assets.build_guide(tmp_path)
    assert str(raised.value) == "Chưa cài markdown-it-py để làm trang hướng dẫn. Hãy chạy: uv sync --group dev"
    assert list(tmp_path.iterdir()) == []


def test_outside_a_checkout_there_is_nothing_to_make_the_guide_from(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "bdhvs_xl")
    with pytest.raises(UserError, match=r"Không có README\.md để làm trang hướng dẫn"):
        build_assets.build_guide(tmp_path)
