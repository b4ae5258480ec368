"""Finds document numbers cited in a unit's texts that are not in the official form."""

import re
from collections.abc import Iterator

from bdhvs_xl import vi
from bdhvs_xl.checks import unit_texts
from bdhvs_xl.checks.spelling import spelling_advice
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.errors import Finding

_CITED = re.compile(r"(?<!\w)(?:số|Số)\s+(\d+\s*[-–]?\s*[A-Za-zĐđ]{0,5}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][\w]*(?:-\w+)*)")


def findings(report: UnitReport) -> Iterator[Finding]:
    """A notice for each misspelt document number, once however often it is cited."""
    seen: set[str] = set()
    for passage in unit_texts.narrative_texts(report):
        for typed in map(vi.plain, _CITED.findall(passage.text)):
            told = spelling_advice(typed)
            if told and typed not in seen:
                yield unit_texts.text_finding(
                    report, "cited_document", passage, typed, f"{passage.name}: {told.message}", told.cure,
                    told.meant,
                )  # fmt: skip
            seen.add(typed)
