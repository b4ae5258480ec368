"""One document of every kind and every set of rules, made as the program makes them; the facts are invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from support.small_regime import small_regime
from support.small_report_data import material

from bdhvs_xl.documents.content import letterhead_fields
from bdhvs_xl.documents.content.blocks import Block, heading
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.documents.word.fill_docx import fill_template
from bdhvs_xl.documents.word.footnotes import Citations, CitedDocument, footnote_mark
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import DocumentKind
from bdhvs_xl.documents.word.table_rows import model_fields
from bdhvs_xl.regime.model import Regime, Section

OLDER, NEWER = date(2026, 5, 15), date(2026, 5, 27)
"""Days on which the Party's older and its newer rules hold."""
DEPARTMENT = {
    "style": "Nhà nước", "organ_above": "Ủy ban nhân dân tỉnh Hà Tĩnh", "organ": "Sở Tư pháp", "place": "Hà Tĩnh",
    "number_symbol": "BC/STP", "signer": "KT. Giám đốc|Phó Giám đốc|Nguyễn Văn A",
    "addressee": "Sở Khoa học và Công nghệ",
    "recipients": "UBND tỉnh (để báo cáo)|Lãnh đạo Sở|Lưu: VT, VP",
    "dispatch": "Văn bản số 1507/SKH-CN ngày 04/6/2026",
}  # fmt: skip
COMMITTEE = {
    "organ_above": "Đảng bộ tỉnh Ninh Bình", "organ": "Đảng ủy xã Giao Ninh", "number_symbol": "BC/ĐU",
    "signer": "TM. Ban Thường vụ|Phó Bí thư", "recipients": "Thường trực Tỉnh ủy|Lưu VPĐU",
}  # fmt: skip
SEVERAL = "Các sở, ban, ngành cấp tỉnh|Ủy ban nhân dân các xã, phường|Các phòng, đơn vị trực thuộc Sở"
CITED = CitedDocument(number="1918/STP-VP", date="15/7/2025", title="V/v triển khai các khóa học", issuer="Sở Tư pháp")


@dataclass(frozen=True, slots=True)
class Made:
    """A document on disk, and what it was made from."""

    path: Path
    regime: Regime
    kind: DocumentKind
    day: date


def regime(settings: Mapping[str, str], appendices: int = 3) -> Regime:
    """The small regime under other settings, with its first appendices."""
    small = small_regime()
    return replace(small, settings={**small.settings, **settings}, appendices=small.appendices[:appendices])


def report(folder: Path, the_regime: Regime, day: date) -> Made:
    """A whole report, as `Lập báo cáo` makes it."""
    template = build_template(the_regime, folder, "report", day)
    now = datetime(day.year, day.month, day.day, 9)
    path = folder / "report.docx"
    path.write_bytes(make_office_report(material(the_regime), template, now=now, author="Cơ quan").document)
    return Made(path, the_regime, "report", day)


def other(folder: Path, the_regime: Regime, kind: DocumentKind, day: date, addressee: str = "") -> Made:
    """A letter or plan with headings of every level, an item and footnotes."""
    template = build_template(the_regime, folder, kind, day)
    fields = letterhead_fields.letterhead_texts(
        the_regime, day, kind, title="triển khai Phong trào thử nghiệm năm 2026", addressee=addressee
    )
    end = layout_of_style(the_regime.settings["style"], day)[1].end_of_body
    document = fill_template(template, {**fields, **model_fields(()), "body": blocks(end)}, [])
    path = folder / f"{kind}.docx"
    document.save(str(path))
    return Made(path, the_regime, kind, day)


def blocks(end: str) -> Sequence[Block]:
    """A body with one of everything."""
    cited = Citations()
    levels = (
        ("I", 1, "Mục đích, yêu cầu"),
        ("1", 2, "Mục đích"),
        ("1.1", 3, "Đối với cơ quan"),
        ("a)", 3, "Đối với phòng"),
    )
    headings = [heading(Section(id=n, number=n, level=level, title=title)) for n, level, title in levels]
    long = "Tổ chức tuyên truyền, phổ biến, tập huấn kỹ năng số cho toàn thể cán bộ, công chức, viên chức. " * 3
    return [
        Block(
            "paragraph", f"Thực hiện kế hoạch của tỉnh{footnote_mark(cited.cite(CITED) + '.')}, Sở triển khai như sau:"
        ),
        *headings,
        Block("paragraph", long.strip()),
        Block("item", f"{long.strip()} Theo {cited.cite(CITED)}{footnote_mark('Gồm 03 khóa học.')}.", "Tập huấn: "),
        Block("closing", f"Trên đây là nội dung triển khai, đề nghị các đơn vị thực hiện{end}"),
    ]


def everything(folder: Path) -> dict[str, Made]:
    """Every document by its name."""
    state, party = regime(DEPARTMENT), regime({})
    made = {
        "báo cáo Đảng, quy định cũ": lambda at: report(at, party, OLDER),
        "báo cáo Đảng, quy định mới": lambda at: report(at, party, NEWER),
        "báo cáo Đảng, ký T/M": lambda at: report(at, regime(COMMITTEE), NEWER),
        "báo cáo Nhà nước, ký KT., có Kính gửi": lambda at: report(at, state, NEWER),
        "báo cáo Nhà nước, không Kính gửi, một phụ lục": lambda at: report(
            at, regime({**DEPARTMENT, "addressee": ""}, 1), NEWER
        ),
        "công văn Nhà nước, nhiều nơi": lambda at: other(at, state, "letter", NEWER, SEVERAL),
        "công văn Nhà nước, một nơi": lambda at: other(at, state, "letter", NEWER),
        "công văn Đảng, quy định cũ": lambda at: other(at, party, "letter", OLDER, SEVERAL),
        "công văn Đảng, quy định mới": lambda at: other(at, party, "letter", NEWER, SEVERAL),
        "kế hoạch Nhà nước": lambda at: other(at, regime({**DEPARTMENT, "addressee": ""}), "plan", NEWER),
        "kế hoạch Đảng": lambda at: other(at, party, "plan", NEWER),
    }
    documents = {}
    for number, (name, build) in enumerate(made.items()):
        at = folder / str(number)
        at.mkdir()
        documents[name] = build(at)
    return documents
