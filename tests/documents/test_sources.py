from datetime import datetime

import python_calamine
from support.small_regime import small_regime
from support.small_report_data import material, small_ledger

from bdhvs_xl.documents.figures import sources
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import build_template

NOW = datetime(2026, 5, 27, 9)


def sheets(tmp_path, the_material=None):
    the_material = the_material or material()
    report = make_office_report(the_material, build_template(small_regime(), tmp_path), now=NOW, author="")
    path = tmp_path / "nguồn.xlsx"
    sources.write_sources(path, the_material, report.body, report.placed, NOW)
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return report, {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)[4:] for name in book.sheet_names
    }


def test_every_figure_says_where_it_stands_and_where_it_comes_from(tmp_path):
    report, rows = sheets(tmp_path)
    figures = rows["Số liệu trong báo cáo"]
    assert [row[0] for row in figures] == [placed.tag for placed in report.placed]
    assert figures[0] == [
        "bdhvs:f1", "Mở đầu",
        "Đến ngày 27/5/2026, đã có 03/03 địa phương, đơn vị gửi báo cáo, trong đó 01 đơn vị gửi đúng hạn, "
        "01 đơn vị gửi chậm (phường Nam Định).",
        "03", "", "Số đơn vị đã báo cáo", "", 3.0, "Xã Giao Ninh, Phường Nam Định, Liên đoàn Lao động tỉnh",
    ]  # fmt: skip
    people = next(row for row in figures if row[3:6] == ["1.350", "2.4", "Số người"])
    assert people[1:3] == ["II", "- Số lớp bồi dưỡng kỹ năng số cho cán bộ, công chức: 08 (1.350 người)."]
    assert people[7:] == [1350.0, "Trang Nguồn theo đơn vị, chỉ số 2.4"]


def test_contributions_name_file_and_cell(tmp_path):
    _, rows = sheets(tmp_path)
    assert [row for row in rows["Nguồn theo đơn vị"] if row[:2] == ["2.4", "Số người"]] == [
        ["2.4", "Số người", "Xã Giao Ninh", 1204.0, "1204.0", "", "14212.xlsx", "Kết quả!E12"],
        ["2.4", "Số người", "Phường Nam Định", 146.0, "146.0", "số tạm tính", "13669.xlsx", "Kết quả!E11"],
        ["2.4", "Số người", "Liên đoàn Lao động tỉnh", "", "", "chưa có số", "", ""],
    ]


def test_a_sentence_that_gives_way_to_own_words_of_its_section_is_named(tmp_path):
    ledger, blank = small_ledger(), {"unit": "", "unit_name": "", "quote": "", "file": "", "cell": ""}
    told = {**blank, "section": "results", "text": "Đã mở [2.4] lớp cho [2.4.people] người; đăng [2.1] bài."}
    elsewhere = {**blank, "section": "leading_done", "text": "Sử dụng [2.2] nền tảng."}
    ledger.narrative[:0] = [told, elsewhere]
    report, rows = sheets(tmp_path, material(ledger=ledger))
    given_way = [row for row in rows["Chưa nêu"] if "phần lời" in row[2]]
    assert [row[0] for row in given_way] == ["2.4"]
    assert given_way[0][2] == "Đã nêu trong phần lời tự viết ở mục II, nên không viết lại câu của chỉ số."
    assert report.body.withheld == []


def test_what_was_chosen_of_units_words(tmp_path):
    _, rows = sheets(tmp_path)
    assert [row[:5] for row in rows["Phần lời"]] == [
        ["leading_done", "Xã Giao Ninh", "Tự chọn", 2.0, 2.0],
        ["leading_done", "Phường Nam Định", "Tự chọn", 2.0, 2.0],
        ["proposals", "Xã Giao Ninh", "Không chọn", 0.0, 2.0],
        ["proposals", "Phường Nam Định", "Người dùng đánh dấu", 1.0, 1.0],
        ["Mô hình", "Xã Giao Ninh", "Tự chọn", 1.0, 1.0],
        ["Mô hình", "Phường Nam Định", "Tự chọn", 1.0, 1.0],
    ]
