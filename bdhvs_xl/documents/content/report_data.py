"""The data of a report: the regime, the ledger, the totals, and every unit's contributions to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bdhvs_xl import vi
from bdhvs_xl.checks.unit_report import filled_values
from bdhvs_xl.documents.content.voice import FOCAL_OFFICE, Voice, unit_voice
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.regime.model import Indicator, Regime, Unit
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.rollup.totals import Total

NOTHING_SENT = ("not_sent", "rejected")
_SILENT = (*NOTHING_SENT, "awaiting_entry")
_PLACES = ("commune", "ward", "special_zone", "hamlet")


@dataclass(frozen=True, kw_only=True)
class ReportData:
    """The only source of everything printed in a report."""

    regime: Regime
    ledger: Ledger
    totals: Sequence[Total]
    contributions: Sequence[Contribution]
    author: Unit | None = None
    """The author: a unit, in a report made from its own form; None is the focal office, reporting on its units."""

    @cached_property
    def voice(self) -> Voice:
        """The author's voice: the words and the places that differ between the two kinds of report."""
        return FOCAL_OFFICE if self.author is None else unit_voice(self.author.code)

    @cached_property
    def own_values(self) -> Mapping[ValueKey, Value]:
        """The author's values, if the author is a unit; empty for the focal office."""
        return {} if self.author is None else filled_values(self.ledger.of(self.author.code))

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units that must report."""
        return self.regime.reporting_units()

    def status(self, unit: str) -> str:
        """The unit's reporting status in the tracking table."""
        tracked = self.ledger.tracking.get(unit)
        return tracked.status if tracked else "not_sent"

    @cached_property
    def silent(self) -> frozenset[str]:
        """The codes of units without any numbers, for whatever reason; the opening of the report names them."""
        return frozenset(unit.code for unit in self.units if self.status(unit.code) in _SILENT)

    @cached_property
    def total(self) -> Mapping[ValueKey, Total]:
        """Totals by (indicator, column)."""
        return {(t.indicator, t.column): t for t in self.totals}

    @cached_property
    def contributions_by_indicator(self) -> Mapping[str, Sequence[Contribution]]:
        """The contributions to each indicator's first column, one per unit asked, by indicator."""
        first = {i.code: i.columns[0] for i in self.regime.indicators}
        by_indicator: dict[str, list[Contribution]] = {i.code: [] for i in self.regime.indicators}
        for contribution in self.contributions:
            if contribution.column == first[contribution.indicator]:
                by_indicator[contribution.indicator].append(contribution)
        return by_indicator

    @cached_property
    def documents(self) -> Mapping[str, Sequence[Mapping[str, str]]]:
        """The documents listed by the units, by indicator; empty for an indicator without any."""
        listed: dict[str, list[Mapping[str, str]]] = {i.code: [] for i in self.regime.indicators}
        for row in self.ledger.documents:
            if row["indicator"] in listed:
                listed[row["indicator"]].append(row)
        return listed

    @cached_property
    def units_with_evidence(self) -> Mapping[str, frozenset[str]]:
        """The codes of the units that gave evidence, by indicator."""
        places = {unit.code: filled_values(self.ledger.of(unit.code)) for unit in self.units}
        return {
            i.code: frozenset(unit for unit, found in places.items() if (i.code, "evidence") in found)
            for i in self.regime.indicators
        }

    def columns(self, indicator: Indicator) -> Mapping[str, Total]:
        """The totals of one indicator by column."""
        return {t.column: t for t in self.totals if t.indicator == indicator.code}

    def name(self, unit: str) -> str:
        """A unit's name at the start of a heading or in a cell: "Xã Giao Ninh"."""
        known = self.regime.unit.get(unit)
        return clean_text(vi.plain(known.name)) if known else unit

    def name_in_sentence(self, unit: str) -> str:
        """A unit's name inside a sentence: "xã Giao Ninh", "Liên đoàn Lao động tỉnh"."""
        name, known = self.name(unit), self.regime.unit.get(unit)
        return name[0].lower() + name[1:] if known and known.kind in _PLACES else name

    def join_names(self, units: Iterable[str]) -> str:
        """The units' names inside a sentence: "xã Giao Ninh, phường Lê Hồ và xã Ý Yên"."""
        return vi.join([self.name_in_sentence(unit) for unit in units])
