"""Own words are printed whole, with the figures they ask for; what cannot be put in is told with its place."""

from dataclasses import replace

import pytest
from support.small_regime import UNITS, small_regime
from support.small_report_data import material, small_ledger

from bdhvs_xl.documents.content.narrative_text import narrative_blocks
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.report_body import ReportBodyWriter
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text


def said(text, author=None, indicators=()):
    """The blocks that a text becomes, its figures in [brackets], and the findings."""
    ledger = small_ledger()
    code = author.code if author else ""
    line = {"quote": "", "unit": code, "section": "leading_done", "text": text, "file": "", "cell": "Phần lời!C9"}
    ledger.narrative = [line]
    section = next(s for s in small_regime().sections if s.id == "leading_done")
    figures = Figures()
    known = replace(material(ledger=ledger), author=author)
    linker = FigureLinker(known, figures, [])
    blocks = narrative_blocks(replace(section, indicators=indicators), code, linker)
    return [(block.kind, shown(block.text, figures)) for block in blocks], linker


def shown(text, figures):
    pieces = figures.pieces(text)
    return "".join(piece if isinstance(piece, str) else f"[{piece.text}]" for piece in pieces)


def test_lines_become_paragraphs_and_list_items_and_end_with_a_full_stop():
    blocks, linker = said("Đã họp  02 lần\n\n- Mở lớp;\n+ Lập tổ\nKết quả cụ thể:\n“Hết.”")
    assert blocks == [
        ("paragraph", "Đã họp 02 lần."), ("item", "Mở lớp;"), ("paragraph", "+ Lập tổ."),
        ("paragraph", "Kết quả cụ thể:"), ("paragraph", "“Hết.”"),
    ]  # fmt: skip
    assert linker.findings == []


def test_references_stand_for_the_totals_of_the_focal_office():
    blocks, linker = said("Có [2.1] bài, [2.4] lớp với [2.4.people] người; [2.10]% thôn ([2.10.numerator]/93).")
    assert blocks == [("paragraph", "Có [114] bài, [08] lớp với [1.350] người; [79,6]% thôn ([74]/93).")]
    assert linker.linked == {"2.1", "2.4", "2.10"}
    assert {figure.unit for figure in linker.figures.marked} == {""}


def test_in_a_units_own_words_they_stand_for_the_units_values():
    blocks, linker = said("Có [2.1] bài, [2.4.value] lớp; [2.10]% thôn.", UNITS[0])
    assert blocks == [("paragraph", "Có [84] bài, [05] lớp; [100]% thôn.")]
    assert {(f.unit, f.indicator, f.column) for f in linker.figures.marked} == {
        ("14212", "2.1", "value"), ("14212", "2.4", "value"), ("14212", "2.10", "percent"),
    }  # fmt: skip


def test_what_is_marked_already_is_not_taken_for_a_number_of_the_text():
    ledger, figures = small_ledger(), Figures()
    for unit, people in (("14212", 1.0), ("13669", 0.0)):
        place = ("2.4", "people")
        ledger.values[unit][place] = replace(ledger.values[unit][place], value=people)
    linker = FigureLinker(material(ledger=ledger), figures, [])
    marked = f"{figures.count(1, 'units_late')} rồi {figures.count(1, 'units_late')} lần, mở 8 lớp"
    assert linker.recognise(marked, [small_regime().indicator["2.4"]]) == marked
    assert linker.recognise(f"{marked} cho 1 người", [small_regime().indicator["2.4"]]) != marked


UNKNOWN = "Sửa thành mã có ở trang Chỉ số, ví dụ [2.4.people]; nếu không phải số liệu thì dùng ngoặc tròn."


@pytest.mark.parametrize(
    ("text", "printed", "message", "cure"),
    [
        ("Có [2.99] bài.", "Có [2.99] bài.", "[2.99] không điền được, không có chỉ số “2.99”.", UNKNOWN),
        ("Theo [1].", "Theo [1].", "[1] không điền được, không có chỉ số “1”.", UNKNOWN),
        ("Có [2.11] hình thức.", "Có …… hình thức.", "[2.11] không điền được, chỉ số 2.11 chưa có số này.",
         "Bổ sung số liệu của chỉ số 2.11, hoặc bỏ [2.11] khỏi đoạn văn."),
        ("Lũy kế [2.1.cumulative] bài.", "Lũy kế …… bài.",
         "[2.1.cumulative] không điền được, chỉ số 2.1 không có cột Lũy kế.", "Dùng: [2.1.value]."),
    ],
)  # fmt: skip
def test_a_reference_that_cannot_be_put_in_is_told_with_its_place(text, printed, message, cure):
    blocks, linker = said(text)
    assert blocks == [("paragraph", printed)]
    (finding,) = linker.findings
    assert (finding.rule, finding.severity, finding.sheet, finding.cell) == (
        "report_reference", "warning", "Phần lời", "C9",
    )  # fmt: skip
    assert (finding.message, finding.cure) == (f"Trang Phần lời, mục leading_done: {message}", cure)


def test_a_number_that_the_words_tell_plainly_is_linked_and_not_told_again():
    text = "Đã đăng 84 bài, mở 05 lớp cho 1.204 người ngày 05/4/2026."
    blocks, linker = said(text, UNITS[0], indicators=("2.1", "2.4", "2.10"))
    assert blocks == [("paragraph", "Đã đăng [84] bài, mở [05] lớp cho [1.204] người ngày 05/4/2026.")]
    assert linker.linked == {"2.1", "2.4"}


def test_a_number_alike_is_no_mention():
    blocks, linker = said("Có 84 người, 840 bài, 05 lớp, 12.084 bài.", UNITS[0], indicators=("2.1", "2.4"))
    assert blocks == [("paragraph", "Có 84 người, 840 bài, 05 lớp, 12.084 bài.")]
    assert linker.linked == set()


def test_the_focal_offices_words_open_their_section_before_data_and_units():
    ledger = small_ledger()
    ledger.narrative.append(
        {"quote": "", "unit": "", "section": "results", "text": "Kết quả rõ: [2.1] bài.", "cell": ""}
    )
    ledger.narrative.append({"quote": "", "unit": "", "section": "proposals", "text": "Cơ quan đề nghị.", "cell": ""})
    known = material(ledger=ledger)
    body = ReportBodyWriter(known, Figures(), known.regime.period_to).write()
    texts = [unmarked_text(block.text) for block in body.blocks]
    at = texts.index("II. KẾT QUẢ THỰC HIỆN")
    assert texts[at + 1] == "Kết quả rõ: 114 bài."
    assert texts[at + 2].startswith("01/02 đơn vị đã ban hành kế hoạch")
    assert texts[texts.index("III. ĐỀ XUẤT, KIẾN NGHỊ") + 1] == "Cơ quan đề nghị."
    assert not [passage for passage in body.passages if passage.unit == ""]
