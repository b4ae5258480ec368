"""What goes wrong: a Problem stops the work until someone acts, a Finding is data and the work carries on."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "notice"]


class Problem(Exception):  # noqa: N818 - the word of the domain: a person must act
    """One sentence that says where and what, and a cure that says what to do."""

    def __init__(self, sentence: str, cure: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.cure = cure

    def __str__(self) -> str:
        return f"{self.sentence} {self.cure}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem or remark about one place of one unit's report, with the cure."""

    rule: str
    severity: Severity
    message: str
    unit: str = ""
    indicator: str = ""
    column: str = ""
    sheet: str = ""
    cell: str = ""
    raw: str = ""
    other: str = ""
    cure: str = ""
    explanation: str = ""
    choice: str = ""
    state: str = "new"
    file: str = ""

    @property
    def key(self) -> str:
        """The finding's name across runs: who, where and which rule; the words of the message may change."""
        return "|".join((self.unit, self.indicator, self.column, self.rule, self.cell if not self.indicator else ""))
