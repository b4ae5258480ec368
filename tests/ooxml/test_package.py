"""Edits of a closed workbook: what they change, and that all the rest keeps its bytes."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from support.small_master import LAST, PATTERN, VALUES, build_master

from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.ooxml.cell import Formula

TABLE = VALUES.name

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")  # openpyxl, which only reads


@pytest.fixture
def master(tmp_path: Path) -> Path:
    return build_master(tmp_path / "m.xlsx")


def raw_parts(path: Path) -> dict[str, bytes]:
    """The compressed bytes of every part."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        found = {}
        for info in archive.infolist():
            start = (
                info.header_offset
                + 30
                + int.from_bytes(data[info.header_offset + 26 : info.header_offset + 28], "little")
            )
            start += int.from_bytes(data[info.header_offset + 28 : info.header_offset + 30], "little")
            found[info.filename] = data[start : start + info.compress_size]
        return found


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def with_parts(path: Path, **changes: Callable[[str], str]) -> Path:
    """The file with parts rewritten; `sheet2` stands for xl/worksheets/sheet2.xml and so on."""
    places = {"types": "[Content_Types].xml", "workbook": "xl/workbook.xml", "rels": "xl/_rels/workbook.xml.rels",
              "table": "xl/tables/table1.xml", "chain": "xl/calcChain.xml"}  # fmt: skip
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name) for name in archive.namelist()}
    for key, change in changes.items():
        name = places.get(key, f"xl/worksheets/{key}.xml")
        texts[name] = change(texts.get(name, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(name, text)
    return path


def edited(path: Path, edit: Callable[[WorkbookFile], object]) -> Path:
    package = WorkbookFile.open(path)
    edit(package)
    package.save(path)
    return path


def cells(path: Path, sheet: str) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    return {c.coordinate: c.value for row in book[sheet].iter_rows() for c in row if c.value is not None}


def test_parts_not_concerned_keep_their_compressed_bytes(master: Path) -> None:
    before = raw_parts(master)

    def edit(package: WorkbookFile) -> None:
        package.replace_rows(TABLE, [["a", 1, "b", None]] * 50)
        package.set_cells(LAST, {"B2": "x"})
        package.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)

    after = raw_parts(edited(master, edit))
    assert {name for name in before if before[name] != after.get(name)} == {
        "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet2.xml", "xl/worksheets/sheet5.xml", "xl/tables/table1.xml",
    }  # fmt: skip
    assert set(after) - set(before) == {"xl/worksheets/sheet6.xml"}
    kept = {"xl/drawings/drawing1.xml", "xl/charts/chart1.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert kept <= before.keys()
    assert "x14:sparklineGroup" in part(master, "xl/worksheets/sheet1.xml")


def test_saving_without_edits_changes_nothing_inside(master: Path) -> None:
    before = raw_parts(master)
    assert raw_parts(edited(master, lambda package: None)) == before


def test_replaced_rows_take_the_first_rows_formats_and_leave_no_old_cell(master: Path) -> None:
    edited(
        master,
        lambda p: p.replace_rows(TABLE, [["2.10", 5, "raw", "E4"], ["=x", None, None, None], ["z", 7.5, "", "q"]]),
    )
    assert cells(master, VALUES.sheet) == {
        "A1": "Số liệu đã nhận", "A3": "Khóa", "B3": "Giá trị", "C3": "Nguyên văn & ghi chú", "D3": "Đến ô",
        "A4": "2.10", "B4": 5, "C4": "raw", "D4": "E4", "F4": "bên cạnh", "A5": "=x", "A6": "z", "B6": 7.5, "D6": "q",
    }  # fmt: skip
    sheet = openpyxl.load_workbook(master)[VALUES.sheet]
    assert [[c.number_format for c in row] for row in sheet["A4:D6"]] == [["@", "#,##0.00", "@", "@"]] * 3
    assert sheet["A5"].data_type == "s"
    assert (sheet.tables[TABLE].ref, sheet.tables[TABLE].autoFilter.ref, sheet.dimensions) == (
        "A3:D6",
        "A3:D6",
        "A1:F6",
    )


def test_no_rows_leave_one_blank_row_and_what_is_beside(master: Path) -> None:
    edited(master, lambda p: p.replace_rows(TABLE, []))
    sheet = openpyxl.load_workbook(master)[VALUES.sheet]
    assert sheet.tables[TABLE].ref == "A3:D4"
    assert [sheet.cell(4, c).value for c in range(1, 7)] == [None, None, None, None, None, "bên cạnh"]
    assert [sheet.cell(4, c).number_format for c in range(1, 5)] == ["@", "#,##0.00", "@", "@"]


def test_validations_and_formats_of_the_whole_table_follow_it(master: Path) -> None:
    edited(master, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]] * 10))
    text = part(master, "xl/worksheets/sheet2.xml")
    assert re.findall(r'sqref="([^"]*)"', text) == ["A4:D13", "C4:C13", "A9"]
    edited(master, lambda p: p.replace_rows(TABLE, []))
    assert re.findall(r'sqref="([^"]*)"', part(master, "xl/worksheets/sheet2.xml")) == ["A4:D4", "C4", "A9"]


