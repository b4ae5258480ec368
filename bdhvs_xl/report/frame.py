"""What stands around the body: head, number and date left blank, opening, closing, recipients and signature."""

import re
from collections.abc import Mapping
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.report.blocks import Block
from bdhvs_xl.report.figures import clean
from bdhvs_xl.report.measures import Manner, of_style

_PERIOD = re.compile(r"từ \d\S+ đến \d\S+", re.IGNORECASE)
_PROXY = re.compile(r"(?:T/M|K/T|T/L|TM\.|KT\.|TL\.|TUQ\.|Q\.)")


def head(regime: Regime, today: date) -> dict[str, object]:
    """The template's fields outside the body and the appendices."""
    settings, (_, manner) = regime.settings, of_style(regime.settings["style"])
    number = manner.number.format(symbol=_symbol(settings, manner))
    authority, position = _signer(settings["signer"])
    day = f"ngày     tháng     năm {today.year}"
    return {
        "organ_above": _lines(settings["organ_above"]),
        "organ": _lines(settings["organ"]),
        "number": number,
        "place_and_date": f"{settings['place']}, {day}",
        "title": _unbroken(settings["title"]),
        "signer_authority": authority,
        "signer_position": position,
        "recipients": _recipients(settings["recipients"], manner),
        "attached_to": f"(Kèm theo Báo cáo {number[0].lower()}{number[1:]}, {day} của {issuer(regime)})",
        "appendices": {
            a.id: {"number": a.number, "title": _unbroken(a.title).upper()} for a in regime.appendices
        },
    }  # fmt: skip


def opening(regime: Regime) -> Block:
    """The paragraph that opens the body: what is carried out, on what ground, for which period."""
    settings = regime.settings
    ours = issuer(regime)
    dispatch = settings["dispatch"].removesuffix(f" của {ours}")
    text = (
        f"Thực hiện {settings['plan']}, trên cơ sở báo cáo của các địa phương, đơn vị theo {dispatch}, {ours} "
        f"báo cáo kết quả triển khai {_subject(regime)} {_period(regime)} như sau:"
    )
    return Block("paragraph", clean(text))


def basis(regime: Regime) -> Block:
    """What the numbers rest on, and where the appendices are."""
    appendices = vi.join([f"Phụ lục {a.number} ({_APPENDICES[a.kind]})" for a in regime.appendices])
    where = f"; chi tiết tại {appendices}" if appendices else ""
    return Block("paragraph", f"Số liệu tính đến ngày {vi.format_date(regime.period_to)}{where}.")


def closing(regime: Regime) -> Block:
    """The paragraph that closes the body, with the end mark of the style."""
    settings, (_, manner) = regime.settings, of_style(regime.settings["style"])
    text = (
        f"Trên đây là báo cáo kết quả triển khai {settings['subject']} trên địa bàn {settings['province']} "
        f"{_period(regime)}{manner.end_of_body}"
    )
    return Block("paragraph", clean(text))


def issuer(regime: Regime) -> str:
    """The issuing body as a sentence names it; its capitals are taken from the cited documents where they name it."""
    organ = clean(regime.issuer)
    return organ.capitalize() if organ.isupper() else organ


_APPENDICES = {"schedule": "lịch khảo sát", "results": "kết quả từng chỉ số", "practices": "mô hình, cách làm hay"}


def _unbroken(title: str) -> str:
    """A title whose period ("từ 01/7/2025 đến 17/5/2026") stays on one line."""
    return _PERIOD.sub(lambda period: period[0].replace(" ", "\u00a0"), clean(title))


def _period(regime: Regime) -> str:
    return f"từ ngày {vi.format_date(regime.period_from)} đến ngày {vi.format_date(regime.period_to)}"


def _subject(regime: Regime) -> str:
    """The subject of the report; after the plan has named it in full, its short form: "Phong trào"."""
    full = regime.settings["subject"]
    return full.partition(" “")[0] if full in regime.settings["plan"] else full


def _symbol(settings: Mapping[str, str], manner: Manner) -> str:
    """`BC/TCT` of a Party body, `BC-TCT` of a state body."""
    symbol = settings["number_symbol"].strip()
    return symbol if "-{" in manner.number else symbol.replace("/", "-")


def _lines(setting: str) -> str:
    return "\n".join(part.strip() for part in clean(setting).split("|") if part.strip())


def _signer(setting: str) -> tuple[str, str]:
    """The lines in bold and those below; who signs in his own right has his whole office in bold, as in the letter."""
    lines = [part.strip() for part in clean(setting).split("|") if part.strip()]
    if lines and _PROXY.match(lines[0]):
        return lines[0], "\n".join(lines[1:])
    return "\n".join(lines), ""


def _recipients(setting: str, manner: Manner) -> list[str]:
    """ "- Các địa phương, đơn vị," … and the last line with a full stop."""
    names = [part.strip().rstrip(".,; ").removeprefix("- ") for part in clean(setting).split("|") if part.strip()]
    ends = [manner.end_of_item] * (len(names) - 1) + ["."]
    return [f"- {name}{end}" for name, end in zip(names, ends, strict=True)]
