"""BDHVS.xlam is what its sources build, on every machine, and nothing of anyone else's."""

import os
import re
import subprocess
import sys
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from pyopenvba import ExcelFile
from pyvbaanalysis import analyze_office_file

from bdhvs_xl import paths
from bdhvs_xl.addin import build_addin, ribbon_xml
from bdhvs_xl.errors import UserError

ADDIN = paths.workbooks_folder() / "BDHVS.xlam"
SOURCES = sorted(paths.shipped_path("macros").glob("*.bas"))
_HASH = "import hashlib, bdhvs_xl.addin.build_addin as b; print(hashlib.sha256(b.addin_bytes()).hexdigest())"


@pytest.fixture(scope="module")
def parts() -> dict[str, bytes]:
    with ZipFile(ADDIN) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_file_is_a_fresh_build(tmp_path):
    outcome = build_addin.build_addin(tmp_path)
    assert outcome.files == [tmp_path / "workbooks" / "BDHVS.xlam"]
    assert outcome.files[0].read_bytes() == ADDIN.read_bytes()


@pytest.mark.parametrize("seed", ["0", "1"])
def test_another_process_builds_the_same_bytes(seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    there = subprocess.run([sys.executable, "-c", _HASH], env=environment, capture_output=True, text=True, check=True)
    assert there.stdout.strip() == sha256(ADDIN.read_bytes()).hexdigest()


def test_without_pyopenvba_the_developer_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyopenvba", None)
    with pytest.raises(UserError, match="pyOpenVBA") as refused:
        build_addin.addin_bytes()
    assert "uv run bdhvs build-addin" in refused.value.hint


def test_the_package_is_an_addin_with_our_ribbon(parts):
    types, relations = parts["[Content_Types].xml"].decode(), parts["_rels/.rels"].decode()
    kinds = dict(re.findall(r'PartName="([^"]+)" ContentType="([^"]+)"', types))
    assert kinds["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    assert dict(re.findall(r'Extension="(\w+)" ContentType="([^"]+)"', types))["xml"] == "application/xml"
    assert re.findall(r'Type="([^"]+)" Target="customUI/customUI14.xml"', relations) == [
        "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    ]
    assert parts["customUI/customUI14.xml"] == ribbon_xml.ribbon_file().read_bytes()


def test_its_properties_are_ours(parts):
    about = parts["docProps/core.xml"].decode()
    assert re.findall(r">([^<]+)</", about) == ["BDHVS", "BDHVS", "BDHVS", *["2026-01-01T00:00:00Z"] * 2]
    assert [name for name, content in parts.items() if b"Smith" in content] == []


def test_the_sheet_holds_the_words_and_no_interpreter(parts):
    assert re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"].decode()) == ["bdhvs"]
    cells = re.findall(r'<c r="(\w+)" t="s"><v>(\d+)</v>', parts["xl/worksheets/sheet1.xml"].decode())
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", parts["xl/sharedStrings.xml"].decode())
    assert {cell: texts[int(number)] for cell, number in cells} == build_addin.SHEET_TEXTS
    assert list(build_addin.SHEET_TEXTS) == ["A2", "A3", "A4", "A5"]


def test_the_vba_project_is_the_macros_and_refers_to_office():
    with ExcelFile(ADDIN) as book:
        project = book.vba_project()
        own = {
            module.name: module.source for module in project.modules if module.name not in ("ThisWorkbook", "Sheet1")
        }
        references = {reference.name: reference.libid for reference in book.references()}
        assert book.validate() == []
    assert project.name == "BDHVS"
    assert own == {path.stem: path.read_bytes().decode("ascii") for path in SOURCES}
    assert set(own) == {"Ribbon", "Runner"}
    assert "{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2." in references["Office"]


def test_the_project_s_name_stands_in_both_of_its_streams():
    from pyopenvba.cfb import CFB

    with ExcelFile(ADDIN) as book:
        about = CFB.from_bytes(book.vba_project_bytes()).get_stream("PROJECT").decode("ascii")
    assert re.findall('^Name="(.+)"', about, re.MULTILINE) == ["BDHVS"]


def test_the_document_modules_are_the_sheet_s_and_the_workbook_s(parts):
    assert b'<workbookPr codeName="ThisWorkbook"' in parts["xl/workbook.xml"]
    assert b'<sheetPr codeName="Sheet1"' in parts["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_the_source_is_ascii_with_windows_lines_and_says_what_it_uses(path):
    lines = path.read_bytes().decode("ascii").split("\r\n")
    assert [line for line in lines if "\n" in line or "\t" in line] == []
    assert lines[:2] == [f'Attribute VB_Name = "{path.stem}"', "Option Explicit"]


def test_nothing_runs_but_python_and_no_function_of_the_ansi_kind():
    code = "\n".join(
        line for path in SOURCES for line in path.read_text("ascii").splitlines() if line.strip()[:1] != "'"
    )
    refused = r"\b(Declare|cmd|Shell\(|Environ\(|Dir\(|Open\b|Kill|GetSetting|Evaluate|ExecuteExcel4Macro|SendKeys)"
    assert re.findall(refused, code) == []
    assert re.findall(r"ActiveWorkbook\.(\w+)", code) == ["Name"]
    assert re.findall(r'CreateObject\("([^"]+)"\)', code) == [
        "WScript.Shell", "Scripting.FileSystemObject", "WScript.Shell",
    ]  # fmt: skip


def test_the_analyser_finds_nothing_in_it_and_would(tmp_path, monkeypatch):
    assert analyze_office_file(ADDIN) == {"ThisWorkbook": [], "Sheet1": [], "Ribbon": [], "Runner": []}
    mistyped = {
        name: source.replace("StartButton control", "StartButon control")
        for name, source in build_addin.vba_modules().items()
    }
    monkeypatch.setattr(build_addin, "vba_modules", lambda: mistyped)
    found = analyze_office_file(build_addin.build_addin(tmp_path).files[0])
    assert [module for module, faults in found.items() if any(fault.severity == "error" for fault in faults)] == [
        "Ribbon"
    ]


def test_libreoffice_opens_it_with_its_modules(libreoffice, tmp_path):
    """LibreOffice knows an add-in's type only when told the filter's name."""
    copy = tmp_path / "Bổ trợ BDHVS.xlam"
    copy.write_bytes(ADDIN.read_bytes())
    opened = libreoffice.modules(copy)
    assert opened["project"] == "BDHVS"
    assert opened["sheets"] == {"bdhvs": ["", *build_addin.SHEET_TEXTS.values()]}
    assert set(opened["modules"]) == {"ThisWorkbook", "Sheet1", "Ribbon", "Runner"}
    for path in SOURCES:
        there = [line.rstrip() for line in opened["modules"][path.stem].splitlines()]
        code = path.read_bytes().decode("ascii").split("\r\n")[1:-1]
        assert [line for line in code if line and line not in there] == []


def test_its_bytes_do_not_hang_on_a_zlib():
    with ZipFile(BytesIO(ADDIN.read_bytes())) as archive:
        assert {(part.compress_type, part.date_time, part.create_system) for part in archive.infolist()} == {
            (0, (1980, 1, 1, 0, 0, 0), 0)
        }
