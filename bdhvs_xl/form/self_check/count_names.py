"""Formulas that count the names in a text: the same as `vi.list_items`, or #N/A when the formula is not certain."""

from bdhvs_xl.expressions.formula import UNKNOWN

MAX_NAMES = 40
"""Names that are counted; a longer list is left to the checker."""

_LINE = "CHAR(10)"
_BULLETS_END = 3
_NOTHING = ("không", "chưa", "vân vân", "v.v", "vv")
_SHORT = 20


def one_name_per_line(text: str) -> str:
    """The formula for the text with one name per line; "" for a blank text, #N/A when commas are ambiguous.

    Line breaks and ";" separate names. Without any of these, commas do, unless the text has brackets, digits after a
    comma, or dates.
    """
    lines = f'SUBSTITUTE(SUBSTITUTE({text},CHAR(13),{_LINE}),";",{_LINE})'
    has_lines = f"ISNUMBER(FIND({_LINE},{lines}))"
    ends = f"OR(CODE({text})<32,CODE(RIGHT({text},1))<32)"
    numbered = f"ISNUMBER(FIND(LEFT({text},1),{_quoted_digits()}))"
    digit_follows = f'SUMPRODUCT(--ISNUMBER(FIND(","&{{{",".join(_quoted(d) for d in "0123456789")}}},{text})))>0'
    unclear = (
        f'OR({numbered},AND(ISNUMBER(FIND(",",{text})),OR(ISNUMBER(FIND("(",{text})),{digit_follows},{_dated(text)})))'
    )
    separated = f'IF({unclear},{UNKNOWN},SUBSTITUTE({text},",",{_LINE}))'
    return f'IF({text}="","",IF({ends},{UNKNOWN},IF({has_lines},{lines},{separated})))'


def name_count_formula(lines: str) -> str:
    """The formula for the number of names, one per line; #N/A when a line may be a heading or a “none” phrase."""
    spaced = f'SUBSTITUTE({lines},{_LINE},REPT(" ",LEN({lines})))'
    parts = f"TRIM(MID({spaced},(ROW($1:${MAX_NAMES})-1)*LEN({lines})+1,LEN({lines})))"
    nothing = "+".join(f'ISNUMBER(SEARCH("{word}",{parts}))' for word in _NOTHING)
    no_name = f"(LEN({parts})<{_BULLETS_END})+EXACT(UPPER({parts}),LOWER({parts}))"
    odd = f'({no_name}+ISNUMBER(FIND(":",RIGHT({parts},6)))+(LEN({parts})<{_SHORT})*({nothing}))'
    counted = f'SUMPRODUCT(--({parts}<>""))'
    doubtful = f'SUMPRODUCT(({parts}<>"")*{odd})>0'
    too_many = f'LEN({lines})-LEN(SUBSTITUTE({lines},{_LINE},""))>={MAX_NAMES}'
    return f'IF({lines}="",0,IF(OR({too_many},{doubtful}),{UNKNOWN},{counted}))'


def _dated(text: str) -> str:
    return f'ISNUMBER(SEARCH("ngày",{text}))'


def _quoted_digits() -> str:
    return _quoted("0123456789")


def _quoted(text: str) -> str:
    return f'"{text}"'
