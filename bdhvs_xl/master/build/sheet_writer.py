"""Writing one sheet: the hidden keys of its machine grid, cells, links, input messages, protection."""

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.build.styles import Styles
from bdhvs_xl.ooxml.cell import Formula

_TITLE_LIMIT, _PROMPT_LIMIT = 32, 255


@dataclass(frozen=True)
class Sheet:
    """The worksheet being written (`on`) and the formats of its workbook."""

    on: Worksheet
    styles: Styles


class _AsWritten(Worksheet):
    """A sheet that takes formulas as they are: XlsxWriter looks in each for 28 functions that we never use."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def add_sheet(workbook: Workbook, styles: Styles, name: str, tab_colour: str) -> Sheet:
    """A new sheet without gridlines."""
    sheet = workbook.add_worksheet(name, _AsWritten)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(tab_colour)
    return Sheet(sheet, styles)


def write_keys(sheet: Sheet, marker: str, columns: Mapping[str, int]) -> None:
    """Write the hidden keys of a machine grid: the marker in A1, column keys in row 1; column A is for row keys."""
    sheet.on.set_column(0, 0, None, None, {"hidden": True})
    sheet.on.set_row(0, None, None, {"hidden": True})
    sheet.on.write_string(0, 0, marker)
    for key, column in columns.items():
        sheet.on.write_string(0, column, key)


def write_cell(sheet: Sheet, row: int, column: int, content: Formula | str, look: Format) -> None:
    """Write a text, a formula with its cached value, or (for "") an empty cell."""
    if isinstance(content, Formula):
        sheet.on.write_formula(row, column, content.text, look, content.cached)
    elif content:
        sheet.on.write_string(row, column, content, look)
    else:
        sheet.on.write_blank(row, column, None, look)


def fill_row(sheet: Sheet, row: int, first: int, last: int, look: Format) -> None:
    """Write empty cells with one format, from column `first` to `last`."""
    for column in range(first, last + 1):
        sheet.on.write_blank(row, column, None, look)


def write_link(sheet: Sheet, row: int, column: int, target: str, text: str, look: Format) -> None:
    """Write a link to a cell of the same workbook, such as `'Kết quả'!E9`."""
    sheet.on.write_url(row, column, f"internal:{target}", look, text, "Bấm để mở")


def input_message(title: str, prompt: str, place: str) -> dict[str, str]:
    """The data validation options of the message beside a selected cell.

    UserError naming `place` when `prompt` is longer than Excel allows (255 characters).
    """
    if len(prompt) > _PROMPT_LIMIT:
        sentence = f"{place}: lời hướng dẫn “{prompt[:40]}…” dài {len(prompt)} ký tự, Excel chỉ cho {_PROMPT_LIMIT}."
        raise UserError(sentence, "Rút gọn lời hướng dẫn rồi làm lại.")
    return {"input_title": title[:_TITLE_LIMIT], "input_message": prompt}


def dropdown(words: tuple[str, ...]) -> dict[str, object]:
    """The data validation options of a dropdown with these words."""
    return {"source": list(words)} | _choice(f"Hãy chọn một trong: {', '.join(words)}; hoặc để trống.")


def dropdown_of_name(name: str, cure: str) -> dict[str, object]:
    """The data validation options of a dropdown with the texts of a defined name.

    The cells hold texts: from an inline list Excel would enter the code 2.10 as the number 2.1.
    """
    return {"source": f"={name}"} | _choice(cure)


def _choice(cure: str) -> dict[str, object]:
    return {"validate": "list", "error_title": "Chưa đúng", "error_message": cure}


def protect_sheet(sheet: Sheet, **allowed: bool) -> None:
    """Protect the sheet without a password; users may select cells and change row heights and column widths."""
    sheet.on.protect("", {"format_columns": True, "format_rows": True} | allowed)
