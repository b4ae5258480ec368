"""What ships is what the sources build."""

from bdhvs_xl import paths, shipping


def test_shipped_files_are_fresh(tmp_path):
    made = shipping.build(tmp_path).files
    shipped = {path: (paths.PACKAGE.parent / path.relative_to(tmp_path)) for path in made}
    assert [path.name for path, there in shipped.items() if there.read_bytes() != path.read_bytes()] == []
    assert {path.parent.name for path in made} == {"workbooks", "templates"}
