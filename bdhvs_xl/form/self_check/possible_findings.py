"""What a form may find in itself: one line per place and kind of finding, in the order in which they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.errors import Severity
from bdhvs_xl.form import finding_messages
from bdhvs_xl.form.self_check.calculation_cells import CalculationCells
from bdhvs_xl.form.self_check.message_formulas import MessageFormula, Sentence, template_sentence
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Indicator

TARGET, FOUND, NUMBER, SEVERITY, MARK, MESSAGE, CURE = "STUVWXY"
"""The columns of the lines: where a finding is, its rule, how many there are up to here, its gravity, its words."""
FIRST_ROW = 2


@dataclass(frozen=True, slots=True)
class FindingText:
    """What is said of one kind of finding; `word` stands in place of its severity where that would be too hard."""

    severity: Severity
    message: Sentence
    cure: Sentence
    word: str = ""

    @property
    def grade(self) -> str:
        """How grave the form calls it."""
        return self.word or SEVERITY_NAMES[self.severity]


@dataclass(frozen=True, slots=True)
class PossibleFinding:
    """A place where one of several things may be found: `found` gives the rule's id, or "".

    `column` is the one that the link leads to; `blank` what is found while nothing is filled in.
    """

    indicator: str
    column: str
    found: str
    says: Mapping[str, FindingText]
    blank: str = ""

    @property
    def rank(self) -> int:
        """How far up its findings stand: the gravest that it may say decides."""
        return min(list(SEVERITY_NAMES).index(said.severity) for said in self.says.values())


def check_text(
    check: str, severity: Severity, indicator: Indicator, column: str, **fields: str | MessageFormula
) -> FindingText:
    """What is said of a check that the master makes too, in the same words."""
    known: dict[str, str | MessageFormula] = {**finding_messages.message_fields(indicator, column), **fields}
    words = finding_messages.CHECK_MESSAGES[check]
    return FindingText(severity, template_sentence(words.message, known), template_sentence(words.cure, known))


def active_severity(workings: CalculationCells, rule: str) -> Severity | None:
    """How grave a check of the program counts, None where `Quy tắc` switches it off."""
    grade = next((grade for grade in workings.regime.grades if grade.rule == rule), None)
    if grade is None:
        return catalogue.check_severity(rule)
    return grade.severity if grade.on else None
