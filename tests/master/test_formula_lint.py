"""Every formula of masters and forms: only what Excel 2013 and LibreOffice 7.4 compute alike."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.random_regime import made_regime
from support.small_regime import small_regime

from bdhvs_xl import paths
from bdhvs_xl.expressions.formula import LITERAL, LONGEST, bracket_depth
from bdhvs_xl.form.build.form_workbook import build_form, build_unit_template
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.regime.loader import available_regimes, load_regime

pytestmark = pytest.mark.slow


_NAMES = """
ABS ADDRESS AND CELL CHAR CODE COLUMN COUNTA COUNTIF COUNTIFS EXACT FALSE FIND HYPERLINK IF IFERROR INDEX INT ISBLANK
ISLOGICAL ISNA ISNUMBER ISTEXT LEFT LEN LOWER MATCH MAX MID MIN MOD N NA NOT OR REPT RIGHT ROUND ROW ROWS SEARCH
SUBSTITUTE SUM SUMIFS SUMPRODUCT TEXT TODAY TRIM TRUE TRUNC UPPER _xlfn.NUMBERVALUE _xlfn.UNICHAR _xlfn.UNICODE
"""
FUNCTIONS = frozenset(_NAMES.split())
"""All of Excel 2013; those newer than Excel 2010 carry the prefix that the file format asks for."""
_FORMULA = re.compile(r"<f\b([^>]*)>([^<]*)</f>")
_RULES = re.compile(r"<(?:formula|formula1|formula2)>([^<]*)</")
_CALL = re.compile(r"([A-Za-z_][\w.]*)\(")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_CRITERION = re.compile(r'(?:COUNTIFS?|SUMIFS?|AVERAGEIFS?)\([^()]*,(?:"=?[\d.]+"|\$?A\$?\d+)[,)]')


def formulas(workbook: Path) -> Iterator[tuple[str, str, bool]]:
    """Sheet part, text and whether it is an array formula; conditional formats and validations too."""
    with ZipFile(workbook) as book:
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = book.read(name).decode()
                yield from ((name, unescape(text), 't="array"' in head) for head, text in _FORMULA.findall(xml))
                yield from ((f"{name} rule", unescape(text), False) for text in _RULES.findall(xml))


def faults(text: str, *, is_rule: bool, is_array: bool) -> list[str]:
    bare = _TEXT.sub('""', text)
    literals = [literal[1:-1].replace('""', '"') for literal in _TEXT.findall(text)]
    checks = {
        "unknown function": not set(_CALL.findall(bare)) <= FUNCTIONS,
        "needs Ctrl+Shift+Enter": is_array or (bare.startswith("{") and not is_rule),
        "[@column]": "[@" in bare,
        "structured reference in a rule": is_rule and "tbl" in bare and "[" in bare,
        "bare code as criterion": bool(_CRITERION.search(text)),
        "too long": len(text) >= LONGEST,
        "nested too deeply": bracket_depth(text) > 64,
        "text too long": any(len(literal) > LITERAL for literal in literals),
    }
    return [what for what, wrong in checks.items() if wrong]


def workbooks(folder: Path) -> Iterator[Path]:
    yield from sorted(paths.workbooks_folder().glob("*.xlsx"))
    for regime in (
        small_regime(),
        *map(load_regime, available_regimes()),
        *(made_regime(seed)[0] for seed in (1, 2, 3)),
    ):
        common, unit, master = (folder / f"{regime.id} {kind}.xlsx" for kind in ("common", "unit", "master"))
        build_form(regime, common)
        build_unit_template(regime, frozenset(regime.indicator), unit)
        build_master(regime, master)
        yield from (common, unit, master)


def test_every_formula_is_one_that_both_programs_compute_alike(tmp_path):
    looked, wrong = 0, []
    for path in workbooks(tmp_path):
        for part, text, is_array in formulas(path):
            looked += 1
            if found := faults(text, is_rule=part.endswith("rule"), is_array=is_array):
                wrong.append((path.name, part, found, text[:200]))
    print(f"{looked} formulas")
    assert wrong[:5] == []
    assert looked > 10_000


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("XLOOKUP(A1,B:B,C:C)", "unknown function"),
        ("tblDonVi[@Mã]", "[@column]"),
        ('COUNTIF(A:A,"2.10")', "bare code as criterion"),
        ("COUNTIFS($A:$A,$A9,B:B,1)", "bare code as criterion"),
        ('"' + "a" * 256 + '"', "text too long"),
        ("ABS(" * 65 + "1" + ")" * 65, "nested too deeply"),
        ("1+" * 5000 + "1", "too long"),
    ],
)
def test_what_is_refused(text, fault):
    assert faults(text, is_rule=False, is_array=False) == [fault]
