"""An edited report held against the workbook: every difference, in the order of the document."""

from collections.abc import Iterator

from bdhvs_xl.problem import Problem
from bdhvs_xl.report.recheck import changes, drawn, linked, lost, unsourced
from bdhvs_xl.report.recheck.case import Case
from bdhvs_xl.report.recheck.difference import Difference


def compare(case: Case) -> list[Difference]:
    """The differences; Problem when the report is one of another kind or period."""
    _refuse_another(case)
    changed = changes.changed_sentences(case)
    unlinked = lost.lost_figures(case)
    found = [
        *linked.differences(case, changed.outdated),
        *unlinked.differences,
        *unsourced.differences(case, unlinked.typed),
        *changed.differences,
        *drawn.differences(case),
    ]
    return [*_general(case), *sorted(found, key=lambda difference: difference.at)]


def _refuse_another(case: Case) -> None:
    about, regime = case.made.about, case.material.regime
    if about.get("unit"):
        raise Problem(
            f"“{case.edited.path.name}” là báo cáo riêng của một đơn vị, không lập từ file tổng hợp này.",
            "Chọn báo cáo của cơ quan tổng hợp.",
        )
    period = f"{regime.period_from.isoformat()}/{regime.period_to.isoformat()}"
    if about.get("regime", regime.id) != regime.id:
        raise Problem(
            f"“{case.edited.path.name}” là báo cáo của loại báo cáo khác với file tổng hợp này.",
            "Mở đúng file tổng hợp đã lập ra báo cáo ấy, hoặc chọn báo cáo khác.",
        )
    if about.get("period", period) != period:
        raise Problem(
            f"“{case.edited.path.name}” là báo cáo của kỳ khác với file tổng hợp này.",
            "Mở file tổng hợp của kỳ ấy, hoặc chọn báo cáo khác.",
        )


def _general(case: Case) -> Iterator[Difference]:
    about, settings = case.made.about, case.material.regime.settings
    if case.edited.made is None:
        yield Difference(
            rule="report_map_lost", severity="notice",
            message="Tệp không còn bản đồ số liệu (nội dung được chép sang tệp khác, hoặc lưu bằng chương trình khác): "
            "chỉ đối chiếu được các số còn gắn nguồn, không đối chiếu được câu chữ và số đã mất gắn nguồn.",
            cure="Nếu còn tệp do nút Lập báo cáo ghi ra, hãy sửa tiếp trên tệp ấy.",
        )  # fmt: skip
    elif about.get("master", "") != settings.get("master_id", ""):
        yield Difference(
            rule="report_other_master", severity="warning",
            message="Báo cáo được lập từ một file tổng hợp khác; dưới đây là đối chiếu với file tổng hợp đang mở.",
            cure="Kiểm tra có mở đúng file tổng hợp không.",
        )  # fmt: skip
