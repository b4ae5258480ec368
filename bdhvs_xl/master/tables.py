"""The tables of the master: sheet, columns, and who writes them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from bdhvs_xl.master.labels import (
    CHOICES,
    COLUMN_NAMES,
    KIND_NAMES,
    LETTER_HEADS,
    LETTER_PARTS,
    MISSING_NAMES,
    NEEDS_NAMES,
    OVER_TIME_NAMES,
    OVER_UNITS_NAMES,
    SECTION_NAMES,
    SEVERITY_NAMES,
    STATUS_NAMES,
    UNIT_KIND_NAMES,
    YES,
)
from bdhvs_xl.master.layout import (
    ADJUSTMENTS,
    CONFIG,
    DOCUMENTS,
    FINDINGS,
    INDICATORS,
    LETTERS,
    LOG,
    MATRIX,
    NARRATIVE,
    OUTLINE,
    PREVIOUS,
    RULES,
    TRACKING,
    UNITS,
    VALUES,
)
from bdhvs_xl.regime.model import Attribute, Indicator


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `key` in Python, `header` on the sheet, the width in characters, text or number."""

    key: str
    header: str
    width: float = 14
    type: Literal["text", "number"] = "text"
    choices: tuple[str, ...] = ()
    hidden: bool = False
    one_line: bool = False
    leads: bool = False
    """Whether its cells are links to places in the workbook."""
    later: bool = False
    """Whether masters made before the column came lack it: its cells are then empty."""

    @property
    def wraps(self) -> bool:
        """Whether long text in the column runs over several lines."""
        return self.type == "text" and self.width >= 14 and not (self.hidden or self.one_line)


@dataclass(frozen=True, slots=True)
class Table:
    """One Excel table of the master: sheet, columns and who writes it ("people", "buttons", "both")."""

    name: str
    sheet: str
    columns: tuple[Column, ...]
    writer: Literal["people", "buttons", "both"]
    title: str = ""
    note: str = ""

    def header(self, key: str) -> str:
        """The header on the sheet of the column `key`."""
        return next(c.header for c in self.columns if c.key == key)

    def ref(self, key: str) -> str:
        """A structured reference to the column `key`, such as `tblSoLieu[Giá trị]`."""
        return f"{self.name}[{self.header(key)}]"


_C = Column

SETTINGS_TABLE = Table(
    "tblCauHinh", CONFIG,
    (
        _C("key", "Khóa", 20, hidden=True), _C("name", "Nội dung", 34), _C("value", "Giá trị", 60),
        _C("note", "Ghi chú", 50),
    ),
    "people", "Cấu hình", "Thông tin chung của kỳ báo cáo. Chỉ sửa cột Giá trị.",
)  # fmt: skip

INDICATORS_TABLE = Table(
    "tblChiSo", INDICATORS,
    (
        _C("code", "Mã", 7), _C("kind", "Loại", 18, choices=tuple(KIND_NAMES.values())),
        _C("name", "Tên chỉ số", 52), _C("unit", "Đơn vị tính", 15),
        _C("value_label", "Kết quả là gì", 26), _C("people_label", "Số người là ai", 26),
        _C("numerator_label", "Tử số là gì", 30), _C("denominator_label", "Mẫu số là gì", 30),
        _C("over_units", "Tổng hợp theo đơn vị", 20, choices=tuple(OVER_UNITS_NAMES.values())),
        _C("over_time", "Tổng hợp theo thời gian", 18, choices=tuple(OVER_TIME_NAMES.values())),
        _C("required", "Bắt buộc", 9, choices=(YES,)),
        _C("needs", "Cần có", 15, choices=tuple(NEEDS_NAMES.values())[1:]),
        _C("evidence", "Hướng dẫn minh chứng", 44), _C("unit_kinds", "Loại đơn vị", 18),
        _C("units", "Đơn vị thực hiện", 20, later=True), _C("due", "Thời hạn", 11, later=True),
        _C("targets", "Mục tiêu", 18),
        _C("sentence", "Câu trong báo cáo", 70), _C("own_sentence", "Câu trong báo cáo của đơn vị", 70, later=True),
        _C("since", "Từ ngày", 11), _C("until", "Đến ngày", 11),
        _C("up", "Mã ở báo cáo cấp trên", 14, later=True),
    ),
    "people", "Chỉ số", "Sửa tên, mục tiêu, câu văn: có hiệu lực ngay. Thêm, bớt chỉ số: bấm Cập nhật cấu trúc.",
)  # fmt: skip

