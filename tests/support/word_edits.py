"""What people do to a report in Word, done to its file: figures retyped, controls lost, text moved and deleted."""

import re
import zipfile
from copy import deepcopy
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
MAP = "urn:bdhvs-xl:figures"


class EditedWord:
    """One report under edit; figures are named by indicator and column, `nth` counts those of one name from 0."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as parts:
            self.parts = {name: parts.read(name) for name in parts.namelist()}
        self.root = etree.fromstring(self.parts[BODY])

    def save(self, path: Path) -> Path:
        self.parts[BODY] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in self.parts.items():
                out.writestr(name, content)
        return path

    # --- finding ----------------------------------------------------------------------------------------------------

    def control(self, indicator: str, column: str, nth: int = 0):
        name = re.compile(rf"bdhvs:f\d+\|{re.escape(indicator)}\|{column}\|.*")
        tags = [tag for tag in self.root.iter(f"{W}tag") if name.fullmatch(tag.get(f"{W}val"))]
        return tags[nth].getparent().getparent()

    def paragraph(self, containing: str):
        return next(p for p in self.root.iter(f"{W}p") if containing in text_of(p))

    def texts(self) -> list[str]:
        return [text_of(p) for p in self.root.iter(f"{W}p") if text_of(p)]

    # --- edits ------------------------------------------------------------------------------------------------------

    def retype(self, indicator: str, column: str, text: str, nth: int = 0) -> None:
        """Type over a figure inside its control."""
        first, *more = self.control(indicator, column, nth).iter(f"{W}t")
        first.text = text
        for other in more:
            other.text = ""

    def unlink(self, indicator: str, column: str, text: str | None = None, nth: int = 0) -> None:
        """The control removed, its number (or another one) left as plain text."""
        control = self.control(indicator, column, nth)
        if text is not None:
            self.retype(indicator, column, text, nth)
        for run in control.find(f"{W}sdtContent"):
            control.addprevious(run)
        control.getparent().remove(control)

    def delete(self, containing: str) -> None:
        paragraph = self.paragraph(containing)
        paragraph.getparent().remove(paragraph)

    def drop_sentence(self, begins: str, next_begins: str) -> None:
        """A sentence deleted with its controls, from its first words to those of the next one."""
        paragraph = self.paragraph(begins)
        inside = False
        for child in list(paragraph):
            text = text_of(child)
            if begins in text:
                for node in child.iter(f"{W}t"):
                    node.text = (node.text or "").partition(begins)[0]
                inside = True
            elif inside and next_begins in text:
                for node in child.iter(f"{W}t"):
                    node.text = next_begins + (node.text or "").partition(next_begins)[2]
                return
            elif inside:
                paragraph.remove(child)
        raise AssertionError(next_begins)

    def move(self, containing: str, after: str) -> None:
        self.paragraph(after).addnext(self.paragraph(containing))

    def copy(self, containing: str, after: str) -> None:
        self.paragraph(after).addnext(deepcopy(self.paragraph(containing)))

    def add_sentence(self, containing: str, sentence: str) -> None:
        """A sentence typed at the end of a paragraph."""
        run = etree.SubElement(self.paragraph(containing), f"{W}r")
        etree.SubElement(run, f"{W}t").text = f" {sentence}"

    def replace(self, old: str, new: str) -> None:
        """Words changed in the one place where they stand in plain text."""
        texts = [t for t in self.root.iter(f"{W}t") if old in (t.text or "")]
        assert len(texts) == 1, (old, len(texts))
        texts[0].text = texts[0].text.replace(old, new)

    def track(self, indicator: str, column: str, text: str, nth: int = 0) -> None:
        """Type over a figure inside its control while changes are tracked."""
        content = self.control(indicator, column, nth).find(f"{W}sdtContent")
        who = {f"{W}author": "An", f"{W}date": "2026-05-28T09:00:00Z"}
        old = content[0]
        gone = etree.SubElement(content, f"{W}del", {f"{W}id": "9001", **who})
        come = etree.SubElement(content, f"{W}ins", {f"{W}id": "9002", **who})
        come.append(deepcopy(old))
        come.find(f".//{W}t").text = text
        gone.append(old)
        old.find(f"{W}t").tag = f"{W}delText"

    def turn_page(self, containing: str) -> None:
        """A page that begins with a paragraph, as Word notes it in the file."""
        run = self.paragraph(containing).find(f"{W}r")
        run.insert(0, etree.Element(f"{W}lastRenderedPageBreak"))

    def change_map(self, old: bytes, new: bytes) -> None:
        name = next(name for name, content in self.parts.items() if MAP.encode() in content and b"<figure" in content)
        assert self.parts[name].count(old) == 1
        self.parts[name] = self.parts[name].replace(old, new)

    def drop_map(self) -> None:
        """The map lost, as when all text is pasted into a new document."""
        for name in [name for name in self.parts if name.startswith("customXml/")]:
            del self.parts[name]
        relations = "word/_rels/document.xml.rels"
        self.parts[relations] = re.sub(rb"<Relationship [^>]*customXml[^>]*/>", b"", self.parts[relations])


def text_of(part) -> str:
    return "".join(text.text or "" for text in part.iter(f"{W}t"))
