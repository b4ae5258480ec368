"""The first and the last words of the body: what is carried out, what the numbers rest on, how it ends."""

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.layout import CONFIG, SETTINGS
from bdhvs_xl.regime.model import Regime


def opening_paragraph(regime: Regime) -> Block:
    """The paragraph that opens the body: what is carried out, on what ground, for which period."""
    ours = issuer_in_sentence(regime)
    plan, dispatch = regime.settings["plan"], regime.settings["dispatch"].removesuffix(f" của {ours}")
    text = (
        f"Thực hiện {plan}, trên cơ sở báo cáo của các {regime.reporters} theo {dispatch}, {ours} "
        f"báo cáo kết quả triển khai {_subject(regime, plan)} {_period(regime)} như sau:"
    )
    return Block("paragraph", _settled(regime, "opening") or clean_text(text))


def unit_opening_paragraph(regime: Regime) -> Block:
    """The paragraph that opens a unit's own report: the dispatch that asks for it, and the period."""
    text = (
        f"Thực hiện {clean_text(regime.cited_dispatch)}, {issuer_in_sentence(regime)} báo cáo kết quả triển khai "
        f"{_subject(regime, regime.cited_dispatch)} {_period(regime)} như sau:"
    )
    return Block("paragraph", _settled(regime, "opening") or text)


def data_basis_paragraph(regime: Regime, *further: str) -> Block:
    """What the numbers rest on, and where the appendices are, `further` ones besides the regime's."""
    alone = len(regime.printed_appendices) + len(further) == 1
    names = {a.id: "Phụ lục" if alone else f"Phụ lục {a.number}" for a in regime.printed_appendices}
    printed = [f"{names[a.id]} ({_APPENDICES[a.kind]})" for a in regime.printed_appendices]
    appendices = vi.join([*printed, *further])
    where = f"; chi tiết tại {appendices}" if appendices else ""
    return Block("paragraph", f"Số liệu tính đến ngày {vi.format_date(regime.period_to)}{where}.")


def closing_paragraph(regime: Regime) -> Block:
    """The paragraph that closes the body, with the end mark of the style."""
    subject, province = regime.settings["subject"], regime.settings["province"]
    return _closing(regime, f"{_REPORTED} {subject} trên địa bàn {province} {_period(regime)}")


def unit_closing_paragraph(regime: Regime) -> Block:
    """The paragraph that closes a unit's own report, with the end mark of the style."""
    to_whom = f"của {issuer_in_sentence(regime)}, kính gửi {_addressee(regime)} tổng hợp"
    return _closing(regime, f"{_REPORTED} {regime.settings['subject']} {_period(regime)} {to_whom}")


def _closing(regime: Regime, text: str) -> Block:
    settled, (_, manner) = _settled(regime, "closing").rstrip("./ "), layout_of_style(regime.settings["style"])
    return Block("closing", (settled or clean_text(text)) + manner.end_of_body)


def issuer_in_sentence(regime: Regime) -> str:
    """The issuing body as a sentence names it; its capitals are taken from the cited documents where they name it."""
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
    """The subject of the report; after what is `cited` has named it in full, its short form: "Phong trào"."""
    full = regime.settings["subject"]
    return full.partition(" “")[0] if full in cited else full


def _addressee(regime: Regime) -> str:
    return vi.join([part.strip() for part in regime.settings["addressee"].split("|") if part.strip()])


def _settled(regime: Regime, key: str) -> str:
    """The text that an office has put in place of the program's own; "" when it has none.

    UserError when it asks for something that there is not.
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