RULES_TABLE = Table(
    "tblQuyTac", RULES,
    (
        _C("id", "Mã quy tắc", 24), _C("test", "Điều kiện phải đúng", 50),
        _C("severity", "Mức độ", 11, choices=tuple(SEVERITY_NAMES.values())),
        _C("message", "Thông báo", 54), _C("cure", "Cách khắc phục", 54),
        _C("missing", "Khi thiếu số", 22, choices=tuple(MISSING_NAMES.values())), _C("unit_kinds", "Loại đơn vị", 18),
        _C("since", "Từ ngày", 11), _C("until", "Đến ngày", 11), _C("on", "Bật", 6, choices=(YES,)),
        _C("source", "Căn cứ", 30), _C("count", "Số lần gặp", 9, "number", later=True),
        _C("applied", "Đã áp dụng", 14, hidden=True, later=True),
    ),
    "people", "Quy tắc",
    "Mỗi dòng một quy tắc, có hiệu lực ngay ở lần Kiểm tra tiếp theo; cột Số lần gặp do nút Kiểm tra ghi.",
)  # fmt: skip

OUTLINE_TABLE = Table(
    "tblDeCuong", OUTLINE,
    (
        _C("id", "Mã mục", 10), _C("number", "Số mục", 8), _C("level", "Cấp", 6), _C("title", "Tiêu đề", 70),
        _C("content", "Nội dung", 20, choices=tuple(SECTION_NAMES.values())),
        _C("asked", "Đơn vị viết", 10, choices=(YES,)), _C("guidance", "Gợi ý cho đơn vị", 70),
        _C("indicators", "Chỉ số nêu tại mục", 20),
    ),
    "people", "Đề cương báo cáo", "Sửa tiêu đề, gợi ý: có hiệu lực ngay. Thêm, bớt mục: bấm Cập nhật cấu trúc.",
)  # fmt: skip

LETTERS_TABLE = Table(
    "tblCongVan", LETTERS,
    (
        _C("letter", "Mã văn bản", 13),
        _C("part", "Loại dòng", 19, choices=(*LETTER_HEADS.values(), *LETTER_PARTS.values())),
        _C("text", "Nội dung", 110), _C("by", "Ai thực hiện", 28), _C("due", "Thời hạn", 20),
        _C("indicator", "Chỉ số", 9, later=True),
    ),
    "people", "Công văn, kế hoạch",
    "Mỗi dòng là một dòng của văn bản, có hiệu lực ngay ở lần Soạn công văn tiếp theo. "
    "{…} là chỗ điền, […] là số liệu, ví dụ [2.4.people].",
)  # fmt: skip

SCHEDULE_COLUMNS = (
    _C("order", "TT", 6), _C("unit", "Mã đơn vị", 12), _C("name", "Địa điểm khảo sát", 36),
    _C("time", "Thời gian", 28), _C("delegation", "Ghi chú", 28),
)  # fmt: skip

DOCUMENTS_TABLE = Table(
    "tblVanBan", DOCUMENTS,
    (
        _C("unit", "Mã đơn vị", 11), _C("unit_name", "Đơn vị", 26), _C("number", "Số, ký hiệu", 18),
        _C("date", "Ngày ban hành", 12), _C("title", "Trích yếu", 60), _C("issuer", "Cơ quan ban hành", 28),
        _C("indicator", "Chỉ số", 9), _C("link", "Đường dẫn", 30), _C("file", "Tệp", 34), _C("cell", "Ô", 16),
    ),
    "buttons", "Văn bản các đơn vị đã liệt kê",
)  # fmt: skip

NARRATIVE_TABLE = Table(
    "tblPhanLoi", NARRATIVE,
    (
        _C("quote", "Trích", 7, choices=(YES,)), _C("unit", "Mã đơn vị", 11), _C("unit_name", "Đơn vị", 26),
        _C("section", "Mục", 9), _C("text", "Nội dung", 110), _C("file", "Tệp", 34), _C("cell", "Ô", 16),
    ),
    "both", "Phần lời của các đơn vị",
    "Đánh dấu x ở cột Trích để đưa vào báo cáo. Lời của chính cơ quan: để trống Mã đơn vị, [2.4.people] là số tự điền.",
)  # fmt: skip

