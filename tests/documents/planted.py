"""Deviations to plant in documents that stand as the rules want it, and what the layout test says of each."""

import re
from collections.abc import Callable

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

STATE = "báo cáo Nhà nước, ký KT., có Kính gửi"
SIGNED = "báo cáo Đảng, ký T/M"
LETTER = "công văn Nhà nước, nhiều nơi"
PARTY = "báo cáo Đảng, quy định mới"


def style(name: str, change: Callable) -> Callable:
    return lambda document: change(document.styles[name])


def size(points: float) -> Callable:
    return lambda style: setattr(style.font, "size", Pt(points))


def shape(**values: object) -> Callable:
    def change(style):
        for name, value in values.items():
            setattr(style.paragraph_format, name, value)

    return change


def letters(**values: object) -> Callable:
    def change(style):
        for name, value in values.items():
            setattr(style.font, name, value)

    return change


def section(number: int, **values: object) -> Callable:
    def change(document):
        for name, value in values.items():
            setattr(document.sections[number], name, value)

    return change


def say(old: str, new: str) -> Callable:
    """Another text in place of one, wherever it stands as a text of its own."""

    def change(document):
        texts = [t for t in document.element.iter(qn("w:t")) if old in (t.text or "")]
        assert texts, old
        for text in texts:
            text.text = text.text.replace(old, new)

    return change


def remove(tag: str, number: int = 0) -> Callable:
    def change(document):
        found = list(document.element.iter(qn(tag)))[number]
        found.getparent().remove(found)

    return change


def drop_line(number: int) -> Callable:
    return remove("w:pBdr", number)


def lengthen_line(number: int) -> Callable:
    def change(document):
        line = list(document.element.iter(qn("w:pBdr")))[number].getparent().find(qn("w:ind"))
        line.set(qn("w:left"), "0")
        line.set(qn("w:right"), "0")

    return change


def red(style) -> None:
    style.font.color.rgb = RGBColor(255, 0, 0)


def no_page_number(document) -> None:
    header = document.sections[0].header
    header._element.remove(header.paragraphs[0]._p)


def notes(change: Callable) -> Callable:
    """A change of the part of footnotes."""

    def planted(document):
        part = next(r.target_part for r in document.part.rels.values() if r.reltype.endswith("/footnotes"))
        part._blob = change(part.blob)

    return planted


