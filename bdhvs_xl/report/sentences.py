"""An indicator's own sentence filled with its totals; a claim that the data cannot carry is withheld, with why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bdhvs_xl import vi
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.report import grammar
from bdhvs_xl.report.figures import Figure, Figures, clean
from bdhvs_xl.report.material import Material
from bdhvs_xl.rollup.targets import least_coverage
from bdhvs_xl.rollup.totals import Total
from bdhvs_xl.workbook.layout import INDICATORS
from bdhvs_xl.workbook.words import COLUMN_NAMES

RULE = "report_sentence"
_NAMES_AT_MOST = 12
_OVER_SEVERAL = ("count", "count_people", "names")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim: the indicator and its sentence, figures marked."""

    indicator: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that the data cannot carry, and why."""

    indicator: str
    reason: str


@dataclass(slots=True)
class Teller:
    """Tells indicators; sentences that cannot be read become `findings`, and a plain sentence stands in."""

    material: Material
    figures: Figures
    silent: frozenset[str]
    findings: list[Finding]

    def tell(self, indicator: Indicator) -> Told | Withheld:
        """The indicator's sentence with what the data adds, or the reason why it is withheld."""
        totals = self.material.columns(indicator)
        if reason := self._reason_to_withhold(indicator, totals):
            return Withheld(indicator.code, reason)
        if indicator.kind in _OVER_SEVERAL and not totals["value"].shown:
            return Told(indicator.code, grammar.nothing_yet(indicator))
        first, *others = _first_sentence(self._filled(indicator, totals))
        shown = list(totals.values())
        additions = (
            grammar.against_target(shown, self.figures)
            + grammar.documents_listed(self.material, indicator, self.figures)
            + grammar.how_many_reported(self.material, shown, self._silent(indicator), self.figures)
            + grammar.who_said_no(self.material, indicator)
            + grammar.best_and_weakest(self.material, indicator, self.figures)
        )
        end = "" if first.endswith("…") and not additions else "."
        return Told(indicator.code, " ".join([f"{first}{additions}{end}", *others]))

    def _reason_to_withhold(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        counted = [total for total in totals.values() if total.agreed is None]
        reported = min((t.units_reported for t in counted), default=1)
        expected = max((t.units_expected for t in counted), default=1)
        least = least_coverage(self.material.regime)
        if not reported:
            return "Chưa có đơn vị nào báo cáo số cộng được."
        if 100 * reported < least * expected:
            return f"Mới có số liệu của {reported}/{expected} đơn vị, dưới mức tối thiểu {vi.format_number(least)}%."
        if lost := [column for column, total in totals.items() if total.shown is None]:
            return f"Chưa có số ở cột {COLUMN_NAMES[lost[0]]}."
        return ""

    def _silent(self, indicator: Indicator) -> frozenset[str]:
        """Units whose absence is told once for all; a share of units tells its own."""
        return frozenset() if indicator.kind == "yes_no" else self.silent

    def _filled(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        sentence = vi.plain(indicator.sentence) or plain_sentence(indicator)
        fields = self._fields(totals)
        try:
            return _language().from_string(_all_of_them(sentence, totals)).render(fields)
        except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError) as error:
            self.findings.append(_broken(indicator, error, tuple(fields)))
            return _language().from_string(plain_sentence(indicator)).render(fields)

    def _fields(self, totals: Mapping[str, Total]) -> dict[str, str]:
        """Marked texts by field name; `names` are the distinct names, a few of them when they are many."""
        first = next(iter(totals.values()))
        fields = {column: self.figures.mark(grammar.figure(total)) for column, total in totals.items()}
        fields |= {
            column: self.figures.mark(
                Figure(indicator=first.indicator, column=column, value=count, text=vi.padded_count(count))
            )
            for column, count in (("units_reported", first.units_reported), ("units_expected", first.units_expected))
        }
        shown = [clean(name) for name in first.names[:_NAMES_AT_MOST]]
        rest = len(first.names) > _NAMES_AT_MOST
        return fields | ({"names": f"{', '.join(shown)}…" if rest else vi.join(shown)} if shown else {})


def plain_sentence(indicator: Indicator) -> str:
    """A sentence for an indicator that has none of its own."""
    name = vi.plain(indicator.name).rstrip(".").replace("{", "(").replace("}", ")")
    match indicator.kind:
        case "ratio":
            return f"{name}: {{percent}}% ({{numerator}}/{{denominator}})."
        case "yes_no":
            return f"{name}: {{numerator}}/{{denominator}} đơn vị đã thực hiện."
        case "count_people":
            return f"{name}: {{value}} ({{people}} người)."
        case _:
            return f"{name}: {{value}}."


def _all_of_them(sentence: str, totals: Mapping[str, Total]) -> str:
    """The sentence; where it begins with a share that is everyone of all units, "Tất cả 12/12 đơn vị đã …"."""
    part, whole = totals.get("numerator"), totals.get("denominator")
    share = sentence.removeprefix("Có ")
    everyone = part is not None and whole is not None and part.shown == whole.shown
    everyone = everyone and all(t.units_reported == t.units_expected for t in totals.values())
    return f"Tất cả {share}" if everyone and share.startswith("{numerator}/") else sentence


def _first_sentence(text: str) -> Sequence[str]:
    """The first sentence without its full stop, then the rest."""
    first, pause, rest = text.partition(". ")
    return [first.rstrip(" ."), *([rest] if pause else [])]


def _broken(indicator: Indicator, error: Exception, fields: Sequence[str]) -> Finding:
    known = ", ".join(f"{{{field}}}" for field in fields)
    return Finding(
        rule=RULE,
        severity="warning",
        indicator=indicator.code,
        sheet=INDICATORS,
        column="sentence",
        raw=indicator.sentence,
        message=f"Câu trong báo cáo của chỉ số {indicator.code} không đọc được ({error}); báo cáo dùng câu mặc định.",
        cure=f"Ở trang {INDICATORS}, cột Câu trong báo cáo, chỉ dùng các ô: {known}.",
    )


@cache
def _language() -> SandboxedEnvironment:
    return SandboxedEnvironment(variable_start_string="{", variable_end_string="}", undefined=StrictUndefined)
