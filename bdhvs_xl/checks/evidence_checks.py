"""Finds values without evidence, without documents, or with another number of names than counted."""

from collections.abc import Collection, Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding
from bdhvs_xl.form import finding_messages
from bdhvs_xl.master.layout import YES_NO
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import Indicator

_DOCUMENTS = "văn bản"


def findings(report: UnitReport, said: Collection[tuple[str, str]] = ()) -> Iterator[Finding]:
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


def _claims_something(report: UnitReport, indicator: Indicator) -> bool:
    value = report.value(indicator.code, "")
    if isinstance(value, str):
        return not indicator.kind.is_yes_no or vi.fold(value) == vi.fold(YES_NO[0])
    return bool(value)


def _evidence(report: UnitReport, indicator: Indicator) -> Iterator[Finding]:
    if indicator.needs == "documents" and report.items("documents", indicator.code):
        yield from _fewer_documents(report, indicator)
    elif indicator.needs == "documents":
        yield report.shared_finding("needs_documents", indicator, indicator.columns[0])
    if indicator.needs == "text" and not report.text(indicator.code, "evidence").strip():
        yield report.shared_finding(
            "needs_evidence", indicator, "evidence", guidance=finding_messages.evidence_guidance(indicator)
        )


def counts_documents(indicator: Indicator) -> bool:
    """Whether the indicator counts the documents themselves, not something that they prove."""
    is_backed_count = indicator.kind.code is Kind.COUNT and indicator.needs == "documents"
    return is_backed_count and _DOCUMENTS in vi.fold(indicator.unit)


def _fewer_documents(report: UnitReport, indicator: Indicator) -> Iterator[Finding]:
    count, listed = report.value(indicator.code, "value"), report.items("documents", indicator.code)
    if counts_documents(indicator) and isinstance(count, float) and count > listed:
        yield report.shared_finding(
            "documents_fewer", indicator, "value", typed=vi.format_number(count), listed=str(listed), other=str(listed)
        )


def _names(report: UnitReport, indicator: Indicator) -> Iterator[Finding]:
    count = report.value(indicator.code, "value")
    listed = report.items("evidence", indicator.code)
    if not isinstance(count, float) or count == listed:
        return
    template = finding_messages.NAMES_LISTED if listed else finding_messages.NO_NAMES
    names = template.format_map({**finding_messages.message_fields(indicator), "listed": str(listed)})
    yield report.shared_finding(
        "names_differ", indicator, "value", typed=vi.format_number(count), names=names, other=str(listed)
    )
