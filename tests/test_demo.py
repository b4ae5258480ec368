"""The whole job on sample data: what came in is told apart, and the totals are the ones anybody can add up."""

import contextlib
import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from bdhvs_xl import cli
from bdhvs_xl.demo.run_demo import MASTER, REPORTED, RETURNED_FOLDER
from bdhvs_xl.intake import ledger
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.regime.loader import load_regime

pytestmark = pytest.mark.slow


REGIME = load_regime("ninh_binh_02")
NUMBERS = ("value", "people", "numerator", "denominator")


@pytest.fixture(scope="module")
def told(
    demo_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict]:
    """What `--json` says of validate and roll-up on a copy of the demo's master."""
    copy = tmp_path_factory.mktemp("told") / "demo"
    shutil.copytree(demo_folder, copy)
    said = {}
    for command in ("validate", "roll-up"):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert cli.main([command, str(copy / MASTER), "--json"]) == 0
        said[command] = json.loads(out.getvalue())
    return said


def test_each_unit_and_each_file_is_told_apart(demo_folder):
    with FileBook(demo_folder / MASTER, now=REPORTED) as book:
        tracking = ledger.load_ledger(book).tracking
    assert {
        unit: (t.status, bool(t.held_file)) for unit, t in tracking.items() if not t.status.startswith("accepted")
    } == {
        "13393": ("awaiting_entry", False),
        "LDLD": ("not_sent", False),
    } | {unit: (t.status, bool(t.held_file)) for unit, t in tracking.items() if t.status == "returned"}
    assert [unit for unit, t in tracking.items() if t.held_file] == ["13669"]


# --- an independent sum: nothing of the package reads or adds here ----------------------------------------------------


@pytest.fixture(scope="module")
def expected(demo_folder, told) -> dict[tuple[str, str], float]:
    totals = independent_totals(demo_folder / RETURNED_FOLDER, faulty(told["validate"]["findings"]))
    assert {indicator for indicator, _ in totals} == {i.code for i in REGIME.indicators}
    return totals


def test_roll_up_tells_the_totals_of_an_independent_sum(told, expected):
    totals = {(t["indicator"], t["column"]): t["value"] for t in told["roll-up"]["totals"]}
    assert {place: totals[place] for place in expected} == pytest.approx(expected)


def test_the_appendix_in_the_master_shows_them(demo_folder, expected):
    cells = rows_of(openpyxl.load_workbook(demo_folder / MASTER, data_only=True)["PL2 Kết quả"])
    shown = {place: float(cells[place[0]][place[1]]) for place in expected}
    assert shown == pytest.approx(expected)
    assert {cells[i.code]["check"] for i in REGIME.indicators} == {"Khớp", "–"}


def test_every_figure_of_the_word_report_is_one_of_them(demo_folder, expected):
    tags, controls = figures_of(next((demo_folder / "Báo cáo").glob("*.docx")))
    assert list(controls) == list(tags)
    assert controls == {tag: text for tag, (_, text) in tags.items()}
    told = {(f["indicator"], f["column"]): float(f["value"]) for f, _ in tags.values() if not f["unit"]}
    assert {place: told[place] for place in expected} == pytest.approx(expected)
    assert {text for f, text in tags.values() if (f["indicator"], f["column"]) == ("2.12", "people")} == {"23.210"}


def figures_of(report: Path) -> tuple[dict[str, tuple[dict, str]], dict[str, str]]:
    """The map in the document's custom XML, and the text of every content control, by the number in their tags."""
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(report) as package:
        document = ElementTree.fromstring(package.read("word/document.xml"))
        figures = ElementTree.fromstring(package.read("customXml/item1.xml"))
    controls = {
        control.find(f"{w}sdtPr/{w}tag").get(f"{w}val").split("|")[0]: "".join(t.text for t in control.iter(f"{w}t"))
        for control in document.iter(f"{w}sdt")
    }
    named = figures.iter("{urn:bdhvs-xl:figures}figure")
    return {figure.get("tag"): (dict(figure.attrib), figure.text) for figure in named}, controls


