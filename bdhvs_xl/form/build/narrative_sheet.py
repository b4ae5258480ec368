"""The form's `Phần lời`: the sections of the outline that units write."""

from collections.abc import Iterator

from xlsxwriter.format import Format

from bdhvs_xl.master.book.grid import cell_address
from bdhvs_xl.master.build.row_heights import text_height
from bdhvs_xl.master.build.sheet_writer import (
    Sheet,
    fill_row,
    input_message,
    protect_sheet,
    write_cell,
    write_keys,
    write_link,
)
from bdhvs_xl.master.build.styles import print_set_up
from bdhvs_xl.master.layout import FORM_GUIDE, NARRATIVE_GRID
from bdhvs_xl.ooxml.cell import Formula
from bdhvs_xl.regime.model import Regime, Section

_TITLE, _NOTE, _HEADER = 1, 2, 3
_SECTION, _TEXT, _COUNT = 1, 2, 3
_WIDTHS = {_SECTION: 40, _TEXT: 96, _COUNT: 12}
_ROOM = _WIDTHS[_SECTION] - 1.3
_SPACE = "\n" * 4
"""Blank lines under the guidance: rows fit their texts, so these keep an empty row tall enough to write in."""
_HOW = "Viết ngắn gọn, có số liệu cụ thể. Xuống dòng trong ô: giữ Alt rồi bấm Enter."


def write_narrative(sheet: Sheet, regime: Regime) -> None:
    """Write the sheet: a row per section; sections that units write have an input cell and a character count."""
    write_keys(sheet, NARRATIVE_GRID, {"text": _TEXT})
    for column, width in _WIDTHS.items():
        sheet.on.set_column(column, column, width)
    _write_titles(sheet)
    row = _HEADER
    for row, section in enumerate(_shown(regime), _HEADER + 1):
        (_write_asked if section.asked else _write_heading)(sheet, row, section)
    sheet.on.freeze_panes(_HEADER + 1, _TEXT)
    print_set_up(sheet.on, (_HEADER, _HEADER))
    sheet.on.print_area(_TITLE, _SECTION, row, _TEXT)
    protect_sheet(sheet)


def _shown(regime: Regime) -> Iterator[Section]:
    """The sections asked, and the headings above them."""
    for n, section in enumerate(regime.sections):
        below = regime.sections[n + 1 :]
        inside = below[: next((k for k, s in enumerate(below) if s.level <= section.level), len(below))]
        if section.asked or any(s.asked for s in inside):
            yield section


def _write_titles(sheet: Sheet) -> None:
    sheet.on.set_row(_TITLE, 24)
    write_cell(sheet, _TITLE, _SECTION, "PHẦN LỜI BÁO CÁO", sheet.styles("official", "size14", "bold", "navy"))
    write_link(
        sheet,
        _TITLE,
        _COUNT,
        f"'{FORM_GUIDE}'!A1",
        f"← {FORM_GUIDE}",
        sheet.styles("screen", "size9", "link", "center"),
    )
    write_cell(sheet, _NOTE, _SECTION, _HOW, sheet.styles("official", "size11", "italic", "grey"))
    sheet.on.set_row(_HEADER, 24)
    for column, text in ((_SECTION, "Mục của đề cương"), (_TEXT, "Nội dung báo cáo"), (_COUNT, "Số ký tự")):
        write_cell(sheet, _HEADER, column, text, sheet.styles("official", "size11", "official_head", "box"))


def _write_heading(sheet: Sheet, row: int, section: Section) -> None:
    look = sheet.styles("official", "size12", "group", "under")
    sheet.on.set_row(row, 24)
    fill_row(sheet, row, _SECTION, _COUNT, look)
    write_cell(sheet, row, _SECTION, section.headline, look)


def _write_asked(sheet: Sheet, row: int, section: Section) -> None:
    styles, guidance = sheet.styles, f"{section.guidance}{_SPACE}"
    tall = text_height(section.headline, _ROOM, 11.5) + text_height(guidance, _ROOM, 10)
    sheet.on.set_row(row, tall)
    sheet.on.write_string(row, 0, section.id)
    texts: list[Format | str] = [
        styles("official", "size11", "bold"), section.headline,
        styles("official", "size10", "italic", "grey"), f"\n{guidance}",
    ]  # fmt: skip
    sheet.on.write_rich_string(
        row, _SECTION, *texts, styles("official", "size11", "box", "wrap", "left", "top", "indent")
    )
    write_cell(sheet, row, _TEXT, "", styles("official", "size12", "box", "input", "wrap", "left", "top", "indent"))
    count = Formula(f"=LEN({cell_address(row, _TEXT)})", 0)
    write_cell(sheet, row, _COUNT, count, styles("official", "size10", "box", "grey", "whole", "center"))
    prompt = input_message(
        f"Mục {section.number.rstrip('.')}", f"{section.guidance}\n{_HOW}".strip(), f"Mục {section.id}"
    )
    sheet.on.data_validation(row, _TEXT, row, _TEXT, {"validate": "any"} | prompt)
