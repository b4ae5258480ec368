"""Reads a returned form by its hidden keys: every value as typed, with its cell."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.form.correction_sheet import (
    CORRECTIONS_GRID,
    FINDING,
    INDICATOR,
    PLACES,
    REASON,
    REQUEST_ROW,
)
from bdhvs_xl.form.identity import chosen_code
from bdhvs_xl.form.self_check.check_code import CODE_ROW
from bdhvs_xl.intake.formulas_without_values import with_formula_texts
from bdhvs_xl.intake.grid_keys import key_findings
from bdhvs_xl.intake.identify_sheets import UNMARKED
from bdhvs_xl.intake.open_workbook import UNKNOWN_SHEET, read_grids
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair.repair_evidence import ADDED, ASK_UNIT, NO_LABELS, UNREAD, VisibleLabels
from bdhvs_xl.intake.repair.repair_sheets import repair_grids
from bdhvs_xl.intake.sandbox import Sandbox
from bdhvs_xl.intake.submission import Answer, CorrectionRow, ListLine, Narrative, Submission
from bdhvs_xl.master.book.grid import Grid, column_letters_at
from bdhvs_xl.master.layout import (
    DOCUMENTS_GRID,
    ENTRY_COLUMNS,
    FORM_CALCULATIONS,
    FORM_CONTEXT,
    FORM_DOCUMENTS,
    FORM_GUIDE,
    FORM_IDENTITY,
    FORM_INDICATORS,
    FORM_NARRATIVE,
    FORM_PRACTICES,
    FORM_SELF_CHECK,
    IDENTITY_GRID,
    IDENTITY_ROWS,
    INDICATORS_GRID,
    LETTERHEAD_ROWS,
    MASTER_GRID,
    NARRATIVE_GRID,
    PRACTICES_GRID,
)
from bdhvs_xl.regime import catalogue

FORM_SHEETS: Mapping[str, str] = {
    IDENTITY_GRID: FORM_IDENTITY,
    INDICATORS_GRID: FORM_INDICATORS,
    DOCUMENTS_GRID: FORM_DOCUMENTS,
    PRACTICES_GRID: FORM_PRACTICES,
    NARRATIVE_GRID: FORM_NARRATIVE,
}
"""The grids that are read, and what their sheets are called as issued."""
_SPARE = (FORM_GUIDE, FORM_CONTEXT, FORM_SELF_CHECK, FORM_CALCULATIONS)
_TITLE_ROWS, UNIT_NAME_PREFIX = 12, "Đơn vị báo cáo:"
"""Where the sheet of results says whose they are, and how."""
_RESEND = "Hãy chép số liệu sang biểu mẫu đã phát rồi gửi lại."


def read_form(
    form: Path | bytes,
    *,
    file: str,
    channel: str,
    confined: Sandbox | None = None,
    shown: VisibleLabels = NO_LABELS,
) -> Submission:
    """The submission in a returned form; `file` is its path for people.

    UserError when it cannot be opened or is not our form. Lost, duplicate and contradictory keys are findings; with
    the labels `shown`, rows without keys are found by them. `sandbox` reads .xls and .ods: share one over many forms,
    because its process starts slowly.
    """
    data = form if isinstance(form, bytes) else form.read_bytes()
    if confined is not None:
        return _read(data, file, channel, confined, shown)
    with Sandbox() as one_time:
        return _read(data, file, channel, one_time, shown)


def _read(data: bytes, file: str, channel: str, confined: Sandbox, shown: VisibleLabels) -> Submission:
    digest = hashlib.sha256(data).hexdigest()
    return build_submission(_found(file, data, confined), hash=digest, file=file, channel=channel, shown=shown)


def _found(file: str, data: bytes, confined: Sandbox) -> dict[str, list[Grid]]:
    """The grids of each kind; guide and context hold nothing to read and cost nothing while all others are there."""
    found: dict[str, list[Grid]] = {}
    for grid in read_grids(file, data, confined, _SPARE, lambda: FORM_SHEETS.keys() <= found.keys()):
        if grid.kind == MASTER_GRID:
            raise UserError("Đây là file tổng hợp, không phải biểu mẫu của đơn vị.", "Hãy gửi biểu mẫu đã điền.")
        found.setdefault(grid.kind, []).append(with_formula_texts(grid, data) if grid.kind == INDICATORS_GRID else grid)
    return _without_copies(found)


def _without_copies(found: Mapping[str, Sequence[Grid]]) -> dict[str, list[Grid]]:
    """The grids without unmarked copies of marked ones; a copy with texts of its own becomes an unknown sheet."""
    kept = {
        kind: [grid for grid in grids if UNMARKED not in grid.attributes] or [*grids] for kind, grids in found.items()
    }
    copies = [grid for kind, grids in found.items() for grid in grids if grid not in kept[kind]]
    more = [replace(copy, kind=UNKNOWN_SHEET) for copy in copies if _texts(copy) - _texts(kept[copy.kind][0])]
    return kept | ({UNKNOWN_SHEET: [*kept.get(UNKNOWN_SHEET, ()), *more]} if more else {})


def _texts(grid: Grid) -> set[str]:
    return {as_typed(cell) for row in grid.cells for cell in row}


def build_submission(
    found: Mapping[str, list[Grid]], *, hash: str, file: str, channel: str, shown: VisibleLabels = NO_LABELS
) -> Submission:
    """The submission in the grids of a form, by kind; UserError when they are not a form or name no unit."""
    sheets = repair_grids(found, shown)
    grids = {kind: sheet.grid for kind, sheet in sheets.items()}
    identity = _identity(grids)
    results = sheets[INDICATORS_GRID]
    said = [finding for sheet in sheets.values() for finding in sheet.findings]
    findings = [*_sheet_findings(found), *said, *key_findings(results.grid, results.settled)]
    return Submission(
        unit=chosen_code(identity["unit_code"]),
        file=file,
        hash=hash,
        channel=channel,
        identity=identity,
        asked=frozenset(results.grid.rows),
        answers=tuple(_answers(results.grid)),
        documents=tuple(_lines(grids.get(DOCUMENTS_GRID))),
        practices=tuple(_lines(grids.get(PRACTICES_GRID))),
        narrative=tuple(_narrative(grids.get(NARRATIVE_GRID))),
        findings=tuple(findings),
        corrections=tuple(_corrections(grids.get(CORRECTIONS_GRID))),
        sure=results.sure,
        titled=_titled(results.grid),
    )


def require_content(submission: Submission) -> None:
    """UserError when nothing was filled in."""
    if not (submission.answers or submission.documents or submission.practices or submission.narrative):
        raise UserError("Biểu mẫu chưa điền nội dung nào.", "Đề nghị đơn vị điền số liệu rồi gửi lại.")


def _identity(found: Mapping[str, Grid]) -> dict[str, str]:
    if not found.keys() & FORM_SHEETS.keys():
        raise UserError("Tệp không phải biểu mẫu của hệ thống này.", "Hãy điền vào biểu mẫu đã phát rồi gửi lại.")
    if named := _only_named(found):
        return named
    for kind in (IDENTITY_GRID, INDICATORS_GRID):
        if kind not in found:
            lost = "trang đã bị xóa, hoặc mất dòng và cột ẩn ở đầu trang"
            raise UserError(f"Không nhận ra trang “{FORM_SHEETS[kind]}” của biểu mẫu: {lost}.", _RESEND)
    grid = found[IDENTITY_GRID]
    rows = (*IDENTITY_ROWS, *LETTERHEAD_ROWS, REQUEST_ROW, CODE_ROW)
    identity = {row: as_typed(grid.value(row, "value")) for row in rows}
    if not identity["unit_code"]:
        where = f"Trang “{grid.sheet}” chưa ghi đơn vị báo cáo"
        raise UserError(f"{where}.", "Hãy chọn đơn vị ở trang đầu biểu mẫu rồi gửi lại.")
    return identity


def _only_named(found: Mapping[str, Grid]) -> dict[str, str]:
    """The unit's name as the results show it, where no sheet says more of who reports; empty when another one does."""
    if IDENTITY_GRID in found or INDICATORS_GRID not in found:
        return {}
    name = _titled(found[INDICATORS_GRID])
    rows = (*IDENTITY_ROWS, *LETTERHEAD_ROWS, REQUEST_ROW, CODE_ROW)
    return dict.fromkeys(rows, "") | {"unit_name": name} if name else {}


