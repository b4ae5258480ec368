"""Values that nothing backs: no evidence, no document, or fewer names than were counted."""

from collections.abc import Collection, Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.context import Report
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.records import Indicator
from bdhvs_xl.workbook.layout import FORM_DOCUMENTS, YES_NO
from bdhvs_xl.workbook.words import COLUMN_NAMES

_DOCUMENTS = "văn bản"


def findings(report: Report, said: Collection[tuple[str, str]] = ()) -> Iterator[Finding]:
    """A warning where evidence or documents are missing, an error where a count differs from the names listed.

    `said` are the lists, as (kind of ITEMS, indicator), of which a broken rule of the regime has spoken already.
    """
    for indicator in report.asked:
        if indicator.kind.lists_names or indicator.needs == "names":
            if ("evidence", indicator.code) not in said:
                yield from _names(report, indicator)
        elif indicator.needs == "documents" and ("documents", indicator.code) in said:
            continue
        elif indicator.needs and _claims_something(report, indicator):
            yield from _evidence(report, indicator)


def _claims_something(report: Report, indicator: Indicator) -> bool:
    value = report.value(indicator.code, "")
    if isinstance(value, str):
        return not indicator.kind.is_yes_no or vi.fold(value) == vi.fold(YES_NO[0])
    return bool(value)


def _evidence(report: Report, indicator: Indicator) -> Iterator[Finding]:
    evidence = COLUMN_NAMES["evidence"]
    if indicator.needs == "documents" and report.items("documents", indicator.code):
        yield from _fewer_documents(report, indicator)
    elif indicator.needs == "documents":
        yield report.finding(
            "needs_documents", indicator.code, indicator.columns[0],
            f"Chỉ số {indicator.code} có kết quả nhưng chưa có văn bản nào kèm theo.",
            f"Ghi số, ngày, trích yếu của văn bản vào trang {FORM_DOCUMENTS}, cột Chỉ số chọn {indicator.code}.",
        )  # fmt: skip
    if indicator.needs == "text" and not report.text(indicator.code, "evidence").strip():
        yield report.finding(
            "needs_evidence", indicator.code, "evidence",
            f"Chỉ số {indicator.code} có kết quả nhưng cột “{evidence}” để trống.",
            f"Ghi vào cột “{evidence}”: {indicator.evidence}" if indicator.evidence else f"Ghi vào cột “{evidence}”.",
        )  # fmt: skip


def counts_documents(indicator: Indicator) -> bool:
    """Whether what is counted are the documents themselves, not what they back."""
    is_backed_count = indicator.kind.code is Kind.COUNT and indicator.needs == "documents"
    return is_backed_count and _DOCUMENTS in vi.fold(indicator.unit)


def _fewer_documents(report: Report, indicator: Indicator) -> Iterator[Finding]:
    count, listed = report.value(indicator.code, "value"), report.items("documents", indicator.code)
    if counts_documents(indicator) and isinstance(count, float) and count > listed:
        counted = vi.format_number(count)
        yield report.finding(
            "documents_fewer", indicator.code, "value",
            f"Chỉ số {indicator.code} ghi {counted} văn bản nhưng trang {FORM_DOCUMENTS} mới kê {listed}.",
            f"Kê đủ văn bản ở trang {FORM_DOCUMENTS}, hoặc sửa lại số; nếu chỉ kê văn bản chính thì ghi lý do.",
            other=str(listed),
        )  # fmt: skip


def _names(report: Report, indicator: Indicator) -> Iterator[Finding]:
    count = report.value(indicator.code, "value")
    listed = report.items("evidence", indicator.code)
    if not isinstance(count, float) or count == listed:
        return
    names = f"cột “{COLUMN_NAMES['evidence']}” kể {listed} tên" if listed else "chưa kể tên nào"
    yield report.finding(
        "names_differ", indicator.code, "value",
        f"Chỉ số {indicator.code} ghi {vi.format_number(count)} nhưng {names}.",
        f"Kể đủ tên ở cột “{COLUMN_NAMES['evidence']}”, mỗi tên một dòng, hoặc sửa lại số.",
        other=str(listed),
    )  # fmt: skip
