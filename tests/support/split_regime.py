"""The small regime with its results in two appendices, targets and statistics, and one sheet that no report prints."""

from dataclasses import replace

from bdhvs_xl.regime.model import Appendix, Regime
from support.small_regime import small_regime

TARGETS, STATISTICS, ALL = "PL1 Chỉ tiêu", "PL2 Thống kê", "Mọi chỉ số"


def split_regime() -> Regime:
    """The regime, fresh each time: group 2 against its targets, group 1 as statistics, both on the sheet `ALL`."""
    appendices = (
        Appendix(id="PL1", number="I", kind="targets", sheet=TARGETS, title="Chỉ tiêu", groups=("2",)),
        Appendix(id="PL2", number="II", kind="statistics", sheet=STATISTICS, title="Thống kê", groups=("1",)),
        Appendix(id="KQ", number="", kind="results", sheet=ALL, title="Mọi chỉ số"),
    )
    return replace(small_regime(), appendices=appendices, schedule=())
