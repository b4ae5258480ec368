"""The layout test: every element of a Word document against the rules of its style; a deviation names its rule."""

import re
from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from paper import Paper, text_of
from sample_documents import Made

from bdhvs_xl.documents.word.layout_spec import FONT, PAGE

MM_PER_POINT = 25.4 / 72
HEADINGS = (
    ("chapter", re.compile(r"[IVXL]+\. "), "đề mục I"),
    ("subheading", re.compile(r"\d+(?:\.\d+)+\.? "), "đề mục 1.1"),
    ("heading", re.compile(r"\d+\. (?!.*[.;:]$)"), "đề mục 1"),
    ("point", re.compile(r"[a-zđ]\) "), "điểm a"),
)
"""How headings begin; a numbered paragraph that ends as a sentence has no title ("khoản") and stands upright."""
OUTLINE = "ĐỀ CƯƠNG"
"""What the outline that goes with a survey letter begins with: a document of its own, which has no number."""
NUMBER = {
    ("Nhà nước", True): re.compile(r"Số: {3,}/[A-ZĐ]+(?:-[A-ZĐ]+)*"),
    ("Nhà nước", False): re.compile(r"Số: {3,}/(?:BC|KH)-[A-ZĐ]+"),
    ("Đảng", True): re.compile(r"Số {3,}-CV/[A-ZĐ]+"),
    ("Đảng", False): re.compile(r"Số {3,}-(?:BC|KH)/[A-ZĐ]+"),
}
PLACE = re.compile(r"\S.*, ngày {3,}tháng {3,}năm \d{4}")
PROXY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\b|[TK]/", re.IGNORECASE)
STATE_PROXY, PARTY_PROXY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. "), re.compile(r"(?:[TK]/[MTL]|T/UQ|Q\.) ")
ROMAN = ("I", "II", "III", "IV", "V", "VI")


def deviations(made: Made) -> list[str]:
    """What breaks a rule, in reading order: "NĐ 30/2020 …, khoản 3 mục I: lề trái 30-35 mm, đo được 28"."""
    paper = Paper(made)
    return [deviation for check in CHECKS for deviation in check(paper)]


# --- the checks, one per element --------------------------------------------------------------------------------------


def page(paper: Paper) -> Iterator[str]:
    names = {"top": "lề trên", "bottom": "lề dưới", "left": "lề trái", "right": "lề phải"}
    for number, section in enumerate(paper.document.sections):
        size = tuple(round(length.mm) for length in (section.page_width, section.page_height))
        if size != PAGE:
            yield paper.breaks("khoản 1 mục I", "khổ giấy", "A4 210 x 297 mm", f"{size[0]} x {size[1]}")
        for side, measured in paper.margins(number).items():
            yield from paper.span(side, names[side], measured)


def fonts(paper: Paper) -> Iterator[str]:
    for root in (paper.document.styles.element, paper.document.element):
        used = {value for found in root.iter(qn("w:rFonts")) for value in found.attrib.values()}
        for font in sorted(used - {FONT}):
            yield paper.breaks("phông chữ", "phông", FONT, font)
        colours = {found.get(qn("w:val")) for found in root.iter(qn("w:color"))}
        for colour in sorted(colours - {"000000", "auto"}):
            yield paper.breaks("phông chữ", "màu chữ", "đen", colour)


def heads(paper: Paper) -> Iterator[str]:
    motto, *rest = paper.cell(paper.head, 0, 1)
    yield from paper.letters("motto", "Quốc hiệu hoặc tiêu đề", [motto], "center")
    if text_of(motto) != paper.manner.motto:
        yield paper.breaks("tiêu đề", "dòng đầu", paper.manner.motto, text_of(motto))
    above = motto
    if paper.manner.second_motto:
        above, *rest = rest
        yield from paper.letters("second_motto", "Tiêu ngữ", [above], "center")
        if text_of(above) != paper.manner.second_motto:
            yield paper.breaks("tiêu đề", "Tiêu ngữ", paper.manner.second_motto, text_of(above))
    yield from paper.share("motto_line", "đường kẻ dưới tiêu đề", rest[0] if rest else None, [above])


