"""The letterhead and signature of a unit's own report: what the unit filled in on its form, else dots."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bdhvs_xl.master.layout import LETTERHEAD_ROWS
from bdhvs_xl.regime.model import Regime, Unit

DOTS = "……………"
_SEPARATOR = re.compile(r"\s*[|\n]\s*")
_WITH_A_PLACE = ("commune", "ward", "special_zone")
_PLACES = (*_WITH_A_PLACE, "hamlet")
_STYLES = {"/": "Đảng", "-": "Nhà nước"}
"""The style of a document by the separator in its symbol: BC/ĐU, BC-UBND."""
_ABBREVIATIONS = ("UBND", "HĐND", "MTTQ", "TNCS", "LĐLĐ", "BCĐ", "BTV")


def with_unit_letterhead(regime: Regime, unit: Unit, identity: Mapping[str, str]) -> Regime:
    """The regime with the unit as the issuing body: letterhead, signature, opening, closing and addressee.

    `identity` holds the texts of the form's identity grid. A blank row is never guessed: the organ is the unit's name,
    the place is the name of a commune, everything else is dots.
    """
    blank = {
        "organ_above": DOTS, "organ": unit.name, "number_symbol": f"BC/{DOTS}", "place": _place(unit), "signer": DOTS,
        "recipients": "Như trên|Lưu: VT",
    }  # fmt: skip
    head = {key: _lines(identity.get(key, "")) or blank[key] for key in LETTERHEAD_ROWS}
    issuer = _in_sentences(head["organ"].replace("|", " "), unit)
    settings = {
        **regime.settings, **head, "style": _style(identity.get("number_symbol", ""), regime.settings["style"]),
        "organ_above": head["organ_above"].upper(), "organ": head["organ"].upper(), "issuer": issuer,
        "addressee": regime.issuer, "title": regime.settings["own_title"] or regime.settings["title"],
        "opening": regime.settings["own_opening"], "closing": regime.settings["own_closing"],
    }  # fmt: skip
    return replace(regime, settings=settings)


def _lines(typed: str) -> str:
    """The typed lines, joined by "|" as in the settings."""
    return "|".join(filter(None, _SEPARATOR.split(typed.strip())))


def _place(unit: Unit) -> str:
    """The place in the date line: the commune's own name; dots for other units."""
    return unit.name.partition(" ")[2] if unit.kind in _WITH_A_PLACE else DOTS


def _style(symbol: str, default: str) -> str:
    return next((style for sign, style in _STYLES.items() if sign in symbol), default)


def _in_sentences(organ: str, unit: Unit) -> str:
    """An organ in capitals as written inside a sentence: "Đảng ủy xã Giao Ninh"; the unit's name if in doubt."""
    inside = unit.name[0].lower() + unit.name[1:] if unit.kind in _PLACES else unit.name
    before, name, after = organ.partition(unit.name.upper())
    if organ in (unit.name, unit.name.upper()) or (organ.isupper() and (not name or after)):
        return inside
    if not organ.isupper():
        return organ
    first, *others = (word if word in _ABBREVIATIONS else word.lower() for word in before.split())
    return " ".join([first[0].upper() + first[1:], *others, inside])