PLANTED = {
    "lề trái": (STATE, section(0, left_margin=Mm(28)), "khoản 3 mục I: lề trái 30-35 mm, đo được 28.0"),
    "lề phải": (STATE, section(0, right_margin=Mm(25)), "lề phải 15-20 mm, đo được 25.0"),
    "lề trên": (STATE, section(0, top_margin=Mm(15)), "lề trên 20-25 mm"),
    "lề dưới": (STATE, section(0, bottom_margin=Mm(30)), "lề dưới 20-25 mm"),
    "lề phụ lục": (STATE, section(1, left_margin=Mm(20)), "lề trái 30-35 mm, đo được 20.0"),
    "khổ giấy": (STATE, section(0, page_width=Mm(216)), "khổ giấy A4"),
    "phông": (STATE, style("VB Thân bài", letters(name="Arial")), "phông Times New Roman, đo được Arial"),
    "màu": (STATE, style("VB Thân bài", red), "màu chữ đen"),
    "cỡ Quốc hiệu": (STATE, style("VB Tiêu đề", size(14)), "Quốc hiệu hoặc tiêu đề: cỡ chữ 12-13, đo được 14"),
    "chữ Quốc hiệu": (STATE, say("CỘNG HÒA", "CÔNG HÒA"), "dòng đầu CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    "đậm Tiêu ngữ": (STATE, style("VB Tiêu ngữ", letters(bold=False)), "Tiêu ngữ đậm"),
    "chữ Tiêu ngữ": (STATE, say("Độc lập - Tự do", "Độc lập – Tự do"), "Tiêu ngữ Độc lập - Tự do - Hạnh phúc"),
    "kẻ Tiêu ngữ": (STATE, drop_line(1), "đường kẻ dưới tiêu đề dài bằng dòng chữ, đo được không có đường kẻ"),
    "dài kẻ Tiêu ngữ": (STATE, lengthen_line(1), "đường kẻ dưới tiêu đề dài bằng dòng chữ"),
    "kẻ tiêu đề Đảng": (PARTY, drop_line(0), "đường kẻ dưới tiêu đề"),
    "cấp trên đậm": (STATE, style("VB Cơ quan cấp trên", letters(bold=True)), "cơ quan cấp trên không đậm"),
    "cơ quan không đậm": (STATE, style("VB Cơ quan ban hành", letters(bold=False)), "cơ quan ban hành đậm"),
    "cơ quan chữ thường": (STATE, say("SỞ TƯ PHÁP", "Sở Tư pháp"), "cơ quan ban hành in hoa, đo được Sở Tư pháp"),
    "kẻ cơ quan": (STATE, drop_line(0), "đường kẻ dưới tên cơ quan dài 1/3-1/2 dòng chữ"),
    "dài kẻ cơ quan": (STATE, lengthen_line(0), "đường kẻ dưới tên cơ quan dài 1/3-1/2 dòng chữ"),
    "dấu sao": (PARTY, say("*", "-"), "dưới tên cơ quan dấu *"),
    "số đã điền": (STATE, say("Số:       /", "Số: 12/"), "số, ký hiệu để trống số"),
    "ký hiệu": (STATE, say("/BC-STP", "/BC.STP"), "số, ký hiệu để trống số"),
    "hai chấm Đảng": (PARTY, say("Số      -BC", "Số:      -BC"), "số, ký hiệu để trống số"),
    "cỡ số": (STATE, style("VB Số ký hiệu", size(14)), "điểm c khoản 3 mục II: số, ký hiệu: cỡ chữ 13-13"),
    "ngày đứng": (STATE, style("VB Địa danh ngày tháng", letters(italic=False)), "địa danh, ngày tháng nghiêng"),
    "ngày đã điền": (STATE, say("ngày     tháng", "ngày 05 tháng"), "ngày tháng để trống ngày, tháng"),
    "tên loại trái": (STATE, style("VB Tên loại", shape(alignment=ALIGN.LEFT)), "tên loại: canh center"),
    "cỡ tên loại": (STATE, style("VB Tên loại", size(16)), "điểm b khoản 5 mục II: tên loại: cỡ chữ 13-14, đo được 16"),
    "trích yếu nghiêng": (STATE, style("VB Trích yếu", letters(italic=True)), "trích yếu không nghiêng"),
    "kẻ trích yếu": (STATE, lengthen_line(2), "đường kẻ dưới trích yếu dài 1/3-1/2 dòng chữ"),
    "gạch nối": (PARTY, say("-----", "---"), "dưới trích yếu 5 gạch nối, đo được ---"),
    "cỡ V/v": (LETTER, style("VB Trích yếu công văn", size(14)), "trích yếu công văn: cỡ chữ 12-13"),
    "cách V/v": (LETTER, style("VB Trích yếu công văn", shape(space_before=Pt(0))), "trên trích yếu công văn 6-6 pt"),
    "chữ V/v": (LETTER, say("V/v ", "Về việc "), "trích yếu “V/v …”"),
    "không Kính gửi": (STATE, say("Kính gửi: ", "Gửi: "), "Kính gửi phải có"),
    "cỡ Kính gửi": (STATE, style("VB Kính gửi", size(12)), "điểm d khoản 9 mục II: Kính gửi: cỡ chữ 13-14"),
    "cuối dòng Kính gửi": (LETTER, say("cấp tỉnh;", "cấp tỉnh,"), "Kính gửi, cuối dòng “;”, dòng cuối “.”"),
    "gạch Kính gửi": (LETTER, style("VB Nơi kính gửi", shape(left_indent=Mm(10))), "gạch đầu dòng thẳng dưới dấu"),
    "cỡ thân bài": (STATE, style("VB Thân bài", size(12)), "điểm e khoản 6 mục II: thân bài: cỡ chữ 13-14, đo được 12"),
    "canh thân bài": (STATE, style("VB Thân bài", shape(alignment=ALIGN.LEFT)), "thân bài: canh both, đo được left"),
    "lùi dòng": (STATE, style("VB Thân bài", shape(first_line_indent=Mm(5))), "lùi đầu dòng 10-12.7 mm, đo được 5.0"),
    "cách đoạn": (STATE, style("VB Thân bài", shape(space_before=Pt(3))), "cách đoạn 6-18 pt, đo được 3.0"),
    "cách dòng": (STATE, style("VB Thân bài", shape(line_spacing=2.0)), "cách dòng 1-1.5 dòng, đo được 2.0"),
    "cách dòng Đảng": (PARTY, style("VB Thân bài", shape(line_spacing=Pt(16))), "cách dòng 18-20 pt, đo được 16.0"),
    "mục I thường": (STATE, style("VB Mục I", letters(bold=False)), "số 6.b mục V: đề mục I đậm"),
    "mục 1 nghiêng": (STATE, style("VB Mục 1", letters(italic=True)), "đề mục 1 không nghiêng"),
    "mục 1.1": (LETTER, style("VB Mục 1.1", letters(bold=False)), "đề mục 1.1 đậm"),
    "điểm a đậm": (LETTER, style("VB Điểm a", letters(bold=True)), "điểm a không đậm"),
    "dấu kết": (STATE, say("./.", "."), "Phụ lục III, các mẫu: dấu kết thúc “./.”"),
    "dấu kết Đảng": (PARTY, say("17/5/2026.", "17/5/2026./."), "dấu kết thúc “.”"),
    "KT": (STATE, say("KT. GIÁM ĐỐC", "K/T GIÁM ĐỐC"), "điểm b khoản 7 mục II: quyền hạn người ký"),
    "T/M": (SIGNED, say("T/M BAN", "TM. BAN"), "quyền hạn người ký"),
    "chức vụ Đảng đậm": (SIGNED, style("VB Chức vụ ký", letters(bold=True)), "chức vụ không đậm"),
    "chức vụ thường": (STATE, style("VB Chức vụ ký", letters(bold=False)), "chức vụ đậm"),
    "cỡ quyền hạn": (STATE, style("VB Thẩm quyền ký", size(12)), "quyền hạn, chức vụ: cỡ chữ 13-14"),
    "họ tên": (STATE, style("VB Họ tên người ký", letters(bold=False)), "họ tên đậm"),
    "chỗ ký": (STATE, style("VB Họ tên người ký", shape(space_before=Pt(6))), "khoảng để ký, đóng dấu 20-40 mm"),
    "cỡ Nơi nhận": (STATE, style("VB Nơi nhận", size(13)), "điểm d khoản 9 mục II: “Nơi nhận:”: cỡ chữ 12-12"),
    "gạch chân Nơi nhận": (PARTY, style("VB Nơi nhận", letters(underline=False)), "“Nơi nhận:” gạch chân"),
    "cỡ danh sách": (STATE, style("VB Danh sách nơi nhận", size(12)), "danh sách nơi nhận: cỡ chữ 11-11"),
    "chấm phẩy": (STATE, say("Lãnh đạo Sở;", "Lãnh đạo Sở"), "nơi nhận “- …;”, dòng cuối “.”"),
    "Lưu": (STATE, say("- Lưu:", "- VT:"), "dòng cuối nơi nhận “- Lưu …”"),
    "Như trên": (STATE, say("- Như trên", "- Sở KHCN"), "nơi nhận có Kính gửi dòng đầu “- Như trên”"),
    "số La Mã": (STATE, say("Phụ lục II", "Phụ lục 2"), "số phụ lục Phụ lục II, đo được Phụ lục 2"),
    "cỡ Phụ lục": (STATE, style("VB Phụ lục", size(13)), "điểm b khoản 1 mục III: “Phụ lục”: cỡ chữ 14-14"),
    "tên phụ lục": (STATE, say("LỊCH TRÌNH KHẢO SÁT", "Lịch trình khảo sát"), "tên phụ lục in hoa"),
    "kèm theo": (STATE, style("VB Kèm theo", letters(italic=False)), "“Kèm theo” nghiêng"),
    "chữ kèm theo": (STATE, say("(Kèm theo", "(Theo"), "chỉ dẫn kèm theo (Kèm theo …)"),
    "số trang trái": (STATE, style("VB Số trang", shape(alignment=ALIGN.LEFT)), "số trang, phần 1: canh center"),
    "cỡ số trang": (STATE, style("VB Số trang", size(10)), "khoản 7 mục I: số trang, phần 1: cỡ chữ 13-14"),
    "trang đầu": (STATE, section(0, different_first_page_header_footer=False), "không hiện ở trang đầu"),
    "mất số trang": (STATE, no_page_number, "số trang, phần 1 ở lề trên"),
    "trang phụ lục": (STATE, remove("w:pgNumType", 1), "điểm đ khoản 1 mục III: số trang, phần 2 đánh riêng từ 1"),
    "đầu bảng": (STATE, remove("w:tblHeader"), "lặp lại dòng đầu cột"),
    "tách dòng": (STATE, remove("w:cantSplit", -1), "không tách dòng sang hai trang"),
    "cỡ bảng": (STATE, style("VB Bảng chữ", size(8)), "chữ trong bảng: cỡ chữ 10-14, đo được 8"),
    "cỡ chú thích": (LETTER, style("footnote text", size(14)), "chú thích: cỡ chữ 10-12"),
    "mất chú thích": (LETTER, remove("w:footnoteReference"), "mỗi dấu một chú thích"),
    "mất đường ngăn": (LETTER, notes(lambda b: b.replace(b'"separator"', b'"continuationNotice"')), "hai đường ngăn"),
    "mất số chú thích": (LETTER, notes(lambda b: re.sub(rb"<w:footnoteRef\b[^>]*/>", b"", b)), "có số chú thích"),
}  # fmt: skip
"""What is planted, in which document, and what is said of it."""
