"""Repairs the narrative of a form: a text without key belongs to the section whose headline is beside it.

A text with neither key nor headline is a finding; it is never dropped silently.
"""

from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.identify_sheets import BY_HEADERS, find_header_row, header_columns
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair.repair_evidence import (
    MAX_SHOWN_LETTERS,
    UNSURE,
    Repaired,
    VisibleLabels,
    limit_findings,
    read_by_labels_finding,
    unread_finding,
)
from bdhvs_xl.master.book.grid import Grid, cell_address
from bdhvs_xl.regime import catalogue


def repair_narrative_grid(grid: Grid, shown: VisibleLabels) -> Repaired:
    """The narrative, its rows found by key or headline."""
    header = find_header_row(grid.cells, grid.kind)
    columns = grid.columns | (header_columns(grid.cells[header], grid.kind) if header is not None else {})
    if "text" not in columns:
        return Repaired(grid, (unread_finding(grid, f"Trang “{grid.sheet}” đã mất dòng tiêu đề nên chưa được đọc."),))
    reading, text = _Reading(replace(grid, columns=columns), shown), columns["text"]
    begin = header + 1 if header is not None else min(grid.rows.values(), default=1)
    for at in range(begin, len(grid.cells)):
        if grid.cells[at][0] or grid.cells[at][text]:
            reading.row(at)
    by_sight = reading.by_headline or BY_HEADERS in grid.attributes or grid.columns.get("text") != columns["text"]
    told = [read_by_labels_finding(grid, "tiêu đề mục")] if by_sight else []
    return Repaired(replace(reading.grid, rows=reading.rows), (*told, *limit_findings(reading.findings)))


class _Reading:
    """Reads the rows one by one; `rows` are the sections found so far, by id."""

    def __init__(self, grid: Grid, shown: VisibleLabels) -> None:
        self.grid = grid
        self.rows: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.by_headline = False
        self._shown = shown

    def row(self, at: int) -> None:
        """Identify the section of a row by its headline, else by its key; a text without section is a finding."""
        key = as_typed(self.grid.cells[at][0]) if BY_HEADERS not in self.grid.attributes else ""
        text, named = as_typed(self.grid.at(at, self.grid.columns["text"])), self._named(at, key)
        section = named or key
        if text and (not section or section in self.rows):
            self._tell_unread(at, text, section)
        elif section and section not in self.rows:
            self.rows[section] = at
            self._tell_sign(at, key, named, text)

    def _named(self, at: int, key: str) -> str:
        """The section whose headline stands beside the text, alone or with the guidance set under it; "" for none."""
        label = self.grid.columns.get("label")
        shown = self.grid.at(at, label) if label is not None else None
        if not isinstance(shown, str):
            return ""
        if shown.partition("\n")[0] == self._shown.sections.get(key):
            return key
        headlines = self._shown.section_by_headline
        folded = f"{vi.fold(shown)} "
        begun = [line for line in headlines if folded.startswith(f"{line} ")]
        return headlines[max(begun, key=len)] if begun else ""

    def _tell_sign(self, at: int, key: str, named: str, text: str) -> None:
        if not named or key == named or not text:
            return
        self.by_headline = self.by_headline or key not in self._shown.sections
        if key in self._shown.sections:
            found = f"Dòng {at + 1} được đọc là mục {named} theo tiêu đề nhìn thấy; cột ẩn ghi mục {key}"
            message = f"{found}: kiểm tra nội dung có đúng mục không."
            place = cell_address(at, self.grid.columns["text"])
            told = unread_finding(self.grid, message, cell=place, raw=text[:MAX_SHOWN_LETTERS])
            self.findings.append(replace(told, rule=UNSURE, severity=catalogue.check_severity(UNSURE)))

    def _tell_unread(self, at: int, text: str, section: str) -> None:
        why = f"mục {section} đã có ở dòng {self.rows[section] + 1}" if section else "không rõ thuộc mục nào"
        message = f"Dòng {at + 1} có nội dung nhưng {why}, nên chưa được đọc."
        place = cell_address(at, self.grid.columns["text"])
        self.findings.append(unread_finding(self.grid, message, cell=place, raw=text[:MAX_SHOWN_LETTERS]))
