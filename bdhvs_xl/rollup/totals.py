"""Totals of every indicator: aggregated over units as the regime defines, with coverage and agreed value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl.intake.ledger import Ledger, ValueKey
from bdhvs_xl.regime.model import Indicator, Regime
from bdhvs_xl.rollup import summation
from bdhvs_xl.rollup.contributions import Contribution, FaultyCells, contributions, summed_columns
from bdhvs_xl.rollup.coverage import Coverage, coverage, is_target_met, required_coverage
from bdhvs_xl.rollup.summation import previous_sums


@dataclass(frozen=True, slots=True)
class AgreedValue:
    """An agreed value (set by the leaders for the whole province) with its reason."""

    value: float
    reason: str


def agreed_values(ledger: Ledger) -> Mapping[ValueKey, AgreedValue]:
    """The agreed value of every (indicator, column) that has one; the last line of `Điều chỉnh` wins."""
    return {
        (line.indicator, line.column): AgreedValue(line.value, line.reason)
        for line in ledger.adjustments
        if not line.unit and isinstance(line.value, float)
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One total of the province.

    `units_expected` were asked, `units_reported` are in `value`; `missing` have no usable value, `percent_only` only a
    percentage, which cannot be added. `met` is None without a target or with too few reports.
    `provisional` totals contain numbers of reports that still have errors elsewhere. `previous` is the total of the
    previous period over the same units, None unless known for all of them.
    """

    indicator: str
    column: str
    value: float | None
    agreed: float | None = None
    agreed_reason: str = ""
    units_reported: int
    units_expected: int
    missing: tuple[str, ...] = ()
    target: float | None = None
    met: bool | None = None
    previous: float | None = None
    provisional: bool = False
    names: tuple[str, ...] = ()
    percent_only: tuple[str, ...] = ()

    @property
    def shown(self) -> float | None:
        """The number to print: the agreed value if any, otherwise the computed one."""
        return self.value if self.agreed is None else self.agreed

    def as_mapping(self) -> Mapping[str, object]:
        """The total with the fields of `--json`; `missing` has the codes of units that are not in it."""
        return {
            "indicator": self.indicator,
            "column": self.column,
            "value": self.value,
            "agreed": self.agreed,
            "units_reported": self.units_reported,
            "units_expected": self.units_expected,
            "missing": [*self.missing, *self.percent_only],
            "target": self.target,
            "met": self.met,
            "previous": self.previous,
        }


def compute_totals(regime: Regime, ledger: Ledger, faulty: FaultyCells) -> list[Total]:
    """The totals in the order of indicators and columns.

    Columns: `value` (and `people`) of counts, of those that repeat `in_period` (`people`), `cumulative`
    (`cumulative_people`); `numerator`, `denominator` and `percent` of ratios and of yes/no questions (how many say Có,
    out of those that answered); texts have none. `faulty` cells do not count.
    """
    return totals_from_contributions(regime, ledger, contributions(regime, ledger, faulty))


def totals_from_contributions(regime: Regime, ledger: Ledger, given: Sequence[Contribution]) -> list[Total]:
    """The totals of these contributions; as `compute_totals`."""
    adder = _Adder(
        regime,
        summation.add_up(given),
        summation.distinct_names(given),
        coverage(given),
        agreed_values(ledger),
        previous_sums(given),
    )
    return [total for indicator in regime.indicators for total in adder.totals(indicator)]


def percentage(numerator: float | None, denominator: float | None) -> float | None:
    """The percentage, 0 to 100; None when a part is missing or the denominator is zero."""
    return 100 * numerator / denominator if numerator is not None and denominator else None


def _with_percent(numerator: float | None, denominator: float | None) -> Mapping[str, float | None]:
    percent = percentage(numerator, denominator)
    return {"numerator": numerator, "denominator": denominator, "percent": percent}


@dataclass(frozen=True, slots=True)
class _Adder:
    """Sums by (indicator, column) and names by indicator, from which it builds the totals."""

    regime: Regime
    sums: Mapping[ValueKey, summation.Sum]
    names: Mapping[str, tuple[str, ...]]
    covered: Mapping[ValueKey, Coverage]
    agreed: Mapping[ValueKey, AgreedValue]
    before: Mapping[ValueKey, summation.Sum]

    def totals(self, indicator: Indicator) -> list[Total]:
        """The totals of one indicator."""
        computed = self._computed(indicator, self.sums)
        agreed = self._agreed(indicator, computed)
        before = self._computed(indicator, self.before) if indicator.over_units != "distinct" else {}
        return [
            self._total(indicator, column, value, agreed.get(column), before.get(column))
            for column, value in computed.items()
        ]

    def _computed(self, indicator: Indicator, added: Mapping[ValueKey, summation.Sum]) -> Mapping[str, float | None]:
        """The value of every column of the total, computed from the sums `added`."""
        sums = {c: added.get((indicator.code, c), summation.NO_SUM) for c in summed_columns(indicator)}
        match indicator.over_units:
            case "max":
                return {column: found.largest for column, found in sums.items()}
            case "distinct":
                names = self.names.get(indicator.code, ())
                return {column: float(len(names)) if found.numbers else None for column, found in sums.items()}
            case "share_yes" if sums:
                said = sums["value"]
                return _with_percent(said.total, float(said.numbers) if said.numbers else None)
            case "ratio" if sums:
                return _with_percent(sums["numerator"].total, sums["denominator"].total)
        return {column: found.total for column, found in sums.items()}

    def _agreed(self, indicator: Indicator, computed: Mapping[str, float | None]) -> Mapping[str, AgreedValue]:
        """The agreed values by column: a percentage follows its parts; "Kết quả" of a ratio is its percentage."""
        lines = {
            column: self.agreed[indicator.code, column]
            for column in computed
            if (indicator.code, column) in self.agreed
        }
        if "percent" not in computed or "percent" in lines:
            return lines
        if (indicator.code, "value") in self.agreed:
            return {**lines, "percent": self.agreed[indicator.code, "value"]}
        shown = {column: lines[column].value if column in lines else value for column, value in computed.items()}
        percent = percentage(shown["numerator"], shown["denominator"]) if lines else None
        reasons = "; ".join(dict.fromkeys(line.reason for line in lines.values()))
        return lines if percent is None else {**lines, "percent": AgreedValue(percent, reasons)}

    def _total(
        self, indicator: Indicator, column: str, value: float | None, agreed: AgreedValue | None, previous: float | None
    ) -> Total:
        source = column if column in indicator.columns else indicator.columns[0]
        covered = self.covered.get((indicator.code, source), Coverage())
        target = self.regime.target(indicator) if column == indicator.judged else None
        met = is_target_met(indicator, value, target, covered, required_coverage(self.regime))
        if agreed is not None and target is not None:
            met = agreed.value >= target
        return Total(
            indicator=indicator.code, column=column, value=value, agreed=agreed.value if agreed else None,
            agreed_reason=agreed.reason if agreed else "", units_reported=covered.reported,
            units_expected=covered.expected, missing=covered.missing, target=target, met=met,
            provisional=covered.provisional, names=self.names.get(indicator.code, ()),
            percent_only=covered.percent_only, previous=previous,
        )  # fmt: skip
