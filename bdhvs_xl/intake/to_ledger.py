"""Parses the answers of a submission into lines of the ledger; every text as typed stays in `raw`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bdhvs_xl.intake import not_asked
from bdhvs_xl.intake.expected_values import list_expected_values
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.parse import as_typed, parse_value
from bdhvs_xl.intake.parse.disambiguate import resolve_ambiguity
from bdhvs_xl.intake.submission import Answer, ListLine, Submission
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import DOCUMENT_COLUMNS, NUMBER_COLUMNS, PRACTICE_COLUMNS
from bdhvs_xl.regime.model import Indicator, Regime

_ROUNDING = 0.06


@dataclass(frozen=True, slots=True)
class Origin:
    """The source of values: the file archived in `Đã nhận`, its hash and the channel."""

    file: str
    hash: str
    channel: str


def submission_values(regime: Regime, submission: Submission, origin: Origin) -> dict[ValueKey, Value]:
    """The values of a submission by (indicator, column); indicators that the master does not have are left out."""
    answers = [answer for answer in submission.answers if answer.indicator in regime.indicator and _says(answer)]
    own = {(answer.indicator, answer.column) for answer in answers}
    values: dict[ValueKey, Value] = {}
    for answer in answers:
        values |= answer_values(regime, answer, submission.unit, origin, own)
    return _without_computed(values) | _not_asked(regime, submission, origin)


def answer_values(
    regime: Regime, answer: Answer, unit: str, origin: Origin, own: Collection[ValueKey]
) -> dict[ValueKey, Value]:
    """What one cell gives: its own value, and what else was said in it for places without a cell of their `own`."""
    indicator = regime.indicator[answer.indicator]
    extra = _extra(indicator, answer, unit, origin)
    more = {place: value for place, value in extra.items() if place not in own}
    if (indicator.code, "answer") in more:
        return more
    return {(indicator.code, answer.column): parse_answer(regime, answer, unit, origin), **more}


def parse_answer(regime: Regime, answer: Answer, unit: str, origin: Origin) -> Value:
    """The line of `Số liệu` for one cell; a text that cannot be parsed has value None and the reason in `doubt`.

    When expected values resolve an ambiguity, `doubt` says how the text was parsed, and why.
    """
    indicator = regime.indicator[answer.indicator]
    reading = parse_value(answer.raw, indicator.kind.code, answer.column)
    if reading.choices and unit in regime.unit:
        facts = list_expected_values(regime, regime.unit[unit], indicator, answer.column)
        reading = resolve_ambiguity(reading, as_typed(answer.raw), facts)
    value, doubt = reading.value, reading.refusal or reading.doubt or reading.settled
    if answer.column in NUMBER_COLUMNS and answer.column not in indicator.columns:
        value, doubt = None, f"Chỉ số {indicator.code} không hỏi cột “{COLUMN_NAMES[answer.column]}”."
    if value is None and not doubt:
        doubt = f"“{as_typed(answer.raw)}” không phải giá trị của ô này."
    return Value(
        unit=unit, indicator=indicator.code, column=answer.column, value=value, raw=as_typed(answer.raw), doubt=doubt,
        file=origin.file, hash=origin.hash, cell=answer.cell, channel=origin.channel,
    )  # fmt: skip


def reparse_values(regime: Regime, ledger: Ledger) -> None:
    """Parse the texts as typed again wherever the kind of the indicator has changed since they were received."""
    for values in ledger.values.values():
        for place, value in values.items():
            indicator = regime.indicator.get(value.indicator)
            if indicator and value.column in indicator.columns and not _fits(indicator, value):
                answer = Answer(value.indicator, value.column, value.raw, value.cell)
                values[place] = parse_answer(regime, answer, value.unit, Origin(value.file, value.hash, value.channel))


def _fits(indicator: Indicator, value: Value) -> bool:
    return value.value is None or isinstance(value.value, str) != indicator.kind.is_numeric


def submitted_lists(regime: Regime, submission: Submission, file: str) -> "SubmittedLists":
    """The submission's lists as rows of the master's tables."""
    who = {"unit": submission.unit, "unit_name": regime.unit[submission.unit].name, "file": file}
    return SubmittedLists(
        documents=[{**who, **_fields(line, DOCUMENT_COLUMNS), "cell": line.cell} for line in submission.documents],
        practices=[
            {**who, "quote": "", **_fields(line, PRACTICE_COLUMNS), "cell": line.cell} for line in submission.practices
        ],
        narrative=[
            {**who, "quote": "", "section": told.section, "text": told.text, "cell": told.cell}
            for told in submission.narrative
        ],
    )


def _fields(line: ListLine, columns: tuple[str, ...]) -> dict[str, str]:
    return {column: line.fields.get(column, "") for column in columns}


@dataclass(frozen=True, slots=True)
class SubmittedLists:
    """Rows of `Văn bản`, of the practices' appendix and of `Phần lời`, by column key."""

    documents: list[dict[str, str]]
    practices: list[dict[str, str]]
    narrative: list[dict[str, str]]


