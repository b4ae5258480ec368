"""Who speaks in a document: the focal office about its units, or a unit about itself. What differs is data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """`unit` is the code of the unit that speaks, "" for the focal office.

    The rest are words for people: the workbook that the figures come from, where in it counts, targets and numbers of
    the period before are looked up ("" where they have no sheet of their own), where a wrong number is corrected.
    """

    unit: str
    workbook: str
    counts_at: str
    targets_at: str
    previous_at: str
    correct_at: str
    has_charts: bool

    def unit_to_name(self, unit: str) -> str:
        """The unit to be named where it is spoken of; "" in a unit's own report, which speaks of no other."""
        return "" if self.unit else unit


FOCAL_OFFICE = Voice(
    unit="",
    workbook="file tổng hợp",
    counts_at="Trang Theo dõi",
    targets_at="Trang Chỉ số, cột Mục tiêu",
    previous_at="Trang Kỳ trước",
    correct_at="ghi ở trang Điều chỉnh của file tổng hợp, bấm Tổng hợp rồi đối chiếu lại.",
    has_charts=True,
)


def unit_voice(unit: str) -> Voice:
    """The voice of a unit's own report, by the unit's code."""
    return Voice(
        unit=unit,
        workbook="biểu mẫu",
        counts_at="Tính từ biểu mẫu",
        targets_at="Mục tiêu ghi trong biểu mẫu",
        previous_at="",
        correct_at="sửa ở biểu mẫu, lưu biểu mẫu rồi đối chiếu lại.",
        has_charts=False,
    )
