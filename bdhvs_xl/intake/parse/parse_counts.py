"""Readers of number cells: a count, a count of names, a count with people, a fraction, a percentage.

Each takes the text of one cell (`vi.plain` applied, not blank) and its column.
"""

import re

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import no_value_phrases
from bdhvs_xl.intake.parse.number_tokens import TokenLine, number_text, tokenize
from bdhvs_xl.intake.parse.parse_numbers import (
    NOT_A_SHARE,
    Amount,
    ignored_words_doubt,
    is_multiplied,
    is_range,
    parse_share,
    parse_single_number,
    parse_whole,
    several_numbers_fault,
)
from bdhvs_xl.intake.parse.parsed_value import ParsedValue, ambiguity_doubt, quote_typed, refused_value


def parse_count(text: str, column: str) -> ParsedValue:
    """A whole number of things or people: "04 Lớp", "2.610", "hơn 600 lượt"."""
    found = tokenize(text)
    return _worded(text, found) or parse_single_number(text, found, parse_whole)


def parse_names_count(text: str, column: str) -> ParsedValue:
    """A count of names; a list of names typed instead is counted, with a doubt."""
    reading = parse_count(text, column)
    named = vi.list_items(text)
    if not reading.refusal or len(named) < 2 or tokenize(text).figures:
        return reading
    counted = f"ô này cần số lượng, đang đếm được {len(named)} tên"
    doubt = f"{quote_typed(text)}: {counted}. Ghi {len(named)}, đưa các tên sang cột Minh chứng."
    return ParsedValue(float(len(named)), doubt=doubt)


def parse_count_and_people(text: str, column: str) -> ParsedValue:
    """Things and people, one of them or both in one cell: "12 (350)", "3 lớp, 45 người"."""
    found = tokenize(text)
    if len(found.figures) == 2:
        return _things_and_people(text, found, column)
    reading = parse_count(text, column)
    if not isinstance(reading.value, float):
        return reading
    if (not reading.doubt or column in _OF_THINGS) and (two := _two_groups(found)):
        return reading._replace(doubt=ambiguity_doubt(text, number_text(reading.value), f"hai số {two}"), choices=())
    return reading._replace(doubt=reading.doubt or _misplaced(text, found, column, number_text(reading.value)))


def parse_fraction(text: str, column: str) -> ParsedValue:
    """Numerator or denominator, alone or together: "43", "43/50", "43 trên tổng số 50 thôn (86%)"."""
    found = tokenize(text[1:-1].strip() if text[0] + text[-1] == "()" else text)
    if found.before.endswith("/"):
        return refused_value(text, ("thiếu tử số", "Ghi tử số và mẫu số vào hai ô."))
    shares = [figure.percent for figure in found.figures]
    if sum(shares) <= 1 and shares.count(False) == 2:
        return _parts(text, found, column)
    if shares == [True]:
        return _percent_alone(text, found)
    if shares == [False, True] and not is_range(found):
        return _with_percent(text, found)
    return parse_count(text, column)


def parse_percent(text: str, column: str) -> ParsedValue:
    """A percentage from 0 to 100: "7,6 %", "trên 90%"; or worked out from "43/50"."""
    found = tokenize(text)
    shares = [figure.percent for figure in found.figures]
    if sum(shares) <= 1 and shares.count(False) == 2:
        return _worked_out(text, _parts(text, found, "numerator"))
    return _worded(text, found) or _one_share(text, found)


def _one_share(text: str, found: TokenLine) -> ParsedValue:
    reading = parse_single_number(text, found, parse_share)
    return (
        refused_value(text, NOT_A_SHARE) if reading.value == 100 and reading.qualifier in ("trên", "hơn") else reading
    )


def _worded(text: str, found: TokenLine) -> ParsedValue | None:
    """What words alone say: one of the answers, or that there is none."""
    if found.figures:
        return None
    if answer := no_value_phrases.no_value_answer(text):
        return ParsedValue(answer=answer)
    if not no_value_phrases.says_none(text):
        return None
    return ParsedValue(
        0.0, doubt=f"{ambiguity_doubt(text, '0', 'chưa có số liệu')} Nếu không, chọn ở cột “Nếu không có số”."
    )


# --- two counts in one cell -------------------------------------------------------------------------------------------

_PAIRS = {
    "in_period": ("in_period", "people"),
    "cumulative": ("cumulative", "cumulative_people"),
    "cumulative_people": ("cumulative", "cumulative_people"),
}
"""The columns of things and people that belong together, by either of them; others are `value` and `people`."""
_JOINED = re.compile(r"[\w\s(),;:/.=–-]*")
_PEOPLE = re.compile(
    r"\b(?:người|học viên|hv|lượt|thành viên|hội viên|đoàn viên|học sinh|lao động|công nhân|cán bộ|công chức)\b"
)


def _two_groups(found: TokenLine) -> str:
    """ "12 và 350" when the only number was typed as two groups of digits, "12 350" or "12,350"."""
    groups = re.split("[ ,]", found.figures[0].typed) if found.figures else []
    return " và ".join(groups) if len(groups) == 2 and all(group.isdigit() for group in groups) else ""


