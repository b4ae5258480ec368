"""Stamping: a unit's texts in place of marks, all other parts as they were."""

from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from support.small_regime import small_regime

from bdhvs_xl.form.build.addressee import asked_indicator_codes, unit_texts
from bdhvs_xl.form.build.form_workbook import build_unit_template
from bdhvs_xl.form.fill_template import FormTemplate, placeholder
from bdhvs_xl.form.identity import common_form_name, form_name, form_revision, form_token
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Unit

REGIME = small_regime()


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "template.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Một")
    sheet.write("A1", placeholder("name"))
    sheet.write("A2", f"Đơn vị: {placeholder('name')} ({placeholder('code')})")
    sheet.write_formula("A3", "=A1", None, placeholder("name"))
    book.add_worksheet("Hai").write("A1", 7)
    book.close()
    return path


def cells(path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name("Một").to_python(skip_empty_area=False)


@pytest.mark.parametrize("name", ["Xã Giao Ninh", "A & B <C> \"D\" 'E'", "", "dài " * 20_000 + "."])
def test_every_mark_becomes_the_units_text(template, tmp_path, name):
    out = tmp_path / "out.xlsx"
    out.write_bytes(FormTemplate(template).stamp({"name": name, "code": "00123"}))
    assert cells(out) == [[name], [f"Đơn vị: {name} (00123)"], [name]]
    with ZipFile(out) as form:
        assert form.testzip() is None


def test_letters_that_xml_forbids_are_left_out(template, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(FormTemplate(template).stamp({"name": "Xã\x0b Giao\x00", "code": "1"}))
    assert cells(out)[0] == ["Xã Giao"]


def test_parts_without_marks_keep_their_bytes(tmp_path):
    unit = REGIME.units[0]
    path, out = tmp_path / "template.xlsx", tmp_path / "out.xlsx"
    build_unit_template(REGIME, asked_indicator_codes(REGIME, unit), path)
    out.write_bytes(FormTemplate(path).stamp(unit_texts(REGIME, unit)))
    with ZipFile(path) as before, ZipFile(out) as after:
        assert sorted(before.namelist()) == sorted(after.namelist())
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert changed == ["xl/sharedStrings.xml"]


def test_one_stamp_serves_unit_after_unit(template):
    stamp = FormTemplate(template)
    first = stamp.stamp({"name": "Một", "code": "1"})
    stamp.stamp({"name": "Hai", "code": "2"})
    assert stamp.stamp({"name": "Một", "code": "1"}) == first


def test_a_template_built_twice_is_the_same_to_the_byte(tmp_path):
    asked = frozenset(REGIME.indicator)
    for name in ("one.xlsx", "two.xlsx"):
        build_unit_template(REGIME, asked, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_form_is_named_after_its_unit_and_period():
    assert form_name(REGIME.units[0], REGIME) == "14212-xa-giao-ninh-2025-07-01_2026-05-17.xlsx"
    odd = Unit(code="ĐTN/1", name="Đoàn TNCS Hồ Chí Minh tỉnh", kind="organisation")
    assert form_name(odd, REGIME) == "dtn-1-doan-tncs-ho-chi-minh-tinh-2025-07-01_2026-05-17.xlsx"
    assert common_form_name(REGIME) == "bieu-mau-chung-2025-07-01_2026-05-17.xlsx"


def test_a_token_belongs_to_one_unit_of_one_master_and_period():
    other_master, other_period = small_regime(), small_regime()
    other_master.settings["master_id"] = "m-0002"
    other_period.settings["period_to"] = "18/5/2026"
    tokens = {
        form_token(REGIME, "14212"), form_token(REGIME, "13669"),
        form_token(other_master, "14212"), form_token(other_period, "14212"),
    }  # fmt: skip
    assert len(tokens) == 4
    assert form_token(REGIME, "14212") == form_token(small_regime(), "14212")
    assert form_token(REGIME, "") == ""


def test_the_revision_changes_with_what_is_asked_and_not_with_words():
    reworded = replace(REGIME.indicators[0], name="Tên khác", evidence="Hướng dẫn khác")
    other_kind = replace(REGIME.indicators[0], kind=KINDS["count"])
    other_units = replace(REGIME.indicators[0], units=("14212",))
    fewer = replace(REGIME, indicators=REGIME.indicators[1:])
    revisions = [
        form_revision(r)
        for r in (
            replace(REGIME, indicators=(reworded, *REGIME.indicators[1:])),
            replace(REGIME, indicators=(other_kind, *REGIME.indicators[1:])),
            replace(REGIME, indicators=(other_units, *REGIME.indicators[1:])),
            fewer,
            replace(REGIME, sections=REGIME.sections[:-1]),
        )
    ]
    assert revisions[0] == form_revision(REGIME)
    assert len({form_revision(REGIME), *revisions[1:]}) == 5


def test_an_indicator_that_ended_before_the_period_is_asked_in_no_form():
    ended = tuple(replace(i, until=date(2024, 12, 31)) if i.code == "2.1" else i for i in REGIME.indicators)
    regime = replace(REGIME, indicators=ended)
    unit = regime.units[0]
    assert asked_indicator_codes(REGIME, unit) - asked_indicator_codes(regime, unit) == {"2.1"}
