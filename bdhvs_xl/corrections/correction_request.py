"""Builds correction requests: the unit's own file, or a new filled form, unlocked at the cells of its findings."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from bdhvs_xl.checks import regime_rules
from bdhvs_xl.corrections.form_cells import FormCell, FormCells
from bdhvs_xl.corrections.new_form import NewForms
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.form import correction_file
from bdhvs_xl.form.correction_sheet import CorrectionLine
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.intake import versions
from bdhvs_xl.intake.file_types import detect_file_type
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair import repair_indicators
from bdhvs_xl.intake.repair.repair_evidence import visible_labels
from bdhvs_xl.master.labels import COLUMN_NAMES, SEVERITY_NAMES
from bdhvs_xl.master.layout import IDENTITY_GRID, INDICATORS_GRID
from bdhvs_xl.regime.model import Regime, Unit

_NO_FILE = "Số liệu của đơn vị do cơ quan tổng hợp nhập, nên đây là biểu mẫu mới đã điền sẵn các số đó."
_NEW_FORM = "Tệp đơn vị đã gửi {why}, nên đây là biểu mẫu mới đã điền sẵn số liệu của đơn vị."
_ADDRESSES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """A correction request: the form, the unlocked cells, a line per finding.

    `id` depends only on form and findings; `note` says why the form is not the unit's own file, "" when it is.
    """

    id: str
    unit: Unit
    form: IssuedForm
    spots: tuple[FormCell, ...]
    lines: tuple[CorrectionLine, ...]
    note: str

    def write(self, path: Path) -> None:
        """Write the form that asks for the corrections to `path`."""
        opened: dict[str, set[str]] = {}
        for spot in self.spots:
            opened.setdefault(self.form.grids[spot.kind].sheet, set()).add(spot.address)
        whose = f"{self.unit.name} ({self.unit.code})"
        correction_file.make_correction_file(
            self.form, opened, self.lines, self.id, whose, [self.note] if self.note else []
        )
        self.form.save(path)


def findings_to_send(findings: Iterable[Finding], warnings: bool) -> dict[str, list[Finding]]:
    """The findings to send back, by unit: errors, and with `warnings` also unexplained warnings."""
    asked: dict[str, list[Finding]] = {}
    for finding in findings:
        open_warning = warnings and finding.severity == "warning" and finding.state != "explained"
        if finding.unit and finding.rule != versions.RULE and (finding.severity == "error" or open_warning):
            asked.setdefault(finding.unit, []).append(finding)
    return asked


class CorrectionRequests:
    """Builds the requests of a master with its received files below `root`; drafts are written into `drafts`."""

    def __init__(self, regime: Regime, ledger: Ledger, root: Path, drafts: Path) -> None:
        self._regime, self._ledger, self._root = regime, ledger, root
        self._fresh = NewForms(regime, ledger, drafts)

    def request(self, unit: Unit, findings: Sequence[Finding]) -> CorrectionRequest:
        """The request to a unit: in its own file where that is possible, else in a new filled form."""
        try:
            canvas = self._canvas(self._own(unit), unit)
            spots = [canvas.spots(finding) for finding in findings]
            lost = [f.indicator for f, found in zip(findings, spots, strict=True) if f.indicator and not found]
            if lost:
                raise UserError(f"không còn đủ dòng, cột của chỉ số {lost[0]}")
            self._bring_up_to_date(canvas, [spot for found in spots for spot in found])
            return _request(canvas, unit, findings, spots, "")
        except UserError as why:
            canvas = self._canvas(self._fresh.form(unit), unit)
            return _request(canvas, unit, findings, [canvas.spots(finding) for finding in findings], _note(why))

    def _canvas(self, form: IssuedForm, unit: Unit) -> FormCells:
        return FormCells(form, self._regime, self._ledger, unit.code, self._tests)

    @cached_property
    def _tests(self) -> Mapping[str, regime_rules.RuleTest]:
        return {test.rule.id: test for test in regime_rules.parse_rules(self._regime).tests}

    def _own(self, unit: Unit) -> IssuedForm:
        """The form the unit sent; UserError, its sentence saying why, when it cannot go back."""
        file = self._ledger.tracking[unit.code].file
        path = self._root / file
        if not file:
            raise UserError("")
        if not path.is_file():
            raise UserError(f"không còn trong thư mục {self._root.name}")
        if detect_file_type(path.name, path.read_bytes()) != "xlsx":
            raise UserError("không phải tệp Excel .xlsx")
        try:
            form = IssuedForm(path)
        except UserError:
            raise UserError("không mở lại được để đánh dấu") from None
        if form.package.has_macros:
            raise UserError("có macro")
        if not {IDENTITY_GRID, INDICATORS_GRID} <= form.grids.keys():
            raise UserError("đã mất dòng, cột ẩn")
        if repair_indicators.repair_indicators_grid(
            form.grids[INDICATORS_GRID], visible_labels(self._regime).indicators
        ).findings:
            raise UserError("có ô ở dòng, cột ẩn bị mất hoặc nằm sai chỗ")
        return form

    def _bring_up_to_date(self, canvas: FormCells, spots: Iterable[FormCell]) -> None:
        """Write the values typed for the unit since it sent its file into the unlocked cells."""
        values, file = self._ledger.values.get(canvas.unit, {}), self._ledger.tracking[canvas.unit].file
        for spot in spots:
            value = values.get((spot.row, spot.column)) if spot.kind == INDICATORS_GRID else None
            if value and value.file != file and value.raw != canvas.typed(spot):
                canvas.form.put(spot.kind, *spot.at, value.raw)


def _note(why: UserError) -> str:
    return _NEW_FORM.format(why=why.message) if why.message else _NO_FILE


def _request(
    canvas: FormCells, unit: Unit, findings: Sequence[Finding], found: Sequence[Sequence[FormCell]], note: str
) -> CorrectionRequest:
    lines = tuple(_line(canvas, finding, spots) for finding, spots in zip(findings, found, strict=True))
    spots = tuple(dict.fromkeys(spot for each in found for spot in each))
    identity = [unit.code, _content(canvas.form), [[x.finding, x.raw, x.message, *x.places] for x in lines]]
    text = json.dumps(identity, ensure_ascii=False)
    return CorrectionRequest(sha256(text.encode()).hexdigest()[:12], unit, canvas.form, spots, lines, note)


def _content(form: IssuedForm) -> list[object]:
    """The content of the form's keyed sheets."""
    return [[kind, [[as_typed(cell) for cell in row] for row in grid.cells]] for kind, grid in form.grids.items()]


