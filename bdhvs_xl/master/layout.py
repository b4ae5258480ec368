"""The layout of master and form, shared by the code that builds a workbook and the code that reads it.

Column keys, row keys and kinds of grid are contracts with existing files. The Vietnamese names are shown to users.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bdhvs_xl.regime.model import Regime

# --- sheets of the master, in their order -------------------------------------------------------------------------

HOME = "Trang chủ"
CONFIG = "Cấu hình"
UNITS = "Đơn vị"
INDICATORS = "Chỉ số"
RULES = "Quy tắc"
OUTLINE = "Đề cương"
LETTERS = "Công văn"
MATRIX = "Ma trận"
DOCUMENTS = "Văn bản"
NARRATIVE = "Phần lời"
PREVIOUS = "Kỳ trước"
UNIT_VIEW = "Xem đơn vị"
VALUES = "Số liệu"
ADJUSTMENTS = "Điều chỉnh"
TRACKING = "Theo dõi"
FINDINGS = "Kiểm tra"
LOG = "Nhật ký"
UNIT_TEMPLATE = "_Mẫu đơn vị"
MASTER_SHEETS = (
    HOME, CONFIG, UNITS, INDICATORS, RULES, OUTLINE, LETTERS, MATRIX, DOCUMENTS, NARRATIVE, PREVIOUS, UNIT_VIEW, VALUES,
    ADJUSTMENTS, TRACKING, FINDINGS, LOG, UNIT_TEMPLATE,
)  # fmt: skip
"""The sheets that masters have, besides their appendices and unit sheets; `PREVIOUS` only where the regime repeats."""

# --- sheets of the form ---------------------------------------------------------------------------------------------

FORM_GUIDE = "Hướng dẫn"
FORM_IDENTITY = "Thông tin"
FORM_INDICATORS = "Kết quả"
FORM_DOCUMENTS = "Văn bản"
FORM_PRACTICES = "Mô hình"
FORM_NARRATIVE = "Phần lời"
FORM_SELF_CHECK = "Tự kiểm tra"
FORM_CONTEXT = "_Ngữ cảnh"
FORM_CALCULATIONS = "_Tự kiểm tra"

# --- the machine grid -----------------------------------------------------------------------------------------------

IDENTITY_GRID = "bdhvs:identity"
INDICATORS_GRID = "bdhvs:indicators"
DOCUMENTS_GRID = "bdhvs:documents"
PRACTICES_GRID = "bdhvs:practices"
NARRATIVE_GRID = "bdhvs:narrative"
CONTEXT_GRID = "bdhvs:context"
MASTER_GRID = "bdhvs:master"
APPENDIX_GRID = "bdhvs:appendix"
VIEW_GRID = "bdhvs:view"

LIST_HEADER = "#header"
LIST_END = "#end"
LIST_ROWS = 100

INDICATOR_COLUMNS = (
    "code", "name", "unit", "value", "people", "numerator", "denominator", "percent",
    "answer", "evidence", "explanation", "understood", "status",
)  # fmt: skip
PERIOD_INDICATOR_COLUMNS = (
    "code", "name", "unit", "value", "in_period", "people", "previous", "cumulative", "cumulative_people",
    "numerator", "denominator", "percent", "answer", "evidence", "explanation", "understood", "status",
)  # fmt: skip
"""The grid of a regime that repeats; `previous` shows what had been done up to the period, locked."""
NUMBER_COLUMNS = ("value", "in_period", "people", "cumulative", "cumulative_people", "numerator", "denominator")
ENTRY_COLUMNS = (*NUMBER_COLUMNS, "percent", "answer", "evidence", "explanation")
"""What people fill; a grid has those of them that its regime asks for (`entry_columns`)."""
_OF_PERIODS = frozenset(PERIOD_INDICATOR_COLUMNS) - frozenset(INDICATOR_COLUMNS)
IDENTITY_ROWS = (
    "regime", "form_revision", "unit_code", "unit_name", "period_from", "period_to", "deadline", "token",
    "contact", "phone", "email", "reported_on",
)  # fmt: skip
LETTERHEAD_ROWS = ("organ_above", "organ", "number_symbol", "place", "signer", "recipients")
"""More rows of the identity grid, all optional: the head and foot of the unit's own report, as in the settings."""
DEFINITIONS = "definitions."
"""What the keys of the context grid's rows begin with that carry the regime; a number follows, from 1."""
UNIT_KIND = "unit_kind"
"""The row of the context grid with the kind of the form's unit, a code of `UnitKind`."""
PREVIOUS_ROW = "prev."
"""What the keys of the context grid's rows begin with that tell the numbers of the period before; a code follows."""
DOCUMENT_COLUMNS = ("number", "date", "title", "issuer", "indicator", "link")
PRACTICE_COLUMNS = ("name", "description", "result", "place", "link")
NO_VALUE_ANSWERS = ("Không phát sinh", "Không áp dụng", "Chưa có số liệu")
YES_NO = ("Có", "Không")

# --- settings -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of `Cấu hình`: its key, its label, and a note on what to type."""

    key: str
    name: str
    note: str = ""


