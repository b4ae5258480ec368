"""The sheet `Cần sửa` with the corrections asked of a unit: a row per finding, with a cell for a reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from bdhvs_xl.master.book.grid import column_letters_at
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.ooxml.cell_xml import cell_end
from bdhvs_xl.ooxml.package_parts import MAIN
from bdhvs_xl.ooxml.style_sheet import Look, StyleSheet

CORRECTIONS_GRID = "bdhvs:corrections"
FORM_CORRECTIONS = "Cần sửa"
REQUEST_ROW, REQUEST_LABEL = "request", "Mã đề nghị chỉnh sửa"
"""The row of the identity grid with the id of the request, by which the answer is known, and its label."""
REASON = "reason"
PLACES, FINDING, INDICATOR = "places", "finding", "indicator"
"""Hidden columns: the cells opened, one a line (`place_text`); the finding's key; its indicator."""
MARK, INPUT, PAPER = "FFC2B3", "FFF9DB", "FFFFFF"
"""The colour of cells to correct, of cells to fill, and of those that are locked now."""

_HEADERS = {
    "number": ("STT", 5.0),
    "severity": ("Mức độ", 11.0),
    "link": ("Ô cần sửa (bấm để tới)", 24.0),
    "raw": ("Đã ghi", 24.0),
    "message": ("Nội dung cần sửa", 46.0),
    "cure": ("Cách sửa", 44.0),
    REASON: ("Lý do/ghi chú (nếu số đã ghi là đúng)", 38.0),
    PLACES: ("", 4.0),
    FINDING: ("", 4.0),
    INDICATOR: ("", 4.0),
}
"""Header and width in characters by column key; those without a header are hidden."""
CORRECTION_COLUMNS = {key: position for position, key in enumerate(_HEADERS, 1)}
_HIDDEN = (PLACES, FINDING, INDICATOR)
_TOP = 7
"""The one-based row of the header; the first line follows."""
_LINE, _INK, _NAVY, _BLUE, _RED, _GREY = "BFC8D2", "1E2530", "1F3A5F", "2F6DA5", "A61C1C", "6B7785"
_CELL = {"font": _INK, "border": _LINE, "wrap": "", "indent": "1"}
_LOOKS: dict[str, Look] = {
    "title": {"font": _RED, "size": "16", "bold": "", "vertical": "center"},
    "note": {"font": _INK, "size": "11", "vertical": "center"},
    "marked": {"font": _INK, "size": "11", "vertical": "center", "fill": MARK, "border": _LINE},
    "head": {
        "font": _NAVY, "size": "11", "bold": "", "fill": "D5E3F0", "border": _LINE, "wrap": "", "align": "center",
        "vertical": "center",
    },
    "number": _CELL | {"align": "center", "indent": "0"},
    "severity": _CELL | {"align": "center", "indent": "0"},
    "link": _CELL | {"font": _BLUE, "underline": ""},
    "plain": _CELL,
    REASON: _CELL | {"fill": INPUT, "open": ""},
    "hidden": {"font": _GREY},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """One correction: its texts and the cells unlocked for it (`target` is the first, such as `'Kết quả'!E12`).

    `places` are the keys of these cells (`cell_key`), `finding` is the key of the finding.
    """

    severity: str
    target: str
    shown: str
    raw: str
    message: str
    cure: str
    places: tuple[str, ...]
    finding: str
    indicator: str


def cell_key(kind: str, row: str, column: str) -> str:
    """The key of a cell, such as `bdhvs:indicators|2.10|value`; in a list `row` is the one-based row."""
    return f"{kind}|{row}|{column}"


def correction_sheet_xml(
    lines: Sequence[CorrectionLine], request: str, whose: str, notes: Sequence[str], styles: StyleSheet
) -> str:
    """The XML of the sheet; its formats are added to `styles`. `whose` is the unit's name, `notes` are remarks."""
    look = {name: styles.added(traits) for name, traits in _LOOKS.items()}
    rows = [*_heading(request, whose, notes, look), *(_row(n, line, look) for n, line in enumerate(lines, 1))]
    last = _TOP + len(lines)
    final = f"{column_letters_at(CORRECTION_COLUMNS[INDICATOR])}{last}"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        f'<sheetPr><tabColor rgb="FF{_RED}"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:{final}"/>'
        f'{_view()}<sheetFormatPr defaultRowHeight="15"/>{_columns()}<sheetData>{"".join(rows)}</sheetData>'
        '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
        f"{_links(lines)}"
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        f'<ignoredErrors><ignoredError sqref="A1:{final}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
    )


