"""Tasks of a plan by who does them, and its targets year by year."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.letters.placeholders import LetterTextFiller
from bdhvs_xl.master.assignees import doers
from bdhvs_xl.regime.model import LetterLine

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_DAYS = ("ngày", "tháng", "quý", "năm")
_LITERAL = str.maketrans("{[]}", "(())")
"""An indicator's name holds no places to fill in."""


def task_blocks(source: LetterData, lines: Sequence[LetterLine], texts: LetterTextFiller) -> Iterator[Block]:
    """Under a numbered heading per doer his tasks, lettered where he has several; UserError where no doer is named."""
    whole = [_with_indicator(source, line) for line in lines]
    for number, (by, own) in enumerate(groupby(whole, key=lambda line: line.by.strip()), 1):
        those = list(own)
        if not by:
            raise source.nothing(those[0], "chưa ghi ai thực hiện", "Ghi tên hoặc mã đơn vị vào cột Ai thực hiện.")
        yield Block("heading", f"{number}. {_doer(source, by, texts, those[0])}")
        lettered = len(those) > 1
        for letter, line in zip(_letters(), those, strict=False):
            yield Block("paragraph", (f"{letter}) " if lettered else "") + _task(source, line, texts))


def target_blocks(source: LetterData, line: LetterLine, texts: LetterTextFiller) -> Iterator[Block]:
    """For every year an item with the targets that are set for it; UserError when there are none."""
    indicators = source.regime.indicators
    years = sorted({year for indicator in indicators for year in indicator.targets})
    if not years:
        raise source.nothing(line, "chưa có mục tiêu nào", "Ghi mục tiêu ở trang Chỉ số, cột Mục tiêu.")
    for year in years:
        for indicator in (indicator for indicator in indicators if year in indicator.targets):
            figure = texts.fill(f"[{indicator.code}.target.{year}]", source.of_line(line))
            sign = "%" if indicator.kind.is_share else ""
            yield Block("item", f"{vi.plain(indicator.name).rstrip('.')}: {figure}{sign}.", lead=f"Năm {year}: ")


def _with_indicator(source: LetterData, line: LetterLine) -> LetterLine:
    """The line of a task with what it leaves to its indicator; UserError where there is no such indicator."""
    if not line.indicator:
        return line
    indicator = source.regime.indicator.get(line.indicator)
    if indicator is None:
        raise source.nothing(line, f"không có chỉ số {line.indicator}", "Sửa mã ở cột Chỉ số theo trang Chỉ số.")
    by = indicator.units[0] if len(indicator.units) == 1 else doers(source.regime, indicator)
    name = vi.plain(indicator.name).translate(_LITERAL)
    due = _term(indicator.due) if indicator.due else ""
    return replace(line, text=line.text or name, by=line.by or by, due=line.due or due)


def _term(due: date) -> str:
    """ "tháng 5/2025" of the last day of a month, else "chậm nhất ngày 10/10/2025"."""
    is_end = (due + timedelta(days=1)).day == 1
    return f"tháng {due.month}/{due.year}" if is_end else f"chậm nhất ngày {vi.format_date(due)}"


def _letters() -> Iterator[str]:
    """ "a", "b" … "y", "aa", "ab" …: the letters that Nghị định 30/2020 gives to points, then doubled."""
    yield from _ALPHABET
    yield from (first + second for first in _ALPHABET for second in _ALPHABET)


def _doer(source: LetterData, by: str, texts: LetterTextFiller, line: LetterLine) -> str:
    unit = source.regime.unit.get(by)
    return unit.name if unit else texts.fill(by, source.of_line(line)).rstrip(":. ")


def _task(source: LetterData, line: LetterLine, texts: LetterTextFiller) -> str:
    """The task with its term before the full stop: "… (hoàn thành tháng 5/2025)."."""
    text, due = (texts.fill(part, source.of_line(line)) for part in (line.text, line.due))
    if not due:
        return f"{text.rstrip('.')}."
    is_day = due[0].isdigit() or vi.fold(due).startswith(_DAYS)
    return f"{text.rstrip('.')} ({'hoàn thành ' if is_day else ''}{due})."
