"""What the benchmarks work on: the Ninh Bình survey asked of many communes, and filled forms."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from bdhvs_xl.form.issue import write_forms
from bdhvs_xl.master.book.grid import parse_grid
from bdhvs_xl.master.book.workbook_file import WorkbookFile
from bdhvs_xl.master.layout import FORM_INDICATORS
from bdhvs_xl.regime import loader, registry
from bdhvs_xl.regime.model import Regime, Unit

MASTER_ID = "0123456789abcdef"
SOME = 332
"""How many units the ratios of the baseline are measured on."""


def regime(count: int) -> Regime:
    """The survey asked of `count` communes of the country."""
    base = loader.load_regime("ninh_binh_02")
    communes = list(registry.communes().values())[:count]
    units = tuple(Unit(code=c.code, name=c.name, kind=c.kind) for c in communes)
    settings = {**base.settings, "master_id": MASTER_ID}
    return replace(base, settings=settings, units=units, schedule=())


def issued(asked: Regime, folder: Path) -> list[Path]:
    """The forms of all units, made in `folder`."""
    made = write_forms(asked, folder, date(2026, 5, 15), lambda text, done, total: None)
    return list(made.forms.values())


def filled(asked: Regime, forms: list[Path], folder: Path) -> list[Path]:
    """The same forms with every number typed in, in `folder`."""
    folder.mkdir()
    return [_fill(asked, form, folder / form.name, seed) for seed, form in enumerate(forms)]


def some_filled(folder: Path) -> Path:
    """The folder of `SOME` filled forms, made when first asked for."""
    to = folder / "some filled"
    if not to.exists():
        asked = regime(SOME)
        units = {unit.code for unit in asked.units}
        forms = issued(asked, folder / "some issued")
        filled(asked, [form for form in forms if form.name.partition("-")[0] in units], to)
    return to


def _fill(asked: Regime, form: Path, to: Path, seed: int) -> Path:
    package = WorkbookFile.open(form)
    package.set_cells(FORM_INDICATORS, dict(_typed(asked, form, seed)))
    package.save(to)
    return to


_ADDRESSES: dict[tuple[str, str], str] = {}


def _typed(asked: Regime, form: Path, seed: int) -> Iterator[tuple[str, str]]:
    for place, address in (_ADDRESSES or _addresses(form)).items():
        indicator = asked.indicator.get(place[0])
        if indicator and place[1] in indicator.columns:
            yield address, "Có" if indicator.kind.code == "yes_no" else str(100 + seed % 37 + len(place[1]))
        elif indicator and place[1] == "evidence":
            yield (
                address,
                f"Nhà văn hóa thôn {seed % 9 + 1}; trường trung học cơ sở; các buổi sinh hoạt thôn, tổ dân phố",
            )


def _addresses(form: Path) -> dict[tuple[str, str], str]:
    """Where every keyed cell of the indicators grid is: the same in all forms of one regime."""
    from python_calamine import CalamineWorkbook

    cells = CalamineWorkbook.from_path(form).get_sheet_by_name(FORM_INDICATORS).to_python(skip_empty_area=False)
    grid = parse_grid(FORM_INDICATORS, cells)
    assert grid
    _ADDRESSES.update({(row, column): grid.address(row, column) for row in grid.rows for column in grid.columns})
    return _ADDRESSES
