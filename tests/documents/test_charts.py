"""The page of charts: what is drawn, that Word can open and edit it, that it stays one page, and when there is none."""

import random
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import docx
import pytest
import python_calamine
from lxml import etree
from support.small_regime import small_regime
from support.small_report_data import agreed, material, small_ledger

from bdhvs_xl import vi
from bdhvs_xl.buttons import check_report, roll_up, write_report
from bdhvs_xl.documents.charts.chart_page import ChartPage, build_chart_page, chart_page_name
from bdhvs_xl.documents.figures import sources
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.ledger import Ledger, TrackingRow, Value
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import ADJUSTMENTS_TABLE, SETTINGS_TABLE
from bdhvs_xl.regime.model import Unit

pytestmark = pytest.mark.slow


NOW = datetime(2026, 5, 27, 9)
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = ("word/charts/", "word/embeddings/")


def regime(units: int, **settings: str):
    """The small regime with so many communes, the page of charts asked for."""
    small = small_regime()
    communes = tuple(Unit(code=str(10000 + n), name=f"Xã Số {n + 1}", kind="commune") for n in range(units))
    return replace(small, units=communes, schedule=(), settings={**small.settings, "chart_page": "x", **settings})


def ledger(the_regime, silent: int = 0) -> Ledger:
    """Numbers for every indicator; the first `silent` units have sent nothing."""
    chance, made = random.Random(7), Ledger()
    for unit in the_regime.units[silent:]:
        whole = chance.randint(20, 90)
        given = {
            ("1.1", "value"): "Có",
            ("2.1", "value"): float(chance.randint(1, 9)),
            ("2.10", "numerator"): float(chance.randint(whole // 4, whole)),
            ("2.10", "denominator"): float(whole),
        }
        made.values[unit.code] = {
            place: Value(unit=unit.code, indicator=place[0], column=place[1], value=value, raw=str(value), used=None,
                         file="a.xlsx", cell="A1")
            for place, value in given.items()
        }  # fmt: skip
        made.tracking[unit.code] = TrackingRow(unit=unit.code, name=unit.name, status="accepted")
    return made


def drawn(the_material, tmp_path):
    """The report of the material."""
    return make_office_report(the_material, build_template(the_material.regime, tmp_path), now=NOW, author="Cơ quan")


def parts_of(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def cached(holder) -> list[str]:
    """The cached cells of a reference, "" where there is none."""
    points = {int(point.get("idx")): point.findtext(f"{C}v") for point in holder.iter(f"{C}pt")}
    count = int(next(holder.iter(f"{C}ptCount")).get("val"))
    return [points.get(n, "") for n in range(count)]


def series_of(part: bytes) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Names of the rows, values and words by series."""
    return {
        cached(series.find(f"{C}tx"))[0]: (
            cached(series.find(f"{C}cat")),
            cached(series.find(f"{C}val")),
            cached(next(series.iter(f"{C15}datalabelsRange"))),
        )
        for series in etree.fromstring(part).iter(f"{C}ser")
    }


def text_of(document: bytes) -> list[str]:
    body = etree.fromstring(parts_of(document)["word/document.xml"])
    return ["".join(text.text or "" for text in p.iter(f"{W}t")) for p in body.iter(f"{W}p")]


# --- when there is a page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("setting", ["", " ", "không", "-"])
def test_nobody_asked_no_chart(tmp_path, setting):
    asked, plain = regime(12), regime(12, chart_page=setting)
    without = {**plain.settings}
    del without["chart_page"]
    reports = [drawn(material(r, ledger(r)), tmp_path) for r in (plain, replace(plain, settings=without))]
    assert reports[0].document == reports[1].document
    assert [name for name in parts_of(reports[0].document) if name.startswith(PARTS)] == []
    assert "Phụ lục IV" not in text_of(reports[0].document)
    assert build_chart_page(material(plain, ledger(plain))) == ChartPage()
    assert len(build_chart_page(material(asked, ledger(asked))).charts) == 2


def test_a_unit_writes_its_own_report_without_charts():
    the_regime = regime(12)
    own = replace(material(the_regime, ledger(the_regime)), author=the_regime.units[0])
    assert build_chart_page(own) == ChartPage()


def test_the_page_is_the_next_appendix_and_the_body_says_so(tmp_path):
    the_regime = regime(12)
    text = text_of(drawn(material(the_regime, ledger(the_regime)), tmp_path).document)
    at = text.index("Phụ lục IV")
    assert text[at + 1] == "BIỂU ĐỒ" and text[at + 2].startswith("(Kèm theo Báo cáo số")
    assert next(line for line in text if line.startswith("Số liệu tính đến")).endswith(" và Phụ lục IV (biểu đồ).")
    assert [line for line in text if line.startswith(("Biểu đồ", "Nguồn"))] == [
        "Biểu đồ 1. Kết quả thực hiện các chỉ số so với mục tiêu",
        "Nguồn: số liệu tổng hợp tại Phụ lục II, tính đến ngày 17/5/2026. Chỉ tiêu tính bằng số lượng được vẽ theo "
        "tỷ lệ so với mục tiêu.",
        "Biểu đồ 2. Các đơn vị theo chỉ số 2.10: Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng",
        "Nguồn: báo cáo của 12/12 đơn vị, số liệu tính đến ngày 17/5/2026.",
    ]


def test_both_charts_say_that_their_numbers_are_not_final(tmp_path):
    the_regime = regime(12)
    made = ledger(the_regime)
    made.tracking[the_regime.units[0].code].status = "returned"
    text = text_of(drawn(material(the_regime, made), tmp_path).document)
    notes = [line for line in text if line.startswith("Nguồn")]
    assert [note.partition(".")[0].endswith("17/5/2026 (số tạm tính)") for note in notes] == [True, True]


def test_one_appendix_beside_the_page_has_a_number(tmp_path):
    three = regime(12)
    one = replace(three, appendices=three.appendices[1:2])
    text = text_of(drawn(material(one, ledger(one)), tmp_path).document)
    assert [line for line in text if line.startswith("Phụ lục")] == ["Phụ lục II", "Phụ lục III"]
    assert chart_page_name(replace(three, appendices=())) == "Phụ lục"


@pytest.fixture(scope="module")
def charted(demo_folder, tmp_path_factory):
    """A copy of the demo with its master and the report with charts that was made from it."""
    folder = tmp_path_factory.mktemp("office") / "cơ quan"
    shutil.copytree(demo_folder, folder)
    master = next(folder.glob("*.xlsx"))
    with opened(master) as book:
        rows = book.read_table(SETTINGS_TABLE)
        asked = [{**row, "value": "3.5"} if row["key"] == "chart_page" else row for row in rows]
        assert rows != asked
        book.replace_rows(SETTINGS_TABLE, asked)
        word = write_report.run(book).to_open
    return master, word


def opened(master):
    return FileBook(master, button="write_report", now=NOW, user="An")


def checked(master, word):
    with opened(master) as book:
        return check_report.run(book, word, "x").findings


def test_a_setting_typed_in_the_master_gives_the_page(charted):
    titles = [line for line in text_of(charted[1].read_bytes()) if line.startswith("Biểu đồ ")]
    assert [title[:33] for title in titles] == [
        "Biểu đồ 1. Kết quả thực hiện các ", "Biểu đồ 2. Các đơn vị theo chỉ số",
    ]  # fmt: skip


def test_the_check_of_reports_finds_nothing_in_a_report_with_charts(charted, soffice, tmp_path):
    assert checked(*charted) == []
    saved = tmp_path / "lưu.docx"
    saved.write_bytes(soffice(charted[1], "docx").read_bytes())
    assert [f for f in checked(charted[0], saved) if f.rule == "report_chart_outdated"] == []


def test_the_check_of_reports_finds_charts_that_show_old_numbers(charted, tmp_path):
    master, word = tmp_path / charted[0].name, charted[1]
    shutil.copy(charted[0], master)
    with opened(master) as book:
        line = {"indicator": "3.5", "column": "percent", "value": 81, "reason": "Họp", "when": "27/5/2026 08:00"}
        book.replace_rows(ADJUSTMENTS_TABLE, [line])
        roll_up.run(book)
    found = [f for f in checked(master, word) if f.rule == "report_chart_outdated"]
    assert [(f.severity, re.sub("“.*”", "“…”", f.message), f.cure) for f in found] == [
        ("error", f"Phụ lục IV: Biểu đồ “…” vẽ khác số liệu hiện nay ở 1 chỗ: {row}: 79,1% → 81%.",
         "Lập báo cáo mới rồi chép biểu đồ ấy sang văn bản này.")
        for row in ("3.5. Tỉ lệ người lao động trong các doanh nghiệp, hợp tác xã, liên hợp tác xã…", "KẾT QUẢ CHUNG")
    ]  # fmt: skip


# --- what is drawn --------------------------------------------------------------------------------------------------


def test_results_stand_against_their_targets_as_the_totals_have_them(tmp_path):
    the_regime = regime(12)
    the_material = material(the_regime, ledger(the_regime))
    part = parts_of(drawn(the_material, tmp_path).document)["word/charts/chart1.xml"]
    percent, articles = the_material.total["2.10", "percent"], the_material.total["2.1", "value"]
    rate = vi.format_number(percent.value, 1)
    assert (articles.value, articles.met, percent.met) == (57.0, False, False)
    rows = ["2.1. Số bài viết, bản tin về Phong trào",
            "2.10. Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng"]  # fmt: skip
    assert series_of(part) == {
        "Kết quả": (rows, ["57.0", repr(vi.round_half_up(percent.value, 1))],
                    ["57 bài – chưa đạt", f"{rate}% – chưa đạt"]),
        "Mục tiêu": (rows, ["100.0", "80.0"], ["100 bài", "80%"]),
    }  # fmt: skip


def test_an_agreed_value_is_drawn(tmp_path):
    the_regime = regime(12)
    held = ledger(the_regime)
    held.adjustments = [agreed("2.10", "percent", 85.25)]
    parts = parts_of(drawn(material(the_regime, held), tmp_path).document)
    assert series_of(parts["word/charts/chart1.xml"])["Kết quả"][2][1] == "85,3% – đạt"
    assert [w for w in series_of(parts["word/charts/chart2.xml"])["Kết quả chung"][2] if w] == ["85,3%"]


@pytest.mark.parametrize(("units", "gaps"), [(3, 0), (12, 0), (43, 2), (129, 2)])
def test_units_stand_from_best_to_weakest_with_the_common_result_and_the_target(tmp_path, units, gaps):
    the_regime = regime(units)
    the_material = material(the_regime, ledger(the_regime))
    shares = {
        the_material.name(c.unit): vi.round_half_up(c.percent, 1)
        for c in the_material.contributions_by_indicator["2.10"]
        if c.percent
    }
    found = series_of(parts_of(drawn(the_material, tmp_path).document)["word/charts/chart2.xml"])
    rows, values, words = found["Đơn vị"]
    own = {name: float(value) for name, value in zip(rows, values, strict=True) if value}
    assert own == {name: shares[name] for name in own}
    assert words == [f"{vi.format_number(float(value), 1)}%" if value else "" for value in values]
    merged = [a or b or c for a, b, c in zip(values, found["Kết quả chung"][1], found["Mục tiêu"][1], strict=True)]
    heights = [float(value) for value in merged if value]
    assert heights == sorted(heights, reverse=True)
    total = the_material.total["2.10", "percent"]
    assert dict(zip(rows, merged, strict=True))["KẾT QUẢ CHUNG"] == repr(vi.round_half_up(total.value, 1))
    assert dict(zip(rows, merged, strict=True))["MỤC TIÊU NĂM 2026"] == "80.0"
    hidden = [int(found[1]) for row in rows if (found := re.match(r"… (\d+) đơn vị \(", row))]
    assert len(hidden) >= gaps and sum(hidden) + len(own) == units
    assert {max(shares.values()), min(shares.values())} <= set(own.values())


def test_the_ratio_with_a_target_in_which_units_differ_most_is_chosen_unless_one_is_named():
    the_regime = regime(12)
    near = replace(the_regime.indicator["2.10"], code="2.9", targets={2026: 95})
    both = replace(the_regime, indicators=(*the_regime.indicators, near))
    held = ledger(both)
    for values in held.values.values():
        whole = values["2.10", "denominator"]
        values["2.9", "denominator"] = replace(whole, indicator="2.9")
        values["2.9", "numerator"] = replace(whole, indicator="2.9", column="numerator", value=whole.value - 1)
    assert "chỉ số 2.10:" in build_chart_page(material(both, held)).charts[1].title
    named = replace(both, settings={**both.settings, "chart_page": "2.9"})
    assert "chỉ số 2.9:" in build_chart_page(material(named, held)).charts[1].title


@pytest.mark.parametrize("code", ["2.1", "9.9"])
def test_a_code_that_cannot_be_drawn_is_told_with_the_cure(code):
    the_regime = regime(12, chart_page=code)
    with pytest.raises(UserError) as raised:
        build_chart_page(material(the_regime, ledger(the_regime)))
    assert str(raised.value) == (
        f"Trang Cấu hình, dòng “Trang biểu đồ”: “{code}” không phải mã của một chỉ số tỉ lệ. "
        "Ghi mã một chỉ số tỉ lệ ở trang Chỉ số, hoặc ghi x để chương trình tự chọn."
    )


# --- what is left out -----------------------------------------------------------------------------------------------


def test_without_data_there_is_no_page_and_the_internal_file_says_why(tmp_path):
    the_regime = regime(12)
    the_material = material(the_regime, ledger(the_regime, silent=12))
    report = drawn(the_material, tmp_path)
    assert [name for name in parts_of(report.document) if name.startswith(PARTS)] == []
    assert "Phụ lục IV" not in " ".join(text_of(report.document))
    path = tmp_path / "nguồn.xlsx"
    sources.write_sources(path, the_material, report.body, report.placed, NOW)
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Chưa nêu").to_python()
    assert [row for row in rows if "iểu đồ" in "".join(row)] == [
        ["", "Biểu đồ kết quả so với mục tiêu", "Không vẽ vì không chỉ số có mục tiêu nào có đủ số liệu."],
        ["2.1", "Số bài viết, bản tin về Phong trào.",
         "Biểu đồ kết quả so với mục tiêu: Chưa có đơn vị nào báo cáo số cộng được."],
        ["2.10", "Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng.",
         "Biểu đồ kết quả so với mục tiêu: Chưa có đơn vị nào báo cáo số cộng được."],
        ["", "Biểu đồ theo đơn vị",
         "Không vẽ vì không có chỉ số tỉ lệ nào đủ đơn vị có số liệu khác nhau để so sánh."],
    ]  # fmt: skip


def test_too_few_units_are_not_drawn():
    the_regime = regime(12, chart_page="2.10")
    page = build_chart_page(material(the_regime, ledger(the_regime, silent=7)))
    reason = "Mới có số liệu của 5/12 đơn vị, dưới mức tối thiểu 50%."
    assert page.charts == [] and [left.reason for left in page.left_out if left.indicator == "2.10"] == [
        f"Biểu đồ kết quả so với mục tiêu: {reason}",
        f"Biểu đồ theo đơn vị: {reason}",
    ]


def test_units_without_numbers_are_named_below(tmp_path):
    the_regime = regime(12)
    the_material = material(the_regime, ledger(the_regime, silent=5))
    text = text_of(drawn(the_material, tmp_path).document)
    assert text[-1] == (
        "Nguồn: báo cáo của 07/12 đơn vị, số liệu tính đến ngày 17/5/2026. "
        "Chưa có số: xã Số 1, xã Số 2, xã Số 3, xã Số 4 và 1 đơn vị khác."
    )


def test_without_targets_only_units_are_drawn():
    the_regime = regime(12)
    bare = replace(the_regime, indicators=tuple(replace(i, targets={}) for i in the_regime.indicators))
    page = build_chart_page(material(bare, ledger(bare)))
    assert [[series.name for series in chart.series] for chart in page.charts] == [["Đơn vị", "Kết quả chung"]]
    assert [(left.name, left.reason) for left in page.left_out] == [
        ("Biểu đồ kết quả so với mục tiêu", "Không vẽ vì chưa chỉ số nào có mục tiêu trong kỳ.")
    ]


def test_units_that_are_all_alike_are_no_chart():
    the_regime = regime(3)
    held = ledger(the_regime)
    for values in held.values.values():
        values["2.10", "numerator"] = replace(values["2.10", "denominator"], column="numerator")
    page = build_chart_page(material(the_regime, held))
    assert len(page.charts) == 1 and [left.name for left in page.left_out] == ["Biểu đồ theo đơn vị"]


# --- the package ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    the_regime = regime(43)
    return parts_of(drawn(material(the_regime, ledger(the_regime)), tmp_path_factory.mktemp("charts")).document)


def test_every_part_has_its_type_and_relationship(parts):
    assert sorted(name for name in parts if name.startswith(PARTS)) == [
        "word/charts/_rels/chart1.xml.rels", "word/charts/_rels/chart2.xml.rels", "word/charts/chart1.xml",
        "word/charts/chart2.xml", "word/embeddings/Microsoft_Excel_Worksheet1.xlsx",
        "word/embeddings/Microsoft_Excel_Worksheet2.xlsx",
    ]  # fmt: skip
    types = parts["[Content_Types].xml"].decode()
    assert types.count("application/vnd.openxmlformats-officedocument.drawingml.chart+xml") == 2
    assert "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" in types
    document = etree.fromstring(parts["word/document.xml"])
    known = {r.get("Id"): r.get("Target") for r in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    assert [known[chart.get(f"{R}id")] for chart in document.iter(f"{C}chart")] == [
        "charts/chart1.xml", "charts/chart2.xml",
    ]  # fmt: skip
    for number in (1, 2):
        (relation,) = etree.fromstring(parts[f"word/charts/_rels/chart{number}.xml.rels"])
        data = next(etree.fromstring(parts[f"word/charts/chart{number}.xml"]).iter(f"{C}externalData"))
        assert relation.get("Id") == data.get(f"{R}id") and relation.get("Type").endswith("/package")
        assert relation.get("Target") == f"../embeddings/Microsoft_Excel_Worksheet{number}.xlsx"


@pytest.mark.parametrize("number", [1, 2])
def test_edit_data_opens_the_cells_that_the_chart_shows(parts, number):
    chart = etree.fromstring(parts[f"word/charts/chart{number}.xml"])
    book = python_calamine.CalamineWorkbook.from_filelike(
        BytesIO(parts[f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"])
    )
    cells = book.get_sheet_by_name("Số liệu").to_python(skip_empty_area=False)
    formulas = [node for node in chart.iter(f"{C}f", f"{C15}f") if node.text]
    assert len(formulas) == 4 * len(list(chart.iter(f"{C}ser")))
    for formula in formulas:
        shown = [float(v) if v and formula.getparent().tag == f"{C}numRef" else v for v in cached(formula.getparent())]
        assert read(cells, formula.text) == shown


def read(cells, reference):
    """The cells of a reference in one column, such as 'Số liệu'!$B$2:$B$9."""
    column, first, last = re.fullmatch(r"'Số liệu'!\$([A-Z])\$(\d+)(?::\$\1\$(\d+))?", reference).groups()
    rows = range(int(first) - 1, int(last or first))
    return [cells[row][ord(column) - ord("A")] for row in rows]


def test_words_in_the_workbook_follow_a_changed_value(parts, soffice, tmp_path):
    path = tmp_path / "book.xlsx"
    changed = {}
    with zipfile.ZipFile(BytesIO(parts["word/embeddings/Microsoft_Excel_Worksheet1.xlsx"])) as book:
        changed = {name: book.read(name) for name in book.namelist()}
    sheet = changed["xl/worksheets/sheet1.xml"].decode()
    sheet, count = re.subn(r'(<c r="B3"><v>)[^<]+', r"\g<1>1285.04", re.sub("(</f>)<v>[^<]*</v>", r"\1", sheet))
    assert count == 1
    with zipfile.ZipFile(path, "w") as out:
        for name, content in {**changed, "xl/worksheets/sheet1.xml": sheet.encode()}.items():
            out.writestr(name, content)
    rows = python_calamine.CalamineWorkbook.from_path(str(soffice(path, "ods"))).get_sheet_by_index(0).to_python()
    assert rows[2][1:5] == [1285.04, rows[2][2], 80.0, "80%"]
    assert rows[2][2].startswith("1285% – ")


def test_labels_show_their_words_in_programs_that_know_no_cells(parts):
    for number in (1, 2):
        for series in etree.fromstring(parts[f"word/charts/chart{number}.xml"]).iter(f"{C}ser"):
            words = [word for word in cached(next(series.iter(f"{C15}datalabelsRange"))) if word]
            assert [text.text for text in series.iter(f"{A}t")] == words


def test_charts_are_set_in_the_documents_letters_and_without_colours(parts):
    for number in (1, 2):
        chart = etree.fromstring(parts[f"word/charts/chart{number}.xml"])
        assert {font.get("typeface") for font in chart.iter(f"{A}latin", f"{A}ea", f"{A}cs")} == {"Times New Roman"}
        assert all(re.fullmatch(r"(..)\1\1", colour.get("val")) for colour in chart.iter(f"{A}srgbClr"))
        fills = [etree.tostring(series.find(f"{C}spPr")[0]) for series in chart.iter(f"{C}ser")]
        assert len(set(fills)) == len(fills)


def test_the_same_numbers_give_the_same_bytes(tmp_path, monkeypatch):
    the_regime = regime(12)
    first = drawn(material(the_regime, ledger(the_regime)), tmp_path).document
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert drawn(material(the_regime, ledger(the_regime)), tmp_path).document == first


def test_names_from_outside_cannot_break_the_chart(tmp_path):
    the_regime = regime(3)
    odd = replace(the_regime.units[0], name='Xã "A" & <B>\x0b')
    broken = replace(the_regime, units=(odd, *the_regime.units[1:]))
    document = drawn(material(broken, ledger(broken)), tmp_path).document
    assert 'Xã "A" & <B>' in series_of(parts_of(document)["word/charts/chart2.xml"])["Đơn vị"][0]


def test_an_edited_template_without_the_styles_gets_its_page(tmp_path):
    the_regime = regime(12)
    template = build_template(the_regime, tmp_path)
    edited = docx.Document(str(template))
    for name in ("VB Bảng đầu cột", "VB Kèm theo", "VB Đường kẻ ngắn"):
        edited.styles[name].delete()
    edited.sections[-1].page_width, edited.sections[-1].page_height = (
        edited.sections[-1].page_height, edited.sections[-1].page_width,
    )  # fmt: skip
    edited.save(str(template))
    report = make_office_report(material(the_regime, ledger(the_regime)), template, now=NOW, author="")
    made = docx.Document(BytesIO(report.document))
    assert len(made.inline_shapes) == 2 and made.sections[-1].page_width == made.sections[0].page_width


@pytest.mark.parametrize("units", [3, 12, 43, 129])
def test_it_is_one_page_on_paper(soffice, pdftotext, times_new_roman, tmp_path, units):
    the_regime = regime(units)
    many = tuple(replace(the_regime.indicator["2.10"], code=f"3.{n}", group="2") for n in range(1, 12))
    the_regime = replace(the_regime, indicators=(*the_regime.indicators, *many))
    held = ledger(the_regime)
    for values in held.values.values():
        for indicator in many:
            for column in ("numerator", "denominator"):
                values[indicator.code, column] = replace(values["2.10", column], indicator=indicator.code)
    path = tmp_path / "report.docx"
    path.write_bytes(drawn(material(the_regime, held), tmp_path).document)
    last = pdftotext(soffice(path, "pdf"), "-layout").split("\f")[-2]
    assert all(part in last for part in ("Phụ lục IV", "Biểu đồ 1.", "Biểu đồ 2.", f"{units:02}/{units:02} đơn vị"))
    assert "KẾT QUẢ CHUNG" in last and "Nêu 8/13 chỉ số còn xa mục tiêu nhất." in last


def test_the_small_ledger_has_a_chart_of_targets_alone():
    small = small_regime()
    asked = replace(small, settings={**small.settings, "chart_page": "x"})
    page = build_chart_page(material(asked, small_ledger()))
    assert [chart.rows for chart in page.charts] == [
        ("2.1. Số bài viết, bản tin về Phong trào",
         "2.10. Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng"),
    ]  # fmt: skip
