"""What is asked for in numbers: a count, names counted, a count with people, a fraction, a percentage.

Every reader takes the text of one cell (`vi.plain` applied, not blank) and the column it stands in.
"""

import re

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import no_value_phrases
from bdhvs_xl.intake.parse.number_tokens import TokenLine, line, shown
from bdhvs_xl.intake.parse.parse_numbers import (
    NOT_A_SHARE,
    Amount,
    beside,
    is_multiplied,
    is_range,
    only,
    several,
    share,
    whole,
)
from bdhvs_xl.intake.parse.parsed_value import ParsedValue, either, quoted, refused


def count(text: str, column: str) -> ParsedValue:
    """How many things or people, counted whole: "04 Lớp", "2.610", "hơn 600 lượt"."""
    found = line(text)
    return _worded(text, found) or only(text, found, whole)


def names(text: str, column: str) -> ParsedValue:
    """A count of names; the names themselves, typed in its place, are counted with a doubt."""
    reading = count(text, column)
    named = vi.list_items(text)
    if not reading.refusal or len(named) < 2 or line(text).figures:
        return reading
    counted = f"ô này cần số lượng, đang đếm được {len(named)} tên"
    doubt = f"{quoted(text)}: {counted}. Ghi {len(named)}, đưa các tên sang cột Minh chứng."
    return ParsedValue(float(len(named)), doubt=doubt)


def pair(text: str, column: str) -> ParsedValue:
    """Things and people, one of them or both in one cell: "12 (350)", "3 lớp, 45 người"."""
    found = line(text)
    if len(found.figures) == 2:
        return _things_and_people(text, found, column)
    reading = count(text, column)
    if not isinstance(reading.value, float):
        return reading
    if (not reading.doubt or column in _OF_THINGS) and (two := _two_groups(found)):
        return reading._replace(doubt=either(text, shown(reading.value), f"hai số {two}"), choices=())
    return reading._replace(doubt=reading.doubt or _misplaced(text, found, column, shown(reading.value)))


def fraction(text: str, column: str) -> ParsedValue:
    """Numerator or denominator, alone or together: "43", "43/50", "43 trên tổng số 50 thôn (86%)"."""
    found = line(text[1:-1].strip() if text[0] + text[-1] == "()" else text)
    if found.before.endswith("/"):
        return refused(text, ("thiếu tử số", "Ghi tử số và mẫu số vào hai ô."))
    shares = [figure.percent for figure in found.figures]
    if sum(shares) <= 1 and shares.count(False) == 2:
        return _parts(text, found, column)
    if shares == [True]:
        return _percent_alone(text, found)
    if shares == [False, True] and not is_range(found):
        return _with_percent(text, found)
    return count(text, column)


def percent(text: str, column: str) -> ParsedValue:
    """A percentage from 0 to 100: "7,6 %", "trên 90%"; or worked out from "43/50"."""
    found = line(text)
    shares = [figure.percent for figure in found.figures]
    if sum(shares) <= 1 and shares.count(False) == 2:
        return _worked_out(text, _parts(text, found, "numerator"))
    return _worded(text, found) or _one_share(text, found)


def _one_share(text: str, found: TokenLine) -> ParsedValue:
    reading = only(text, found, share)
    return refused(text, NOT_A_SHARE) if reading.value == 100 and reading.qualifier in ("trên", "hơn") else reading


def _worded(text: str, found: TokenLine) -> ParsedValue | None:
    """What words alone say: one of the answers, or that there is none."""
    if found.figures:
        return None
    if answer := no_value_phrases.no_value(text):
        return ParsedValue(answer=answer)
    if not no_value_phrases.nothing(text):
        return None
    return ParsedValue(0.0, doubt=f"{either(text, '0', 'chưa có số liệu')} Nếu không, chọn ở cột “Nếu không có số”.")


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
    """The doubt when people were typed where things were asked for, or things where people were."""
    after = found.figures[0].after
    alone, name = (_PEOPLE_ALONE, "số người") if column in _OF_THINGS else (_THINGS_ALONE, "số lớp, số buổi")
    if not alone.match(after) or (alone is _THINGS_ALONE and _PEOPLE.search(after)):
        return ""
    return f"{quoted(text)} đang hiểu là {taken}, nhưng có vẻ là {name}. Kiểm tra xem đã ghi đúng cột."


def _things_and_people(text: str, found: TokenLine, column: str) -> ParsedValue:
    """Both numbers; certain when a word for people stands by just one, or the second stands alone in brackets."""
    first, second = found.figures
    things, people = whole(text, first), whole(text, second)
    if is_range(found) or is_multiplied(found) or not _JOINED.fullmatch(first.after):
        return refused(text, several(found))
    if fault := things.fault or people.fault:
        return refused(text, fault)
    of_people = [_PEOPLE.search(figure.after) is not None for figure in found.figures]
    if of_people == [True, False]:
        things, people = people, things
    told = sum(of_people) == 1 or (first.after.rstrip().endswith("(") and second.after.strip(" .") == ")")
    taken = f"{shown(things.value)} và {shown(people.value)} người"
    untold = "" if told else f"{quoted(text)} đang hiểu là {taken}. Ghi mỗi số vào một ô."
    both = dict(zip(_PAIRS.get(column, ("value", "people")), (things, people), strict=True))
    return _placed(both, column, found, untold or beside(text, found, taken))


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
    amounts = {"numerator": whole(text, numerator), "denominator": whole(text, denominator)}
    if is_range(found) or not _SHARED.fullmatch(numerator.after):
        return refused(text, several(found))
    if fault := amounts["numerator"].fault or amounts["denominator"].fault:
        return refused(text, fault)
    taken = "/".join(shown(amount.value) for amount in amounts.values())
    return _placed(amounts, column, found, _disagreement(text, amounts, found) or beside(text, found, taken))


def _disagreement(text: str, amounts: dict[str, Amount], found: TokenLine) -> str:
    """The doubt when the percentage typed beside a fraction is not what the fraction gives, to one percent."""
    over = amounts["denominator"].value
    real = 100 * amounts["numerator"].value / over if over else 0.0
    for figure in found.figures:
        if figure.percent and not any(abs(typed - real) < 1 for typed in figure.readings):
            return (
                f"{quoted(text)}: tỉ lệ ghi kèm khác với phép chia ({vi.format_number(real)} %). Kiểm tra lại các số."
            )
    return ""


def _percent_alone(text: str, found: TokenLine) -> ParsedValue:
    """A percentage where its parts were asked for: nothing for this column, the percentage beside it."""
    reading = _one_share(text, found)
    if not isinstance(reading.value, float):
        return reading
    doubt = f"{quoted(text)} là tỉ lệ, không cộng được: ghi tử số và mẫu số. Mới ghi nhận {shown(reading.value)} %."
    return reading._replace(value=None, doubt=doubt, extra={"percent": reading.value}, choices=())


def _with_percent(text: str, found: TokenLine) -> ParsedValue:
    """ "43 (86%)": one part of the fraction and the percentage."""
    amounts = {"": whole(text, found.figures[0]), "percent": share(text, found.figures[1])}
    if fault := amounts[""].fault or amounts["percent"].fault:
        return refused(text, fault)
    return _placed(amounts, "", found, beside(text, found, shown(amounts[""].value)))


def _worked_out(text: str, parts: ParsedValue) -> ParsedValue:
    if not isinstance(parts.value, float):
        return parts
    over = parts.extra["denominator"]
    if not 0 < over >= parts.value:
        return refused(text, NOT_A_SHARE)
    extra = {"numerator": parts.value, "denominator": over}
    return parts._replace(value=100 * parts.value / over, extra=extra)
