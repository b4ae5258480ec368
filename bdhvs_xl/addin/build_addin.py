"""Build `BDHVS.xlam` from `macros/`: a sheet of texts, the VBA project and the ribbon; always the same bytes."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from bdhvs_xl import paths
from bdhvs_xl.addin import ribbon_xml
from bdhvs_xl.addin.installed_addin import SHEET
from bdhvs_xl.addin.windows_pc import ADDIN_FILE
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.atomic import write_atomically
from bdhvs_xl.results import ButtonResult

SHEET_TEXTS = {
    "A2": "BDHVS: đang mở “{}”…",
    "A3": "Không tìm thấy chương trình BDHVS trên máy này.\n{}\n\n"
    "Hãy chạy lại bộ cài BDHVS (hoặc lệnh bdhvs install-addin), rồi đóng Excel và mở lại.",
    "A4": "Máy này không cho Excel chạy chương trình BDHVS.\n{}\n\n"
    "Hãy mở cửa sổ BDHVS (lối tắt “BDHVS” ở menu Start, hoặc lệnh bdhvs window): cửa sổ có đủ các nút này "
    "và làm việc với file tổng hợp đang mở trong Excel.",
    "A5": "Đã qua một phút mà BDHVS chưa bắt đầu làm.\n\n"
    "Nếu BDHVS đã báo lý do thì làm theo lời báo đó. Nếu chưa, hãy bấm lại nút; vẫn không được thì chạy lệnh "
    "bdhvs install-addin --check để biết máy thiếu gì.",
}
"""What people read, by the cell in which `macros/Runner.bas` finds it; `{}` takes a label, a path or a reason."""
OFFICE_LIBRARY = "{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}"
"""The library of `IRibbonControl`: without a reference to it Excel does not compile the callback."""

_MADE = datetime(2026, 1, 1)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_RIBBON_PART = "customUI/customUI14.xml"
_RIBBON_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_WORKBOOK_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = "application/vnd.ms-excel.addin.macroEnabled.main+xml"


def build_addin(root: Path | None = None) -> ButtonResult:
    """Build `workbooks/BDHVS.xlam` below `root` (default: where it ships)."""
    folder = root / "workbooks" if root else paths.workbooks_folder()
    folder.mkdir(parents=True, exist_ok=True)
    data = addin_bytes()
    write_atomically(folder / ADDIN_FILE, lambda out: out.write(data))
    return ButtonResult(message=f"Đã tạo {ADDIN_FILE}.", files=[folder / ADDIN_FILE])


def addin_bytes() -> bytes:
    """The bytes of the add-in; its parts are stored uncompressed, since not every zlib gives the same bytes."""
    parts = _with_ribbon(_workbook(_vba_project(vba_modules())), ribbon_xml.ribbon_file().read_bytes())
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = ZipInfo(name, _EPOCH)
            info.create_system = 0
            archive.writestr(info, content)
    return out.getvalue()


def vba_modules() -> dict[str, str]:
    """The VBA modules by name. Their source is ASCII: the project's code page has few Vietnamese letters."""
    return {path.stem: path.read_bytes().decode("ascii") for path in sorted(paths.shipped_path("macros").glob("*.bas"))}


def _vba_project(sources: Mapping[str, str]) -> bytes:
    """The VBA project with `sources` as its standard modules; UserError where pyOpenVBA is not installed."""
    try:
        from pyopenvba import ExcelFile
    except ImportError as error:
        cure = "Trong thư mục mã nguồn, chạy: uv run bdhvs build-addin."
        raise UserError("Máy này chưa có pyOpenVBA, phần mềm dựng tệp add-in.", cure) from error
    with TemporaryDirectory() as folder:
        path = Path(folder) / ADDIN_FILE
        with ExcelFile.create_new(path) as blank:
            project = blank.vba_project()
            project.delete_module("Module1")
            for name, source in sources.items():
                project.add_module(name, source)
            blank.add_reference("Office", OFFICE_LIBRARY, 2, 8)
            blank.save()
        with ExcelFile(path) as made:
            return _renamed(made.vba_project_bytes())


def _renamed(project: bytes) -> bytes:
    """The VBA project under the name BDHVS, which its streams PROJECT and dir must both say ([MS-OVBA] 2.3.4.2.1.6)."""
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress, decompress

    file = CFB.from_bytes(project)
    about = file.get_stream("PROJECT").replace(b'Name="VBAProject"', b'Name="BDHVS"')
    listing = decompress(file.get_stream_in_storage("VBA", "dir"))
    old, new = (b"\x04\0" + len(name).to_bytes(4, "little") + name for name in (b"VBAProject", b"BDHVS"))
    file.write_stream("PROJECT", about)
    file.write_stream_in_storage("VBA", "dir", compress(listing.replace(old, new)))
    return file.to_bytes()


def _workbook(project: bytes) -> dict[str, bytes]:
    """The parts of a workbook with the VBA project and the sheet of words.

    The sheet is not marked hidden, as a workbook's only sheet must not be; an add-in's sheets are never shown.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": "BDHVS", "author": "BDHVS", "created": _MADE})
        book.add_vba_project(BytesIO(project), is_stream=True)
        book.set_vba_name("ThisWorkbook")
        sheet = book.add_worksheet(SHEET)
        sheet.set_vba_name("Sheet1")
        for cell, text in SHEET_TEXTS.items():
            sheet.write_string(cell, text)
    with ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_ribbon(parts: Mapping[str, bytes], ribbon: bytes) -> dict[str, bytes]:
    """The parts of an add-in: the ribbon with its relationship, and the workbook declared an add-in."""
    relation = f'<Relationship Id="ribbon" Type="{_RIBBON_RELATION}" Target="{_RIBBON_PART}"/></Relationships>'
    types, relations = (parts[name].decode() for name in ("[Content_Types].xml", "_rels/.rels"))
    return {
        **parts,
        "[Content_Types].xml": types.replace(_WORKBOOK_TYPE, _ADDIN_TYPE).encode(),
        "_rels/.rels": relations.replace("</Relationships>", relation).encode(),
        _RIBBON_PART: ribbon,
    }
