"""Provinces and communes of Vietnam by their official codes, as of 30/4/2026.

The data is `registry.tsv`: a line `37<tab>Tỉnh Ninh Bình` per province, below it a line `14212<tab>Xã Giao Ninh` per
commune. It comes from github.com/thanglequoc/vietnamese-provinces-database (MIT, see registry.LICENSE), which takes it
from the statistics office: Quyết định 19/2025/QĐ-TTg and Nghị quyết 30/2026/QH16.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime.model import Unit, UnitKind

REGISTRY_FILE = Path(__file__).with_suffix(".tsv")

_PROVINCE_KIND = re.compile(r"(?:tỉnh|thành phố|tp\.|tp(?= )) ?")
_PROVINCE_CURE = "Hãy ghi tên hiện nay (sau sắp xếp năm 2025) hoặc mã hai chữ số, ví dụ Ninh Bình hoặc 37."
_KINDS: Mapping[str, UnitKind] = {"Xã": "commune", "Phường": "ward", "Đặc": "special_zone"}


class Province(NamedTuple):
    """A province or city: two-digit code, and its name with the kind, such as `Tỉnh Ninh Bình`."""

    code: str
    name: str

    @property
    def place(self) -> str:
        """The name alone, such as `Ninh Bình`."""
        return self.name.removeprefix("Tỉnh ").removeprefix("Thành phố ")

    @property
    def in_a_sentence(self) -> str:
        """The name inside a sentence, such as `tỉnh Ninh Bình`."""
        return self.name[0].lower() + self.name[1:]


class Commune(NamedTuple):
    """A commune, ward or special zone: five-digit code, and its name with the kind, such as `Xã Giao Ninh`."""

    code: str
    name: str
    province: str

    @property
    def kind(self) -> UnitKind:
        """Commune, ward or special zone, by the name."""
        return _KINDS[self.name.partition(" ")[0]]


def provinces() -> Mapping[str, Province]:
    """The 34 provinces and cities by code, in the order of their codes."""
    return _registry()[0]


def communes() -> Mapping[str, Commune]:
    """The 3.321 communes, wards and special zones by code, province by province."""
    return _registry()[1]


def province_units(province: str) -> tuple[Unit, ...]:
    """The communes of a province as reporting units; UserError when no province has the code."""
    if province not in provinces():
        raise UserError(
            f"Không có tỉnh, thành phố nào mang mã “{province}”.", "Dùng mã hai chữ số, ví dụ 37 (Ninh Bình)."
        )
    return tuple(Unit(code=c.code, name=c.name, kind=c.kind) for c in communes().values() if c.province == province)


def province_code(text: str) -> str:
    """The code of the province given as code or name; UserError with similar names when unknown."""
    code = vi.plain(text)
    if code in provinces():
        return code
    place = _PROVINCE_KIND.sub("", vi.fold(text))
    places = {province.place: province.code for province in provinces().values()}
    for name, code in places.items():
        if vi.fold(name) == place:
            return code
    alike = vi.join([f"{name} ({places[name]})" for name in vi.similar_names(place, places)])
    raise UserError(
        f"Không có tỉnh, thành phố nào có tên hoặc mã “{text}”.",
        f"Gần giống: {alike}. Hãy ghi đúng tên hoặc mã." if alike else _PROVINCE_CURE,
    )


@cache
def _registry() -> tuple[dict[str, Province], dict[str, Commune]]:
    found: dict[str, Province] = {}
    below: dict[str, Commune] = {}
    province = ""
    for line in REGISTRY_FILE.read_text(encoding="utf-8").splitlines():
        code, _, name = line.partition("\t")
        if len(code) == 2:
            province, found[code] = code, Province(code, name)
        else:
            below[code] = Commune(code, name, province)
    return found, below
