"""A sheet's XML as a stream, however it is cut and spaced."""

import pytest

from bdhvs_xl.ooxml.sheet_xml import SheetStream, UnusualXmlError

ROWS = {
    1: b'<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c></row>',
    4: b'<row r="4"/>',
    7: b'<row ht="20" r="7" hidden="1"><c r="B7"><f>A1&gt;2</f><v>1</v></c><c r="C7"/></row>',
}
HEAD = b'<worksheet><dimension ref="A1:C7"/>'
TAIL = b'<pageMargins left="0.7"/></worksheet>'


def sheet(gap: bytes = b"") -> bytes:
    return HEAD + b"<sheetData>" + gap + gap.join(ROWS.values()) + gap + b"</sheetData>" + TAIL


@pytest.mark.parametrize("step", [1, 2, 3, 7, 64, 10_000])
@pytest.mark.parametrize("gap", [b"", b"\n  "])
def test_rows_come_whole_wherever_the_text_is_cut(step: int, gap: bytes) -> None:
    text = sheet(gap)
    stream = SheetStream(text[at : at + step] for at in range(0, len(text), step))
    assert {number: row.strip() for number, row in stream} == ROWS
    assert (stream.head, stream.tail) == (HEAD, TAIL)


def test_a_sheet_without_rows() -> None:
    stream = SheetStream([HEAD + b"<sheetData/>" + TAIL])
    assert (list(stream), stream.head, stream.tail) == ([], HEAD, TAIL)


@pytest.mark.parametrize(
    "rows", [b'<row><c r="A1"/></row>', b'<x:row r="1"/>', b"<!-- x --><row r='1'/>", b'<row r="1"><c r="A1"/>']
)
def test_what_is_not_read_is_refused(rows: bytes) -> None:
    with pytest.raises(UnusualXmlError):
        list(SheetStream([HEAD, b"<sheetData>", rows, b"</sheetData>", TAIL]))


@pytest.mark.parametrize("text", [b"", b"<worksheet>", HEAD + b"<x:sheetData></x:sheetData>", HEAD + b"<sheetData>"])
def test_a_sheet_cut_short_is_refused(text: bytes) -> None:
    with pytest.raises(UnusualXmlError):
        list(SheetStream([text]))
