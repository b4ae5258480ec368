"""One of several choices by a typed line."""

import pytest

from bdhvs_xl.excel.choose_from_list import choose_from_list

FEW = {"a": "Báo cáo tháng", "b": "Báo cáo năm"}
MANY = {f"{n:02}": f"tỉnh Số {n}" for n in range(1, 33)} | {"37": "tỉnh Ninh Bình", "38": "tỉnh Thanh Hóa"}


class Typing:
    """A user who types these lines, and what was asked: (question, what stood in the line)."""

    def __init__(self, *lines: str | None) -> None:
        self._lines = list(lines)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, question: str, suggested: str) -> str | None:
        self.asked.append((question, suggested))
        return self._lines.pop(0)


@pytest.mark.parametrize(("line", "code"), [("1", "a"), (" 2 ", "b"), ("b", "b"), ("báo  cáo NĂM", "b"), (None, None)])
def test_a_short_list_is_shown_with_numbers(line: str | None, code: str | None) -> None:
    typing = Typing(line)
    assert choose_from_list("Loại nào?", FEW, 255, typing) == code
    assert typing.asked == [("Loại nào?\n1. Báo cáo tháng\n2. Báo cáo năm", "1")]


def test_a_choice_may_be_none_of_them() -> None:
    assert choose_from_list("Loại nào?", {"": "Không chọn", **FEW}, 255, Typing("1")) == ""
    assert choose_from_list("Loại nào?", {"": "Không chọn", **FEW}, 255, Typing("")) == ""
    assert choose_from_list("Tỉnh nào?", {"": "Không chọn", **MANY}, 255, Typing("")) == ""


def test_long_words_are_cut_so_that_every_choice_is_seen() -> None:
    typing = Typing("9")
    choices = {str(n): f"{n} " + "Kết quả " * 30 for n in range(11, 20)}
    assert choose_from_list("Loại nào?", choices, 255, typing) == "19"
    lines = typing.asked[0][0].split("\n")
    assert len(typing.asked[0][0]) <= 255
    assert [line[:6] for line in lines[1:]] == [f"{n}. {n + 10} " for n in range(1, 10)]


@pytest.mark.parametrize(("line", "code"), [("37", "37"), ("tỉnh ninh bình", "37"), ("Tỉnh Thanh Hoá", "38")])
def test_of_a_long_list_the_code_or_the_name_is_typed(line: str, code: str) -> None:
    typing = Typing(line)
    assert choose_from_list("Tỉnh nào?", MANY, 255, typing) == code
    assert typing.asked == [("Tỉnh nào?", "")]


def test_what_looks_like_a_choice_is_proposed_and_not_taken() -> None:
    typing = Typing("ninh binh", "tỉnh Ninh Bình")
    assert choose_from_list("Tỉnh nào?", MANY, 255, typing) == "37"
    assert typing.asked[1] == ("Không có “ninh binh”. Gần giống: tỉnh Ninh Bình. Tỉnh nào?", "tỉnh Ninh Bình")


def test_a_wrong_answer_is_asked_again_with_the_reason() -> None:
    typing = Typing("3", "", "x" * 200, None)
    assert choose_from_list("Loại nào?", FEW, 255, typing) is None
    listed = "Loại nào?\n1. Báo cáo tháng\n2. Báo cáo năm"
    assert [question for question, _ in typing.asked] == [
        listed, f"Không có “3”. {listed}", f"Chưa chọn. {listed}", f"Không có “{'x' * 29}…”. {listed}",
    ]  # fmt: skip
