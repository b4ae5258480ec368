"""Forms (.xlsx) with something wrong inside: cells far out, bombs, XML attacks, links, formulas, broken references."""

import re
from collections.abc import Callable, Iterator
from functools import partial

from attack import Attack, Becomes, answers_part, attack, form
from packing import blown_up, changed, members_of, packed, with_raw

HURT, FAR, LARGE = "Tệp bị hỏng, không mở được.", "ở quá xa", "Tệp quá lớn"
TYPED_CELL = b't="inlineStr"><is><t>2.610</t></is>'
"""What was typed for one indicator, as its cell holds it."""
_MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_BILLION = (
    b'<!DOCTYPE x [<!ENTITY a "haha">'
    + b"".join(b'<!ENTITY %c "%b">' % (c + 1, b"&%c;" % c * 10) for c in range(ord("a"), ord("k")))
    + b"]>"
)
_OUTSIDE = b'<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>'


def workbooks() -> Iterator[Attack]:
    """The attacks inside a workbook that is, but for them, the victim's form."""
    yield from _far()
    yield from _bombs()
    yield from _xml()
    yield from _active()
    yield from _references()
    yield from _characters()


def in_sheet(old: bytes, new: bytes) -> bytes:
    """The form with a piece of its answers' XML replaced, everywhere."""
    part = answers_part()
    before = members_of(form())[part]
    assert old in before
    return changed(form(), {part: before.replace(old, new)})


def typed(cell: bytes) -> bytes:
    """The form with another cell in place of a typed one."""
    return in_sheet(TYPED_CELL, cell)


def _more_rows(rows: bytes) -> bytes:
    return in_sheet(b"</sheetData>", rows + b"</sheetData>")


def _far() -> Iterator[Attack]:
    group, cell = "far cells", b"<v>1</v></c></row>"
    rows = {
        "XFD1048576": b'<row r="1048576"><c r="XFD1048576">' + cell,
        "no address": b'<row r="1048576"><c>' + cell,
        "prefixed": b'<x:row xmlns:x="x" r="1048576"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>',
        "ZZZ1": b'<row r="900"><c r="ZZZ1">' + cell,
        "wide": b'<row r="900">' + b"<c><v>1</v></c>" * 16_384 + b"</row>",
        "row 4294967297": b'<row r="4294967297"><c r="A4294967297">' + cell,
        "row minus 1": b'<row r="-1"><c>' + cell,
        "row 1e9": b'<row r="1e9"><c r="A1">' + cell,
        "column of 99 letters": b'<row r="900"><c r="' + b"A" * 99 + b'9">' + cell,
    }
    for name, row in rows.items():
        says = "" if name in ("row minus 1", "row 1e9") else FAR
        yield attack(group, f"{name}.xlsx", partial(_more_rows, row), says=says)
    yield attack(group, "lying dimension.xlsx", _lying_dimension, "taken")
    yield attack(group, "empty cell at the end.xlsx", _formatted_end, "taken")
    yield attack(group, "10,000 junk rows.xlsx", partial(_more_rows, _junk(10_000)), says=FAR)
    yield attack(group, "9,900 junk rows.xlsx", partial(_more_rows, _junk(9_900)), "taken")
    yield attack(group, "many wide sheets.xlsx", partial(_many_sheets, 1_900), says=LARGE)


def _lying_dimension() -> bytes:
    told = re.findall(rb"<dimension [^>]*>", members_of(form())[answers_part()])
    return in_sheet(told[0], b'<dimension ref="A1:XFD1048576"/>')


def _formatted_end() -> bytes:
    return _more_rows(b'<row r="1048576"><c r="XFD1048576" s="1"/></row>')


def _junk(rows: int) -> bytes:
    cell = b'<c r="C%d" t="inlineStr"><is><t>=HYPERLINK("x") r\xc3\xa1c</t></is></c>'
    return b"".join(b'<row r="%d">%b</row>' % (n, cell % n) for n in range(20, 20 + rows))


