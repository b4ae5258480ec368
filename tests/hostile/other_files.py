"""Files that are no .xlsx form: other formats under its name, old and free workbooks with the same attacks."""

import struct
from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from attack import Attack, attack, cells, form
from bad_workbooks import HURT, LARGE
from compound import compound, locked_workbook, old_workbook, record, workbook_stream
from packing import blown_up, changed, packed, with_raw

LOCKED, NO_SHEET = "mật khẩu", "Tệp không phải bảng tính."
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def other_files() -> Iterator[Attack]:
    """The attacks by files that are no .xlsx."""
    yield from _wrong_names()
    yield from _cut()
    yield from _passwords()
    yield from _old()
    yield from _free()


def _wrong_names() -> Iterator[Attack]:
    group = "wrong kind"
    page = b"<html><script>alert(1)</script><table><tr><td>=1+1</table></html>"
    xml = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    word = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>"})
    book = packed({"mimetype": b"application/epub+zip", "META-INF/container.xml": b"<container/>"})
    jar = packed({"META-INF/MANIFEST.MF": b"Main-Class: Evil", "Evil.class": b"\xca\xfe\xba\xbe"})
    for name, content, becomes, says in (
        ("0 bytes.xlsx", b"", "rejected", "Tệp rỗng (0 byte)."), ("0 bytes.xls", b"", "rejected", "Tệp rỗng"),
        ("page.xlsx", page, "rejected", HURT), ("page.xls", page, "rejected", HURT), ("xml.xls", xml, "rejected", HURT),
        ("list.xlsx", b"a;b\r\n=1+1;@x\r\n", "rejected", HURT), ("text.xlsx", b"abc", "rejected", HURT),
        ("list.csv", b"a;b\r\n=cmd|' /C calc'!A0;@x\r\n", "rejected", "Không đọc được loại tệp này."),
        ("program.exe", b"MZ" + bytes(900), "rejected", "Không đọc được loại tệp này."),
        ("program.xlsx", b"MZ" + bytes(900), "rejected", HURT), ("zeros.xlsx", bytes(9_000), "rejected", HURT),
        ("letter.xlsx", word, "awaiting_entry", ""), ("paper.xlsx", b"%PDF-1.7\n%", "awaiting_entry", ""),
        ("picture.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "awaiting_entry", ""),
        ("old letter.xls", compound({"WordDocument": b"\xec\xa5"}), "awaiting_entry", ""),
        ("book.xlsx", book, "awaiting_entry", ""), ("jar.xlsx", jar, "rejected", "Tệp nén, không phải bảng tính."),
        ("no members.xlsx", b"PK\x05\x06" + bytes(18), "rejected", HURT),
        ("archives.xlsx", packed({"a.zip": packed({"b.xlsx": form()})}), "rejected", "Tệp nén"),
        ("rar.xlsx", b"Rar!\x1a\x07\x01\x00" + bytes(99), "rejected", HURT),
    ):  # fmt: skip
        yield attack(group, name, lambda content=content: content, becomes, says)  # type: ignore[misc,arg-type]
    for name in ("form.xls", "form.ods", "form.pdf", "form.zip", "form", "form.xlsx.txt"):
        yield attack(group, name, form, "taken")


def _cut() -> Iterator[Attack]:
    group, size = "cut short", len(form())
    for left in (1, 3, 4, 30, 1_000, size // 2, size - 100, size - 22, size - 1):
        yield attack(group, f"cut to {left}.xlsx", partial(form().__getitem__, slice(left)), says=HURT)
    yield attack(group, "without its beginning.xlsx", partial(form().__getitem__, slice(100, None)), says=HURT)
    yield attack(group, "with a tail.xlsx", lambda: form() + bytes(5_000), "taken")
    yield attack(group, "flipped.xlsx", lambda: bytes(b ^ (n % 1009 == 0) for n, b in enumerate(form())), says=HURT)


def _passwords() -> Iterator[Attack]:
    group = "password"
    yield attack(group, "locked.xlsx", locked_workbook, says=LOCKED)
    yield attack(group, "locked.xls", lambda: _old_form(record(0x002F, b"\1".ljust(54, b"\0"))), says=LOCKED)
    yield attack(
        group, "locked parts.xlsx", lambda: with_raw(form(), [("xl/a.xml", b"x" * 40, 20)], flags=1), says=LOCKED
    )
    hidden = b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    yield attack(group, "locked.ods", lambda: _ods(_content(_table_of_form()), manifest=hidden), says=LOCKED)


def _old_form(extra: bytes = b"") -> bytes:
    return old_workbook(cells(), extra=extra)


def _old() -> Iterator[Attack]:
    group = "old workbooks"
    yield attack(group, "sound.xls", _old_form, "taken")
    yield attack(group, "sound, called xlsx.xlsx", _old_form, "taken")
    far = {"A": [(0, 0, "bdhvs:indicators"), (65_535, 255, 1.0)]}
    yield attack(group, "far cell.xls", lambda: old_workbook(far))
    yield attack(group, "far cells in 250 sheets.xls", lambda: old_workbook({f"s{n}": far["A"] for n in range(250)}))
    yield attack(group, "cyclic.xls", lambda: old_workbook(cells(), cyclic=True))
    for left in (8, 511, 512, 3_000, 20_000):
        yield attack(group, f"cut to {left}.xls", lambda left=left: _old_form()[:left])  # type: ignore[misc]
    texts = record(0x00FC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF))
    yield attack(group, "4 billion texts.xls", lambda: _old_form(texts), "taken")
    lost = workbook_stream({"A": [(0, 0, "bdhvs:indicators")]}) + record(0x00FD, struct.pack("<HHHI", 1, 1, 0, 9**9))
    yield attack(group, "text beyond the end.xls", lambda: compound({"Workbook": lost}))
    wrong = record(0x0085, struct.pack("<IBB", 0x7FFFFFFF, 0, 0) + b"\x01\x00x")
    yield attack(group, "sheet beyond the end.xls", lambda: _old_form(wrong))
    yield attack(group, "record cut.xls", lambda: compound({"Workbook": workbook_stream(cells())[:5_001]}))
    yield attack(group, "long record.xls", lambda: _old_form(struct.pack("<HH", 0x00FC, 0xFFFF)))
    noise = bytes((n * n * 31 + n) % 251 for n in range(60_000))
    yield attack(group, "noise.xls", lambda: compound({"Workbook": noise}))
    macros = {"Workbook": workbook_stream(cells()), "_VBA_PROJECT_CUR": b"Auto_Open"}
    yield attack(group, "macros.xls", lambda: compound(macros), "taken")


def _table_of_form() -> str:
    return "".join(_table(name, of_sheet) for name, of_sheet in cells().items())


def _table(name: str, of_sheet: list[tuple[int, int, object]]) -> str:
    rows: dict[int, dict[int, object]] = {}
    for row, column, value in of_sheet:
        rows.setdefault(row, {})[column] = value
    lines = (rows.get(n, {}) for n in range(max(rows) + 1))
    return f'<table:table table:name="{name}">{"".join(map(_row, lines))}</table:table>'


def _row(line: dict[int, object]) -> str:
    return (
        "<table:table-row>" + "".join(cell(line.get(n)) for n in range(max(line, default=0) + 1)) + "</table:table-row>"
    )


def cell(value: object, more: str = "") -> str:
    """A cell of a free workbook."""
    if value is None:
        return f"<table:table-cell {more}/>"
    text = escape(str(value))
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def _content(tables: str, doctype: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{doctype}<office:document-content {_SPACES}><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def _ods(content: str, manifest: bytes = b"") -> bytes:
    listing = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%b</manifest:manifest>'
    )
    parts = {"mimetype": _ODS.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": listing % manifest}
    return packed(parts)


def _free() -> Iterator[Attack]:
    group, marker = "free workbooks", cell("bdhvs:indicators")

    def free(name: str, rows: str, says: str = "", **content: str) -> Attack:
        tables = f'<table:table table:name="A"><table:table-row>{marker}</table:table-row>{rows}</table:table>'
        return attack(group, f"{name}.ods", lambda: _ods(_content(tables, **content)), says=says)

    yield attack(group, "sound.ods", lambda: _ods(_content(_table_of_form())), "taken")
    far = 'table:number-rows-repeated="{}"'.format
    wide_as = 'table:number-columns-repeated="{}"'.format
    wide = cell("x", wide_as(16_384))
    yield free("far cell", f"<table:table-row {far(1_048_575)}/><table:table-row>{wide}</table:table-row>")
    yield free("full sheet", f"<table:table-row {far(1_048_575)}>{wide}</table:table-row>")
    yield free("4 billion rows", f"<table:table-row {far(4_294_967_295)}>{wide}</table:table-row>")
    yield free("more rows than numbers", f"<table:table-row {far(10**30)}>{wide}</table:table-row>")
    yield free("minus one row", f"<table:table-row {far(-1)}>{wide}</table:table-row>")
    yield free(
        "4 billion columns",
        "<table:table-row>" + cell("x", wide_as(4_294_967_295)) + "</table:table-row>",
    )
    yield free("deep", f"<table:table-row>{'<text:p>' * 1_000_000}</table:table-row>")
    laughs = "".join(f'<!ENTITY {chr(c + 1)} "{f"&{chr(c)};" * 10}">' for c in range(ord("a"), ord("k")))
    entity = f"<table:table-row>{cell('k')}</table:table-row>".replace("<text:p>k", "<text:p>&k;")
    yield free("billion laughs", entity, doctype=f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]>')
    yield free("external entity", entity, doctype='<!DOCTYPE x [<!ENTITY k SYSTEM "file:///etc/passwd">]>')
    link = '<table:table-source xlink:href="file:///etc/passwd" xmlns:xlink="http://www.w3.org/1999/xlink"/>'
    dde = '<office:dde-source office:dde-application="soffice" office:dde-topic="/etc/passwd" office:dde-item="A1"/>'
    for name, inside in (("external link", link), ("DDE link", dde)):
        linked = _table_of_form().replace("<table:table-row>", inside + "<table:table-row>", 1)
        yield attack(group, f"{name}.ods", lambda linked=linked: _ods(_content(linked)), "taken")  # type: ignore[misc]
    sound = partial(_ods, _content(_table_of_form()))
    yield attack(
        group, "macros.ods", lambda: changed(sound(), {"Basic/Standard/Module1.xml": b"Sub Auto_Open"}), "taken"
    )
    spaces = partial(blown_up, b" " * (1 << 20))
    yield attack(group, "bomb.ods", lambda: with_raw(sound(), [("styles.xml", spaces(2_000), 2_000 << 20)]), says=LARGE)
    bare = changed(sound(), {"content.xml": None})
    yield attack(group, "bomb that lies.ods", lambda: with_raw(bare, [("content.xml", spaces(9_000), 999)]), says=HURT)
    yield attack(group, "without content.ods", lambda: bare)
    yield attack(group, "cut.ods", lambda: sound()[:5_000], says=HURT)
    yield attack(group, "content cut.ods", lambda: _ods(_content(_table_of_form())[:9_000]))
    many = "".join(
        f'<table:table table:name="s{n}"><table:table-row>{wide}</table:table-row></table:table>' for n in range(3_000)
    )
    yield attack(group, "3,000 wide sheets.ods", lambda: _ods(_content(many)))
