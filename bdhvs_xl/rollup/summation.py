"""Sums of contributions. The only use of pandas, which is imported when there is something to sum."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.intake.ledger import ValueKey
from bdhvs_xl.rollup.contributions import Contribution


@dataclass(frozen=True, slots=True)
class Sum:
    """Sum, maximum and count of the numbers of one column of one indicator."""

    total: float | None
    largest: float | None
    numbers: int


NO_SUM = Sum(None, None, 0)
"""No number at all: missing is not zero."""


def add_up(given: Sequence[Contribution]) -> Mapping[ValueKey, Sum]:
    """Sum, maximum and count of the counted numbers by (indicator, column), without entries for none."""
    import pandas as pd

    frame = pd.DataFrame.from_records(
        [(c.indicator, c.column, c.number) for c in given if c.number is not None],
        columns=["indicator", "column", "number"],
    )
    grouped = frame.groupby(["indicator", "column"], sort=False)["number"].agg(["sum", "max", "count"])
    return {
        (str(indicator), str(column)): Sum(float(total), float(largest), int(count))
        for indicator, column, total, largest, count in grouped.reset_index().itertuples(index=False)
    }


def distinct_names(given: Sequence[Contribution]) -> Mapping[str, tuple[str, ...]]:
    """The distinct names of every indicator as first typed; case, spaces and tone placement are ignored."""
    import pandas as pd

    frame = pd.DataFrame.from_records(
        [(c.indicator, name, vi.fold(name)) for c in given if c.number is not None for name in c.names],
        columns=["indicator", "name", "key"],
    ).drop_duplicates(["indicator", "key"])
    return {str(indicator): tuple(names) for indicator, names in frame.groupby("indicator", sort=False)["name"]}


def previous_sums(given: Iterable[Contribution]) -> Mapping[ValueKey, Sum]:
    """The sums of the previous period by (indicator, column), only where the value of every unit is known."""
    numbers: dict[ValueKey, list[float | None]] = defaultdict(list)
    for contribution in given:
        numbers[contribution.indicator, contribution.column].append(contribution.earlier)
    known = {place: [n for n in found if n is not None] for place, found in numbers.items() if None not in found}
    return {place: Sum(sum(found), max(found), len(found)) for place, found in known.items()}
