"""An indicator's own sentence filled with its totals; a claim that the data cannot carry is withheld, with why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bdhvs_xl import vi
from bdhvs_xl.documents.content import clauses, evidence_sentences
from bdhvs_xl.documents.content.fill_sentence import fill_sentence, first_sentence
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.documents.word.footnotes import Citations
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.regime.model import Indicator, Regime, Section
from bdhvs_xl.rollup.target_status import least_coverage
from bdhvs_xl.rollup.totals import Total

_DOCUMENTS_NAMED = 15
"""Documents that one footnote names at most."""


@dataclass(frozen=True, slots=True)
class IndicatorSentence:
    """A claim: the indicator and its sentence, figures marked."""

    indicator: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that the data cannot carry, and why."""

    indicator: str
    reason: str


@dataclass(slots=True)
class SentenceWriter:
    """Tells indicators; sentences that cannot be read become `findings`, and a plain sentence stands in."""

    material: ReportData
    figures: Figures
    silent: frozenset[str]
    findings: list[Finding]
    citations: Citations = field(default_factory=Citations)

    def tell(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence with what the data adds, or the reason why it is withheld."""
        totals = self.material.columns(indicator)
        if reason := reason_to_withhold(self.material.regime, totals):
            return Withheld(indicator.code, reason)
        if indicator.kind.is_counted and not totals[indicator.columns[0]].shown:
            return IndicatorSentence(indicator.code, clauses.zero_sentence(indicator) + self._up_to_now(totals))
        first, *others = first_sentence(self._filled(indicator, totals))
        shown = list(totals.values())
        additions = (
            clauses.target_clause(shown, self.figures)
            + clauses.documents_clause(self.material, indicator, self.figures)
            + self._documents(indicator, totals)
            + clauses.coverage_clause(self.material, shown, self._silent(indicator), self.figures)
            + clauses.negative_answers_clause(self.material, indicator)
            + clauses.best_and_weakest_clause(self.material, indicator, self.figures)
        )
        end = "" if first.endswith("…") and not additions else "."
        more = [*others, *clauses.comparison_sentences(shown, self.figures)]
        return IndicatorSentence(indicator.code, " ".join([f"{first}{additions}{end}", *more]))

    def _up_to_now(self, totals: Mapping[str, Total]) -> str:
        """What was done up to now where nothing was done in the period; "" where nothing ever was."""
        return clauses.cumulative_sentence(self.material.regime, totals, self.figures)

    def _documents(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """A footnote that names the documents counted where one unit listed them all; "" where many units did."""
        if indicator.needs != "documents" or not indicator.kind.is_counted:
            return ""
        rows = self.material.documents[indicator.code]
        if len({row["unit"] for row in rows}) != 1 or len(rows) > _DOCUMENTS_NAMED:
            return ""
        return evidence_sentences.named(rows, self.citations, totals[indicator.columns[0]].shown or 0)

    def _silent(self, indicator: Indicator) -> frozenset[str]:
        """Units whose absence is told once for all; not so where it would make what is said untrue.

        A share of units tells its own. What was done up to now lacks what the absent did earlier.
        """
        return frozenset() if indicator.kind.is_yes_no or indicator.repeats else self.silent

    def _filled(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        plain = plain_sentence(self.material.regime, indicator)
        sentence = _all_of_them(vi.plain(indicator.sentence) or plain, totals)
        return fill_sentence(sentence, plain, self._fields(totals), indicator, "sentence", self.findings)

    def _fields(self, totals: Mapping[str, Total]) -> dict[str, str]:
        """Marked texts by field name; `names` are the distinct names, a few of them when they are many."""
        first = next(iter(totals.values()))
        fields = {column: self.figures.mark(clauses.figure(total)) for column, total in totals.items()}
        fields |= {
            column: self.figures.mark(
                Figure(indicator=first.indicator, column=column, value=count, text=vi.pad_count(count))
            )
            for column, count in (("units_reported", first.units_reported), ("units_expected", first.units_expected))
        }
        fields |= {"value": fields["in_period"]} if "in_period" in fields else {}
        return fields | ({"names": clauses.join_first_names(first.names)} if first.names else {})


def reason_to_withhold(regime: Regime, totals: Mapping[str, Total]) -> str:
    """Why the totals of an indicator cannot carry a claim; "" when they can."""
    counted = [total for total in totals.values() if total.agreed is None]
    reported = min((t.units_reported for t in counted), default=1)
    expected = max((t.units_expected for t in counted), default=1)
    least = least_coverage(regime)
    if not reported:
        return "Chưa có đơn vị nào báo cáo số cộng được."
    if 100 * reported < least * expected:
        return f"Mới có số liệu của {reported}/{expected} đơn vị, dưới mức tối thiểu {vi.format_number(least)}%."
    if lost := [column for column, total in totals.items() if total.shown is None]:
        return f"Chưa có số ở cột {COLUMN_NAMES[lost[0]]}."
    return ""


def already_in_narrative(indicator: Indicator, section: Section) -> Withheld:
    """A sentence that gives way to own words of its section, for they tell the same."""
    where = f"mục {section.number}" if section.number else f"“{section.title}”"
    return Withheld(indicator.code, f"Đã nêu trong phần lời tự viết ở {where}, nên không viết lại câu của chỉ số.")


def plain_sentence(regime: Regime, indicator: Indicator) -> str:
    """A sentence for an indicator that has none of its own."""
    name = vi.plain(indicator.name).rstrip(".").replace("{", "(").replace("}", ")")
    if not indicator.repeats:
        return f"{name}: {indicator.kind.plain_sentence}."
    both = indicator.kind.plain_sentence_when_repeating.replace("{since}", clauses.cumulative_phrase(regime))
    return f"{name}: {both}."


def _all_of_them(sentence: str, totals: Mapping[str, Total]) -> str:
    """The sentence; where it begins with a share that is everyone of all units, "Tất cả 12/12 đơn vị đã …"."""
    part, whole = totals.get("numerator"), totals.get("denominator")
    share = sentence.removeprefix("Có ")
    everyone = part is not None and whole is not None and part.shown == whole.shown
    everyone = everyone and all(t.units_reported == t.units_expected for t in totals.values())
    return f"Tất cả {share}" if everyone and share.startswith("{numerator}/") else sentence