def faulty(findings: list[dict]) -> set[tuple[str, str]]:
    return {(f["unit"], f["indicator"]) for f in findings if f["severity"] == "error" and f["rule"] != "versions"}


def independent_totals(returned: Path, wrong: set[tuple[str, str]]) -> dict[tuple[str, str], float]:
    totals: dict[tuple[str, str], float] = {}
    names: dict[str, set[str]] = {}
    for unit, rows in answers(returned).items():
        for indicator in REGIME.indicators:
            cells = rows.get(indicator.code, {})
            if (unit, indicator.code) in wrong:
                continue
            add(totals, names, indicator.code, indicator.kind.code, cells)
    for code, distinct in names.items():
        totals[code, "value"] = len(distinct)
    return totals


def add(totals, names, code, kind, cells) -> None:
    if kind == "names":
        text = cells.get("evidence", "")
        listed = re.split(r"[;\n]+" if re.search(r"[;\n]", text) else ",", text)
        names.setdefault(code, set()).update(plain(name) for name in listed if plain(name))
        return
    for column, value in typed(kind, cells).items():
        totals[code, column] = totals.get((code, column), 0) + value


def typed(kind: str, cells: dict[str, str]) -> dict[str, float]:
    """The numbers of one row: what its own cell holds, else what was typed beside it as in `12 (350)` or `43/45`."""
    if kind == "yes_no":
        said = cells.get("value")
        return {"numerator": not said.startswith(("Không", "Chưa")), "denominator": 1} if said else {}
    first, second = ("numerator", "denominator") if kind == "ratio" else ("value", "people")
    found = dict(zip((first, second), numbers(cells.get(first, "")), strict=False))
    found |= {column: numbers(cells[column])[0] for column in (first, second) if numbers(cells.get(column, ""))[:1]}
    complete = kind != "ratio" or len(found) == 2
    return {c: v for c, v in found.items() if complete and (c != "people" or kind == "count_people")}


def numbers(text: str) -> list[float]:
    """Whole numbers as Vietnamese type them: 2610, 2.610, and 2,610 of a hasty hand."""
    return [float(re.sub("[.,]", "", found)) for found in re.findall(r"\d+(?:[.,]\d{3})*", text)]


def answers(returned: Path) -> dict[str, dict[str, dict[str, str]]]:
    """Every form in the folder, opened with openpyxl: unit code, then indicator, then column, then text."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for path in sorted(opened(returned), key=lambda path: path.stat().st_mtime):
        try:
            book = openpyxl.load_workbook(path)
        except (OSError, KeyError, ValueError, zipfile.BadZipFile):
            continue
        sheets = {str(sheet["A1"].value).partition(";")[0]: sheet for sheet in book.worksheets}
        if "bdhvs:identity" in sheets:
            identity = rows_of(sheets["bdhvs:identity"])
            found.setdefault(identity["unit_code"]["value"], rows_of(sheets["bdhvs:indicators"]))
    return found


def opened(returned: Path) -> list[Path]:
    for archive in returned.rglob("*.zip"):
        with zipfile.ZipFile(archive) as zipped:
            zipped.extractall(returned.parent / "unzipped")
    return [*returned.rglob("*.xlsx"), *(returned.parent / "unzipped").rglob("*.xlsx")]


def rows_of(sheet) -> dict[str, dict[str, str]]:
    keys = [cell.value for cell in sheet[1]]
    rows = {}
    for row in sheet.iter_rows(min_row=2, values_only=True):
        if row[0]:
            rows[row[0]] = {k: str(v) for k, v in zip(keys, row, strict=True) if k and v not in (None, "")}
    return rows


def plain(name: str) -> str:
    return re.sub(r"^(\d+[.)]|[-+•])\s*", "", name.strip()).strip(" .").casefold()
