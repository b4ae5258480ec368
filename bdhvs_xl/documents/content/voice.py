"""The author of a document, as data: the focal office reporting on its units, or a unit reporting on itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The words that differ by author; `unit` is the code of the authoring unit, "" for the focal office.

    The other fields are shown to people: the name of the workbook, where in it to look up counts, targets and the
    previous period's numbers ("" when they have no sheet), and where to correct a wrong number.
    """

    unit: str
    workbook: str
    counts_at: str
    targets_at: str
    previous_at: str
    correct_at: str
    has_charts: bool

    def unit_to_name(self, unit: str) -> str:
        """The unit to be named beside its number; "" in a unit's own report, which mentions no other unit."""
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