def organs(paper: Paper) -> Iterator[str]:
    organ, *rest = paper.cell(paper.head, 0, 0)
    if paper.made.regime.settings["organ_above"].strip(" |"):
        yield from paper.letters("organ_above", "cơ quan cấp trên", [organ], "center")
        organ, *rest = rest
    yield from paper.letters("organ", "cơ quan ban hành", [organ], "center")
    if "organ_line" in paper.measures.spans:
        yield from paper.share("organ_line", "đường kẻ dưới tên cơ quan", rest[0] if rest else None, [organ])
    elif not rest or text_of(rest[0]) != paper.manner.mark:
        yield paper.breaks(paper.manner.rules["mark"], "dưới tên cơ quan", "dấu *", "không có")


def number_and_place(paper: Paper) -> Iterator[str]:
    number, *_ = paper.cell(paper.head, 1, 0)
    place, *_ = paper.cell(paper.head, 1, 1)
    yield from paper.letters("number", "số, ký hiệu", [number], "center")
    yield from paper.letters("place", "địa danh, ngày tháng", [place], "center")
    if not NUMBER[paper.style, paper.made.kind == "letter"].fullmatch(text_of(number)):
        yield paper.breaks(paper.manner.rules["number"], "số, ký hiệu", "để trống số, đúng ký hiệu", text_of(number))
    if not PLACE.fullmatch(text_of(place)):
        yield paper.breaks(paper.measures.letters["place"].rule, "ngày tháng", "để trống ngày, tháng", text_of(place))


def titles(paper: Paper) -> Iterator[str]:
    if paper.made.kind == "letter":
        _, *about = paper.cell(paper.head, 1, 0)
        yield from paper.letters("about", "trích yếu công văn", about, "center")
        for paragraph in about:
            yield from paper.span("about", "trên trích yếu công văn", paper.points(paragraph, "before"), " pt")
            if not text_of(paragraph).startswith("V/v "):
                yield paper.breaks(paper.measures.letters["about"].rule, "trích yếu", "“V/v …”", text_of(paragraph))
        return
    kind, *title = paper.main[: paper.title] or [paper.main[0]]
    *title, end = title or [kind]
    yield from paper.letters("kind", "tên loại", [kind], "center")
    yield from paper.letters("title", "trích yếu", title, "center")
    if text_of(kind) not in ("BÁO CÁO", "KẾ HOẠCH"):
        yield paper.breaks(paper.measures.letters["kind"].rule, "tên loại", "BÁO CÁO hoặc KẾ HOẠCH", text_of(kind))
    if paper.manner.dashes:
        if text_of(end) != paper.manner.dashes:
            yield paper.breaks(paper.manner.rules["dashes"], "dưới trích yếu", "5 gạch nối", text_of(end))
    else:
        yield from paper.share("title_line", "đường kẻ dưới trích yếu", end, title)


def addressed(paper: Paper) -> Iterator[str]:
    wanted, found = paper.measures.letters["addressee"], paper.addressees
    expected = paper.made.kind == "letter" or bool(paper.made.regime.settings["addressee"])
    if expected != bool(found):
        yield paper.breaks(wanted.rule, "Kính gửi", "phải có" if expected else "không có", "ngược lại")
    if not found:
        return
    yield from paper.letters("addressee", "Kính gửi", found)
    first, *names = found
    if not names:
        if not re.fullmatch(r"Kính gửi: \S.*", text_of(first)):
            yield paper.breaks(wanted.rule, "Kính gửi một nơi", "trên cùng một dòng", text_of(first))
        return
    ends = [text_of(p)[-1] for p in names]
    if ends != [paper.manner.end_of_item] * (len(names) - 1) + ["."]:
        yield paper.breaks(
            wanted.rule, "Kính gửi, cuối dòng", f"“{paper.manner.end_of_item}”, dòng cuối “.”", "".join(ends)
        )
    colon = paper.mm(first, "w:ind", "left") + paper.width_of(first, 200)
    for paragraph in names:
        if abs(paper.mm(paragraph, "w:ind", "left") - colon) > 2:
            yield paper.breaks(
                wanted.rule,
                "gạch đầu dòng",
                "thẳng dưới dấu hai chấm",
                f"{paper.mm(paragraph, 'w:ind', 'left'):.0f} mm",
            )


