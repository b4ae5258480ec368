"""A small regime with one of everything, made by hand: two groups, an indicator of each kind, three units."""

from datetime import date

from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import (
    Appendix,
    Attribute,
    Group,
    Indicator,
    Regime,
    Rule,
    Section,
    SurveyVisit,
    Unit,
)

SETTINGS = {
    "regime": "small",
    "title": "Kết quả triển khai Phong trào thử nghiệm",
    "subject": "Phong trào thử nghiệm",
    "province_code": "37",
    "province": "tỉnh Ninh Bình",
    "period_from": "01/7/2025",
    "period_to": "17/5/2026",
    "deadline": "22/5/2026",
    "style": "Đảng",
    "organ_above": "Ban Chỉ đạo cấp tỉnh|về thử nghiệm",
    "organ": "Tổ công tác|triển khai Phong trào",
    "number_symbol": "BC/TCT",
    "place": "Ninh Bình",
    "signer": "Tổ trưởng Tổ công tác",
    "recipients": "Thường trực Tỉnh ủy|Lưu.",
    "dispatch": "Công văn số 02-CV/TCT, ngày 15/5/2026 của Tổ công tác",
    "plan": "Kế hoạch số 03-KH/BCĐ, ngày 09/9/2025 của Ban Chỉ đạo cấp tỉnh",
    "issuer": "",
    "addressee": "",
    "opening": "",
    "closing": "",
    "own_title": "",
    "own_opening": "",
    "own_closing": "",
    "practices_shown": "3",
    "min_coverage": "50",
    "unit_sheets": "40",
    "master_id": "m-0001",
}

GROUPS = (
    Group(code="1", name="Chỉ số về công tác lãnh đạo, chỉ đạo"),
    Group(code="2", name="Chỉ số về thực hiện nhiệm vụ, giải pháp"),
)

INDICATORS = (
    Indicator(
        code="1.1",
        name="Việc ban hành Kế hoạch, các văn bản triển khai Phong trào.",
        group="1",
        unit="Có/ Không",
        kind=KINDS["yes_no"],
        over_units="share_yes",
        over_time="stock",
        labels={"value": "Đã ban hành kế hoạch hoặc văn bản triển khai chưa"},
        evidence="Liệt kê đầy đủ tên kế hoạch, văn bản triển khai Phong trào.",
        needs="documents",
        sentence="{numerator}/{denominator} đơn vị đã ban hành kế hoạch",
    ),
    Indicator(
        code="2.1",
        name="Số bài viết, bản tin về Phong trào.",
        group="2",
        unit="Số bài",
        kind=KINDS["count"],
        over_units="sum",
        labels={"value": "Số bài đã đăng, phát"},
        evidence="Liệt kê một số bài nổi bật.",
        needs="text",
        targets={2026: 100},
    ),
    Indicator(
        code="2.2",
        name="Số nền tảng được sử dụng để triển khai Phong trào.",
        group="2",
        unit="Số nền tảng",
        kind=KINDS["names"],
        over_units="distinct",
        over_time="stock",
        labels={"value": "Số nền tảng đang dùng"},
        evidence="Liệt kê tên các nền tảng.",
        needs="names",
        required=False,
    ),
    Indicator(
        code="2.4",
        name="Số lớp bồi dưỡng kỹ năng số cho cán bộ, công chức.",
        group="2",
        unit="Số lớp (Số người)",
        kind=KINDS["count_people"],
        over_units="sum",
        labels={"value": "Số lớp đã mở", "people": "Số lượt người đã học"},
        evidence="Kể tên các lớp bồi dưỡng, tập huấn.",
    ),
    Indicator(
        code="2.10",
        name="Tỉ lệ thôn, tổ dân phố định kỳ tổ chức buổi học cộng đồng.",
        group="2",
        unit="Tỉ lệ %",
        kind=KINDS["ratio"],
        over_units="ratio",
        over_time="stock",
        labels={
            "numerator": "Số thôn, tổ dân phố đã tổ chức",
            "denominator": "Tổng số thôn, tổ dân phố trên địa bàn",
        },
        evidence="Liệt kê một số thôn, tổ dân phố đi đầu.",
        unit_kinds=("commune", "ward"),
        targets={2026: 80},
    ),
    Indicator(
        code="2.11",
        name="Việc khen thưởng, nhân rộng trong Phong trào.",
        group="2",
        unit="Mô tả",
        kind=KINDS["text"],
        over_units="none",
        labels={"value": "Hình thức khen thưởng, nhân rộng"},
        required=False,
    ),
)

