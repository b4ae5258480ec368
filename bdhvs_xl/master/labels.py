"""Vietnamese labels of the codes that Python and JSON use, each pair defined once."""

from collections.abc import Mapping

from bdhvs_xl import vi
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator

COLUMN_NAMES: Mapping[str, str] = {
    "code": "TT",
    "name": "Chỉ số thực hiện",
    "unit": "Đơn vị tính",
    "value": "Kết quả",
    "in_period": "Trong kỳ",
    "people": "Số người",
    "previous": "Lũy kế kỳ trước",
    "cumulative": "Lũy kế",
    "cumulative_people": "Số người lũy kế",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "percent": "Tỉ lệ %",
    "answer": "Nếu không có số",
    "understood": "Hiểu là",
    "evidence": "Minh chứng",
    "explanation": "Lý do/ghi chú",
    "status": "Tình trạng",
}
"""What a column of the indicators grid is called on the screen and in findings."""
PEOPLE_IN_PERIOD = "Số người trong kỳ"
"""What the column `people` is called where there are people in the period and people up to now."""

STATUS_NAMES: Mapping[str, str] = {
    "not_sent": "Chưa gửi",
    "awaiting_entry": "Chờ nhập tay",
    "rejected": "Không nhận được",
    "received": "Đã nhận",
    "returned": "Cần sửa",
    "accepted_with_warnings": "Đạt, có cảnh báo",
    "accepted": "Đạt",
}
SEVERITY_NAMES: Mapping[str, str] = {"error": "Lỗi", "warning": "Cảnh báo", "notice": "Lưu ý"}
STATE_NAMES: Mapping[str, str] = {"new": "Mới", "open": "Còn tồn tại", "explained": "Đã có lý do", "fixed": "Đã sửa"}
CHOICES: Mapping[str, str] = {"keep": "Giữ số hiện có", "take": "Lấy số mới"}
KIND_NAMES: Mapping[str, str] = {
    "group": "Nhóm",
    **{kind.code: kind.label for kind in KINDS.values()},
}
"""The kinds of line of `Chỉ số`: a heading over indicators, or an indicator of that kind."""
UNIT_KIND_NAMES: Mapping[str, str] = {
    "commune": "Xã",
    "ward": "Phường",
    "special_zone": "Đặc khu",
    "department": "Sở, ngành",
    "division": "Phòng, đơn vị trực thuộc",
    "organisation": "Tổ chức chính trị - xã hội",
    "hamlet": "Thôn, tổ dân phố",
}
OVER_UNITS_NAMES: Mapping[str, str] = {
    "sum": "Cộng",
    "ratio": "Tổng tử/tổng mẫu",
    "distinct": "Đếm tên khác nhau",
    "share_yes": "Tỉ lệ đơn vị trả lời Có",
    "max": "Lớn nhất",
    "none": "Không tổng hợp",
}
OVER_TIME_NAMES: Mapping[str, str] = {"flow": "Cộng dồn các kỳ", "stock": "Lấy kỳ cuối"}
MISSING_NAMES: Mapping[str, str] = {
    "skip": "Bỏ qua nếu thiếu số",
    "skip_all": "Bỏ qua nếu thiếu tất cả",
    "zero": "Coi thiếu là 0",
}
NEEDS_NAMES: Mapping[str, str] = {"": "", "text": "Ghi minh chứng", "documents": "Có văn bản", "names": "Đủ tên"}
SECTION_NAMES: Mapping[str, str] = {
    "heading": "Tiêu đề",
    "narrative": "Phần lời",
    "results": "Kết quả các chỉ số",
    "practices": "Mô hình, cách làm hay",
    "progress": "Tiến độ nhiệm vụ",
    "strengths": "Ưu điểm, nổi bật",
    "weaknesses": "Khó khăn, hạn chế",
    "tasks": "Phương hướng, nhiệm vụ",
    "proposals": "Đề xuất, kiến nghị",
}
LETTER_KINDS: Mapping[str, str] = {"letter": "Công văn", "plan": "Kế hoạch"}
LETTER_HEADS: Mapping[str, str] = {
    "kind": "Loại văn bản",
    "title": "Trích yếu",
    "addressee": "Kính gửi",
    "signer": "Chức vụ người ký",
    "recipients": "Nơi nhận",
}
"""What stands around the body of a letter, by the fields of its record."""
LETTER_PARTS: Mapping[str, str] = {
    "chapter": "Mục I",
    "heading": "Mục 1",
    "subheading": "Mục 1.1",
    "paragraph": "Đoạn văn",
    "item": "Gạch đầu dòng",
    "task": "Nhiệm vụ",
    "closing": "Đoạn kết",
    "targets": "Mục tiêu từng năm",
    "owing": "Đơn vị còn thiếu",
    "corrections": "Số liệu đính chính",
    "outline": "Kèm: đề cương",
    "schedule": "Kèm: lịch",
    "results_form": "Kèm: biểu kết quả",
    "practices_form": "Kèm: biểu mô hình",
}
APPENDIX_NAMES: Mapping[str, str] = {
    "schedule": "Lịch",
    "results": "Kết quả chỉ số",
    "targets": "Kết quả so với mục tiêu",
    "statistics": "Thống kê kết quả",
    "tasks": "Tiến độ nhiệm vụ",
    "practices": "Mô hình",
}
PROGRESS_NAMES: Mapping[str, str] = {
    "done": "Đã hoàn thành",
    "ongoing": "Đang thực hiện",
    "not_started": "Chưa thực hiện",
    "overdue": "Quá hạn",
    "unreported": "Chưa báo cáo",
}
"""How far a task is."""
YES = "x"
"""The tick in a yes/no column of a table."""
_NO_TICKS = ("", "0", "-", "không", "false", "bỏ")


def column_name(indicator: Indicator, column: str) -> str:
    """The label of a column of this indicator."""
    return PEOPLE_IN_PERIOD if indicator.repeats and column == "people" else COLUMN_NAMES[column]


def code_for_label(names: Mapping[str, str], text: object) -> str:
    """The code of a label, e.g. "error" for "Lỗi"; spelling variants ("Luỹ kế") match; "" when not in `names`."""
    wanted = vi.fold(str(text or ""))
    return next((code for code, name in names.items() if vi.fold(name) == wanted), "")


def is_ticked(cell: object) -> bool:
    """Whether a cell of a yes/no column is ticked: "x", but also "có", "v" or TRUE; anything except a form of no."""
    return str(cell if cell is not None else "").strip().casefold() not in _NO_TICKS
