"""A regime file: TOML into a Regime, strictly. A bad file is a UserError that names block, key and cure.

The records of `regime.model` are the schema: every block is a list of tables with the fields of its record
(`[[groups]]` Group, `[[indicators]]` Indicator, `[[rules]]` Rule, `[[sections]]` Section, `[[appendices]]` Appendix,
`[[attributes]]` Attribute, `[[units]]` Unit, `[[schedule]]` SurveyVisit, `[[letters]]` Letter with its `lines`, each a
LetterLine); `[settings]` holds the texts of `SETTING_KEYS` and, where they are needed, of `OPTIONAL_SETTING_KEYS`.
A regime also has those letters of `letters.toml` that it does not define itself.
Dates of units, indicators and rules are TOML dates (2026-05-22); those of the settings are written as offices write
them ("01/7/2025"). Unknown keys are refused, so a misspelt key cannot be lost.

The examples `holds` and `breaks` of a rule map references of the rule to values, in this form:

    "2.4.people" = 120             the column of an indicator
    "2.10" = 86.4, "1.1" = "Có"    its main value (`[2.10]`: of a ratio the percentage)
    "PREV.2.1" = 30                PREV([2.1]); with a column "PREV.2.4.people"
    "TARGET.3.1" = 80              TARGET([3.1])
    "UNIT.hamlets" = 12            UNIT("hamlets")
    "ITEMS.documents.1.1" = 2      ITEMS("documents", "1.1")

Values left out of an example are missing; items left out are 0.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from bdhvs_xl import paths
from bdhvs_xl.errors import UserError
from bdhvs_xl.regime.kinds import KINDS, IndicatorKind, Kind
from bdhvs_xl.regime.model import (
    Appendix,
    Attribute,
    Group,
    Indicator,
    Letter,
    Regime,
    Rule,
    Section,
    SurveyVisit,
    Unit,
)
from bdhvs_xl.regime.validation import validate_regime

SETTING_KEYS = (
    "regime", "title", "subject", "province_code", "province", "period_from", "period_to", "deadline", "style",
    "organ_above", "organ", "number_symbol", "place", "signer", "recipients", "dispatch", "plan", "practices_shown",
    "min_coverage", "unit_sheets",
)  # fmt: skip
"""What a regime file settles; the master's own id is made when the master is built."""
OPTIONAL_SETTING_KEYS = (
    "issuer", "addressee", "reporters", "opening", "closing", "own_title", "own_opening", "own_closing", "own_code",
    "pages", "chart_page", "master_id", "cumulative_from",
)  # fmt: skip
"""What a regime file may settle besides: texts that the program writes where they are blank. The id of a master stands
only in the regime that its forms carry."""

BLOCKS: Mapping[str, type] = {
    "groups": Group,
    "indicators": Indicator,
    "rules": Rule,
    "sections": Section,
    "appendices": Appendix,
    "attributes": Attribute,
    "units": Unit,
    "schedule": SurveyVisit,
    "letters": Letter,
}
_REQUIRED = ("groups", "indicators", "sections", "appendices")
_NAMES = ("code", "id", "key", "unit", "name")


def available_regimes() -> list[str]:
    """The ids of the regimes shipped with the package, in alphabetical order."""
    return sorted(path.stem for path in paths.regimes_folder().glob("*.toml"))


def load_regime(regime: str) -> Regime:
    """The shipped regime with that id; UserError listing the existing ids when there is none."""
    if regime not in available_regimes():
        raise UserError(f"Không có loại báo cáo “{regime}”.", f"Chọn một trong: {', '.join(available_regimes())}.")
    return load_regime_file(paths.regimes_folder() / f"{regime}.toml")


def load_regime_file(path: Path) -> Regime:
    """The regime in a TOML file; UserError naming file, block, key and cure when anything is wrong."""
    try:
        regime = _with_common_letters(parse_regime(_text(path)))
        validate_regime(regime)
    except UserError as error:
        raise UserError(f"Tệp loại báo cáo {path.name}: {error.message}", error.hint) from None
    return regime


def parse_regime(text: str) -> Regime:
    """The regime in the text of a TOML file, with blocks, keys and types checked; see also `validate_regime`."""
    try:
        return _regime(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"sai cú pháp TOML ({error}).", "Sửa đúng dòng, cột nêu trên.") from None


@cache
def common_letters() -> tuple[Letter, ...]:
    """The letters that every regime has: reminder and correction."""
    blocks = tomllib.loads(_text(paths.letters_file()))
    return tuple(_records("letters", blocks["letters"]))


def shipped_letters(regime: str) -> tuple[Letter, ...]:
    """The letters of the shipped regime with that id; only the common ones for any other regime."""
    return load_regime(regime).letters if regime in available_regimes() else common_letters()


def _with_common_letters(regime: Regime) -> Regime:
    own = {letter.id for letter in regime.letters}
    return replace(regime, letters=(*regime.letters, *(x for x in common_letters() if x.id not in own)))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        raise UserError("không mở được.", "Kiểm tra đường dẫn và quyền đọc tệp.") from None
    except UnicodeDecodeError:
        raise UserError("không phải văn bản UTF-8.", "Lưu lại tệp với bảng mã UTF-8.") from None


