"""Typed cells read by formulas, one small step in each hidden cell.

What `intake.parse` takes with certainty comes to the same number here or to #N/A, what it doubts or refuses always to
#N/A. Taken are digits ("2610", "04"), digits in threes between dots ("2.610"), and a word of `COUNTED` after them ("04
Lớp"): a text is a number only when the number, written again, is that text. Other shapes that intake understands
("1,234.0", "5 nghìn", "khoảng 600", "12 (350)") are left to it.
"""

from bdhvs_xl.expressions.formula import UNKNOWN
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, YES_NO

UNREADABLE = "≈"
"""Stands for the text of a cell that holds no text and no whole number: a date, a fraction, an error."""

COUNTED = (
    "lớp", "lớp học", "buổi", "buổi học", "người", "lượt", "lượt người", "học viên", "cán bộ", "hộ", "hộ gia đình",
    "thôn", "tổ", "bản", "xóm", "xã", "trường", "cơ sở", "đơn vị", "doanh nghiệp", "mô hình", "nền tảng", "văn bản",
    "kế hoạch", "tin", "bài", "tin, bài", "bài viết", "cuộc", "hội nghị", "cuộc thi", "thành viên", "hồ sơ",
)  # fmt: skip
"""Words that only say what a number counts."""

COUNTED_NAME = "dsTuDem"
"""The defined name of the cells with `COUNTED`."""

_DATES = (36526, 54789)
"""From 2000 to 2049: a real number between them may be a date, which not every format of a cell tells."""
_NO_BREAK_SPACE = "_xlfn.UNICHAR(160)"


def read_text(cell: str) -> str:
    """The text of a cell with single spaces; a whole number as its digits."""
    no_date = f'OR({cell}<{_DATES[0]},{cell}>{_DATES[1]}),LEFT(CELL("format",{cell}),1)<>"D"'
    whole = f"AND({cell}=INT({cell}),ABS({cell})<1E+15,{no_date})"
    number = f'IF(ISLOGICAL({cell}),"{UNREADABLE}",IF({whole},TEXT({cell},"0"),"{UNREADABLE}"))'
    other = f'IF(ISBLANK({cell}),"",IF(ISNUMBER({cell}),{number},"{UNREADABLE}"))'
    return f'IF(ISTEXT({cell}),TRIM(SUBSTITUTE({cell},{_NO_BREAK_SPACE}," ")),{other})'


def strip_counted_word(text: str) -> str:
    """The text without a word of `COUNTED` after the number.

    Not for indicators that count things and people, where that word decides which is meant.
    """
    space = f'FIND(" ",{text})'
    is_word = f"SUMPRODUCT(--EXACT(LOWER(MID({text},{space}+1,60)),{COUNTED_NAME}))>0"
    return f"IFERROR(IF({is_word},LEFT({text},{space}-1),{text}),{text})"


def strip_dots(number: str) -> str:
    """The number text without dots."""
    return f'SUBSTITUTE({number},".","")'


def parse_count(text: str, number: str, bare: str, nothing: str) -> str:
    """The number of things or people; `nothing` for an empty text.

    `number` is the cell of `strip_counted_word`, `bare` the cell of `strip_dots`. At most nine digits, not starting
    like a telephone number, dots only between thousands.
    """
    value = f'_xlfn.NUMBERVALUE({bare},",",".")'
    only_digits = f'EXACT(TEXT({value},REPT("0",LEN({bare}))),{bare})'
    by_threes = f'AND(LEFT({bare},1)<>"0",EXACT({_in_threes(bare)},{number}))'
    as_written = f'OR(AND(EXACT({bare},{number}),LEN({bare})<9+(LEFT({bare},1)<>"0")),{by_threes})'
    read = f"IF(AND(LEN({bare})<10,{only_digits},{as_written}),{value},{UNKNOWN})"
    return f'IF({text}="",{nothing},IFERROR({read},{UNKNOWN}))'


def parse_yes_no(text: str) -> str:
    """Có or Không, in the spelling of the form."""
    yes, no = YES_NO
    return f'IF({text}="","",IF({text}="{yes}","{yes}",IF({text}="{no}","{no}",{UNKNOWN})))'


def parse_answer(text: str) -> str:
    """One of the answers that replace a number, in the spelling of the form."""
    read = UNKNOWN
    for known in reversed(NO_VALUE_ANSWERS):
        read = f'IF({text}="{known}","{known}",{read})'
    return f'IF({text}="","",{read})'


def parse_text(text: str) -> str:
    """A text as it was typed."""
    return f'IF({text}="{UNREADABLE}",{UNKNOWN},{text})'


def percentage_formula(numerator: str, denominator: str) -> str:
    """The percentage of two numbers, "" when one is missing or the denominator is zero."""
    missing = f'OR({numerator}="",{denominator}="")'
    return f'IF({missing},"",IF({denominator}=0,"",100*{numerator}/{denominator}))'


def thousands_text(value: str) -> str:
    """A whole number with dots between thousands, independent of the computer's signs."""
    return _in_threes(f'TEXT({value},"0")')


def _in_threes(bare: str) -> str:
    millions = f'LEFT({bare},LEN({bare})-6)&"."&MID({bare},LEN({bare})-5,3)'
    thousands = f"LEFT({bare},LEN({bare})-3)"
    return f'IF(LEN({bare})>3,IF(LEN({bare})>6,{millions},{thousands})&"."&RIGHT({bare},3),{bare})'
