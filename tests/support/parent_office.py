"""Two levels: an office with three units, and the province above it that asks the office for its totals."""

from dataclasses import replace
from pathlib import Path

from bdhvs_xl.buttons import collect, roll_up
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.build.master_workbook import build_master
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator, Regime, Section, Unit
from support.filled_forms import filled_form
from support.masters import NOW
from support.small_regime import small_regime

OFFICE = "14212"
ANSWERS = {
    "14212": {
        "1.1": "Có", "2.1": "2.610", "2.1.evidence": "Bản tin xã", "2.2": "2", "2.2.evidence": "VNeID; iHanoi",
        "2.4": "12 (350)", "2.4.evidence": "Lớp tập huấn", "2.10.numerator": "40", "2.10.denominator": "43",
        "2.11": "Khen 3 tập thể",
    },
    "13669": {
        "1.1": "Không", "2.1": "80", "2.1.evidence": "Loa truyền thanh", "2.2": "2", "2.2.evidence": "MOOC; VNeID",
        "2.4": "3", "2.4.people": "60", "2.4.evidence": "Lớp cơ bản", "2.10.numerator": "25", "2.10.denominator": "50",
    },
    "LDLD": {"1.1": "Không", "2.1": "10", "2.1.evidence": "Trang tin", "2.4.answer": "Không phát sinh"},
}  # fmt: skip


def office() -> Regime:
    """The regime by which the office asks its own units."""
    small = small_regime()
    up = {"1.1": "1.5", "2.1": "2.7"}
    indicators = tuple(replace(i, up=up.get(i.code, "")) for i in small.indicators)
    return replace(small, indicators=indicators, settings={**small.settings, "own_code": OFFICE})


def above() -> Regime:
    """The regime of the province: other codes and kinds for some, one indicator and one section of its own."""
    small = small_regime()
    codes, kinds = {"1.1": "1.5", "2.1": "2.7"}, {"1.1": (KINDS["ratio"], "ratio")}
    asked = []
    for i in small.indicators:
        kind, over_units = kinds.get(i.code, (i.kind, i.over_units))
        labels = dict.fromkeys(("numerator", "denominator"), "Số") if i.code in kinds else i.labels
        asked.append(replace(i, code=codes.get(i.code, i.code), kind=kind, over_units=over_units, labels=labels))
    asked.append(
        Indicator(code="2.12", name="Số hội nghị.", group="2", unit="Số", kind=KINDS["count"], over_units="sum")
    )
    sections = (*small.sections, Section(id="plan", number="IV", level=1, title="Phương hướng", asked=True))
    units = (
        Unit(code=OFFICE, name="Xã Giao Ninh", kind="commune"),
        Unit(code="13669", name="Phường Nam Định", kind="ward"),
    )
    settings = {**small.settings, "regime": "above", "master_id": "m-0002"}
    return replace(
        small, indicators=tuple(asked), sections=sections, units=units, rules=(), schedule=(), settings=settings
    )


def office_master(folder: Path) -> Path:
    """The office's master, with the forms of all its units collected and rolled up."""
    regime, path = office(), folder / "xã" / "Tổng hợp xã.xlsx"
    returned = folder / "đơn vị gửi về"
    path.parent.mkdir()
    returned.mkdir()
    build_master(regime, path)
    for unit, answers in ANSWERS.items():
        filled_form(regime, unit, returned / f"{unit}.xlsx", answers)
    return collected(path, returned)


def collected(master: Path, folder: Path) -> Path:
    """The master with the forms of a folder collected and rolled up."""
    for button, given in ((collect, {"folder": folder}), (roll_up, {})):
        with FileBook(master, button="collect", now=NOW, user="An") as book:
            button.run(book, **given)
    return master
