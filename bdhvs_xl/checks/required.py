"""Required answers that were not given, and answers given only in part."""

from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.context import NOTHING_HAPPENED, Report, is_percent_only, value_of
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.workbook.layout import NO_VALUE_ANSWERS
from bdhvs_xl.workbook.words import COLUMN_NAMES


def findings(report: Report) -> Iterator[Finding]:
    """An error for every required indicator without value or answer, and for every missing part of a value."""
    for indicator in report.asked:
        if is_percent_only(indicator, report.values):
            continue
        missing = [column for column in _wanted(report, indicator) if not _is_given(report, indicator, column)]
        if missing == list(indicator.columns):
            if indicator.required and not report.text(indicator.code, "percent"):
                yield _not_answered(report, indicator)
        else:
            yield from (_incomplete(report, indicator, column) for column in missing)


def _wanted(report: Report, indicator: Indicator) -> tuple[str, ...]:
    """The columns that must be filled: where nothing happened only what was done up to now, with other answers none."""
    if not report.text(indicator.code, "answer"):
        return indicator.columns
    return indicator.cumulative if report.answer(indicator.code) == NOTHING_HAPPENED else ()


def _is_given(report: Report, indicator: Indicator, column: str) -> bool:
    written = bool(report.text(indicator.code, column))
    return written or value_of(indicator, column, report.values) is not None


def _not_answered(report: Report, indicator: Indicator) -> Finding:
    columns = vi.join([f"“{COLUMN_NAMES[column]}”" for column in indicator.columns])
    return report.finding(
        "required", indicator.code, indicator.columns[0],
        f"Chỉ số {indicator.code} chưa có kết quả.",
        f"Ghi vào cột {columns}; nếu không có số thì chọn ở cột “{COLUMN_NAMES['answer']}”: "
        f"{', '.join(NO_VALUE_ANSWERS)}.",
    )  # fmt: skip


def _incomplete(report: Report, indicator: Indicator, column: str) -> Finding:
    asks = indicator.labels.get(column, "")
    return report.finding(
        "incomplete", indicator.code, column,
        f"Chỉ số {indicator.code} còn thiếu cột “{COLUMN_NAMES[column]}”" + (f" ({asks})." if asks else "."),
        f"Ghi số vào cột “{COLUMN_NAMES[column]}” của chỉ số {indicator.code}.",
    )  # fmt: skip
