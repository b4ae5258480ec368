"""What a person adds to a master in Excel, put into the file as Excel writes it.

On `Theo dõi` a shape, on `Kiểm tra` a comment with an answer (a thread, and the note that older programs show), beside
`Ma trận` sparklines; in the workbook a part of custom XML, as document management systems leave one.
"""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'

SHAPE = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor editAs="oneCell">'
    "<xdr:from><xdr:col>19</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
    "<xdr:to><xdr:col>23</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Ghi nhớ"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
    '<a:prstGeom prst="wedgeRoundRectCallout"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:lstStyle/>'
    '<a:p><a:r><a:rPr lang="vi-VN"/><a:t>Gọi điện cho đơn vị chưa gửi trước 16 giờ</a:t></a:r></a:p></xdr:txBody>'
    "</xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)
COMMENT = (
    f'<comments xmlns="{MAIN}"><authors><author>tc={{6F8C1C52-9C4A-4B77-9D1E-0F3B5A6C7D01}}</author></authors>'
    '<commentList><comment ref="I4" authorId="0" shapeId="0"><text><t>[Chuỗi bình luận]&#10;&#10;Bình luận:&#10;'
    "    Đã hỏi lại xã, chờ trả lời &amp; bản ký</t></text></comment></commentList></comments>"
)
THREAD = (
    '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="I4" dT="2026-05-20T02:15:00.00" personId="{0D9A4E6B-7C35-4E0C-8E57-3C1B2A1F9E11}"'
    ' id="{6F8C1C52-9C4A-4B77-9D1E-0F3B5A6C7D01}"><text>Đã hỏi lại xã, chờ trả lời &amp; bản ký</text>'
    "</threadedComment></ThreadedComments>"
)
PERSON = (
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<person displayName="Cán bộ mẫu" id="{0D9A4E6B-7C35-4E0C-8E57-3C1B2A1F9E11}" userId="x" providerId="None"/>'
    "</personList>"
)
VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    "</o:shapelayout>"
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/></v:shapetype><v:shape id="_x0000_s1025" type="#_x0000_t202"'
    ' style=\'position:absolute;visibility:hidden\' fillcolor="#ffffe1"><v:textbox/><x:ClientData ObjectType="Note">'
    "<x:Anchor>9, 15, 3, 2, 11, 15, 7, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>3</x:Row><x:Column>8</x:Column>"
    "</x:ClientData></v:shape></xml>"
)
CUSTOM = '<properties xmlns="urn:example:records"><file>Hồ sơ số 02</file></properties>'
CUSTOM_PROPERTIES = (
    '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"'
    ' ds:itemID="{5B1B7F0C-53B7-4A5E-9B7C-0E3C3B1D2A44}"><ds:schemaRefs/></ds:datastoreItem>'
)
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup displayEmptyCellsAs="gap">'
    '<x14:colorSeries rgb="FF2F6DA5"/><x14:sparklines>'
    "<x14:sparkline><xm:f>'Ma trận'!D5:H5</xm:f><xm:sqref>AV5</xm:sqref></x14:sparkline>"
    "<x14:sparkline><xm:f>'Ma trận'!D6:H6</xm:f><xm:sqref>AV6</xm:sqref></x14:sparkline>"
    "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
)

DRAWN_ON = {
    "Theo dõi": '<drawing r:id="rIdShape"/>',
    "Kiểm tra": '<legacyDrawing r:id="rIdNote"/>',
    "Ma trận": SPARKLINES,
}
"""What stands in each sheet for what was added to it."""

PARTS = {
    "xl/drawings/drawing77.xml": SHAPE,
    "xl/comments77.xml": COMMENT,
    "xl/threadedComments/threadedComment77.xml": THREAD,
    "xl/persons/person.xml": PERSON,
    "xl/drawings/vmlDrawing77.vml": VML,
    "customXml/item1.xml": CUSTOM,
    "customXml/itemProps1.xml": CUSTOM_PROPERTIES,
}
"""The parts added, as they must stay."""

RELATIONS = {
    "Theo dõi": [("rIdShape", f"{OFFICE}/drawing", "../drawings/drawing77.xml")],
    "Kiểm tra": [
        ("rIdNote", f"{OFFICE}/vmlDrawing", "../drawings/vmlDrawing77.vml"),
        ("rIdText", f"{OFFICE}/comments", "../comments77.xml"),
        ("rIdThread", f"{MICROSOFT}/threadedComment", "../threadedComments/threadedComment77.xml"),
    ],
    "workbook": [
        ("rIdPerson", f"{MICROSOFT}/person", "persons/person.xml"),
        ("rIdCustom", f"{OFFICE}/customXml", "../customXml/item1.xml"),
    ],
}
"""The relations that lead to them, by sheet: id, type and target."""

_ITEM_RELATIONS = "customXml/_rels/item1.xml.rels"
_TYPES = {
    "xl/drawings/drawing77.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/comments77.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
    "xl/threadedComments/threadedComment77.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
}
TYPES = [
    '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>',
    *(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in _TYPES.items()),
]


def add_by_hand(master: Path) -> None:
    """Put all of it into the master at `master`."""
    parts = parts_of(master)
    put = {name: HEAD + text for name, text in PARTS.items()}
    put[_ITEM_RELATIONS] = _relations([("rId1", f"{OFFICE}/customXmlProps", "itemProps1.xml")])
    put["[Content_Types].xml"] = _before(parts["[Content_Types].xml"], "</Types>", "".join(TYPES))
    for sheet, added in RELATIONS.items():
        name = relations_of(parts, sheet)
        put[name] = _before(parts[name], "</Relationships>", "".join(map(_relation, added)))
    for sheet, text in DRAWN_ON.items():
        name = part_of(parts, sheet)
        put[name] = _before(parts[name], "</worksheet>" if text == SPARKLINES else "<tableParts", text)
    with zipfile.ZipFile(master, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in (parts | {name: text.encode() for name, text in put.items()}).items():
            package.writestr(name, data)


def parts_of(path: Path) -> dict[str, bytes]:
    """The bytes of every part of a workbook."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def part_of(parts: dict[str, bytes], sheet: str) -> str:
    """The part of a sheet, or of the whole workbook."""
    if sheet == "workbook":
        return "xl/workbook.xml"
    listed = ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{{{MAIN}}}sheet")
    wanted = next(each.get(f"{{{OFFICE}}}id") for each in listed if each.get("name") == sheet)
    relations = ElementTree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    target = next(each.get("Target", "") for each in relations if each.get("Id") == wanted)
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def relations_of(parts: dict[str, bytes], sheet: str) -> str:
    """The part that lists the relations of a sheet, or of the whole workbook."""
    folder, _, name = part_of(parts, sheet).rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _before(text: bytes, mark: str, added: str) -> str:
    head, found, tail = text.decode().rpartition(mark)
    assert found, mark
    return head + added + found + tail


def _relations(listed: list[tuple[str, str, str]]) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{"".join(map(_relation, listed))}</Relationships>'


def _relation(relation: tuple[str, str, str]) -> str:
    return '<Relationship Id="{}" Type="{}" Target="{}"/>'.format(*relation)
