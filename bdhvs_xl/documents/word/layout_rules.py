"""The rules of layout: one table of measures per set of rules, and no number of them anywhere else.

Every entry names the place of its rule. `disputed` holds the other value where sources differ, and who says so: to
settle it, change the one line. An entry without a place follows custom, for the rules are silent.
"""

from collections.abc import Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.documents.word.layout_spec import LINES, Letters, Look, Manner, Measures, Span
from bdhvs_xl.errors import Problem

_BOLD, _ITALIC, _UPPER = Look.BOLD, Look.ITALIC, Look.UPPER

# --- Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I: read in full ---------------------------------------------------------

STATE = Measures(
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I",
    since=date(2020, 3, 5),
    left_share=47,
    spans={
        "top": Span(20, 20, 25, "khoản 3 mục I"),
        "bottom": Span(20, 20, 25, "khoản 3 mục I"),
        "left": Span(30, 30, 35, "khoản 3 mục I"),
        "right": Span(15, 15, 20, "khoản 3 mục I"),
        "motto_line": Span(LINES["full_line"], 1, 1, "điểm b khoản 1 mục II"),
        "organ_line": Span(LINES["short_line"], 1 / 3, 1 / 2, "điểm b khoản 2 mục II"),
        "about": Span(6, 6, 6, "điểm b khoản 5 mục II"),
        "title_line": Span(LINES["short_line"], 1 / 3, 1 / 2, "điểm b khoản 5 mục II"),
        "first_line": Span(12.7, 10, 12.7, "điểm e khoản 6 mục II"),
        "before": Span(6, 6, 18, "điểm e khoản 6 mục II"),
        "lines": Span(1, 1, 1.5, "điểm e khoản 6 mục II"),
        "signature": Span(28, 20, 40),
    },
    letters={
        "motto": Letters(12, 12, 13, "điểm a khoản 1 mục II", _BOLD | _UPPER),
        "second_motto": Letters(13, 13, 14, "điểm b khoản 1 mục II", _BOLD),
        "organ_above": Letters(12, 12, 13, "điểm b khoản 2 mục II", _UPPER),
        "organ": Letters(12, 12, 13, "điểm b khoản 2 mục II", _BOLD | _UPPER),
        "number": Letters(13, 13, 13, "điểm c khoản 3 mục II"),
        "place": Letters(13, 13, 14, "điểm c khoản 4 mục II", _ITALIC),
        "kind": Letters(14, 13, 14, "điểm b khoản 5 mục II", _BOLD | _UPPER),
        "title": Letters(14, 13, 14, "điểm b khoản 5 mục II", _BOLD),
        "about": Letters(12, 12, 13, "điểm b khoản 5 mục II"),
        "paragraph": Letters(14, 13, 14, "điểm e khoản 6 mục II"),
        "chapter": Letters(14, 13, 14, "số 6.b mục V", _BOLD | _UPPER),
        "heading": Letters(14, 13, 14, "điểm đ khoản 6 mục II", _BOLD),
        "subheading": Letters(14, 13, 14, "điểm đ khoản 6 mục II", _BOLD),
        "point": Letters(14, 13, 14, "điểm đ khoản 6 mục II"),
        "authority": Letters(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD | _UPPER),
        "position": Letters(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD | _UPPER),
        "signer": Letters(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD),
        "addressee": Letters(14, 13, 14, "điểm d khoản 9 mục II"),
        "recipients_title": Letters(12, 12, 12, "điểm d khoản 9 mục II", _BOLD | _ITALIC),
        "recipients": Letters(11, 11, 11, "điểm d khoản 9 mục II"),
        "appendix": Letters(14, 14, 14, "điểm b khoản 1 mục III", _BOLD),
        "appendix_title": Letters(14, 13, 14, "điểm b khoản 1 mục III", _BOLD | _UPPER),
        "attached": Letters(14, 13, 14, "điểm c khoản 1 mục III", _ITALIC),
        "page_number": Letters(14, 13, 14, "khoản 7 mục I"),
        "table_head": Letters(11, 10, 14, look=_BOLD),
        "table_group": Letters(11, 10, 14, look=_BOLD),
        "table_text": Letters(11, 10, 14),
        "note": Letters(11, 10, 12),
    },
)
STATE_MANNER = Manner(
    motto="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    second_motto="Độc lập - Tự do - Hạnh phúc",
    number="Số:       /{symbol}",
    symbol="{kind}-{organ}",
    letter_symbol="{organ}-{unit}",
    end_of_item=";",
    end_of_body="./.",
    proxies={"TM": "TM.", "KT": "KT.", "TL": "TL.", "TUQ": "TUQ.", "Q": "Q."},
    rules={
        "number": "điểm c khoản 3 mục II",
        "letter_symbol": "điểm b khoản 3 mục II",
        "end_of_item": "điểm d khoản 9 mục II",
        "end_of_body": "Phụ lục III, các mẫu",
        "proxies": "điểm b khoản 7 mục II",
    },
)

