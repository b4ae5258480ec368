import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from shutil import copytree

import openpyxl
import pytest
from support.letter_text import HEAD, lines, sections
from support.masters import made_master, opened
from support.seed_letters import PLAN, SURVEY
from support.small_regime import small_regime

from bdhvs_xl.buttons import new_master, rebuild, roll_up, validate, write_letter, write_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.layout import LETTERS
from bdhvs_xl.master.letter_rows import letter_rows
from bdhvs_xl.master.tables import (
    ADJUSTMENTS_TABLE,
    LETTERS_TABLE,
    LOG_TABLE,
    SETTINGS_TABLE,
    TRACKING_TABLE,
)
from bdhvs_xl.regime.loader import common_letters, load_regime
from bdhvs_xl.regime.model import Letter, LetterLine
from bdhvs_xl.vi import plain

pytestmark = pytest.mark.slow


GOLDENS = Path(__file__).parents[1] / "documents"
ISSUED = {
    "ninh_binh_02": ("khao_sat", datetime(2026, 5, 15, 9)),
    "thanh_hoa_265": ("ke_hoach", datetime(2025, 5, 20, 9)),
}


def shipped(folder: Path, regime: str) -> Path:
    """The letter of its own of a regime, from a new master of that regime."""
    id_, now = ISSUED[regime]
    master = folder / "Tổng hợp.xlsx"
    new_master.run(regime=regime, to=master, now=now)
    return written(master, id_, now).files[0]


def written(master: Path, letter: str, now: datetime):
    with FileBook(master, button="write_letter", now=now, user="Văn thư") as book:
        return write_letter.run(book, letter)


@pytest.fixture(scope="module")
def survey(tmp_path_factory):
    return shipped(tmp_path_factory.mktemp("survey"), "ninh_binh_02")


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return shipped(tmp_path_factory.mktemp("plan"), "thanh_hoa_265")


# --- what ships, against the documents that offices wrote by hand ----------------------------------------------------


def missing(path, facts):
    found = sections(path)
    return [(name, fact) for name, known in facts.items() for fact in known if fact not in found.get(name, "")]


def test_the_survey_letter_has_every_fact_of_the_official_one_in_its_section(survey):
    form = sections(survey)["Phụ lục II"]
    indicators = load_regime("ninh_binh_02").indicators
    rows = [f"{i.code} | {plain(i.name).rstrip('.')} | {i.unit} |  | {i.evidence}" for i in indicators]
    assert (missing(survey, SURVEY), [row for row in rows if row not in form]) == ([], [])
    assert (sum(map(len, SURVEY.values())), len(rows)) == (89, 23)


def test_the_plan_has_every_fact_of_the_official_one_in_its_section(plan):
    assert missing(plan, PLAN) == []
    assert sum(map(len, PLAN.values())) == 79


