"""Tests as people write them become trees; what cannot be read is pointed at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bdhvs_xl.expressions.language import (
    FUNCTIONS,
    Binary,
    Call,
    ExpressionError,
    NumberLiteral,
    Reference,
    TextLiteral,
    Unary,
    nodes,
    parse,
    references,
)

PEOPLE, VALUE = Reference("2.4", "people"), Reference("2.4", "value")
ONE, TWO, THREE = NumberLiteral(1), NumberLiteral(2), NumberLiteral(3)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("[2.4.people] >= [2.4.value]", Binary(">=", PEOPLE, VALUE)),
        ("= [2.4.people]≥[ 2.4.value ]", Binary(">=", PEOPLE, VALUE)),
        ("[2.10] ≠ 7.6", Binary("<>", Reference("2.10"), NumberLiteral(7.6))),
        ("[A.1.x]", Reference("A.1.x")),
        ("1 + 2 * 3", Binary("+", ONE, Binary("*", TWO, THREE))),
        ("(1 + 2) * 3", Binary("*", Binary("+", ONE, TWO), THREE)),
        ("1 - 2 - 3", Binary("-", Binary("-", ONE, TWO), THREE)),
        ("1 & 2 + 3 = 3", Binary("=", Binary("&", ONE, Binary("+", TWO, THREE)), THREE)),
        ("-1 * 2", Binary("*", Unary("-", ONE), TWO)),
        ("1 - -2", Binary("-", ONE, Unary("-", TWO))),
        ('"nói ""không"""', TextLiteral('nói "không"')),
        ("[1.1] = “Có”", Binary("=", Reference("1.1"), TextLiteral("Có"))),
        ("max(1; 2, 3)", Call("MAX", (ONE, TWO, THREE))),
        (
            'OR([1.1] = "Không", ITEMS("documents", "1.1") > 0)',
            Call(
                "OR",
                (
                    Binary("=", Reference("1.1"), TextLiteral("Không")),
                    Binary(">", Call("ITEMS", (TextLiteral("documents"), TextLiteral("1.1"))), NumberLiteral(0)),
                ),
            ),
        ),
        ("(1 < 2) = (2 < 3)", Binary("=", Binary("<", ONE, TWO), Binary("<", TWO, THREE))),
    ],
)
def test_trees(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "sentence"),
    [
        ("", 1, "Chưa viết điều kiện."),
        ("[2.4.people] >= ]", 17, "Ở ký tự 17, gần “>= ]”: thừa dấu ]."),
        ("[2.4.people] >=", 16, "Ở cuối điều kiện, sau “] >=”: thiếu chỉ số, số hoặc chữ sau “>=”."),
        ("[2.4 = 1", 1, "Ở ký tự 1, gần “[2.4 = 1”: chỉ số chưa đóng ngoặc vuông."),
        ("[] = 1", 1, "Ở ký tự 1, gần “[] = 1”: trong ngoặc vuông chưa có mã chỉ số."),
        ("[people] = 1", 1, "Ở ký tự 1, gần “[people] = 1”: trong ngoặc vuông chưa có mã chỉ số."),
        ("0 < [a] < 3", 9, "Ở ký tự 9, gần “[a] < 3”: không so sánh nối tiếp."),
        ("[2.10] > 85%", 12, "Ở ký tự 12, gần “> 85%”: không dùng dấu %."),
        ("7,6 < 8", 2, "Ở ký tự 2, gần “7,6 < 8”: dấu , chỉ dùng trong ngoặc của hàm."),
        ("(1 + 2", 7, "Ở cuối điều kiện, sau “+ 2”: thiếu dấu ) cho dấu ( ở ký tự 1."),
        ("1)", 2, "Ở ký tự 2, gần “1)”: thừa dấu )."),
        ("1 2", 3, "Ở ký tự 3, gần “1 2”: thiếu dấu giữa hai giá trị."),
        ("[1.1] = 'Có'", 9, "Ở ký tự 9, gần “] = 'Có'”: không dùng dấu nháy đơn."),
        ('[1.1] = "Có', 9, 'Ở ký tự 9, gần “] = "Có”: chữ chưa đóng dấu nháy.'),
        ("1 ^ 2", 3, "Ở ký tự 3, gần “1 ^ 2”: không hiểu ký tự này."),
        ("[1.1] = Có", 9, "Ở ký tự 9, gần “] = Có”: không có hàm “Có”."),
        ("1 + AND", 8, "Ở cuối điều kiện, sau “AND”: thiếu dấu ( sau AND."),
        ("IF(1, 2)", 1, "Ở ký tự 1, gần “IF(1, 2)”: hàm IF cần 3 giá trị trong ngoặc, ở đây có 2."),
        ("PREV(3)", 1, "Ở ký tự 1, gần “PREV(3)”: trong ngoặc của PREV phải là một chỉ số."),
        ("UNIT([1])", 1, "Ở ký tự 1, gần “UNIT([1])”: trong ngoặc của UNIT phải là chữ đặt giữa hai dấu nháy."),
        ('ITEMS("x")', 1, 'Ở ký tự 1, gần “ITEMS("x")”: hàm ITEMS chỉ đếm "documents", "evidence", "practices".'),
        ("1" + " + 1" * 100, 401, "Ở ký tự 401, gần “1 + 1”: điều kiện quá dài."),
    ],
)
def test_faults_are_pointed_at(text: str, position: int, sentence: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.message) == (position, sentence)
    assert caught.value.hint.endswith(".")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_example_in_a_functions_cure_can_be_read(function: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(function + "()")
    assert isinstance(parse(caught.value.hint.removeprefix("Ví dụ: ").removesuffix(".")), Call)


def test_references_each_once_as_they_come() -> None:
    expression = parse("AND([2.4] > PREV([2.1]), NOT(ISBLANK([2.4])), -[2.4.people] < [2.4])")
    assert references(expression) == (Reference("2.4"), Reference("2.1"), Reference("2.4", "people"))
    assert [str(reference) for reference in references(expression)] == ["[2.4]", "[2.1]", "[2.4.people]"]
    assert sum(isinstance(node, Call) for node in nodes(expression)) == 4


PIECES = st.sampled_from([*FUNCTIONS, *'()[],;"+-*/&=<>%', "<=", "[2.4]", "[2.4.people]", '"Có"', "1", "2.5", " "])


@settings(deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join)))
def test_every_text_is_read_or_pointed_at(text: str) -> None:
    try:
        parse(text)
    except ExpressionError as error:
        assert 1 <= error.position <= len(text) + 1
        assert error.hint


@pytest.mark.parametrize("opening", ["(", "-", "ABS(", "1 + ("])
def test_depth_is_a_fault_not_a_crash(opening: str) -> None:
    with pytest.raises(ExpressionError):
        parse(opening * 5000)