def test_filters_sorting_hidden_rows_and_old_links_go(master: Path) -> None:
    filtered = (
        '<autoFilter ref="A3:D5"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn>'
        "</autoFilter>"
        '<sortState ref="A4:D5"><sortCondition ref="A4"/></sortState>'
    )
    links = '<hyperlinks><hyperlink ref="A5" location="x"/></hyperlinks><pageMargins'
    with_parts(
        master,
        table=lambda t: t.replace('<autoFilter ref="A3:D5"/>', filtered),
        sheet2=lambda t: t.replace('<row r="5"', '<row r="5" hidden="1"').replace("<pageMargins", links),
    )
    edited(master, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]] * 3))
    table, sheet = part(master, "xl/tables/table1.xml"), part(master, "xl/worksheets/sheet2.xml")
    assert '<autoFilter ref="A3:D6"/>' in table
    assert "sortState" not in table
    assert "hidden" not in sheet
    assert "hyperlink" not in sheet


def test_cells_below_keep_their_place_until_the_table_would_run_over_them(master: Path) -> None:
    edited(master, lambda p: p.set_cells(VALUES.sheet, {"B8": "dưới bảng", "A9": None}))
    edited(master, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]] * 4))
    assert cells(master, VALUES.sheet)["B8"] == "dưới bảng"
    before = master.read_bytes()
    with pytest.raises(UserError, match="“Số liệu”, ô B8 có nội dung nằm dưới bảng"):
        edited(master, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]] * 5))
    assert master.read_bytes() == before
    edited(master, lambda p: p.replace_rows(TABLE, []))
    assert cells(master, VALUES.sheet)["B8"] == "dưới bảng"


def test_a_totals_row_must_be_switched_off(master: Path) -> None:
    with_parts(master, table=lambda t: t.replace('totalsRowShown="0"', 'totalsRowCount="1"'))
    with pytest.raises(UserError, match=r"tblSoLieu ở trang “Số liệu”.*dòng tổng"):
        WorkbookFile.open(master).replace_rows(TABLE, [])


def test_cells_are_set_in_order_with_their_formats(master: Path) -> None:
    changes = {"C4": "mới", "A4": None, "Z9": 5, "B7": "giữa", "A1": "đầu", "D7": 1, "A2": "chen"}
    edited(master, lambda p: p.set_cells(VALUES.sheet, changes))
    sheet = openpyxl.load_workbook(master)[VALUES.sheet]
    assert [sheet[a].value for a in ("A1", "A2", "A4", "B4", "C4", "B7", "D7", "Z9")] == [
        "đầu", "chen", None, 1, "mới", "giữa", 1, 5,
    ]  # fmt: skip
    assert [sheet[a].number_format for a in ("A4", "B4", "C4", "B7", "D7")] == ["@", "#,##0.00", "@", "General", "@"]
    text = part(master, "xl/worksheets/sheet2.xml")
    assert '<dimension ref="A1:Z9"/>' in text
    assert [int(n) for n in re.findall(r'<row r="(\d+)"', text)] == [1, 2, 3, 4, 5, 7, 9]


@pytest.mark.parametrize("address", ["", "4A", "A0", "$A$1", "A1:B2", "XFE1", "A1048577"])
def test_what_is_no_address_is_refused(master: Path, address: str) -> None:
    package = WorkbookFile.open(master)
    with pytest.raises(ValueError, match="not the address"):
        package.set_cells(VALUES.sheet, {address: 1})