def bodies(paper: Paper) -> Iterator[str]:
    for paragraph in paper.body:
        text = text_of(paragraph)
        key, what = next(
            ((key, what) for key, begins, what in HEADINGS if begins.match(text)), ("paragraph", "thân bài")
        )
        yield from paper.letters(key, what, [paragraph], "both", mixed=text.startswith("- "))
        yield from paper.span("first_line", f"{what}: lùi đầu dòng", paper.mm(paragraph, "w:ind", "firstLine"))
        gap = paper.points(paragraph, "before") + paper.points(paragraph, "after")
        yield from paper.span("before", f"{what}: cách đoạn", gap, " pt")
        line, rule = paper.points(paragraph, "line"), paper.look.of_paragraph(paragraph, "w:spacing", "lineRule")
        if "pitch" in paper.measures.spans:
            yield from paper.span("pitch", f"{what}: cách dòng", line if rule == "exact" else None, " pt")
        else:
            yield from paper.span("lines", f"{what}: cách dòng", line / 12 if rule == "auto" else None, " dòng")


def end_mark(paper: Paper) -> Iterator[str]:
    text, wanted = text_of(paper.body[-1]), paper.manner.end_of_body
    if not text.endswith(wanted) or (wanted == "." and text.endswith("./.")):
        yield paper.breaks(paper.manner.rules["end_of_body"], "dấu kết thúc", f"“{wanted}”", f"“{text[-3:]}”")


def signatures(paper: Paper) -> Iterator[str]:
    lines = paper.cell(paper.signature, 0, 1)
    said = [p for p in lines if text_of(p)]
    proxy = STATE_PROXY if paper.style == "Nhà nước" else PARTY_PROXY
    stands_in = PROXY.match(paper.made.regime.settings["signer"])
    rule = paper.manner.rules["proxies"]
    if stands_in and not proxy.match(text_of(said[0])):
        yield paper.breaks(
            rule, "quyền hạn người ký", "KT., TM., TL. (Nhà nước), K/T, T/M, T/L (Đảng)", text_of(said[0])
        )
    authority, position = said[:1], said[1:2]
    yield from paper.letters("authority", "quyền hạn, chức vụ", authority, "center")
    if stands_in:
        yield from paper.letters("position", "chức vụ", position, "center")
        yield from paper.letters("signer", "họ tên", said[2:], "center") if len(said) > 2 else ()
    room = paper.points(lines[-1], "before") * MM_PER_POINT
    yield from paper.span("signature", "khoảng để ký, đóng dấu", room)


def recipients(paper: Paper) -> Iterator[str]:
    title, *names = paper.cell(paper.signature, 0, 0)
    rule = paper.measures.letters["recipients"].rule
    yield from paper.letters("recipients_title", "“Nơi nhận:”", [title], "left")
    yield from paper.letters("recipients", "danh sách nơi nhận", names, "left")
    texts = [text_of(p) for p in names]
    ends = [text[-1] for text in texts]
    if ends != [paper.manner.end_of_item] * (len(names) - 1) + ["."] or not all(t.startswith("- ") for t in texts):
        yield paper.breaks(rule, "nơi nhận", f"“- …{paper.manner.end_of_item}”, dòng cuối “.”", " ".join(texts))
    if not texts[-1].startswith("- Lưu"):
        yield paper.breaks(rule, "dòng cuối nơi nhận", "“- Lưu …”", texts[-1])
    if paper.addressees and texts[0].rstrip(",;.") != "- Như trên":
        yield paper.breaks(rule, "nơi nhận có Kính gửi", "dòng đầu “- Như trên”", texts[0])


