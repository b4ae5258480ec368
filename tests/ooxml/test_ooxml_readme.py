"""The example of the README runs as it is printed, on a workbook made here."""

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

import bdhvs_xl.ooxml

README = Path(bdhvs_xl.ooxml.__file__).with_name("README.md")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    book = xlsxwriter.Workbook(tmp_path / "book.xlsx")
    sheet = book.add_worksheet("Data")
    columns = [{"header": "Region"}, {"header": "Sold"}]
    sheet.add_table("A1:B2", {"name": "Sales", "columns": columns, "data": [["old", 9]]})
    book.close()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_example_runs(folder, capsys):
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})
    assert capsys.readouterr().out == "['Data'] ['Sales']\n"
    book = openpyxl.load_workbook(folder / "changed.xlsx")
    assert book.sheetnames == ["Copy", "Data"]
    assert list(book["Data"].values) == [
        ("Region", "Sold", None, "=text, not a formula"),
        ("north", 1, None, "=SUM(B2:B4)"),
        ("south", 2, None, None),
        ("west", 3, None, None),
    ]
    assert book["Data"]["D1"].data_type == "s"
    old, new = zipfile.ZipFile("book.xlsx"), zipfile.ZipFile("changed.xlsx")
    changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
        "xl/tables/table1.xml",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    }


def test_every_file_of_the_folder_is_in_the_readme():
    modules = {path.name for path in README.parent.glob("*.py")} - {"__init__.py"}
    assert set(re.findall(r"`(\w+\.py)`", README.read_text("utf-8"))) == modules
