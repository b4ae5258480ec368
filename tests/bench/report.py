"""The Word report with a line for each of 3,321 communes in its first appendix."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from bdhvs_xl import paths
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.records import Slot
from bdhvs_xl.report.making import make
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.template import template_name
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_of
from tests.bench import country
from tests.bench.measure import Row, at_most, seconds

ROWS = 3321


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row, in seconds, imports not counted."""
    asked = country.regime(ROWS)
    slots = tuple(Slot(unit=u.code, time="Sáng ngày 22/5/2026", delegation="Đoàn Công tác số 1") for u in asked.units)
    asked = replace(asked, schedule=slots)
    ledger = Ledger()
    given = contributions(asked, ledger, set())
    material = Material(regime=asked, ledger=ledger, totals=totals_of(asked, ledger, given), contributions=given)
    template = paths.templates() / template_name(asked)
    times = [seconds(lambda: make(material, template, now=datetime(2026, 5, 27), author="")) for _ in range(3)]
    yield at_most(f"write the report with a {ROWS}-row annex", statistics.median(times), 0.4, 0.15, "s")
