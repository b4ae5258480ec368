"""The opening and closing paragraphs of the body: the plan carried out, the data basis, and the end."""

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import CONFIG, SETTINGS
from bdhvs_xl.regime.model import Regime


def opening_paragraph(regime: Regime) -> Block:
    """The opening paragraph of a report: the plan, the dispatch and the period."""
    issuer = issuer_in_sentence(regime)
    plan, dispatch = regime.settings["plan"], regime.settings["dispatch"].removesuffix(f" của {issuer}")
    text = (
        f"Thực hiện {plan}, trên cơ sở báo cáo của các {regime.reporters} theo {dispatch}, {issuer} "
        f"báo cáo kết quả triển khai {_subject(regime, plan)} {_period(regime)} như sau:"
    )
    return Block("paragraph", _office_text(regime, "opening") or clean_text(text))


def unit_opening_paragraph(regime: Regime) -> Block:
    """The opening paragraph of a unit's report: the dispatch that asks for it, and the period."""
    text = (
        f"Thực hiện {clean_text(regime.cited_dispatch)}, {issuer_in_sentence(regime)} báo cáo kết quả triển khai "
        f"{_subject(regime, regime.cited_dispatch)} {_period(regime)} như sau:"
    )
    return Block("paragraph", _office_text(regime, "opening") or text)


def data_basis_paragraph(regime: Regime, *further: str) -> Block:
    """The cut-off date of the numbers, and the names of the appendices; `further` are not the regime's."""
    alone = len(regime.printed_appendices) + len(further) == 1
    names = {a.id: "Phụ lục" if alone else f"Phụ lục {a.number}" for a in regime.printed_appendices}
    printed = [f"{names[a.id]} ({_APPENDICES[a.kind]})" for a in regime.printed_appendices]
    appendices = vi.join([*printed, *further])
    where = f"; chi tiết tại {appendices}" if appendices else ""
    return Block("paragraph", f"Số liệu tính đến ngày {vi.format_date(regime.period_to)}{where}.")


def closing_paragraph(regime: Regime) -> Block:
    """The closing paragraph of a report, with the style's end mark."""
    subject, province = regime.settings["subject"], regime.settings["province"]
    return _closing(regime, f"{_REPORTED} {subject} trên địa bàn {province} {_period(regime)}")


def unit_closing_paragraph(regime: Regime) -> Block:
    """The closing paragraph of a unit's report, with the style's end mark."""
    to_whom = f"của {issuer_in_sentence(regime)}, kính gửi {_addressee(regime)} tổng hợp"
    return _closing(regime, f"{_REPORTED} {regime.settings['subject']} {_period(regime)} {to_whom}")


def _closing(regime: Regime, text: str) -> Block:
    own_text, (_, conventions) = (
        _office_text(regime, "closing").rstrip("./ "),
        layout_of_style(regime.settings["style"]),
    )
    return Block("closing", (own_text or clean_text(text)) + conventions.end_of_body)


def issuer_in_sentence(regime: Regime) -> str:
    """The issuing body as written inside a sentence; capitalised as in the cited documents, if they name it."""
    organ = clean_text(regime.issuer)
    return organ.capitalize() if organ.isupper() else organ


_REPORTED = "Trên đây là báo cáo kết quả triển khai"
_APPENDICES = {
    "schedule": "lịch khảo sát",
    "results": "kết quả từng chỉ số",
    "targets": "kết quả thực hiện các chỉ tiêu",
    "statistics": "thống kê kết quả",
    "tasks": "tiến độ nhiệm vụ",
    "practices": "mô hình, cách làm hay",
}


def _period(regime: Regime) -> str:
    return f"từ ngày {vi.format_date(regime.period_from)} đến ngày {vi.format_date(regime.period_to)}"


def _subject(regime: Regime, cited: str) -> str:
    """The subject of the report; its short form, such as "Phong trào", when `cited` already has it in full."""
    full = regime.settings["subject"]
    return full.partition(" “")[0] if full in cited else full


def _addressee(regime: Regime) -> str:
    return vi.join([part.strip() for part in regime.settings["addressee"].split("|") if part.strip()])


def _office_text(regime: Regime, key: str) -> str:
    """The office's own text in place of the program's; "" when it has none.

    UserError when it uses an unknown field.
    """
    settings, name = regime.settings, next(setting.name for setting in SETTINGS if setting.key == key)
    fields = {
        "dispatch": regime.cited_dispatch, "plan": settings["plan"], "subject": settings["subject"],
        "issuer": issuer_in_sentence(regime), "period": _period(regime), "addressee": _addressee(regime),
    }  # fmt: skip
    try:
        return clean_text(" ".join(settings.get(key, "").format_map(fields).split()))
    except (KeyError, ValueError, IndexError, AttributeError):
        known = ", ".join(f"{{{field}}}" for field in fields)
        raise UserError(
            f"Trang {CONFIG}, dòng “{name}”: có chỗ trong ngoặc nhọn không dùng được.", f"Chỉ dùng: {known}."
        ) from None
