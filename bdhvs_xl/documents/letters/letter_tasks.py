"""The tasks of a plan by the unit responsible, and the targets by year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.letters.placeholders import LetterTextFiller
from bdhvs_xl.master.assignees import assignee_names
from bdhvs_xl.regime.model import LetterLine

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_DAYS = ("ngày", "tháng", "quý", "năm")
_LITERAL = str.maketrans("{[]}", "(())")
"""Braces in an indicator's name are no placeholders."""


def task_blocks(data: LetterData, lines: Sequence[LetterLine], texts: LetterTextFiller) -> Iterator[Block]:
    """A numbered heading per responsible unit and its tasks, lettered when there are several.

    UserError when a task names no unit.
    """
    complete = [_with_indicator(data, line) for line in lines]
    for number, (by, group) in enumerate(groupby(complete, key=lambda line: line.by.strip()), 1):
        task_lines = list(group)
        if not by:
            raise data.no_data_error(
                task_lines[0], "chưa ghi ai thực hiện", "Ghi tên hoặc mã đơn vị vào cột Ai thực hiện."
            )
        yield Block("heading", f"{number}. {_responsible(data, by, texts, task_lines[0])}")
        lettered = len(task_lines) > 1
        for letter, line in zip(_point_letters(), task_lines, strict=False):
            yield Block("paragraph", (f"{letter}) " if lettered else "") + _task(data, line, texts))


def target_blocks(data: LetterData, line: LetterLine, texts: LetterTextFiller) -> Iterator[Block]:
    """An item per target, year by year; UserError when there are none."""
    indicators = data.regime.indicators
    years = sorted({year for indicator in indicators for year in indicator.targets})
    if not years:
        raise data.no_data_error(line, "chưa có mục tiêu nào", "Ghi mục tiêu ở trang Chỉ số, cột Mục tiêu.")
    for year in years:
        for indicator in (indicator for indicator in indicators if year in indicator.targets):
            figure = texts.fill(f"[{indicator.code}.target.{year}]", data.row_location(line))
            sign = "%" if indicator.kind.is_share else ""
            yield Block("item", f"{vi.plain(indicator.name).rstrip('.')}: {figure}{sign}.", lead=f"Năm {year}: ")


def _with_indicator(data: LetterData, line: LetterLine) -> LetterLine:
    """The row of a task, its blanks filled from its indicator; UserError when there is no such indicator."""
    if not line.indicator:
        return line
    indicator = data.regime.indicator.get(line.indicator)
    if indicator is None:
        raise data.no_data_error(line, f"không có chỉ số {line.indicator}", "Sửa mã ở cột Chỉ số theo trang Chỉ số.")
    by = indicator.units[0] if len(indicator.units) == 1 else assignee_names(data.regime, indicator)
    name = vi.plain(indicator.name).translate(_LITERAL)
    due = _deadline(indicator.due) if indicator.due else ""
    return replace(line, text=line.text or name, by=line.by or by, due=line.due or due)


def _deadline(due: date) -> str:
    """ "tháng 5/2025" for the last day of a month, else "chậm nhất ngày 10/10/2025"."""
    is_end = (due + timedelta(days=1)).day == 1
    return f"tháng {due.month}/{due.year}" if is_end else f"chậm nhất ngày {vi.format_date(due)}"


def _point_letters() -> Iterator[str]:
    """ "a", "b" … "y", "aa", "ab" …: the letters of Nghị định 30/2020 for points, then doubled."""
    yield from _ALPHABET
    yield from (first + second for first in _ALPHABET for second in _ALPHABET)


def _responsible(data: LetterData, by: str, texts: LetterTextFiller, line: LetterLine) -> str:
    unit = data.regime.unit.get(by)
    return unit.name if unit else texts.fill(by, data.row_location(line)).rstrip(":. ")


def _task(data: LetterData, line: LetterLine, texts: LetterTextFiller) -> str:
    """The task with its deadline before the full stop: "… (hoàn thành tháng 5/2025)."."""
    text, due = (texts.fill(part, data.row_location(line)) for part in (line.text, line.due))
    if not due:
        return f"{text.rstrip('.')}."
    is_day = due[0].isdigit() or vi.fold(due).startswith(_DAYS)
    return f"{text.rstrip('.')} ({'hoàn thành ' if is_day else ''}{due})."