def _regime(content: Mapping[str, Any]) -> Regime:
    _refuse_unknown("tệp", content, ("settings", *BLOCKS))
    for block in ("settings", *_REQUIRED):
        if not content.get(block):
            raise UserError(f"thiếu khối {block}.", f"Thêm khối [{block}] hoặc [[{block}]] theo mẫu ninh_binh_02.toml.")
    blocks = {block: tuple(_records(block, content.get(block, []))) for block in BLOCKS}
    return Regime(settings=_settings(content["settings"]), **blocks)


def _settings(table: Mapping[str, Any]) -> dict[str, str]:
    _refuse_unknown("[settings]", table, (*SETTING_KEYS, *OPTIONAL_SETTING_KEYS))
    for key in SETTING_KEYS:
        if key not in table:
            raise UserError(f"[settings]: thiếu khóa {key}.", f'Thêm dòng {key} = "…".')
    for key, value in table.items():
        if not isinstance(value, str):
            raise UserError(f"[settings]: khóa {key} phải là chữ.", f'Đặt giá trị trong dấu nháy: {key} = "{value}".')
    return {**dict.fromkeys(OPTIONAL_SETTING_KEYS, ""), **table}


def _records(block: str, tables: Any) -> Iterable[Any]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UserError(f"khối {block} phải là danh sách bảng.", f"Viết mỗi bản ghi dưới một dòng [[{block}]].")
    for number, table in enumerate(tables, 1):
        yield _record(BLOCKS[block], table, _place(block, table, number))


def _place(block: str, table: Mapping[str, Any], number: int) -> str:
    name = next((str(table[key]) for key in _NAMES if table.get(key)), "")
    return f"[[{block}]] thứ {number}" + (f" ({name})" if name else "")


def _record(record: type, table: Mapping[str, Any], place: str) -> Any:
    shape = _shape(record)
    _refuse_unknown(place, table, shape)
    for field in fields(record):
        if field.name not in table and field.default is MISSING and field.default_factory is MISSING:
            raise UserError(f"{place}: thiếu khóa {field.name}.", f"Thêm dòng {field.name} = ….")
    return record(**{key: _value(value, shape[key], f"{place}: khóa {key}") for key, value in table.items()})


@cache
def _shape(record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: hints[field.name] for field in fields(record) if not field.metadata.get("derived")}


def _refuse_unknown(place: str, table: Mapping[str, Any], known: Iterable[str]) -> None:
    if unknown := [key for key in table if key not in known]:
        raise UserError(
            f"{place}: không có khóa {unknown[0]}.", f"Bỏ khóa này hoặc sửa thành một trong: {', '.join(known)}."
        )


# --- values by the type of their field --------------------------------------------------------------------------------


def _value(value: Any, hint: Any, place: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _one_of(value, inner, place)
    if hint is IndicatorKind:
        return KINDS[_one_of(value, tuple(Kind), place)]
    if origin is tuple:
        items = _of_type(value, list, "danh sách […]", place)
        return tuple(_value(item, inner[0], f"{place}, mục thứ {n}") for n, item in enumerate(items, 1))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        table = _of_type(value, dict, "bảng { khóa = giá trị }", place)
        return {_key(k, inner[0], place): _value(v, inner[1], f"{place}.{k}") for k, v in table.items()}
    if is_dataclass(hint):
        return _record(cast(type, hint), _of_type(value, dict, "bảng { khóa = giá trị }", place), place)
    if NoneType in inner:
        return _value(value, inner[0], place)
    return _plain(value, hint, place)


def _plain(value: Any, hint: Any, place: str) -> Any:
    if hint is object:
        return value
    if hint is date:
        if isinstance(value, datetime) or not isinstance(value, date):
            raise UserError(f"{place} phải là ngày.", "Viết năm-tháng-ngày không có dấu nháy, ví dụ 2026-05-22.")
        return value
    if hint is float:
        return float(_of_type(value, (int, float), "số", place))
    words = {str: "chữ trong dấu nháy", int: "số nguyên", bool: "true hoặc false"}
    return _of_type(value, hint, words[hint], place)


def _of_type(value: Any, wanted: Any, word: str, place: str) -> Any:
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise UserError(f"{place} phải là {word}.", f"Sửa giá trị {value!r}.")
    return value


def _one_of(value: Any, choices: tuple[Any, ...], place: str) -> Any:
    if value not in choices:
        words = ", ".join(f'"{choice}"' for choice in choices)
        raise UserError(f"{place}: không có giá trị {value!r}.", f"Chọn một trong: {words}.")
    return value


def _key(key: str, hint: Any, place: str) -> Any:
    if hint is not int:
        return key
    if not key.isdecimal():
        raise UserError(f"{place}: khóa {key} phải là năm.", "Viết ví dụ { 2026 = 80 }.")
    return int(key)