PRACTICE_TABLE_COLUMNS = (
    _C("quote", "Trích", 7, choices=(YES,)), _C("unit", "Mã đơn vị", 11), _C("unit_name", "Đơn vị", 24),
    _C("name", "Tên mô hình, cách làm", 36), _C("description", "Nội dung, cách làm", 60), _C("result", "Kết quả", 44),
    _C("place", "Nơi thực hiện", 24), _C("link", "Đường dẫn", 24), _C("file", "Tệp", 34, hidden=True),
    _C("cell", "Ô", 16, hidden=True),
)  # fmt: skip

VALUES_TABLE = Table(
    "tblSoLieu", VALUES,
    (
        _C("key", "Khóa", 24, hidden=True), _C("unit", "Mã đơn vị", 11), _C("indicator", "Chỉ số", 8),
        _C("column", "Cột", 13), _C("value", "Giá trị", 14, "number"), _C("raw", "Nguyên văn", 30, one_line=True),
        _C("doubt", "Nghi ngờ", 30, one_line=True),
        _C("used", "Dùng để tổng hợp", 16, "number"),
        _C("total_key", "Khóa tổng", 18, hidden=True), _C("file", "Tệp", 34, one_line=True),
        _C("hash", "Mã tệp", 14, hidden=True), _C("cell", "Ô", 16, one_line=True),
        _C("channel", "Kênh", 16, one_line=True),
    ),
    "buttons", "Số liệu đã nhận", "Do các nút ghi. Muốn sửa số của một đơn vị: dùng trang đơn vị hoặc Điều chỉnh.",
)  # fmt: skip

_ONCE = ("value", "people", "numerator", "denominator")
ADJUSTMENTS_TABLE = Table(
    "tblDieuChinh", ADJUSTMENTS,
    (
        _C("unit", "Mã đơn vị (trống = toàn tỉnh)", 18), _C("indicator", "Chỉ số", 9),
        _C("column", "Cột", 14, choices=tuple(map(COLUMN_NAMES.__getitem__, _ONCE))),
        _C("value", "Giá trị chốt", 14), _C("reason", "Căn cứ, lý do", 60), _C("who", "Người chốt", 24),
        _C("when", "Ngày", 12),
    ),
    "people", "Điều chỉnh: số chốt và số đính chính qua điện thoại",
    "Mã đơn vị trống là số chốt toàn tỉnh; có mã là số đính chính của đơn vị. Bắt buộc ghi căn cứ.",
)  # fmt: skip

_OF_PERIODS = tuple(COLUMN_NAMES[column] for column in (*_ONCE, "in_period", "cumulative", "cumulative_people"))
PERIOD_ADJUSTMENTS_TABLE = replace(
    ADJUSTMENTS_TABLE,
    columns=tuple(replace(c, choices=_OF_PERIODS) if c.key == "column" else c for c in ADJUSTMENTS_TABLE.columns),
)
"""As the other one, in the master of a regime that repeats."""

PREVIOUS_TABLE = Table(
    "tblKyTruoc", PREVIOUS,
    (
        _C("key", "Khóa", 24, hidden=True), _C("unit", "Mã đơn vị", 11), _C("indicator", "Chỉ số", 9),
        _C("column", "Cột", 18, choices=_OF_PERIODS), _C("value", "Giá trị", 16),
    ),
    "people", "Số liệu kỳ trước của từng đơn vị",
    "Lũy kế đến hết kỳ trước; dán hoặc gõ vào đây trước khi bấm Tạo biểu mẫu. Cột Khóa để trống được.",
)  # fmt: skip
"""What units had reported up to the period, in masters of regimes that repeat."""

TRACKING_TABLE = Table(
    "tblTheoDoi", TRACKING,
    (
        _C("unit", "Mã đơn vị", 11), _C("name", "Đơn vị", 30),
        _C("status", "Tình trạng", 18, choices=tuple(STATUS_NAMES.values())), _C("deadline", "Hạn gửi", 12),
        _C("extension", "Gia hạn đến", 12), _C("sent", "Đã phát biểu mẫu", 17), _C("received", "Đã nhận", 17),
        _C("channel", "Kênh", 16), _C("errors", "Lỗi", 7, "number"), _C("warnings", "Cảnh báo", 10, "number"),
        _C("file", "Tệp đang dùng", 40), _C("hash", "Mã tệp", 14, hidden=True),
        _C("held_file", "Bản khác đang chờ chọn", 40), _C("asked_back", "Đề nghị sửa lúc", 17, later=True),
        _C("signed_number", "Số bản ký", 16), _C("signed_date", "Ngày bản ký", 12),
        _C("signed_matches", "Khớp bản ký", 12, choices=("Khớp", "Lệch")), _C("officer", "Người phụ trách", 24),
        _C("note", "Ghi chú", 40),
    ),
    "both", "Theo dõi đơn vị báo cáo",
)  # fmt: skip

