"""Each seed document from forms: its figures added up, its facts in the right section of the Word report."""

from datetime import datetime

import pytest
from support.seed_reports import Office, load_seed, not_found, report_of, sections

from bdhvs_xl.master.book.file_book import FileBook

pytestmark = pytest.mark.slow


COUNTED = {"ha_tinh_tong_ket_01_nam": 69, "ha_tinh_nam_2025": 47, "bac_ninh_xa": 100}
HAMLETS = range(1, 44)


def described(findings):
    return [(f.severity, f.rule, f.unit, f.indicator) for f in findings]


def cells(master, sheet, *keys):
    """The cells of an appendix by indicator."""
    with FileBook(master, button="look", now=datetime(2026, 6, 16)) as book:
        grid = book.read_grid(sheet)
    return {code: tuple(grid.value(code, key) for key in keys) for code in grid.rows if "." in code}


def every_form(seed):
    """The forms of the commune's seed: the organisations' as they are, 43 hamlets' made from one."""
    forms = {form["unit"]: form for form in seed["forms"]}
    for number in HAMLETS:
        code, cells_of_party = f"T{number:02}", "2" if number <= 7 else "1"
        answers = {
            **seed["hamlets"], "1.3.people": "61" if number <= 30 else "60",
            "2.5.numerator": cells_of_party, "2.5.denominator": cells_of_party,
            "2.6.numerator": "1" if number <= 35 else "0", "2.6.denominator": cells_of_party,
        }  # fmt: skip
        form = forms.get(code, {"unit": code})
        forms[code] = {**form, "answers": {**answers, **form.get("answers", {})}}
    return list(forms.values())


@pytest.fixture(scope="module")
def department(tmp_path_factory):
    seed = load_seed("ha_tinh_tong_ket_01_nam")
    office = Office("ha_tinh_tong_ket_01_nam", tmp_path_factory.mktemp("stp"), datetime(2026, 6, 10, 9))
    return seed, office, office.collect(seed["forms"])


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    seed = load_seed("bac_ninh_xa")
    office = Office("bac_ninh_xa", tmp_path_factory.mktemp("xa"), datetime(2026, 6, 16, 9))
    received = office.collect(every_form(seed))
    office.write_own_words(seed["own_words"])
    return seed, office, received, office.report()


@pytest.mark.parametrize("regime", COUNTED)
def test_the_facts_of_a_seed_are_counted(regime):
    assert sum(map(len, load_seed(regime)["facts"].values())) == COUNTED[regime]


def test_a_department_writes_its_summary_with_both_appendices(department):
    seed, office, received = department
    assert described(received.findings) == [("notice", "document_before_period", "STP", "")]
    report = report_of(office.folder / "Gửi về" / "STP.xlsx", office.now)
    assert not_found(report.files[0], seed["facts"]) == []


def test_the_focal_office_sees_the_summary_in_both_appendices(department):
    _, office, _ = department
    report = office.report()
    assert cells(office.master, "PL1 Chỉ tiêu", "target", "result", "fulfilled", "coverage", "check") == {
        "1.1": (80, "Chưa đủ căn cứ: 100% (56/56)", None, "1/13", "Khớp"),
    }
    assert cells(office.master, "PL2 Thống kê", "shown", "evidence", "coverage", "check") == {
        "2.1": ("5 văn bản", "05 văn bản", "1/13", "Khớp"),
        "2.2": ("7 tin/bài/bản tin", "01 đơn vị có minh chứng", "1/13", "Khớp"),
        "2.3": ("4 lớp", "04 văn bản", "1/13", "Khớp"),
        "2.4": ("224 lượt người (56 người)", "01 đơn vị có minh chứng", "1/13", "Khớp"),
    }
    said = sections(report.files[0])
    assert "Chưa đủ căn cứ100% (56/56)" in said["Phụ lục I"].replace("\n", "")
    assert "1/13" in said["Phụ lục II"] and "05 văn bản" in said["Phụ lục II"]


