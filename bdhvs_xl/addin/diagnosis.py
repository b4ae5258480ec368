"""What a check of the PC has to say about one thing."""

from dataclasses import dataclass
from typing import Literal

DiagnosisKind = Literal["error", "warning", "fine", "unknown"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One line of the report: it hinders, it may hinder, it is fine, or it cannot be told from here."""

    rule: str
    kind: DiagnosisKind
    text: str
    cure: str = ""

    @property
    def line(self) -> str:
        """The line as people read it."""
        return f"- {self.text}" + (f"\n  Cách xử lý: {self.cure}" if self.cure else "")
