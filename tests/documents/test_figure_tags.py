from bdhvs_xl.documents.figures import figure_tags
from bdhvs_xl.documents.figures.figure_tags import FigureLabel
from bdhvs_xl.documents.figures.figures import COUNT_NAMES
from bdhvs_xl.master.labels import COLUMN_NAMES

FULL = FigureLabel(number=57, indicator="2.4", column="people", unit="14212", section="II.1.c", text="2.610")


def test_a_tag_says_everything_and_is_read_back():
    assert figure_tags.control_tag(FULL) == "bdhvs:f57|2.4|people|14212|II.1.c|2.610"
    assert figure_tags.parse_label(figure_tags.control_tag(FULL), "whatever people wrote") == FULL


def test_a_title_says_what_people_ask_and_is_read_back():
    assert figure_tags.control_title(FULL) == "2.4 Số người 14212 (f57)"
    assert figure_tags.parse_label("", figure_tags.control_title(FULL)) == FigureLabel(
        number=57, indicator="2.4", column="people", unit="14212"
    )


def test_every_name_of_a_figure_is_read_back_from_its_title():
    for column in [*COUNT_NAMES, *COLUMN_NAMES]:
        label = FigureLabel(number=1, indicator="2.10", column=column, unit="DTN")
        assert figure_tags.parse_label("", figure_tags.control_title(label)) == label


def test_a_tag_leaves_out_its_last_parts_where_there_is_no_room():
    long = FigureLabel(
        number=1234, indicator="2.10", column="units_to_correct", unit="14212", section="X" * 30, text="9"
    )
    assert figure_tags.control_tag(long) == "bdhvs:f1234|2.10|units_to_correct|14212"
    assert len(figure_tags.control_title(FigureLabel(number=1234, column="ratios", unit="U" * 60))) == 64


def test_controls_that_are_not_ours_are_none():
    assert figure_tags.parse_label("", "") is None
    assert figure_tags.parse_label("khac", "Ngày ký (dự kiến)") is None
    assert figure_tags.parse_label("bdhvs:fx", "Số người (f)") is None
