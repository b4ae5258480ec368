"""The catalogue of checks: one record for every rule id that the program's own findings name.

A check that `Quy tắc` lists, by the id that findings name in `Kiểm tra`, can be switched off or graded there. What
could not be read at all (a refused value, an unknown answer) is no matter of taste: it has a record and no line.

The functions are registered by id in `checks.run_all`, what the form finds by formulas in `form.self_check`, and the
words that both use in `form.finding_messages`; intake finds the rest. Tests name what is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from bdhvs_xl.errors import Finding, Severity

Layer = Literal["checks", "intake", "form"]
"""Who finds it: the master's checker, intake about files and sheets, or the form alone."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check of the program.

    `condition` is its text in `Quy tắc`: "" for a check without a row there. `minor` is the severity of its less
    important findings. For a `limited` check a unit gets only a few findings at a time. A check `among_units` compares
    with other units (`Finding.other`), so its findings change while reports come in.
    """

    id: str
    severity: Severity
    condition: str = ""
    minor: Severity | None = None
    limited: bool = False
    among_units: bool = False
    layer: Layer = "checks"

    @property
    def switchable(self) -> bool:
        """Whether it has a row in `Quy tắc`."""
        return bool(self.condition)


class FindingFields(TypedDict, total=False):
    """The fields of a finding except check and message: see `errors.Finding`."""

    unit: str
    indicator: str
    column: str
    sheet: str
    cell: str
    raw: str
    other: str
    cure: str
    file: str


def new_finding(check: str, message: str, *, is_minor: bool = False, **place: Unpack[FindingFields]) -> Finding:
    """A finding of a check, with the severity of its record; LookupError when the catalogue has no such check."""
    return Finding(rule=check, severity=check_severity(check, is_minor=is_minor), message=message, **place)


def check_severity(check: str, *, is_minor: bool = False) -> Severity:
    """The default severity of a check's findings; with `is_minor` that of its less important ones."""
    record = get_check(check)
    return record.minor or record.severity if is_minor else record.severity


def get_check(id: str) -> Check:
    """The record of a check; LookupError when the catalogue has none."""
    if id not in CATALOGUE:
        raise LookupError(f"check “{id}” has no record in regime/catalogue.py")
    return CATALOGUE[id]


