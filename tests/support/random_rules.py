"""Rules of a made regime, each with a second way to tell whether a report breaks it, which knows nothing of the first.

Every rule has the form `[left] >= right` or `OR([left] = "Không", ITEMS(…) > 0)`; what a unit says is told by `Report`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bdhvs_xl.regime.model import Attribute, Indicator, Regime, Rule, Unit
from support.random_answers import COUNTED, NOTHING, Said
from support.random_periods import earlier


@dataclass(frozen=True)
class Report:
    """What one unit said, with the documents it listed by indicator."""

    regime: Regime
    unit: Unit
    said: Mapping[str, Said]
    documents: Mapping[str, int]

    def number(self, code: str, column: str) -> float | None:
        """The number at a place; column "" is the main value, of a share the percentage."""
        indicator, said = self.regime.indicator[code], self.said.get(code, Said())
        if indicator.kind.code == "ratio" and not column:
            parts = [said.numbers.get(part) for part in ("numerator", "denominator")]
            return 100 * parts[0] / parts[1] if parts[0] is not None and parts[1] else said.percent
        if column in ("", "value") and indicator.repeats:
            column = "in_period"
        found = said.numbers.get(column or "value")
        blank = said.cells.get(column or "value") in (None, NOTHING) and not column.startswith("cumulative")
        if found is None and blank and indicator.kind.code in COUNTED:
            return 0.0 if said.answer == NOTHING else None
        return found


@dataclass(frozen=True)
class MadeRule:
    """A rule, and the places on its two sides: (indicator, column), an attribute's key, a number, or None (target).

    "documents" and "previous" on the right are what their rules ask of the left side's own indicator.
    """

    rule: Rule
    left: tuple[str, str]
    right: tuple[str, str] | str | float | None

    def is_broken(self, report: Report) -> bool:
        """Whether the report breaks the rule."""
        code, column = self.left
        kinds = self.rule.unit_kinds
        if kinds and report.unit.kind not in kinds:
            return False
        if self.right == "documents":
            return report.said.get(code, Said()).word == "Có" and not report.documents.get(code)
        numbers = [report.number(code, column), self._right(report)]
        ours = [numbers[0], *([numbers[1]] if isinstance(self.right, tuple) else [])]
        known = [number for number in ours if number is not None]
        if (self.rule.missing == "skip" and len(known) < len(ours)) or (self.rule.missing == "skip_all" and not known):
            return False
        if numbers[1] is None and not isinstance(self.right, tuple):
            return False
        return (numbers[0] or 0) < (numbers[1] or 0)

    def _right(self, report: Report) -> float | None:
        match self.right:
            case (code, column):
                return report.number(code, column)
            case "previous":
                return earlier(report.regime, report.unit, self.left[0], "cumulative")
            case str() as key:
                return report.unit.attributes.get(key)
            case None:
                return report.regime.target(report.regime.indicator[self.left[0]])
        return self.right


def made_rules(random: Random, indicators: Sequence[Indicator], attributes: Sequence[Attribute]) -> Iterator[MadeRule]:
    """Some rules over these indicators."""
    counted = [i for i in indicators if i.kind.code in (*COUNTED, "ratio")]
    for number in range(random.randint(0, 9)):
        one, other = random.choice(counted), random.choice(counted)
        severity, missing = random.choice(("error", "warning", "notice")), random.choice(("skip", "skip_all", "zero"))
        yes = [i for i in indicators if i.kind.code == "yes_no"]
        match random.randint(0, 6):
            case 6 if one.repeats:
                test, left, right = f"[{one.code}] >= PREV([{one.code}.cumulative])", (one.code, ""), "previous"
            case 0 if len(one.columns) > 1:
                first, last = one.columns[0], one.columns[-1]
                test, left, right = f"[{one.code}.{last}] >= [{one.code}.{first}]", (one.code, last), (one.code, first)
            case 1 if yes:
                code, missing = random.choice(yes).code, random.choice(("skip", "skip_all"))
                test, left, right = f'OR([{code}] = "Không", ITEMS("documents", "{code}") > 0)', (code, ""), "documents"
            case 2 if attributes:
                key = random.choice(attributes).key
                test, left, right = f'[{one.code}] >= UNIT("{key}")', (one.code, ""), key
            case 3:
                test, left, right = f"[{one.code}] >= TARGET([{one.code}])", (one.code, ""), None
            case 4:
                test, left, right = f"[{one.code}] >= [{other.code}]", (one.code, ""), (other.code, "")
            case _:
                test, left, right = f"[{one.code}] >= 12.5", (one.code, ""), 12.5
        shown = f"[{left[0]}]"
        rule = Rule(
            id=f"quy_tac_{number}", test=test, severity=severity, missing=missing, message=f"Số {shown} chưa hợp lý.",
            cure=random.choice(("", f"Kiểm tra lại chỉ số {left[0]}.")), source=random.choice(("", "Công văn 02")),
            unit_kinds=random.choice(((), (), ("commune", "ward", "hamlet"))), on=random.random() < 0.9,
        )  # fmt: skip
        yield MadeRule(rule, left, right)
