"""A kind of indicator is one record; no code knows a kind by a text, and a seventh kind cannot be half added."""

import ast
import json
import re
import shutil
import subprocess
import sys
from base64 import b64decode
from importlib import import_module
from pathlib import Path
from string import Formatter
from zlib import decompress

import pytest
from support.kind_literals import CODES, in_source, kind_literals

from bdhvs_xl import paths
from bdhvs_xl.regime import embedding, loader
from bdhvs_xl.regime.kinds import KINDS, Kind
from bdhvs_xl.regime.model import CUMULATIVE_OF

PACKAGE = paths.PACKAGE
TESTS = Path(__file__).parent.parent
RECORDS = Path("regime/kinds.py")
HOMONYMS = {
    ("cli.py", "text"),  # what an argument of a command is
    ("expressions/language.py", "text"),  # a token of a rule
    ("excel/message_boxes.py", "yes_no"),  # the buttons of a message box
    ("master/book/cell_values.py", "text"),  # how a column of a table is read
}
"""Texts that look like the code of a kind and mean something else, by file."""


def mappings(package: Path) -> list[tuple[str, str]]:
    """Module and name of everything at the top of a module that is declared as a mapping from kinds."""
    return [
        (".".join(["bdhvs_xl", *path.relative_to(package).with_suffix("").parts]).removesuffix(".__init__"), name)
        for path in sorted(package.rglob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation).startswith("Mapping[Kind,")
        for name in [ast.unparse(node.target)]
    ]


# --- the records ------------------------------------------------------------------------------------------------------


def test_codes_are_written_as_before():
    assert json.dumps([*Kind]) == '["yes_no", "count", "count_people", "ratio", "names", "text"]'
    assert [f"{kind}" for kind in Kind] == ["yes_no", "count", "count_people", "ratio", "names", "text"]
    assert set(CODES) == {*Kind}


def test_a_form_carries_codes():
    regime = loader.load_regime("ninh_binh_02")
    lines = decompress(b64decode("".join(embedding.regime_to_texts(regime)))).decode()
    assert re.findall(r"^kind = (.*)$", lines.partition("[[appendices]]")[0], re.MULTILINE) == [
        f'"{indicator.kind.code}"' for indicator in regime.indicators
    ]
    assert embedding.regime_from_texts(embedding.regime_to_texts(regime)).indicators == regime.indicators


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_the_facts_of_a_kind_agree(kind):
    assert kind.is_ratio == (set(kind.columns) == {"numerator", "denominator"})
    assert kind.counts_people == ("people" in kind.columns)
    assert kind.is_share == ("percent" in kind.sentence_fields)
    assert kind.is_counted <= kind.is_numeric
    assert (kind.lists_names or kind.counts_people) <= kind.is_counted
    assert kind.can_repeat == bool(kind.plain_sentence_when_repeating)
    assert {CUMULATIVE_OF[column] for column in kind.columns_when_repeating if column in CUMULATIVE_OF} <= {
        *kind.columns_when_repeating
    }


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.sentence_fields], ids=lambda kind: kind.code)
def test_a_plain_sentence_asks_only_for_what_there_is(kind):
    known = set(kind.sentence_fields)
    assert fields(kind.plain_sentence) <= known
    assert fields(kind.plain_sentence_when_repeating) <= known | {"since", *CUMULATIVE_OF}


def fields(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}


# --- who asks for a kind ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("module", "name"), mappings(PACKAGE), ids=".".join)
def test_a_mapping_from_kinds_has_every_kind(module, name):
    assert set(getattr(import_module(module), name)) == set(Kind)


def test_no_code_knows_a_kind_by_a_text():
    known = [found for found in kind_literals(PACKAGE) if found.path != RECORDS]
    assert {(found.path.as_posix(), found.code) for found in known} == HOMONYMS


