from collections import Counter
from datetime import date
from string import Formatter

import pytest

from bdhvs_xl import vi
from bdhvs_xl.regime import registry
from bdhvs_xl.regime.loader import load_regime

REGIME = load_regime("ninh_binh_02")
INDICATORS = pytest.mark.parametrize("indicator", REGIME.indicators, ids=lambda i: i.code)

CONTRACT_FIELDS = {
    "value", "people", "numerator", "denominator", "percent", "names", "units_reported", "units_expected",
}  # fmt: skip

KINDS = """\
1.1 yes_no share_yes stock   1.2 yes_no share_yes stock   1.3 count sum flow
2.1 count sum flow           2.2 count sum stock          2.3 names distinct stock
2.4 count_people sum flow    2.5 count sum stock          2.6 ratio ratio stock
2.7 names distinct stock     2.8 count sum flow           2.9 count_people sum flow
2.10 ratio ratio stock       2.11 ratio ratio stock       2.12 count_people sum flow
2.13 count_people sum flow   2.14 count_people sum flow   2.15 count sum stock
3.1 ratio ratio stock        3.2 ratio ratio stock        3.3 ratio ratio stock
3.4 count sum stock          3.5 ratio ratio stock
"""


def test_three_fifteen_and_five_indicators_in_order():
    assert Counter(i.group for i in REGIME.indicators) == {"1": 3, "2": 15, "3": 5}
    described = [f"{i.code} {i.kind.code} {i.over_units} {i.over_time}" for i in REGIME.indicators]
    assert " ".join(described) == " ".join(KINDS.split())


def test_units_of_measure_are_the_official_ones_but_for_people_and_households():
    assert [i.unit for i in REGIME.indicators] == [
        "Có/Không", "Có/Không", "Số buổi",
        "Số bài", "Số người", "Số nền tảng", "Số lớp (Số người)", "Số Chương trình", "Tỉ lệ %", "Số lượng", "Số lượng",
        "Số lớp (Số người)", "Tỉ lệ %", "Tỉ lệ %", "Số hộ (Số người)", "Số lớp (Số người)", "Số buổi (Số người)",
        "Số người",
        "Tỉ lệ %", "Tỉ lệ %", "Tỉ lệ %", "Số người", "Tỉ lệ %",
    ]  # fmt: skip


@INDICATORS
def test_every_column_has_a_clear_label_that_fits_an_input_message(indicator):
    assert set(indicator.labels) == set(indicator.columns)
    assert all(10 < len(label) <= 120 for label in indicator.labels.values())


@INDICATORS
def test_a_sentence_is_whole_and_uses_only_what_its_kind_provides(indicator):
    sentence = indicator.sentence
    used = {field for _, field, _, _ in Formatter().parse(sentence) if field}
    assert sentence[0].isupper() and sentence.endswith(".") and "  " not in sentence
    assert used and used <= set(indicator.kind.sentence_fields) <= CONTRACT_FIELDS
    assert indicator.kind.code != "count_people" or used == {"value", "people"}


@INDICATORS
def test_guidance_is_kept_and_names_end_without_a_full_stop(indicator):
    assert bool(indicator.evidence) == (indicator.code != "2.15")
    assert not indicator.name.endswith(".") and indicator.name == vi.plain(indicator.name)
    assert indicator.targets == {}


def test_provincial_organisations_are_not_asked_what_is_counted_by_territory():
    organisation, ward = REGIME.unit["DTN"], REGIME.unit["13669"]
    asked = [i.code for i in REGIME.indicators if i.asks(organisation)]
    assert asked == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.9", "2.13", "2.14", "3.1"]
    assert all(i.asks(ward) for i in REGIME.indicators)


def test_the_twelve_units_are_those_of_the_registry():
    communes = [u for u in REGIME.units if u.kind != "organisation"]
    known = registry.communes()
    assert (len(REGIME.units), len(communes)) == (12, 9)
    for unit in communes:
        commune = known[unit.code]
        assert (commune.name, commune.kind, commune.province) == (
            unit.name,
            unit.kind,
            REGIME.settings["province_code"],
        )


def test_each_unit_is_visited_once_and_reports_by_the_day_of_its_visit():
    assert Counter(s.delegation for s in REGIME.schedule) == {f"Đoàn Công tác số {n}": 4 for n in (1, 2, 3)}
    assert sorted(s.unit for s in REGIME.schedule) == sorted(u.code for u in REGIME.units)
    for slot in REGIME.schedule:
        session, _, day = slot.time.partition(" ngày ")
        assert session in ("Sáng", "Chiều") and vi.parse_date(day) == REGIME.unit[slot.unit].deadline
    assert REGIME.deadline < min(u.deadline or date.max for u in REGIME.units)


def test_the_outline_has_every_heading_of_the_letter_and_says_what_to_write():
    assert [s.id for s in REGIME.sections if s.level < 3] == [
        "I", "I.1", "I.2", "I.3", "I.4", "II", "II.1", "II.2", "II.3", "III", "IV",
    ]  # fmt: skip
    assert [s.number for s in REGIME.sections if s.id.startswith("II.1.")] == ["a)", "b)", "c)", "d)", "đ)", "e)"]
    assert {s.id: s.content for s in REGIME.sections if s.content in ("results", "practices")} == {
        "II.1.e": "practices",
        "II.2": "results",
    }
    for section in REGIME.sections:
        assert section.asked == (section.content not in ("heading", "results", "practices"))
        assert bool(section.guidance) == (section.content != "heading") and len(section.guidance) <= 255


def test_appendices_have_sheets_of_their_own():
    assert [(a.id, a.number, a.kind, a.sheet) for a in REGIME.appendices] == [
        ("PL1", "I", "schedule", "PL1 Lịch khảo sát"),
        ("PL2", "II", "results", "PL2 Kết quả"),
        ("PL3", "III", "practices", "PL3 Mô hình"),
    ]
