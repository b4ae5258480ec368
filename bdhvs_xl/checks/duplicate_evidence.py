"""Finds a document or a link given as evidence for two indicators: the same work may be counted twice."""

import re
from collections.abc import Iterator, Mapping

from bdhvs_xl import vi
from bdhvs_xl.checks.evidence_checks import counts_documents
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding

_LINK = re.compile(r"(?:https?://|www\.)[^\s;,<>“”\"()]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)

DocumentRow = Mapping[str, str]


def findings(report: UnitReport) -> Iterator[Finding]:
    """A warning when two counts of documents list one document; a notice for other documents and links listed twice."""
    yield from _documents(report)
    yield from _links(report)


def _documents(report: UnitReport) -> Iterator[Finding]:
    first: dict[tuple[str, str], DocumentRow] = {}
    for line in report.documents:
        read = vi.parse_document_number(line["number"])
        earlier = first.setdefault((vi.fold(str(read)), vi.fold(line["date"])), line) if read and read.number else line
        if earlier["indicator"] != line["indicator"] and earlier["indicator"] and line["indicator"]:
            both = [report.regime.indicator.get(one["indicator"]) for one in (earlier, line)]
            is_counted_twice = all(indicator is not None and counts_documents(indicator) for indicator in both)
            yield report.line_finding(
                "document_claimed_twice", line, "number",
                f"Văn bản “{line['number']}” được kê cho cả chỉ số {earlier['indicator']} và {line['indicator']}.",
                "Kê văn bản cho một chỉ số; nếu đúng là dùng cho cả hai thì giữ nguyên.", earlier["indicator"],
                is_minor=not is_counted_twice,
            )  # fmt: skip


def _links(report: UnitReport) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for indicator in report.asked:
        for link in _LINK.findall(report.text(indicator.code, "evidence")):
            earlier = first.setdefault(key, indicator.code) if (key := _page(link)) else indicator.code
            if earlier != indicator.code:
                yield report.finding(
                    "link_claimed_twice", indicator.code, "evidence",
                    f"Đường dẫn “{link}” đã là minh chứng của chỉ số {earlier}, nay lại ghi cho chỉ số "
                    f"{indicator.code}.",
                    "Kiểm tra có tính một việc hai lần không; nếu không thì giữ nguyên.", other=earlier,
                )  # fmt: skip
                break


def _page(link: str) -> str:
    """A link without scheme, `www.` and fragment; "" when it leads to a whole site."""
    page = _SCHEME.sub("", link).partition("#")[0].rstrip("/.,").casefold()
    return page if "/" in page else ""
