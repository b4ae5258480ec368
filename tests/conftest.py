"""What several test folders share."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from office.libreoffice import LibreOffice, why_none

HOSTILE = Path(__file__).with_name("hostile")
Convert = Callable[[Path, str], Path]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is installed (CI sets BDHVS_NO_SKIP) a skipped test has failed."""
    report = yield
    if report.skipped and os.environ.get("BDHVS_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may skip: {report.longrepr}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give the marks that follow from what a test uses or where it stands, so that none can be forgotten."""
    for item in items:
        if {"libreoffice", "calc_app"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("libreoffice")
        if item.path.is_relative_to(HOSTILE):
            item.add_marker("hostile")
    # Files are handed to workers in this order: one that is slow, begun last, would leave the other workers idle.
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run of the demo; to be read, not changed."""
    from bdhvs_xl.demo import run_demo

    folder = tmp_path_factory.mktemp("demo")
    run_demo.run_demo(folder)
    return folder


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """The one LibreOffice of this process; tests that reach it, by whatever fixture, carry the mark of that name."""
    if reason := why_none():
        pytest.skip(reason)
    office = LibreOffice()
    yield office
    office.stop()


@pytest.fixture(scope="session")
def soffice(libreoffice: LibreOffice, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice, e.g. `soffice(path, "pdf")`; the new file lands in a folder of its own."""

    def convert(path: Path, kind: str) -> Path:
        ending, _, chosen = kind.partition(":")
        converted = tmp_path_factory.mktemp("converted") / f"{path.stem}.{ending}"
        libreoffice.convert(path, converted, chosen or ending)
        return converted

    return convert


@pytest.fixture(scope="session")
def times_new_roman() -> None:
    """Let a test of widths or pages run where what stands for Times New Roman shows Vietnamese letters."""
    named = [f"{family}:lang=vi" for family in ("Times New Roman", "Liberation Serif")]
    if not any(subprocess.run(["fc-list", name, "family"], capture_output=True).stdout for name in named):
        pytest.skip(
            "no Times New Roman, nor Liberation Serif 2, with Vietnamese letters "
            "(apt-get install fonts-liberation2; from Debian 13 on fonts-liberation)"
        )


@pytest.fixture(scope="session")
def pdftotext() -> Callable[..., str]:
    """The text of a .pdf, as `pdftotext` with such options gives it."""
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext is not installed (apt-get install poppler-utils)")

    def text(path: Path, *options: str) -> str:
        return subprocess.run([program, *options, path, "-"], check=True, capture_output=True).stdout.decode()

    return text


@pytest.fixture(scope="session")
def calc_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """LibreOffice Calc in Excel's place: the `xlwings.App` that xlwings takes for the active one."""
    from support.calc_engine.office import why_not

    if reason := why_not():
        pytest.skip(reason)
    from support.calc_engine.engine import start

    app = start(tmp_path_factory.mktemp("calc-profile"))
    yield app
    app.impl.office.stop()


@pytest.fixture
def calc(calc_app: Any) -> Iterator[Any]:
    """The same for one test, which finds it active and without workbooks, and leaves none open."""
    calc_app.impl.begin()
    yield calc_app
    calc_app.impl.begin()
