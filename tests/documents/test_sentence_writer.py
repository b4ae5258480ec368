from dataclasses import replace

import pytest
from support.monthly_regime import monthly_regime
from support.small_regime import INDICATORS, small_regime
from support.small_report_data import material, small_ledger

from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, SentenceWriter
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.documents.word.footnotes import footnotes_in
from bdhvs_xl.intake.ledger import TrackingRow, Value

CODE = {indicator.code: indicator for indicator in INDICATORS}


def told(indicator, values, *, settings=None, silent=frozenset(), findings=None):
    """What is said of one indicator when units gave `values` by unit and column; "–" with the reason when withheld."""
    regime, code = small_regime(), indicator.code
    regime = replace(
        regime,
        settings={**regime.settings, **(settings or {})},
        indicators=tuple(indicator if i.code == code else i for i in regime.indicators),
    )
    ledger = small_ledger()
    ledger.documents = []
    ledger.values = {
        unit: {
            (indicator.code, column): Value(
                unit=unit, indicator=indicator.code, column=column, value=value, raw=str(value)
            )
            for column, value in columns.items()
        }
        for unit, columns in values.items()
    }
    ledger.tracking = {u.code: TrackingRow(unit=u.code, name=u.name, status="accepted") for u in regime.units}
    teller = SentenceWriter(material(regime, ledger), Figures(), silent, findings if findings is not None else [])
    claim = teller.write(indicator)
    return unmarked_text(claim.text) if isinstance(claim, IndicatorSentence) else f"– {claim.reason}"


def count(**by_unit):
    return {unit.removeprefix("u"): {"value": value} for unit, value in by_unit.items()}


COUNT = replace(CODE["2.1"], targets={}, sentence="Đã đăng {value} bài.")
ALL = count(u14212=5.0, u13669=3.0, LDLD=0.0)


@pytest.mark.parametrize(
    ("indicator", "values", "expected"),
    [
        (COUNT, ALL, "Đã đăng 08 bài."),
        (replace(COUNT, sentence="Đã đăng {value} bài"), ALL, "Đã đăng 08 bài."),
        (replace(COUNT, sentence=""), ALL, "Số bài viết, bản tin về Phong trào: 08."),
        (replace(COUNT, targets={2026: 8}), ALL, "Đã đăng 08 bài, hoàn thành mục tiêu 08."),
        (replace(COUNT, targets={2026: 7}), ALL, "Đã đăng 08 bài, vượt mục tiêu 07."),
        (replace(COUNT, targets={2026: 9}), ALL, "Đã đăng 08 bài, chưa đạt mục tiêu 09."),
        (COUNT, count(u14212=2610.0, u13669=3.0), "Đã đăng 2.613 bài (số liệu của 02/03 đơn vị)."),
        (COUNT, count(u14212=0.0, u13669=0.0, LDLD=0.0),
         "Theo báo cáo của các đơn vị, chưa có bài viết, bản tin về Phong trào."),
        (replace(COUNT, sentence="Có {value} bài của {units_reported}/{units_expected} đơn vị. Đó là nền nếp."), ALL,
         "Có 08 bài của 03/03 đơn vị. Đó là nền nếp."),
    ],
)  # fmt: skip
def test_counts(indicator, values, expected):
    assert told(indicator, values) == expected


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (3.0, "Đã đăng 06 bài; lũy kế 16 bài (số liệu của 02/03 đơn vị)."),
        (0.0, "Theo báo cáo của các đơn vị, trong kỳ chưa có bài viết, bản tin về Phong trào. "
         "Lũy kế từ ngày 01/4/2026 đến ngày 31/5/2026 là 16 bài."),
    ],
)  # fmt: skip
def test_what_adds_up_says_whose_earlier_numbers_are_missing(done, expected):
    regime = monthly_regime()
    articles = replace(regime.indicator["2.1"], targets={}, sentence="Đã đăng {value} bài; lũy kế {cumulative} bài.")
    regime = replace(regime, indicators=(articles,))
    ledger = small_ledger()
    ledger.values = {
        unit: {
            ("2.1", column): Value(unit=unit, indicator="2.1", column=column, value=value, raw="")
            for column, value in (("in_period", done), ("cumulative", 8.0))
        }
        for unit in ("14212", "13669")
    }
    claim = SentenceWriter(material(regime, ledger), Figures(), frozenset({"LDLD"}), []).write(regime.indicator["2.1"])
    assert isinstance(claim, IndicatorSentence) and unmarked_text(claim.text) == expected


