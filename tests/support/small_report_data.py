"""A ledger for the small regime, made by hand: one unit in time, one late with an error, one that sent a scan."""

from collections.abc import Mapping

from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.intake.ledger import Adjustment, Ledger, TrackingRow, Value
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.rollup.contributions import contributions
from bdhvs_xl.rollup.totals import totals_from_contributions
from support.small_regime import small_regime

GIAO_NINH = {
    ("1.1", "value"): "Có",
    ("2.1", "value"): 84.0,
    ("2.1", "evidence"): "Chuyên mục “Bình dân học vụ số” trên Đài truyền thanh xã & trang <Zalo>",
    ("2.2", "value"): 2.0,
    ("2.2", "evidence"): "VNeID\nZalo",
    ("2.4", "value"): 5.0,
    ("2.4", "people"): 1204.0,
    ("2.10", "numerator"): 43.0,
    ("2.10", "denominator"): 43.0,
}
NAM_DINH = {
    ("1.1", "value"): "Không",
    ("2.1", "value"): 30.0,
    ("2.2", "value"): 2.0,
    ("2.2", "evidence"): "Zalo\nCổng dịch vụ công quốc gia",
    ("2.4", "value"): 3.0,
    ("2.4", "people"): 146.0,
    ("2.10", "numerator"): 31.0,
    ("2.10", "denominator"): 50.0,
}
NARRATIVE = (
    (
        "",
        "14212",
        "leading_done",
        "Đảng ủy xã đã quán triệt Kế hoạch số 03-KH/BCĐ đến 43/43 chi bộ.\n- Mở 05 lớp;\n- Lập tổ",
    ),
    (
        "",
        "13669",
        "leading_done",
        "Phường giao Phòng Văn hóa - Xã hội chủ trì & phối hợp <Đoàn phường>. Đã họp 02 lần.",
    ),
    ("", "14212", "proposals", "Đề nghị UBND tỉnh hỗ trợ kinh phí cho tổ công nghệ số cộng đồng. Mong sớm có tài liệu"),
    ("x", "13669", "proposals", "Đề nghị Sở Khoa học và Công nghệ biên soạn tài liệu dùng chung; Kiến nghị Trung ương"),
)
PRACTICES = (
    ("14212", "Chợ số", "Tiểu thương hướng dẫn nhau thanh toán\nkhông dùng tiền mặt.", "100% quầy có mã QR.", "Chợ Bể"),
    ("13669", "Mô hình “Gia đình số”", "Hội Phụ nữ vận động từng hộ.", "", "Phường Nam Định"),
)


def small_ledger() -> Ledger:
    """The ledger, fresh each time."""
    return Ledger(
        values={"14212": _values("14212", GIAO_NINH), "13669": _values("13669", NAM_DINH)},
        narrative=[
            {"quote": quote, "unit": unit, "unit_name": "", "section": section, "text": text, "file": f"{unit}.xlsx",
             "cell": f"Phần lời!C{row}"}
            for row, (quote, unit, section, text) in enumerate(NARRATIVE, 4)
        ],
        practices=[
            {"quote": "", "unit": unit, "unit_name": "", "name": name, "description": how, "result": result,
             "place": place, "link": "", "file": f"{unit}.xlsx", "cell": f"Mô hình!B{row}"}
            for row, (unit, name, how, result, place) in enumerate(PRACTICES, 4)
        ],
        documents=[
            {"unit": "14212", "unit_name": "", "number": "08-KH/ĐU", "date": "12/9/2025", "title": "Triển khai",
             "issuer": "Đảng ủy xã", "indicator": "1.1", "link": "", "file": "14212.xlsx", "cell": "Văn bản!B4"}
        ],
        tracking={
            "14212": TrackingRow(unit="14212", name="Xã Giao Ninh", status="accepted", received="19/05/2026 08:15"),
            "13669": TrackingRow(unit="13669", name="Phường Nam Định", status="returned", received="23/05/2026 16:40"),
            "LDLD": TrackingRow(unit="LDLD", name="Liên đoàn Lao động tỉnh", status="awaiting_entry"),
        },
    )  # fmt: skip


def _values(unit: str, given: Mapping[tuple[str, str], float | str]) -> dict[tuple[str, str], Value]:
    return {
        place: Value(
            unit=unit, indicator=place[0], column=place[1], value=value, raw=str(value), used=None,
            file=f"{unit}.xlsx", cell=f"Kết quả!E{row}",
        )
        for row, (place, value) in enumerate(given.items(), 6)
    }  # fmt: skip


def material(regime: Regime | None = None, ledger: Ledger | None = None) -> ReportData:
    """The material of a report, by default of the small regime and its ledger."""
    regime, ledger = regime or small_regime(), ledger or small_ledger()
    given = contributions(regime, ledger, set())
    return ReportData(
        regime=regime, ledger=ledger, totals=totals_from_contributions(regime, ledger, given), contributions=given
    )


def agreed(indicator: str, column: str, value: float) -> Adjustment:
    """An agreed value of the province."""
    return Adjustment(
        unit="",
        indicator=indicator,
        column=column,
        value=value,
        raw=str(value),
        reason="Họp Tổ Công tác",
        who="A",
        when="",
    )
