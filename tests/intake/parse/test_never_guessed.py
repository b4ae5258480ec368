"""Never a silent guess: whatever is typed round-trips, is doubtful with both readings, or is refused with the cure.

`BDHVS_CELLS=200000 pytest tests/intake/parse/test_never_guessed.py` reads more texts than the usual run.
"""

import os
import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bdhvs_xl import vi
from bdhvs_xl.intake.parse import ParsedValue, parse_value
from bdhvs_xl.intake.parse.number_tokens import number_text
from bdhvs_xl.intake.parse.parsed_value import quote_typed
from bdhvs_xl.master.layout import NO_VALUE_ANSWERS, YES_NO
from bdhvs_xl.regime.kinds import Kind
from tests.intake.parse.corpus import cases

pytestmark = pytest.mark.slow
CASES = int(os.environ.get("BDHVS_CELLS", "1000"))
many = settings(max_examples=CASES, derandomize=True, database=None, deadline=None)

ASKED: list[tuple[Kind, str]] = [
    ("count", "value"), ("names", "value"), ("count_people", "value"), ("count_people", "people"),
    ("ratio", "numerator"), ("ratio", "denominator"), ("ratio", "percent"),
]  # fmt: skip
WORDS = (
    "lớp", "người", "lượt", "thôn", "văn bản", "trên", "hơn", "gần", "dưới", "khoảng", "từ", "đến", "trở lên", "không",
    "chưa", "có", "đạt", "tổng số", "trong đó", "nghìn", "triệu", "trăm", "rưỡi", "k", "tr", "phần trăm", "mỗi", "x",
    "dự kiến", "tăng", "Quý II", "KH-UBND", "o", "l", "rõ", "Zalo",
)  # fmt: skip
SIGNS = tuple(".,.,/%()-–+=:;~>≥?'²½‰…٣①・")
SPACES = (" ", " ", " ", "\u00a0", "\u202f", "\u200b", "\t", "\n", "")
DIGITS = st.text("0123456789", min_size=1, max_size=5)
GROUPED = st.integers(0, 99_999_999).map(vi.format_number)
PIECES = st.one_of(DIGITS, DIGITS, GROUPED, *map(st.sampled_from, (WORDS, SIGNS, SPACES)))
WIDE = {ord("0") + n: 0xFF10 + n for n in range(10)} | {ord(sign): ord(sign) + 0xFEE0 for sign in ".,%()/"}
COMPOSED = st.lists(PIECES, min_size=1, max_size=7).map("".join)
TEXTS = st.one_of(
    COMPOSED,
    COMPOSED,
    COMPOSED.map(lambda text: unicodedata.normalize("NFD", text)),
    COMPOSED.map(lambda text: text.translate(WIDE)),
    st.sampled_from([case.raw for case in cases() if isinstance(case.raw, str)]).map(str),
    st.text(max_size=30),
)
TURNED = (" hoặc ", "đang hiểu là ", "khác với phép chia", "Mới ghi nhận ", "đang đếm được ")
"""How a doubt names its second reading, or what it left out."""


@many
@example("(43/50)", ("ratio", "percent"))
@given(TEXTS, st.sampled_from(ASKED))
def test_every_text_round_trips_is_doubtful_or_is_refused(text: str, asked: tuple[Kind, str]) -> None:
    reading = parse_value(text, *asked)
    if reading.refusal:
        refused_with_a_cure(text, reading)
    elif reading.doubt:
        doubtful_with_both_readings(text, reading)
    elif isinstance(reading.value, float):
        round_trips(reading.value, *asked)
        nothing_typed_is_lost(vi.plain(text), reading)
    else:
        assert reading.answer in NO_VALUE_ANSWERS if vi.plain(text) else reading == ParsedValue()


@many
@given(TEXTS)
def test_every_answer_to_a_question_is_plain_doubtful_or_refused(text: str) -> None:
    reading = parse_value(text, "yes_no", "value")
    if reading.refusal:
        refused_with_a_cure(text, reading)
    elif reading.doubt:
        assert all(answer in reading.doubt for answer in YES_NO)
    elif reading.value is None:
        assert reading.answer in NO_VALUE_ANSWERS if vi.plain(text) else reading == ParsedValue()
    else:
        assert parse_value(reading.value, "yes_no", "value") == reading


@many
@given(st.floats(), st.sampled_from(ASKED))
def test_every_number_in_a_cell_is_taken_doubted_or_refused(number: float, asked: tuple[Kind, str]) -> None:
    reading = parse_value(number, *asked)
    if reading.refusal:
        assert reading.value is None
    else:
        assert isinstance(reading.value, float)
        assert reading.doubt or reading.value == round(number, 8) or abs(reading.value - number) < 1e-9


def refused_with_a_cure(text: str, reading: ParsedValue) -> None:
    """Nothing is taken; the text as typed, the reason and what to do stand in two sentences."""
    assert (reading.value, reading.doubt, reading.answer, dict(reading.extra)) == (None, "", "", {})
    head, reason, cure = re.fullmatch(r"(“.*?”): (.+?)\. ([^.].*\.)", reading.refusal, re.DOTALL).groups()
    assert head[:2] == quote_typed(vi.plain(text))[:2]
    assert reason[0].islower()
    assert cure[0].isupper()


def doubtful_with_both_readings(text: str, reading: ParsedValue) -> None:
    """What was typed, what it is taken for (a share worked out, by its parts) and the other reading are named."""
    assert reading.doubt.startswith(quote_typed(vi.plain(text))[:2])
    assert any(words in reading.doubt for words in TURNED)
    assert reading.doubt.endswith(".")
    itself = isinstance(reading.value, float) and not {"numerator", "denominator"} <= reading.extra.keys()
    taken = [reading.value] if itself else [*reading.extra.values()]
    assert all(number_text(number) in reading.doubt for number in taken)
    assert all(number_text(number) in reading.doubt for number in reading.choices)


def round_trips(value: float, kind: Kind, column: str) -> None:
    """The number as reports print it is read as the same number."""
    printed = f"{number_text(value)} %" if column == "percent" else number_text(value)
    assert parse_value(printed, kind, column) == ParsedValue(
        float(printed.rstrip(" %").replace(".", "").replace(",", "."))
    )


def nothing_typed_is_lost(text: str, reading: ParsedValue) -> None:
    """The digits of a certain reading are those typed; zeros may lead, follow or stand for a thousand."""
    parts = dict(reading.extra)
    if not {"numerator", "denominator"} <= parts.keys():
        parts[""] = reading.value
    found = Counter(digit for number in parts.values() for digit in f"{number:.15g}" if digit in "123456789")
    typed = Counter(letter for letter in text if letter.isnumeric() and letter != "0")
    stated = Counter(d for share in re.findall(r"([0-9.,]+) ?(?:%|phần trăm)", text) for d in share if d in "123456789")
    assert typed in (found, found + stated), reading
