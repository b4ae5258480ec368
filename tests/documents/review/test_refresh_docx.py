"""Numbers put into a document by bytes: only they and their tags change, however the XML is written."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from docx.oxml.ns import nsmap

from bdhvs_xl.documents.review import edited_docx, refresh_docx
from bdhvs_xl.documents.review.current_values import CurrentFigure

BEFORE = f"""<?xml version='1.0' encoding='UTF-8'?>
<!-- saved by hand -->
<x:document xmlns:x='{nsmap["w"]}'><x:body><x:p x:rsid = "1>2"><x:r><x:t/></x:r><x:r><x:t>Có “mấy” &amp; </x:t></x:r>
<x:sdt><x:sdtPr><x:tag  x:val='bdhvs:f1|2.1|value||II|1.138'></x:tag></x:sdtPr><x:sdtContent><x:r><x:t
  xml:space="preserve">1.</x:t><x:t>138</x:t></x:r></x:sdtContent></x:sdt><x:r><x:t> bài.</x:t></x:r></x:p>
<x:p><x:sdt><x:sdtPr><x:tag x:val="bdhvs:f1|2.1|value||II|1.138"/></x:sdtPr><x:sdtContent><x:r><x:t>1.138</x:t></x:r>
</x:sdtContent></x:sdt></x:p><x:p><x:r><x:t>1.138</x:t></x:r></x:p></x:body></x:document>"""
AFTER = (
    BEFORE.replace(">1.</x:t><x:t>138<", ">1.140</x:t><x:t><")
    .replace("x:val='bdhvs:f1|2.1|value||II|1.138'", 'x:val="bdhvs:f1|2.1|value||II|1.140"')
    .replace('x:val="bdhvs:f1|2.1|value||II|1.138"', 'x:val="bdhvs:f1|2.1|value||II|1.140"')
    .replace("<x:sdtContent><x:r><x:t>1.138<", "<x:sdtContent><x:r><x:t>1.140<")
)
RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
 Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="/word/document2.xml"/>
</Relationships>"""
STYLES = f'<w:styles xmlns:w="{nsmap["w"]}"/>'


@dataclass
class Given:
    """Stands for a case where every figure is as first written, and 1.140 now."""

    edited: edited_docx.EditedDocument

    def label(self, mark, section):
        return mark.label

    def current(self, label):
        return CurrentFigure(1140.0, "1.140")


def test_only_the_numbers_and_their_tags_change(tmp_path: Path) -> None:
    path = tmp_path / "sửa.docx"
    parts = {
        "_rels/.rels": RELATIONS,
        "word/styles.xml": STYLES,
        "word/document2.xml": BEFORE,
        "docProps/x.bin": "\x00",
    }
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    read = edited_docx.read_edited_document(path)
    assert [mark.text for line in read.lines for mark in line.marks] == ["1.138", "1.138"]
    updates = refresh_docx.find_updates(Given(read))
    (tmp_path / "mới.docx").write_bytes(refresh_docx.refreshed_copy(read, updates, None))
    with ZipFile(tmp_path / "mới.docx") as copy:
        assert {name: copy.read(name).decode() for name in copy.namelist()} == {**parts, "word/document2.xml": AFTER}
    assert refresh_docx.free_copy_path(path).name == "sửa (đã cập nhật số liệu).docx"
