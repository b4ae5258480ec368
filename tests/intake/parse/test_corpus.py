"""Five hundred contents of cells, each judged by what a careful officer would say (`corpus.tsv`)."""

import pytest

from bdhvs_xl.intake.parse import as_typed, parse_value
from bdhvs_xl.intake.parse.parsed_value import quote_typed
from tests.intake.parse.corpus import Case, cases, verdict_of

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.kind}.{case.column}:{case.raw!r}")
def test_it_is_read_as_a_careful_officer_would(case: Case) -> None:
    reading = parse_value(case.raw, case.kind, case.column)
    assert verdict_of(reading) == case.verdict, reading
    told = reading.refusal or reading.doubt
    assert (quote_typed(" ".join(as_typed(case.raw).split())[:3])[:2] in told) == bool(told)
    assert case.other in told if case.verdict != "certain" else not told
    extra = reading.extra if case.verdict == "certain" else {}
    assert reading._replace(doubt="", refusal="", extra=extra, choices=()) == case.expected
