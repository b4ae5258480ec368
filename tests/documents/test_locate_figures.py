import pytest

from bdhvs_xl.documents.figures.locate_figures import heading_number, section_path


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("II. KẾT QUẢ THỰC HIỆN", "II"),
        ("1. Công tác lãnh đạo", "1"),
        ("2.1.1. Công tác truyền thông", "2.1.1"),
        ("đ) Vấn đề an ninh", "đ"),
        ("Phụ lục II", "Phụ lục II"),
    ],
)
def test_the_number_of_a_heading_is_all_that_stands_before_its_title(heading, number):
    assert heading_number(heading) == number


@pytest.mark.parametrize(
    ("passed", "section"),
    [
        ({1: "II", 2: "1", 3: "a"}, "II.1.a"),
        ({1: "I", 2: "2", 3: "2.1.1"}, "I.2.1.1"),
        ({2: "1", 3: "1.4"}, "1.4"),
        ({1: "I", 2: "1", 3: "10.2"}, "I.1.10.2"),
        ({1: "Phụ lục I"}, "Phụ lục I"),
        ({}, "Mở đầu"),
    ],
)
def test_a_number_that_names_those_above_it_is_said_once(passed, section):
    assert section_path(passed) == section