def _titled(results: Grid) -> str:
    """Whose results they are, as their sheet shows it; "" when it does not."""
    texts = [as_typed(results.at(row, results.columns.get("code", 0))) for row in range(_TITLE_ROWS)]
    return next(
        (text.removeprefix(UNIT_NAME_PREFIX).strip() for text in texts if text.startswith(UNIT_NAME_PREFIX)), ""
    )


def _sheet_findings(found: Mapping[str, list[Grid]]) -> Iterator[Finding]:
    for kind, name in FORM_SHEETS.items():
        sheets = [grid.sheet for grid in found.get(kind, ())]
        if not sheets:
            message = f"Biểu mẫu gửi về không còn trang “{name}” nên không đọc được nội dung của trang này."
            yield catalogue.new_finding("form_sheet_lost", message, sheet=name, cure=_RESEND)
        elif len(sheets) > 1:
            message = f"Biểu mẫu có {len(sheets)} trang cùng loại: {', '.join(sheets)}. Chỉ đọc trang “{sheets[0]}”."
            cure = f"Kiểm tra xem số liệu đúng có nằm ở trang “{sheets[0]}” không."
            yield catalogue.new_finding("form_sheet_twice", message, sheet=sheets[1], cure=cure)
    unknown = found.get(UNKNOWN_SHEET, ())
    for copy in (grid for grid in unknown if UNMARKED in grid.attributes):
        message = (
            f"Trang “{copy.sheet}” chép từ một trang của biểu mẫu, có nội dung khác trang ấy nhưng không được đọc."
        )
        yield catalogue.new_finding(UNREAD, message, sheet=copy.sheet, cure=ASK_UNIT)
    if added := [grid.sheet for grid in unknown if UNMARKED not in grid.attributes]:
        message = (
            f"Đơn vị thêm vào biểu mẫu trang {vi.join([f'“{name}”' for name in added])}; trang thêm không được đọc."
        )
        cure = "Mở tệp đơn vị gửi xem; số liệu cần dùng thì ghi vào trang của đơn vị."
        yield catalogue.new_finding(ADDED, message, sheet=added[0], cure=cure)


