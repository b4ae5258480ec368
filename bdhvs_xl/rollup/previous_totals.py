"""The totals of the period before: what units had reported then, added up where it is known of all asked now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bdhvs_xl.intake.ledger import Place
from bdhvs_xl.rollup.contributions import Contribution
from bdhvs_xl.rollup.summation import Sum


def previous_sums(given: Iterable[Contribution]) -> Mapping[Place, Sum]:
    """What the earlier numbers come to by (indicator, column); nothing where a unit's is not known."""
    numbers: dict[Place, list[float | None]] = defaultdict(list)
    for contribution in given:
        numbers[contribution.indicator, contribution.column].append(contribution.earlier)
    known = {place: [n for n in found if n is not None] for place, found in numbers.items() if None not in found}
    return {place: Sum(sum(found), max(found), len(found)) for place, found in known.items()}