RULES = (
    Rule(
        id="people_at_least_classes",
        test="[2.4.people] >= [2.4.value]",
        severity="error",
        message="Số người ít hơn số lớp.",
        cure="Kiểm tra lại số lớp và số người.",
        holds=({"2.4.value": 2, "2.4.people": 60},),
        breaks=({"2.4.value": 60, "2.4.people": 2},),
    ),
    Rule(
        id="hamlets_within_total",
        test="[2.10.numerator] <= [2.10.denominator]",
        severity="error",
        message="Tử số lớn hơn mẫu số.",
        cure="Kiểm tra lại hai số.",
    ),
    Rule(
        id="yes_has_document",
        test='OR([1.1] = "Không", ITEMS("documents", "1.1") > 0)',
        severity="warning",
        message="Trả lời Có nhưng chưa có văn bản nào ở trang Văn bản.",
        cure="Ghi số, ngày, trích yếu của văn bản vào trang Văn bản, cột Chỉ số chọn 1.1.",
    ),
    Rule(
        id="hamlets_as_registered",
        test='[2.10.denominator] = UNIT("hamlets")',
        severity="notice",
        message="Tổng số thôn khác số trong danh sách đơn vị.",
        unit_kinds=("commune", "ward"),
    ),
)

SECTIONS = (
    Section(id="leading", number="I", level=1, title="Công tác lãnh đạo, chỉ đạo"),
    Section(
        id="leading_done",
        number="1",
        level=2,
        title="Công tác quán triệt, triển khai",
        content="narrative",
        asked=True,
        guidance="Nêu ngắn gọn việc quán triệt, ban hành văn bản, phân công nhiệm vụ.",
    ),
    Section(id="results", number="II", level=1, title="Kết quả thực hiện", content="results"),
    Section(
        id="proposals",
        number="III",
        level=1,
        title="Đề xuất, kiến nghị",
        content="proposals",
        asked=True,
        guidance="Ghi rõ kiến nghị với cấp nào.",
    ),
)

APPENDICES = (
    Appendix(id="PL1", number="I", kind="schedule", sheet="PL1 Lịch khảo sát", title="Lịch trình khảo sát"),
    Appendix(
        id="PL2",
        number="II",
        kind="results",
        sheet="PL2 Kết quả",
        title="KẾT QUẢ TRIỂN KHAI PHONG TRÀO THỬ NGHIỆM TỪ 01/7/2025 ĐẾN 17/5/2026",
    ),
    Appendix(id="PL3", number="III", kind="practices", sheet="PL3 Mô hình", title="Mô hình, cách làm hay"),
)

UNITS = (
    Unit(
        code="14212",
        name="Xã Giao Ninh",
        kind="commune",
        deadline=date(2026, 5, 20),
        contact="Nguyễn Văn A",
        phone="0912345678",
        email="giaoninh@example.org",
        attributes={"hamlets": 43, "population": 24500},
    ),
    Unit(code="13669", name="Phường Nam Định", kind="ward", attributes={"hamlets": 50}),
    Unit(code="LDLD", name="Liên đoàn Lao động tỉnh", kind="organisation"),
)

SCHEDULE = (
    SurveyVisit(unit="14212", time="Sáng ngày 22/5/2026", delegation="Đoàn Công tác số 1"),
    SurveyVisit(unit="LDLD", time="Chiều ngày 25/5/2026", delegation="Đoàn Công tác số 2"),
)


def small_regime() -> Regime:
    """The small regime, fresh each time."""
    return Regime(
        settings=dict(SETTINGS),
        groups=GROUPS,
        indicators=INDICATORS,
        rules=RULES,
        sections=SECTIONS,
        appendices=APPENDICES,
        attributes=(
            Attribute(key="hamlets", name="Số thôn, tổ dân phố"),
            Attribute(key="population", name="Dân số trưởng thành"),
        ),
        units=UNITS,
        schedule=SCHEDULE,
    )