_OWN_TEXT = "Để trống thì chương trình tự viết. Dùng được: {dispatch} {plan} {subject} {issuer} {period} {addressee}."
SETTINGS = (
    Setting("regime", "Mã loại báo cáo", "Không sửa."),
    Setting("title", "Tên báo cáo"),
    Setting("subject", "Tên việc được báo cáo", "Dùng trong câu văn, ví dụ: Phong trào “Bình dân học vụ số”."),
    Setting("province_code", "Mã tỉnh"),
    Setting("province", "Tên tỉnh", "Ví dụ: tỉnh Ninh Bình."),
    Setting("period_from", "Kỳ báo cáo từ ngày", "ngày/tháng/năm"),
    Setting("period_to", "Kỳ báo cáo đến ngày", "Ngày chốt số liệu."),
    Setting("deadline", "Hạn gửi chung", "Hạn riêng của từng đơn vị ghi ở trang Đơn vị."),
    Setting(
        "cumulative_from",
        "Lũy kế từ ngày",
        "Chỉ ghi khi báo cáo lặp lại theo kỳ (hằng tháng, hằng quý); sửa xong bấm Cập nhật cấu trúc.",
    ),
    Setting("style", "Thể thức văn bản", "Đảng hoặc Nhà nước."),
    Setting("organ_above", "Cơ quan cấp trên", "Mỗi dòng cách nhau bằng dấu |"),
    Setting("organ", "Cơ quan ban hành", "Mỗi dòng cách nhau bằng dấu |"),
    Setting("issuer", "Tên cơ quan trong câu văn", "Ví dụ: Sở Tư pháp. Để trống thì lấy theo Cơ quan ban hành."),
    Setting("number_symbol", "Ký hiệu báo cáo", "Ví dụ: BC/TCT."),
    Setting("place", "Địa danh"),
    Setting("signer", "Chức vụ người ký", "Mỗi dòng cách nhau bằng dấu |"),
    Setting("recipients", "Nơi nhận", "Mỗi dòng cách nhau bằng dấu |"),
    Setting("dispatch", "Công văn yêu cầu", "Viện dẫn đầy đủ."),
    Setting("plan", "Kế hoạch được thực hiện", "Viện dẫn đầy đủ."),
    Setting(
        "addressee", "Kính gửi", "Nhiều nơi nhận thì cách nhau bằng dấu |; để trống nếu báo cáo không có Kính gửi."
    ),
    Setting(
        "reporters", "Gọi chung các đơn vị báo cáo", "Ví dụ: sở, ban, ngành. Để trống thì là “địa phương, đơn vị”."
    ),
    Setting("opening", "Đoạn mở đầu báo cáo", _OWN_TEXT),
    Setting("closing", "Câu kết báo cáo", _OWN_TEXT),
    Setting("own_title", "Tên báo cáo của đơn vị", "Để trống thì như Tên báo cáo."),
    Setting("own_opening", "Đoạn mở đầu báo cáo của đơn vị", _OWN_TEXT),
    Setting("own_closing", "Câu kết báo cáo của đơn vị", _OWN_TEXT),
    Setting(
        "pages", "Số trang phần chính của báo cáo", "Lời đơn vị được trích cho vừa số trang này; để trống là 5 trang."
    ),
    Setting("practices_shown", "Số mô hình nêu trong báo cáo", "Khi chưa đánh dấu x ở cột Trích."),
    Setting(
        "min_coverage", "Tỉ lệ đơn vị tối thiểu để nêu số (%)", "Thấp hơn thì câu văn được giữ lại, ghi ở tệp nội bộ."
    ),
    Setting(
        "chart_page",
        "Trang biểu đồ",
        "Ghi x để báo cáo có thêm trang biểu đồ; ghi mã một chỉ số tỉ lệ (ví dụ 2.10) để vẽ các đơn vị theo chỉ số đó.",
    ),
    Setting("unit_sheets", "Số trang đơn vị tối đa", "Nhiều đơn vị hơn thì chỉ mở trang khi cần."),
    Setting("own_code", "Mã đơn vị ở báo cáo cấp trên", "Mã của cơ quan này trong biểu mẫu cấp trên gửi xuống."),
    Setting("master_id", "Mã file tổng hợp", "Không sửa. Dùng để nhận ra biểu mẫu của file này."),
)
"""Keys of `Regime.settings`. Besides these, `Cấu hình` holds `attribute.<key>` (its name) and, per appendix,
`appendix.<id>.number`, `.kind`, `.sheet`, `.title` and `.groups`."""


# --- names of files and folders beside a master -----------------------------------------------------------------------

FORMS_FOLDER = "Biểu mẫu"
RECEIVED_FOLDER = "Đã nhận"
BACKUP_FOLDER = "Sao lưu"
REPORTS_FOLDER = "Báo cáo"
LETTERS_FOLDER = "Công văn"
CORRECTIONS_FOLDER = "Cần chỉnh sửa"


def indicator_columns(regime: Regime) -> tuple[str, ...]:
    """The columns of the indicators grid as it is built for a regime, in their order."""
    return PERIOD_INDICATOR_COLUMNS if regime.repeats else INDICATOR_COLUMNS


def entry_columns(present: Collection[str]) -> tuple[str, ...]:
    """The columns to fill that a grid was built with, inferred from the columns it still has."""
    repeats = any(column in _OF_PERIODS for column in present)
    return tuple(column for column in ENTRY_COLUMNS if repeats or column not in _OF_PERIODS)


def value_key(unit: str, indicator: str, column: str) -> str:
    """The key of one value, such as `14464|2.10|value`: no program reads it as a number."""
    return f"{unit}|{indicator}|{column}"


def total_key(indicator: str, column: str) -> str:
    """The key by which values are summed, such as `2.10|value`."""
    return f"{indicator}|{column}"


def status_lookup_key(unit: str, indicator: str, severity: str) -> str:
    """The key by which a status column finds its findings, such as `14464|2.10|error`."""
    return f"{unit}|{indicator}|{severity}"
