"""The regime embedded in a form: packed into texts that fit into cells, and read back as strictly as a regime file.

It is a regime file in TOML, compressed. It has the definitions of the report, and of units only those to choose from in
the form, without their contacts.
"""

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

from bdhvs_xl.errors import UserError
from bdhvs_xl.regime import loader
from bdhvs_xl.regime.kinds import IndicatorKind
from bdhvs_xl.regime.model import Regime, Unit

_NOT_CARRIED = ("schedule", "letters")
"""Blocks that only the focal office needs."""
_CELL = 30_000
"""Characters of one text; a cell holds 32,767."""
_QUOTED = json.JSONEncoder(ensure_ascii=False)
_LARGEST = 4_000_000
"""Bytes of a regime file; what unpacks to more is none of ours."""


def regime_to_texts(regime: Regime, units: Iterable[Unit] = ()) -> list[str]:
    """The regime as texts for cells, with `units` (code, name and kind only) in place of its own."""
    named = tuple(Unit(code=unit.code, name=unit.name, kind=unit.kind) for unit in units)
    rules = tuple(replace(rule, holds=(), breaks=()) for rule in regime.rules)
    lines = "\n".join(_lines(replace(regime, units=named, rules=rules)))
    packed = b64encode(zlib.compress(lines.encode(), 9)).decode()
    return [packed[at : at + _CELL] for at in range(0, len(packed), _CELL)]


def regime_from_texts(texts: Iterable[str]) -> Regime:
    """The regime in `texts`; UserError when they are damaged or not a regime.

    As in a master, an invalid rule or sentence is reported where it is used and does not fail here.
    """
    try:
        unpacked = zlib.decompressobj()
        lines = unpacked.decompress(b64decode("".join(texts), validate=True), _LARGEST).decode()
    except (ValueError, zlib.error):
        raise _damaged() from None
    if not unpacked.eof:
        raise _damaged()
    return loader.parse_regime(lines)


def _damaged() -> UserError:
    return UserError(
        "Phần định nghĩa mà biểu mẫu mang theo bị hỏng, không đọc được.",
        "Chép số liệu sang biểu mẫu đã phát (hoặc xin cơ quan tổng hợp phát lại) rồi làm lại.",
    )


# --- TOML -----------------------------------------------------------------------------------------------------------


def _lines(regime: Regime) -> Iterator[str]:
    yield "[settings]"
    for key in (*loader.SETTING_KEYS, *loader.OPTIONAL_SETTING_KEYS):
        yield f"{key} = {_toml(regime.settings.get(key, ''))}"
    for block in (block for block in loader.BLOCKS if block not in _NOT_CARRIED):
        records = getattr(regime, block)
        usual = _usual(records[0]) if records else {}
        for record in records:
            yield f"[[{block}]]"
            told = ((key, getattr(record, key)) for key in usual)
            yield from (f"{key} = {_toml(value)}" for key, value in told if value != usual[key])


def _usual(record: Any) -> Mapping[str, object]:
    """What a regime file may say of such a record, with what holds where it says nothing."""
    said = (field for field in fields(record) if not field.metadata.get("derived"))
    return {f.name: f.default if f.default_factory is MISSING else f.default_factory() for f in said}


def _toml(value: object) -> str:
    """A value in TOML; JSON strings are valid TOML except for the character DEL."""
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case IndicatorKind():
            return _toml(value.code)
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case Mapping():
            return f"{{ {', '.join(f'{_toml(str(key))} = {_toml(inner)}' for key, inner in value.items())} }}"
        case str():
            return _QUOTED.encode(value).replace("\x7f", "\\u007f")
    return repr(value)
