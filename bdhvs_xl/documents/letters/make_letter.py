"""The whole letter: its texts filled into the template of its kind, its attachments added, its figures bound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from docx.document import Document

from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.content_controls import PlacedFigure, bind_figures
from bdhvs_xl.documents.figures.figure_metadata import about, add_metadata
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
"""How `rows` knows a field of a model row."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A finished letter: the Word file's bytes, its subject, its figures, and numbers that are not known yet."""

    document: bytes
    title: str
    placed: Sequence[PlacedFigure]
    findings: Sequence[Finding]


def make_letter(source: LetterData, template: Path, *, now: datetime, author: str) -> LetterFile:
    """The letter, dated `now`, filled into `template`; UserError naming the line that cannot be filled."""
    figures = Figures()
    texts, letter = LetterTextFiller(source, figures), source.letter
    title = texts.fill(letter.title, source.of_head("title"))
    addressee = texts.fill(letter.addressee, source.of_head("addressee"), between="|")
    regime = _of_letter(source, texts)
    fields = letterhead_fields.letterhead_texts(regime, now.date(), letter.kind, title=title, addressee=addressee)
    body = list(_body(source, texts, figures))
    document = fill_template(template, {**fields, **model_fields(()), "body": body}, ())
    _attach(document, regime, now, str(fields["attached_to"]), attachments(source, texts))
    placed = bind_figures(document, figures)
    said = about(source.material, now, letter=letter.id, issued=source.issued.path.name if source.issued else "")
    add_metadata(document, placed, said, {unmarked_text(block.lead + block.text) for block in body})
    return LetterFile(
        docx_bytes(document, title=unmarked_text(title), made=now, author=author),
        unmarked_text(title),
        placed,
        texts.findings,
    )


def _of_letter(source: LetterData, texts: LetterTextFiller) -> Regime:
    """The regime with what stands around this letter in the place of what stands around its reports."""
    settings = {**source.regime.settings, "addressee": ""}
    for head in ("signer", "recipients"):
        if text := getattr(source.letter, head):
            settings[head] = texts.fill(text, source.of_head(head), between="|")
    return replace(source.regime, settings=settings, appendices=())


# --- the body ---------------------------------------------------------------------------------------------------------


def _body(source: LetterData, texts: LetterTextFiller, figures: Figures) -> Iterator[Block]:
    end = layout_of_style(source.regime.settings["style"], source.today)[1].end_of_body
    lines = [line for line in source.letter.lines if line.part not in PARTS]
    for part, those in groupby(lines, key=lambda line: line.part):
        run = list(those)
        if part == "task":
            yield from task_blocks(source, run, texts)
            continue
        for line in run:
            yield from _blocks(source, line, texts, figures, end)


def _blocks(
    source: LetterData, line: LetterLine, texts: LetterTextFiller, figures: Figures, end: str
) -> Iterable[Block]:
    text = texts.fill(line.text, source.of_line(line))
    match line.part:
        case "owing":
            return outstanding.outstanding_blocks(source, line, figures)
        case "corrections":
            return corrections.correction_blocks(source, line, figures)
        case "targets":
            return target_blocks(source, line, texts)
        case "chapter":
            return [Block("chapter", text.upper())]
        case "heading" | "subheading" | "paragraph" | "item":
            return [Block(line.part, text)]
    return [Block("closing", text.rstrip("./ ") + end)]


# --- what is attached -------------------------------------------------------------------------------------------------


def _attach(document: Document, regime: Regime, now: datetime, attached_to: str, given: Iterable[Attachment]) -> None:
    measures, _ = layout_of_style(regime.settings["style"], now.date())
    lines: list[AnnexRow] = []
    for attachment in given:
        begin_appendix(document, attachment.name, attachment.title, attached_to)
        for block in attachment.blocks:
            document.add_paragraph(block.text, STYLE_NAMES[block.kind])
        if attachment.table:
            write_table(document, measures, attachment.table, _SIGN)
        lines += attachment.lines
    fit_drawn_lines(document)
    copy_rows(document.element.body, lines)
