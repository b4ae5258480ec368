"""Draws the tab BDHVS from `macros/ribbon.xml` as an SVG: a drawing, with icons of its own, not a picture of Excel."""

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from bdhvs_xl.addin.ribbon_xml import Button, RibbonGroup, ribbon_groups

PICTURE = Path(__file__).with_name("ribbon.svg")
GREEN, INK, GREY, LINE, PAPER, PANEL = "#107c41", "#242424", "#616161", "#d6d6d6", "#f5f5f5", "#ffffff"
HEIGHT, TOP, EDGE = 158, 38, 12
LETTER = 7
"""The width in pixels that a letter of 12 pixels takes on average in the fonts this is shown with."""

SHEET = '<path d="M8 3h11l6 6v20H8z" fill="#fff" stroke="#616161"/><path d="M19 3v6h6" fill="none" stroke="#616161"/>'
TABLE = (
    '<path d="M4 6h24v20H4z" fill="#fff" stroke="#616161"/><path d="M4 6h24v5H4z" fill="#107c41"/>'
    '<path d="M4 16h24M4 21h24M12 11v15M20 11v15" stroke="#9e9e9e" fill="none"/>'
)
ICONS = {
    "FileNew": SHEET + '<path d="M16.5 14v10M11.5 19h10" stroke="#107c41" stroke-width="2.5"/>',
    "RefreshAll": '<g fill="none" stroke="#107c41" stroke-width="2.8"><path d="M26 13a11 11 0 0 0-20-1"/>'
    '<path d="M6 19a11 11 0 0 0 20 1"/></g><path d="M4 5v9h9zM28 27v-9h-9z" fill="#107c41"/>',
    "TableExportMenu": TABLE + '<circle cx="24" cy="24" r="7.5" fill="#2b579a"/>'
    '<path d="M20 24h6M23.5 20.5 27 24l-3.5 3.5" stroke="#fff" stroke-width="1.8" fill="none"/>',
    "FileOpen": '<path d="M3 8h9l3 3h12v16H3z" fill="#e8a33d"/><path d="M7 15h23l-4 12H3z" fill="#ffcf70"/>',
    "ViewNormalViewExcel": TABLE + '<path d="M12 11h8v5h-8z" fill="#a9d8bd" stroke="#107c41"/>',
    "ReviewReplyWithChanges": SHEET + '<path d="M11 13h10M11 17h10" stroke="#616161"/>'
    '<path d="M30 23H17M21 18l-5.5 5 5.5 5" stroke="#c43e1c" stroke-width="2.6" fill="none"/>',
    "DataValidation": TABLE + '<circle cx="24" cy="24" r="7.5" fill="#107c41"/>'
    '<path d="M20.5 24l2.5 2.5 4.5-5" stroke="#fff" stroke-width="2" fill="none"/>',
    "AutoSum": '<path d="M24 9V5H8l9 11-9 11h16v-4" fill="none" stroke="#107c41" stroke-width="3"/>',
    "FileSaveAsWordDocx": SHEET + '<path d="M3 12h15v12H3z" fill="#2b579a"/>'
    '<path d="M5.5 15l2 6 3-6 3 6 2-6" stroke="#fff" stroke-width="1.6" fill="none"/>',
    "ErrorChecking": SHEET + '<path d="M11 15h10M11 19h6" stroke="#616161"/>'
    '<circle cx="22" cy="23" r="7.5" fill="#107c41"/>'
    '<path d="M18.5 23l2.5 2.5 4.5-5" stroke="#fff" stroke-width="2" fill="none"/>',
    "MailMergeStartLetters": '<path d="M3 8h26v17H3z" fill="#fff" stroke="#616161"/>'
    '<path d="M3 8l13 10L29 8" fill="none" stroke="#2b579a" stroke-width="2"/>',
    "FileSaveAsExcelXlsx": SHEET + '<path d="M3 12h15v12H3z" fill="#107c41"/>'
    '<path d="M7 15l7 6.5M14 15l-7 6.5" stroke="#fff" stroke-width="2" fill="none"/>',
    "Undo": '<path d="M8 12h12a7 7 0 0 1 0 14h-5" fill="none" stroke="#2b579a" stroke-width="3.4"/>'
    '<path d="M3 12l9-8v16z" fill="#2b579a"/>',
    "Help": '<circle cx="16" cy="16" r="13" fill="#2b579a"/>'
    '<path d="M12 12.5a4 4 0 1 1 5.5 3.7c-1.2.6-1.5 1.3-1.5 2.8" fill="none" stroke="#fff" stroke-width="2.6"/>'
    '<circle cx="16" cy="23" r="1.7" fill="#fff"/>',
}  # fmt: skip


