"""The look of master and form: colours, fonts, and formats composed of named traits.

Pages to print and sign use Times New Roman, as Nghị định 30/2020/NĐ-CP requires for documents; pages for the screen
use Arial. Arial 10 is the default font: with it a column width of 1 is 7 pixels in both Excel and LibreOffice.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bdhvs_xl.master.book.atomic import write_atomically

OFFICIAL_FONT = "Times New Roman"
SCREEN_FONT = "Arial"

NAVY = "#1F3A5F"
BLUE = "#2F6DA5"
PALE_BLUE = "#E8F0F8"
SKY = "#D5E3F0"
LINE = "#BFC8D2"
INK = "#1E2530"
GREY = "#6B7785"
PALE_GREY = "#F0F2F5"
INPUT = "#FFF9DB"
WHITE = "#FFFFFF"
GREEN, PALE_GREEN = "#1E6B3A", "#E3F3E8"
AMBER, PALE_AMBER = "#8A5A00", "#FFF0D1"
RED, PALE_RED = "#A61C1C", "#FBE3E1"

Traits = Mapping[str, object]

TRAITS: Mapping[str, Traits] = {
    # typefaces
    "official": {"font_name": OFFICIAL_FONT, "font_size": 12, "font_color": INK, "valign": "vcenter"},
    "screen": {"font_name": SCREEN_FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"},
    "size9": {"font_size": 9},
    "size10": {"font_size": 10},
    "size11": {"font_size": 11},
    "size12": {"font_size": 12},
    "size13": {"font_size": 13},
    "size14": {"font_size": 14},
    "size16": {"font_size": 16},
    "size20": {"font_size": 20},
    "bold": {"bold": True},
    "plain": {"bold": False},
    "italic": {"italic": True},
    "grey": {"font_color": GREY},
    "navy": {"font_color": NAVY},
    "warm": {"font_color": AMBER},
    "green": {"font_color": GREEN},
    "amber": {"font_color": AMBER},
    "red": {"font_color": RED},
    "link_plain": {"font_color": BLUE},
    "link": {"font_color": BLUE, "underline": 1},
    # alignment
    "left": {"align": "left"},
    "center": {"align": "center"},
    "right": {"align": "right"},
    "across": {"align": "center_across"},
    "top": {"valign": "top"},
    "middle": {"valign": "vcenter"},
    "wrap": {"text_wrap": True},
    "indent": {"indent": 1},
    # cells
    "text": {"num_format": "@"},
    "figure": {"num_format": "[>=1000]#,##0;General", "align": "right"},
    "rate": {"num_format": "0.0#", "align": "right"},
    "whole": {"num_format": "#,##0", "align": "right"},
    "percent_whole": {"num_format": '0"%"', "align": "right"},
    "box": {"border": 1, "border_color": LINE},
    "underline": {"bottom": 2, "bottom_color": NAVY},
    "under": {"bottom": 1, "bottom_color": LINE},
    # texts that say what they are
    "unit_code": {"num_format": '"Mã đơn vị: "@'},
    "unit_status": {"num_format": '"Tình trạng: "@'},
    "unit_deadline": {"num_format": '"Hạn gửi: "@'},
    "open": {"locked": False},
    "shut": {"locked": True},
    "hidden": {"hidden": True},
    # fills
    "head": {"bold": True, "font_color": WHITE, "bg_color": NAVY, "align": "center", "text_wrap": True},
    "official_head": {"bold": True, "font_color": NAVY, "bg_color": SKY, "align": "center", "text_wrap": True},
    "group": {"bold": True, "font_color": NAVY, "bg_color": PALE_BLUE},
    "input": {"bg_color": INPUT, "locked": False, "num_format": "@"},
    "drawn": {"bg_color": INPUT},
    "computed": {"bg_color": PALE_BLUE},
    "closed": {"bg_color": PALE_GREY, "font_color": GREY},
    "tile": {"bg_color": PALE_GREY, "align": "center"},
    "apart": {"left": 5, "right": 5, "left_color": WHITE, "right_color": WHITE},
    "band": {"bg_color": PALE_GREY},
    "title_band": {"bg_color": NAVY, "font_color": WHITE, "bold": True},
    # verdicts, for conditional formats
    "good": {"font_color": GREEN, "bg_color": PALE_GREEN},
    "doubtful": {"font_color": AMBER, "bg_color": PALE_AMBER},
    "bad": {"font_color": RED, "bg_color": PALE_RED},
    "muted": {"font_color": GREY, "bg_color": PALE_GREY},
}
"""What a trait does to a format. Later traits of a list win over earlier ones."""


class Styles:
    """The formats of one workbook, each created once: `styles("official", "input", "right")`."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[str, ...], Format] = {}

    def __call__(self, *traits: str) -> Format:
        """The format with these traits; no fill unless a trait sets one."""
        if traits not in self._formats:
            properties = {name: value for trait in traits for name, value in TRAITS[trait].items()}
            self._formats[traits] = self._workbook.add_format(properties)
        return self._formats[traits]


@contextmanager
def workbook_file(path: Path, title: str, made: datetime) -> Iterator[Workbook]:
    """A workbook to fill in a `with` block, written to `path` at its end, completely or not at all."""
    content = BytesIO()
    workbook = new_workbook(content)
    workbook.set_properties({"title": title, "created": made})
    yield workbook
    workbook.close()
    write_atomically(path, lambda out: out.write(content.getbuffer()))


def new_workbook(to: Path | BytesIO) -> Workbook:
    """A new workbook written to `to`, with the default font that all widths assume; texts stay texts."""
    options = {
        "default_format_properties": {"font_name": SCREEN_FONT, "font_size": 10},
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    return Workbook(str(to) if isinstance(to, Path) else to, options)


def print_set_up(sheet: Worksheet, header_rows: tuple[int, int], *, landscape: bool = True) -> None:
    """Set a sheet to print on A4, fitted to the page width, `header_rows` repeated, page numbers in the footer."""
    sheet.set_paper(9)
    (sheet.set_landscape if landscape else sheet.set_portrait)()
    sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(*header_rows)
    sheet.center_horizontally()
    sheet.set_start_page(1)
    sheet.set_footer(f'&C&"{OFFICIAL_FONT},Regular"&11&P')
