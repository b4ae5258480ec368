"""Figures: the numbers of a report, which carry their source through the texts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bdhvs_xl import vi

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARKED = re.compile(f"{_OPEN}([0-9]+){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000-\ue0ff\ufffe\uffff]")


COUNT_NAMES = {
    "units_expected": "Số đơn vị phải báo cáo",
    "units_reported": "Số đơn vị đã báo cáo",
    "units_on_time": "Số đơn vị gửi đúng hạn",
    "units_wrote": "Số đơn vị báo cáo nội dung",
    "units_late": "Số đơn vị gửi chậm",
    "units_missing": "Số đơn vị chưa gửi",
    "units_awaiting": "Số báo cáo chờ nhập tay",
    "units_to_correct": "Số báo cáo đang chỉnh sửa",
    "to_correct": "Số nội dung phải chỉnh sửa",
    "units_alike": "Số đơn vị cùng tỉ lệ",
    "previous": "Số kỳ trước",
    "change": "Mức tăng, giảm so với kỳ trước",
    "target": "Mục tiêu",
    "fulfilled": "Tỉ lệ đạt mục tiêu",
    "units_best": "Số chỉ số dẫn đầu",
    "units_weakest": "Số chỉ số thấp nhất",
    "evidence": "Số đơn vị có minh chứng",
    "units_done": "Số đơn vị đã hoàn thành nhiệm vụ",
    "units_behind": "Số đơn vị chưa hoàn thành nhiệm vụ",
    "tasks": "Số nhiệm vụ được giao",
    "tasks_due": "Số nhiệm vụ đến hạn",
    "tasks_done": "Số nhiệm vụ đã hoàn thành",
    "tasks_ongoing": "Số nhiệm vụ đang thực hiện",
    "tasks_not_started": "Số nhiệm vụ chưa thực hiện",
    "tasks_overdue": "Số nhiệm vụ quá hạn",
    "tasks_unreported": "Số nhiệm vụ chưa đủ báo cáo",
    "targets": "Số chỉ số có mục tiêu",
    "targets_met": "Số chỉ số đạt mục tiêu",
    "targets_missed": "Số chỉ số chưa đạt mục tiêu",
    "ratios": "Số chỉ số tính bằng tỉ lệ được so sánh",
    "documents": "Số văn bản đã liệt kê",
}
"""The names of figures other than indicator totals, by their column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number in print.

    A total has no `unit`; a count about the reporting itself has no `indicator`, its `column` names what is counted.
    `units` are the codes of the units that are in the number.
    """

    indicator: str
    column: str
    value: float
    text: str
    unit: str = ""
    units: tuple[str, ...] = ()


@dataclass(slots=True)
class Figures:
    """The figures of one report. A mark is invisible characters in a text; `content_controls` makes it a control."""

    marked: list[Figure] = field(default_factory=list)

    def mark(self, figure: Figure) -> str:
        """The figure's text, marked."""
        self.marked.append(figure)
        return f"{_OPEN}{len(self.marked) - 1}{_MIDDLE}{figure.text}{_CLOSE}"

    def count(self, value: int, what: str, units: tuple[str, ...] = ()) -> str:
        """A marked count about the reporting itself, such as 11 `units_reported`, printed "11" or "05"."""
        text = vi.pad_count(value)
        return self.mark(Figure(indicator="", column=what, value=value, text=text, units=units))

    def with_words(self, text: str, word: Callable[[Figure, str], str]) -> str:
        """The text with a word before each figure; `word` gets the figure and the text before it, and can return ""."""

        def with_word(found: re.Match[str]) -> str:
            prefix = word(self.marked[int(found[1])], text[: found.start()])
            return f"{prefix} {found[0]}" if prefix else found[0]

        return _MARKED.sub(with_word, text)

    def pieces(self, text: str) -> Iterator[str | Figure]:
        """The text in pieces: plain text, and the figures between."""
        position = 0
        for found in _MARKED.finditer(text):
            if found.start() > position:
                yield text[position : found.start()]
            yield self.marked[int(found[1])]
            position = found.end()
        if position < len(text):
            yield text[position:]


def has_figures(text: str) -> bool:
    """Whether a text contains a mark."""
    return _OPEN in text


def count_figures(text: str) -> int:
    """The number of marks in a text."""
    return text.count(_OPEN)


def unmarked_text(text: str) -> str:
    """The text without its marks, as printed."""
    return _MARKED.sub(r"\2", text)


def clean_text(text: str) -> str:
    """An outside text without characters that Word rejects or that could be mistaken for a mark."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