def _view() -> str:
    first = f"{column_letters_at(CORRECTION_COLUMNS[REASON])}{_TOP + 1}"
    pane = f'<pane ySplit="{_TOP}" topLeftCell="A{_TOP + 1}" activePane="bottomLeft" state="frozen"/>'
    selected = f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/>'
    view = f'<sheetView showGridLines="0" tabSelected="1" workbookViewId="0">{pane}{selected}</sheetView>'
    return f"<sheetViews>{view}</sheetViews>"


def _columns() -> str:
    widths = {0: ("", 4.0)} | {CORRECTION_COLUMNS[key]: column for key, column in _HEADERS.items()}
    return "<cols>{}</cols>".format(
        "".join(
            f'<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1"{"" if header else _HIDE}/>'
            for at, (header, width) in widths.items()
        )
    )


_HIDE = ' hidden="1"'


def _heading(request: str, whose: str, notes: Sequence[str], look: dict[str, str]) -> Iterator[str]:
    keys = [_cell(0, 1, f"{CORRECTIONS_GRID};{REQUEST_ROW}={request}", look["hidden"])]
    keys += [_cell(at, 1, key, look["hidden"]) for key, at in CORRECTION_COLUMNS.items()]
    yield f'<row r="1" hidden="1">{"".join(keys)}</row>'
    yield f'<row r="2" ht="26" customHeight="1">{_cell(1, 2, f"NỘI DUNG CẦN SỬA - {whose}", look["title"])}</row>'
    how = (
        "Bấm vào tên ô để tới chỗ cần sửa. Ô cần sửa có nền màu:",
        "Nếu số đã ghi là đúng thì giữ nguyên và nêu lý do ở cột cuối của bảng. Các ô khác đã khóa.",
        "Sửa xong thì lưu lại và gửi chính tệp này.",
        " ".join(notes),
    )
    for row, text in enumerate(how, 3):
        sample = _cell(CORRECTION_COLUMNS["message"], row, "", look["marked"]) if row == 3 else ""
        yield f'<row r="{row}" ht="18" customHeight="1">{_cell(1, row, text, look["note"])}{sample}</row>'
    heads = (
        _cell(CORRECTION_COLUMNS[key], _TOP, header, look["head"]) for key, (header, _) in _HEADERS.items() if header
    )
    yield f'<row r="{_TOP}" ht="32" customHeight="1">{"".join(heads)}</row>'


def _row(number: int, line: CorrectionLine, look: dict[str, str]) -> str:
    row = _TOP + number
    texts = {
        "number": str(number), "severity": line.severity, "link": line.shown, "raw": line.raw, "message": line.message,
        "cure": line.cure, REASON: "", PLACES: "\n".join(line.places), FINDING: line.finding,
        INDICATOR: line.indicator,
    }  # fmt: skip
    cells = [_cell(0, row, str(number), look["hidden"])]
    cells += [_cell(CORRECTION_COLUMNS[key], row, text, look[_look_of(key, line)]) for key, text in texts.items()]
    tall = max(text_height(text, _HEADERS[key][1], 10.5) for key, text in texts.items() if key not in _HIDDEN)
    return f'<row r="{row}" ht="{max(tall, 30):.2f}">{"".join(cells)}</row>'


def _look_of(key: str, line: CorrectionLine) -> str:
    if key in _HIDDEN:
        return "hidden"
    if key == "link" and not line.target:
        return "plain"
    return key if key in _LOOKS else "plain"


def _cell(column: int, row: int, text: str, style: str) -> str:
    return f'<c r="{column_letters_at(column)}{row}" s="{style}"{cell_end(text)}'


def _links(lines: Sequence[CorrectionLine]) -> str:
    letters = column_letters_at(CORRECTION_COLUMNS["link"])
    links = [
        f'<hyperlink ref="{letters}{_TOP + number}" location={quoteattr(line.target)}/>'
        for number, line in enumerate(lines, 1)
        if line.target
    ]
    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