def test_an_office_writes_its_yearly_report_without_appendices(tmp_path):
    seed = load_seed("ha_tinh_nam_2025")
    office = Office("ha_tinh_nam_2025", tmp_path, datetime(2025, 12, 15, 9))
    assert described(office.collect(seed["forms"]).findings) == []
    office.report()
    shown = cells(office.master, "Kết quả tổng hợp", "shown")
    assert {code: text for code, (text,) in shown.items()} == {
        "1.1": "5 văn bản", "1.2": "3 văn bản", "2.1": "1/1 đơn vị", "2.2": "100% (18/18)", "2.3": "100% (22/22)",
        "2.4": "1/1 đơn vị", "2.5": "1/1 đơn vị", "3.1": "100% (20/20)", "3.2": "100% (7/7)", "3.3": "1/1 đơn vị",
    }  # fmt: skip
    report = report_of(tmp_path / "Gửi về" / "VPDPNTM.xlsx", office.now)
    assert not_found(report.files[0], seed["facts"]) == []
    assert not any(section.startswith("Phụ lục") for section in sections(report.files[0]))


def test_a_commune_adds_up_its_hamlets_and_organisations(commune):
    _, office, received, _ = commune
    assert described(received.findings) == [
        ("warning", "documents_fewer", "VHXH", "1.1"),
        ("notice", "value_qualified", "T43", "2.22"),
    ]
    shown = {code: text for code, (text,) in cells(office.master, "Kết quả tổng hợp", "shown").items()}
    assert shown == {
        "1.1": "13 văn bản", "1.2": "1 người", "1.3": "43 tổ (2.610 thành viên)",
        "2.1": "13 tin, bài", "2.2": "7 video", "2.3": "5 hội nghị (600 lượt người)", "2.4": "100% (3.440/3.440)",
        "2.5": "100% (50/50)", "2.6": "70% (35/50)", "2.7": "85% (731/860)", "2.8": "100% (3/3)", "2.9": "100% (3/3)",
        "2.10": "100% (3/3)", "2.11": "5 lớp", "2.12": "2 lớp", "2.13": "100% (60/60)", "2.14": "100% (40/40)",
        "2.15": "90% (180/200)", "2.16": "100% (200/200)", "2.17": "7,6% (817/10.750)", "2.18": "90% (90/100)",
        "2.19": "100% (5/5)", "2.20": "100% (12/12)", "2.21": "5 mô hình", "2.22": "700 địa chỉ",
        "2.23": "100% (40/40)", "2.24": "100% (43/43)",
        "3.1": "100% (200/200)", "3.2": "100% (500/500)", "3.3": "80% (8.600/10.750)", "3.4": "2% (215/10.750)",
        "3.5": "80% (160/200)",
    }  # fmt: skip
    assert {check for (check,) in cells(office.master, "Kết quả tổng hợp", "check").values()} == {"Khớp", "–"}


def test_a_commune_reports_to_the_province(commune):
    seed, _, _, report = commune
    assert not_found(report.files[0], seed["facts"]) == []


def test_a_division_that_lists_some_of_its_documents_says_so(commune):
    _, office, _, _ = commune
    said = sections(report_of(office.folder / "Gửi về" / "VHXH.xlsx", office.now).files[0])
    assert "Đã ban hành 13 văn bản triển khai Phong trào." in said["1"]
    assert " Trong đó có: Công văn số 02/UBND-VHXH" in said["1"]


def test_a_hamlet_writes_its_own_report(commune):
    _, office, _, _ = commune
    said = sections(report_of(office.folder / "Gửi về" / "T43.xlsx", office.now).files[0])
    assert "Thôn có 01 tổ công nghệ số cộng đồng với 60 thành viên." in said["1"]
    assert "Thôn có hơn 700 địa chỉ hộ gia đình đã được số hóa." in said["2.4"]
    assert "người biết hướng dẫn người chưa biết" in said["2.5"]
    assert "Có 80% người trưởng thành của thôn (200/250 người)" in said["3"]
