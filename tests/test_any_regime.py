"""A regime written by nobody goes the whole way on real files, from its TOML text to reports checked and a step back.

A few numbers are tried each time. Many more: `BDHVS_SEEDS=200 pytest tests/test_any_regime.py` tries 0 to 199,
`BDHVS_SEEDS=1000-1100` those from 1000 to 1099; a failure names its number, `BDHVS_SEEDS=17-18` tries it alone.
"""

import os
import re
import shutil
import zipfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from support.full_run import Chain, errors, found_errors
from support.independent_totals import judged, totals
from support.random_answers import NOTHING, Said

from bdhvs_xl.buttons import check_report, rebuild, roll_up, undo, validate, write_letter, write_report
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake import ledger as ledgers
from bdhvs_xl.master import definitions
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.regime.model import RESULT_KINDS

pytestmark = pytest.mark.slow
FIXED, THROUGH_LIBREOFFICE = (1, 3), 0
FIELDS = ("value", "agreed", "units_reported", "units_expected", "missing", "target", "met", "previous")
NOTHING_TO_SAY = {
    "owing": "không còn đơn vị", "corrections": "vẫn khớp", "schedule": "lịch chưa có dòng nào",
    "targets": "chưa có mục tiêu nào",
}  # fmt: skip
LEFT_BEHIND = re.compile(r"[\ue000-\uf8ff]|[{}]|\bNone\b|\bnan\b|\(\)|[,;:] ?\.(?!/)|, ,|\.\.(?!\.)")
HEADERS = dict.fromkeys(
    RESULT_KINDS,
    ("value", "in_period", "people", "cumulative", "cumulative_people", "numerator", "denominator", "percent"),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAP = "{urn:bdhvs-xl:figures}figure"


def seeds() -> list[int]:
    first, _, last = os.environ.get("BDHVS_SEEDS", "").rpartition("-")
    return [*range(int(first or 0), int(last))] if last else [*FIXED]


@pytest.mark.parametrize("seed", seeds())
def test_a_regime_that_nobody_wrote_goes_the_whole_way(seed, tmp_path):
    go_the_whole_way(Chain(seed, tmp_path))


def test_a_form_that_libreoffice_saved_is_as_good(tmp_path, soffice):
    go_the_whole_way(Chain(THROUGH_LIBREOFFICE, tmp_path, soffice))


def go_the_whole_way(chain):
    assert chain.regime == chain.made
    definitions_are_read_back(chain)
    chain.issue()
    chain.receive()
    chain.settle()
    errors_are_found(chain)
    added = totals_are_those_added_by_hand(chain)
    report = figures_are_in_the_report(chain, added)
    assert described(chain.press(check_report, report=report)) == []
    a_unit_writes_its_own(chain)
    letters_are_written(chain)
    what_comes_late_is_told(chain, report, added)
    rebuilt_and_put_back(chain)


def definitions_are_read_back(chain):
    with FileBook(chain.master) as book:
        read = definitions.read_definitions(book)
    for block in ("groups", "indicators", "sections", "appendices", "attributes", "units", "schedule", "letters"):
        assert getattr(read, block) == getattr(chain.regime, block)
    assert [rule.test for rule in read.rules] == [rule.test for rule in chain.regime.rules]
    assert {k: v for k, v in read.settings.items() if v} == {k: v for k, v in chain.regime.settings.items() if v}


def errors_are_found(chain):
    found = defaultdict(set)
    outcome = chain.press(validate)
    for place, rule in found_errors(outcome.findings):
        found[place].add(rule)
    assert differing(found, errors(chain.judged())) == []


def totals_are_those_added_by_hand(chain):
    outcome = chain.press(roll_up)
    expected = totals(chain.regime, chain.judged(), chain.agreed)
    told = {(t["indicator"], t["column"]): {**t, "missing": sorted(t["missing"])} for t in outcome.totals}
    assert differing(rounded(told), rounded(expected)) == []
    assert "Lệch" not in outcome.message
    assert not_on_the_sheets(chain.master, chain.regime, expected) == []
    return expected


def figures_are_in_the_report(chain, added):
    report = chain.press(write_report).files[0]
    whole(report)
    assert not_in(report, chain.regime, added) == []
    return report


def a_unit_writes_its_own(chain):
    for code, sent in [*chain.typed.items()][1:]:
        form = next(path for path in chain.inbox.iterdir() if path.name.startswith(f"{code} "))
        own = Path(shutil.copy(form, chain.unit_folder))
        report = chain.press(write_report, on=own).files[0]
        whole(report)
        added = totals_of_one(chain, judged(chain.regime, chain.rules, as_the_form_knows(chain, sent)))
        assert not_in(report, chain.regime, added) == []


def as_the_form_knows(chain, sent):
    """The common form knows nothing of the period before that is not the same for all."""
    blank = sent.unit.code in chain.in_common
    return replace(sent, unit=replace(sent.unit, previous={})) if blank else sent


def totals_of_one(chain, sent):
    """What the unit's own report has figures of: also what is not brought together, not what was said in words."""
    indicators = (replace(i, over_units=i.kind.aggregations[0]) for i in chain.regime.indicators)
    regime = replace(chain.regime, units=(sent.unit,), indicators=tuple(indicators))
    return {
        (code, column): total
        for (code, column), total in totals(regime, {sent.unit.code: sent}).items()
        if regime.indicator[code].kind.code != "yes_no" and sent.said.get(code, Said()).answer != NOTHING
    }


def letters_are_written(chain):
    """Every letter and plan is written, but one for which the master has nothing to say, which says so."""
    for letter in chain.regime.letters:
        parts = {line.part for line in letter.lines}
        try:
            whole(chain.press(write_letter, letter=letter.id).files[0])
        except UserError as error:
            assert [part for part, words in NOTHING_TO_SAY.items() if part in parts and words in str(error)], error


def what_comes_late_is_told(chain, report, before):
    """A form that comes after the report: the totals are right again, and every figure that they changed is told."""
    if chain.receive_late():
        after = totals_are_those_added_by_hand(chain)
        told = figures_of(report)
        changed = {place[0] for place in after if place in told and printed(before[place]) != printed(after[place])}
        findings = chain.press(check_report, report=report).findings
        assert changed <= {finding.indicator for finding in findings}


def printed(total) -> float | None:
    """The total as far as a report shows it."""
    return None if shown(total) is None else round(shown(total), 1)


def rebuilt_and_put_back(chain):
    before, state = chain.master.read_bytes(), everything(chain)
    chain.press(rebuild, days=21)
    assert everything(chain) == state
    chain.press(undo, days=22)
    assert chain.master.read_bytes() == before


def everything(chain):
    with FileBook(chain.master) as book:
        return definitions.read_definitions(book), ledgers.load_ledger(book)


def differing(found, expected) -> list[tuple]:
    """What is found and what was expected, where they are not the same."""
    places = dict.fromkeys((*found, *expected))
    pairs = [(place, found.get(place), expected.get(place)) for place in places]
    return [pair for pair in pairs if pair[1] != pair[2]]


def rounded(told):
    """The totals in the fields that are compared, numbers to six decimals."""
    plain = {place: {key: total[key] for key in FIELDS} for place, total in told.items()}
    numbers = ("value", "previous")
    return {p: {**t, **{n: None if t[n] is None else round(t[n], 6) for n in numbers}} for p, t in plain.items()}


def described(outcome):
    return [(f.rule, f.indicator, f.message) for f in outcome.findings]


# --- the Word file, read without the package --------------------------------------------------------------------------


def not_in(report: Path, regime, added) -> list[tuple]:
    """The totals of printed appendices that stand nowhere in the report as a figure with its text.

    An appendix of tasks does not print totals but how far the tasks are.
    """
    printed = [a for a in regime.appendices if a.number and a.kind != "tasks"]
    figures = figures_of(report)
    lost = []
    for (code, column), total in added.items():
        indicator = regime.indicator[code]
        value = shown(total)
        if indicator.kind.code == "yes_no" and column == "percent":
            continue
        if indicator.kind.code == "ratio" and shown(added[code, "percent"]) is None:
            continue
        if value is None or not any(a.shows(indicator) for a in printed):
            continue
        if not any(near(figure, value) for figure in figures.get((code, column), ())):
            lost.append((code, column, value, figures.get((code, column))))
    return lost


def shown(total):
    return total["value"] if total["agreed"] is None else total["agreed"]


def not_on_the_sheets(master: Path, regime, added) -> list[tuple]:
    """The totals that differ from what the appendices of results in the master show, and checks that do not agree."""
    book, lost = openpyxl.load_workbook(master, data_only=True), []
    for appendix in (a for a in regime.appendices if a.has_results):
        cells = rows_of(book[appendix.sheet])
        for (code, column), total in added.items():
            if appendix.shows(regime.indicator[code]):
                row = cells[code]
                value = float(row.get(column, "nan"))
                if column in HEADERS[appendix.kind] and not same(value, total["value"]):
                    lost.append((appendix.sheet, code, column, row.get(column), total["value"]))
                if row.get("check", "–") not in ("Khớp", "–"):
                    lost.append((appendix.sheet, code, row["check"]))
    return lost


def same(value: float, total: float | None) -> bool:
    return value != value if total is None else value == pytest.approx(total)


def rows_of(sheet) -> dict[str, dict[str, str]]:
    """The rows of a sheet by the key in its hidden first column, their cells by the keys in its hidden first row."""
    keys = [cell.value for cell in sheet[1]]
    return {
        row[0]: {key: str(cell) for key, cell in zip(keys, row, strict=True) if key and cell not in (None, "")}
        for row in sheet.iter_rows(min_row=2, values_only=True)
        if row[0]
    }


def whole(word: Path) -> None:
    """Nothing that a program left behind stands in a Word file: marks, braces, names of nothing, empty brackets."""
    with zipfile.ZipFile(word) as package:
        paragraphs = ElementTree.fromstring(package.read("word/document.xml")).iter(f"{W}p")
        texts = ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs]
    assert [text for text in texts if LEFT_BEHIND.search(text)] == []


def near(figure, value) -> bool:
    number, text = figure
    read = float(re.sub(r"[^\d,-]", "", text).replace(",", "."))
    return abs(number - value) < 1e-9 * max(1, value) and abs(read - value) <= 0.05 + 1e-9


def figures_of(report: Path) -> dict[tuple[str, str], list[tuple[float, str]]]:
    """The figures of a report that stand in a content control, with value and text, by (indicator, column)."""
    with zipfile.ZipFile(report) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        parts = [package.read(name) for name in package.namelist() if name.startswith("customXml/item")]
    controls = {
        control.find(f"{W}sdtPr/{W}tag").get(f"{W}val").partition("|")[0]: "".join(
            t.text or "" for t in control.iter(f"{W}t")
        )
        for control in document.iter(f"{W}sdt")
    }
    found = defaultdict(list)
    for part in parts:
        for figure in ElementTree.fromstring(part).iter(MAP):
            text = controls[figure.get("tag")]
            assert text == figure.text
            found[figure.get("indicator"), figure.get("column")].append((float(figure.get("value")), text))
    return found
