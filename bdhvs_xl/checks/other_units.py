"""Finds names of other places in a unit's texts, such as those left from a neighbour's report used as a template."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bdhvs_xl import vi
from bdhvs_xl.checks import unit_texts
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.checks.unit_texts import UnitText
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime import registry
from bdhvs_xl.regime.model import Regime, Unit, UnitKind

_COMMUNES: tuple[UnitKind, ...] = ("commune", "ward", "special_zone")
_KIND_WORD = re.compile(r"\b(?<!thị )(?<!văn )(xã|phường|đặc khu|thôn|xóm|bản|tổ dân phố|khu phố)\b", re.IGNORECASE)
_WORD = re.compile(r"[ \t\u00a0]+([^\W_]+)")
_IN_COMPANY = re.compile(
    r"(?<!đối )\bvới\b|\bcùng\b|\bgiữa\b|\bnhư\b|\bgiáp\b|liên kết|giao lưu|học tập|học hỏi|kinh nghiệm|tham quan"
    r"|sáp nhập|hợp nhất|\bcũ\b|chuyển đến|đến từ"
)
_FORMER = re.compile(r"\s*\(?(?:cũ|trước đây|trước sáp nhập)\b")
_BEFORE, _CONTEXT = 45, 60
_OWN_TEXTS = ("organ", "issuer", "title", "dispatch")


@dataclass(frozen=True)
class PlaceNames:
    """The places of a regime: every commune of its province and every unit, by folded name."""

    regime: Regime

    @cached_property
    def communes(self) -> dict[str, str]:
        """Communes, wards and special zones: names by folded name."""
        province = self.regime.settings["province_code"]
        registered = [c.name for c in registry.communes().values() if c.province == province]
        units = [u.name for u in self.regime.units if u.kind in _COMMUNES]
        return {vi.fold(name): name for name in (*registered, *units)}

    @cached_property
    def hamlets(self) -> dict[str, str]:
        """Hamlets that report: names by folded name."""
        return {vi.fold(u.name): u.name for u in self.regime.units if u.kind == "hamlet"}

    @cached_property
    def office(self) -> frozenset[str]:
        """The commune that is the focal office, if it is one: its units report about no other."""
        told = (self.regime.settings.get(key, "").replace("|", " ") for key in _OWN_TEXTS)
        return frozenset(x.place for text in told for x in find_place_names(text) if x.place in self.communes)

    @cached_property
    def communes_and_hamlets(self) -> dict[str, str]:
        """Both."""
        return self.communes | self.hamlets

    def known_to(self, unit: Unit) -> Mapping[str, str]:
        """The places that a report of the unit may name only together with its own, by folded name."""
        if unit.kind == "hamlet":
            return self.communes_and_hamlets if self.office else self.hamlets
        return self.communes if self.office or unit.kind in _COMMUNES else {}

    def own(self, unit: Unit) -> set[str]:
        """The folded names of the unit's own places."""
        above = self.regime.unit.get(unit.parent, unit)
        return {
            vi.fold(unit.name),
            vi.fold(above.name),
            *self.office,
            *(found.place for found in find_place_names(unit.name)),
        }


def findings(reports: Sequence[UnitReport]) -> Iterator[Finding]:
    """A warning for each other place that a unit's text names as its own.

    Only whole names match: “phường Tây Hoa Lư” does not name phường Hoa Lư. A partner ("phối hợp với xã …") or a former
    place ("xã … cũ") is no finding.
    """
    places = PlaceNames(reports[0].regime) if reports else None
    for report in reports:
        if places and (known := places.known_to(report.unit)):
            office = [places.communes[place] for place in sorted(places.office)]
            yield from _of(report, known, places.own(report.unit), vi.join(office or [report.unit.name]))


def _of(report: UnitReport, known: Mapping[str, str], own: Collection[str], own_name: str) -> Iterator[Finding]:
    met: dict[str, tuple[UnitText, PlaceMention]] = {}
    times: Counter[str] = Counter()
    for passage in unit_texts.all_texts(report):
        for found in find_place_names(passage.text):
            if found.place in known and found.place not in own and not _is_company(passage.text, found):
                met.setdefault(found.place, (passage, found))
                times[found.place] += 1
    for place, (passage, found) in met.items():
        again = f" ({times[place]} chỗ)" if times[place] > 1 else ""
        yield unit_texts.text_finding(
            report, "other_unit_named", passage, _around(passage.text, found),
            f"{passage.name} nêu “{known[place]}”{again}, không phải {own_name}.",
            "Nếu còn sót từ bài của nơi khác thì sửa lại tên, xem lại cả số liệu của đoạn đó.", known[place],
        )  # fmt: skip


class PlaceMention(NamedTuple):
    """A place named in a text: its folded name with its kind, and its start and end in the text."""

    place: str
    start: int
    end: int


def find_place_names(text: str) -> Iterator[PlaceMention]:
    """The places named in a text: the word for a kind of place, then all following capitalised words."""
    for kind in _KIND_WORD.finditer(text):
        words, end = [kind[1]], kind.end()
        while (word := _WORD.match(text, end)) and (word[1][0].isupper() or word[1].isdigit()):
            words.append(word[1])
            end = word.end()
        if len(words) > 1:
            yield PlaceMention(vi.fold(" ".join(words)), kind.start(), end)


def _is_company(text: str, found: PlaceMention) -> bool:
    before = vi.fold(text[max(0, found.start - _BEFORE) : found.start])
    return bool(_IN_COMPANY.search(before) or _FORMER.match(text[found.end :]))


def _around(text: str, found: PlaceMention) -> str:
    return f"…{vi.plain(text[max(0, found.start - _CONTEXT) : found.end + _CONTEXT])}…"
