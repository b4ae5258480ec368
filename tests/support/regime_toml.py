"""A regime as a file in TOML, every block of it, as an office's programmer would write it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from typing import Any

from bdhvs_xl.regime import loader
from bdhvs_xl.regime.kinds import IndicatorKind
from bdhvs_xl.regime.model import Regime


def toml_text(regime: Regime) -> str:
    """The text of the file; what a field has by default is left out."""
    lines = ["[settings]", *(f"{key} = {_toml(value)}" for key, value in regime.settings.items())]
    for block in loader.BLOCKS:
        for record in getattr(regime, block):
            lines += [f"\n[[{block}]]", *(f"{name} = {_toml(value)}" for name, value in _told(record))]
    return "\n".join(lines)


def _told(record: Any) -> Iterator[tuple[str, Any]]:
    for field in fields(record):
        value = getattr(record, field.name)
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if value != default and not field.metadata.get("derived"):
            yield field.name, value


def _toml(value: Any) -> str:
    match value:
        case bool() | int() | float():
            return str(value).lower()
        case date():
            return value.isoformat()
        case tuple() | list():
            return f"[{', '.join(map(_toml, value))}]"
        case Mapping():
            return f"{{ {', '.join(f'{json.dumps(str(key))} = {_toml(inner)}' for key, inner in value.items())} }}"
        case IndicatorKind():
            return _toml(value.code)
        case _ if is_dataclass(value):
            return _toml(dict(_told(value)))
    return json.dumps(value, ensure_ascii=False)
