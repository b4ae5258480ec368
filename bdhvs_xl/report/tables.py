"""The tables of the appendices: their columns, and the model rows that are copied for every line."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.regime.records import AppendixKind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what stands at its head, its share of the width, and whether its text is centred."""

    header: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table. `models` gives the fields of each model row by its name; a single field spans the whole row."""

    columns: tuple[Column, ...]
    models: Mapping[str, tuple[str, ...]]

    def widths(self, width: int) -> tuple[int, ...]:
        """The columns' widths in millimetres, `width` in all."""
        whole = sum(column.share for column in self.columns)
        widths = [width * column.share // whole for column in self.columns]
        return (*widths[:-1], width - sum(widths[:-1]))


TABLES: Mapping[AppendixKind, TableShape] = {
    "schedule": TableShape(
        (Column("TT", 11, True), Column("Địa điểm khảo sát", 62), Column("Thời gian", 50), Column("Gửi báo cáo", 42)),
        {"schedule_group": ("name",), "schedule": ("order", "name", "time", "received")},
    ),
    "results": TableShape(
        (
            Column("TT", 10, True),
            Column("Chỉ số thực hiện", 68),
            Column("Đơn vị tính", 17, True),
            Column("Kết quả", 29, True),
            Column("Đơn vị báo cáo", 14, True),
            Column("Minh chứng, ghi chú", 27),
        ),
        {
            "results_group": ("name",),
            "results": ("code", "name", "unit", "shown", "coverage", "remark"),
        },
    ),
    "practices": TableShape(
        (
            Column("TT", 10, True),
            Column("Tên mô hình, cách làm", 37),
            Column("Đơn vị, nơi thực hiện", 31),
            Column("Cách làm", 47),
            Column("Kết quả", 40),
        ),
        {"practices": ("order", "name", "place", "description", "result")},
    ),
}
"""The table of each kind of appendix. Model rows keep their names when people lay the table out anew in Word."""