@pytest.mark.parametrize(
    "value", ["á" * 32_768, "😀" * 16_384, float("nan"), float("inf"), Formula("=1", float("nan"))]
)
def test_what_a_cell_cannot_hold_is_named_and_nothing_is_written(master: Path, value: str | float | Formula) -> None:
    before = master.read_bytes()
    with pytest.raises(UserError, match="Trang “Số liệu”, ô C5"):
        edited(master, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None], ["a", 1, value, None]]))
    with pytest.raises(UserError, match="Trang “Kiểm tra”, ô B2"):
        edited(master, lambda p: p.set_cells(LAST, {"B2": value}))
    assert master.read_bytes() == before


def test_the_longest_text_and_control_characters(master: Path) -> None:
    texts = {"A1": "á" * 32_767, "A2": "a\x00\x01b\x1f\ud800\uffff", "A3": "một\x0bhai\r\nba\rbốn", "A4": "tab\tở giữa"}
    edited(master, lambda p: p.set_cells(LAST, texts))
    assert cells(master, LAST) == {"A1": "á" * 32_767, "A2": "ab", "A3": "một\nhai\nba\nbốn", "A4": "tab\tở giữa"}


def test_the_copy_of_a_sheet_is_listed_before_its_neighbour(master: Path) -> None:
    extra = '<pageSetup orientation="landscape" r:id="rId7"/><legacyDrawing r:id="rId8"/>'
    with_parts(master, sheet3=lambda t: t.replace('<pageSetup orientation="landscape"/>', extra))
    edited(master, lambda p: (p.copy_sheet(PATTERN, "1 Xã O'Ký & B", LAST), p.copy_sheet(PATTERN, "2 Hai", LAST)))
    book = openpyxl.load_workbook(master)
    assert book.sheetnames == ["Trang chủ", "Số liệu", PATTERN, "Ghi chú", "1 Xã O'Ký & B", "2 Hai", LAST]
    assert [s.sheet_state for s in book] == ["visible", "visible", "hidden", "visible", "visible", "visible", "visible"]
    assert book.active.title == LAST
    copy = book["1 Xã O'Ký & B"]
    assert (copy.print_title_rows, copy.print_area) == ("$1:$2", "'1 Xã O''Ký & B'!$A$1:$E$9")
    assert copy["C4"].value == "='1 Xã O''Ký & B'!B2&\"!\""
    assert [str(v.sqref) for v in copy.data_validations.dataValidation] == ["C2:C3"]
    assert copy.page_setup.orientation == "landscape"
    text = part(master, "xl/worksheets/sheet6.xml")
    assert "legacyDrawing" not in text
    assert "r:id" not in text
    assert len(set(re.findall(r'sheetId="(\d+)"', part(master, "xl/workbook.xml")))) == 7
    assert sum(s.sheet_view.tabSelected or False for s in book) == 1


CHAIN = (
    '<?xml version="1.0"?><calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="C2" i="4"/></calcChain>'
)


def with_calculation_chain(master: Path) -> Path:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{content}"/></Types>'
    return with_parts(
        master,
        chain=lambda t: CHAIN,
        types=lambda t: t.replace("</Types>", override),
        rels=lambda t: t.replace(
            "</Relationships>", f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
        ),
    )


