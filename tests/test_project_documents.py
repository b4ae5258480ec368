"""What the documents name exists: links, anchors, files, modules, commands, tests, marks, settings of tests."""

import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from bdhvs_xl import cli

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "tests/README.md",
    *(f"docs/{path.name}" for path in ROOT.glob("docs/*.md")),
]
PATH = re.compile(r"\.?[a-z_]+/[\w./-]*|[\w-]+\.(?:toml|md)")
"""What in code is taken for a path of the repository, or of the package where a drawing leaves its name out."""

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"\bbdhvs ([a-z]+(?:-[a-z]+)*)")
MODULE = re.compile(r"(?:-m )?\b((?:bdhvs_xl|tests)(?:\.\w+)+)")
PYTEST = re.compile(r"\bpytest((?: +[^ #`]+)*)")
MARKS = re.compile(r'-m "([^"]+)"')
SETTING = re.compile(r"\bBDHVS_[A-Z]+\b")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def text_of(document: str) -> str:
    return (ROOT / document).read_text("utf-8")


def blocks(text: str) -> Iterator[str]:
    """The lines of code blocks, fenced or indented, and what stands in backticks."""
    yield from re.findall(r"^    (.+)$", text, re.MULTILINE)
    yield from (line for block in re.findall(r"```\w*\n(.*?)```", text, re.S) for line in block.splitlines())
    yield from CODE.findall(re.sub(r"```.*?```", "", text, flags=re.S))


def slug(heading: str) -> str:
    """The anchor that a heading gets: small letters, spaces to hyphens, without punctuation."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def broken_links(text: str, document: str) -> list[str]:
    """The relative links whose file, or whose heading in it, is not there."""
    folder = (ROOT / document).parent
    lost = []
    for target in LINK.findall(text):
        path, _, anchor = target.partition("#")
        file = folder / path if path else ROOT / document
        if target.startswith("http"):
            continue
        headings = text if not path else file.read_text("utf-8") if anchor and file.is_file() else ""
        if not file.exists() or (anchor and anchor not in map(slug, HEADING.findall(headings))):
            lost.append(target)
    return lost


def lost_paths(text: str, document: str) -> list[str]:
    """What stands as code, looks like a path of the repository or of the package, and is none."""
    words = [word.rstrip(",;:") for block in blocks(text) for word in block.split()]
    return [word for word in words if PATH.fullmatch(word) and not is_path(word)]


def is_path(path: str) -> bool:
    return any((folder / path).exists() for folder in (ROOT, ROOT / "bdhvs_xl"))


def lost_modules(text: str, document: str) -> list[str]:
    """Dotted names of modules of the package or the tests that cannot be imported."""
    return [name for block in blocks(text) for name in MODULE.findall(block) if not is_module(name)]


def is_module(name: str) -> bool:
    """Whether a name is that of a module, or of something in one."""
    try:
        return find_spec(name) is not None
    except ImportError:  # what LibreOffice's uno, once imported, raises in place of ModuleNotFoundError
        return False


def lost_commands(text: str, document: str) -> list[str]:
    """The commands of `bdhvs` that do not exist."""
    return [name for block in blocks(text) for name in COMMAND.findall(block) if name not in cli.commands()]


def lost_tests(text: str, document: str) -> list[str]:
    """The files and folders that a `pytest` in the text is to run, and that are not there."""
    words = [word for block in blocks(text) for line in PYTEST.findall(block) for word in line.split()]
    return [word for word in words if word.startswith("tests/") and not is_path(word.partition("::")[0])]


def lost_marks(text: str, document: str) -> list[str]:
    """The marks that a `pytest -m` in the text asks for, and that are not declared."""
    options = tomllib.loads(text_of("pyproject.toml"))["tool"]["pytest"]["ini_options"]
    declared = {mark.partition(":")[0] for mark in options.get("markers", ())}
    asked = {word for block in blocks(text) for marks in MARKS.findall(block) for word in marks.split()}
    return sorted(asked - declared - {"not", "and", "or"})


def lost_settings(text: str, document: str) -> list[str]:
    """The settings in the environment that no code reads."""
    here = Path(__file__)
    code = [p for p in (*ROOT.glob("tests/**/*.py"), *ROOT.glob("bdhvs_xl/**/*.py"), ROOT / ".ci/run") if p != here]
    read = {name for path in code for name in SETTING.findall(path.read_text("utf-8"))}
    return sorted({*SETTING.findall(text)} - read)


LOST: dict[str, Callable[[str, str], list[str]]] = {
    "links": broken_links, "paths": lost_paths, "modules": lost_modules, "commands": lost_commands,
    "tests": lost_tests, "marks": lost_marks, "settings": lost_settings,
}  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("what", LOST)
def test_what_a_document_names_is_there(what, document):
    assert LOST[what](text_of(document), document) == []


@pytest.mark.parametrize(
    ("what", "text", "lost"),
    [
        ("links", "[a](docs/architecture.md) [b](no.md) [c](https://example.org)", ["no.md"]),
        ("links", "## One two\n[a](#one-two) [b](#three) [c](README.md#start)", ["#three"]),
        ("links", "[a](README.md#dành-cho-cán-bộ-tổng-hợp) [b](README.md#gone)", ["README.md#gone"]),
        ("paths", "`bdhvs_xl/vi.py` `bdhvs_xl/gone.py` `tests/buttons/test_<id>.py`", ["bdhvs_xl/gone.py"]),
        ("paths", "`buttons/collect.py` `intake/gone.py` `09/9/2025` `gone.toml`", ["intake/gone.py", "gone.toml"]),
        ("paths", "    macros/ribbon.xml ─▶ macros/Gone.bas, buttons/collect.py", ["macros/Gone.bas"]),
        ("modules", "`uv run python -m tests.bench` `bdhvs_xl.vi` `bdhvs_xl.gone.x`", ["bdhvs_xl.gone.x"]),
        ("commands", "`uv run bdhvs roll-up` `bdhvs fly`", ["fly"]),
        ("tests", "```\nuv run pytest tests/checks tests/gone # x\n```", ["tests/gone"]),
        ("marks", '`uv run pytest -m "not gone"`', ["gone"]),
        ("settings", "`BDHVS_SEEDS=1` `BDHVS_GONE=1`", ["BDHVS_GONE"]),
    ],
)
def test_what_is_not_there_is_found(what, text, lost):
    assert LOST[what](text, "README.md") == lost
