import re
from datetime import date

import pytest

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import SETTINGS
from bdhvs_xl.regime import loader

DATES = {"period_from": "01/7/2025", "period_to": "17/5/2026", "deadline": "19/5/2026"}
HEAD = "[settings]\n" + "".join(f'{key} = "{DATES.get(key, "x")}"\n' for key in loader.SETTING_KEYS)
BODY = """
[[groups]]
code = "1"
name = "Nhóm"
[[indicators]]
code = "1.1"
name = "Số lớp"
group = "1"
unit = "Số lớp (Số người)"
kind = "count_people"
over_units = "sum"
targets = { 2026 = 80 }
since = 2025-07-01
sentence = "Đã mở {value} lớp với {people} người."
[[rules]]
id = "r"
test = "[1.1.people] >= [1.1.value]"
severity = "error"
message = "Sai."
holds = [{ "1.1.people" = 2, "1.1.value" = 1 }]
[[sections]]
id = "I"
number = "I"
level = 1
title = "Mục"
[[appendices]]
id = "PL"
number = "I"
kind = "results"
sheet = "PL"
title = "Phụ lục"
[[attributes]]
key = "hamlets"
name = "Số thôn"
[[units]]
code = "A"
name = "Xã A"
kind = "commune"
deadline = 2026-05-22
attributes = { hamlets = 12 }
[[schedule]]
unit = "A"
time = "Sáng ngày 22/5/2026"
delegation = "Đoàn số 1"
"""


@pytest.fixture
def load(tmp_path):
    def written(text):
        path = tmp_path / "thu.toml"
        path.write_text(text, encoding="utf-8")
        return loader.load_regime_file(path)

    return written


def test_a_regime_is_read_with_the_types_of_its_records(load):
    regime = load(HEAD + BODY)
    indicator, unit = regime.indicator["1.1"], regime.unit["A"]
    assert (indicator.targets, indicator.since, indicator.required) == ({2026: 80.0}, date(2025, 7, 1), True)
    assert (unit.deadline, unit.attributes) == (date(2026, 5, 22), {"hamlets": 12.0})
    assert regime.rules[0].holds == ({"1.1.people": 2, "1.1.value": 1},)
    assert (regime.period_from, regime.deadline) == (date(2025, 7, 1), date(2026, 5, 19))


def test_the_settings_are_those_of_the_workbook_but_for_the_masters_own_id():
    assert {s.key for s in SETTINGS} == {*loader.SETTING_KEYS, *loader.OPTIONAL_SETTING_KEYS}


def test_an_optional_setting_may_be_left_out_and_is_then_blank(load):
    assert load(HEAD + BODY).settings["addressee"] == ""
    assert load(HEAD + 'addressee = "Sở A|Sở B"\n' + BODY).settings["addressee"] == "Sở A|Sở B"


def test_a_units_own_sentence_uses_the_units_own_values(load):
    own = BODY.replace('sentence = "', 'own_sentence = "Đơn vị đã mở {value} lớp với {people} người."\nsentence = "')
    assert load(HEAD + own).indicator["1.1"].own_sentence == "Đơn vị đã mở {value} lớp với {people} người."
    with pytest.raises(UserError) as raised:
        load(HEAD + own.replace('{people} người."\nsentence', '{units_reported} đơn vị."\nsentence'))
    assert "khóa own_sentence: loại count_people không có số {units_reported}." in raised.value.message
    assert raised.value.hint == "Chỉ dùng: {value}, {people}."


