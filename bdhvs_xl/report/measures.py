"""The measures of an official document: one table per style of layout, and no number of it anywhere else."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.problem import Problem

FONT = "Times New Roman"
PAGE = (210, 297)
"""Width and height of A4 in millimetres."""
_HEAD_BEYOND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """How one style lays out a document: lengths on the page in millimetres, sizes and distances of text in points.

    `line` is the exact distance of lines in the body, 0 for single spacing; sizes are named after what they set.
    """

    top: int
    bottom: int
    left: int
    right: int
    first_line: float
    line: int
    before: int
    body: int
    organ: int
    motto: int
    second_motto: int
    number: int
    kind: int
    recipients_title: int
    recipients: int
    table: int

    @property
    def width(self) -> int:
        """Millimetres between the margins."""
        return PAGE[0] - self.left - self.right

    @property
    def head(self) -> tuple[int, int]:
        """Millimetres of the left and the right part of the head, which reaches a little into the margins."""
        whole = self.width + 2 * _HEAD_BEYOND
        return whole - whole * 46 // 100, whole * 46 // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What a style writes where the styles differ: heads, number line, ends of lists and body, signature."""

    motto: str
    second_motto: str
    mark: str
    number: str
    end_of_item: str
    end_of_body: str
    position_bold: bool
    recipients_underlined: bool


PARTY = Measures(
    top=20, bottom=20, left=30, right=15, first_line=10, line=18, before=6, body=14, organ=13, motto=15,
    second_motto=14, number=14, kind=15, recipients_title=14, recipients=12, table=11,
)  # fmt: skip
"""Hướng dẫn 36-HD/VPTW (2018); Hướng dẫn 05-HD/VPTW (2026), which replaces it, is reported to keep these measures."""

STATE = Measures(
    top=20, bottom=20, left=30, right=15, first_line=12.7, line=0, before=6, body=14, organ=12, motto=12,
    second_motto=13, number=13, kind=14, recipients_title=12, recipients=11, table=11,
)  # fmt: skip
"""Nghị định 30/2020/NĐ-CP, Phụ lục I. Neither style rules on the size of text in tables: 11 is custom."""

PARTY_MANNER = Manner(
    motto="ĐẢNG CỘNG SẢN VIỆT NAM", second_motto="", mark="*", number="Số      -{symbol}",
    end_of_item=",", end_of_body=".", position_bold=False, recipients_underlined=True,
)  # fmt: skip
STATE_MANNER = Manner(
    motto="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", second_motto="Độc lập - Tự do - Hạnh phúc", mark="",
    number="Số:       /{symbol}", end_of_item=";", end_of_body="./.", position_bold=True, recipients_underlined=False,
)  # fmt: skip

STYLES: Mapping[str, tuple[Measures, Manner]] = {"Đảng": (PARTY, PARTY_MANNER), "Nhà nước": (STATE, STATE_MANNER)}


def of_style(style: str) -> tuple[Measures, Manner]:
    """Measures and manner of the style named in `Cấu hình`; Problem when there is no such style."""
    for name, found in STYLES.items():
        if vi.fold(name) == vi.fold(style):
            return found
    raise Problem(
        f"Không có thể thức văn bản “{style}”.",
        f"Ở trang Cấu hình, dòng Thể thức văn bản, ghi một trong: {', '.join(STYLES)}.",
    )