_OF_THINGS = ("value", "in_period", "cumulative")
_THINGS_ALONE = re.compile(r" ?(?:lớp|buổi|cuộc|khóa|khoá|đợt|hội nghị)\b")
_PEOPLE_ALONE = re.compile(r" ?(?:người|học viên|hv)\b")


def _misplaced(text: str, found: TokenLine, column: str, taken: str) -> str:
    """The doubt when people were typed in a column of things, or things in a column of people; else ""."""
    after = found.figures[0].after
    alone, name = (_PEOPLE_ALONE, "số người") if column in _OF_THINGS else (_THINGS_ALONE, "số lớp, số buổi")
    if not alone.match(after) or (alone is _THINGS_ALONE and _PEOPLE.search(after)):
        return ""
    return f"{quote_typed(text)} đang hiểu là {taken}, nhưng có vẻ là {name}. Kiểm tra xem đã ghi đúng cột."


def _things_and_people(text: str, found: TokenLine, column: str) -> ParsedValue:
    """Both numbers; certain when a word for people is beside only one, or the second is alone in brackets."""
    first, second = found.figures
    things, people = parse_whole(text, first), parse_whole(text, second)
    if is_range(found) or is_multiplied(found) or not _JOINED.fullmatch(first.after):
        return refused_value(text, several_numbers_fault(found))
    if fault := things.fault or people.fault:
        return refused_value(text, fault)
    of_people = [_PEOPLE.search(figure.after) is not None for figure in found.figures]
    if of_people == [True, False]:
        things, people = people, things
    told = sum(of_people) == 1 or (first.after.rstrip().endswith("(") and second.after.strip(" .") == ")")
    taken = f"{number_text(things.value)} và {number_text(people.value)} người"
    untold = "" if told else f"{quote_typed(text)} đang hiểu là {taken}. Ghi mỗi số vào một ô."
    both = dict(zip(_PAIRS.get(column, ("value", "people")), (things, people), strict=True))
    return _placed(both, column, found, untold or ignored_words_doubt(text, found, taken))


def _placed(amounts: dict[str, Amount], column: str, found: TokenLine, doubt: str) -> ParsedValue:
    """The amount of `column` as the value, the others beside it."""
    doubts = [amount.doubt for amount in amounts.values() if amount.doubt]
    extra = {name: amount.value for name, amount in amounts.items() if name != column}
    return ParsedValue(amounts[column].value, found.qualifier, " ".join([*doubts, doubt]).strip(), extra=extra)


# --- fractions --------------------------------------------------------------------------------------------------------

_SHARED = re.compile(r"[^/]*/[^/]*|.*\b(?:trên|trong)\b.*")


def _parts(text: str, found: TokenLine, column: str) -> ParsedValue:
    """Numerator and denominator from one cell; a percentage beside them must agree."""
    numerator, denominator = (figure for figure in found.figures if not figure.percent)
    amounts = {"numerator": parse_whole(text, numerator), "denominator": parse_whole(text, denominator)}
    if is_range(found) or not _SHARED.fullmatch(numerator.after):
        return refused_value(text, several_numbers_fault(found))
    if fault := amounts["numerator"].fault or amounts["denominator"].fault:
        return refused_value(text, fault)
    taken = "/".join(number_text(amount.value) for amount in amounts.values())
    return _placed(
        amounts, column, found, _disagreement(text, amounts, found) or ignored_words_doubt(text, found, taken)
    )


def _disagreement(text: str, amounts: dict[str, Amount], found: TokenLine) -> str:
    """The doubt when the percentage typed beside a fraction differs from it by a point or more; else ""."""
    over = amounts["denominator"].value
    real = 100 * amounts["numerator"].value / over if over else 0.0
    for figure in found.figures:
        if figure.percent and not any(abs(typed - real) < 1 for typed in figure.readings):
            computed = vi.format_number(real)
            return f"{quote_typed(text)}: tỉ lệ ghi kèm khác với phép chia ({computed} %). Kiểm tra lại các số."
    return ""


def _percent_alone(text: str, found: TokenLine) -> ParsedValue:
    """A percentage typed in a column of its parts: no value for this column, the percentage in `extra`."""
    reading = _one_share(text, found)
    if not isinstance(reading.value, float):
        return reading
    percentage = number_text(reading.value)
    doubt = f"{quote_typed(text)} là tỉ lệ, không cộng được: ghi tử số và mẫu số. Mới ghi nhận {percentage} %."
    return reading._replace(value=None, doubt=doubt, extra={"percent": reading.value}, choices=())


def _with_percent(text: str, found: TokenLine) -> ParsedValue:
    """ "43 (86%)": one part of the fraction and the percentage."""
    amounts = {"": parse_whole(text, found.figures[0]), "percent": parse_share(text, found.figures[1])}
    if fault := amounts[""].fault or amounts["percent"].fault:
        return refused_value(text, fault)
    return _placed(amounts, "", found, ignored_words_doubt(text, found, number_text(amounts[""].value)))


def _worked_out(text: str, parts: ParsedValue) -> ParsedValue:
    if not isinstance(parts.value, float):
        return parts
    over = parts.extra["denominator"]
    if not 0 < over >= parts.value:
        return refused_value(text, NOT_A_SHARE)
    extra = {"numerator": parts.value, "denominator": over}
    return parts._replace(value=100 * parts.value / over, extra=extra)
