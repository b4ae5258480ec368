"""The Word report with a line for each of 3,321 communes in its first appendix."""

import statistics
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lxml import etree

from bdhvs_xl import paths
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import template_name
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.model import SurveyVisit
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions
from tests.bench import country
from tests.bench.measure import Ratio, Row, at_most, cpu_seconds, in_turn, seconds

ROWS = 3321


def run(folder: Path, count: int) -> Iterator[Row]:
    """One row, in seconds, imports not counted."""
    write = writer()
    times = [seconds(write) for _ in range(3)]
    yield at_most(f"write the report with a {ROWS}-row annex", statistics.median(times), 0.4, 0.15, "s")


def ratios(folder: Path) -> Iterator[Ratio]:
    """The same in processor time, against the bare XML of a table of as many rows."""
    write = writer()
    yield Ratio(
        f"write a report with a {ROWS}-row annex / a bare table",
        lambda rounds: in_turn(lambda: cpu_seconds(write), lambda: cpu_seconds(bare_table), rounds),
        rounds=7,
    )


def writer() -> Callable[[], object]:
    """Writes the report."""
    asked = country.regime(ROWS)
    slots = tuple(
        SurveyVisit(unit=u.code, time="Sáng ngày 22/5/2026", delegation="Đoàn Công tác số 1") for u in asked.units
    )
    asked = replace(asked, schedule=slots)
    ledger = Ledger()
    given = contributions(asked, ledger, set())
    material = ReportData(
        regime=asked, ledger=ledger, totals=totals_from_contributions(asked, ledger, given), contributions=given
    )
    template = paths.templates_folder() / template_name(asked)
    return lambda: make_office_report(material, template, now=datetime(2026, 5, 27), author="")


def bare_table() -> bytes:
    """The compressed XML of a table in Word's structure, without styles: the least that a report of so many rows is."""
    table = etree.Element("tbl")
    for number in range(ROWS):
        row = etree.SubElement(table, "tr")
        for column in range(4):
            run = etree.SubElement(etree.SubElement(etree.SubElement(row, "tc"), "p"), "r")
            etree.SubElement(run, "t").text = f"Xã {number}, cột {column}"
    return zlib.compress(etree.tostring(table))