def _line(canvas: FormCells, finding: Finding, spots: Sequence[FormCell]) -> CorrectionLine:
    return CorrectionLine(
        severity=SEVERITY_NAMES[finding.severity],
        target=_target(canvas, spots),
        shown="\n".join(_shown(canvas, spots)),
        raw="\n".join(_typed(canvas, spots)) or finding.raw,
        message=finding.message,
        cure=finding.cure,
        places=tuple(spot.text for spot in spots),
        finding=finding.key,
        indicator=finding.indicator,
    )


def _target(canvas: FormCells, spots: Sequence[FormCell]) -> str:
    """The target of the link, such as `'Kết quả'!E12`; "" without a cell."""
    if not spots:
        return ""
    sheet = canvas.form.grids[spots[0].kind].sheet.replace("'", "''")
    return f"'{sheet}'!{spots[0].address}"


def _shown(canvas: FormCells, spots: Sequence[FormCell]) -> Iterator[str]:
    """The addresses by sheet, such as `Kết quả: E12, F12`; from the first to the last where they are many."""
    by_sheet: dict[str, list[str]] = {}
    for spot in spots:
        by_sheet.setdefault(canvas.form.grids[spot.kind].sheet, []).append(spot.address)
    for sheet, cells in by_sheet.items():
        few = len(cells) <= _ADDRESSES_SHOWN
        yield f"{sheet}: {', '.join(cells) if few else f'{cells[0]} đến {cells[-1]}'}"


def _typed(canvas: FormCells, spots: Sequence[FormCell]) -> Iterator[str]:
    """The present texts of the cells, each with its name when there are several."""
    typed = [(spot, text) for spot in spots if (text := canvas.typed(spot))]
    several = len({spot.row for spot in spots}) > 1
    for spot, text in typed:
        row = f"{spot.row} " if several and spot.kind == INDICATORS_GRID else ""
        yield f"{row}{COLUMN_NAMES.get(spot.column, spot.column)}: {text}" if len(spots) > 1 else text