def draw() -> str:
    """The SVG's text."""
    drawn, left = [], float(EDGE)
    for group in ribbon_groups():
        width = _width(group)
        drawn += _group(group, left, width)
        left += width
    body = "\n".join([*_tab(left + EDGE), *drawn])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + EDGE:g} {HEIGHT}" font-size="12" '
        f'font-family="Segoe UI, Noto Sans, Arial, sans-serif">\n'
        f"<title>Thẻ BDHVS trên thanh công cụ của Excel (hình vẽ)</title>\n{body}\n</svg>\n"
    )


def _tab(width: float) -> Iterator[str]:
    yield f'<rect width="{width:g}" height="{HEIGHT}" rx="8" fill="{PAPER}"/>'
    for x, name in ((24, "Tệp"), (68, "Trang đầu"), (146, "Chèn"), (196, "…"), (226, "Xem")):
        yield f'<text x="{x}" y="23" fill="{GREY}">{name}</text>'
    yield f'<text x="270" y="23" fill="{GREEN}" font-weight="600">BDHVS</text>'
    yield f'<rect x="270" y="30" width="47" height="3" rx="1.5" fill="{GREEN}"/>'
    panel = f'x="6" y="{TOP}" width="{width - 12:g}" height="{HEIGHT - TOP - 6}" rx="7"'
    yield f'<rect {panel} fill="{PANEL}" stroke="{LINE}"/>'


def _group(group: RibbonGroup, left: float, width: float) -> Iterator[str]:
    yield _text(left + width / 2, HEIGHT - 14, group.label, GREY)
    if group != ribbon_groups()[-1]:
        yield f'<path d="M{left + width:g} {TOP + 10}v{HEIGHT - TOP - 26}" stroke="{LINE}"/>'
    at = left + 6
    for button in (button for button in group.buttons if button.large):
        yield from _large(button, at)
        at += _room(button)
    for row, button in enumerate(button for button in group.buttons if not button.large):
        yield from _small(button, at, TOP + 12 + 30 * row)


def _large(button: Button, left: float) -> Iterator[str]:
    middle = left + _room(button) / 2
    yield f'<g transform="translate({middle - 16:g} {TOP + 10})">{ICONS[button.image]}</g>'
    for row, line in enumerate(_lines(button.label)):
        yield _text(middle, TOP + 62 + 16 * row, line, INK)
    yield _keytip(button, middle + 20, TOP + 42)


def _small(button: Button, left: float, top: float) -> Iterator[str]:
    yield f'<g transform="translate({left + 4:g} {top:g}) scale(.625)">{ICONS[button.image]}</g>'
    yield f'<text x="{left + 32:g}" y="{top + 15:g}" fill="{INK}">{escape(button.label)}</text>'
    yield _keytip(button, left + _room(button) - 10, top + 10)


def _keytip(button: Button, x: float, y: float) -> str:
    box = f'<rect x="{x - 8:g}" y="{y - 8:g}" width="16" height="16" rx="3" fill="{INK}"/>'
    return box + _text(x, y + 4, button.keytip, PANEL)


def _text(x: float, y: float, text: str, color: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" fill="{color}" text-anchor="middle">{escape(text)}</text>'


def _lines(label: str) -> list[str]:
    """The label on the two lines that come out most even, as on a large button."""
    words = label.split()
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(min(halves, key=lambda pair: max(map(len, pair))))


def _room(button: Button) -> float:
    if not button.large:
        return 58 + LETTER * len(button.label)
    return max(66, 20 + LETTER * _longest(_lines(button.label)))


def _width(group: RibbonGroup) -> float:
    large = sum(_room(button) for button in group.buttons if button.large)
    small = max((_room(button) for button in group.buttons if not button.large), default=0)
    return 12 + max(large + small, LETTER * len(group.label))


def _longest(lines: Iterable[str]) -> int:
    return max(map(len, lines))
