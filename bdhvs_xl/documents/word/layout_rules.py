"""The layout rules: one table of measures per set of rules; no other module contains such numbers.

Every entry cites its rule. `disputed` is the other value where sources differ, and who says so: to settle it, change
that one line. An entry without a citation follows custom, because the rules do not cover it.
"""

from collections.abc import Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.documents.word.layout_spec import LINES, DocumentConventions, FontRule, FontStyle, LayoutSpec, LengthRule
from bdhvs_xl.errors import UserError

_BOLD, _ITALIC, _UPPER = FontStyle.BOLD, FontStyle.ITALIC, FontStyle.UPPER

# --- Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I: read in full ---------------------------------------------------------

STATE = LayoutSpec(
    source="Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I",
    since=date(2020, 3, 5),
    left_share=47,
    spans={
        "top": LengthRule(20, 20, 25, "khoản 3 mục I"),
        "bottom": LengthRule(20, 20, 25, "khoản 3 mục I"),
        "left": LengthRule(30, 30, 35, "khoản 3 mục I"),
        "right": LengthRule(15, 15, 20, "khoản 3 mục I"),
        "motto_line": LengthRule(LINES["full_line"], 1, 1, "điểm b khoản 1 mục II"),
        "organ_line": LengthRule(LINES["short_line"], 1 / 3, 1 / 2, "điểm b khoản 2 mục II"),
        "about": LengthRule(6, 6, 6, "điểm b khoản 5 mục II"),
        "title_line": LengthRule(LINES["short_line"], 1 / 3, 1 / 2, "điểm b khoản 5 mục II"),
        "first_line": LengthRule(12.7, 10, 12.7, "điểm e khoản 6 mục II"),
        "before": LengthRule(6, 6, 18, "điểm e khoản 6 mục II"),
        "lines": LengthRule(1, 1, 1.5, "điểm e khoản 6 mục II"),
        "signature": LengthRule(28, 20, 40),
    },
    letters={
        "motto": FontRule(12, 12, 13, "điểm a khoản 1 mục II", _BOLD | _UPPER),
        "second_motto": FontRule(13, 13, 14, "điểm b khoản 1 mục II", _BOLD),
        "organ_above": FontRule(12, 12, 13, "điểm b khoản 2 mục II", _UPPER),
        "organ": FontRule(12, 12, 13, "điểm b khoản 2 mục II", _BOLD | _UPPER),
        "number": FontRule(13, 13, 13, "điểm c khoản 3 mục II"),
        "place": FontRule(13, 13, 14, "điểm c khoản 4 mục II", _ITALIC),
        "kind": FontRule(14, 13, 14, "điểm b khoản 5 mục II", _BOLD | _UPPER),
        "title": FontRule(14, 13, 14, "điểm b khoản 5 mục II", _BOLD),
        "about": FontRule(12, 12, 13, "điểm b khoản 5 mục II"),
        "paragraph": FontRule(14, 13, 14, "điểm e khoản 6 mục II"),
        "chapter": FontRule(14, 13, 14, "số 6.b mục V", _BOLD | _UPPER),
        "heading": FontRule(14, 13, 14, "điểm đ khoản 6 mục II", _BOLD),
        "subheading": FontRule(14, 13, 14, "điểm đ khoản 6 mục II", _BOLD),
        "point": FontRule(14, 13, 14, "điểm đ khoản 6 mục II"),
        "authority": FontRule(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD | _UPPER),
        "position": FontRule(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD | _UPPER),
        "signer": FontRule(14, 13, 14, "điểm đ khoản 7 mục II", _BOLD),
        "addressee": FontRule(14, 13, 14, "điểm d khoản 9 mục II"),
        "recipients_title": FontRule(12, 12, 12, "điểm d khoản 9 mục II", _BOLD | _ITALIC),
        "recipients": FontRule(11, 11, 11, "điểm d khoản 9 mục II"),
        "appendix": FontRule(14, 14, 14, "điểm b khoản 1 mục III", _BOLD),
        "appendix_title": FontRule(14, 13, 14, "điểm b khoản 1 mục III", _BOLD | _UPPER),
        "attached": FontRule(14, 13, 14, "điểm c khoản 1 mục III", _ITALIC),
        "page_number": FontRule(14, 13, 14, "khoản 7 mục I"),
        "table_head": FontRule(11, 10, 14, look=_BOLD),
        "table_group": FontRule(11, 10, 14, look=_BOLD),
        "table_text": FontRule(11, 10, 14),
        "note": FontRule(11, 10, 12),
    },
)
STATE_CONVENTIONS = DocumentConventions(
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

PARTY_2018 = LayoutSpec(
    source="Hướng dẫn 36-HD/VPTW",
    since=date(2018, 4, 3),
    left_share=56,
    spans={
        "top": LengthRule(20, 20, 20, "định lề trang văn bản"),
        "bottom": LengthRule(20, 20, 20, "định lề trang văn bản"),
        "left": LengthRule(30, 30, 30, "định lề trang văn bản"),
        "right": LengthRule(15, 15, 15, "định lề trang văn bản"),
        "motto_line": LengthRule(LINES["full_line"], 1, 1, "điểm 1.1.2 mục II"),
        "about": LengthRule(6, 0, 12),
        "first_line": LengthRule(10, 10, 10, "nội dung văn bản"),
        "before": LengthRule(6, 6, 12, "nội dung văn bản"),
        "pitch": LengthRule(18, 18, 20, "nội dung văn bản", "18, 19 hoặc 20 pt tùy bản thuật lại; đều là từ 18 pt"),
        "signature": LengthRule(28, 20, 40),
    },
    letters={
        "motto": FontRule(15, 15, 15, "Phụ lục 3, số 1", _BOLD | _UPPER, "15-16 theo một bản thuật lại"),
        "organ_above": FontRule(14, 14, 14, "Phụ lục 3, số 2", _UPPER),
        "organ": FontRule(14, 14, 14, "Phụ lục 3, số 2", _BOLD | _UPPER),
        "number": FontRule(14, 14, 14, "Phụ lục 3, số 3"),
        "place": FontRule(14, 14, 14, "Phụ lục 3, số 4", _ITALIC),
        "kind": FontRule(15, 15, 16, "Phụ lục 3, số 5", _BOLD | _UPPER),
        "title": FontRule(14, 14, 15, "Phụ lục 3, số 5", _BOLD),
        "about": FontRule(12, 12, 12, "Phụ lục 3, số 5", _ITALIC),
        "paragraph": FontRule(14, 14, 15, "Phụ lục 3, số 6"),
        "chapter": FontRule(14, 14, 15, "Phụ lục 3, số 6", _BOLD | _UPPER, "“I- TÊN MỤC” thay vì “I. TÊN MỤC”"),
        "heading": FontRule(14, 14, 15, "Phụ lục 3, số 6", _BOLD),
        "subheading": FontRule(14, 14, 15, "Phụ lục 3, số 6", _BOLD),
        "point": FontRule(14, 14, 15, "Phụ lục 3, số 6"),
        "authority": FontRule(14, 14, 14, "quyền hạn, chức vụ", _BOLD | _UPPER),
        "position": FontRule(14, 14, 14, "quyền hạn, chức vụ", _UPPER, "đậm theo một bản thuật lại, ba bản khác không"),
        "signer": FontRule(14, 14, 14, "quyền hạn, chức vụ", _BOLD),
        "addressee": FontRule(14, 14, 14, "nơi nhận"),
        "recipients_title": FontRule(
            14, 14, 14, "nơi nhận", FontStyle.UNDERLINED, "12 theo một bản thuật lại, hai bản 14"
        ),
        "recipients": FontRule(12, 12, 12, "nơi nhận", disputed="11 theo một bản thuật lại, hai bản 12"),
        "appendix": FontRule(14, 14, 14, look=_BOLD),
        "appendix_title": FontRule(14, 14, 14, look=_BOLD | _UPPER),
        "attached": FontRule(14, 14, 14, look=_ITALIC),
        "page_number": FontRule(14, 13, 14, "số trang văn bản"),
        "table_head": FontRule(11, 10, 14, look=_BOLD),
        "table_group": FontRule(11, 10, 14, look=_BOLD),
        "table_text": FontRule(11, 10, 14),
        "note": FontRule(11, 10, 12),
    },
)
PARTY_2018_CONVENTIONS = DocumentConventions(
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
PARTY_2026 = LayoutSpec(
    source="Hướng dẫn 05-HD/VPTW",
    since=date(2026, 5, 27),  # disputed: one restatement dates it 12/01/2026, two 27/5/2026
    left_share=PARTY_2018.left_share,
    spans=PARTY_2018.spans,
    letters={
        **PARTY_2018.letters,
        "organ_above": FontRule(13, 13, 14, _AS_BEFORE, _UPPER, "13-14, chỉ 14, chỉ 13, 12-13 tùy bản thuật lại"),
        "organ": FontRule(13, 13, 14, _AS_BEFORE, _BOLD | _UPPER, "13-14, chỉ 14, chỉ 13, 12-13 tùy bản thuật lại"),
        "kind": FontRule(15, 14, 16, _AS_BEFORE, _BOLD | _UPPER, "14 theo một bản thuật lại, 15-16 theo bản khác"),
        "title": FontRule(14, 13, 14, _AS_BEFORE, _BOLD, "13-14; 14-15 theo Hướng dẫn 36"),
        "about": FontRule(12, 12, 12, _AS_BEFORE, _ITALIC, "“về việc” thay vì “V/v” theo một bản thuật lại"),
    },
)
PARTY_2026_CONVENTIONS = DocumentConventions(
    motto=PARTY_2018_CONVENTIONS.motto,
    mark="*",
    dashes="-----",
    number=PARTY_2018_CONVENTIONS.number,
    symbol=PARTY_2018_CONVENTIONS.symbol,
    letter_symbol=PARTY_2018_CONVENTIONS.letter_symbol,
    before_date=",",
    end_of_item=";",
    end_of_body=".",
    proxies=PARTY_2018_CONVENTIONS.proxies,
    rules=dict.fromkeys(("motto", "mark", "dashes", "number", "end_of_item", "end_of_body", "proxies"), _AS_BEFORE),
    disputed={"end_of_body": "“./.” có trong văn bản Đảng thực tế; một bản thuật lại chỉ cho “.”"},
)

STYLES: Mapping[str, tuple[tuple[LayoutSpec, DocumentConventions], ...]] = {
    "Đảng": ((PARTY_2018, PARTY_2018_CONVENTIONS), (PARTY_2026, PARTY_2026_CONVENTIONS)),
    "Nhà nước": ((STATE, STATE_CONVENTIONS),),
}
"""The rules of each style, oldest first."""


def layout_of_style(style: str, on: date = date.max) -> tuple[LayoutSpec, DocumentConventions]:
    """The layout and conventions of the style named in `Cấu hình`, by the rules in force `on` a day (default: newest).

    UserError when there is no such style.
    """
    for name, rules in STYLES.items():
        if vi.fold(name) == vi.fold(style):
            return next((found for found in reversed(rules) if found[0].since <= on), rules[0])
    raise UserError(
        f"Không có thể thức văn bản “{style}”.",
        f"Ở trang Cấu hình, dòng Thể thức văn bản, ghi một trong: {', '.join(STYLES)}.",
    )
