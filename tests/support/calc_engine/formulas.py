"""Formula text: what Excel's cells hold, and the grammar that Calc's `setFormula` speaks."""

import re

_AS_IT_IS = r'"(?:[^"]|"")*"|\[[^\]]*\]'
"""Texts, and the columns of a table."""
_EXCEL = re.compile(rf"{_AS_IT_IS}|(?P<sheet>'(?:[^']|'')*'|[^\W\d][\w.]*)!|(?P<comma>,)")
_CALC = re.compile(rf"{_AS_IT_IS}|\$?(?P<sheet>'(?:[^']|'')*'|[^\W\d]\w*)\.(?=\$?[A-Z]{{1,3}}\$?\d)|(?P<comma>;)")


def to_calc(formula: str) -> str:
    """`=SUM(Data!A1,tbl[x])` as `=SUM($Data.A1;tbl[x])`."""
    return _translated(_EXCEL, formula, "${}.", ";")


def to_excel(formula: str) -> str:
    """The way back."""
    return _translated(_CALC, formula, "{}!", ",")


def _translated(tokens: re.Pattern[str], formula: str, sheet: str, separator: str) -> str:
    def token(found: re.Match[str]) -> str:
        if found["sheet"]:
            return sheet.format(found["sheet"])
        return separator if found["comma"] else found[0]

    return tokens.sub(token, formula)
