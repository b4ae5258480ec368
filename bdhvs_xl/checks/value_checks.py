"""Finds refused and ambiguous values, and answers that contradict the numbers beside them."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import NOTHING_HAPPENED, UnitReport, is_percent_only, number_of
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.expected_values import list_expected_values
from bdhvs_xl.intake.ledger import Value
from bdhvs_xl.intake.parse import ParsedValue, parse_value
from bdhvs_xl.intake.parse.disambiguate import resolve_ambiguity
from bdhvs_xl.intake.submission import CHANNEL_ADJUSTED
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.regime.model import Indicator

PERCENT_TOLERANCE = 0.5
"""Percentage points by which a percentage may differ from its parts: people round to whole ones."""
_EXPLANATION, _PERCENT = COLUMN_NAMES["explanation"], COLUMN_NAMES["percent"]


def findings(report: UnitReport) -> Iterator[Finding]:
    """Findings for each refused or ambiguous value, each answer and each percentage."""
    for indicator in report.asked:
        for column in (*NUMBER_COLUMNS, "percent"):
            if value := report.values.get((indicator.code, column)):
                yield from _value(report, indicator, value)
        yield from _answer(report, indicator)
        if indicator.kind.is_ratio:
            yield from _percent(report, indicator)


def _value(report: UnitReport, indicator: Indicator, value: Value) -> Iterator[Finding]:
    place = (value.indicator, value.column)
    where = f"Chỉ số {value.indicator}, cột “{COLUMN_NAMES[value.column]}”"
    reading = parse_value(value.raw, indicator.kind.code, value.column)
    if value.column not in indicator.result_columns:
        yield report.finding(
            "value_not_asked", *place,
            f"{where}: chỉ số này không hỏi cột này, số “{value.raw}” không được tính.",
            f"Xóa ô này; nếu ghi nhầm cột thì chuyển sang {_columns(indicator)}.",
        )  # fmt: skip
    elif value.value is None and not reading.answer and not _is_percent(report, indicator, reading):
        yield report.finding("value_refused", *place, f"{where}: {value.doubt}", f"Sửa lại ô “{value.raw}”.")
    elif value.value is not None and value.doubt and value.doubt == _settled(report, indicator, value, reading):
        yield report.finding("value_settled", *place, f"{where}: {value.doubt}", "Nếu không đúng thì ghi lại cho rõ.")
    elif value.value is not None and value.doubt:
        yield report.finding(
            "value_doubtful", *place, f"{where}: {value.doubt}",
            f"Ghi lại cho rõ, hoặc xác nhận ở cột “{_EXPLANATION}”.",
        )  # fmt: skip
    if reading.qualifier and value.channel != CHANNEL_ADJUSTED:
        yield report.finding(
            "value_qualified", *place, f"{where}: “{value.raw}” là số ước chừng (“{reading.qualifier}”).",
            "Nếu có số chính xác thì ghi số chính xác.",
        )  # fmt: skip


def _settled(report: UnitReport, indicator: Indicator, value: Value, reading: ParsedValue) -> str:
    """How the text is read by what is known today, and why; what was recorded on other grounds stays a warning."""
    facts = list_expected_values(report.regime, report.unit, indicator, value.column)
    return resolve_ambiguity(reading, value.raw, facts).settled


def _is_percent(report: UnitReport, indicator: Indicator, reading: ParsedValue) -> bool:
    """Whether the cell of a part has only the percentage of the ratio, which `_percent` reports."""
    return "percent" in reading.extra and is_percent_only(indicator, report.values)


def _columns(indicator: Indicator) -> str:
    return vi.join([f"“{COLUMN_NAMES[column]}”" for column in indicator.columns])


def _answer(report: UnitReport, indicator: Indicator) -> Iterator[Finding]:
    typed = report.text(indicator.code, "answer").strip()
    if not typed:
        return
    answer = report.answer(indicator.code)
    if not answer:
        yield report.shared_finding("answer_unknown", indicator, "answer", typed=typed)
    elif indicator.kind.is_yes_no and answer == NOTHING_HAPPENED:
        yield report.shared_finding("answer_unsuited", indicator, "answer", typed=answer)
    elif written := _written(report, indicator, answer):
        yield report.shared_finding(
            "answer_and_value", indicator, "answer", typed=answer, written=written, other=written
        )


def _written(report: UnitReport, indicator: Indicator, answer: str) -> str:
    """What was written although there should be nothing; a zero agrees with "Không phát sinh"."""
    for column in (*(c for c in indicator.columns if c not in indicator.cumulative), "percent"):
        value = report.values.get((indicator.code, column))
        if value is None or (value.value == 0 and answer == NOTHING_HAPPENED):
            continue
        if value.value is not None or not parse_value(value.raw, indicator.kind.code, column).answer:
            return value.raw
    return ""


def _percent(report: UnitReport, indicator: Indicator) -> Iterator[Finding]:
    stated = number_of(indicator, "percent", report.values)
    if stated is None:
        return
    if is_percent_only(indicator, report.values):
        yield report.finding(
            "percent_only", indicator.code, "percent",
            f"Chỉ số {indicator.code} mới ghi tỉ lệ {vi.format_number(stated)}%, thiếu tử số, mẫu số: chưa cộng được.",
            f"Ghi {_asked(indicator, 'numerator')} và {_asked(indicator, 'denominator')}.",
        )  # fmt: skip
    numerator, denominator = (number_of(indicator, column, report.values) for column in ("numerator", "denominator"))
    if numerator is not None and denominator and abs(100 * numerator / denominator - stated) > PERCENT_TOLERANCE:
        computed = vi.format_number(100 * numerator / denominator)
        yield report.finding(
            "percent_differs", indicator.code, "percent",
            f"Chỉ số {indicator.code} ghi tỉ lệ {vi.format_number(stated)}% nhưng tử số chia mẫu số được {computed}%.",
            f"Kiểm tra lại tử số, mẫu số và cột “{_PERCENT}”.", other=computed,
        )  # fmt: skip


def _asked(indicator: Indicator, column: str) -> str:
    label = indicator.labels.get(column, "")
    return f"“{COLUMN_NAMES[column]}”" + (f" ({label})" if label else "")
