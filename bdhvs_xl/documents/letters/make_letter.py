"""The whole letter: its texts filled into the template of its kind, its attachments added, its figures linked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from docx.document import Document

from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.content_controls import PlacedFigure, bind_figures
from bdhvs_xl.documents.figures.figure_metadata import add_metadata, document_identity
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.documents.letters import corrections, outstanding
from bdhvs_xl.documents.letters.attachments import PARTS, Attachment, attachments
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.letters.letter_tasks import target_blocks, task_blocks
from bdhvs_xl.documents.letters.placeholders import LetterTextFiller
from bdhvs_xl.documents.word.build_template import begin_appendix, write_table
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES
from bdhvs_xl.documents.word.save_docx import docx_bytes
from bdhvs_xl.documents.word.table_rows import AnnexRow, copy_rows, model_fields
from bdhvs_xl.documents.word.text_width import fit_drawn_lines
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.model import LetterLine, Regime

_SIGN = "\ue010{model}.{key}\ue011"
"""The mark by which `table_rows` recognises a field of a model row."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A finished letter: the Word file's bytes, its subject, its figures, and findings about missing numbers."""

    document: bytes
    title: str
    placed: Sequence[PlacedFigure]
    findings: Sequence[Finding]


def make_letter(data: LetterData, template: Path, *, now: datetime, author: str) -> LetterFile:
    """The letter, dated `now`, filled into `template`; UserError naming the row that cannot be filled."""
    figures = Figures()
    texts, letter = LetterTextFiller(data, figures), data.letter
    title = texts.fill(letter.title, data.head_location("title"))
    addressee = texts.fill(letter.addressee, data.head_location("addressee"), between="|")
    regime = _letter_regime(data, texts)
    fields = letterhead_fields.letterhead_texts(regime, now.date(), letter.kind, title=title, addressee=addressee)
    body = list(_body(data, texts, figures))
    document = fill_template(template, {**fields, **model_fields(()), "body": body}, ())
    _attach(document, regime, now, str(fields["attached_to"]), attachments(data, texts))
    placed = bind_figures(document, figures)
    identity = document_identity(
        data.material, now, letter=letter.id, issued=data.issued.path.name if data.issued else ""
    )
    add_metadata(document, placed, identity, {unmarked_text(block.lead + block.text) for block in body})
    return LetterFile(
        docx_bytes(document, title=unmarked_text(title), created=now, author=author),
        unmarked_text(title),
        placed,
        texts.findings,
    )


def _letter_regime(data: LetterData, texts: LetterTextFiller) -> Regime:
    """The regime with this letter's signer and recipients instead of the report's, and without appendices."""
    settings = {**data.regime.settings, "addressee": ""}
    for head in ("signer", "recipients"):
        if text := getattr(data.letter, head):
            settings[head] = texts.fill(text, data.head_location(head), between="|")
    return replace(data.regime, settings=settings, appendices=())


# --- the body ---------------------------------------------------------------------------------------------------------


def _body(data: LetterData, texts: LetterTextFiller, figures: Figures) -> Iterator[Block]:
    end = layout_of_style(data.regime.settings["style"], data.today)[1].end_of_body
    lines = [line for line in data.letter.lines if line.part not in PARTS]
    for part, consecutive in groupby(lines, key=lambda line: line.part):
        task_lines = list(consecutive)
        if part == "task":
            yield from task_blocks(data, task_lines, texts)
            continue
        for line in task_lines:
            yield from _line_blocks(data, line, texts, figures, end)


def _line_blocks(
    data: LetterData, line: LetterLine, texts: LetterTextFiller, figures: Figures, end: str
) -> Iterable[Block]:
    text = texts.fill(line.text, data.row_location(line))
    match line.part:
        case "owing":
            return outstanding.outstanding_blocks(data, line, figures)
        case "corrections":
            return corrections.correction_blocks(data, line, figures)
        case "targets":
            return target_blocks(data, line, texts)
        case "chapter":
            return [Block("chapter", text.upper())]
        case "heading" | "subheading" | "paragraph" | "item":
            return [Block(line.part, text)]
    return [Block("closing", text.rstrip("./ ") + end)]


# --- attachments ------------------------------------------------------------------------------------------------------


def _attach(
    document: Document, regime: Regime, now: datetime, attached_to: str, attached: Iterable[Attachment]
) -> None:
    layout, _ = layout_of_style(regime.settings["style"], now.date())
    lines: list[AnnexRow] = []
    for attachment in attached:
        begin_appendix(document, attachment.name, attachment.title, attached_to)
        for block in attachment.blocks:
            document.add_paragraph(block.text, STYLE_NAMES[block.kind])
        if attachment.table:
            write_table(document, layout, attachment.table, _SIGN)
        lines += attachment.lines
    fit_drawn_lines(document)
    copy_rows(document.element.body, lines)
