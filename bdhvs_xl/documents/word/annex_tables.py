"""The tables of the appendices: their columns, and the model rows that are copied for every row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bdhvs_xl.regime.model import Appendix, AppendixKind, Regime


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """One column: its header, its share of the width, and whether its text is centred."""

    header: str
    share: int
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table. `models` gives the fields of each model row by its name; a single field spans the whole row."""

    columns: tuple[AnnexColumn, ...]
    models: Mapping[str, tuple[str, ...]]

    def widths(self, width: int) -> tuple[int, ...]:
        """The columns' widths in millimetres, `width` in all."""
        header = sum(column.share for column in self.columns)
        widths = [width * column.share // header for column in self.columns]
        return (*widths[:-1], width - sum(widths[:-1]))


TABLES: Mapping[AppendixKind, TableShape] = {
    "schedule": TableShape(
        (
            AnnexColumn("TT", 11, True),
            AnnexColumn("Địa điểm khảo sát", 62),
            AnnexColumn("Thời gian", 50),
            AnnexColumn("Gửi báo cáo", 42),
        ),
        {"schedule_group": ("name",), "schedule": ("order", "name", "time", "received")},
    ),
    "results": TableShape(
        (
            AnnexColumn("TT", 10, True),
            AnnexColumn("Chỉ số thực hiện", 64),
            AnnexColumn("Đơn vị tính", 17, True),
            AnnexColumn("Kết quả", 33, True),
            AnnexColumn("Đơn vị báo cáo", 14, True),
            AnnexColumn("Minh chứng, ghi chú", 27),
        ),
        {
            "results_group": ("name",),
            "results": ("code", "name", "unit", "shown", "coverage", "remark"),
        },
    ),
    "targets": TableShape(
        (
            AnnexColumn("STT", 12, True),
            AnnexColumn("Chỉ tiêu", 44),
            AnnexColumn("Mục tiêu", 15, True),
            AnnexColumn("Đơn vị thực hiện báo cáo", 22, True),
            AnnexColumn("Kết quả đạt được", 24, True),
            AnnexColumn("Tỷ lệ đạt", 14, True),
            AnnexColumn("Tài liệu minh chứng (nếu có)", 34),
        ),
        {
            "targets_group": ("name",),
            "targets": ("order", "name", "target", "units", "result", "fulfilled", "evidence"),
        },
    ),
    "statistics": TableShape(
        (
            AnnexColumn("STT", 12, True),
            AnnexColumn("Chỉ số thực hiện", 38),
            AnnexColumn("Đơn vị tính", 17, True),
            AnnexColumn("Kết quả", 20, True),
            AnnexColumn("Tài liệu minh chứng (nếu có)", 59),
            AnnexColumn("Đơn vị thực hiện báo cáo", 19, True),
        ),
        {
            "statistics_group": ("name",),
            "statistics": ("order", "name", "unit", "shown", "evidence", "units"),
        },
    ),
    "tasks": TableShape(
        (
            AnnexColumn("STT", 11, True),
            AnnexColumn("Nhiệm vụ", 45),
            AnnexColumn("Đơn vị thực hiện", 24),
            AnnexColumn("Thời hạn", 21, True),
            AnnexColumn("Tiến độ", 34),
            AnnexColumn("Kết quả, sản phẩm", 30),
        ),
        {"tasks_group": ("name",), "tasks": ("order", "name", "units", "due", "progress", "product")},
    ),
    "practices": TableShape(
        (
            AnnexColumn("TT", 10, True),
            AnnexColumn("Tên mô hình, cách làm", 37),
            AnnexColumn("Đơn vị, nơi thực hiện", 31),
            AnnexColumn("Cách làm", 47),
            AnnexColumn("Kết quả", 40),
        ),
        {"practices": ("order", "name", "place", "description", "result")},
    ),
}
"""The table of each kind of appendix. Model rows keep their names when people redesign the table in Word."""

UNIT_TABLES: Mapping[AppendixKind, TableShape] = {
    **TABLES,
    "results": TableShape(
        (
            AnnexColumn("TT", 11, True),
            AnnexColumn("Chỉ số thực hiện", 54),
            AnnexColumn("Đơn vị tính", 18, True),
            AnnexColumn("Kết quả", 31, True),
            AnnexColumn("Minh chứng, ghi chú", 51),
        ),
        {"results_group": ("name",), "results": ("code", "name", "unit", "shown", "remark")},
    ),
    "tasks": TableShape(
        (
            AnnexColumn("STT", 11, True),
            AnnexColumn("Nhiệm vụ", 59),
            AnnexColumn("Thời hạn", 21, True),
            AnnexColumn("Tiến độ", 25),
            AnnexColumn("Kết quả, sản phẩm", 49),
        ),
        {"tasks_group": ("name",), "tasks": ("order", "name", "due", "progress", "product")},
    ),
}
"""The same tables in a unit's own report, without the columns that name the unit."""


def table_shape(regime: Regime, appendix: Appendix, tables: Mapping[AppendixKind, TableShape] = TABLES) -> TableShape:
    """The table of an appendix, its models named as in the template: `tables.PL2.results`.

    When an indicator in it is asked every period, it has a column each for the period and the cumulative value.
    """
    shape = tables[appendix.kind]
    if regime.repeats_in(appendix) and appendix.kind in _ASKED_TWICE:
        shape = _with_period_columns(appendix.kind, shape)
    return replace(shape, models={f"tables.{appendix.id}.{model}": keys for model, keys in shape.models.items()})


_ASKED_TWICE: Mapping[AppendixKind, str] = {"results": "shown", "statistics": "shown", "targets": "result"}
"""The result's field in the kinds of appendix that show one; it is split in two."""
PERIOD_FIELDS = ("shown", "shown_cumulative")


def _with_period_columns(kind: AppendixKind, shape: TableShape) -> TableShape:
    result, keys = _ASKED_TWICE[kind], shape.models[kind]
    position = keys.index(result)
    pair = PERIOD_FIELDS if result == "shown" else ("shown", result)
    header = shape.columns[position].header
    heads = (_IN_PERIOD, _UP_TO_NOW if header == "Kết quả" else f"{header} (lũy kế)")
    split = tuple(AnnexColumn(head, max(22, shape.columns[position].share * 3 // 4), True) for head in heads)
    models = {**shape.models, kind: (*keys[:position], *pair, *keys[position + 1 :])}
    return TableShape((*shape.columns[:position], *split, *shape.columns[position + 1 :]), models)


_IN_PERIOD, _UP_TO_NOW = "Kết quả trong kỳ", "Lũy kế"