FINDINGS_TABLE = Table(
    "tblKiemTra", FINDINGS,
    (
        _C("severity", "Mức độ", 11), _C("unit", "Mã đơn vị", 11), _C("unit_name", "Đơn vị", 26),
        _C("indicator", "Chỉ số", 8), _C("column", "Cột", 14), _C("link", "Đến ô", 24, leads=True),
        _C("raw", "Nguyên văn", 26), _C("other", "Số khác", 26),
        _C("message", "Nội dung cần rà soát", 64), _C("cure", "Cách khắc phục", 52),
        _C("choice", "Lựa chọn", 17, choices=tuple(CHOICES.values())), _C("explanation", "Lý do/ghi chú", 36),
        _C("state", "Trạng thái", 15), _C("rule", "Quy tắc", 22), _C("file", "Tệp", 34), _C("cell", "Ô trong tệp", 18),
        _C("place", "Vị trí", 24, hidden=True), _C("key", "Khóa", 34, hidden=True),
    ),
    "both", "Nội dung cần rà soát",
    "Do nút Kiểm tra ghi. Chọn ở cột Lựa chọn khi có hai bản khác nhau, ghi giải thích của đơn vị ở cột Lý do/ghi chú, "
    "rồi bấm Kiểm tra.",
)  # fmt: skip

LOG_TABLE = Table(
    "tblNhatKy", LOG,
    (
        _C("when", "Thời điểm", 17), _C("who", "Người làm", 22), _C("button", "Nút", 18), _C("unit", "Mã đơn vị", 11),
        _C("subject", "Việc", 50), _C("before", "Trước", 26), _C("after", "Sau", 26), _C("file", "Tệp", 44),
        _C("hash", "Mã tệp", 14, hidden=True),
    ),
    "buttons", "Nhật ký",
)  # fmt: skip


def units_table(attributes: Iterable[Attribute]) -> Table:
    """The table `tblDonVi` with one number column per attribute, keyed `attribute.<key>`."""
    fixed = (
        _C("code", "Mã đơn vị", 11), _C("name", "Tên đơn vị", 34),
        _C("kind", "Loại đơn vị", 24, choices=tuple(UNIT_KIND_NAMES.values())), _C("parent", "Trực thuộc", 12),
        _C("deadline", "Hạn gửi", 12), _C("contact", "Đầu mối", 24), _C("phone", "Điện thoại", 14),
        _C("email", "Thư điện tử", 26), _C("valid_from", "Hiệu lực từ", 12), _C("valid_to", "Hiệu lực đến", 12),
        _C("successor", "Đơn vị kế thừa", 14),
    )  # fmt: skip
    numbers = tuple(_C(f"attribute.{a.key}", a.name, 16, "number") for a in attributes)
    return Table(
        "tblDonVi", UNITS, fixed + numbers, "people", "Đơn vị báo cáo", "Mã đơn vị là khóa: mỗi đơn vị một mã."
    )


def matrix_table(indicators: Iterable[Indicator]) -> Table:
    """The table `tblMaTran`: a row per unit, a column per input column of each indicator, keyed `2.4.people`."""
    fixed = (_C("unit", "Mã đơn vị", 11), _C("name", "Đơn vị", 30), _C("status", "Tình trạng", 17))
    columns = tuple(
        _C(f"{i.code}.{column}", matrix_header(i, column), 11, "number" if i.kind.is_numeric else "text")
        for i in indicators
        for column in i.result_columns
    )
    return Table("tblMaTran", MATRIX, fixed + columns, "buttons", "Số liệu của từng đơn vị theo chỉ số")


def matrix_header(indicator: Indicator, column: str) -> str:
    """A header of the matrix, unique in its table, such as `2.4 Số người`."""
    return indicator.code if column == "value" else f"{indicator.code} {COLUMN_NAMES[column]}"


def schedule_table(sheet: str, title: str) -> Table:
    """The table of an appendix that is a survey schedule."""
    return Table("tblLichKhaoSat", sheet, SCHEDULE_COLUMNS, "people", title)


def practices_table(sheet: str, title: str) -> Table:
    """The table of an appendix that lists practices."""
    note = "Đánh dấu x ở cột Trích để giới thiệu trong báo cáo."
    return Table("tblMoHinh", sheet, PRACTICE_TABLE_COLUMNS, "both", title, note)
