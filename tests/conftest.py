"""What several test folders share."""

import os
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

Convert = Callable[[Path, str], Path]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is installed (CI sets BDHVS_NO_SKIP) a skipped test has failed."""
    report = yield
    if report.skipped and os.environ.get("BDHVS_NO_SKIP"):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may skip: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run of the demo; to be read, not changed."""
    from bdhvs_xl.demo import story

    folder = tmp_path_factory.mktemp("demo")
    story.run(folder)
    return folder


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert a file with LibreOffice, e.g. `soffice(path, "pdf")`; the new file lands in a folder of its own."""
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("soffice-profile")

    def convert(path: Path, kind: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        subprocess.run(
            [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind,
             "--outdir", str(folder), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return folder / f"{path.stem}.{kind.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def calc_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """LibreOffice Calc in Excel's place: the `xlwings.App` that xlwings takes for the active one."""
    from calc_engine.office import why_not

    if reason := why_not():
        pytest.skip(reason)
    from calc_engine.engine import start

    app = start(tmp_path_factory.mktemp("calc-profile"))
    yield app
    app.impl.office.stop()


@pytest.fixture
def calc(calc_app: Any) -> Iterator[Any]:
    """The same for one test, which finds it active and without workbooks, and leaves none open."""
    calc_app.impl.begin()
    yield calc_app
    calc_app.impl.begin()
