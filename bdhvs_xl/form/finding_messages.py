"""Message templates of the checks that both the form (by formulas) and the master run, written once."""

from collections.abc import Mapping
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.master.labels import COLUMN_NAMES, column_name
from bdhvs_xl.master.layout import FORM_DOCUMENTS, NO_VALUE_ANSWERS, YES_NO
from bdhvs_xl.regime.model import Indicator


@dataclass(frozen=True, slots=True)
class CheckMessage:
    """The `str.format` templates of a check's message and cure; `message_fields` and the check supply the fields."""

    message: str
    cure: str


CHECK_MESSAGES: Mapping[str, CheckMessage] = {
    "required": CheckMessage(
        "Chỉ số {code} chưa có kết quả.",
        "Ghi vào cột {columns}; nếu không có số thì chọn ở cột “{answer_column}”: {answers}.",
    ),
    "incomplete": CheckMessage(
        "Chỉ số {code} còn thiếu cột “{column}”{asks}.",
        "Ghi số vào cột “{column}” của chỉ số {code}.",
    ),
    "answer_unknown": CheckMessage(
        "Chỉ số {code}, cột “{answer_column}”: không hiểu “{typed}”.",
        "Chọn một trong: {answers}; số thì ghi ở cột “{value_column}”.",
    ),
    "answer_unsuited": CheckMessage(
        "Chỉ số {code} hỏi Có hay Không nên không trả lời “{typed}”.",
        "Chọn {yes} hoặc {no} ở cột {columns}.",
    ),
    "answer_and_value": CheckMessage(
        "Chỉ số {code} vừa chọn “{typed}” vừa ghi “{written}”.",
        "Giữ một trong hai: xóa câu đã chọn hoặc xóa số.",
    ),
    "cumulative_less": CheckMessage(
        "Chỉ số {code}: “{column}” {typed} nhỏ hơn “{of_period}” {now}.",
        "Lũy kế gồm cả số trong kỳ: sửa lại một trong hai số.",
    ),
    "cumulative_differs": CheckMessage(
        "Chỉ số {code}: “{column}” ghi {typed}, lũy kế kỳ trước {earlier} cộng với trong kỳ {now} là {sum}.",
        "Sửa số trong kỳ hoặc số lũy kế; để trống ô lũy kế nếu lấy {sum}; nếu số kỳ trước đã đính chính thì nêu ở cột "
        "“{explanation_column}”.",
    ),
    "needs_documents": CheckMessage(
        "Chỉ số {code} có kết quả nhưng chưa có văn bản nào kèm theo.",
        "Ghi số, ngày, trích yếu của văn bản vào trang {documents_sheet}, cột Chỉ số chọn {code}.",
    ),
    "needs_evidence": CheckMessage(
        "Chỉ số {code} có kết quả nhưng cột “{evidence_column}” để trống.",
        "Ghi vào cột “{evidence_column}”{guidance}",
    ),
    "documents_fewer": CheckMessage(
        "Chỉ số {code} ghi {typed} văn bản nhưng trang {documents_sheet} mới kê {listed}.",
        "Kê đủ văn bản ở trang {documents_sheet}, hoặc sửa lại số; nếu chỉ kê văn bản chính thì ghi lý do.",
    ),
    "names_differ": CheckMessage(
        "Chỉ số {code} ghi {typed} nhưng {names}.",
        "Kể đủ tên ở cột “{evidence_column}”, mỗi tên một dòng, hoặc sửa lại số.",
    ),
    "task_overdue": CheckMessage(
        "Nhiệm vụ {code} có thời hạn {due}, đến hết kỳ báo cáo chưa hoàn thành.",
        "Ghi lý do và ngày sẽ hoàn thành vào cột “{explanation_column}”; nếu đã xong thì chọn {yes}.",
    ),
}
"""By check: every check of the catalogue that a form makes too stands here, and no other."""
NAMES_LISTED, NO_NAMES = "cột “{evidence_column}” kể {listed} tên", "chưa kể tên nào"
"""What `{names}` of `names_differ` comes to."""


def message_fields(indicator: Indicator, column: str = "") -> dict[str, str]:
    """The fields that do not depend on values: labels of columns, sheets, answers and the indicator."""
    label = indicator.label(column)
    return {
        "code": indicator.code,
        "column": column_name(indicator, column) if column else "",
        "columns": vi.join([f"“{column_name(indicator, one)}”" for one in indicator.columns]),
        "asks": f" ({label})" if label else "",
        "answers": ", ".join(NO_VALUE_ANSWERS),
        "answer_column": COLUMN_NAMES["answer"],
        "value_column": COLUMN_NAMES["value"],
        "evidence_column": COLUMN_NAMES["evidence"],
        "explanation_column": COLUMN_NAMES["explanation"],
        "documents_sheet": FORM_DOCUMENTS,
        "yes": YES_NO[0],
        "no": YES_NO[1],
    }


def evidence_guidance(indicator: Indicator, longest: int = 0) -> str:
    """The end of the cure of `needs_evidence`: the indicator's guidance, unless longer than `longest` characters."""
    is_told = indicator.evidence and (not longest or len(indicator.evidence) <= longest)
    return f": {indicator.evidence}" if is_told else "."


def fill_check_message(check: str, fields: Mapping[str, str]) -> tuple[str, str]:
    """The message and the cure of a check."""
    return CHECK_MESSAGES[check].message.format_map(fields), CHECK_MESSAGES[check].cure.format_map(fields)
