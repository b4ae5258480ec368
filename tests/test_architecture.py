"""The house keeps its shape: data flows one way, a button is found by its name, only one module knows Excel."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bdhvs_xl import buttons, paths

PACKAGE = paths.PACKAGE
TESTS = Path(__file__).parent
FLOOR = ("errors", "paths", "results", "open_externally", "button_names", "__init__")
"""Modules of no layer: every layer may use them."""
LAYERS = (
    ("vi",), ("expressions",), ("regime",), ("ooxml",), ("master",), ("ui",), ("form",), ("intake",), ("checks",),
    ("corrections",), ("rollup",), ("submit_up",), ("documents",), ("workflow",), ("excel",), ("addin", "buttons"),
    ("session", "demo", "build_assets", "cli_progress"), ("ribbon",), ("window",), ("cli",),
)  # fmt: skip
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py") if "shipped" not in path.parts)


def layer(module: str) -> int:
    return next(n for n, names in enumerate(LAYERS) if module in names)


def room(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file, lazily or not, as a dotted name."""
    for node in ast.walk(ast.parse((PACKAGE / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_from_its_own_layer_or_earlier_ones(path):
    if room(path) in FLOOR:
        return
    rooms = {name.split(".")[1] for name in imports(path) if name.startswith("bdhvs_xl.")} - {*FLOOR, "__version__"}
    later = {r for r in rooms if layer(r) > layer(room(path))}
    assert not later


OOXML_MODULES = [path for path in MODULES if room(path) == "ooxml"]


@pytest.mark.parametrize("path", OOXML_MODULES, ids=str)
def test_ooxml_imports_nothing_else_of_the_project_and_speaks_no_vietnamese(path):
    ours = {name for name in imports(path) if name.startswith("bdhvs_xl") and not name.startswith("bdhvs_xl.ooxml.")}
    letters = {c for c in (PACKAGE / path).read_text("utf-8") if ord(c) > 127 and c.isalpha()}
    assert (ours, letters) == (set(), set())


def test_every_module_has_its_layer():
    assert not {room(path) for path in MODULES} - {*FLOOR, *(name for names in LAYERS for name in names)}


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_excel_is_known_to_one_folder(path):
    assert path.parent == Path("excel") or "xlwings" not in {name.split(".")[0] for name in imports(path)}


def test_building_and_reading_share_only_the_layout():
    read = set(imports(Path("intake/read_form.py")))
    assert not {name for name in read if name.startswith("bdhvs_xl.master.build")}


def test_a_button_is_one_module_and_one_test_of_its_name():
    modules = {path.stem for path in (PACKAGE / "buttons").glob("*.py")} - {"__init__"}
    tests = {path.stem.removeprefix("test_") for path in (TESTS / "buttons").glob("test_*.py")}
    assert (modules, set(buttons.IDS) - tests) == (set(buttons.IDS), set())


BUTTON_LINES = 60
"""A button is its arguments, one call and one message; what is longer is a service of `workflow` or belongs deeper."""
BUTTON_MODULES = [path for path in MODULES if room(path) == "buttons" and path.stem != "__init__"]


@pytest.mark.parametrize("path", BUTTON_MODULES, ids=str)
def test_a_button_is_short_and_imports_no_other_button(path):
    lines = (PACKAGE / path).read_text("utf-8").splitlines()
    assert len(lines) <= BUTTON_LINES
    assert [name for name in imports(path) if name.startswith("bdhvs_xl.buttons")] == []


def test_pandas_is_imported_only_where_thousands_of_units_are_added_up():
    users = {room(path) for path in MODULES if "pandas" in {name.split(".")[0] for name in imports(path)}}
    assert users <= {"rollup"}


def test_no_module_knows_an_indicator_by_its_code():
    """An indicator's code or a rule's id lives in the regime file alone; `2.10` in a docstring is an example."""
    from bdhvs_xl.regime import loader

    regime = loader.load_regime("ninh_binh_02")
    names = {f'"{name}"' for name in [*regime.indicator, *(rule.id for rule in regime.rules)]}
    for path in MODULES:
        tree = ast.parse((PACKAGE / path).read_text("utf-8"))
        texts = {
            f'"{node.value}"'
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & names, path


# --- what is imported is declared -----------------------------------------------------------------------------------

PROJECT = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text("utf-8"))
DEPENDENCIES = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
DEV = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependency-groups"]["dev"]}
OF_THE_SYSTEM = {"uno", "com"}
"""Modules of LibreOffice's Python, in programs that only that Python runs."""
BUILDERS = {Path("build_assets.py"), Path("addin/build_addin.py")}
"""Modules that make the files of `workbooks/` in a checkout: they may use the tools of development."""


def third_party(paths: list[Path]) -> dict[str, str]:
    """The distributions that the files import, each with a file that does."""
    ours = {"bdhvs_xl", "tests", *(path.stem for path in TESTS.rglob("*.py")), *(p.name for p in TESTS.iterdir())}
    tops = {name.split(".")[0]: path.name for path in paths for name in imports(path)}
    outside = {top: path for top, path in tops.items() if top not in {*sys.stdlib_module_names, *ours, *OF_THE_SYSTEM}}
    known = packages_distributions()
    return {canonicalize_name(known.get(top, [top])[0]): path for top, path in outside.items()}


def test_every_import_of_the_package_is_declared():
    used = third_party([path for path in MODULES if path not in BUILDERS])
    assert {name: path for name, path in used.items() if name not in DEPENDENCIES} == {}


def test_every_import_of_builders_and_tests_is_declared():
    used = third_party([*BUILDERS, *TESTS.rglob("*.py")])
    assert {name: path for name, path in used.items() if name not in DEPENDENCIES | DEV} == {}


def test_tests_reach_libreoffice_by_its_fixtures_alone():
    """The mark `libreoffice` follows the fixtures; what starts a process of its own would escape it."""
    starts = re.compile(r"which\(\"soffice\"\)|\[\s*\"soffice\"|getfixturevalue\(\"(soffice|calc|libreoffice)")
    found = {str(path.relative_to(TESTS)) for path in TESTS.rglob("*.py") if starts.search(path.read_text("utf-8"))}
    assert found == {
        "buttons/test_submit_up.py", "support/calc_engine/office.py", "compat/make_0_1_0.py", "office/libreoffice.py",
        "office/server.py", "pictures/__main__.py", "master/book/test_book_contract.py",
    }  # fmt: skip
