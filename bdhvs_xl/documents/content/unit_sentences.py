"""An indicator's sentence in a unit's own report: filled with the unit's values, documents and target."""

from dataclasses import dataclass, field

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import NOTHING_HAPPENED, answer_of
from bdhvs_xl.documents.content import clauses, evidence_sentences
from bdhvs_xl.documents.content.fill_sentence import fill_sentence, first_sentence
from bdhvs_xl.documents.content.references import referenced_figure, with_qualifiers
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.content.sentence_writer import IndicatorSentence, Withheld
from bdhvs_xl.documents.figures.figures import Figure, Figures, clean_text
from bdhvs_xl.documents.word.footnotes import Citations
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.model import Indicator, Regime, Unit

_DONE, _NOT_DONE = "đã", "chưa"


@dataclass(slots=True)
class UnitSentenceWriter:
    """Writes a unit's sentences; an invalid sentence of the regime is a finding, and a default one replaces it."""

    data: ReportData
    author: Unit
    figures: Figures
    findings: list[Finding]
    citations: Citations = field(default_factory=Citations)

    def write(self, indicator: Indicator) -> IndicatorSentence | Withheld:
        """The indicator's sentence in the unit's voice, or the reason why there is none."""
        answer = answer_of(self.data.ledger.of(self.author.code), indicator.code)
        numbers = self._numbers(indicator)
        if answer == NOTHING_HAPPENED or _is_zero(indicator, numbers):
            totals = self.data.columns(indicator)
            more = clauses.cumulative_sentence(self.data.regime, totals, self.figures)
            return IndicatorSentence(
                indicator.code,
                f"Trong kỳ báo cáo chưa có {clauses.counted_noun(indicator)}{self._zero_ratio(numbers)}.{more}",
            )
        if answer:
            return Withheld(indicator.code, f"Đơn vị trả lời: {answer}.")
        fields = self._fields(indicator, numbers)
        if not fields:
            return Withheld(indicator.code, "Ô để trống hoặc có lỗi.")
        if "numerator" in fields and "percent" not in fields:
            return Withheld(indicator.code, "Mẫu số bằng 0, không có tỉ lệ.")
        return IndicatorSentence(indicator.code, self._sentence(indicator, numbers, fields))

    def _zero_ratio(self, numbers: dict[str, Figure]) -> str:
        """ " (0/01)" after a ratio of zero; "" after a count."""
        parts = [self.figures.mark(numbers[c]) for c in ("numerator", "denominator") if c in numbers]
        return f" ({'/'.join(parts)})" if len(parts) == 2 else ""

    def _numbers(self, indicator: Indicator) -> dict[str, Figure]:
        """The unit's valid numbers by column; of a ratio also the percentage."""
        found = {column: referenced_figure(self.data, indicator, column) for column in indicator.result_columns}
        return {column: figure for column, figure in found.items() if figure is not None}

    def _fields(self, indicator: Indicator, numbers: dict[str, Figure]) -> dict[str, str]:
        """Marked texts by field name."""
        contributions = [c for c in self.data.contributions if c.indicator == indicator.code]
        if indicator.kind.is_yes_no:
            answer = contributions[0].number if contributions else None
            return {} if answer is None else {"done": _DONE if answer else _NOT_DONE}
        if indicator.kind.is_free_text:
            text = self.data.ledger.of(self.author.code).get((indicator.code, "value"))
            return {"value": " ".join(clean_text(text.raw).split()).rstrip(".")} if text and text.raw.strip() else {}
        fields = {column: self.figures.mark(figure) for column, figure in numbers.items()}
        fields |= {"value": fields["in_period"]} if "in_period" in fields else {}
        names = contributions[0].names if contributions and fields else ()
        return fields | ({"names": clauses.join_first_names(names)} if names else {})

    def _sentence(self, indicator: Indicator, numbers: dict[str, Figure], fields: dict[str, str]) -> str:
        plain = _plain(self.data.regime, indicator, fields)
        complete = len(indicator.columns) == 1 or fields.keys() >= set(indicator.columns)
        own_sentence = vi.plain(indicator.own_sentence) if complete else ""
        text = fill_sentence(own_sentence or plain, plain, fields, indicator, "own_sentence", self.findings)
        text = with_qualifiers(self.data, self.figures, text)
        first, *others = first_sentence(text[0].upper() + text[1:])
        totals = list(self.data.columns(indicator).values()) if numbers else []
        additions = self._documents(indicator, numbers) + clauses.target_clause(totals, self.figures)
        end = "" if first.endswith("…") and not additions else "."
        return " ".join([f"{first}{additions}{end}", *others, *clauses.comparison_sentences(totals, self.figures)])

    def _documents(self, indicator: Indicator, numbers: dict[str, Figure]) -> str:
        """ ", với 02 văn bản" and a footnote citing them; "" when none is listed.

        The count is left out for a single document, and where the documents prove a count or are counted by it.
        """
        rows = self.data.documents[indicator.code]
        if indicator.needs != "documents" or not rows:
            return ""
        count = Figure(
            indicator=indicator.code, column="documents", unit=self.author.code, value=len(rows),
            text=vi.pad_count(len(rows)),
        )  # fmt: skip
        claimed = numbers.get(indicator.columns[0]) if not indicator.kind.is_yes_no else None
        named = evidence_sentences.documents_footnote(rows, self.citations, claimed.value if claimed else 0)
        counted = indicator.kind.is_yes_no and len(rows) > 1
        return f", với {self.figures.mark(count)} văn bản{named}" if counted else named


def _is_zero(indicator: Indicator, numbers: dict[str, Figure]) -> bool:
    counted = ("numerator", "percent") if indicator.kind.is_ratio else indicator.columns[:1]
    return all(column in numbers and numbers[column].value == 0 for column in counted)


def _plain(regime: Regime, indicator: Indicator, fields: dict[str, str]) -> str:
    """The default sentence from the known fields, for an indicator that has none of its own."""
    name = vi.plain(indicator.name).rstrip(".").replace("{", "(").replace("}", ")")
    if indicator.kind.is_yes_no:
        return f"{name}: {{done}} thực hiện."
    if "numerator" in fields:
        return f"{name}: {{percent}}% ({{numerator}}/{{denominator}})."
    if "percent" in fields:
        return f"{name}: {{percent}}%."
    now = _of_both(fields, "value", "people")
    if not indicator.repeats:
        return f"{name}: {now}."
    up_to_now = _of_both(fields, "cumulative", "cumulative_people")
    parts = [
        f"{now} trong kỳ" if now else "",
        f"{clauses.cumulative_phrase(regime)} là {up_to_now}" if up_to_now else "",
    ]
    return f"{name}: {'; '.join(filter(None, parts))}."


def _of_both(fields: dict[str, str], things: str, people: str) -> str:
    """ "{value} ({people} người)", or the known one of the two; "" when neither is known."""
    if people not in fields:
        return f"{{{things}}}" if things in fields else ""
    return f"{{{things}}} ({{{people}}} người)" if things in fields else f"{{{people}}} người"