REFUSED = {
    'code = "A"': ('code = "A"\nten = "x"', "[[units]] thứ 1 (A): không có khóa ten.", "code, name, kind"),
    'kind = "commune"': ('kind = "xã"', "[[units]] thứ 1 (A): khóa kind: không có giá trị 'xã'.", '"commune"'),
    "deadline = 2026-05-22": ('deadline = "22/5/2026"', "(A): khóa deadline phải là ngày.", "2026-05-22"),
    "deadline = 2026-05-22\n": ("deadline = 2026-05-22T08:30:00\n", "(A): khóa deadline phải là ngày.", ""),
    "hamlets = 12": ('hamlets = "12"', "khóa attributes.hamlets phải là số.", "'12'"),
    "{ hamlets = 12 }": ("{ hamlet = 12 }", "[[units]] A: khóa attributes: không có “hamlet”.", "[[attributes]]"),
    "level = 1": ("level = true", "[[sections]] thứ 1 (I): khóa level phải là số nguyên.", ""),
    'number = "I"\nlevel': ("number = 1\nlevel", "khóa number phải là chữ", ""),
    'title = "Mục"': (
        'title = "Mục"\nindicators = ["2.1"]',
        "[[sections]] I: khóa indicators: không có chỉ số “2.1”",
        "",
    ),
    'message = "Sai."\n': ("", "[[rules]] thứ 1 (r): thiếu khóa message.", "message ="),
    '"1.1.people" = 2': ('"1.1.people" = 2 }, 5, { "x" = 1', "khóa holds, mục thứ 2 phải là bảng", "5"),
    "targets = { 2026 = 80 }": ("targets = { nay = 80 }", "khóa nay phải là năm", "2026"),
    'group = "1"': ('group = "9"', "[[indicators]] 1.1: khóa group: không có nhóm “9”.", "[[groups]]"),
    'kind = "count_people"\n': (
        'units = ["A", "B"]\nkind = "count_people"\n',
        "[[indicators]] 1.1: khóa units: không có đơn vị “B”.",
        "[[units]]",
    ),
    'kind = "count_people"': (
        'due = 2026-05-31\nkind = "count_people"',
        "[[indicators]] 1.1: khóa due: chỉ nhiệm vụ trả lời Có/Không mới có thời hạn.",
        'kind = "yes_no"',
    ),
    "[[attributes]]": (
        '[[letters]]\nid = "l"\nkind = "plan"\ntitle = "x"\nlines = [{ part = "task", indicator = "9" }]\n'
        "[[attributes]]",
        "[[letters]] l: khóa indicator: không có chỉ số “9”.",
        "[[indicators]]",
    ),
    'over_units = "sum"': ('over_units = "ratio"', "khóa over_units: loại count_people", "sum, max, none"),
    "{people} người": ("{percent} người", "khóa sentence: loại count_people không có số {percent}", "{people}"),
    "{value} lớp": ("{value lớp", "khóa sentence: ngoặc nhọn không khớp", ""),
    ">= [1.1.value]": (">= [1.2]", "[[rules]] r: khóa test: không có chỉ số 1.2.", "[[indicators]]"),
    "[1.1.people] >=": ("[1.1.denominator] >=", "chỉ số 1.1 không có cột denominator", "value, people"),
    "people] >= [1.1.value]": ("people] >= ", "[[rules]] r: khóa test:", ""),
    'test = "[1.1.people] >= [1.1.value]"': ("test = '[1.1] = UNIT(\"ho\")'", "không có số liệu nền “ho”", ""),
    'unit = "A"': ('unit = "B"', "[[schedule]]: khóa unit: không có đơn vị “B”.", "[[units]]"),
    '[[attributes]]\nkey = "hamlets"': (
        '[[attributes]]\nkey = "hamlets"\nname = "x"\n[[attributes]]\nkey = "hamlets"',
        "[[attributes]]: khóa key “hamlets” có 2 lần.",
        "",
    ),
    "[[schedule]]": ("[[lich]]", "tệp: không có khóa lich.", "schedule"),
    "[[groups]]": ("[groups]", "khối groups phải là danh sách bảng", "[[groups]]"),
    "[[appendices]]": ("[[rules]]", "thiếu khối appendices", "[[appendices]]"),
    'place = "x"\n': ("", "[settings]: thiếu khóa place.", "place ="),
    'plan = "x"': ("plan = 3", "[settings]: khóa plan phải là chữ.", 'plan = "3"'),
    'style = "x"': ('style = "x"\nfont = "y"', "[settings]: không có khóa font.", "organ_above"),
    '"17/5/2026"': ('"17/5"', "[settings], khóa period_to:", "ngày/tháng/năm"),
    '"01/7/2025"': ('"01/7/2027"', "period_from sau period_to", ""),
    'title = "Phụ lục"': (
        'title = "Phụ lục"\ngroups = ["9"]',
        "[[appendices]] PL: khóa groups: không có nhóm “9”.",
        "[[groups]]",
    ),
    'kind = "results"\nsheet': (
        'kind = "practices"\nsheet',
        "[[indicators]] 1.1: không phụ lục nào nêu kết quả của chỉ số này.",
        "groups",
    ),
    'kind = "results"': ("kind = results", "sai cú pháp TOML", "dòng"),
}


@pytest.mark.parametrize("right", REFUSED)
def test_what_is_wrong_is_named_with_its_place_and_cure(load, right):
    wrong, sentence, cure = REFUSED[right]
    text = HEAD + BODY
    assert right in text
    with pytest.raises(UserError) as caught:
        load(text.replace(right, wrong, 1))
    assert caught.value.message.startswith("Tệp loại báo cáo thu.toml: ")
    assert sentence in caught.value.message
    assert caught.value.hint and cure in caught.value.hint


def test_a_file_that_cannot_be_read_is_said_so(tmp_path):
    with pytest.raises(UserError, match="không mở được"):
        loader.load_regime_file(tmp_path / "khong_co.toml")
    (tmp_path / "cu.toml").write_bytes("tên = 1".encode("utf-16"))
    with pytest.raises(UserError, match="không phải văn bản UTF-8"):
        loader.load_regime_file(tmp_path / "cu.toml")


def test_an_unknown_regime_is_answered_with_those_there_are():
    with pytest.raises(UserError, match=re.escape("ninh_binh_02")):
        loader.load_regime("ninh_binh_03")