def test_no_test_compares_a_record_with_a_code():
    """The record of a kind equals no text, so such a comparison is always false; `kind.code == "ratio"` is meant.

    The package is held to this by mypy. What makes the files of 0.1.0 runs with 0.1.0, where a kind was its code.
    """
    compared = re.compile(r'\.kind (?:==|!=|in|not in) [({]?"(?:yes_no|count|count_people|ratio|names)"')
    sources = {path: path.read_text("utf-8") for path in {*TESTS.rglob("*.py")} - {Path(__file__)}}
    assert [str(path) for path, text in sources.items() if compared.search(text) and "compat" not in path.parts] == []


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        ('if indicator.kind == "ratio": pass', ["ratio"]),
        ('if upper.kind.code in ("names", "other"): pass', ["names"]),
        ('match indicator.kind:\n    case "count" | "text": pass', ["count", "text"]),
        ('X = ("count", "names")', ["count", "names"]),
        ('X = {"count": 1, "text": 2}', ["count", "text"]),
        ('Indicator(kind="text")', ["text"]),
        ('KIND_NAMES["names"]', ["names"]),
        ('understand(raw, "yes_no", "value")', ["yes_no"]),
        ('row["text"] or grid.columns["text"]', []),
        ('indicator.needs == "names" or indicator.over_units == "ratio"', []),
    ],
)
def test_a_kind_known_by_a_text_is_found(source, codes):
    assert [code for _, code in in_source(source)] == codes


# --- a seventh kind ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """A copy of the package with a seventh kind that has its record and nothing else."""
    root = tmp_path_factory.mktemp("planted")
    copy = root / "bdhvs_xl"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "shipped"))
    source = (copy / RECORDS).read_text("utf-8")
    record = re.search(r"^_COUNT = .*?^\)\n", source, re.MULTILINE | re.DOTALL)
    assert record
    another = (
        record[0].replace("_COUNT =", "_AMOUNT =").replace("Kind.COUNT", "Kind.AMOUNT").replace("Số lượng", "Tiền")
    )
    source = source.replace(record[0], record[0] + another)
    source = source.replace('    TEXT = "text"\n', '    TEXT = "text"\n    AMOUNT = "amount"\n')
    source = source.replace("for kind in (_", "for kind in (_AMOUNT, _")
    (copy / RECORDS).write_text(source, "utf-8")
    shutil.copy(PACKAGE.parent / "pyproject.toml", root)
    return root


@pytest.mark.slow
def test_mypy_names_where_code_must_branch_on_a_seventh_kind(planted):
    """Where a kind is added, these three decide what it prints, how a form reads it, and what is typed."""
    mypy = subprocess.run([sys.executable, "-m", "mypy"], cwd=planted, capture_output=True, text=True, encoding="utf-8")
    errors = [line for line in mypy.stdout.splitlines() if ": error: " in line]
    assert all("assert_never" in line and "Kind.AMOUNT" in line for line in errors), mypy.stdout + mypy.stderr
    assert [Path(line.partition(":")[0]).as_posix() for line in sorted(errors)] == [
        "bdhvs_xl/form/build/calculation_sheet.py",
        "bdhvs_xl/master/build/indicator_grid.py",
        "bdhvs_xl/rollup/appendix_rows.py",
    ]


@pytest.mark.slow
def test_a_seventh_kind_is_missing_from_these_mappings(planted):
    """How its cells are read, and what of it fits into the form of the office above."""
    lacking = (
        "import sys; from importlib import import_module; from bdhvs_xl.regime.kinds import Kind\n"
        "for name in sys.argv[1:]:\n"
        "    module, _, name = name.rpartition('.')\n"
        "    if lost := set(Kind) - set(getattr(import_module(module), name)): print(f'{module}.{name}', *lost)\n"
    )
    names = [".".join(mapping) for mapping in mappings(planted / "bdhvs_xl")]
    found = subprocess.run(
        [sys.executable, "-c", lacking, *names], cwd=planted, capture_output=True, text=True, check=True
    )
    assert found.stdout.splitlines() == [
        "bdhvs_xl.intake.parse._OF_KIND amount",
        "bdhvs_xl.submit_up.counterparts.COLUMNS_ABOVE amount",
    ]
