"""What the formulas of the demo's master show before anyone recalculates is what LibreOffice makes of them."""

import openpyxl
import pytest

from bdhvs_xl.demo.run_demo import MASTER


def test_cached_values_of_the_master_are_those_of_a_recalculation(demo_folder, soffice, tmp_path):
    master = demo_folder / MASTER
    formulas = openpyxl.load_workbook(master)
    bare = tmp_path / "bare.xlsx"
    formulas.save(bare)  # openpyxl writes no cached values, so all are computed anew
    recalculated = openpyxl.load_workbook(soffice(bare, "xlsx"), data_only=True)
    cached = openpyxl.load_workbook(master, data_only=True)
    places = [(s.title, c.coordinate) for s in formulas for row in s.iter_rows() for c in row if c.data_type == "f"]
    shown = {place: cached[place[0]][place[1]].value or "" for place in places}
    computed = {place: recalculated[place[0]][place[1]].value or "" for place in places}
    wrong = {p: (shown[p], computed[p]) for p in places if computed[p] != same(shown[p])}
    assert len(places) > 500
    assert wrong == {}


def same(value):
    return pytest.approx(value) if isinstance(value, int | float) else value
