"""Each refusal has its own exception, with the place in its fields."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_master import VALUES, build_master

from bdhvs_xl.ooxml import errors
from bdhvs_xl.ooxml.package import Package


@pytest.fixture
def package(tmp_path: Path) -> Package:
    return Package(build_master(tmp_path / "master.xlsx").read_bytes())


def copy_as(name: str) -> Callable[[Package], object]:
    return lambda package: package.copy_sheet(VALUES.sheet, name, VALUES.sheet)


def set_and_write(value: str | float) -> Callable[[Package], object]:
    def act(package: Package) -> None:
        package.set_cells(VALUES.sheet, {"C5": value})
        package.to_bytes()

    return act


@pytest.mark.parametrize(
    ("act", "kind", "fields"),
    [
        (lambda package: package.set_cells("none", {"A1": 1}), errors.MissingSheetError, {"sheet": "none"}),
        (lambda package: package.used_area("none"), errors.MissingSheetError, {"sheet": "none"}),
        (copy_as("a/b"), errors.SheetNameError, {"sheet": "a/b"}),
        (copy_as(VALUES.sheet.upper()), errors.SheetNameError, {"sheet": VALUES.sheet.upper()}),
        (set_and_write("x" * 40_000), errors.UnwritableValueError, {"sheet": VALUES.sheet, "address": "C5"}),
        (set_and_write(float("inf")), errors.UnwritableValueError, {"sheet": VALUES.sheet, "address": "C5"}),
    ],
)
def test_a_refusal_says_the_place_in_its_fields(package, act, kind, fields):
    with pytest.raises(errors.OoxmlError) as refusal:
        act(package)
    assert type(refusal.value) is kind
    assert fields.items() <= vars(refusal.value).items()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), errors.OldOrEncryptedFileError),
        (b"no archive", errors.DamagedZipError),
    ],
)
def test_what_is_no_workbook_is_refused(data, kind):
    with pytest.raises(kind):
        Package(data)