SHARE = replace(CODE["1.1"], sentence="Có {numerator}/{denominator} đơn vị đã ban hành, đạt {percent}%.")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (count(u14212="Có", u13669="Có", LDLD="Có"), "Tất cả 03/03 đơn vị đã ban hành, đạt 100%."),
        (count(u14212="Có", u13669="Có"), "Có 02/02 đơn vị đã ban hành, đạt 100% (số liệu của 02/03 đơn vị)."),
        (count(u14212="Có", u13669="Không", LDLD="Có"),
         "Có 02/03 đơn vị đã ban hành, đạt 66,7%; còn phường Nam Định chưa thực hiện."),
    ],
)  # fmt: skip
def test_shares_of_units_say_who_is_left(values, expected):
    assert told(SHARE, values) == expected


RATIO = replace(
    CODE["2.10"], targets={}, unit_kinds=(), sentence="Có {numerator}/{denominator} thôn tổ chức, đạt {percent}%."
)


def ratio(*parts):
    units = ("14212", "13669", "LDLD")
    return {unit: {"numerator": n, "denominator": d} for unit, (n, d) in zip(units, parts, strict=False)}


def test_ratios_name_the_best_and_the_weakest():
    assert told(RATIO, ratio((9.0, 10.0), (5.0, 10.0), (10.0, 10.0))) == (
        "Có 24/30 thôn tổ chức, đạt 80%; cao nhất là Liên đoàn Lao động tỉnh (100%), "
        "thấp nhất là phường Nam Định (50%)."
    )  # fmt: skip


def test_ratios_of_two_units_or_equal_ones_are_not_compared():
    assert told(RATIO, ratio((9.0, 10.0), (5.0, 10.0))) == (
        "Có 14/20 thôn tổ chức, đạt 70% (số liệu của 02/03 đơn vị)."
    )
    assert told(RATIO, ratio((10.0, 10.0), (8.0, 8.0), (5.0, 5.0))) == "Tất cả 23/23 thôn tổ chức, đạt 100%."


def test_a_bare_percent_is_named_but_not_added():
    values = ratio((9.0, 10.0), (5.0, 10.0)) | {"LDLD": {"percent": 90.0}}
    assert told(RATIO, values) == (
        "Có 14/20 thôn tổ chức, đạt 70% (số liệu của 02/03 đơn vị; Liên đoàn Lao động tỉnh chỉ báo cáo tỉ lệ "
        "nên chưa cộng được)."
    )  # fmt: skip


def test_names_are_listed_and_a_long_list_ends_in_dots():
    indicator = replace(CODE["2.2"], sentence="Dùng {value} nền tảng, gồm: {names}.")
    few = {"14212": {"value": 2.0, "evidence": "VNeID; Zalo"}, "13669": {"value": 1.0, "evidence": "zalo"}}
    many = {"14212": {"value": 13.0, "evidence": ";".join(f"N{n}" for n in range(13))}}
    assert told(indicator, few, silent=frozenset({"LDLD"})) == "Dùng 02 nền tảng, gồm: VNeID và Zalo."
    assert told(indicator, many, settings={"min_coverage": "0"}, silent=frozenset({"LDLD", "13669"})) == (
        "Dùng 13 nền tảng, gồm: N0, N1, N2, N3, N4, N5, N6, N7, N8, N9, N10, N11…"
    )


@pytest.mark.parametrize("indicator", [COUNT, replace(CODE["2.2"], over_units="sum")])
def test_names_that_nobody_lists_leave_no_hole_and_are_told(indicator):
    findings = []
    values = {unit: {"value": 2.0, "evidence": "VNeID; Zalo"} for unit in ("14212", "13669", "LDLD")}
    text = told(replace(indicator, sentence="Dùng {value}, gồm: {names}."), values, findings=findings)
    assert text.endswith(": 06.")
    assert f"của chỉ số {indicator.code} không đọc được (không có ô {{names}}); báo cáo dùng câu mặc định." in (
        findings[0].message
    )
    assert findings[0].cure.endswith(
        "chỉ dùng các ô: {value}, {units_reported}, {units_expected}. Ô {names} chỉ có ở chỉ số loại Danh sách tên "
        "tổng hợp bằng Đếm tên khác nhau, khi đơn vị đã ghi các tên vào cột Minh chứng."
    )


