import os
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from support.small_regime import small_regime
from support.small_report_data import agreed, material, small_ledger

from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.rollup.appendix_rows import total_text

NOW = datetime(2026, 5, 27, 9)
GOLDEN = Path(__file__).parent / "small_report.txt"
OWN_WORDS_GOLDEN = Path(__file__).parent / "own_words_report.txt"
OWN_WORDS = (
    ("leading_done", "Ban Chỉ đạo đã họp 02 phiên:\n- Phiên thứ nhất giao nhiệm vụ;\n- Phiên thứ hai rà soát."),
    ("results", "Toàn tỉnh có [2.1] bài, [2.4] lớp với [2.4.people] người, [2.10]% thôn có buổi học; theo [1]"),
    ("proposals", "Cơ quan tổng hợp đề nghị Trung ương sớm ban hành hướng dẫn."),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAP = "{urn:bdhvs-xl:figures}"


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    return build_template(small_regime(), tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def report(template):
    return make_office_report(material(), template, now=NOW, author="Tổ công tác")


def part(report, name):
    with zipfile.ZipFile(BytesIO(report.document)) as parts:
        return etree.fromstring(parts.read(name))


def lines(report):
    """Every paragraph and row as one line, in reading order; figures in [brackets]."""
    body = part(report, "word/document.xml").find(f"{W}body")
    blocks = [line_of(block) for block in body]
    return [line for block in blocks if block is not None for line in block.split("\n")]


def line_of(block):
    if block.tag == f"{W}tbl":
        rows = (" | ".join(" / ".join(map(text_of, cell.iter(f"{W}p"))) for cell in row.iter(f"{W}tc"))
                for row in block.iter(f"{W}tr"))  # fmt: skip
        return "\n".join(rows)
    return text_of(block) if block.tag == f"{W}p" else None


def text_of(paragraph):
    text = ""
    for node in paragraph.iter(f"{W}t", f"{W}br"):
        inside = any(True for _ in node.iterancestors(f"{W}sdt"))
        text += " // " if node.tag == f"{W}br" else f"[{node.text}]" if inside else node.text or ""
    return text


def test_the_report_reads_as_its_golden(report):
    text = "\n".join(line.rstrip() for line in lines(report)) + "\n"
    if os.environ.get("BDHVS_REFRESH"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_focal_offices_own_words_read_as_their_golden(template):
    ledger, own = small_ledger(), {"unit": "", "unit_name": "", "quote": "", "file": "", "cell": ""}
    ledger.narrative[:0] = [{**own, "section": section, "text": text} for section, text in OWN_WORDS]
    text = (
        "\n".join(
            line.rstrip() for line in lines(make_office_report(material(ledger=ledger), template, now=NOW, author=""))
        )
        + "\n"
    )
    if os.environ.get("BDHVS_REFRESH"):
        OWN_WORDS_GOLDEN.write_text(text, encoding="utf-8")
    assert text == OWN_WORDS_GOLDEN.read_text(encoding="utf-8")


def test_the_same_content_gives_the_same_bytes(report, template):
    assert make_office_report(material(), template, now=NOW, author="Tổ công tác").document == report.document


def test_every_control_has_a_short_tag_of_its_own_that_the_map_explains(report):
    controls = list(part(report, "word/document.xml").iter(f"{W}sdt"))
    tags = [control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") for control in controls]
    ids = [control.find(f"{W}sdtPr/{W}id").get(f"{W}val") for control in controls]
    texts = ["".join(control.find(f"{W}sdtContent").itertext()) for control in controls]
    entries = list(part(report, "customXml/item1.xml").iter(f"{MAP}figure"))
    numbers = [tag.partition("|")[0] for tag in tags]
    assert numbers == [f"bdhvs:f{n}" for n in range(1, len(controls) + 1)] and controls
    assert len(set(ids)) == len(ids) and max(map(len, tags)) <= 64
    assert [(e.get("tag"), e.text) for e in entries] == list(zip(numbers, texts, strict=True))
    assert {e.get("unit") for e in entries} <= {"", "14212", "13669"}


def test_the_map_carries_indicator_column_and_exact_value(report):
    entries = {(e.get("indicator"), e.get("column"), e.text): float(e.get("value"))
               for e in part(report, "customXml/item1.xml").iter(f"{MAP}figure")}  # fmt: skip
    assert entries["2.4", "people", "1.350"] == 1350
    assert entries["2.10", "percent", "79,6"] == 100 * 74 / 93
    assert entries["", "units_reported", "03"] == 3


def test_no_number_of_the_results_stands_outside_a_control(report):
    """Numbers of the sentences and of the appendix of results are figures; codes, dates and units' words are not."""
    told = [line for line in lines(report) if line.startswith("- ") and "VB" not in line]
    results = [line for line in told if re.match(r"- (\[|Số|Tỉ lệ)", line)]
    rows = [line for line in lines(report) if re.match(r"\d\.\d+ \|", line)]
    assert len(results) == 5 and len(rows) == 6
    shown = [" ".join(row.split(" | ")[3:]) for row in rows]
    assert not [line for line in results + shown if re.search(r"\d", re.sub(r"\[[^]]*\]", "", line))]


def test_marked_totals_of_the_appendix_read_as_the_master_prints_them(report):
    the_material = material()
    rows = {line.split(" | ")[0]: line.split(" | ")[3] for line in lines(report) if re.match(r"\d\.\d+ \|", line)}
    for indicator in the_material.regime.indicators:
        known = {c: t.shown for c, t in the_material.columns(indicator).items() if t.shown is not None}
        assert re.sub(r"[\[\]]", "", rows[indicator.code]) == (total_text(indicator, known) or "–")


def test_there_are_no_leftovers_of_data_or_template(report):
    text = "\n".join(line.rstrip() for line in lines(report) if not line.startswith("Nơi nhận"))
    text = re.sub(r"(ngày|tháng|[Ss]ố) {5,6}", r"\1 ", text)
    assert not re.findall(r"None|nan\b|[{}\ue000-\ue0ff]|  | ,| \.|\.\.(?!\.)|,\.|\(\)|\[\]", text)


def test_texts_of_units_arrive_unchanged(report):
    text = "\n".join(lines(report))
    assert "chủ trì & phối hợp <Đoàn phường>." in text
    assert "Tiểu thương hướng dẫn nhau thanh toán // không dùng tiền mặt." in text


def test_an_agreed_value_is_printed_and_remarked(template):
    ledger = small_ledger()
    ledger.adjustments = [agreed("2.1", "value", 120.0)]
    text = "\n".join(lines(make_office_report(material(ledger=ledger), template, now=NOW, author="")))
    assert "Số bài viết, bản tin về Phong trào: [120], vượt mục tiêu [100]." in text
    assert "Số chốt: Họp Tổ Công tác" in text


def test_a_section_nobody_wrote_about_says_so(template):
    ledger = small_ledger()
    ledger.narrative = []
    text = lines(make_office_report(material(ledger=ledger), template, now=NOW, author=""))
    assert text[text.index("III. ĐỀ XUẤT, KIẾN NGHỊ") + 1] == "Chưa có đơn vị báo cáo nội dung này."


def test_a_report_that_nobody_has_reported_for_says_so_under_every_heading(template):
    text = lines(make_office_report(material(ledger=Ledger()), template, now=NOW, author=""))
    assert any(
        line.startswith("Đến ngày 27/5/2026, chưa có địa phương, đơn vị nào gửi báo cáo. Còn [03]") for line in text
    )
    assert text[text.index("II. KẾT QUẢ THỰC HIỆN") + 1] == (
        "Chưa đủ số liệu của các đơn vị để nêu kết quả nội dung này."
    )


def test_a_unit_is_quoted_with_its_own_figures_and_its_name_only_once(template):
    ledger = small_ledger()
    text = "Xã Giao Ninh đã viết [2.1] bài; chưa rõ [9.9]."
    line = {"quote": "x", "unit": "14212", "section": "leading_done", "text": text, "file": "", "cell": "C3"}
    ledger.narrative = [{**line, "unit_name": ""}]
    report = make_office_report(material(ledger=ledger), template, now=NOW, author="")
    given = next(p.figure for p in report.placed if p.figure.unit == "14212" and p.figure.column == "value")
    assert f"- Xã Giao Ninh: Đã viết [{given.text}] bài; chưa rõ [9.9]." in lines(report)
    assert [(f.raw, f.cell) for f in report.body.findings] == [("[9.9]", "C3")]


def test_the_state_style_has_its_own_head_and_end(tmp_path):
    regime = small_regime()
    regime = replace(regime, settings={**regime.settings, "style": "Nhà nước", "signer": "KT. GIÁM ĐỐC|PHÓ GIÁM ĐỐC"})
    text = lines(make_office_report(material(regime), build_template(regime, tmp_path), now=NOW, author=""))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc" in text[0]
    assert text[1].startswith("Số:       /BC-TCT | Ninh Bình, ngày")
    assert next(line for line in text if line.startswith("Trên đây")).endswith("./.")
