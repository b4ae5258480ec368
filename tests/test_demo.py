"""The whole job on sample data: what came in is told apart, and the totals are the ones anybody can add up."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from bdhvs_xl import cli
from bdhvs_xl.demo.story import COLLECTED, MASTER, RETURNED
from bdhvs_xl.intake import ledger
from bdhvs_xl.regime.toml import load_regime
from bdhvs_xl.workbook.filebook import FileBook

REGIME = load_regime("ninh_binh_02")
NUMBERS = ("value", "people", "numerator", "denominator")


@pytest.fixture(scope="module")
def told(
    demo_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, dict]:
    """What `--json` says of validate and roll-up on a copy of the demo's master."""
    import contextlib
    import io
    import shutil

    copy = tmp_path_factory.mktemp("told") / "demo"
    shutil.copytree(demo_folder, copy)
    said = {}
    for command in ("validate", "roll-up"):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            assert cli.main([command, str(copy / MASTER), "--json"]) == 0
        said[command] = json.loads(out.getvalue())
    return said


def test_each_unit_and_each_file_is_told_apart(demo_folder):
    with FileBook(demo_folder / MASTER, now=COLLECTED) as book:
        tracking = ledger.load(book).tracking
    assert {
        unit: (t.status, bool(t.held_file)) for unit, t in tracking.items() if not t.status.startswith("accepted")
    } == {
        "13393": ("awaiting_entry", False),
        "LDLD": ("not_sent", False),
    } | {unit: (t.status, bool(t.held_file)) for unit, t in tracking.items() if t.status == "returned"}
    assert [unit for unit, t in tracking.items() if t.held_file] == ["13669"]


# --- an independent sum: nothing of the package reads or adds here ----------------------------------------------------


def test_totals_equal_an_independent_sum(demo_folder, told):
    expected = independent_totals(demo_folder / RETURNED, faulty(told["validate"]["findings"]))
    totals = {(t["indicator"], t["column"]): t["value"] for t in told["roll-up"]["totals"]}
    summed = {place: value for place, value in totals.items() if place in expected}
    assert summed == pytest.approx(expected)
    assert {indicator for indicator, _ in expected} == {i.code for i in REGIME.indicators}


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
            add(totals, names, indicator.code, indicator.kind, cells)
    for code, distinct in names.items():
        totals[code, "value"] = len(distinct)
    return totals


def add(totals, names, code, kind, cells) -> None:
    if kind == "names" and cells.get("evidence"):
        listed = re.split(r"[;\n]+", cells["evidence"])
        names.setdefault(code, set()).update(plain(name) for name in listed if plain(name))
    elif kind == "yes_no" and cells.get("value"):
        yes = not cells["value"].startswith(("Không", "Chưa"))
        totals[code, "numerator"] = totals.get((code, "numerator"), 0) + yes
        totals[code, "denominator"] = totals.get((code, "denominator"), 0) + 1
    elif kind == "ratio":
        pair = [number(cells.get(column)) for column in ("numerator", "denominator")]
        if None not in pair:
            for column, value in zip(("numerator", "denominator"), pair, strict=True):
                totals[code, column] = totals.get((code, column), 0) + value
    else:
        for column in ("value", "people"):
            value = number(cells.get(column))
            if value is not None:
                totals[code, column] = totals.get((code, column), 0) + value


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


def number(text: str | None) -> float | None:
    digits = re.search(r"\d[\d.]*", text or "")
    return float(digits[0].replace(".", "")) if digits else None


def plain(name: str) -> str:
    return re.sub(r"^\s*(\d+[.)]|[-+•])\s*|[\s.]+$", "", name).casefold()
