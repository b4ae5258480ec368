"""A regime's sentence filled with fields; when it is invalid, a default sentence and a finding."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import OVER_UNITS_NAMES
from bdhvs_xl.master.layout import INDICATORS
from bdhvs_xl.master.tables import INDICATORS_TABLE
from bdhvs_xl.regime.kinds import KINDS, Kind
from bdhvs_xl.regime.model import Indicator

RULE = "report_sentence"
_MISSING = re.compile(r"'(\w+)' is undefined")
_NAMES = (
    f"Ô {{names}} chỉ có ở chỉ số loại {KINDS[Kind.NAMES].label} tổng hợp bằng {OVER_UNITS_NAMES['distinct']}, "
    "khi đơn vị đã ghi các tên vào cột Minh chứng."
)


def fill_sentence(
    sentence: str, plain: str, fields: Mapping[str, str], indicator: Indicator, column: str, findings: list[Finding]
) -> str:
    """The sentence of an indicator's `column`, filled; when it is invalid, `plain` filled, and a finding appended."""
    try:
        return _environment().from_string(sentence).render(fields)
    except (TemplateError, ArithmeticError, TypeError, ValueError, AttributeError) as error:
        findings.append(_invalid_sentence(indicator, column, error, tuple(fields)))
        return _environment().from_string(plain).render(fields)


def first_sentence(text: str) -> Sequence[str]:
    """The first sentence without its full stop, then the rest of the text."""
    first, pause, rest = text.partition(". ")
    return [first.rstrip(" ."), *([rest] if pause else [])]


def _invalid_sentence(indicator: Indicator, column: str, error: Exception, fields: Sequence[str]) -> Finding:
    known, header = ", ".join(f"{{{field}}}" for field in fields), INDICATORS_TABLE.header(column)
    missing = _MISSING.search(str(error))
    why = f"không có ô {{{missing[1]}}}" if missing else str(error)
    hint = f" {_NAMES}" if missing and missing[1] == "names" else ""
    return Finding(
        rule=RULE,
        severity="warning",
        indicator=indicator.code,
        sheet=INDICATORS,
        column=column,
        raw=getattr(indicator, column),
        message=f"{header} của chỉ số {indicator.code} không đọc được ({why}); báo cáo dùng câu mặc định.",
        cure=f"Ở trang {INDICATORS}, cột {header}, chỉ dùng các ô: {known}.{hint}",
    )


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(variable_start_string="{", variable_end_string="}", undefined=StrictUndefined)
