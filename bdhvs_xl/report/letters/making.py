"""The whole letter: its texts filled into the template of its kind, its attachments added, its figures bound."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path

from docx.document import Document

from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import LetterLine, Regime
from bdhvs_xl.report import around
from bdhvs_xl.report.blocks import Block
from bdhvs_xl.report.controls import Placed, bind
from bdhvs_xl.report.figure_map import about, add_map
from bdhvs_xl.report.figures import Figures, plain
from bdhvs_xl.report.lettering import fit_lines
from bdhvs_xl.report.letters import corrections, owing
from bdhvs_xl.report.letters.attachments import PARTS, Attachment, attachments
from bdhvs_xl.report.letters.source import Source
from bdhvs_xl.report.letters.tasks import targets, tasks
from bdhvs_xl.report.letters.texts import Texts
from bdhvs_xl.report.line import Line
from bdhvs_xl.report.packed import pack
from bdhvs_xl.report.rows import copy_rows, model_fields
from bdhvs_xl.report.rules import of_style
from bdhvs_xl.report.styles import NAMES
from bdhvs_xl.report.template import begin_appendix, write_table
from bdhvs_xl.report.word import fill

_SIGN = "\ue010{model}.{key}\ue011"
"""How `rows` knows a field of a model row."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished letter: the Word file's bytes, its subject, its figures, and numbers that are not known yet."""

    document: bytes
    title: str
    placed: Sequence[Placed]
    findings: Sequence[Finding]


def make(source: Source, template: Path, *, now: datetime, author: str) -> Made:
    """The letter, dated `now`, filled into `template`; Problem naming the line that cannot be filled."""
    figures = Figures()
    texts, letter = Texts(source, figures), source.letter
    title = texts.fill(letter.title, source.of_head("title"))
    addressee = texts.fill(letter.addressee, source.of_head("addressee"), between="|")
    regime = _of_letter(source, texts)
    fields = around.fields(regime, now.date(), letter.kind, title=title, addressee=addressee)
    body = list(_body(source, texts, figures))
    document = fill(template, {**fields, **model_fields(()), "body": body}, ())
    _attach(document, regime, now, str(fields["attached_to"]), attachments(source, texts))
    placed = bind(document, figures)
    said = about(source.material, now, letter=letter.id, issued=source.issued.path.name if source.issued else "")
    add_map(document, placed, said, {plain(block.lead + block.text) for block in body})
    return Made(pack(document, title=plain(title), made=now, author=author), plain(title), placed, texts.findings)


def _of_letter(source: Source, texts: Texts) -> Regime:
    """The regime with what stands around this letter in the place of what stands around its reports."""
    settings = {**source.regime.settings, "addressee": ""}
    for head in ("signer", "recipients"):
        if text := getattr(source.letter, head):
            settings[head] = texts.fill(text, source.of_head(head), between="|")
    return replace(source.regime, settings=settings, appendices=())


# --- the body ---------------------------------------------------------------------------------------------------------


def _body(source: Source, texts: Texts, figures: Figures) -> Iterator[Block]:
    end = of_style(source.regime.settings["style"], source.today)[1].end_of_body
    lines = [line for line in source.letter.lines if line.part not in PARTS]
    for part, those in groupby(lines, key=lambda line: line.part):
        run = list(those)
        if part == "task":
            yield from tasks(source, run, texts)
            continue
        for line in run:
            yield from _blocks(source, line, texts, figures, end)


def _blocks(source: Source, line: LetterLine, texts: Texts, figures: Figures, end: str) -> Iterable[Block]:
    text = texts.fill(line.text, source.of_line(line))
    match line.part:
        case "owing":
            return owing.blocks(source, line, figures)
        case "corrections":
            return corrections.blocks(source, line, figures)
        case "targets":
            return targets(source, line, texts)
        case "chapter":
            return [Block("chapter", text.upper())]
        case "heading" | "subheading" | "paragraph" | "item":
            return [Block(line.part, text)]
    return [Block("closing", text.rstrip("./ ") + end)]


# --- what is attached -------------------------------------------------------------------------------------------------


def _attach(document: Document, regime: Regime, now: datetime, attached_to: str, given: Iterable[Attachment]) -> None:
    measures, _ = of_style(regime.settings["style"], now.date())
    lines: list[Line] = []
    for attachment in given:
        begin_appendix(document, attachment.name, attachment.title, attached_to)
        for block in attachment.blocks:
            document.add_paragraph(block.text, NAMES[block.kind])
        if attachment.table:
            write_table(document, measures, attachment.table, _SIGN)
        lines += attachment.lines
    fit_lines(document)
    copy_rows(document.element.body, lines)
