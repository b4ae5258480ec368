"""How text of a Word document really stands: direct formatting before styles, a style before the one it is based on."""

from collections.abc import Iterator

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

_OFF = ("0", "false", "none", "off")


class Looker:
    """Reads effective properties of paragraphs and runs of one document."""

    def __init__(self, document: Document) -> None:
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.default = next(
            id for id, s in self.styles.items() if s.get(qn("w:default")) == "1" and s.get(qn("w:type")) == "paragraph"
        )
        self.defaults = document.styles.element.find(qn("w:docDefaults"))

    def of_paragraph(self, paragraph: _Element, name: str, attribute: str = "val") -> str | None:
        """The attribute of a paragraph property, such as ("w:spacing", "before"); None when nothing says it."""
        for properties in self._paragraph_properties(paragraph):
            found = properties.find(qn(name))
            if found is not None and (value := found.get(qn(f"w:{attribute}"))) is not None:
                return value
        return None

    def has(self, paragraph: _Element, name: str) -> bool:
        """Whether a paragraph property that is on or off is on."""
        for properties in self._paragraph_properties(paragraph):
            if (found := properties.find(qn(name))) is not None:
                return found.get(qn("w:val"), "1") not in _OFF
        return False

    def of_run(self, run: _Element, name: str, attribute: str = "val") -> str | None:
        """The attribute of a run property, such as ("w:sz", "val")."""
        for properties in self._run_properties(run):
            found = properties.find(qn(name))
            if found is not None:
                return found.get(qn(f"w:{attribute}"), "1")
        return None

    def is_on(self, run: _Element, name: str) -> bool:
        return (self.of_run(run, name) or "0") not in _OFF

    def _paragraph_properties(self, paragraph: _Element) -> Iterator[_Element]:
        yield from paragraph.findall(qn("w:pPr"))
        for style in self._chain(paragraph):
            yield from style.findall(qn("w:pPr"))
        yield from self.defaults.findall(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")

    def _run_properties(self, run: _Element) -> Iterator[_Element]:
        yield from run.findall(qn("w:rPr"))
        for style in self._chain(next(run.iterancestors(qn("w:p")))):
            yield from style.findall(qn("w:rPr"))
        yield from self.defaults.findall(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")

    def _chain(self, paragraph: _Element) -> Iterator[_Element]:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        key = self.default if named is None else named.get(qn("w:val"))
        while key:
            style = self.styles[key]
            yield style
            based = style.find(qn("w:basedOn"))
            key = None if based is None else based.get(qn("w:val"))