_SWITCHABLE = (
    Check("required", "error", "Chỉ số bắt buộc phải có số hoặc một câu trả lời thay số"),
    Check("incomplete", "error", "Chỉ số đã ghi một cột thì phải ghi đủ các cột được hỏi"),
    Check("value_not_asked", "warning", "Số chỉ ghi ở những cột mà chỉ số hỏi"),
    Check("value_doubtful", "warning", "Số chỉ có một cách hiểu"),
    Check("value_settled", "notice", "Số có hai cách hiểu được đọc theo kỳ trước, số của đơn vị hoặc mục tiêu"),
    Check("value_qualified", "notice", "Số là số chính xác, không kèm “trên”, “khoảng”, “hơn”"),
    Check("percent_only", "warning", "Tỉ lệ có đủ tử số và mẫu số"),
    Check("percent_differs", "warning", "Tỉ lệ đã ghi khớp với tử số chia mẫu số"),
    Check("cumulative_less", "error", "Lũy kế không nhỏ hơn số trong kỳ"),
    Check("cumulative_differs", "warning", "Lũy kế bằng lũy kế kỳ trước cộng số trong kỳ"),
    Check("cumulative_dropped", "warning", "Chỉ số ghi “Không áp dụng” thì không có lũy kế từ trước"),
    Check("adjustment_cumulative", "warning", "Chốt số trong kỳ thì chốt cả lũy kế, lũy kế không nhỏ hơn"),
    Check("previous_indicator", "warning", "Số ở trang Kỳ trước là của chỉ số có ở trang Chỉ số"),
    Check("previous_column", "warning", "Số ở trang Kỳ trước là của cột mà chỉ số có"),
    Check("previous_number", "warning", "Số ở trang Kỳ trước đúng loại mà chỉ số hỏi (số đếm, Có hoặc Không)"),
    Check("previous_unit", "warning", "Đơn vị không còn báo cáo thì không còn lũy kế ở trang Kỳ trước"),
    Check("needs_documents", "warning", "Kết quả phải kèm văn bản thì có văn bản ở trang Văn bản"),
    Check("needs_evidence", "warning", "Kết quả phải kèm minh chứng thì có ghi minh chứng"),
    Check("names_differ", "error", "Số đếm bằng số tên kể ở cột Minh chứng"),
    Check("task_overdue", "warning", "Nhiệm vụ đến hạn thì đã hoàn thành"),
    Check("documents_fewer", "warning", "Số văn bản báo cáo không nhiều hơn số văn bản đã liệt kê"),
    Check("document_number", "warning", "Văn bản liệt kê có số, ký hiệu đọc được"),
    Check("document_spelling", "notice", "Số, ký hiệu văn bản viết đúng thể thức nhà nước hoặc Đảng"),
    Check("document_date", "warning", "Văn bản liệt kê có ngày ban hành đọc được"),
    Check("document_impossible_date", "error", "Ngày văn bản không ở tương lai, không trước năm 2000"),
    Check("document_after_period", "warning", "Văn bản ban hành không sau ngày chốt số liệu"),
    Check("document_before_period", "notice", "Văn bản ban hành trong kỳ báo cáo"),
    Check("document_indicator", "warning", "Văn bản ghi cho một chỉ số có trong biểu mẫu"),
    Check("document_double", "warning", "Mỗi văn bản chỉ liệt kê một lần cho một chỉ số"),
    Check(
        "document_claimed_twice",
        "warning",
        "Một văn bản không được tính cho hai chỉ số đếm văn bản",
        minor="notice",
        limited=True,
    ),
    Check("link_claimed_twice", "notice", "Một đường dẫn không làm minh chứng cho hai chỉ số", limited=True),
    Check("cited_document", "notice", "Số, ký hiệu văn bản nêu trong phần lời viết đúng thể thức", limited=True),
    Check("text_against_figure", "warning", "Số nêu trong phần lời khớp với số ở trang Kết quả", limited=True),
    Check("text_against_text", "warning", "Phần lời không nêu hai số khác nhau cho cùng một việc", limited=True),
    Check("other_unit_named", "warning", "Bài viết của đơn vị không còn tên địa phương khác", limited=True),
    Check("same_text", "warning", "Hai đơn vị không viết giống nhau từng câu", among_units=True),
    Check("same_numbers", "warning", "Hai đơn vị không có nhiều số liệu trùng nhau", among_units=True),
    Check("same_as_before", "warning", "Số làm được trong kỳ không trùng nhiều với số của kỳ trước"),
    Check(
        "outlier", "warning", "Số liệu không lệch quá xa so với các đơn vị cùng loại", limited=True, among_units=True
    ),
    Check("schedule_clash", "warning", "Một đoàn không làm việc ở hai nơi trong cùng một buổi"),
    Check("schedule_twice", "warning", "Mỗi đơn vị chỉ có một lần trong lịch"),
    Check("schedule_date", "warning", "Ngày trong lịch có thật và không cách xa kỳ báo cáo", minor="notice"),
)
"""The checks that have a line in `Quy tắc`, in the order of these lines."""
_FIXED = (
    Check("value_refused", "error"),
    Check("answer_unknown", "error"),
    Check("answer_unsuited", "error"),
    Check("answer_and_value", "error"),
    Check("unknown_unit", "error"),
    Check("indicator_total", "error"),
    Check("asked_of_none", "warning"),
    Check("adjustment_refused", "error"),
    Check("adjustment_reason", "warning"),
    Check("rule_unreadable", "error"),
    Check("versions", "error", layer="intake"),
    Check("unit_sheet", "error", layer="intake"),
    Check("form_sheet_lost", "warning", layer="intake"),
    Check("form_sheet_twice", "error", layer="intake"),
    Check("form_sheet_added", "notice", layer="intake"),
    Check("form_column_lost", "error", layer="intake"),
    Check("form_key_lost", "error", layer="intake"),
    Check("form_key_twice", "error", layer="intake"),
    Check("form_key_differs", "error", layer="intake"),
    Check("form_healed", "notice", layer="intake"),
    Check("form_healed_unsure", "warning", layer="intake"),
    Check("form_unread", "warning", layer="intake"),
    Check("form_other_unit", "warning", layer="intake"),
    Check("form_revision", "notice", layer="intake"),
    Check("form_check_code", "notice", layer="intake"),
    Check("value_unread", "warning", layer="form"),
    Check("unit_not_chosen", "error", layer="form"),
)
"""The checks that always count."""
CATALOGUE: Mapping[str, Check] = {check.id: check for check in (*_SWITCHABLE, *_FIXED)}
"""All checks by id, those of `Quy tắc` first."""
DOCUMENT_RULES = frozenset(
    (
        "report_chart_outdated", "report_conclusion_changed", "report_figure_edited", "report_figure_outdated",
        "report_figure_typed", "report_figure_unlinked", "report_figure_unstated", "report_figures_gone",
        "report_length", "report_map_lost", "report_number_known", "report_number_unknown", "report_other_master",
        "report_outline", "report_reference", "report_section", "report_sentence", "report_sentence_gone",
        "report_sentence_new", "report_template",
        "up_agreed", "up_agreed_percent", "up_coverage", "up_kept", "up_no_place", "up_no_room", "up_no_section",
        "up_not_known", "up_period", "up_row_lost", "up_since", "up_unit",
    )
)  # fmt: skip
"""The rule ids of findings about a Word report or the form of the level above.

They are told by the button that writes or compares it and never stand in `Kiểm tra`; the case decides how grave they
are, so that they have no record.
"""
