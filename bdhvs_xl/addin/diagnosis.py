"""The result of one check of the PC."""

from dataclasses import dataclass
from typing import Literal

DiagnosisKind = Literal["error", "warning", "fine", "unknown"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the report: an error, a warning, something fine, or something that cannot be checked."""

    rule: str
    kind: DiagnosisKind
    text: str
    cure: str = ""

    @property
    def line(self) -> str:
        """The line as people read it."""
        return f"- {self.text}" + (f"\n  Cách xử lý: {self.cure}" if self.cure else "")