def add_first_report(ledger: Ledger, regime: Regime, submission: Submission, origin: Origin) -> None:
    """Add the first report of a unit to the ledger, which must have nothing of the unit yet."""
    ledger.values[submission.unit] = submission_values(regime, submission, origin)
    lists = submitted_lists(regime, submission, origin.file)
    ledger.documents += lists.documents
    ledger.practices += lists.practices
    ledger.narrative += lists.narrative


def _says(answer: Answer) -> bool:
    """Whether there is a text in the cell; an error value is what the form's own percentage shows without its parts."""
    typed = as_typed(answer.raw)
    return bool(typed) and not (answer.column == "percent" and typed.startswith("#"))


def _extra(indicator: Indicator, answer: Answer, unit: str, origin: Origin) -> dict[ValueKey, Value]:
    """What else was said in a cell: people in "12 (350)", an answer such as "Không phát sinh" typed as a value."""
    reading = parse_value(answer.raw, indicator.kind.code, answer.column)
    said: Mapping[str, float | str] = {**reading.extra, **({"answer": reading.answer} if reading.answer else {})}
    return {
        (indicator.code, column): Value(
            unit=unit, indicator=indicator.code, column=column, value=value, raw=as_typed(value),
            file=origin.file, hash=origin.hash, cell=answer.cell, channel=origin.channel,
        )
        for column, value in ((indicator.means(column), value) for column, value in said.items())
    }  # fmt: skip


def _not_asked(regime: Regime, submission: Submission, origin: Origin) -> dict[ValueKey, Value]:
    """A mark for each indicator that was added after the form was issued."""
    whence = {"file": origin.file, "hash": origin.hash, "channel": origin.channel}
    added = (code for code in regime.indicator if code not in submission.asked)
    return {(code, "answer"): not_asked.not_asked_value(submission.unit, code, **whence) for code in added}


def _without_computed(values: dict[ValueKey, Value]) -> dict[ValueKey, Value]:
    """The values without percentages computed by the form's own formula."""
    return {
        place: value
        for place, value in values.items()
        if place[1] != "percent" or not _is_computed(place[0], _stated(value), values)
    }


def _is_computed(indicator: str, percent: float | str | None, values: Mapping[ValueKey, Value]) -> bool:
    parts = [values.get((indicator, column)) for column in ("numerator", "denominator")]
    numerator, denominator = (part.value if part else None for part in parts)
    if not isinstance(percent, float) or not isinstance(numerator, float) or not isinstance(denominator, float):
        return False
    return denominator != 0 and abs(100 * numerator / denominator - percent) < _ROUNDING


def _stated(percent: Value) -> float | str | None:
    """The percentage as a plain number, even one that parsing would refuse (above 100) or scale (below 1)."""
    shown = percent.raw.replace(",", ".")
    return float(shown) if shown.replace(".", "", 1).isdecimal() else percent.value
