"""Maps our indicators and sections to those of the parent office's form: by the given code, else by code and name."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.layout import INDICATORS
from bdhvs_xl.regime.kinds import Kind
from bdhvs_xl.regime.model import Indicator, Regime, Section

NO_PLACE = "up_no_place"
_GIVEN = f"cột “Mã ở báo cáo cấp trên” của trang {INDICATORS}"

_VALUE = {"value": "value"}
_PARTS = {"numerator": "numerator", "denominator": "denominator"}
COLUMNS_ABOVE: Mapping[Kind, Mapping[Kind, Mapping[str, str]]] = {
    Kind.YES_NO: {Kind.COUNT: {"value": "numerator"}, Kind.RATIO: _PARTS},
    Kind.COUNT: {Kind.COUNT: _VALUE, Kind.COUNT_PEOPLE: _VALUE},
    Kind.COUNT_PEOPLE: {Kind.COUNT: _VALUE, Kind.COUNT_PEOPLE: {"value": "value", "people": "people"}},
    Kind.RATIO: {Kind.RATIO: _PARTS},
    Kind.NAMES: {Kind.COUNT: _VALUE, Kind.NAMES: _VALUE},
    Kind.TEXT: {},
}
"""For a kind of ours and a kind asked above: the column above, and the column of our total that fills it.

Of a yes-or-no question the numerator counts the units that said Có, the denominator those that answered. Kinds above
that are not here have nothing in common with ours: Có or Không and texts are for the office itself to answer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPair:
    """One of our indicators and the indicator of the parent form that gets its total."""

    own: Indicator
    upper: Indicator
    whole: bool = False
    """Whether the form above asks, in one number, from the day on from which ours add up over the periods."""
    alike: bool = True
    """Whether numbers add up from the same day on here and above."""

    @property
    def columns(self) -> Mapping[str, str]:
        """The columns of the parent form, each with the column of our total that fills it.

        Cumulative values are used only where the parent form asks for them too, counted from the same day.
        """
        carried = COLUMNS_ABOVE[self.own.kind.code][self.upper.kind.code]
        if self.whole and self.own.repeats and not self.upper.repeats:
            up_to_now = dict(zip(("value", "people"), self.own.cumulative, strict=False))
            return {above: up_to_now[own] for above, own in carried.items()}
        columns = {self.upper.means(above): self.own.means(own) for above, own in carried.items()}
        return columns | {c: c for c in self.own.cumulative if self.alike and c in self.upper.cumulative}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counterparts:
    """The pairs by code in the parent form; `homeless` has the reason for our other indicators, by code."""

    pairs: Mapping[str, IndicatorPair]
    homeless: Mapping[str, str] = field(default_factory=dict)

    def code_above(self, own: str) -> str:
        """The code in the parent form of one of our indicators, "" without a counterpart."""
        return next((code for code, pair in self.pairs.items() if pair.own.code == own), "")


def find_counterparts(regime: Regime, upper: Regime, asked: Iterable[Indicator]) -> Counterparts:
    """Our indicators paired with those that a form of the regime `upper` asks for."""
    whole, alike = regime.cumulative_from == upper.period_from, regime.cumulative_from == upper.cumulative_from
    above = {indicator.code: indicator for indicator in asked}
    codes = {own.code: _code_above(own, above) for own in regime.indicators}
    times = Counter(codes.values())
    pairs: dict[str, IndicatorPair] = {}
    homeless: dict[str, str] = {}
    for own in regime.indicators:
        other = above.get(codes[own.code])
        if reason := _why_not(own, other, times[codes[own.code]]):
            homeless[own.code] = reason
        elif other is not None:
            pairs[other.code] = IndicatorPair(own=own, upper=other, whole=whole, alike=alike)
    return Counterparts(pairs=pairs, homeless=homeless)


def _code_above(own: Indicator, above: Mapping[str, Indicator]) -> str:
    if own.up:
        return own.up
    upper = above.get(own.code)
    return own.code if upper and vi.fold(upper.name) == vi.fold(own.name) else ""


def _why_not(own: Indicator, upper: Indicator | None, times: int) -> str:
    """Why an indicator has no place above; "" when it has one."""
    if upper is None:
        return f"biểu mẫu không hỏi mã {own.up} ghi ở {_GIVEN}" if own.up else "biểu mẫu không hỏi chỉ số cùng mã, tên"
    if times > 1:
        return f"nhiều chỉ số cùng ghi mã {upper.code} ở {_GIVEN}"
    if not upper.kind.is_numeric:
        return f"biểu mẫu hỏi chỉ số {upper.code} dạng {upper.kind.label}, cơ quan tự trả lời"
    if upper.kind.code not in COLUMNS_ABOVE[own.kind.code]:
        return f"biểu mẫu hỏi chỉ số {upper.code} dạng {upper.kind.label}, ở đây là {own.kind.label}"
    return ""


def section_above(own: Section, asked: Iterable[Section]) -> str:
    """The id of the parent form's section with the same title, of several the one with the same id; "" without one."""
    alike = [section.id for section in asked if vi.fold(section.title) == vi.fold(own.title)]
    if own.id in alike:
        return own.id
    return alike[0] if len(alike) == 1 else ""


def no_counterpart_finding(own: Indicator, reason: str, shown: str) -> Finding:
    """The finding for one of our indicators without a counterpart; `shown` is its total."""
    value = f" ({shown})" if shown else ""
    return Finding(
        rule=NO_PLACE, severity="notice", indicator=own.code, raw=shown,
        message=f"Chỉ số {own.code}{value} không có chỗ tương ứng: {reason}.",
        cure=f"Nếu biểu mẫu có hỏi dưới mã khác: ghi mã đó vào {_GIVEN} rồi bấm lại.",
    )  # fmt: skip
