"""An edited report compared with the workbook: every difference, in document order."""

from collections.abc import Iterator

from bdhvs_xl.documents.review import (
    chart_differences,
    linked_figures,
    lost_figures,
    sentence_changes,
    unsourced,
)
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.errors import UserError


def compare_report(comparison: Comparison) -> list[ReportDifference]:
    """The differences; UserError when the report is of another kind or period."""
    _refuse_another(comparison)
    changed = sentence_changes.find_changed_sentences(comparison)
    unlinked = lost_figures.find_lost_figures(comparison)
    found = [
        *linked_figures.find_linked_differences(comparison, changed.outdated),
        *unlinked.differences,
        *unsourced.find_unsourced_numbers(comparison, unlinked.typed),
        *changed.differences,
        *chart_differences.find_chart_differences(comparison),
    ]
    return [*_general_differences(comparison), *sorted(found, key=lambda difference: difference.at)]


def _refuse_another(comparison: Comparison) -> None:
    about, regime, voice = comparison.original.about, comparison.data.regime, comparison.data.voice
    name, workbook = f"“{comparison.edited.path.name}”", f"{comparison.workbook} này"
    if about.get("unit", "") != (voice.unit if comparison.edited.made else ""):
        whose = "báo cáo riêng của một đơn vị" if about.get("unit") else "báo cáo của cơ quan tổng hợp"
        cure = "Mở đúng biểu mẫu hoặc file tổng hợp đã lập ra báo cáo ấy, hoặc chọn báo cáo khác."
        raise UserError(f"{name} là {whose}, không lập từ {workbook}.", cure)
    if about.get("regime", regime.id) != regime.id:
        cure = f"Mở đúng {comparison.workbook} đã lập ra văn bản ấy, hoặc chọn văn bản khác."
        raise UserError(f"{name} thuộc loại báo cáo khác với {workbook}.", cure)
    period = f"{regime.period_from.isoformat()}/{regime.period_to.isoformat()}"
    if about.get("period", period) != period:
        cure = f"Mở {comparison.workbook} của kỳ ấy, hoặc chọn văn bản khác."
        raise UserError(f"{name} thuộc kỳ báo cáo khác với {workbook}.", cure)


def _general_differences(comparison: Comparison) -> Iterator[ReportDifference]:
    about, settings = comparison.original.about, comparison.data.regime.settings
    if comparison.edited.made is None:
        yield ReportDifference(
            rule="report_map_lost", severity="notice",
            message="Tệp không còn bản đồ số liệu (nội dung được chép sang tệp khác, hoặc lưu bằng chương trình khác): "
            "chỉ đối chiếu được các số còn gắn nguồn, không đối chiếu được câu chữ và số đã mất gắn nguồn.",
            cure="Nếu còn tệp do nút Lập báo cáo ghi ra, hãy sửa tiếp trên tệp ấy.",
        )  # fmt: skip
    elif about.get("master", "") != settings.get("master_id", ""):
        yield ReportDifference(
            rule="report_other_master", severity="warning",
            message="Báo cáo được lập từ một file tổng hợp khác; dưới đây là đối chiếu với file tổng hợp đang mở.",
            cure="Kiểm tra có mở đúng file tổng hợp không.",
        )  # fmt: skip
