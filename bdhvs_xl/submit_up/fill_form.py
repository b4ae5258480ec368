"""Fills the parent form: only empty cells; existing content stays and is reported as a finding."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.form.form_file import IssuedForm
from bdhvs_xl.intake.parse import as_typed, parse_value
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import DOCUMENTS_GRID, INDICATORS_GRID, NARRATIVE_GRID, PRACTICES_GRID
from bdhvs_xl.regime.model import Indicator
from bdhvs_xl.rollup.totals import percentage
from bdhvs_xl.submit_up.target_form import TargetForm
from bdhvs_xl.submit_up.total_evidence import document_key
from bdhvs_xl.submit_up.total_notes import no_value_finding
from bdhvs_xl.submit_up.upward_content import Texts, UpwardContent

KEPT, NO_ROOM = "up_kept", "up_no_room"
_NUMBER_CURE = "Nếu lấy số tổng hợp: xóa các ô đã ghi của chỉ số này trong biểu mẫu rồi bấm lại."
_TEXT_CURE = "Nếu lấy nội dung tổng hợp: xóa ô đó trong biểu mẫu rồi bấm lại."


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """The numbers of filled items, and findings for content not written: cell in use, or no free row."""

    indicators: int
    documents: int
    practices: int
    sections: int
    findings: Sequence[Finding]


def fill_target_form(above: TargetForm, content: UpwardContent) -> FilledForm:
    """Fill the form; returns what was written and what was not. Identical existing content counts as filled."""
    form, findings = above.form, list[Finding]()
    filled = sum(_answered(form, content.pairs[code].upper, texts, findings) for code, texts in content.answers.items())
    documents = _listed(form, DOCUMENTS_GRID, content.documents, document_key, findings)
    practices = _listed(form, PRACTICES_GRID, content.practices, lambda line: (vi.fold(line["name"]),), findings)
    sections = sum(_told(form, section, text, findings) for section, text in content.narrative.items())
    findings += _empty(form, above.asked, {finding.indicator for finding in findings})
    form.show_progress(above.asked)
    return FilledForm(indicators=filled, documents=documents, practices=practices, sections=sections, findings=findings)


# --- indicators -----------------------------------------------------------------------------------------------------


def _answered(form: IssuedForm, upper: Indicator, texts: Texts, findings: list[Finding]) -> bool:
    """Whether the indicator's numbers stand in the form now: numbers people typed are never mixed with ours."""
    present = {column: _present(form, upper.code, column) for column in (*upper.columns, "answer", "percent")}
    if upper.kind.is_ratio and any(present[column] for column in upper.columns):
        present["percent"] = ""
    other = [c for c, typed in present.items() if typed and not _same(upper, c, typed, texts.get(c, ""))]
    if other:
        findings.append(_kept_numbers(form, upper, present, texts))
        return False
    grid = form.grids[INDICATORS_GRID]
    for column, text in texts.items():
        if column in grid.columns and not (typed := _present(form, upper.code, column)):
            form.put(INDICATORS_GRID, grid.rows[upper.code], grid.columns[column], text)
        elif column not in present and vi.fold(typed) != vi.fold(text):
            findings.append(_kept_text(form, INDICATORS_GRID, upper.code, column, f"Chỉ số {upper.code}"))
    if upper.kind.is_ratio:
        _show_percent(form, upper)
    return True


def _empty(form: IssuedForm, asked: Iterable[Indicator], told: Collection[str]) -> Iterator[Finding]:
    """What the form asks and still stands empty, but for indicators of which something is told already."""
    for upper in asked:
        lacking = [column for column in upper.columns if not _present(form, upper.code, column)]
        if lacking == list(upper.cumulative) and _present(form, upper.code, "previous"):
            continue
        if lacking and upper.code not in told and not _present(form, upper.code, "answer"):
            yield no_value_finding(upper, lacking)


def _present(form: IssuedForm, row: str, column: str) -> str:
    return as_typed(form.value(INDICATORS_GRID, row, column))


def _same(upper: Indicator, column: str, typed: str, ours: str) -> bool:
    there, wanted = (parse_value(text, upper.kind.code, column) for text in (typed, ours))
    return there.value is not None and there.value == wanted.value and not there.doubt


def _show_percent(form: IssuedForm, upper: Indicator) -> None:
    """Set the cached value of the form's percentage formula."""
    grid = form.grids[INDICATORS_GRID]
    parts = [parse_value(_present(form, upper.code, column), upper.kind.code, column).value for column in upper.columns]
    numerator, denominator = (part if isinstance(part, float) else None for part in parts)
    percent = percentage(numerator, denominator)
    if "percent" in grid.columns and percent is not None:
        form.show(INDICATORS_GRID, {(grid.rows[upper.code], grid.columns["percent"]): vi.round_half_up(percent, 2)})