def appendices(paper: Paper) -> Iterator[str]:
    numbered = [blocks for blocks in paper.appendices if not text_of(blocks[0]).startswith(OUTLINE)]
    wanted = [f"Phụ lục {roman}" for roman in ROMAN] if len(numbered) > 1 else ["Phụ lục"]
    found = [text_of(blocks[0]) for blocks in numbered]
    for name, right in zip(found, wanted, strict=False):
        if name != right:
            yield paper.breaks("điểm a khoản 1 mục III", "số phụ lục", right, name)
    for blocks in paper.appendices:
        name, title, attached, *_ = (block for block in blocks if block.tag == qn("w:p"))
        yield from paper.letters("appendix", "“Phụ lục”", [name], "center")
        yield from paper.letters("appendix_title", "tên phụ lục", [title], "center")
        yield from paper.letters("attached", "“Kèm theo”", [attached], "center")
        if not re.fullmatch(r"\(Kèm theo .+\)", text_of(attached)):
            yield paper.breaks("điểm c khoản 1 mục III", "chỉ dẫn kèm theo", "(Kèm theo …)", text_of(attached))


def page_numbers(paper: Paper) -> Iterator[str]:
    rule = paper.measures.letters["page_number"].rule
    for number, section in enumerate(paper.document.sections):
        fields = [p for p in section.header.paragraphs if any(i.text == "PAGE" for i in p._p.iter(qn("w:instrText")))]
        what = f"số trang, phần {number + 1}"
        if len(fields) != 1 or any(
            p._p.iter(qn("w:instrText")) and "PAGE" in p._p.xml for p in section.footer.paragraphs
        ):
            yield paper.breaks(rule, what, "ở lề trên", f"{len(fields)} chỗ")
        for paragraph in fields:
            yield from paper.letters("page_number", what, [paragraph._p], "center")
        if not section.different_first_page_header_footer or "PAGE" in section.first_page_header._element.xml:
            yield paper.breaks(rule, what, "không hiện ở trang đầu", "có hiện")
        start = section._sectPr.find(qn("w:pgNumType"))
        if start is None or start.get(qn("w:start")) != "1":
            yield paper.breaks("điểm đ khoản 1 mục III", what, "đánh riêng từ 1", "tiếp theo phần trước")


def tables(paper: Paper) -> Iterator[str]:
    for table in (block for blocks in paper.appendices for block in blocks if block.tag == qn("w:tbl")):
        head, *rows = table.iterchildren(qn("w:tr"))
        if head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is None:
            yield paper.breaks("", "bảng", "lặp lại dòng đầu cột ở mỗi trang", "không lặp")
        if any(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is None for row in (head, *rows)):
            yield paper.breaks("", "bảng", "không tách dòng sang hai trang", "có tách")
        yield from paper.letters("table_head", "đầu cột", list(head.iter(qn("w:p"))), "center")
        yield from paper.letters(
            "table_text", "chữ trong bảng", [p for r in rows for p in r.iter(qn("w:p"))], mixed=True
        )


def notes(paper: Paper) -> Iterator[str]:
    references = [r.get(qn("w:id")) for r in paper.document.element.iter(qn("w:footnoteReference"))]
    part = next(
        (r.target_part for r in paper.document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES), None
    )
    if part is None:
        if references or "\ue020" in paper.document.element.xml:
            yield paper.breaks("", "chú thích", "có ở chân trang", "không có")
        return
    root = parse_xml(part.blob)
    kinds = [n.get(qn("w:type"), "") for n in root]
    named = [n.get(qn("w:id")) for n in paper.document.settings.element.iter(qn("w:footnote"))]
    separators = [n.get(qn("w:id")) for n in root if n.get(qn("w:type"))]
    if kinds[:2] != ["separator", "continuationSeparator"] or named != separators:
        yield paper.breaks("", "chú thích", "có hai đường ngăn, nêu trong thiết lập", f"{kinds[:2]}, {named}")
    told = [n for n in root if not n.get(qn("w:type"))]
    if [n.get(qn("w:id")) for n in told] != references:
        yield paper.breaks("", "chú thích", "mỗi dấu một chú thích, theo thứ tự", references)
    for paragraph in (p for note in told for p in note.iter(qn("w:p"))):
        yield from paper.letters("note", "chú thích", [paragraph], "both")
        if paragraph.find(f"{qn('w:r')}/{qn('w:footnoteRef')}") is None:
            yield paper.breaks("", "chú thích", "có số chú thích", text_of(paragraph))


CHECKS = (page, fonts, heads, organs, number_and_place, titles, addressed, bodies, end_mark, signatures, recipients,
          appendices, page_numbers, tables, notes)  # fmt: skip
