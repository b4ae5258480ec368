"""The data of a letter: its rows, the report data, the findings, and the report sent last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_metadata import GeneratedDocument
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.documents.review.edited_docx import EditedDocument
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.master.labels import LETTER_HEADS, LETTER_PARTS
from bdhvs_xl.master.layout import LETTERS
from bdhvs_xl.regime.model import Letter, LetterLine, Regime

_QUOTED_AT_MOST = 60


@dataclass(frozen=True, kw_only=True)
class LetterData:
    """The only source of everything printed in a letter.

    `issued` is the report sent last, `anew` the same report generated from the present data; both are None unless the
    letter corrects a report.
    """

    letter: Letter
    material: ReportData
    findings: Sequence[Finding]
    today: date
    issued: EditedDocument | None = None
    anew: GeneratedDocument | None = None

    @property
    def regime(self) -> Regime:
        """The regime of the master."""
        return self.material.regime

    def row_location(self, line: LetterLine) -> str:
        """The location of a row of the body, for messages."""
        return self._location(LETTER_PARTS[line.part], line.text)

    def head_location(self, head: str) -> str:
        """The location of a row outside the body ("title", "addressee" …), for messages."""
        return self._location(LETTER_HEADS[head], str(getattr(self.letter, head)))

    def no_data_error(self, line: LetterLine, what: str, cure: str) -> UserError:
        """The UserError for a row that has no data."""
        return UserError(f"{self.row_location(line)}: {what}.", cure)

    def _location(self, part: str, text: str) -> str:
        text = clean_text(text)
        quoted = f" “{text if len(text) <= _QUOTED_AT_MOST else text[:_QUOTED_AT_MOST] + '…'}”" if text else ""
        return f"Trang {LETTERS}, văn bản {self.letter.id}, dòng {part}{quoted}"
