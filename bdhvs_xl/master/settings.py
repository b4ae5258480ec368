"""`Cấu hình`: settings of the regime, attributes of units, appendices; written from a Regime, read back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import APPENDIX_NAMES
from bdhvs_xl.master.layout import BACKUP_FOLDER, CONFIG, MASTER_SHEETS, SETTINGS, UNITS
from bdhvs_xl.master.table_row import TableRow, read_table_rows
from bdhvs_xl.master.tables import SETTINGS_TABLE, units_table
from bdhvs_xl.regime.model import Appendix, AppendixKind, Regime

ATTRIBUTE_PREFIX, APPENDIX_PREFIX = "attribute.", "appendix."
"""What the keys of attributes and appendices begin with."""
_SHEET_NAME = re.compile(r"[^\[\]:*?/\\']{1,31}")
_NOTES = {
    "number": "Để trống thì phụ lục chỉ có trong file tổng hợp, không vào báo cáo.",
    "groups": "Mã các nhóm được nêu, cách nhau bằng dấu ; (để trống: mọi nhóm).",
}
_DATES = ("period_from", "period_to", "deadline")
_REQUIRED = ("regime", "title", "subject", "style", *_DATES)
_COUNTED_FROM = "cumulative_from"


def settings_rows(regime: Regime) -> Iterator[Row]:
    """The rows of `Cấu hình`: settings of the regime, attributes of units, appendices."""
    known = {setting.key: setting for setting in SETTINGS}
    for key in {**known, **regime.settings}:
        name, note = (known[key].name, known[key].note) if key in known else (key, "")
        yield _setting(key, name, regime.settings.get(key, ""), note)
    for attribute in regime.attributes:
        yield _setting(
            ATTRIBUTE_PREFIX + attribute.key, "Thông tin của đơn vị", attribute.name, "Một cột ở trang Đơn vị."
        )
    for a in regime.appendices:
        for field, name, value in (
            ("number", "số", a.number), ("kind", "loại", APPENDIX_NAMES[a.kind]), ("sheet", "trang", a.sheet),
            ("title", "tên", a.title), ("groups", "nhóm chỉ số", "; ".join(a.groups)),
        ):  # fmt: skip
            yield _setting(f"{APPENDIX_PREFIX}{a.id}.{field}", f"Phụ lục {a.id}: {name}", value, _NOTES.get(field, ""))


def _setting(key: str, name: str, value: str, note: str) -> Row:
    return {"key": key, "name": name, "value": value, "note": note}


def read_settings(book: Book) -> dict[str, str]:
    """The values of `Cấu hình` by key, also of rows that users added; UserError when a required one is not usable."""
    lines = {line.text("key"): line for line in read_table_rows(book, SETTINGS_TABLE, "key", "name")}
    for key in _REQUIRED:
        _setting_line(lines, key).required("value", "Hãy điền ô này.")
    _require_dates(lines)
    _require_names({key: line for key, line in lines.items() if key.startswith(ATTRIBUTE_PREFIX)})
    typed = {key: line.text("value") for key, line in lines.items()}
    return {setting.key: "" for setting in SETTINGS} | typed


def _setting_line(lines: Mapping[str, TableRow], key: str) -> TableRow:
    if key in lines:
        return lines[key]
    name = next(setting.name for setting in SETTINGS if setting.key == key)
    cure = f"Hãy chép lại dòng đó từ một bản trong thư mục “{BACKUP_FOLDER}”, hoặc bấm Khôi phục."
    raise UserError(f"Trang {CONFIG} đã mất dòng “{name}”.", cure)


def _require_dates(lines: Mapping[str, TableRow]) -> None:
    first, last, _ = (lines[key].date("value") for key in _DATES)
    if first and last and first > last:
        what = f"kỳ báo cáo bắt đầu ngày {vi.format_date(first)}, sau ngày kết thúc {vi.format_date(last)}"
        raise lines["period_from"].problem("value", what, "Hãy sửa ngày đầu hoặc ngày cuối của kỳ báo cáo.")
    counted = lines[_COUNTED_FROM].date("value") if _COUNTED_FROM in lines else None
    if first and counted and counted > first:
        what = f"lũy kế từ ngày {vi.format_date(counted)}, sau ngày đầu của kỳ báo cáo"
        raise lines[_COUNTED_FROM].problem("value", what, "Hãy sửa ngày này; để trống nếu báo cáo không lặp lại.")


def _require_names(attributes: Mapping[str, TableRow]) -> None:
    """Raise UserError when an attribute has no name, or the name of another column of the unit list."""
    taken = [column.header for column in units_table(()).columns]
    for key, line in attributes.items():
        name = line.text("value")
        if not name or vi.fold(name) in map(vi.fold, taken):
            what = f"“{name}” đã là tên một cột khác" if name else "đang để trống"
            cure = (
                f"Hãy ghi tên của số liệu “{key.removeprefix(ATTRIBUTE_PREFIX)}”, đúng như đầu cột ở trang {UNITS}; "
                "không dùng số liệu này nữa thì xóa cả dòng rồi bấm Cập nhật cấu trúc."
            )
            raise line.problem("value", what, cure)
        taken.append(name)


def settings_with_prefix(settings: Mapping[str, str], prefix: str) -> dict[str, str]:
    """The settings whose keys begin with `prefix`, by the rest of the key."""
    return {key.removeprefix(prefix): value for key, value in settings.items() if key.startswith(prefix)}


def read_appendices(settings: Mapping[str, str]) -> Iterator[Appendix]:
    """The appendices that the settings define; UserError naming the row that cannot be used."""
    fields = settings_with_prefix(settings, APPENDIX_PREFIX)
    others = list(MASTER_SHEETS)
    for id_ in dict.fromkeys(key.rpartition(".")[0] for key in fields):
        row = {"name": f"Phụ lục {id_}: loại", "value": fields.get(f"{id_}.kind", "")}
        kind = TableRow(SETTINGS_TABLE, row, "name").word("value", APPENDIX_NAMES)
        number, sheet, title, codes = (fields.get(f"{id_}.{f}", "") for f in ("number", "sheet", "title", "groups"))
        others.append(_sheet_name(id_, sheet, others))
        groups = tuple(code.strip() for code in codes.split(";") if code.strip())
        appendix_kind = cast(AppendixKind, kind)
        yield Appendix(id=id_, number=number, kind=appendix_kind, sheet=sheet, title=title, groups=groups)


def _sheet_name(id_: str, name: str, others: Iterable[str]) -> str:
    """The name of an appendix's sheet; UserError when it is not a valid or not a unique sheet name."""
    if _SHEET_NAME.fullmatch(name) and vi.fold(name) not in map(vi.fold, others):
        return name
    line = TableRow(SETTINGS_TABLE, {"name": f"Phụ lục {id_}: trang"}, "name")
    cure = r"Hãy ghi tên khác: tối đa 31 ký tự, không có các dấu [ ] : * ? / \ ', không trùng tên trang khác."
    raise line.problem("value", f"“{name}” không dùng làm tên trang được", cure)
