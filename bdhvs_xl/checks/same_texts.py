"""Finds texts that units share sentence by sentence; who copied cannot be known, so both get a finding."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.checks import unit_texts
from bdhvs_xl.checks.unit_report import UnitReport
from bdhvs_xl.checks.unit_texts import UnitText
from bdhvs_xl.errors import Finding
from bdhvs_xl.regime.model import Regime

MIN_SENTENCE_LETTERS = 60
"""Letters of the shortest sentence that two people do not write alike by chance."""
MIN_SHARED_LETTERS = 150
"""Letters that must be shared before anything is said."""
_MOST_OF_IT = 0.5
_SENTENCES = re.compile(r"(?<=[.!?…;:])\s+|\n+")
_DIGITS = re.compile(r"\d+")
_SHOWN, _NAMED = 80, 3

Authors = Mapping[str, Sequence[int]]
"""The numbers of the reports that hold a sentence, by the sentence."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A passage with its long sentences, by the letters that count, the unit's own name and numbers left out."""

    passage: UnitText
    sentences: tuple[str, ...]
    length: int


def findings(reports: Sequence[UnitReport]) -> Iterator[Finding]:
    """A warning for each unit at the longest passage it shares; sentences of the regime's own texts do not count."""
    given = _given(reports[0].regime) if reports else set()
    written = [[_written(passage, report) for passage in _passages(report)] for report in reports]
    authors: dict[str, list[int]] = {}
    for number, passages in enumerate(written):
        for sentence in dict.fromkeys(s for one in passages for s in one.sentences if s not in given):
            authors.setdefault(sentence, []).append(number)
    for report, passages in zip(reports, written, strict=True):
        shared = [(length, one) for one in passages if (length := _shared(one, authors)) >= MIN_SHARED_LETTERS]
        if shared:
            _, longest = max(shared, key=lambda found: found[0])
            yield _finding(report, longest.passage, _others(longest, authors, reports, report))


def _passages(report: UnitReport) -> Iterator[UnitText]:
    yield from unit_texts.narrative_texts(report)
    yield from unit_texts.practice_texts(report)


def _given(regime: Regime) -> set[str]:
    """The sentences that the regime gave to all units to begin with."""
    told = [*(section.guidance for section in regime.sections), *regime.settings.values()]
    told += [text for i in regime.indicators for text in (i.name, i.evidence, i.own_sentence)]
    return {sentence for text in told for sentence in _sentences(text, "")}


def _written(passage: UnitText, report: UnitReport) -> _Written:
    return _Written(passage, tuple(_sentences(passage.text, report.unit.name)), len(passage.text))


def _sentences(text: str, name: str) -> Iterator[str]:
    whole = vi.nfc(text).casefold()
    for part in _SENTENCES.split(whole.replace(name.casefold(), "") if name else whole):
        if len(part) >= MIN_SENTENCE_LETTERS:
            yield " ".join(_DIGITS.sub("", part).split())


def _shared(written: _Written, authors: Authors) -> int:
    """How many letters of a passage other units have too; 0 when that is less than half of it."""
    shared = sum(len(s) for s in written.sentences if len(authors.get(s, ())) > 1)
    return shared if shared >= _MOST_OF_IT * written.length else 0


def _others(written: _Written, authors: Authors, reports: Sequence[UnitReport], own: UnitReport) -> list[str]:
    numbers = dict.fromkeys(n for s in written.sentences for n in authors.get(s, ()))
    return [reports[n].unit.name for n in numbers if reports[n] is not own]


def _finding(report: UnitReport, passage: UnitText, others: Sequence[str]) -> Finding:
    start = vi.plain(passage.text)[:_SHOWN]
    return unit_texts.text_finding(
        report, "same_text", passage, f"{start}…",
        f"{passage.name} giống từng câu với bài của {join_first_units(others)}; không xác định được ai chép của ai.",
        "Mỗi đơn vị viết theo việc của mình; nếu cùng dùng một văn bản chung thì ghi lý do.", vi.join(others[:_NAMED]),
    )  # fmt: skip


def join_first_units(units: Sequence[str]) -> str:
    """The units in words, the first few by name: "Xã A, Xã B và 12 đơn vị khác"."""
    more = len(units) - _NAMED
    return vi.join([*units[:_NAMED], *([f"{more} đơn vị khác"] if more > 0 else [])])
