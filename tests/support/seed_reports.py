"""Seed documents: their facts typed into forms, the buttons pressed from a new master to the report, facts looked for.

A file of `tests/seeds` holds `forms` (what a unit types, by the keys of the form's grids), `own_words` (of the focal
office, by section) and `facts`: what stands in the document, by section.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from bdhvs_xl import vi
from bdhvs_xl.buttons import collect, issue_forms, new_master, roll_up, validate, write_report
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import SampleUnit
from bdhvs_xl.documents.figures.locate_figures import HEADING_LEVELS, element_text
from bdhvs_xl.documents.word.paragraph_styles import STYLE_NAMES
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.tables import NARRATIVE_TABLE

SEEDS = Path(__file__).parents[1] / "seeds"
HEAD = "Đầu"
_NUMBER = re.compile(r"([\w.]*\w)[.)]+ ")

Seed = Mapping[str, Any]


def load_seed(regime: str) -> Seed:
    """The facts of a seed document."""
    return tomllib.loads((SEEDS / f"{regime}.toml").read_text("utf-8"))


class Office:
    """A focal office with a new master of a regime, which does everything at one moment."""

    def __init__(self, regime: str, folder: Path, now: datetime) -> None:
        self.folder, self.now, self.master = folder, now, folder / "Tổng hợp.xlsx"
        new_master.run(regime=regime, to=self.master, now=now)
        self.forms = {path.name.partition("-")[0]: path for path in self.press(issue_forms).files}

    def press(self, button: Any, **arguments: Any) -> Any:
        """Press a button on the master; gives what came of it."""
        name = button.__name__.rpartition(".")[2]
        with FileBook(self.master, button=name, now=self.now, user="Cán bộ mẫu") as book:
            return button.run(book, **arguments)

    def returned(self, forms: Iterable[Seed]) -> Path:
        """The folder with the forms filled, as units send them."""
        folder = self.folder / "Gửi về"
        folder.mkdir(exist_ok=True)
        for form in forms:
            fill_sample_form(self.forms[form["unit"]], sample(form), folder / f"{form['unit']}.xlsx")
        return folder

    def collect(self, forms: Iterable[Seed]) -> Any:
        """Receive the forms; gives what came of it."""
        return self.press(collect, folder=self.returned(forms))

    def write_own_words(self, words: Mapping[str, str]) -> None:
        """Type the office's own words into the list of narratives, without a unit's code."""
        with FileBook(self.master, button="edit", now=self.now) as book:
            own = [{"unit": "", "section": section, "text": text.strip()} for section, text in words.items()]
            book.replace_rows(NARRATIVE_TABLE, [*own, *book.read_table(NARRATIVE_TABLE)])
            book.save()

    def report(self) -> Any:
        """Check, add up and write the office's report; gives what came of the last button."""
        self.press(validate)
        self.press(roll_up)
        return self.press(write_report)


def report_of(form: Path, now: datetime) -> Any:
    """Write the unit's own report from its form; gives what came of it."""
    with FileBook(form, button="write_report", now=now) as book:
        return write_report.run(book)


def sample(form: Seed) -> SampleUnit:
    """What a unit types into its form."""
    answers: dict[str, dict[str, str]] = {}
    for place, text in form.get("answers", {}).items():
        code, _, column = place.rpartition(".")
        code, column = (place, "value") if column.isdigit() else (code, column)
        answers.setdefault(code, {})[column] = text.strip()
    identity = form.get("letterhead", {}) | {"contact": "……", "reported_on": "10/6/2026"}
    return SampleUnit(
        code=form["unit"], sends="form", attributes={}, identity=identity, answers=answers,
        documents=tuple(form.get("documents", ())), practices=tuple(form.get("practices", ())),
        narrative={section: text.strip() for section, text in form.get("narrative", {}).items()},
    )  # fmt: skip


# --- what a report says, and where -----------------------------------------------------------------------------------


def sections(report: Path) -> dict[str, str]:
    """The text of a Word report by section ("I", "2.1.1", "4.a", "Phụ lục I"), footnotes at their place's section."""
    document = Document(str(report))
    notes = _notes(document)
    styles = {style.style_id: str(style.name) for style in document.styles}
    found, section, above = {HEAD: ""}, HEAD, ""
    for paragraph in document.element.body.iter(qn("w:p")):
        style = next((styles.get(mark.get(qn("w:val")), "") for mark in paragraph.iter(qn("w:pStyle"))), "")
        text = element_text(paragraph)
        if style in HEADING_LEVELS:
            section, above = _section(text, style, above)
        found[section] = f"{found.get(section, '')}\n{text}{_cited(paragraph, notes)}"
    return {section: vi.nfc(text.replace("\u00a0", " ")) for section, text in found.items()}


def _section(heading: str, style: str, above: str) -> tuple[str, str]:
    """The section that a heading opens, and the number that lettered headings below it belong to."""
    if style == STYLE_NAMES["appendix"]:
        return heading.strip(), ""
    number = found[1] if (found := _NUMBER.match(heading)) else heading
    if number.isalpha() and number.islower():
        return f"{above}.{number}", above
    return number, number


def _notes(document: Any) -> dict[str, str]:
    parts = [part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml"]
    if not parts:
        return {}
    return {note.get(qn("w:id"), ""): element_text(note) for note in etree.fromstring(parts[0].blob)}


def _cited(paragraph: Any, notes: Mapping[str, str]) -> str:
    ids = [reference.get(qn("w:id")) for reference in paragraph.iter(qn("w:footnoteReference"))]
    return "".join(f" {notes[one]}" for one in ids)


def not_found(report: Path, facts: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """The facts that do not stand in their section of the report."""
    said = sections(report)
    return [(section, fact) for section, given in facts.items() for fact in given if fact not in said.get(section, "")]