@pytest.mark.parametrize(
    ("edit", "stays"),
    [
        (lambda p: p.set_cells(LAST, {"A1": 1}), True),
        (lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]]), True),
        (lambda p: p.set_cells(LAST, {"A1": Formula("=1", 1)}), False),
        (lambda p: p.set_cells("Ghi chú", {"C2": 1}), False),
        (lambda p: p.replace_rows(TABLE, [["a", 1, Formula("=1", 1), None]]), False),
        (lambda p: p.copy_sheet(PATTERN, "x", LAST), False),
    ],
)
def test_the_calculation_chain_goes_when_formulas_come_or_go(
    master: Path, edit: Callable[[WorkbookFile], object], stays: bool
) -> None:
    edited(with_calculation_chain(master), edit)
    listings = [part(master, name) for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")]
    assert ["xl/calcChain.xml" in raw_parts(master), *("calcChain" in text for text in listings)] == [stays] * 3


def test_excel_is_told_to_compute_what_depends_on_changes(master: Path) -> None:
    with_parts(master, workbook=lambda t: re.sub(r"<calcPr[^>]*/>", "", t))
    edited(master, lambda p: p.set_cells(LAST, {"A1": 1}))
    assert '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in part(master, "xl/workbook.xml")


def test_overwriting_a_shared_formula_leaves_the_others_theirs(master: Path) -> None:
    shared = (
        '<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2*$B$1&amp;"A2"</f><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="C4"><f t="shared" si="0"/><v>3</v></c></row></sheetData>'
    )
    with_parts(master, sheet5=lambda t: t.replace("<sheetData/>", "<sheetData>" + shared))
    edited(master, lambda p: p.set_cells(LAST, {"C2": "mới"}))
    assert cells(master, LAST) == {"C2": "mới", "C3": '=A3*$B$1&"A2"', "C4": '=A4*$B$1&"A2"'}


def test_files_written_by_openpyxl_can_be_edited(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Trang"
    book.active.append(["Khóa", "Số"])
    book.active.append(["a", 1])
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="tbl", ref="A1:B2"))
    path = tmp_path / "o.xlsx"
    book.save(path)
    edited(path, lambda p: (p.replace_rows("tbl", [["b", 2], ["c", 3]]), p.set_cells("Trang", {"D1": "x"})))
    assert cells(path, "Trang") == {"A1": "Khóa", "B1": "Số", "D1": "x", "A2": "b", "B2": 2, "A3": "c", "B3": 3}


def test_prefixed_xml_is_refused_with_a_cure(master: Path) -> None:
    with_parts(master, sheet2=lambda t: t.replace("<sheetData", "<x:sheetData").replace("</sheetData", "</x:sheetData"))
    before = master.read_bytes()
    with pytest.raises(UserError, match=r"do một chương trình khác ghi.*lưu lại"):
        edited(master, lambda p: p.set_cells(VALUES.sheet, {"A1": 1}))
    assert master.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "hỏng"),
        (b"PK\x03\x04 nothing more", "hỏng"),
        (b"Kinh gui", "không phải là tệp Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "mật khẩu"),
    ],
)
def test_what_is_no_workbook_is_a_problem(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=said):
        WorkbookFile.open(path)


def test_a_zip_that_is_no_workbook_is_a_problem(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(UserError, match="không phải là tệp Excel"):
        WorkbookFile.open(tmp_path / "x.xlsx")


def test_a_part_cut_short_is_a_problem_when_it_is_read(master: Path) -> None:
    data = bytearray(master.read_bytes())
    with zipfile.ZipFile(master) as archive:
        at = archive.getinfo("xl/worksheets/sheet2.xml").header_offset + 80
    data[at] ^= 0xFF
    master.write_bytes(data)
    with pytest.raises(UserError, match="hỏng"):
        edited(master, lambda p: p.set_cells(VALUES.sheet, {"A1": 1}))


def test_libreoffice_opens_the_result(master: Path, soffice: Callable[[Path, str], Path]) -> None:
    def edit(package: WorkbookFile) -> None:
        package.replace_rows(TABLE, [[f"2.{n}", n, "=x", Formula("=1+1", 2)] for n in range(300)])
        package.copy_sheet(PATTERN, "14464 Giao Ninh", LAST)
        package.set_cells("14464 Giao Ninh", {"C3": "  00123"})

    again = soffice(edited(master, edit), "ods")
    package = soffice(again, "xlsx")
    values = cells(package, VALUES.sheet)
    assert [values[a] for a in ("A4", "B13", "C303", "A303")] == ["2.0", 9, "=x", "2.299"]
    assert cells(package, "14464 Giao Ninh")["C3"] == "  00123"
    edited(package, lambda p: p.replace_rows(TABLE, [["a", 1, "b", None]] * 2))
    assert openpyxl.load_workbook(package)[VALUES.sheet].tables[TABLE].ref == "A3:D5"


def test_a_workbook_of_xlsxwriter_without_rows_can_be_filled(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "e.xlsx")
    book.add_worksheet("Trống")
    book.close()
    edited(tmp_path / "e.xlsx", lambda p: p.set_cells("Trống", {"B2": "x"}))
    assert cells(tmp_path / "e.xlsx", "Trống") == {"B2": "x"}
