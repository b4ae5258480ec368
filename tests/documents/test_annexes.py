from dataclasses import replace

import pytest
from support.small_report_data import material, small_ledger
from support.split_regime import split_regime

from bdhvs_xl.documents.content.annexes import annex_rows
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions


def rows(made):
    """The rows of the appendices as a person reads them, by appendix."""
    found = {}
    for line in annex_rows(made, Figures(), ()):
        texts = {key: unmarked_text(text) for key, text in line.fields.items()}
        found.setdefault(line.appendix, []).append((line.model, *texts.values()))
    return found


def of_unit(code):
    """The material of one unit's own report."""
    regime = split_regime()
    unit = regime.unit[code]
    alone = replace(regime, units=(unit,))
    ledger = small_ledger()
    given = contributions(alone, ledger, set())
    made = material(alone, ledger)
    return replace(made, totals=totals_from_contributions(alone, ledger, given), contributions=given, author=unit)


def test_the_focal_office_counts_who_is_in_a_result_and_what_backs_it():
    shown = rows(material(split_regime()))
    assert list(shown) == ["PL1", "PL2"]
    assert shown["PL1"][0] == (
        "targets", "1", "Số bài viết, bản tin về Phong trào", "100\n(năm 2026)", "2/3", "Đạt\n114 bài", "100%",
        "01 đơn vị có minh chứng",
    )  # fmt: skip
    assert shown["PL1"][3] == (
        "targets", "4", "Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng", "80%\n(năm 2026)", "2/2",
        "Chưa đạt\n79,6% (74/93)", "99,5%", "",
    )  # fmt: skip
    assert shown["PL2"] == [
        ("statistics", "1", "Việc ban hành Kế hoạch, các văn bản triển khai Phong trào", "Có/ Không", "1/2 đơn vị",
         "01 văn bản", "2/3"),
    ]  # fmt: skip


def test_a_unit_names_itself_and_lists_its_documents_and_evidence():
    shown = rows(of_unit("14212"))
    assert shown["PL1"][0] == (
        "targets", "1", "Số bài viết, bản tin về Phong trào", "100\n(năm 2026)", "Xã Giao Ninh", "Chưa đạt\n84 bài",
        "84%", "Chuyên mục “Bình dân học vụ số” trên Đài truyền thanh xã & trang <Zalo>",
    )  # fmt: skip
    assert shown["PL1"][1][-4:] == ("Xã Giao Ninh", "2 nền tảng", "–", "- VNeID\n- Zalo")
    assert shown["PL1"][3][-3:] == ("Đạt\n100% (43/43)", "100%", "")
    ((*_, answer, document, unit),) = shown["PL2"]
    assert (answer, unit) == ("Có", "Xã Giao Ninh")
    assert document == "Kế hoạch số 08-KH/ĐU, ngày 12/9/2025 về triển khai"


def test_a_unit_that_gave_nothing_has_dashes():
    shown = rows(of_unit("LDLD"))
    assert shown["PL1"][0][-4:] == ("Liên đoàn Lao động tỉnh", "–", "–", "")


@pytest.mark.parametrize(("part", "whole"), [("Không", 0), ("Có", 100)])
def test_the_two_counts_of_a_yes_or_no_question_are_not_taken_for_its_percentage(part, whole):
    ledger, figures = small_ledger(), Figures()
    answers = {"14212": part, "13669": part}
    for unit, said in answers.items():
        place = ("1.1", "value")
        ledger.values[unit][place] = replace(ledger.values[unit][place], value=said, raw=said)
    made = material(split_regime(), ledger)
    assert made.total["1.1", "percent"].value == whole
    list(annex_rows(made, figures, ()))
    told = [
        (f.column, f.text)
        for f in figures.marked
        if f.indicator == "1.1" and f.column in ("numerator", "percent", "denominator")
    ]
    assert told == [("numerator", "0" if part == "Không" else "2"), ("denominator", "2")]


def test_every_number_of_a_table_is_a_figure():
    figures = Figures()
    for line in annex_rows(material(split_regime()), figures, ()):
        assert line.fields
    first = [(f.indicator, f.column, f.text) for f in figures.marked if f.indicator == "2.1"]
    assert first == [
        ("2.1", "value", "114"), ("2.1", "target", "100"), ("2.1", "units_reported", "2"),
        ("2.1", "units_expected", "3"), ("2.1", "fulfilled", "100"), ("2.1", "evidence", "01"),
    ]  # fmt: skip
