"""Where source code writes the code of an indicator's kind as a text, instead of asking the kind or naming `Kind`.

"yes_no" and "count_people" mean nothing else. "count", "ratio", "names" and "text" are also names of columns, lists and
styles: they count as a kind beside something called `kind` (a comparison, a `match`, an argument `kind=`), as the key
of a table called `…KIND…`, and in a collection or among the keys of a mapping where two or more codes stand and
nothing else.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CODES = frozenset(("yes_no", "count", "count_people", "ratio", "names", "text"))
DISTINCT = frozenset(("yes_no", "count_people"))


class Literal(NamedTuple):
    """A text that is the code of a kind, and where it stands."""

    path: Path
    line: int
    code: str


def kind_literals(folder: Path) -> list[Literal]:
    """All such texts in the Python files under `folder`, paths relative to it, in their order."""
    return [
        Literal(path.relative_to(folder), line, code)
        for path in sorted(folder.rglob("*.py"))
        for line, code in in_source(path.read_text("utf-8"))
    ]


def in_source(source: str) -> list[tuple[int, str]]:
    """Line and code of all such texts in the text of a Python file."""
    found = {code for node in ast.walk(ast.parse(source)) for code in _of(node)}
    return sorted((code.lineno, str(code.value)) for code in found)


def _of(node: ast.AST) -> Iterator[ast.Constant]:
    """The codes that this node, by its own form, shows to be kinds."""
    match node:
        case ast.Constant(value=str(code)) if code in DISTINCT:
            yield node
        case ast.Compare() if any(map(_is_kind, (node.left, *node.comparators))):
            yield from (code for side in (node.left, *node.comparators) for code in _codes(side))
        case ast.Match() if _is_kind(node.subject):
            yield from (code for case in node.cases for code in _codes(case.pattern))
        case ast.Subscript(value=ast.Name(id=name)) if "KIND" in name:
            yield from _codes(node.slice)
        case ast.keyword(arg="kind"):
            yield from _codes(node.value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts) if len(_alone(parts)) > 1:
            yield from _alone(parts)
        case ast.Dict(keys=parts) if len(_alone(parts)) > 1:
            yield from _alone(parts)


def _is_kind(node: ast.expr) -> bool:
    """Whether an expression is called `kind`, or is the code of what is called so."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) if name == "kind" or name.endswith("_kind"):
            return True
        case ast.Attribute(value=inner, attr="code"):
            return _is_kind(inner)
    return False


def _codes(node: ast.AST) -> list[ast.Constant]:
    return [part for part in ast.walk(node) if isinstance(part, ast.Constant) and part.value in CODES]


def _alone(parts: list[ast.expr] | list[ast.expr | None]) -> list[ast.Constant]:
    """The parts when all of them are codes, else none."""
    codes = [part for part in parts if isinstance(part, ast.Constant) and part.value in CODES]
    return codes if len(codes) == len(parts) else []