# --- the Party's rules: HD 36 by its annex 3 as law sites quote it, HD 05 by restatements only ------------------------

PARTY_2018 = Measures(
    source="Hướng dẫn 36-HD/VPTW",
    since=date(2018, 4, 3),
    left_share=56,
    spans={
        "top": Span(20, 20, 20, "định lề trang văn bản"),
        "bottom": Span(20, 20, 20, "định lề trang văn bản"),
        "left": Span(30, 30, 30, "định lề trang văn bản"),
        "right": Span(15, 15, 15, "định lề trang văn bản"),
        "motto_line": Span(LINES["full_line"], 1, 1, "điểm 1.1.2 mục II"),
        "about": Span(6, 0, 12),
        "first_line": Span(10, 10, 10, "nội dung văn bản"),
        "before": Span(6, 6, 12, "nội dung văn bản"),
        "pitch": Span(18, 18, 20, "nội dung văn bản", "18, 19 hoặc 20 pt tùy bản thuật lại; đều là từ 18 pt"),
        "signature": Span(28, 20, 40),
    },
    letters={
        "motto": Letters(15, 15, 15, "Phụ lục 3, số 1", _BOLD | _UPPER, "15-16 theo một bản thuật lại"),
        "organ_above": Letters(14, 14, 14, "Phụ lục 3, số 2", _UPPER),
        "organ": Letters(14, 14, 14, "Phụ lục 3, số 2", _BOLD | _UPPER),
        "number": Letters(14, 14, 14, "Phụ lục 3, số 3"),
        "place": Letters(14, 14, 14, "Phụ lục 3, số 4", _ITALIC),
        "kind": Letters(15, 15, 16, "Phụ lục 3, số 5", _BOLD | _UPPER),
        "title": Letters(14, 14, 15, "Phụ lục 3, số 5", _BOLD),
        "about": Letters(12, 12, 12, "Phụ lục 3, số 5", _ITALIC),
        "paragraph": Letters(14, 14, 15, "Phụ lục 3, số 6"),
        "chapter": Letters(14, 14, 15, "Phụ lục 3, số 6", _BOLD | _UPPER, "“I- TÊN MỤC” thay vì “I. TÊN MỤC”"),
        "heading": Letters(14, 14, 15, "Phụ lục 3, số 6", _BOLD),
        "subheading": Letters(14, 14, 15, "Phụ lục 3, số 6", _BOLD),
        "point": Letters(14, 14, 15, "Phụ lục 3, số 6"),
        "authority": Letters(14, 14, 14, "quyền hạn, chức vụ", _BOLD | _UPPER),
        "position": Letters(14, 14, 14, "quyền hạn, chức vụ", _UPPER, "đậm theo một bản thuật lại, ba bản khác không"),
        "signer": Letters(14, 14, 14, "quyền hạn, chức vụ", _BOLD),
        "addressee": Letters(14, 14, 14, "nơi nhận"),
        "recipients_title": Letters(14, 14, 14, "nơi nhận", Look.UNDERLINED, "12 theo một bản thuật lại, hai bản 14"),
        "recipients": Letters(12, 12, 12, "nơi nhận", disputed="11 theo một bản thuật lại, hai bản 12"),
        "appendix": Letters(14, 14, 14, look=_BOLD),
        "appendix_title": Letters(14, 14, 14, look=_BOLD | _UPPER),
        "attached": Letters(14, 14, 14, look=_ITALIC),
        "page_number": Letters(14, 13, 14, "số trang văn bản"),
        "table_head": Letters(11, 10, 14, look=_BOLD),
        "table_group": Letters(11, 10, 14, look=_BOLD),
        "table_text": Letters(11, 10, 14),
        "note": Letters(11, 10, 12),
    },
)
PARTY_2018_MANNER = Manner(
    motto="ĐẢNG CỘNG SẢN VIỆT NAM",
    mark="*",
    dashes="-----",
    number="Số      -{symbol}",
    symbol="{kind}/{organ}",
    letter_symbol="CV/{organ}",
    before_date=",",
    end_of_item=",",
    end_of_body=".",
    proxies={"TM": "T/M", "KT": "K/T", "TL": "T/L", "TUQ": "T/UQ", "Q": "Q."},
    rules={
        "motto": "điểm 1.1.2 mục II",
        "mark": "tên cơ quan ban hành",
        "dashes": "điểm 1.5.2 mục II",
        "number": "Phụ lục 3, số 3",
        "before_date": "công văn mẫu tháng 5/2026",
        "end_of_item": "công văn mẫu tháng 5/2026",
        "end_of_body": "công văn mẫu tháng 5/2026",
        "proxies": "quyền hạn, chức vụ",
    },
)

