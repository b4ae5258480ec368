from bdhvs_xl.report import labels
from bdhvs_xl.report.figures import COUNTED
from bdhvs_xl.report.labels import Label
from bdhvs_xl.workbook.words import COLUMN_NAMES

FULL = Label(number=57, indicator="2.4", column="people", unit="14212", section="II.1.c", text="2.610")


def test_a_tag_says_everything_and_is_read_back():
    assert labels.tag(FULL) == "bdhvs:f57|2.4|people|14212|II.1.c|2.610"
    assert labels.read(labels.tag(FULL), "whatever people wrote") == FULL


def test_a_title_says_what_people_ask_and_is_read_back():
    assert labels.title(FULL) == "2.4 Số người 14212 (f57)"
    assert labels.read("", labels.title(FULL)) == Label(number=57, indicator="2.4", column="people", unit="14212")


def test_every_name_of_a_figure_is_read_back_from_its_title():
    for column in [*COUNTED, *COLUMN_NAMES]:
        label = Label(number=1, indicator="2.10", column=column, unit="DTN")
        assert labels.read("", labels.title(label)) == label


def test_a_tag_leaves_out_its_last_parts_where_there_is_no_room():
    long = Label(number=1234, indicator="2.10", column="units_to_correct", unit="14212", section="X" * 30, text="9")
    assert labels.tag(long) == "bdhvs:f1234|2.10|units_to_correct|14212"
    assert len(labels.title(Label(number=1234, column="ratios", unit="U" * 60))) == 64


def test_controls_that_are_not_ours_are_none():
    assert labels.read("", "") is None
    assert labels.read("khac", "Ngày ký (dự kiến)") is None
    assert labels.read("bdhvs:fx", "Số người (f)") is None
