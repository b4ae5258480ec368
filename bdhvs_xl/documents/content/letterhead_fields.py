"""The fields outside the body: issuing body, number, date, title, addressees, recipients and signature.

The number and the day are left blank, for the records office.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from bdhvs_xl import vi
from bdhvs_xl.documents.content.opening_closing import issuer_in_sentence
from bdhvs_xl.documents.figures.figures import clean_text
from bdhvs_xl.documents.word.layout_rules import layout_of_style
from bdhvs_xl.documents.word.layout_spec import DocumentConventions, DocumentKind
from bdhvs_xl.regime.model import Regime

_PERIOD = re.compile(r"từ \d\S+ đến \d\S+|\d+ tháng(?: (?:đầu|cuối) năm \d{4})?", re.IGNORECASE)
_END = re.compile(r"(?<= )(?:tại|của|trên|gắn với) (?!.* (?:tại|của|trên|gắn với) ).{3,28}$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s+(\(từ\s[^()]*\))$", re.IGNORECASE)
_PROXY = re.compile(r"^(T/M|K/T|T/L|T/UQ|TM|KT|TL|TUQ|Q(?=\.))(?:\.\s*|\s+)")
_OFFICES = "Phó Chủ Giám Trưởng Bí Chánh Tổ Thứ Bộ Cục Vụ Hiệu Ủy Đội Tổng"
"""First words of offices; no person's name begins with them."""
_BETWEEN_OFFICES = ("Kiêm",)
_KINDS: Mapping[DocumentKind, tuple[str, str]] = {
    "report": ("Báo cáo", "BC"), "letter": ("Công văn", "CV"), "plan": ("Kế hoạch", "KH"),
}  # fmt: skip
_AS_ABOVE = ("như trên", "như kính gửi")
_WHY = re.compile(r"\s*\((?:để )?(?:b/c|báo cáo)\)$", re.IGNORECASE)
_KEPT_BY = re.compile(r"^lưu:?\s+VT\s*,\s*([^\s,()]+)", re.IGNORECASE)


def letterhead_texts(
    regime: Regime,
    today: date,
    kind: DocumentKind = "report",
    *,
    title: str = "",
    addressee: str = "",
    further: int = 0,
) -> dict[str, object]:
    """The template's fields outside the body and the tables, by the rules in force `today`.

    `title` and `addressee` (separated by "|") replace the regime's own; `further` appendices are printed besides the
    regime's.
    """
    settings, (_, conventions) = regime.settings, layout_of_style(regime.settings["style"], today)
    number = conventions.number.format(symbol=_symbol(settings, conventions, kind))
    addressees = _parts(addressee or settings["addressee"])
    authority, position, name = _signer(settings["signer"], conventions)
    day = f"ngày     tháng     năm {today.year}"
    cited = f"{number[0].lower()}{number[1:]}".replace(":", "") + conventions.before_date
    attached = f"(Kèm theo {_KINDS[kind][0]} {cited} {day} của {issuer_in_sentence(regime)})"
    return {
        "organ_above": "\n".join(_parts(settings["organ_above"])).upper(),
        "organ": "\n".join(_parts(settings["organ"])).upper(),
        "number": number,
        "place_and_date": f"{settings['place']}, {day}",
        "title": _with_no_break_spaces(title or settings["title"]),
        "addressee": addressees[0].rstrip(".,; ") if len(addressees) == 1 else "",
        "addressees": _as_list(addressees, conventions.end_of_item) if len(addressees) > 1 else [],
        "signer_authority": authority,
        "signer_position": position,
        "signer_name": name,
        "recipients": _recipients(_parts(settings["recipients"]), conventions, addressees),
        "attached_to": attached,
        "appendices": _appendices(regime, further),
    }


def _appendices(regime: Regime, further: int) -> dict[str, dict[str, str]]:
    """The name and title of each appendix; a single appendix has no number (Nghị định 30/2020, I.III.1.a)."""
    printed = regime.printed_appendices
    return {
        a.id: {
            "name": f"Phụ lục {a.number}" if len(printed) + further > 1 else "Phụ lục",
            "number": a.number,
            "title": _capitals(_with_no_break_spaces(a.title)),
        }
        for a in printed
    }


