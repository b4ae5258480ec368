"""One row of a master's table, with typed access to its cells; UserError naming the cell that cannot be read."""

import re
from collections.abc import Collection, Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import code_for_label, is_ticked
from bdhvs_xl.master.layout import UNITS
from bdhvs_xl.master.tables import Table
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Unit

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[+-]?\d+([.,]\d+)?")


class TableRow:
    """A row of `table`; `name` is the column whose cell identifies the row in messages."""

    def __init__(self, table: Table, row: Mapping[str, Cell], name: str) -> None:
        self._table = table
        self._row = row
        self._name = name

    def text(self, key: str) -> str:
        """The cell as text, NFC-normalised and trimmed; a whole number loses its `.0`; "" when empty."""
        return _text(self._row.get(key))

    def required(self, key: str, cure: str = "Hãy điền ô này hoặc xóa cả dòng.") -> str:
        """The cell as text; UserError when it is empty."""
        if text := self.text(key):
            return text
        raise self.problem(key, "đang để trống", cure)

    def code(self, key: str) -> str:
        """A code, which is text; UserError when it is empty or became a number with decimals (2.10 is not 2.1)."""
        cell = self._row.get(key)
        if isinstance(cell, float) and not cell.is_integer():
            raise self.problem(key, "là số, mã phải là văn bản", "Hãy định dạng ô là Văn bản (Text) rồi gõ lại mã.")
        return self.required(key)

    def word(self, key: str, names: Mapping[str, str]) -> str:
        """The code of a label of `names`; UserError for any other text."""
        text = self.text(key)
        code = code_for_label(names, text)
        if not code and text not in names.values():
            raise self._unknown(key, text, names)
        return code

    def words(self, key: str, names: Mapping[str, str]) -> tuple[str, ...]:
        """The codes of labels separated by ";"; () when the cell is empty."""
        texts = [text.strip() for text in self.text(key).split(";") if text.strip()]
        codes = [code_for_label(names, text) for text in texts]
        if "" in codes:
            raise self._unknown(key, texts[codes.index("")], names, " Nhiều loại thì cách nhau bằng dấu chấm phẩy.")
        return tuple(codes)

    def tick(self, key: str) -> bool:
        """Whether the cell is ticked."""
        return is_ticked(self._row.get(key))

    def date(self, key: str) -> date | None:
        """The cell as a date, None when it is empty."""
        try:
            return vi.parse_optional_date(self._row.get(key))
        except UserError as unreadable:
            raise self.problem(key, unreadable.message.rstrip("."), unreadable.hint) from None

    def number(self, key: str) -> float | None:
        """The cell as a number, None when it is empty; `1.204` is read in Vietnamese notation: 1204."""
        cell = self._row.get(key)
        return float(cell) if isinstance(cell, int | float) else self._number(key, self.text(key))

    def targets(self, key: str) -> dict[int, float]:
        """Values by year from a text such as `2025: 90; 2026: 100`."""
        targets = {}
        for part in filter(None, map(str.strip, self.text(key).split(";"))):
            year, _, value = part.partition(":")
            number = self._number(key, value.strip().removesuffix("%").rstrip())
            if not re.fullmatch(r"\d{4}", year.strip()) or number is None:
                raise self.problem(key, f"ghi “{part}”", "Hãy ghi năm: giá trị, ví dụ 2025: 90; 2026: 100.")
            targets[int(year)] = number
        return targets

    def units(self, key: str, known: Collection[Unit]) -> tuple[str, ...]:
        """The codes of units, from codes or names separated by ";"; UserError for unknown or ambiguous ones."""
        texts = filter(None, map(str.strip, self.text(key).split(";")))
        return tuple(dict.fromkeys(self._unit(key, text, known) for text in texts))

    def _unit(self, key: str, text: str, known: Collection[Unit]) -> str:
        codes = [unit.code for unit in known if unit.code == text]
        codes = codes or [unit.code for unit in known if vi.fold(unit.name) == vi.fold(text)]
        if not codes:
            what = f"không có đơn vị “{text}” ở trang {UNITS}"
            raise self.problem(key, what, "Hãy ghi mã hoặc tên đúng như trang đó, cách nhau bằng dấu chấm phẩy.")
        if len(codes) > 1:
            what = f"có {len(codes)} đơn vị tên “{text}” ở trang {UNITS}"
            raise self.problem(key, what, f"Hãy ghi mã thay cho tên: {' hoặc '.join(codes)}.")
        return codes[0]

    def problem(self, key: str, what: str, cure: str) -> UserError:
        """The UserError of one cell of this row: sheet, row, header, then `what` is wrong."""
        called = self.text(self._name) or next(filter(None, map(self.text, self._row)), "")
        place = f"Trang {self._table.sheet}, dòng “{called}”, cột {self._table.header(key)}"
        return UserError(f"{place}: {what}.", cure)

    def _unknown(self, key: str, text: str, names: Mapping[str, str], more: str = "") -> UserError:
        cure = f"Hãy chọn một trong: {'; '.join(name for name in names.values() if name)}.{more}"
        return self.problem(key, f"không hiểu “{text}”" if text else "đang để trống", cure)

    def _number(self, key: str, text: str) -> float | None:
        if not text:
            return None
        if _THOUSANDS.fullmatch(text):
            return float(text.replace(".", "").replace(",", "."))
        if _PLAIN.fullmatch(text):
            return float(text.replace(",", "."))
        raise self.problem(key, f"không đọc được số “{text}”", "Hãy gõ một số.")


def read_table_rows(book: Book, table: Table, key: str, name: str = "") -> list[TableRow]:
    """The table's rows; `key` must be filled and unique, `name` is the column that identifies a row in messages."""
    lines = [TableRow(table, row, name or key) for row in book.read_table(table)]
    seen: set[str] = set()
    for line in lines:
        code = line.code(key)
        if code in seen:
            raise line.problem(
                key, "mã này đã có ở dòng khác", "Mỗi mã chỉ được dùng một lần; hãy sửa hoặc xóa một dòng."
            )
        seen.add(code)
    return lines


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return vi.nfc(str(cell)).strip() if cell is not None else ""