def _many_sheets(number: int) -> bytes:
    sheet = (
        b"<worksheet " + _MAIN + b'><sheetData><row r="1"><c r="A1" t="str"><v>bdhvs:indicators</v></c></row>'
        b'<row r="9999"><c r="CZ9999"><v>1</v></c></row></sheetData></worksheet>'
    )
    names = range(100, 100 + number)
    listed = b"".join(
        b'<sheet name="s%d" sheetId="%d" r:id="x%d" xmlns:r="%b"/>' % (n, n, n, _RELATION[:-1]) for n in names
    )
    related = b"".join(
        b'<Relationship Type="%bworksheet" Target="worksheets/sheet%d.xml" Id="x%d"/>' % (_RELATION, n, n)
        for n in names
    )
    return changed(
        form(),
        {
            "xl/workbook.xml": lambda text: text.replace(b"</sheets>", listed + b"</sheets>"),
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(b"</Relationships>", related + b"</Relationships>"),
            **{f"xl/worksheets/sheet{n}.xml": sheet for n in names},
        },
    )


def _bombs() -> Iterator[Attack]:
    group, spaces, zeros = "bombs", b" " * (1 << 20), bytes(1 << 20)
    raw = partial(blown_up, spaces)

    def bomb(name: str, entries: Callable[[], list[tuple[str, bytes, int]]], says: str, **how: bool) -> Attack:
        return attack(group, f"{name}.xlsx", lambda: with_raw(form(), entries(), **how), says=says)

    yield bomb("flat", lambda: [("xl/a.xml", raw(2_000), 2_000 << 20)], LARGE)
    yield bomb("of an unread part", lambda: [("xl/media/a.png", blown_up(zeros, 3_000), 3_000 << 20)], LARGE)
    yield bomb("that lies", lambda: [("xl/a.xml", raw(10_000), 1_000)], HURT)
    yield bomb("that says nothing", lambda: [("xl/a.xml", raw(10_000), 0)], HURT)
    yield bomb("that claims 4 GiB", lambda: [("xl/a.xml", raw(1), 0xFFFFFFFE)], LARGE)
    yield bomb("overlapping", lambda: [(f"xl/{n}.xml", raw(60), 60 << 20) for n in range(300)], LARGE, shared=True)
    yield bomb("overlapping, small", lambda: [(f"xl/{n}.xml", raw(1), 1 << 20) for n in range(60)], HURT, shared=True)
    yield bomb("of 3,000 entries", lambda: [(f"xl/{n}.xml", b"\x03\x00", 0) for n in range(3_000)], LARGE)
    yield attack(group, "nested.xlsx", _nested, says="Tệp nén, không phải bảng tính.")
    texts = b"<sst " + _MAIN + b"><si><t>" + b"a" * (60 << 20) + b"</t></si></sst>"
    yield attack(group, "one text of 60 MiB.xlsx", lambda: _with_texts(texts, b't="s"><v>0</v>'), says="")
    many = b"<sst " + _MAIN + b">" + b"<si><t/></si>" * (4 << 20) + b"</sst>"
    yield attack(group, "4 million texts.xlsx", lambda: _with_texts(many, b't="s"><v>0</v>'), says=LARGE)
    tight = b"<row>" + b"<c r='A1'><v/></c>" * (3 << 20) + b"</row>"
    yield attack(group, "3 million cells.xlsx", lambda: _more_rows(tight), says="")
    yield attack(group, "a million cells.xlsx", lambda: _more_rows(_block(9_900, 100)), says=LARGE)
    yield attack(group, "600,000 cells.xlsx", lambda: _more_rows(_block(6_000, 100)), "taken")


def _block(rows: int, columns: int) -> bytes:
    return b"".join(b'<row r="%d">%b</row>' % (20 + n, b"<c><v>1</v></c>" * columns) for n in range(rows))


def _nested() -> bytes:
    data = packed({"0.xml": b" " * (1 << 20)})
    for level in range(5):
        data = packed({f"{level}-{n}.zip": data for n in range(10)})
    return data


def _with_texts(texts: bytes, cell: bytes) -> bytes:
    listed = b'<Relationship Type="%bsharedStrings" Target="sharedStrings.xml" Id="rIdT"/></Relationships>' % _RELATION
    part = answers_part()
    return changed(
        form(),
        {
            "xl/sharedStrings.xml": texts,
            "xl/_rels/workbook.xml.rels": lambda text: text.replace(b"</Relationships>", listed),
            part: lambda text: text.replace(TYPED_CELL, cell),
        },
    )


