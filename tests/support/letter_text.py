"""A letter as people read it: its paragraphs and rows, the text of every section, what it attaches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = "đầu và cuối"
_LEVELS = {
    STYLE_NAMES["appendix"]: 1,
    STYLE_NAMES["chapter"]: 2,
    STYLE_NAMES["heading"]: 3,
    STYLE_NAMES["subheading"]: 4,
    STYLE_NAMES["point"]: 4,
}


def lines(path: Path) -> list[str]:
    """Every paragraph, and every row with ` | ` between its cells, in reading order; figures in [brackets]."""
    return [line for _, line in _blocks(path)]


def sections(path: Path) -> Mapping[str, str]:
    """The text of each section by its numbers, such as "V > 5" or "Phụ lục II"; what stands around the body is HEAD."""
    found: dict[str, list[str]] = defaultdict(list)
    passed: dict[int, str] = {}
    for style, line in _blocks(path):
        if level := _LEVELS.get(style):
            number = line if level == 1 else line.partition(" ")[0].rstrip(".")
            passed = {**{n: name for n, name in passed.items() if n < level}, level: number}
        around = style == "table" and not passed.get(1)
        found[HEAD if around else " > ".join(passed.values()) or HEAD].append(line)
    return {name: "\n".join(texts) for name, texts in found.items()}


def _blocks(path: Path) -> Iterator[tuple[str, str]]:
    document = Document(str(path))
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.style.name if block.style else "", _text(block)
        else:
            yield from (("table", row) for row in _rows(block))


def _rows(table: Table) -> Iterator[str]:
    for row in table._tbl.tr_lst:
        cells = ("\n".join(_text(Paragraph(p, table)) for p in cell.p_lst) for cell in row.tc_lst)
        yield " | ".join(cells)


def _text(paragraph: Paragraph) -> str:
    text = ""
    for node in paragraph._p.iter(f"{W}t", f"{W}br"):
        inside = any(True for _ in node.iterancestors(f"{W}sdt"))
        text += "\n" if node.tag == f"{W}br" else f"[{node.text}]" if inside else node.text or ""
    return text.replace("\u00a0", " ")