_AS_BEFORE = "như Hướng dẫn 36-HD/VPTW theo các bản thuật lại"
PARTY_2026 = Measures(
    source="Hướng dẫn 05-HD/VPTW",
    since=date(2026, 5, 27),  # disputed: one restatement dates it 12/01/2026, two 27/5/2026
    left_share=PARTY_2018.left_share,
    spans=PARTY_2018.spans,
    letters={
        **PARTY_2018.letters,
        "organ_above": Letters(13, 13, 14, _AS_BEFORE, _UPPER, "13-14, chỉ 14, chỉ 13, 12-13 tùy bản thuật lại"),
        "organ": Letters(13, 13, 14, _AS_BEFORE, _BOLD | _UPPER, "13-14, chỉ 14, chỉ 13, 12-13 tùy bản thuật lại"),
        "kind": Letters(15, 14, 16, _AS_BEFORE, _BOLD | _UPPER, "14 theo một bản thuật lại, 15-16 theo bản khác"),
        "title": Letters(14, 13, 14, _AS_BEFORE, _BOLD, "13-14; 14-15 theo Hướng dẫn 36"),
        "about": Letters(12, 12, 12, _AS_BEFORE, _ITALIC, "“về việc” thay vì “V/v” theo một bản thuật lại"),
    },
)
PARTY_2026_MANNER = Manner(
    motto=PARTY_2018_MANNER.motto,
    mark="*",
    dashes="-----",
    number=PARTY_2018_MANNER.number,
    symbol=PARTY_2018_MANNER.symbol,
    letter_symbol=PARTY_2018_MANNER.letter_symbol,
    before_date=",",
    end_of_item=";",
    end_of_body=".",
    proxies=PARTY_2018_MANNER.proxies,
    rules=dict.fromkeys(("motto", "mark", "dashes", "number", "end_of_item", "end_of_body", "proxies"), _AS_BEFORE),
    disputed={"end_of_body": "“./.” có trong văn bản Đảng thực tế; một bản thuật lại chỉ cho “.”"},
)

STYLES: Mapping[str, tuple[tuple[Measures, Manner], ...]] = {
    "Đảng": ((PARTY_2018, PARTY_2018_MANNER), (PARTY_2026, PARTY_2026_MANNER)),
    "Nhà nước": ((STATE, STATE_MANNER),),
}
"""The rules of each style, the older first."""


def of_style(style: str, on: date = date.max) -> tuple[Measures, Manner]:
    """Measures and manner of the style named in `Cấu hình`, by the rules in force `on` a day (default: the newest).

    Problem when there is no such style.
    """
    for name, rules in STYLES.items():
        if vi.fold(name) == vi.fold(style):
            return next((found for found in reversed(rules) if found[0].since <= on), rules[0])
    raise Problem(
        f"Không có thể thức văn bản “{style}”.",
        f"Ở trang Cấu hình, dòng Thể thức văn bản, ghi một trong: {', '.join(STYLES)}.",
    )
