"""An indicator's sentence filled with its totals, or the reason why the data does not support it."""

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
from bdhvs_xl.rollup.coverage import required_coverage
from bdhvs_xl.rollup.totals import Total

_DOCUMENTS_NAMED = 15
"""The most documents that one footnote cites."""


@dataclass(frozen=True, slots=True)
class IndicatorSentence:
    """An indicator's sentence, its figures marked."""

    indicator: str
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """An indicator whose sentence the data does not support, and the reason."""

    indicator: str
    reason: str


@dataclass(slots=True)
class SentenceWriter:
    """Writes indicators' sentences; an invalid sentence of the regime is a finding, and a default one replaces it."""

    data: ReportData
    figures: Figures
    silent: frozenset[str]
    findings: list[Finding]
    citations: Citations = field(default_factory=Citations)

    def write(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence with the clauses that the data adds, or the reason why it is withheld."""
        totals = self.data.columns(indicator)
        if reason := reason_to_withhold(self.data.regime, totals):
            return Withheld(indicator.code, reason)
        if indicator.kind.is_counted and not totals[indicator.columns[0]].shown:
            return IndicatorSentence(indicator.code, clauses.zero_sentence(indicator) + self._up_to_now(totals))
        first, *others = first_sentence(self._filled_sentence(indicator, totals))
        all_totals = list(totals.values())
        additions = (
            clauses.target_clause(all_totals, self.figures)
            + clauses.documents_clause(self.data, indicator, self.figures)
            + self._documents(indicator, totals)
            + clauses.coverage_clause(self.data, all_totals, self._silent_units(indicator), self.figures)
            + clauses.negative_answers_clause(self.data, indicator)
            + clauses.best_and_weakest_clause(self.data, indicator, self.figures)
        )
        end = "" if first.endswith("…") and not additions else "."
        more = [*others, *clauses.comparison_sentences(all_totals, self.figures)]
        return IndicatorSentence(indicator.code, " ".join([f"{first}{additions}{end}", *more]))

    def _up_to_now(self, totals: Mapping[str, Total]) -> str:
        """The cumulative result, for a period without any result; "" when there never was one."""
        return clauses.cumulative_sentence(self.data.regime, totals, self.figures)

    def _documents(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        """A footnote citing the counted documents when one unit listed all of them; "" when several units did."""
        if indicator.needs != "documents" or not indicator.kind.is_counted:
            return ""
        rows = self.data.documents[indicator.code]
        if len({row["unit"] for row in rows}) != 1 or len(rows) > _DOCUMENTS_NAMED:
            return ""
        return evidence_sentences.documents_footnote(rows, self.citations, totals[indicator.columns[0]].shown or 0)

    def _silent_units(self, indicator: Indicator) -> frozenset[str]:
        """The units whose absence is stated once at the start; none where this would make the sentence untrue.

        A share of units names its own absent units. A cumulative value lacks the earlier results of absent units.
        """
        return frozenset() if indicator.kind.is_yes_no or indicator.repeats else self.silent

    def _filled_sentence(self, indicator: Indicator, totals: Mapping[str, Total]) -> str:
        plain = plain_sentence(self.data.regime, indicator)
        sentence = _with_complete_share(vi.plain(indicator.sentence) or plain, totals)
        return fill_sentence(sentence, plain, self._fields(totals), indicator, "sentence", self.findings)

    def _fields(self, totals: Mapping[str, Total]) -> dict[str, str]:
        """Marked texts by field name; `names` are the distinct names, only the first ones when there are many."""
        first = next(iter(totals.values()))
        fields = {column: self.figures.mark(clauses.total_figure(total)) for column, total in totals.items()}
        fields |= {
            column: self.figures.mark(
                Figure(indicator=first.indicator, column=column, value=count, text=vi.pad_count(count))
            )
            for column, count in (("units_reported", first.units_reported), ("units_expected", first.units_expected))
        }
        fields |= {"value": fields["in_period"]} if "in_period" in fields else {}
        return fields | ({"names": clauses.join_first_names(first.names)} if first.names else {})


def reason_to_withhold(regime: Regime, totals: Mapping[str, Total]) -> str:
    """Why the totals of an indicator do not support a sentence; "" when they do."""
    counted = [total for total in totals.values() if total.agreed is None]
    reported = min((t.units_reported for t in counted), default=1)
    expected = max((t.units_expected for t in counted), default=1)
    least = required_coverage(regime)
    if not reported:
        return "Chưa có đơn vị nào báo cáo số cộng được."
    if 100 * reported < least * expected:
        return f"Mới có số liệu của {reported}/{expected} đơn vị, dưới mức tối thiểu {vi.format_number(least)}%."
    if without_total := [column for column, total in totals.items() if total.shown is None]:
        return f"Chưa có số ở cột {COLUMN_NAMES[without_total[0]]}."
    return ""


def already_in_narrative(indicator: Indicator, section: Section) -> Withheld:
    """The reason for a sentence that the author's own text of its section makes redundant."""
    where = f"mục {section.number}" if section.number else f"“{section.title}”"
    return Withheld(indicator.code, f"Đã nêu trong phần lời tự viết ở {where}, nên không viết lại câu của chỉ số.")


def plain_sentence(regime: Regime, indicator: Indicator) -> str:
    """The default sentence for an indicator that has none of its own."""
    name = vi.plain(indicator.name).rstrip(".").replace("{", "(").replace("}", ")")
    if not indicator.repeats:
        return f"{name}: {indicator.kind.plain_sentence}."
    both = indicator.kind.plain_sentence_when_repeating.replace("{since}", clauses.cumulative_phrase(regime))
    return f"{name}: {both}."


def _with_complete_share(sentence: str, totals: Mapping[str, Total]) -> str:
    """The sentence, beginning with "Tất cả 12/12 đơn vị đã …" when it starts with a share that is complete."""
    part, whole = totals.get("numerator"), totals.get("denominator")
    rest = sentence.removeprefix("Có ")
    everyone = part is not None and whole is not None and part.shown == whole.shown
    everyone = everyone and all(t.units_reported == t.units_expected for t in totals.values())
    return f"Tất cả {rest}" if everyone and rest.startswith("{numerator}/") else sentence
