"""Reads the parent office's form: its regime, unit and indicators; UserError for a form of another office."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.form.identity import chosen_code, form_token, unit_choice
from bdhvs_xl.intake.file_types import detect_file_type
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.layout import (
    CONFIG,
    CONTEXT_GRID,
    DEFINITIONS,
    FORM_INDICATORS,
    IDENTITY_GRID,
    INDICATORS_GRID,
    MASTER_GRID,
    SETTINGS,
    UNIT_KIND,
)
from bdhvs_xl.regime.embedding import regime_from_texts
from bdhvs_xl.regime.model import Indicator, Regime, Unit, UnitKind

OWN_CODE = "own_code"
_SETTING = next(f"trang {CONFIG}, dòng “{setting.name}”" for setting in SETTINGS if setting.key == OWN_CODE)
_CHOOSE = "Hãy chọn biểu mẫu .xlsx mà cơ quan cấp trên gửi cho cơ quan mình."
_KINDS: tuple[UnitKind, ...] = get_args(UnitKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetForm:
    """A form with its embedded regime, its unit, and the indicators it asks of that unit."""

    form: IssuedForm
    regime: Regime
    unit: Unit
    asked: tuple[Indicator, ...]
    findings: tuple[Finding, ...]


def read_target_form(path: Path, own: Regime) -> TargetForm:
    """The form in a file, for the office whose master has the regime `own`; UserError when it is for another one."""
    _require_workbook(path)
    form = IssuedForm(path)
    _require_form(form)
    regime = _carried(form)
    _require_not_ours(form, own, regime)
    _require_period(own, regime)
    unit = _unit(form, own, regime)
    rows = form.grids[INDICATORS_GRID].rows
    asked = regime.asked_of(unit)
    lost = _lost(indicator for indicator in asked if indicator.code not in rows)
    findings = [*lost, *_unsure(own, unit), *_other_period(own, regime), *_other_start(own, regime)]
    known = tuple(indicator for indicator in asked if indicator.code in rows)
    return TargetForm(form=form, regime=regime, unit=unit, asked=known, findings=tuple(findings))


def _identity(form: IssuedForm, key: str) -> str:
    return as_typed(form.value(IDENTITY_GRID, key, "value"))


# --- what it is -----------------------------------------------------------------------------------------------------


def _require_workbook(path: Path) -> None:
    if detect_file_type(path.name, path.read_bytes()) != "xlsx":
        cure = f"{_CHOOSE} Tệp .xls hoặc .ods: mở ra, lưu lại dạng .xlsx."
        raise UserError(f"“{path.name}” không phải tệp Excel .xlsx, hoặc có mật khẩu, hoặc đã hỏng.", cure)


def _require_form(form: IssuedForm) -> None:
    if MASTER_GRID in form.grids:
        raise UserError(f"“{form.name}” là file tổng hợp, không phải biểu mẫu.", _CHOOSE)
    if not {IDENTITY_GRID, INDICATORS_GRID} <= form.grids.keys():
        raise UserError(
            f"“{form.name}” không phải biểu mẫu của hệ thống này, hoặc đã mất trang, dòng và cột ẩn.", _CHOOSE
        )


def _require_not_ours(form: IssuedForm, own: Regime, above: Regime) -> None:
    ours, theirs = (regime.settings.get("master_id", "") for regime in (own, above))
    if ours and ours == theirs:
        raise UserError(f"“{form.name}” là biểu mẫu do chính file tổng hợp này phát cho đơn vị.", _CHOOSE)


def _carried(form: IssuedForm) -> Regime:
    context = form.grids.get(CONTEXT_GRID)
    rows = [key for key in context.rows if key.startswith(DEFINITIONS)] if context else []
    if not rows:
        raise UserError(
            f"Biểu mẫu “{form.name}” không mang theo định nghĩa chỉ số: biểu mẫu phát từ bản chương trình cũ.",
            "Xin cơ quan cấp trên phát lại biểu mẫu, hoặc điền tay.",
        )
    rows.sort(key=lambda key: int(key.removeprefix(DEFINITIONS)))
    return regime_from_texts(as_typed(form.value(CONTEXT_GRID, key, "value")) for key in rows)


def _require_period(own: Regime, above: Regime) -> None:
    if own.period_to < above.period_from or above.period_to < own.period_from:
        raise UserError(
            f"Biểu mẫu của kỳ báo cáo khác ({_period(above)}), file tổng hợp này là kỳ {_period(own)}.",
            "Hãy chọn biểu mẫu của cùng kỳ, hoặc mở file tổng hợp của kỳ đó.",
        )


def _other_period(own: Regime, above: Regime) -> Iterator[Finding]:
    if (own.period_from, own.period_to) != (above.period_from, above.period_to):
        message = f"Kỳ của biểu mẫu ({_period(above)}) không trùng kỳ của file tổng hợp ({_period(own)})."
        yield Finding(
            rule="up_period", severity="warning", message=message, cure="Kiểm tra số có đúng kỳ được hỏi không."
        )


def _other_start(own: Regime, above: Regime) -> Iterator[Finding]:
    ours, theirs = own.cumulative_from, above.cumulative_from
    if ours and theirs and ours != theirs:
        message = (
            f"Lũy kế ở đây tính từ ngày {vi.format_date(ours)}, biểu mẫu tính từ ngày {vi.format_date(theirs)}: chỉ "
            "đưa lên số trong kỳ."
        )
        cure = "Ghi lũy kế theo ngày của biểu mẫu; ô lũy kế để trống thì biểu mẫu tự cộng với kỳ trước ghi ở đó."
        yield Finding(rule="up_since", severity="warning", message=message, cure=cure)


def _period(regime: Regime) -> str:
    return f"{vi.format_date(regime.period_from)} - {vi.format_date(regime.period_to)}"


# --- whose it is ----------------------------------------------------------------------------------------------------


def _unit(form: IssuedForm, own: Regime, above: Regime) -> Unit:
    """The unit the form is for; of the common form the one that `Cấu hình` says, which is then chosen in the form."""
    present, ours = chosen_code(_identity(form, "unit_code")), own.settings.get(OWN_CODE, "").strip()
    if not present:
        return _chosen(form, above, ours)
    name = _identity(form, "unit_name")
    if ours and present != ours:
        raise UserError(
            f"Biểu mẫu phát cho đơn vị {present} ({name}), cơ quan này có mã {ours} ({_SETTING}).",
            "Hãy chọn đúng biểu mẫu của cơ quan mình, hoặc sửa mã ở trang đó.",
        )
    given = _identity(form, "token")
    if given and above.settings.get("master_id") and given != form_token(above, present):
        raise UserError(
            f"Mã đơn vị {present} trong biểu mẫu không phải đơn vị mà biểu mẫu được phát cho.",
            "Xin lại biểu mẫu từ cơ quan cấp trên.",
        )
    return _known(form, above, present, name)


def _known(form: IssuedForm, above: Regime, code: str, name: str) -> Unit:
    if code in above.unit:
        return above.unit[code]
    kind = as_typed(form.value(CONTEXT_GRID, UNIT_KIND, "value"))
    return Unit(code=code, name=name, kind=next((known for known in _KINDS if known == kind), "commune"))


def _chosen(form: IssuedForm, above: Regime, ours: str) -> Unit:
    if not ours:
        raise UserError(
            "Biểu mẫu chung chưa chọn đơn vị, và chưa biết cơ quan này là đơn vị nào.",
            f"Ghi mã của cơ quan mình ở {_SETTING}; hoặc chọn đơn vị trong biểu mẫu rồi lưu lại.",
        )
    if ours not in above.unit:
        raise UserError(
            f"Danh sách đơn vị của biểu mẫu không có mã {ours} ({_SETTING}).",
            "Sửa lại mã ở trang đó, hoặc chọn đơn vị trong biểu mẫu rồi lưu lại.",
        )
    unit, grid = above.unit[ours], form.grids[IDENTITY_GRID]
    column = grid.columns["value"]
    form.put(IDENTITY_GRID, grid.rows["unit_code"], column, unit_choice(unit))
    form.show(IDENTITY_GRID, {(grid.rows["unit_name"], column): unit.name})
    return unit


def _unsure(own: Regime, unit: Unit) -> Iterator[Finding]:
    if not own.settings.get(OWN_CODE, "").strip():
        message = f"Biểu mẫu ghi đơn vị báo cáo là {unit.name} ({unit.code})."
        cure = f"Nếu đúng là cơ quan mình: ghi mã {unit.code} ở {_SETTING} để lần sau được đối chiếu."
        yield Finding(rule="up_unit", severity="notice", message=message, cure=cure)


def _lost(indicators: Iterator[Indicator]) -> Iterator[Finding]:
    for indicator in indicators:
        message = f"Biểu mẫu đã mất dòng của chỉ số {indicator.code} ở trang {FORM_INDICATORS}, không ghi được."
        yield Finding(
            rule="up_row_lost", severity="warning", indicator=indicator.code, message=message,
            cure="Lấy lại biểu mẫu được phát rồi bấm lại.",
        )  # fmt: skip