def _xml() -> Iterator[Attack]:
    group, deep = "XML", 1_000_000
    part = answers_part()

    def of_part(
        name: str, change: Callable[[bytes], bytes], becomes: Becomes = "rejected", where: str = part
    ) -> Attack:
        return attack(group, f"{name}.xlsx", lambda: changed(form(), {where: change}), becomes)

    nested = b"<a>" * deep + b"</a>" * deep
    yield of_part("deep sheet", lambda text: text.replace(b"</sheetData>", nested + b"</sheetData>"), "taken")
    yield of_part(
        "deep cell", lambda text: text.replace(TYPED_CELL, b' t="inlineStr"><is>' + b"<r>" * deep), "returned"
    )
    yield of_part(
        "deep workbook", lambda text: text.replace(b"<sheets>", nested + b"<sheets>"), "taken", "xl/workbook.xml"
    )
    half = deep // 2
    nest = b"<sst " + _MAIN + b">" + b"<si><r>" * half + b"<t>x</t>" + b"</r></si>" * half + b"</sst>"
    yield attack(group, "deep texts.xlsx", lambda: _with_texts(nest, b't="s"><v>0</v>'), "returned")
    for name, kind in (("billion laughs", _BILLION), ("external entity", _OUTSIDE)):
        for where in (part, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", "_rels/.rels"):
            change = partial(_with_doctype, kind)
            yield of_part(f"{name} in {where.rpartition('/')[2]}", change, where=where)
        laugh = kind + b"<sst " + _MAIN + b"><si><t>&k;</t></si></sst>"
        yield attack(group, f"{name} in texts.xlsx", partial(_with_texts, laugh, b't="s"><v>0</v>'))
    yield of_part("UTF-16", lambda text: text.decode().encode("utf-16"))
    yield of_part("no XML", lambda _: b"\x89PNG\r\n\x1a\n" * 100)
    yield of_part("cut in the middle", lambda text: text[: len(text) // 2])
    yield of_part("empty part", lambda _: b"")
    yield of_part("raw NUL", lambda text: text.replace(b"2.610", b"2\x00610"), "returned")
    yield of_part("invalid UTF-8", lambda text: text.replace(b"2.610", b"2\xff\xfe610"))
    yield of_part("reference to NUL", lambda text: text.replace(b"2.610", b"2&#0;610"))
    yield of_part("reference to a surrogate", lambda text: text.replace(b"2.610", b"2&#xD800;610"))
    yield of_part("unknown entity", lambda text: text.replace(b"2.610", b"&cmd;"))


def _with_doctype(kind: bytes, text: bytes) -> bytes:
    start = text.find(b"?>") + 2 if text.startswith(b"<?xml") else 0
    return text[:start] + kind + text[start:].replace(b"2.610", b"&k;")


def _active() -> Iterator[Attack]:
    group = "active content"
    link = b'<externalLink %b><externalBook r:id="rId1" xmlns:r="%b"/></externalLink>' % (_MAIN, _RELATION[:-1])
    dde = b'<externalLink %b><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>' % _MAIN
    target = (
        b'<Relationships><Relationship Id="rId1" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    for name, content in (("external link", link), ("DDE link", dde)):
        parts = {"xl/externalLinks/externalLink1.xml": content, "xl/externalLinks/_rels/externalLink1.xml.rels": target}
        yield attack(group, f"{name}.xlsx", partial(changed, form(), parts), "taken")
    macros = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"Auto_Open" * 500}
    yield attack(group, "macros.xlsm", partial(changed, form(), macros), "taken")
    sheet = {"xl/macrosheets/sheet1.xml": b"<macrosheet/>", "xl/embeddings/oleObject1.bin": b"MZ" * 400}
    yield attack(group, "macro sheet.xlsm", partial(changed, form(), sheet), "taken")
    for name, formula in (
        ("DDE formula", b"cmd|' /C calc'!A0"), ("WEBSERVICE formula", b'WEBSERVICE("http://127.0.0.1/")'),
        ("link formula", b'HYPERLINK("file:///etc/passwd","2.610")'), ("formula to a file", b"'[file:///etc/passwd]a'!A1"),
    ):  # fmt: skip
        yield attack(group, f"{name}.xlsx", partial(typed, b' t="str"><f>%b</f><v>2.610</v>' % formula), "taken")
    yield attack(group, "formula with itself.xlsx", partial(typed, b' t="str"><f>E9</f><v>2.610</v>'), "taken")


def _references() -> Iterator[Attack]:
    group, texts = "references", b"<sst " + _MAIN + b' count="1"><si><t>x</t></si></sst>'
    yield attack(group, "text beyond the end.xlsx", partial(_with_texts, texts, b't="s"><v>99</v>'))
    for name, index in (("minus one", b"-1"), ("huge", b"9" * 30), ("no number", b"x")):
        yield attack(group, f"text {name}.xlsx", partial(_with_texts, texts, b't="s"><v>%b</v>' % index), "returned")
    yield attack(group, "texts missing.xlsx", partial(typed, b't="s"><v>0</v>'))
    for name, style in (("beyond the end", b"65000"), ("minus one", b"-1"), ("no number", b"x"), ("huge", b"9" * 30)):
        yield attack(group, f"style {name}.xlsx", partial(typed, b's="%b" ' % style + TYPED_CELL), "taken")
    rels, part = "xl/_rels/workbook.xml.rels", answers_part()
    own = f"/{part}".encode()
    for name, target in (
        ("no part", b"/xl/nothing.xml"), ("itself", b"/xl/workbook.xml"), ("outside", b"../../../../etc/passwd"),
        ("absolute", b"/etc/passwd"), ("web", b"http://127.0.0.1/x.xml"), ("styles", b"/xl/styles.xml"),
    ):  # fmt: skip
        yield attack(group, f"sheet is {name}.xlsx", partial(changed, form(), {rels: partial(_swap, own, target)}))
    book = "xl/workbook.xml"
    same = "Phần lời".encode(), "Kết quả".encode()
    yield attack(
        group, "two sheets of one name.xlsx", partial(changed, form(), {book: partial(_swap, *same)}), "returned"
    )
    twice = partial(_swap, b'r:id="rId6"', b'r:id="rId3"')
    yield attack(group, "two sheets of one part.xlsx", partial(changed, form(), {book: twice}), "returned")
    pairs = [*members_of(form()).items(), (part, members_of(form())[part].replace(b"2.610", b"999.999"))]
    yield attack(group, "a part twice.xlsx", partial(_twice, pairs))
    for name in (rels, book, part, "_rels/.rels"):
        yield attack(group, f"without {name.rpartition('/')[2]}.xlsx", partial(changed, form(), {name: None}))
    yield attack(group, "without types.xlsx", partial(changed, form(), {"[Content_Types].xml": None}), "taken")


def _swap(old: bytes, new: bytes, text: bytes) -> bytes:
    assert old in text
    return text.replace(old, new)


def _twice(pairs: list[tuple[str, bytes]]) -> bytes:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return packed(pairs)


def _characters() -> Iterator[Attack]:
    group = "characters"
    for name, text in (("right to left", "\u202e0162"), ("full width", "２.６１０")):
        cell = b't="inlineStr"><is><t>%b</t></is>' % text.encode()
        yield attack(group, f"{name}.xlsx", partial(typed, cell), "taken")
    yield attack(group, "number that is no date.xlsx", partial(typed, b"><v>2958466</v>"), "taken")
    for name, text in (
        ("escaped NUL", "2_x0000_610"), ("escaped control", "_x0001__x001B_[31m2610"),
        ("escaped surrogate", "_xD800_2610"),
        ("joined emoji", "👩‍👩‍👧" * 500), ("noncharacter", "2\ufffd610"),
        ("34,000 letters", "a" * 34_000), ("a million letters", "ệ" * 1_000_000), ("huge number", "9" * 400),
        ("exponent", "1e999"), ("infinite", "INF"), ("not a number", "NaN"),
        ("template", "{{ 7*7 }}{% for %}"), ("markup", "</w:t>&lt;b&gt;"),
    ):  # fmt: skip
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").encode()
        cell = b't="inlineStr"><is><t xml:space="preserve">%b</t></is>' % escaped
        yield attack(group, f"{name}.xlsx", partial(typed, cell), "rejected" if "letters" in name else "returned")
    for name, number in (("1e308", b"1e308"), ("1e999", b"1e999"), ("nan", b"nan"), ("word", b"abc")):
        yield attack(group, f"number {name}.xlsx", partial(typed, b"><v>%b</v>" % number), "returned")
