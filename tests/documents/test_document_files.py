"""Names for new files: none that exists, and files of one name keep the same number."""

from bdhvs_xl.documents.document_files import free_paths


def test_a_free_name_has_no_number(tmp_path):
    assert free_paths(tmp_path, ("Báo cáo", ".docx")) == (tmp_path / "Báo cáo.docx",)


def test_files_made_together_share_the_first_number_that_is_free_for_all(tmp_path):
    (tmp_path / "Báo cáo.docx").touch()
    (tmp_path / "Báo cáo (2) - nguồn.xlsx").touch()
    names = [path.name for path in free_paths(tmp_path, ("Báo cáo", ".docx"), ("Báo cáo", " - nguồn.xlsx"))]
    assert names == ["Báo cáo (3).docx", "Báo cáo (3) - nguồn.xlsx"]


def test_a_number_can_be_written_inside_brackets(tmp_path):
    (tmp_path / "sửa (bản mới).docx").touch()
    path = free_paths(tmp_path, ("sửa (bản mới", ").docx"), numbering=" {}")[0]
    assert path.name == "sửa (bản mới 2).docx"