def _answers(grid: Grid) -> Iterator[Answer]:
    columns = [
        (key, grid.columns[key], column_letters_at(grid.columns[key])) for key in ENTRY_COLUMNS if key in grid.columns
    ]
    for indicator, row in grid.rows.items():
        cells = grid.cells[row]
        for key, column, letters in columns:
            raw = cells[column]
            if raw != "" and (not isinstance(raw, str) or raw.strip()):
                yield Answer(indicator, key, raw, _place(grid.sheet, letters, row))


def _lines(grid: Grid | None) -> Iterator[ListLine]:
    if grid is None:
        return
    columns = sorted(grid.columns.items(), key=lambda column: column[1])
    for row in grid.lines:
        cells = grid.cells[row]
        if any(cells):
            fields = {key: text for key, column in columns if (text := as_typed(cells[column]))}
            if fields:
                first = column_letters_at(grid.columns[next(iter(fields))])
                yield ListLine(fields=fields, cell=_place(grid.sheet, first, row))


@lru_cache(maxsize=1 << 14)
def _place(sheet: str, letters: str, row: int) -> str:
    """A cell's place such as `Kết quả!E12`, one text for all forms; `row` counts from zero."""
    return f"{sheet}!{letters}{row + 1}"


def _narrative(grid: Grid | None) -> Iterator[Narrative]:
    if grid is None:
        return
    for section in grid.rows:
        if text := as_typed(grid.value(section, "text")):
            yield Narrative(section, text, f"{grid.sheet}!{grid.address(section, 'text')}")


def _corrections(grid: Grid | None) -> Iterator[CorrectionRow]:
    if grid is None:
        return
    for number in grid.rows:
        text = {key: as_typed(grid.value(number, key)) for key in (PLACES, FINDING, INDICATOR, REASON)}
        yield CorrectionRow(
            number=number,
            places=tuple(text[PLACES].splitlines()),
            finding=text[FINDING],
            indicator=text[INDICATOR],
            reason=text[REASON],
            cell=f"{grid.sheet}!{grid.address(number, REASON)}" if REASON in grid.columns else "",
        )
