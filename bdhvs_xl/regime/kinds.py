"""The six kinds of indicator: every property of a kind is defined here once, as data.

Behaviour that depends on the kind stays in the layer that needs it, as a `match` on `kind.code` that ends in
`assert_never`, or as a mapping from `Kind` that `tests/regime/test_kinds.py` finds complete.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

OverUnits = Literal["sum", "ratio", "distinct", "share_yes", "max", "none"]
ValueType = Literal["number", "word", "text"]


class Kind(StrEnum):
    """The code of a kind, as regime files, forms and hashes write it: `str(Kind.RATIO)` is "ratio"."""

    YES_NO = "yes_no"
    COUNT = "count"
    COUNT_PEOPLE = "count_people"
    RATIO = "ratio"
    NAMES = "names"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorKind:
    """The properties of one kind of indicator. No field has a default, so that a new kind must define all of them.

    `label` is the word for it on the screen. `columns` are the columns that a unit fills, besides answer, evidence and
    explanation, the main one first; `columns_when_repeating` the ones it fills instead for a flow in a regime that
    repeats (period and cumulative), () when the kind cannot repeat.
    `aggregations` are the possible aggregations over units, the usual one first.

    `value_type` says what stands in the main column: a number, one word of Có and Không, any text. `is_counted`: it
    counts things, in whole numbers that add up, and nothing that happened is 0. `counts_people`: beside the things it
    counts the people who took part, so that a word beside a number can tell one from the other. `lists_names`: the
    evidence names each thing counted. `is_ratio`: each unit gives numerator and denominator and so has a percentage
    of its own. `is_share`: its total is a percentage, which is what a target is set for.

    `sentence_fields` are the fields that the focal office's sentence may use, besides `units_reported` and
    `units_expected`; of a yes-or-no question the numerator counts the units that answered Có, the denominator those
    that answered. `own_sentence_fields` are those of the sentence in a unit's own report: its values, or "đã" or
    "chưa". `plain_sentence` stands behind the name of an indicator that has no sentence of its own;
    `plain_sentence_when_repeating` also says what was done up to now, `{since}` being from when to when.
    """

    code: Kind
    label: str
    columns: tuple[str, ...]
    columns_when_repeating: tuple[str, ...]
    aggregations: tuple[OverUnits, ...]
    value_type: ValueType
    is_counted: bool
    counts_people: bool
    lists_names: bool
    is_ratio: bool
    is_share: bool
    sentence_fields: tuple[str, ...]
    own_sentence_fields: tuple[str, ...]
    plain_sentence: str
    plain_sentence_when_repeating: str

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers that can be summed over units or periods."""
        return self.value_type == "number"

    @property
    def is_yes_no(self) -> bool:
        """Whether a unit answers Có or Không."""
        return self.value_type == "word"

    @property
    def is_free_text(self) -> bool:
        """Whether a unit answers with free text."""
        return self.value_type == "text"

    @property
    def computed_columns(self) -> tuple[str, ...]:
        """The computed columns of a unit's result."""
        return ("percent",) if self.is_ratio else ()

    @property
    def can_repeat(self) -> bool:
        """Whether it can be asked for the period and cumulatively."""
        return bool(self.columns_when_repeating)


_YES_NO = IndicatorKind(
    code=Kind.YES_NO,
    label="Có/Không",
    columns=("value",),
    columns_when_repeating=(),
    aggregations=("share_yes", "none"),
    value_type="word",
    is_counted=False,
    counts_people=False,
    lists_names=False,
    is_ratio=False,
    is_share=True,
    sentence_fields=("numerator", "denominator", "percent"),
    own_sentence_fields=("done",),
    plain_sentence="{numerator}/{denominator} đơn vị đã thực hiện",
    plain_sentence_when_repeating="",
)
_COUNT = IndicatorKind(
    code=Kind.COUNT,
    label="Số lượng",
    columns=("value",),
    columns_when_repeating=("in_period", "cumulative"),
    aggregations=("sum", "max", "none"),
    value_type="number",
    is_counted=True,
    counts_people=False,
    lists_names=False,
    is_ratio=False,
    is_share=False,
    sentence_fields=("value",),
    own_sentence_fields=("value",),
    plain_sentence="{value}",
    plain_sentence_when_repeating="{value} trong kỳ; {since} là {cumulative}",
)
_COUNT_PEOPLE = IndicatorKind(
    code=Kind.COUNT_PEOPLE,
    label="Số lượng (số người)",
    columns=("value", "people"),
    columns_when_repeating=("in_period", "people", "cumulative", "cumulative_people"),
    aggregations=("sum", "max", "none"),
    value_type="number",
    is_counted=True,
    counts_people=True,
    lists_names=False,
    is_ratio=False,
    is_share=False,
    sentence_fields=("value", "people"),
    own_sentence_fields=("value", "people"),
    plain_sentence="{value} ({people} người)",
    plain_sentence_when_repeating=(
        "{value} ({people} người) trong kỳ; {since} là {cumulative} ({cumulative_people} người)"
    ),
)
_RATIO = IndicatorKind(
    code=Kind.RATIO,
    label="Tỉ lệ",
    columns=("numerator", "denominator"),
    columns_when_repeating=(),
    aggregations=("ratio", "none"),
    value_type="number",
    is_counted=False,
    counts_people=False,
    lists_names=False,
    is_ratio=True,
    is_share=True,
    sentence_fields=("numerator", "denominator", "percent"),
    own_sentence_fields=("numerator", "denominator", "percent"),
    plain_sentence="{percent}% ({numerator}/{denominator})",
    plain_sentence_when_repeating="",
)
_NAMES = IndicatorKind(
    code=Kind.NAMES,
    label="Danh sách tên",
    columns=("value",),
    columns_when_repeating=(),
    aggregations=("distinct", "sum", "none"),
    value_type="number",
    is_counted=True,
    counts_people=False,
    lists_names=True,
    is_ratio=False,
    is_share=False,
    sentence_fields=("value", "names"),
    own_sentence_fields=("value", "names"),
    plain_sentence="{value}",
    plain_sentence_when_repeating="",
)
_TEXT = IndicatorKind(
    code=Kind.TEXT,
    label="Văn bản",
    columns=("value",),
    columns_when_repeating=(),
    aggregations=("none",),
    value_type="text",
    is_counted=False,
    counts_people=False,
    lists_names=False,
    is_ratio=False,
    is_share=False,
    sentence_fields=(),
    own_sentence_fields=("value",),
    plain_sentence="{value}",
    plain_sentence_when_repeating="",
)

KINDS: Mapping[Kind, IndicatorKind] = {
    kind.code: kind for kind in (_YES_NO, _COUNT, _COUNT_PEOPLE, _RATIO, _NAMES, _TEXT)
}
"""The kinds by code, in the order in which a master offers them; a code read from a file is looked up here as it is."""
