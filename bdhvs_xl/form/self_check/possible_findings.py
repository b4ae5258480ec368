"""The possible findings of a form: one row of the calculation sheet per cell and kind of finding."""

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
    """Severity and texts of one kind of finding; `word`, if any, replaces the severity label."""

    severity: Severity
    message: Sentence
    cure: Sentence
    word: str = ""

    @property
    def grade(self) -> str:
        """The severity label in the form."""
        return self.word or SEVERITY_NAMES[self.severity]


@dataclass(frozen=True, slots=True)
class PossibleFinding:
    """A cell with one of several possible findings: `found` is the formula for the rule's id, or "".

    `column` is the target of the link; `blank` is the rule found in a blank form.
    """

    indicator: str
    column: str
    found: str
    says: Mapping[str, FindingText]
    blank: str = ""

    @property
    def rank(self) -> int:
        """The sort rank, by the worst severity it may have."""
        return min(list(SEVERITY_NAMES).index(said.severity) for said in self.says.values())


def check_text(
    check: str, severity: Severity, indicator: Indicator, column: str, **fields: str | MessageFormula
) -> FindingText:
    """Severity and texts of a check that the master also runs, from the same templates."""
    known: dict[str, str | MessageFormula] = {**finding_messages.message_fields(indicator, column), **fields}
    words = finding_messages.CHECK_MESSAGES[check]
    return FindingText(severity, template_sentence(words.message, known), template_sentence(words.cure, known))


def active_severity(workings: CalculationCells, rule: str) -> Severity | None:
    """The severity of a built-in check, None when `Quy tắc` switches it off."""
    grade = next((grade for grade in workings.regime.grades if grade.rule == rule), None)
    if grade is None:
        return catalogue.check_severity(rule)
    return grade.severity if grade.on else None
