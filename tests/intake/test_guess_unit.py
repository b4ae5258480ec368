"""Whose file is it by its name: code or full name, never guessed."""

from dataclasses import replace

import pytest
from support.small_regime import small_regime

from bdhvs_xl.intake.guess_unit import guess_units
from bdhvs_xl.regime.model import Unit

MORE = (
    Unit(code="14464", name="Phường Hoa Lư", kind="ward"),
    Unit(code="14470", name="Phường Tây Hoa Lư", kind="ward"),
    Unit(code="14700", name="Xã Đồng Tiến", kind="commune"),
    Unit(code="14701", name="Xã Đông Tiến", kind="commune"),
    Unit(code="14702", name="Xã Yên Hòa", kind="commune"),
    Unit(code="14703", name="Xã Yên", kind="commune"),
)
REGIME = replace(small_regime(), units=(*small_regime().units, *MORE))


def named(path: str) -> list[str]:
    return [unit.code for unit in guess_units(REGIME, path)]


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("Báo cáo phường Hoa Lư.pdf", ["14464"]),
        ("Báo cáo phường Tây Hoa Lư.pdf", ["14470"]),
        ("Tây Hoa Lư.pdf", []),
        ("Hoa Lư.pdf", []),
        ("14464 báo cáo.docx", ["14464"]),
        ("bc_14464_v2.pdf", ["14464"]),
        ("114464.pdf", []),
        ("xã Yên Hoà bản ký.pdf", ["14702"]),
        ("xã Yên Hòa.pdf", ["14702"]),
        ("xã Yên Thắng.pdf", []),
        ("Xã Yên nộp báo cáo.pdf", ["14703"]),
        ("XÃ GIAO NINH.pdf", ["14212"]),
        ("14212-xa-giao-ninh-2025-07-01_2026-05-17.pdf", ["14212"]),
        ("xa-giao-ninh-2025-07-01_2026-05-17.pdf", ["14212"]),
        ("xa giao ninh bao cao.pdf", ["14212"]),
        ("xa-dong-tien.pdf", ["14700", "14701"]),
        ("Xã Đông Tiến.pdf", ["14701"]),
        ("Phường Nam Định/IMG_001.jpg", ["13669"]),
        ("Phường Nam Định/xã Giao Ninh.jpg", ["14212"]),
        ("Xã Đồng Tiến và Xã Đông Tiến.pdf", ["14700", "14701"]),
        ("a.zip/LDLD scan.pdf", ["LDLD"]),
        ("IMG_001.jpg", []),
    ],
)
def test_a_name_tells_the_unit_or_nothing(path, codes):
    assert named(path) == codes