def _kept_numbers(form: IssuedForm, upper: Indicator, present: Texts, texts: Texts) -> Finding:
    there, ours = (_spoken(said) for said in (present, {c: texts[c] for c in upper.columns if c in texts}))
    return Finding(
        rule=KEPT, severity="warning", indicator=upper.code, raw=there, other=ours, cure=_NUMBER_CURE, file=form.name,
        message=f"Chỉ số {upper.code}: biểu mẫu đã ghi {there}, số tổng hợp là {ours}; giữ số đã ghi.",
    )  # fmt: skip


def _spoken(texts: Texts) -> str:
    return ", ".join(f"{COLUMN_NAMES[column]} “{text}”" for column, text in texts.items() if text)


def _kept_text(form: IssuedForm, kind: str, row: str, column: str, what: str) -> Finding:
    sheet, cell = form.grids[kind].sheet, form.grids[kind].address(row, column)
    name = COLUMN_NAMES.get(column, "Nội dung")
    return Finding(
        rule=KEPT, severity="notice", indicator=row if kind == INDICATORS_GRID else "", column=column, sheet=sheet,
        cell=cell, cure=_TEXT_CURE, file=form.name,
        message=f"{what}: ô {name} ({sheet}!{cell}) đã có nội dung khác; giữ nội dung đã ghi.",
    )  # fmt: skip


# --- lists ----------------------------------------------------------------------------------------------------------


def _listed(
    form: IssuedForm, kind: str, lines: Sequence[Texts], key: Callable[[Texts], object], findings: list[Finding]
) -> int:
    """How many of the lines stand in the list now; they go into its blank rows, those that are there already do not."""
    if not lines or kind not in form.grids:
        findings += [_no_room(form, kind, lines)] if lines else []
        return 0
    rows = {row: _line(form, kind, row) for row in form.grids[kind].lines}
    present = {key(line) for line in rows.values() if any(line.values())}
    blank = [row for row, line in rows.items() if not any(line.values())]
    new = [line for line in lines if key(line) not in present]
    for row, line in zip(blank, new, strict=False):
        _write_line(form, kind, row, line)
    if left := new[len(blank) :]:
        findings.append(_no_room(form, kind, left))
    return len(lines) - len(left)


def _line(form: IssuedForm, kind: str, row: int) -> Mapping[str, str]:
    return {key: as_typed(form.cell(kind, row, column)) for key, column in form.grids[kind].columns.items()}


def _write_line(form: IssuedForm, kind: str, row: int, line: Texts) -> None:
    """Write a row; the formula before its first column, which numbers the rows, gets its cached value."""
    grid = form.grids[kind]
    for key, column in grid.columns.items():
        if line.get(key):
            form.put(kind, row, column, line[key])
    counter = min(grid.columns.values()) - 1
    form.show(kind, {(row, counter): row - grid.lines.start + 1})


def _no_room(form: IssuedForm, kind: str, lines: Sequence[Texts]) -> Finding:
    sheet = form.grids[kind].sheet if kind in form.grids else ""
    what = vi.join([line.get("number") or line.get("title") or line["name"] for line in lines])
    where = (
        f"Trang “{sheet}” của biểu mẫu không đủ dòng trống" if sheet else "Biểu mẫu không có trang cho danh sách này"
    )
    return Finding(
        rule=NO_ROOM, severity="warning", sheet=sheet, file=form.name, raw=what,
        message=f"{where}, còn {len(lines)} dòng chưa ghi: {what}.",
        cure="Chèn thêm dòng ở giữa danh sách trong biểu mẫu, lưu lại, rồi bấm lại." if sheet else "",
    )  # fmt: skip


# --- words ----------------------------------------------------------------------------------------------------------


def _told(form: IssuedForm, section: str, text: str, findings: list[Finding]) -> bool:
    """Whether the section holds the office's words now."""
    grid = form.grids.get(NARRATIVE_GRID)
    if grid is None or section not in grid.rows or "text" not in grid.columns:
        findings.append(_lost_section(form, section))
        return False
    present = as_typed(form.value(NARRATIVE_GRID, section, "text"))
    if present and vi.fold(present) != vi.fold(text):
        findings.append(_kept_text(form, NARRATIVE_GRID, section, "text", f"Mục {section}"))
        return False
    row, column = grid.rows[section], grid.columns["text"]
    form.put(NARRATIVE_GRID, row, column, text)
    form.show(NARRATIVE_GRID, {(row, column + 1): len(text)})
    return True


def _lost_section(form: IssuedForm, section: str) -> Finding:
    message = f"Biểu mẫu đã mất mục {section} của phần lời, không ghi được."
    return Finding(rule="up_row_lost", severity="warning", raw=section, file=form.name, message=message)
