"""The identity of a form: revision and token that identify a returned form, and its file name.

They protect against mistakes, not against forgery: anyone with this program can compute them. They detect an
overtyped unit code, a form of another unit, master, period or revision. They do not prove that the numbers are the
unit's own, nor who typed them; the signed paper does.
"""

import json
import re
from datetime import date
from hashlib import sha256

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import UNITS
from bdhvs_xl.regime.model import Regime, Unit

_CHOICE_SEPARATOR = " - "


def form_revision(regime: Regime) -> str:
    """Eight hex digits that change when the form asks for something else: indicators, their kinds, columns or sections.

    Names, guidance, rules and targets may be reworded without making issued forms old.
    """
    asks = [[i.code, i.kind.code, i.columns, i.unit_kinds, *i.units] for i in regime.indicators]
    sections = [s.id for s in regime.sections if s.asked]
    return _digest([regime.id, asks, sections], 8)


def form_token(regime: Regime, unit_code: str) -> str:
    """Twelve hex digits that bind a form to its unit, master and period; "" for the common form (no unit).

    The revision is not included, so that a form issued before an indicator was added still identifies its unit.
    """
    if not unit_code:
        return ""
    period = [regime.period_from.isoformat(), regime.period_to.isoformat()]
    return _digest([regime.settings.get("master_id", ""), regime.id, unit_code, *period], 12)


def form_name(unit: Unit, regime: Regime) -> str:
    """The file name of a unit's form, such as `14212-xa-giao-ninh-2025-07-01_2026-05-17.xlsx`."""
    return f"{_coded_name(unit)}-{_period(regime)}.xlsx"


def correction_name(unit: Unit, today: date) -> str:
    """The file name without suffix of a correction request, such as `14212-xa-giao-ninh-can-sua-…`."""
    return f"{_coded_name(unit)}-can-sua-{today.isoformat()}"


def common_form_name(regime: Regime) -> str:
    """The file name of the common form, in which the unit is chosen from a list."""
    return f"bieu-mau-chung-{_period(regime)}.xlsx"


def unit_choice(unit: Unit) -> str:
    """The unit as in the list of the common form, such as `14212 - Xã Giao Ninh`."""
    return f"{unit.code}{_CHOICE_SEPARATOR}{unit.name}"


def chosen_code(text: str) -> str:
    """The unit code in a `unit_code` cell, which holds a code or an item of the common form's list."""
    return text.partition(_CHOICE_SEPARATOR)[0].strip()


def find_unit(regime: Regime, text: str) -> Unit:
    """The unit with that code, list item or full name; UserError with similar names when none or several match."""
    code, name = chosen_code(text), vi.fold(text)
    found = [u for u in regime.units if u.code == code] or [u for u in regime.units if vi.fold(u.name) == name]
    if len(found) == 1:
        return found[0]
    if found:
        codes = vi.join([u.code for u in found])
        raise UserError(f"Có {len(found)} đơn vị tên “{text}”: mã {codes}.", "Hãy ghi mã đơn vị.")
    names = vi.similar_names(text, [u.name for u in regime.units])
    alike = vi.join([unit_choice(u) for u in regime.units if u.name in names])
    near = f"Gần giống: {alike}. " if alike else ""
    raise UserError(f"Không có đơn vị “{text}”.", f"{near}Hãy ghi mã hoặc tên đầy đủ như ở trang {UNITS}.")


def _coded_name(unit: Unit) -> str:
    code = unit.code if re.fullmatch("[0-9A-Za-z-]+", unit.code) else vi.ascii_name(unit.code)
    return f"{code}-{vi.ascii_name(unit.name)}"


def _period(regime: Regime) -> str:
    return f"{regime.period_from.isoformat()}_{regime.period_to.isoformat()}"


def _digest(facts: list[object], length: int) -> str:
    text = json.dumps(facts, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:length]