def _capitals(title: str) -> str:
    """The title of an appendix in capitals; a period in brackets at its end keeps its case and gets its own line."""
    period = _BRACKETED.search(title)
    return f"{title[: period.start()].upper()}\n{period[1]}" if period else title.upper()


def _with_no_break_spaces(title: str) -> str:
    """The title with no-break spaces inside its period and its final phrase.

    A period is "từ 01/7/2025 đến 17/5/2026" or "6 tháng đầu năm 2026", a final phrase "tại Sở Nội vụ Thanh Hóa": no
    line break splits a name or leaves one word on the last line.
    """
    return _END.sub(_no_breaks, _PERIOD.sub(_no_breaks, clean_text(title)))


def _no_breaks(words: re.Match[str]) -> str:
    return words[0].replace(" ", "\u00a0")


def _symbol(settings: Mapping[str, str], conventions: DocumentConventions, kind: DocumentKind) -> str:
    """`BC/TCT` for a Party body, `BC-STP` for a state body; a state body's letter names its drafters: `STP-VP`."""
    symbol = settings["number_symbol"].strip()
    known, _, organ = symbol.replace("/", "-", 1).partition("-")
    if known.casefold() not in {name.casefold() for name in vi.DOCUMENT_TYPES}:
        known, organ = _KINDS[kind][1], symbol
    if kind == "letter":
        return conventions.letter_symbol.format(organ=organ, unit=_drafters(settings["recipients"])).rstrip("-")
    return conventions.symbol.format(kind=known if kind == "report" else _KINDS[kind][1], organ=organ)


def _drafters(recipients: str) -> str:
    """The short name of the drafters, which follows "Lưu: VT," in the recipients; "" when there is none."""
    matched = [found[1] for part in _parts(recipients) if (found := _KEPT_BY.match(part.removeprefix("- ")))]
    return matched[-1].strip(".;") if matched else ""


def _parts(setting: str) -> list[str]:
    return [part.strip() for part in clean_text(setting).split("|") if part.strip()]


def _signer(setting: str, conventions: DocumentConventions) -> tuple[str, str, str]:
    """The authority the signer acts for, the position, and the name.

    A signer who acts in their own right has the whole office in the first field, which is printed in bold.
    """
    lines = [
        _PROXY.sub(lambda found: f"{conventions.proxies[found[1].replace('/', '')]} ", line) for line in _parts(setting)
    ]
    name = lines.pop() if len(lines) > 1 and _is_name(lines[-1]) else ""
    lines = [line if line in _BETWEEN_OFFICES else line.upper() for line in lines]
    proxies = [line for line in lines if _PROXY.match(line)]
    if not proxies:
        return "\n".join(lines), "", name
    return "\n".join(proxies), "\n".join(line for line in lines if line not in proxies), name


def _is_name(line: str) -> bool:
    """Whether a line is a person's name: every word capitalised, and the first word not that of an office."""
    return line.istitle() and " " in line and line.partition(" ")[0] not in _OFFICES.split()


def _recipients(names: Sequence[str], conventions: DocumentConventions, addressees: Sequence[str]) -> list[str]:
    """ "- Như trên;" instead of the addressees, then the others; the last line ends with a full stop."""
    above = {_recipient_key(name) for name in addressees}
    others = [name for name in names if _recipient_key(name) not in above]
    as_above = addressees and not any(_recipient_key(name) in _AS_ABOVE for name in others)
    return _as_list([*(["Như trên"] if as_above else []), *others], conventions.end_of_item)


def _recipient_key(name: str) -> str:
    """A recipient without the reason for sending: "UBND tỉnh (để báo cáo);" becomes "ubnd tỉnh"."""
    return vi.fold(_WHY.sub("", name.strip("-,.; "))).strip()


def _as_list(names: Sequence[str], end: str) -> list[str]:
    plain_names = [name.rstrip(".,; ").removeprefix("- ") for name in names]
    endings = [end] * (len(plain_names) - 1) + ["."]
    return [f"- {name}{stop}" for name, stop in zip(plain_names, endings, strict=True)] if plain_names else []
