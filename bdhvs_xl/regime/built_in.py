"""The checks that come with the program: what each looks for in words, and how grave its findings are by default.

They stand in `Quy tắc` beside the rules people write, by the id that findings name in `Kiểm tra`: there each can be
switched off or graded anew. What could not be read at all (a refused value, an unknown answer) is no matter of taste
and stands not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl.problem import Severity


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A check of the program: its condition in words, and its severity unless `Quy tắc` says otherwise."""

    condition: str
    severity: Severity


BUILT_IN: Mapping[str, BuiltIn] = {
    "required": BuiltIn("Chỉ số bắt buộc phải có số hoặc một câu trả lời thay số", "error"),
    "incomplete": BuiltIn("Chỉ số đã ghi một cột thì phải ghi đủ các cột được hỏi", "error"),
    "value_not_asked": BuiltIn("Số chỉ ghi ở những cột mà chỉ số hỏi", "warning"),
    "value_doubtful": BuiltIn("Số chỉ có một cách hiểu", "warning"),
    "value_settled": BuiltIn("Số có hai cách hiểu được đọc theo kỳ trước, số của đơn vị hoặc mục tiêu", "notice"),
    "value_qualified": BuiltIn("Số là số chính xác, không kèm “trên”, “khoảng”, “hơn”", "notice"),
    "percent_only": BuiltIn("Tỉ lệ có đủ tử số và mẫu số", "warning"),
    "percent_differs": BuiltIn("Tỉ lệ đã ghi khớp với tử số chia mẫu số", "warning"),
    "cumulative_less": BuiltIn("Lũy kế không nhỏ hơn số trong kỳ", "error"),
    "cumulative_differs": BuiltIn("Lũy kế bằng lũy kế kỳ trước cộng số trong kỳ", "warning"),
    "cumulative_dropped": BuiltIn("Chỉ số ghi “Không áp dụng” thì không có lũy kế từ trước", "warning"),
    "adjustment_cumulative": BuiltIn("Chốt số trong kỳ thì chốt cả lũy kế, lũy kế không nhỏ hơn", "warning"),
    "previous_indicator": BuiltIn("Số ở trang Kỳ trước là của chỉ số có ở trang Chỉ số", "warning"),
    "previous_column": BuiltIn("Số ở trang Kỳ trước là của cột mà chỉ số có", "warning"),
    "previous_number": BuiltIn("Số ở trang Kỳ trước đúng loại mà chỉ số hỏi (số đếm, Có hoặc Không)", "warning"),
    "previous_unit": BuiltIn("Đơn vị không còn báo cáo thì không còn lũy kế ở trang Kỳ trước", "warning"),
    "needs_documents": BuiltIn("Kết quả phải kèm văn bản thì có văn bản ở trang Văn bản", "warning"),
    "needs_evidence": BuiltIn("Kết quả phải kèm minh chứng thì có ghi minh chứng", "warning"),
    "names_differ": BuiltIn("Số đếm bằng số tên kể ở cột Minh chứng", "error"),
    "task_overdue": BuiltIn("Nhiệm vụ đến hạn thì đã hoàn thành", "warning"),
    "documents_fewer": BuiltIn("Số văn bản báo cáo không nhiều hơn số văn bản đã liệt kê", "warning"),
    "document_number": BuiltIn("Văn bản liệt kê có số, ký hiệu đọc được", "warning"),
    "document_spelling": BuiltIn("Số, ký hiệu văn bản viết đúng thể thức nhà nước hoặc Đảng", "notice"),
    "document_date": BuiltIn("Văn bản liệt kê có ngày ban hành đọc được", "warning"),
    "document_impossible_date": BuiltIn("Ngày văn bản không ở tương lai, không trước năm 2000", "error"),
    "document_after_period": BuiltIn("Văn bản ban hành không sau ngày chốt số liệu", "warning"),
    "document_before_period": BuiltIn("Văn bản ban hành trong kỳ báo cáo", "notice"),
    "document_indicator": BuiltIn("Văn bản ghi cho một chỉ số có trong biểu mẫu", "warning"),
    "document_double": BuiltIn("Mỗi văn bản chỉ liệt kê một lần cho một chỉ số", "warning"),
    "document_claimed_twice": BuiltIn("Một văn bản không được tính cho hai chỉ số đếm văn bản", "warning"),
    "link_claimed_twice": BuiltIn("Một đường dẫn không làm minh chứng cho hai chỉ số", "notice"),
    "cited_document": BuiltIn("Số, ký hiệu văn bản nêu trong phần lời viết đúng thể thức", "notice"),
    "text_against_figure": BuiltIn("Số nêu trong phần lời khớp với số ở trang Kết quả", "warning"),
    "text_against_text": BuiltIn("Phần lời không nêu hai số khác nhau cho cùng một việc", "warning"),
    "other_unit_named": BuiltIn("Bài viết của đơn vị không còn tên địa phương khác", "warning"),
    "same_text": BuiltIn("Hai đơn vị không viết giống nhau từng câu", "warning"),
    "same_numbers": BuiltIn("Hai đơn vị không có nhiều số liệu trùng nhau", "warning"),
    "same_as_before": BuiltIn("Số làm được trong kỳ không trùng nhiều với số của kỳ trước", "warning"),
    "outlier": BuiltIn("Số liệu không lệch quá xa so với các đơn vị cùng loại", "warning"),
    "schedule_clash": BuiltIn("Một đoàn không làm việc ở hai nơi trong cùng một buổi", "warning"),
    "schedule_twice": BuiltIn("Mỗi đơn vị chỉ có một lần trong lịch", "warning"),
    "schedule_date": BuiltIn("Ngày trong lịch có thật và không cách xa kỳ báo cáo", "warning"),
}
"""By rule id."""
