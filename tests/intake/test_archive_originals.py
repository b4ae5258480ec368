"""Names under which originals are kept: every system takes them, and nothing is overwritten."""

import pytest

from bdhvs_xl.intake.archive_originals import save_original


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("báo cáo.xlsx", "báo cáo.xlsx"), ('a<b>:"c|?*.xlsx', "a_b___c___.xlsx"), ("x.xlsx. ", "x.xlsx"), ("...", "_"),
        ("CON.xlsx", "_CON.xlsx"), ("com1.tar.xlsx", "_com1.tar.xlsx"), ("nul", "_nul"),
        ("console.xlsx", "console.xlsx"),
        ("x." + "y" * 300, ("x." + "y" * 300)[:120]), ("a" * 300 + ".xlsx", "a" * 115 + ".xlsx"),
        ("ệ" * 300 + ".xlsx", "ệ" * 71 + ".xlsx"),
    ],
)  # fmt: skip
def test_names_are_such_that_every_system_takes_them(tmp_path, name, kept):
    assert save_original(tmp_path, "14212", name, b"x") == f"14212/{kept}"
    assert (tmp_path / "14212" / kept).read_bytes() == b"x"


def test_the_same_bytes_are_kept_once_and_others_beside_them(tmp_path):
    kept = [save_original(tmp_path, "14212", "a.xlsx", data) for data in (b"1", b"2", b"1")]
    assert kept == ["14212/a.xlsx", "14212/a (2).xlsx", "14212/a.xlsx"]
