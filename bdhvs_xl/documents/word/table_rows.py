"""Model rows of tables: one row of the template is copied for every row, fast enough for thousands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from bdhvs_xl.documents.word.annex_tables import PERIOD_FIELDS, TABLES
from bdhvs_xl.regime.model import Appendix


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row of a table: its appendix, the model row it copies, and its texts by field; figures are marked."""

    model: str
    fields: Mapping[str, str]
    appendix: str = ""


_ROW, _TEXT, _BREAK, _RUN = qn("w:tr"), qn("w:t"), qn("w:br"), qn("w:r")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FIELD = re.compile("\ue010([^\ue011]+)\\.([a-z_]+)\ue011")


def model_fields(appendices: Iterable[Appendix]) -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    """The template's values for the fields of its model rows: marks by which the rows are found after rendering."""
    return {"tables": {appendix.id: _field_marks(appendix) for appendix in appendices}}


def _field_marks(appendix: Appendix) -> dict[str, dict[str, str]]:
    return {
        model: {key: f"\ue010{appendix.id}.{model}.{key}\ue011" for key in (*keys, *PERIOD_FIELDS)}
        for model, keys in TABLES[appendix.kind].models.items()
    }


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model row and its texts with fields: each a position, then plain text and keys alternating."""

    row: _Element
    texts: tuple[tuple[int, tuple[str, ...]], ...]

    def copy(self, fields: Mapping[str, str]) -> _Element:
        """The row with its fields filled in."""
        row = deepcopy(self.row)
        texts = list(row.iter(_TEXT))
        for position, pieces in self.texts:
            filled = [fields.get(piece, "") if n % 2 else piece for n, piece in enumerate(pieces)]
            _write_text(texts[position], "".join(filled))
        return row


def copy_rows(body: _Element, lines: Sequence[AnnexRow]) -> None:
    """Replace the model rows of each table by the given rows, in order.

    A row whose model people removed from the template is left out.
    """
    models = dict(filter(None, map(_model, body.iter(_ROW))))
    anchors = {model.row.getparent(): model.row for model in reversed(models.values())}
    for line in lines:
        if model := models.get(f"{line.appendix}.{line.model}"):
            anchors[model.row.getparent()].addprevious(model.copy(line.fields))
    for model in models.values():
        model.row.getparent().remove(model.row)  # type: ignore[union-attr]


def _model(row: _Element) -> tuple[str, ModelRow] | None:
    texts = list(row.iter(_TEXT))
    split = [(n, _FIELD.split(text.text or "")) for n, text in enumerate(texts)]
    with_fields = [(n, pieces) for n, pieces in split if len(pieces) > 1]
    for n, _ in with_fields:
        texts[n].set(_SPACE, "preserve")
    texts_with_fields = tuple(
        (n, tuple(piece for at, piece in enumerate(pieces) if at % 3 != 1)) for n, pieces in with_fields
    )
    return (with_fields[0][1][1], ModelRow(row, texts_with_fields)) if with_fields else None


def _write_text(text: _Element, content: str) -> None:
    """Write the content into the text; a newline becomes a line break in the cell."""
    first, *more = content.split("\n")
    text.text = first
    after = text
    for line in more:
        line_break, next_text = etree.Element(_BREAK), etree.Element(_TEXT)
        next_text.text = line
        next_text.set(_SPACE, "preserve")
        after.addnext(line_break)
        line_break.addnext(next_text)
        after = next_text
