"""The form reads a cell as intake does, or says that it cannot: in bulk, over texts that offices type."""

import os
from random import Random

import pytest

from bdhvs_xl import vi
from bdhvs_xl.form.self_check import parse_formulas
from bdhvs_xl.intake.parse import parse_value
from tests.form.self_check.recalculated import results
from tests.intake.parse.corpus import cases

TEXTS = int(os.environ.get("BDHVS_TEXTS", "3000"))
PIECES = [
    *"0123456789", "04", "12", "2610", "2.610", "2,610", "1.234.567", "7,6", " ", ".", ",", "/", "%", "-", "+", "(",
    " lớp", " Lớp", " người", " lượt người", "lớp", " triệu", " nghìn", "trên ", "khoảng ", "e3", "k", "\u00a0", "\n",
    ")", "\u200b", "１２", "O", "'", "không", "?", "*", "~",
]  # fmt: skip
STEPS = {
    "B": lambda row: parse_formulas.read_text(f"A{row}"),
    "C": lambda row: parse_formulas.strip_counted_word(f"B{row}"),
    "D": lambda row: parse_formulas.strip_dots(f"C{row}"),
    "E": lambda row: parse_formulas.parse_count(f"B{row}", f"C{row}", f"D{row}", '""'),
    "F": lambda row: parse_formulas.parse_yes_no(f"B{row}"),
    "G": lambda row: parse_formulas.parse_answer(f"B{row}"),
    "H": lambda row: f'IFERROR({parse_formulas.thousands_text(f"E{row}")},"")',
    "I": lambda row: parse_formulas.strip_dots(f"B{row}"),
    "J": lambda row: parse_formulas.parse_count(f"B{row}", f"B{row}", f"I{row}", '""'),
}
"""A count, a yes or no, an answer instead of a number; from I on a count of things and people."""
ASKED = [
    ("count", "value", 3), ("ratio", "numerator", 3), ("ratio", "denominator", 3), ("names", "value", 3),
    ("count_people", "value", 8), ("count_people", "people", 8),
]  # fmt: skip
"""What is asked, and the place of its reading in a row."""


def random_texts(count: int) -> list[str]:
    random = Random(20260522)
    return ["".join(random.choices(PIECES, k=random.randint(1, 5))) for _ in range(count)]


@pytest.fixture(scope="module")
def read(soffice, tmp_path_factory):
    """The contents of cells with what the form makes of them."""
    typed = [*dict.fromkeys(case.raw for case in cases()), *dict.fromkeys(random_texts(TEXTS))]
    typed = [raw for raw in typed if not isinstance(raw, str) or raw.strip()]
    found = results(tmp_path_factory.mktemp("read") / "read.xlsx", typed, STEPS, soffice)
    return list(zip(typed, found, strict=True))


@pytest.mark.parametrize(("kind", "column", "place"), ASKED)
def test_a_number_in_the_form_is_the_number_of_intake(read, kind, column, place):
    said = [(raw, row[place], parse_value(raw, kind, column)) for raw, row in read]
    wrong = [
        (raw, number, meant) for raw, number, meant in said if isinstance(number, float) and not is_sure(meant, number)
    ]
    agreed = sum(isinstance(number, float) for _, number, _ in said)
    print(f"{len(said)} texts, {agreed} read in the form, {len(wrong)} disagreements")
    assert wrong == []
    assert agreed > 100


def is_sure(meant, number: float) -> bool:
    return meant.value == number and not meant.doubt and not meant.refusal


def test_plain_numbers_are_never_left_to_intake(read):
    plain = [
        (raw, row[3]) for raw, row in read if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 9
    ]
    assert [(raw, number) for raw, number in plain if number != float(raw)] == []
    assert len(plain) > 20


def test_what_the_form_understood_is_shown_with_dots(read):
    shown = {row[3]: row[6] for _, row in read if isinstance(row[3], float)}
    assert {number: text for number, text in shown.items() if text != vi.format_number(number)} == {}


@pytest.mark.parametrize(("place", "kind", "column"), [(4, "yes_no", "value"), (5, "count", "answer")])
def test_a_word_in_the_form_is_the_word_of_intake(read, place, kind, column):
    said = [(raw, row[place], parse_value(raw, kind, column)) for raw, row in read if row[place] not in ("", "#N/A")]
    assert [(raw, word, meant) for raw, word, meant in said if not is_sure(meant, word)] == []
    assert {word for _, word, _ in said}


CERTAIN = [
    "12",
    "04",
    "0",
    "2.610",
    "1.234.567",
    "04 Lớp",
    "224 lượt người",
    " 12 ",
    "\u00a012\u00a0lớp",
    12,
    2610,
    999_999_999,
]
LEFT_TO_INTAKE = [
    "12 lớp.",
    "1 234",
    "1,234,567",
    "12,0",
    "5 nghìn",
    "khoảng 600",
    "12 (350)",
    "43/50",
    "１２",
    "Không phát sinh",
]
NEVER = [
    "2,610",
    "12,5",
    "0.610",
    "2.61",
    "1.23.456",
    "1234567890",
    "0912345678",
    "-5",
    "12?",
    "12 *",
    "1e3",
    "4 lớp 5",
    7.6,
    -5,
    True,
]


def test_what_is_read_what_is_left_and_what_is_no_number(soffice, tmp_path):
    rows = results(tmp_path / "shapes.xlsx", [*CERTAIN, *LEFT_TO_INTAKE, *NEVER], STEPS, soffice)
    numbers = [row[3] for row in rows]
    assert numbers[: len(CERTAIN)] == [parse_value(raw, "count", "value").value for raw in CERTAIN]
    assert numbers[len(CERTAIN) :] == ["#N/A"] * (len(LEFT_TO_INTAKE) + len(NEVER))