@pytest.mark.parametrize("name", ["survey", "plan"])
def test_a_shipped_letter_reads_as_its_golden(name, request):
    text = "\n".join(line.rstrip() for line in lines(request.getfixturevalue(name))) + "\n"
    golden = GOLDENS / f"letter_{name}.txt"
    if os.environ.get("BDHVS_REFRESH"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


# --- a reminder ------------------------------------------------------------------------------------------------------


def test_a_reminder_names_exactly_what_each_unit_owes(demo_folder, tmp_path):
    folder = copytree(demo_folder, tmp_path / "demo")
    text = lines(written(next(folder.glob("*.xlsx")), "don_doc", datetime(2026, 5, 27, 9)).files[0])
    start = next(n for n, line in enumerate(text) if line.endswith("giải thích:") and line.startswith("Thực hiện"))
    end = next(n for n, line in enumerate(text) if line.startswith("Đề nghị các đơn vị nêu trên, trước"))
    assert text[start].endswith(
        "Còn các đơn vị sau chưa gửi báo cáo hoặc báo cáo còn nội dung phải chỉnh sửa, giải thích:"
    )
    assert "báo cáo hoặc bản đã chỉnh sửa; nội dung nào số liệu đã đúng thì ghi rõ lý do" in text[end]
    assert "báo cáo của [11]/[12] đơn vị" in text[start]
    owed = "báo cáo đã gửi còn [{}] nội dung phải chỉnh sửa hoặc giải thích:"
    differ = "hai bản đã gửi ghi khác nhau, “{}” và “{}”. Đề nghị xác nhận bản đúng."
    documents = "42-KH/ĐU; 118/KH-UBND; 27-QĐ/ĐU; 09-KH/BCĐ"
    assert text[start + 1 : end] == [
        f"- Phường Nam Định: {owed.format('05')}",
        f"+ Trang Văn bản: {differ.format(documents, f'{documents}; 41/KH-UBND')}",
        f"+ Chỉ số 2.1 (Kết quả): {differ.format('156 bài', '171 bài')}",
        f"+ Chỉ số 2.12 (Kết quả): {differ.format('2.840', '3.105')}",
        f"+ Chỉ số 2.12 (Số người): {differ.format('5.120', '5.640')}",
        f"+ Chỉ số 3.4 (Kết quả): {differ.format('9.862', '10.244')}",
        f"- Xã Giao Ninh: {owed.format('02')}",
        "+ Chỉ số 2.15 chưa có kết quả. Ghi vào cột “Kết quả”; nếu không có số thì chọn ở cột “Nếu không có số”: Không "
        "phát sinh, Không áp dụng, Chưa có số liệu.",
        "+ Trang Văn bản: Văn bản “305/UBND-VHXH” ban hành ngày 19/5/2026, sau ngày chốt số liệu 17/5/2026 (ô C7, "
        "trang Văn bản). Sửa ngày nếu ghi nhầm; nếu đúng thì để lại cho kỳ sau.",
        f"- Xã Nhân Hà: {owed.format('01')}",
        "+ Chỉ số 2.9 (Số người): Số công nhân, người lao động học (3) ít hơn số lớp (96) (ô F20, trang Kết quả). Kiểm "
        "tra hai số có bị ghi ngược cột không: Kết quả là số lớp, Số người là số người học.",
        f"- Phường Hoa Lư: {owed.format('01')}",
        "+ Chỉ số 2.11 (Tử số): Số tổ dân phố, thôn, xóm có tổ công nghệ số cộng đồng (44) lớn hơn tổng số tổ dân phố, "
        "thôn, xóm (43) (ô G22, trang Kết quả). Đếm số tổ dân phố, thôn, xóm có tổ, không đếm số tổ hay số thành viên; "
        "Mẫu số là tổng số trên địa bàn.",
        f"- Phường Yên Thắng: {owed.format('01')}",
        "+ Trả lời “Có” đã kiện toàn tổ chức nhưng trang Văn bản chưa có quyết định nào ghi cho chỉ số 1.2 (ô E9, "
        "trang Kết quả). Ghi quyết định kiện toàn vào trang Văn bản, cột Chỉ số chọn 1.2; nếu chưa kiện toàn thì trả "
        "lời Không.",
        "- Liên đoàn Lao động tỉnh: chưa gửi báo cáo (đã quá hạn gửi ngày 25/5/2026).",
    ]  # fmt: skip
    assert [line for line in text if line.startswith("Kính gửi")] == ["Kính gửi:"]
    assert text[text.index("Kính gửi:") + 1 :][:6] == [
        "- Đảng ủy phường Nam Định;", "- Đảng ủy xã Giao Ninh;", "- Đảng ủy xã Nhân Hà;", "- Đảng ủy phường Hoa Lư;",
        "- Đảng ủy phường Yên Thắng;", "- Liên đoàn Lao động tỉnh.",
    ]  # fmt: skip


def test_a_reminder_of_one_that_has_sent_nothing_speaks_of_nothing_else(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="thanh_hoa_265", to=master, now=datetime(2025, 6, 1, 9))
    with opened(master, "edit") as book:
        rows = book.read_table(TRACKING_TABLE)
        book.replace_rows(TRACKING_TABLE, [row | {"status": "Đạt"} for row in rows if row["unit"] != "VP"])
        book.save()
    said = "\n".join(lines(written(master, "don_doc", datetime(2025, 6, 25, 9)).files[0]))
    assert "Còn đơn vị sau chưa gửi báo cáo:\n- Văn phòng: chưa gửi báo cáo" in said
    assert "gửi về Sở Nội vụ báo cáo để tổng hợp." in said and "đề nghị đơn vị khẩn trương thực hiện./." in said
    assert "chỉnh sửa" not in said


def test_units_of_which_the_same_is_to_be_said_share_an_item(tmp_path):
    master = tmp_path / "Tổng hợp.xlsx"
    new_master.run(regime="ha_tinh_nam_2025", to=master, now=datetime(2025, 12, 1, 9))

    def items(day):
        text = lines(written(master, "don_doc", datetime(2025, 12, day, 9)).files[0])
        return [line for line in text if "hạn gửi" in line]

    names = "; ".join(unit.name for unit in load_regime("ha_tinh_nam_2025").units)
    assert items(16) == [f"- Chưa gửi báo cáo (hạn gửi ngày 16/12/2025): {names}."]
    assert items(17) == [f"- Chưa gửi báo cáo (đã quá hạn gửi ngày 16/12/2025): {names}."]


# --- letters that an office writes itself ----------------------------------------------------------------------------

ANSWERS = {
    code: {"1.1": "Không", "2.1": "70", "2.1.evidence": "Bản tin", "2.10.numerator": "40", "2.10.denominator": "43"}
    for code in ("14212", "13669")
}


def of_office(folder, *given, **heads):
    """A master whose sheet `Công văn` has one letter `rieng` with these lines, besides the common ones."""
    for kind in ("letter", "plan", "report"):
        build_template(small_regime(), folder, kind)
    master = made_master(folder, ANSWERS)
    letter = Letter(id="rieng", lines=given, **{"kind": "letter", "title": "họp bàn {subject}", **heads})
    with opened(master, "edit") as book:
        rows = letter_rows(replace(small_regime(), letters=(letter, *common_letters())))
        book.replace_rows(LETTERS_TABLE, rows)
        book.save()
    return master


def pressed(master, letter="rieng"):
    with opened(master, "write_letter") as book:
        return write_letter.run(book, letter)


def line(text, part="paragraph", **more):
    return LetterLine(part=part, text=text, **more)


def test_a_letter_lies_beside_the_master_and_overwrites_none(tmp_path):
    master = of_office(tmp_path, line("Mời họp."), line("Trân trọng./.", "closing"), addressee="{units}")
    first = pressed(master)
    first.files[0].write_bytes(b"edited")
    second = pressed(master)
    name = "Công văn họp bàn Phong trào thử nghiệm 22-05-2026"
    assert [path.relative_to(tmp_path).as_posix() for path in (*first.files, *second.files)] == [
        f"Công văn/{name}.docx", f"Công văn/{name} (2).docx",
    ]  # fmt: skip
    assert (first.files[0].read_bytes(), second.to_open) == (b"edited", second.files[0])
    assert lines(second.files[0])[2:8] == [
        "Kính gửi:", "- Xã Giao Ninh,", "- Phường Nam Định,", "- Liên đoàn Lao động tỉnh.", "Mời họp.", "Trân trọng.",
    ]  # fmt: skip
    with opened(master, "undo") as book:
        logged = book.read_table(LOG_TABLE)[-1]
        assert (logged["button"], logged["file"]) == ("Soạn công văn", f"Công văn/{name} (2).docx")


def test_fields_and_figures_are_filled_from_the_master(tmp_path):
    master = of_office(
        tmp_path,
        line("{units}: hạn {deadline}, kỳ {period}, hôm nay {today}; xã, phường: {places}; {organisations}."),
        line("Đã nhận [units_reported]/[units_expected]; [2.1] bài, [2.10]% thôn, mục tiêu [2.10.target.2026]%."),
        line("", "targets"),
    )  # fmt: skip
    with opened(master, "roll_up") as book:
        roll_up.run(book)
    outcome = pressed(master)
    text = lines(outcome.files[0])
    assert (
        "Xã Giao Ninh, Phường Nam Định và Liên đoàn Lao động tỉnh: hạn ngày 22/5/2026, kỳ từ ngày 01/7/2025 đến ngày "
        "17/5/2026, hôm nay ngày 22/5/2026; xã, phường: Giao Ninh, Nam Định; Liên đoàn Lao động tỉnh."
    ) in text
    assert "Đã nhận [02]/[03]; [140] bài, [93]% thôn, mục tiêu [80]%." in text
    assert "- Năm 2026: Số bài viết, bản tin về Phong trào: [100]." in text
    assert outcome.message.endswith("7 số liệu; số, ngày của văn bản để trống.")


def test_letters_call_the_units_as_the_settings_do(tmp_path):
    master = of_office(tmp_path, line("Đề nghị các {reporters} gửi báo cáo."))
    with opened(master, "edit") as book:
        rows = book.read_table(SETTINGS_TABLE)
        book.replace_rows(SETTINGS_TABLE, [{**r, "value": "thôn, xóm"} if r["key"] == "reporters" else r for r in rows])
        book.save()
    assert "Đề nghị các thôn, xóm gửi báo cáo." in lines(pressed(master).files[0])
    with opened(master, "validate") as book:
        validate.run(book)
    reminder = "\n".join(lines(pressed(master, "don_doc").files[0]))
    assert "các thôn, xóm báo cáo kết quả" in reminder and "địa phương, đơn vị" not in reminder


def test_a_plan_tells_tasks_by_who_does_them(tmp_path):
    master = of_office(
        tmp_path,
        line("I. Phân công", "chapter"),
        line("Lập danh sách.", "task", by="LDLD", due="ngày 30/5/2026"),
        line("Mở lớp.", "task", by="LDLD"),
        line("Đưa tin", "task", by="Các đơn vị khác:", due="hằng tuần"),
        kind="plan",
    )  # fmt: skip
    text = lines(pressed(master).files[0])
    start = text.index("I. PHÂN CÔNG")
    assert text[start : start + 6] == [
        "I. PHÂN CÔNG", "1. Liên đoàn Lao động tỉnh", "a) Lập danh sách (hoàn thành ngày 30/5/2026).", "b) Mở lớp.",
        "2. Các đơn vị khác", "Đưa tin (hằng tuần).",
    ]  # fmt: skip


UNKNOWN = {
    "Mời {ai} họp.": "dòng Đoạn văn “Mời {ai} họp.”: không có chỗ điền {ai}.",
    "Có [units_x] đơn vị.": "dòng Đoạn văn “Có [units_x] đơn vị.”: không có số liệu [units_x].",
    "Có [9.9] bài.": "dòng Đoạn văn “Có [9.9] bài.”: [9.9] không điền được, không có chỉ số “9.9”.",
    "Đạt [2.1.target.2030].": "dòng Đoạn văn “Đạt [2.1.target.2030].”: [2.1.target.2030] không điền được, chỉ số 2.1 "
    "không có mục tiêu năm 2030.",
}  # fmt: skip


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_cannot_be_filled_is_told_with_its_place_and_leaves_no_letter(tmp_path, text):
    master = of_office(tmp_path, line(text))
    with pytest.raises(UserError) as raised:
        pressed(master)
    assert raised.value.message == f"Trang Công văn, văn bản rieng, {UNKNOWN[text]}"
    assert raised.value.hint
    assert not (tmp_path / "Công văn").exists()


EMPTY = {
    "task": "chưa ghi ai thực hiện",
    "corrections": "thư mục Báo cáo chưa có báo cáo Word nào để đính chính",
}


@pytest.mark.parametrize("part", EMPTY)
def test_a_line_without_its_data_is_told(tmp_path, part):
    with pytest.raises(UserError, match=EMPTY[part]):
        pressed(of_office(tmp_path, line("", part)))


def test_a_reminder_is_refused_when_nobody_owes_anything(tmp_path):
    master = of_office(tmp_path, line("", "owing"))
    with opened(master, "edit") as book:
        rows = book.read_table(TRACKING_TABLE)
        book.replace_rows(TRACKING_TABLE, [{**row, "status": "Đạt"} for row in rows])
        book.save()
    with pytest.raises(UserError, match="không còn đơn vị nào phải đôn đốc"):
        pressed(master)


# --- a correction ----------------------------------------------------------------------------------------------------


def test_a_correction_names_what_was_sent_and_what_it_is_now(tmp_path):
    master = of_office(tmp_path, line("Mời họp."))
    for button in (roll_up, write_report):
        with opened(master, "report") as book:
            button.run(book)
    with pytest.raises(UserError, match="vẫn khớp với số liệu hiện có"):
        pressed(master, "dinh_chinh")
    with opened(master, "adjust") as book:
        row = {"unit": "14212", "indicator": "2.1", "column": "Kết quả", "value": "71", "reason": "Điện thoại"}
        book.replace_rows(ADJUSTMENTS_TABLE, [row])
        book.save()
    with pytest.raises(UserError, match="Hãy bấm Tổng hợp trước"):
        pressed(master, "dinh_chinh")
    with opened(master, "roll_up") as book:
        roll_up.run(book)
    text = lines(pressed(master, "dinh_chinh").files[0])
    assert [line for line in text if "đính chính là" in line] == [
        "- Số bài viết, bản tin về Phong trào (chỉ số 2.1, kết quả), tại mục II và Phụ lục II: đã báo cáo 140, nay "
        "đính chính là [141]."
    ]


# --- the sheet -------------------------------------------------------------------------------------------------------


def test_the_letters_of_a_master_can_be_chosen_by_their_subject(tmp_path):
    master = of_office(tmp_path, line("Mời họp."))
    with opened(master, "write_letter") as book:
        assert write_letter.ARGUMENTS[0].choices(book) == {
            "rieng": "Công văn họp bàn Phong trào thử nghiệm",
            "don_doc": "Công văn đôn đốc báo cáo kết quả triển khai Phong trào thử nghiệm",
            "dinh_chinh": "Công văn đính chính số liệu báo cáo kết quả triển khai Phong trào thử nghiệm",
        }
    with pytest.raises(UserError) as raised:
        pressed(master, "khac")
    assert str(raised.value) == "Trang Công văn không có văn bản “khac”. Chọn một trong: rieng, don_doc, dinh_chinh."


SPOILT = {
    "part": ("Câu", "dòng “Mời họp.”, cột Loại dòng: không hiểu “Câu”."),
    "letter": (
        "don_doc",
        "cột Mã văn bản: văn bản “don_doc” đã có ở phía trên, giữa hai phần là dòng của văn bản khác.",
    ),
}


@pytest.mark.parametrize("key", SPOILT)
def test_a_line_that_makes_no_sense_is_told(tmp_path, key):
    master, (typed, said) = of_office(tmp_path, line("Mời họp.")), SPOILT[key]
    with opened(master, "edit") as book:
        rows = book.read_table(LETTERS_TABLE)
        order = [row for row in rows if row["letter"] == "don_doc"] + [r for r in rows if r["letter"] == "rieng"]
        book.replace_rows(LETTERS_TABLE, [{**row, key: typed} if row["text"] == "Mời họp." else row for row in order])
        book.save()
    with pytest.raises(UserError) as raised:
        pressed(master)
    assert said in raised.value.message


def test_a_rebuild_keeps_what_the_office_wrote(tmp_path):
    master = of_office(tmp_path, line("Mời họp.", "task", by="LDLD", due="ngày 30/5/2026"))
    with opened(master, "rebuild") as book:
        before = book.read_table(LETTERS_TABLE)
        rebuild.run(book)
    with opened(master, "write_letter") as book:
        assert book.read_table(LETTERS_TABLE) == before


def test_a_master_made_before_there_were_letters_gets_them_by_a_rebuild(tmp_path):
    master = of_office(tmp_path, line("Mời họp."))
    workbook = openpyxl.load_workbook(master)
    del workbook[LETTERS]
    workbook.save(master)
    with pytest.raises(UserError) as raised:
        pressed(master, "don_doc")
    assert raised.value.message == "File tổng hợp này chưa có trang Công văn."
    assert "Cập nhật cấu trúc" in raised.value.hint
    with opened(master, "rebuild") as book:
        rebuild.run(book)
    with opened(master, "validate") as book:
        validate.run(book)
    assert "Liên đoàn Lao động tỉnh: chưa gửi báo cáo" in sections(pressed(master, "don_doc").files[0])[HEAD]
