"""Reaching the Excel that is running, and keeping xlwings from doing more than it should."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlwings
from support import recording_engine
from support.small_master import build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.excel import application
from bdhvs_xl.excel.application import attach, open_books


@pytest.fixture
def app(tmp_path: Path) -> xlwings.App:
    return recording_engine.start(build_master(tmp_path / "Tổng hợp.xlsx"))[1]


@pytest.fixture
def other(app: xlwings.App, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> xlwings.App:
    """A second Excel, behind the first."""
    other = xlwings.App(impl=recording_engine.Excel().app)
    other.impl.hwnd, other.impl.pid = 4712, 43
    other.impl.excel.books = [recording_engine.Book(other.impl.excel, build_master(tmp_path / "Khác.xlsx"))]
    monkeypatch.setattr(application, "_running", lambda: [app, other])
    return other


def test_excel_is_found_by_its_window_then_by_the_workbook_then_the_active_one(
    app: xlwings.App, other: xlwings.App
) -> None:
    assert attach("Tổng hợp.xlsx", "4712") is other
    assert attach("Khác.xlsx", "99") is other
    assert attach("Khác.xlsx", "") is other
    assert attach("Không có.xlsx", "0") is app
    assert attach("", "") is app


def test_a_window_of_the_same_process_is_the_same_excel(
    app: xlwings.App, other: xlwings.App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "_process", {5000: 43}.get)
    assert attach("Tổng hợp.xlsx", "5000") is other


def test_the_workbooks_of_an_excel_are_listed(app: xlwings.App) -> None:
    assert [book.name for book in open_books(app)] == ["Tổng hợp.xlsx"]


def test_no_excel_is_told_with_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(application, "_running", list)
    with pytest.raises(UserError, match=r"Không thấy Excel nào.*Mở file tổng hợp"):
        attach("Tổng hợp.xlsx", "4711")


def test_excel_from_the_store_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class NotRegisteredError(Exception):
        hresult = -2147221164

    def refuse() -> None:
        raise NotRegisteredError

    monkeypatch.setattr(application, "_running", refuse)
    with pytest.raises(UserError, match="Microsoft Store"):
        attach("Tổng hợp.xlsx", "4711")


def test_xlwings_ends_no_excel_and_does_not_wait_by_itself() -> None:
    script = (
        "import atexit; from types import SimpleNamespace;"
        "from bdhvs_xl.excel.application import limit_xlwings;"
        "windows = SimpleNamespace(cleanup=atexit.register(lambda: print('ended')), N_COM_ATTEMPTS=0);"
        "limit_xlwings(windows); print(windows.N_COM_ATTEMPTS)"
    )
    assert run(script) == "1\n"


def test_heavy_modules_are_not_imported_and_can_be_later() -> None:
    script = (
        "import sys, bdhvs_xl.excel.excel_book;"
        "print(*sorted({'pandas', 'numpy', 'matplotlib', 'PIL'} & set(sys.modules)));"
        "import pandas; print(pandas.Series([1]).sum())"
    )
    assert run(script) == "\n1\n"


def run(script: str) -> str:
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
