"""What each button imports on the demo's files: a library or a layer that creeps into a click is seen without a clock.

`modules_loaded.toml` lists, by button, the project's dependencies that were imported and how many modules of the
package. After a change that is meant: `BDHVS_REFRESH=1 uv run pytest tests/test_modules_loaded.py`.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from support.filled_forms import blank_form
from support.parent_office import OFFICE, above, office_master

from bdhvs_xl import buttons
from bdhvs_xl.demo.run_demo import MASTER, RETURNED_FOLDER

KNOWN = Path(__file__).with_name("modules_loaded.toml")
MORE_MODULES = 0.05
"""How many more modules of the package, as a share, are no creep: a module is divided, a small one is new."""
_RUN = """
import contextlib, io, sys
from bdhvs_xl import cli
with contextlib.redirect_stdout(io.StringIO()):
    code = cli.main(sys.argv[1:])
print(*sys.modules, sep="\\n")
sys.exit(code)
"""
Loaded = Mapping[str, Mapping[str, Any]]


@pytest.fixture(scope="module")
def loaded(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """By button: `libraries`, the sorted dependencies imported, and `modules`, the number of the package's own."""
    made = {name: _loaded(name, demo_folder, tmp_path_factory.mktemp(name)) for name in _measured()}
    if os.environ.get("BDHVS_REFRESH"):
        KNOWN.write_text("\n".join(_toml(name, one) for name, one in made.items()), encoding="utf-8")
    return made


def _measured() -> list[str]:
    """Every button but the one that only opens a page."""
    return [name for name in buttons.IDS if name != "guide"]


def _loaded(name: str, demo: Path, folder: Path) -> Mapping[str, Any]:
    command = [sys.executable, "-c", _RUN, name.replace("_", "-"), *map(str, _arguments(name, demo, folder))]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    names = done.stdout.split()
    tops = {module.partition(".")[0] for module in names}
    return {
        "libraries": sorted(_dependencies() & tops),
        "modules": sum(module.partition(".")[0] == "bdhvs_xl" for module in names),
    }


def _arguments(name: str, demo: Path, folder: Path) -> list[Any]:
    """The words of the command after its name; files that it changes are copies in `folder`."""
    if name == "new_master":
        return ["ninh_binh_02", folder / "Tổng hợp.xlsx"]
    if name == "submit_up":
        return [office_master(folder), blank_form(above(), OFFICE, folder / "biểu mẫu tỉnh gửi.xlsx")]
    copy = Path(shutil.copytree(demo, folder / "demo"))
    master = copy / MASTER
    if name == "collect":
        shutil.copyfile(min((copy / "Sao lưu").glob("* collect.xlsx")), master)
    further = {
        "collect": [copy / RETURNED_FOLDER],
        "open_unit": ["14212"],
        "check_report": [next((copy / "Báo cáo").glob("*.docx"))],
        "write_letter": ["don_doc"],
    }
    return [master, *further.get(name, [])]


def _dependencies() -> set[str]:
    """The import names of what pyproject.toml asks for."""
    return {re.split(r"[^\w-]", text)[0].replace("-", "_") for text in requires("bdhvs-xl") or ()}


def _toml(name: str, one: Mapping[str, Any]) -> str:
    names = ", ".join(f'"{library}"' for library in one["libraries"])
    return f"[{name}]\nlibraries = [{names}]\nmodules = {one['modules']}\n"


def _known() -> Loaded:
    return tomllib.loads(KNOWN.read_text("utf-8"))


def test_every_button_has_its_line(loaded):
    assert list(_known()) == _measured()


@pytest.mark.parametrize("name", _measured())
def test_a_button_imports_the_libraries_it_is_known_to_need(name, loaded):
    assert loaded[name]["libraries"] == _known()[name]["libraries"]


@pytest.mark.parametrize("name", _measured())
def test_a_button_does_not_import_ever_more_of_the_package(name, loaded):
    now, known = loaded[name]["modules"], _known()[name]["modules"]
    assert now <= known * (1 + MORE_MODULES), f"{name} imports {now} modules of the package, {known} before"
