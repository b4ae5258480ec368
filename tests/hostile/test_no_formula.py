"""Texts that begin like formulas stay texts on their way into the master, a form, a report and internal lists."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from support.filled_forms import blank_form, type_in
from support.masters import made_master, opened
from support.small_regime import UNITS, small_regime

from bdhvs_xl.buttons import collect, roll_up, write_report
from bdhvs_xl.documents.word.build_template import build_template

pytestmark = pytest.mark.slow


STARTS = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "'=", "＝")
EVIL = "1+cmd|' /C calc'!A0"
"""What is typed behind each of them; no formula of the project's own holds it."""
MARK = "cmd|"


def evil(number: int) -> str:
    return STARTS[number % len(STARTS)] + EVIL


def cells_with(path: Path, mark: str) -> list[str]:
    """The cells, in the XML of all sheets, that hold the mark."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                text = archive.read(name).decode()
                found += [cell for cell in re.findall(r"<c\b.*?(?:/>|</c>)", text, re.DOTALL) if mark in cell]
    return found


def formulas_with(path: Path, mark: str) -> list[str]:
    """The formulas in which the mark stands outside a quoted text."""
    texts = (re.search(r"<f[^>]*>(.*?)</f>", cell, re.DOTALL) for cell in cells_with(path, mark))
    return [text[1] for text in texts if text and mark in re.sub(r'"[^"]*"', "", text[1])]


def formulas_of_shared_texts(path: Path) -> int:
    """How often a shared text with the mark is there: shared texts are texts."""
    with zipfile.ZipFile(path) as archive:
        return (
            archive.read("xl/sharedStrings.xml").decode().count(MARK)
            if "xl/sharedStrings.xml" in archive.namelist()
            else 0
        )


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """A master that has collected a form with such texts wherever a unit can type."""
    regime = small_regime()
    build_template(regime, tmp_path)
    path = made_master(tmp_path, {})
    (tmp_path / "gửi về").mkdir()
    form = blank_form(regime, "14212", tmp_path / "gửi về" / "=cmd 14212.xlsx")
    places = (
        "1.1",
        "1.1.evidence",
        "2.1",
        "2.1.evidence",
        "2.2.evidence",
        "2.4.explanation",
        "2.11",
        "2.11.explanation",
    )
    line = {"number": evil(1), "date": evil(2), "title": evil(0), "issuer": evil(3)}
    practice = {"name": evil(0), "description": evil(2), "result": evil(3), "place": evil(1), "link": evil(0)}
    narrative = {"leading_done": evil(0), "proposals": evil(3)}
    type_in(form, {}, [], [], {})
    as_text(form, {place: evil(number) for number, place in enumerate(places)}, line, practice, narrative)
    with opened(path, "collect") as book:
        assert [file.unit for file in collect.run(book, tmp_path / "gửi về").received] == ["14212"]
    return path


def as_text(form: Path, answers: dict[str, str], *lists: dict[str, str]) -> None:
    """Type texts that openpyxl would take for formulas."""
    type_in(form, {p: f"@@{t}" for p, t in answers.items()}, [{k: f"@@{t}" for k, t in lists[0].items()}],
            [{k: f"@@{t}" for k, t in lists[1].items()}], {k: f"@@{t}" for k, t in lists[2].items()})  # fmt: skip
    with zipfile.ZipFile(form) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(form, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content.replace(b"@@", b""))


def test_nothing_typed_into_a_form_becomes_a_formula_of_the_master(master):
    assert len(cells_with(master, MARK)) > 12
    assert formulas_with(master, MARK) == []
    with opened(master, "roll_up") as book:
        roll_up.run(book)
    assert formulas_with(master, MARK) == []


def test_neither_of_a_report_nor_of_its_list_of_sources(master):
    with opened(master, "roll_up") as book:
        roll_up.run(book)
    with opened(master, "write_report") as book:
        files = write_report.run(book).files
    for path in files:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}
        orders = [re.findall(r"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)", text) for text in parts.values()]
        assert not [order for found in orders for order in found if MARK in "".join(order)]
        if path.suffix == ".xlsx":
            assert formulas_with(path, MARK) == []
    assert any(MARK in text for text in parts.values()) or len(files) == 1


def test_nor_of_a_form_whose_unit_is_called_so(tmp_path):
    regime = small_regime()
    named = replace(UNITS[0], name="=" + EVIL, contact="@" + EVIL, phone="+" + EVIL, email="-" + EVIL)
    form = blank_form(replace(regime, units=(named, *UNITS[1:])), "14212", tmp_path / "form.xlsx")
    assert cells_with(form, MARK) or formulas_of_shared_texts(form)
    assert formulas_with(form, MARK) == []
    openpyxl.load_workbook(form)
