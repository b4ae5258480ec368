"""What the data say over all indicators: who leads, who lags, which targets are missed, what remains to be done."""

from collections import Counter
from collections.abc import Callable, Iterable

from bdhvs_xl import vi
from bdhvs_xl.report.blocks import Block
from bdhvs_xl.report.figures import Figure, Figures
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.reporting import standings

_OFTEN = 2
"""Indicators in which a unit must stand first (or last) to be named."""
_NAMED_AT_MOST = 3
_TIED_AT_MOST = 2


def leaders(material: Material, figures: Figures) -> str:
    """Who has the highest ratio in several indicators; "" where nobody has."""
    named = _repeatedly(material, figures, max, "units_best", "dẫn đầu")
    return f"Xét các chỉ số tính bằng tỉ lệ, {named}." if named else ""


def laggards(material: Material, figures: Figures) -> str:
    """Who has the lowest ratio in several indicators; "" where nobody has."""
    named = _repeatedly(material, figures, min, "units_weakest", "thấp nhất ở")
    return f"Xét các chỉ số tính bằng tỉ lệ, {named}; cần tập trung chỉ đạo, hỗ trợ." if named else ""


def missed_targets(material: Material, figures: Figures) -> str:
    """How many indicators have a target, and which of them are short of it; "" where none is."""
    judged = {t.indicator: t for t in material.totals if t.target is not None and t.met is not None}
    missed = [code for code, total in judged.items() if not total.met]
    if not missed:
        return ""
    count = figures.count(len(missed), "targets_missed")
    return f"Còn {count}/{figures.count(len(judged), 'targets')} chỉ số chưa đạt mục tiêu (chỉ số {vi.join(missed)})."


def tasks(material: Material) -> list[Block]:
    """What the data themselves leave to be done, each as an item."""
    open_units = [s.unit for s in standings(material) if not s.sent]
    wrong = [s.unit for s in standings(material) if s.status in ("returned", "awaiting_entry")]
    said = [
        ("Đôn đốc", "gửi báo cáo để tổng hợp đầy đủ", open_units),
        ("Phối hợp với", "hoàn thiện số liệu, minh chứng để chốt kết quả chính thức", wrong),
    ]
    return [Block("item", f"{verb} {material.list_named(units)} {what}.") for verb, what, units in said if units]


def _repeatedly(
    material: Material, figures: Figures, pick: Callable[[Iterable[float]], float], column: str, word: str
) -> str:
    """ "xã Giao Ninh dẫn đầu 04/07 chỉ số, phường Nam Định dẫn đầu 02/07 chỉ số"; ties of many count for nobody."""
    compared, times = 0, Counter[str]()
    for indicator in material.regime.indicators:
        counted = [c for c in material.given[indicator.code] if c.standing == "counted"]
        shares = {c.unit: c.percent for c in counted if c.percent is not None}
        if indicator.over_units != "ratio" or len(shares) <= _TIED_AT_MOST:
            continue
        compared += 1
        extreme = [unit for unit, share in shares.items() if abs(share - pick(shares.values())) < 0.05]
        times.update(extreme if len(extreme) <= _TIED_AT_MOST else ())
    return ", ".join(
        f"{material.named(unit)} {word} {_count(figures, unit, column, number)}/{vi.padded_count(compared)} chỉ số"
        for unit, number in times.most_common(_NAMED_AT_MOST)
        if number >= _OFTEN
    )


def _count(figures: Figures, unit: str, column: str, number: int) -> str:
    text = vi.padded_count(number)
    return figures.mark(Figure(indicator="", column=column, unit=unit, value=number, text=text, units=(unit,)))
