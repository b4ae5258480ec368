"""Docstrings and comments of the package are in plain technical English: words that no engineer searches for go.

`tests/plain_english.toml` counts what is left in each file. A count may only fall: after a file has lost some,
`BDHVS_REFRESH=1 uv run pytest tests/test_plain_english.py` writes the counts again.
"""

import ast
import io
import os
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bdhvs_xl import paths

COUNTS = Path(__file__).with_name("plain_english.toml")
BANNED = re.compile(
    r"\b(?:anew|errands?|doers?|desks?|of which|of whom|what is (?:told|said|shown|held)|but for|those that|it stands"
    r"|for want of|the like|lettering|healing|confined)\b",
    re.IGNORECASE,
)
"""The words of CONTRIBUTING, “Words not to use in code”, that have no other use."""


def prose(source: str) -> Iterator[str]:
    """The comments and docstrings of a module, those of constants and fields included, each on one line."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield " ".join(node.value.value.split())


def banned_words(source: str) -> list[str]:
    return [word.lower() for text in prose(source) for word in BANNED.findall(text)]


def counts() -> dict[str, int]:
    """How many banned words each file has; a file without any is left out."""
    found = {
        path.relative_to(paths.PACKAGE).as_posix(): len(banned_words(path.read_text("utf-8")))
        for path in sorted(paths.PACKAGE.rglob("*.py"))
        if "shipped" not in path.parts
    }
    return {path: count for path, count in found.items() if count}


def test_banned_words_only_become_fewer():
    found = counts()
    if os.environ.get("BDHVS_REFRESH"):
        COUNTS.write_text("".join(f'"{path}" = {count}\n' for path, count in found.items()), "utf-8")
    known = tomllib.loads(COUNTS.read_text("utf-8"))
    assert {path: count for path, count in found.items() if count > known.get(path, 0)} == {}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('"""Read anew."""', ["anew"]),
        ('X = 1\n"""Units of\nwhich one is late."""', ["of which"]),
        ("x = 1  # the desk\n", ["desk"]),
        ('x = "anew"  # read again, on the desktop\n', []),
    ],
)
def test_a_banned_word_is_found_in_prose_alone(source, words):
    assert banned_words(source) == words
