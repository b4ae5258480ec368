"""Reads one form without a master, using the regime embedded in it, with the form's unit as its only unit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.accept import accept_submission
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.read_form import build_submission, require_content
from bdhvs_xl.intake.submission import CHANNEL_FORM, Submission
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.grid import Grid, parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.layout import (
    CONTEXT_GRID,
    DEFINITIONS,
    IDENTITY_GRID,
    MASTER_GRID,
    PREVIOUS_ROW,
    UNIT_KIND,
)
from bdhvs_xl.regime import embedding, loader, registry
from bdhvs_xl.regime.model import Regime, Unit, UnitKind

_PLAIN = re.compile(r"\d+(\.\d+)?")
_WITHOUT_DEFINITIONS = (
    "Biểu mẫu phát từ bản chương trình cũ, không mang theo nội dung của cơ quan tổng hợp; "
    "báo cáo lập theo loại báo cáo có sẵn trong chương trình."
)


@dataclass(frozen=True, kw_only=True)
class StandaloneForm:
    """A form that was read: `regime` has only its unit; `remark` says what is not embedded in the form."""

    regime: Regime
    submission: Submission
    remark: str = ""

    @property
    def unit(self) -> Unit:
        """The unit of the form."""
        return self.regime.units[0]


def is_form(book: Book) -> bool:
    """Whether the workbook is a unit's form, not a master."""
    kinds = {parse_marker(text)[0] for text in book.markers().values()}
    return IDENTITY_GRID in kinds and MASTER_GRID not in kinds


def open_form_or_master(path: Path, *, button: str, **asked: Any) -> FileBook:
    """The file for a button that reads forms and changes masters; a form is opened read-only, without a lock."""
    with FileBook(path) as looked_at:
        changed = not is_form(looked_at)
    return FileBook(path, button=button if changed else "", **asked)


def read_standalone_form(book: Book) -> StandaloneForm:
    """The form in the workbook; UserError when it names no unit, is empty or its regime is unknown."""
    found: dict[str, list[Grid]] = {}
    for sheet in book.markers():
        if grid := book.read_grid(sheet):
            found.setdefault(grid.kind, []).append(grid)
    submission = build_submission(found, hash="", file=book.path.name, channel=CHANNEL_FORM)
    require_content(submission)
    context = found[CONTEXT_GRID][0] if CONTEXT_GRID in found else None
    if regime := _carried(context):
        regime = _of_one(regime, submission, context)
        return StandaloneForm(regime=regime, submission=accept_submission(regime, submission))
    regime = _of_one(_shipped(submission.identity), submission, context)
    unbound = replace(submission, identity={**submission.identity, "token": ""})
    return StandaloneForm(regime=regime, submission=accept_submission(regime, unbound), remark=_WITHOUT_DEFINITIONS)


def _carried(context: Grid | None) -> Regime | None:
    rows = [row for row in context.rows if row.startswith(DEFINITIONS)] if context else []
    if context is None or not rows:
        return None
    in_order = sorted(rows, key=lambda row: int(row.removeprefix(DEFINITIONS)))
    return embedding.regime_from_texts(as_typed(context.value(row, "value")) for row in in_order)


def _shipped(identity: Mapping[str, str]) -> Regime:
    """The regime shipped with the program under that id, for the period of the form."""
    if identity["regime"] not in loader.available_regimes():
        raise UserError(
            f"Biểu mẫu thuộc loại báo cáo “{identity['regime']}” mà chương trình trên máy này không có.",
            "Xin cơ quan tổng hợp phát lại biểu mẫu bằng bản chương trình mới, hoặc cài bản chương trình mới.",
        )
    regime = loader.load_regime(identity["regime"])
    period = {key: identity[key] for key in ("period_from", "period_to") if identity[key]}
    return replace(regime, settings={**regime.settings, **period})


def _of_one(regime: Regime, submission: Submission, context: Grid | None) -> Regime:
    """The regime whose only unit is the form's."""
    code = submission.unit
    known = regime.unit.get(code)
    name = vi.plain(submission.identity["unit_name"]) or (known.name if known else code)
    kind = _kind(as_typed(context.value(UNIT_KIND, "value")) if context else "", code, known)
    unit = Unit(
        code=code, name=name, kind=kind, attributes=_attributes(regime, context), previous=_previous(regime, context)
    )
    return replace(regime, units=(unit,), schedule=())


def _kind(told: str, code: str, known: Unit | None) -> UnitKind:
    """The unit's kind by the form, the regime or the list of communes; a department when none of them has it."""
    if told in get_args(UnitKind):
        return cast(UnitKind, told)
    if known:
        return known.kind
    commune = registry.communes().get(code)
    return commune.kind if commune else "department"


def _attributes(regime: Regime, context: Grid | None) -> dict[str, float]:
    typed = {a.key: as_typed(context.value(f"unit.{a.key}", "value")) for a in regime.attributes} if context else {}
    return _numbers(typed)


def _previous(regime: Regime, context: Grid | None) -> dict[str, dict[str, float]]:
    """The unit's numbers of the previous period by indicator and column."""
    if context is None:
        return {}
    columns = {
        i.code: {column: as_typed(context.value(f"{PREVIOUS_ROW}{i.code}", column)) for column in i.columns}
        for i in regime.indicators
    }
    return {code: numbers for code, typed in columns.items() if (numbers := _numbers(typed))}


def _numbers(typed: Mapping[str, str]) -> dict[str, float]:
    return {key: float(text) for key, text in typed.items() if _PLAIN.fullmatch(text)}