def test_a_claim_that_too_few_units_carry_is_withheld():
    assert told(COUNT, {}) == "– Chưa có đơn vị nào báo cáo số cộng được."
    assert told(COUNT, count(u14212=5.0)) == "– Mới có số liệu của 1/3 đơn vị, dưới mức tối thiểu 50%."
    assert told(COUNT, count(u14212=5.0), settings={"min_coverage": "30"}).startswith("Đã đăng 05 bài")


@pytest.mark.parametrize(
    "sentence", ["Đã đăng {people} bài.", "Đã đăng {value bài.", "{value.__class__.__mro__}", "{value + 1}"]
)
def test_a_broken_sentence_is_a_finding_and_a_plain_sentence_stands_in(sentence):
    findings = []
    assert told(replace(COUNT, sentence=sentence), ALL, findings=findings) == "Số bài viết, bản tin về Phong trào: 08."
    assert [(f.rule, f.severity, f.indicator, f.sheet, f.raw) for f in findings] == [
        ("report_sentence", "warning", "2.1", "Chỉ số", sentence)
    ]
    assert findings[0].cure == (
        "Ở trang Chỉ số, cột Câu trong báo cáo, chỉ dùng các ô: {value}, {units_reported}, {units_expected}."
    )


def notes(indicator, value, listed):
    """The footnotes of an indicator of which one unit gave the value, and units listed so many documents."""
    regime = small_regime()
    regime = replace(
        regime,
        settings={**regime.settings, "min_coverage": "0"},
        indicators=tuple(indicator if i.code == indicator.code else i for i in regime.indicators),
    )
    ledger = small_ledger()
    ledger.documents = [
        {**ledger.documents[0], "unit": unit, "number": f"{number}-KH/ĐU", "title": "", "issuer": "", "date": "",
         "indicator": indicator.code}
        for unit, many in listed.items() for number in range(1, many + 1)
    ]  # fmt: skip
    ledger.values = {
        "14212": {
            (indicator.code, "value"): Value(
                unit="14212", indicator=indicator.code, column="value", value=value, raw=str(value)
            )
        }
    }
    ledger.tracking = {u.code: TrackingRow(unit=u.code, name=u.name, status="accepted") for u in regime.units}
    claim = SentenceWriter(material(regime, ledger), Figures(), frozenset(), []).write(indicator)
    return footnotes_in(claim.text)


ISSUED = replace(CODE["2.1"], needs="documents", sentence="Đã ban hành {value} văn bản.")


@pytest.mark.parametrize(
    ("indicator", "value", "listed", "expected"),
    [
        (ISSUED, 2.0, {"14212": 2}, ["Kế hoạch số 1-KH/ĐU; Kế hoạch số 2-KH/ĐU."]),
        (ISSUED, 5.0, {"14212": 2}, ["Trong đó có: Kế hoạch số 1-KH/ĐU; Kế hoạch số 2-KH/ĐU."]),
        (ISSUED, 1.0, {"14212": 2}, ["Kế hoạch số 1-KH/ĐU; Kế hoạch số 2-KH/ĐU."]),
        (ISSUED, 5.0, {}, []),
        (ISSUED, 5.0, {"14212": 2, "13669": 1}, []),
        (ISSUED, 16.0, {"14212": 16}, []),
        (replace(ISSUED, needs="text"), 2.0, {"14212": 2}, []),
        (replace(CODE["1.1"], needs="documents"), "Có", {"14212": 2}, []),
    ],
)
def test_documents_that_one_unit_listed_are_named_in_a_footnote(indicator, value, listed, expected):
    assert notes(indicator, value, listed) == expected


def test_as_many_as_fifteen_documents_are_named():
    (told,) = notes(ISSUED, 15.0, {"14212": 15})
    assert told.count("Kế hoạch số") == 15
