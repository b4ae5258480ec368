"""What a letter is made from: its lines, what was received, what is to be corrected, the report sent last."""

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

_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class LetterData:
    """Everything a letter says comes from here; `issued` is the report sent last, `anew` what it would say now.

    Both are None where the letter corrects none.
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

    def of_line(self, line: LetterLine) -> str:
        """The place of a line of the body, in messages."""
        return self._place(LETTER_PARTS[line.part], line.text)

    def of_head(self, head: str) -> str:
        """The place of a line that stands around the body: "title", "addressee" …, in messages."""
        return self._place(LETTER_HEADS[head], str(getattr(self.letter, head)))

    def nothing(self, line: LetterLine, what: str, cure: str) -> UserError:
        """The UserError of a line for which there are no data."""
        return UserError(f"{self.of_line(line)}: {what}.", cure)

    def _place(self, part: str, text: str) -> str:
        text = clean_text(text)
        quoted = f" “{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”" if text else ""
        return f"Trang {LETTERS}, văn bản {self.letter.id}, dòng {part}{quoted}"
