"""Identifies sheets of a form without their marker, or pasted into another workbook, by their keys or headers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from bdhvs_xl import vi
from bdhvs_xl.form.correction_sheet import REQUEST_LABEL, REQUEST_ROW
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.master.book.grid import Grid, parse_grid
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.master.layout import (
    DOCUMENT_COLUMNS,
    DOCUMENTS_GRID,
    IDENTITY_GRID,
    INDICATORS_GRID,
    NARRATIVE_GRID,
    PRACTICE_COLUMNS,
    PRACTICES_GRID,
)

UNMARKED, BY_HEADERS = "unmarked", "by_headers"
"""Attributes of a grid: its sheet had lost the marker; its keys are lost too, columns are told by their headers."""
_NO_KEYS = {UNMARKED: "1", BY_HEADERS: "1"}
_SEARCHED = 60
"""Rows from the top in which a header is looked for."""
_WORDS: Mapping[str, Mapping[str, str]] = {
    INDICATORS_GRID: COLUMN_NAMES,
    DOCUMENTS_GRID: {
        "number": "Số, ký hiệu", "date": "Ngày ban hành", "title": "Trích yếu", "issuer": "Cơ quan ban hành",
        "indicator": "Chỉ số", "link": "Đường dẫn (nếu có)",
    },
    PRACTICES_GRID: {
        "name": "Tên mô hình, cách làm", "description": "Nội dung, cách làm", "result": "Kết quả, hiệu quả",
        "place": "Nơi thực hiện", "link": "Đường dẫn (nếu có)",
    },
    NARRATIVE_GRID: {"label": "Mục của đề cương", "text": "Nội dung báo cáo"},
    IDENTITY_GRID: {
        "unit_code": "Mã đơn vị", "unit_name": "Tên đơn vị", "period_from": "Kỳ báo cáo từ ngày",
        "period_to": "Kỳ báo cáo đến ngày", "deadline": "Hạn gửi", "contact": "Người lập biểu", "phone": "Điện thoại",
        "email": "Thư điện tử", "reported_on": "Ngày lập biểu", "regime": "Mã loại báo cáo",
        "form_revision": "Phiên bản biểu mẫu", "token": "Mã nhận dạng biểu mẫu", REQUEST_ROW: REQUEST_LABEL,
    },
}  # fmt: skip
"""What people see of the keys: headers of columns, labels of rows."""
_KEY_OF = {kind: {vi.fold(word): key for key, word in words.items()} for kind, words in _WORDS.items()}
_NEEDED: Mapping[str, frozenset[str]] = {
    INDICATORS_GRID: frozenset(("code", "name", "value")),
    DOCUMENTS_GRID: frozenset(("number", "title")),
    PRACTICES_GRID: frozenset(("name", "description")),
    NARRATIVE_GRID: frozenset(("label", "text")),
}
"""The headers without which a sheet is not taken for one of the kind."""
_LABELS_NEEDED = frozenset(("unit_code", "period_from", "regime"))
_KEYS = {
    INDICATORS_GRID: frozenset(COLUMN_NAMES), DOCUMENTS_GRID: frozenset(DOCUMENT_COLUMNS),
    PRACTICES_GRID: frozenset(PRACTICE_COLUMNS),
}  # fmt: skip

Cells = Sequence[Sequence[Any]]


def identify_sheet(sheet: str, cells: Cells) -> Grid | None:
    """The grid of a sheet without marker, by its keys in row 1, else by headers or labels; None if it is not ours."""
    if not cells or not cells[0]:
        return None
    for kind, keys in _KEYS.items():
        if len(keys.intersection(filter(None, map(as_typed, cells[0])))) >= len(keys) // 2 + 1:
            return parse_grid(sheet, [[f"{kind};{UNMARKED}=1", *cells[0][1:]], *cells[1:]])
    for kind in _NEEDED:
        if (header := find_header_row(cells, kind)) is not None:
            lines = range(header + 1, len(cells)) if kind in (DOCUMENTS_GRID, PRACTICES_GRID) else range(0)
            return Grid(sheet, kind, _NO_KEYS, {}, header_columns(cells[header], kind), cells, lines)
    return identity_by_labels(sheet, cells)


def find_header_row(cells: Cells, kind: str) -> int | None:
    """The zero-based row with the headers of a kind of grid, exact ones preferred; None when there is none."""
    words, searched = [_WORDS[kind][key] for key in _NEEDED[kind]], cells[:_SEARCHED]
    written = (row for row, texts in enumerate(searched) if all(word in texts for word in words))
    alike = (row for row, texts in enumerate(searched) if header_columns(texts, kind).keys() >= _NEEDED[kind])
    return next(chain(written, alike), None)


def visible_name(kind: str, key: str) -> str:
    """The visible label of a key on a kind of sheet."""
    return _WORDS[kind][key]


def header_columns(row: Sequence[Any], kind: str) -> dict[str, int]:
    """The zero-based columns by key, from a row of headers; a header that occurs twice is left out."""
    return dict(_headers(tuple(row), kind))


@lru_cache(maxsize=1 << 8)
def _headers(row: tuple[Any, ...], kind: str) -> tuple[tuple[str, int], ...]:
    """Cached: thousands of forms have the same header row."""
    found = list(_found(row, _KEY_OF[kind]))
    times = Counter(key for key, _ in found)
    return tuple((key, at) for key, at in found if times[key] == 1)


def _found(row: Sequence[Any], words: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for at, cell in enumerate(row):
        if isinstance(cell, str) and (key := words.get(vi.fold(cell))):
            yield key, at


def identity_by_labels(sheet: str, cells: Cells) -> Grid | None:
    """The identity grid by its labels, each value in the cell right of its label; None if it is no such sheet."""
    for at in range(min(map(len, cells[:_SEARCHED]), default=0)):
        rows = dict(_found([row[at] for row in cells[:_SEARCHED]], _KEY_OF[IDENTITY_GRID]))
        if rows.keys() >= _LABELS_NEEDED:
            return Grid(sheet, IDENTITY_GRID, _NO_KEYS, rows, {"value": at + 1}, cells)
    return None
