"""The records of a returned form as read, before its values are parsed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bdhvs_xl.errors import Finding

RawCell = str | float | int | bool | date | datetime | time | timedelta | None
"""A cell as the file holds it: text as typed, or whatever a spreadsheet program turned it into."""

CHANNEL_FORM = "Biểu mẫu"
CHANNEL_TYPED = "Nhập tay"
CHANNEL_SCAN = "Bản giấy, bản chụp"
CHANNEL_ADJUSTED = "Điều chỉnh"
CHANNEL_ADDED_UP = "Cộng với kỳ trước"
"""How a value came in: in a returned form, typed into a unit's sheet, corrected in `Điều chỉnh`, added up from what had
been done up to the period."""
NOT_ASKED = "Biểu mẫu chưa hỏi"
"""What stands as the answer to an indicator that was added after the unit's form was issued: it is not missing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled cell of the indicators grid; `cell` is its address in the unit's file, such as `Kết quả!E12`."""

    indicator: str
    column: str
    raw: RawCell
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One filled line of a list (documents or practices): text by column key, and the address of its first cell."""

    fields: Mapping[str, str]
    cell: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """The text of a unit under one section of the outline."""

    section: str
    text: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One line of `Cần sửa`: the cells it unlocked (as `place_text`), its finding, the unit's reason."""

    number: str
    places: tuple[str, ...]
    finding: str
    indicator: str
    reason: str
    cell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One returned form: every value with its raw text and cell, and the findings about the form itself.

    `file` is the path below the collected folder (`outer.zip/inner.xlsx` inside an archive), `hash` the SHA-256 of the
    bytes, `asked` the codes of the indicators the form asked for, `identity` the identity grid's texts by row key,
    `corrections` the lines of `Cần sửa` in a form that was sent back. `sure` is False when a part was identified by
    one clue only.
    """

    unit: str
    file: str
    hash: str
    channel: str
    identity: Mapping[str, str]
    asked: frozenset[str]
    answers: tuple[Answer, ...]
    documents: tuple[ListLine, ...]
    practices: tuple[ListLine, ...]
    narrative: tuple[Narrative, ...]
    findings: tuple[Finding, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    sure: bool = True
    titled: str = ""
    """The unit's name as the sheet of results shows it."""
