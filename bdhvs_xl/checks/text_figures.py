"""Compares the numbers in a unit's texts with its results, and with each other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bdhvs_xl import vi
from bdhvs_xl.checks import unit_texts
from bdhvs_xl.checks.mentions import Mention, counted_thing, find_mentions, folded_words, word_pairs
from bdhvs_xl.checks.unit_report import UnitReport, number_of
from bdhvs_xl.checks.unit_texts import UnitText
from bdhvs_xl.errors import Finding
from bdhvs_xl.master.labels import column_name
from bdhvs_xl.regime.model import CUMULATIVE_OF, Indicator, Regime

MIN_LIKENESS = 0.45
"""The share of an indicator's words that a sentence holds when it surely speaks of that indicator."""
MIN_LIKENESS_IF_NAMED = 0.3
"""The same when it may speak of it and the thing counted is called the same."""
_MARGIN = 0.1
NEAR_RATIO = 0.9
"""Two numbers this near are meant to be one; a number farther below is a part of the whole."""
_SMALLEST = 10
_POINTS = 1.0
_LEAST_SHARED = 4
_NAME = 2
_PERCENT = "%"
_AT_LEAST, _AT_MOST = ("trên", "hơn"), ("dưới", "chưa đến")
_UNSPECIFIC = frozenset(("số", "tổng", "lượng", "tỉ", "tỷ", "lệ", "các"))


@dataclass(frozen=True, slots=True)
class Topic:
    """Column of an indicator: `heads` name the thing counted (`tổ công nghệ số cộng đồng`), `pairs` its word pairs."""

    indicator: Indicator
    column: str
    heads: tuple[tuple[str, ...], ...]
    pairs: tuple[frozenset[tuple[str, str]], ...]

    @property
    def first_words(self) -> set[str]:
        """The first words of the names of the thing counted."""
        return {_PERCENT} if self.column == "percent" else {head[0] for head in self.heads}


@dataclass(frozen=True, slots=True)
class TextFigure:
    """A number mentioned in a text of the unit."""

    mention: Mention
    passage: UnitText


def topics(regime: Regime) -> list[Topic]:
    """The topics of a regime: each column of numbers, prepared for all reports."""
    return [_topic(i, column) for i in regime.indicators for column in _asked(i)]


def findings(reports: Sequence[UnitReport]) -> Iterator[Finding]:
    """A warning for a number in a unit's texts that contradicts its results, and for two that contradict each other.

    A sentence is about an indicator when it shares its words. Sentences that may be about two indicators, numbers of a
    part ("trong đó …") and plans are left out.
    """
    known = topics(reports[0].regime) if reports else []
    for report in reports:
        if report.narrative:
            yield from _of(report, known)


def _of(report: UnitReport, known: Iterable[Topic]) -> Iterator[Finding]:
    told = [
        TextFigure(mention, passage)
        for passage in unit_texts.narrative_texts(report)
        if not passage.is_plan
        for mention in find_mentions(passage.text)
        if not mention.sentence.is_plan
    ]
    asked = {indicator.code for indicator in report.asked}
    spoken = _by_topic(told, [topic for topic in known if topic.indicator.code in asked])
    for topic, of_topic in spoken:
        yield from _against_figure(report, topic, of_topic)
    yield from _against_each_other(report, told)


def _asked(indicator: Indicator) -> tuple[str, ...]:
    if indicator.kind.is_ratio:
        return ("percent",)
    return indicator.of_period if indicator.kind.is_counted else ()


def _topic(indicator: Indicator, column: str) -> Topic:
    label = indicator.label("numerator" if column == "percent" else column)
    named = [label] if column == "people" else [label, indicator.name]
    heads = tuple(head for text in named if (head := counted_thing(_specific(text))))
    return Topic(indicator, column, heads, tuple(pairs for text in (label, indicator.name) if (pairs := _pairs(text))))


def _specific(text: str) -> tuple[str, ...]:
    """The words without leading ones common to all indicators, such as "Tổng số"."""
    words = folded_words(text.partition("(")[0])
    start = next((n for n, word in enumerate(words) if word not in _UNSPECIFIC), len(words))
    return words[start:]


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return word_pairs(" ".join(_specific(text)))


# --- which indicator a number speaks of -------------------------------------------------------------------------------


def _by_topic(told: Iterable[TextFigure], known: list[Topic]) -> list[tuple[Topic, list[TextFigure]]]:
    """The numbers by topic; those that fit two topics are left out."""
    spoken: list[tuple[Topic, list[TextFigure]]] = [(topic, []) for topic in known]
    by_word: dict[str, list[int]] = {}
    for number, topic in enumerate(known):
        for word in topic.first_words:
            by_word.setdefault(word, []).append(number)
    for one in told:
        possible = by_word.get(_PERCENT if one.mention.is_percent else one.mention.words[0], ())
        likely = sorted(((_likeness(one.mention, known[n]), n) for n in possible), reverse=True)[:2]
        if likely and likely[0][0] and (len(likely) == 1 or likely[0][0] - likely[1][0] >= _MARGIN):
            spoken[likely[0][1]][1].append(one)
    return [(topic, of_topic) for topic, of_topic in spoken if of_topic]


def _likeness(mention: Mention, topic: Topic) -> float:
    """How well a number fits a topic, from 0 (not at all) to 1."""
    if not (mention.is_percent or any(_is_called(mention, head) for head in topic.heads)):
        return 0.0
    share = max((len(pairs & mention.sentence.pairs) / len(pairs) for pairs in topic.pairs), default=0.0)
    return share if share >= (MIN_LIKENESS if mention.is_percent else MIN_LIKENESS_IF_NAMED) else 0.0


def _is_called(mention: Mention, head: tuple[str, ...]) -> bool:
    """Whether the thing counted has that name, or a shortened one whose full form is in the sentence too."""
    said = mention.head
    same = next((n for n, (a, b) in enumerate(zip(said, head, strict=False)) if a != b), min(len(said), len(head)))
    return same >= min(2, len(head)) or (0 < same == len(said) and " ".join(head) in mention.sentence.folded)


# --- against the results ----------------------------------------------------------------------------------------------


def _against_figure(report: UnitReport, topic: Topic, told: list[TextFigure]) -> Iterator[Finding]:
    code, column = topic.indicator.code, topic.column
    value = report.value(code, column) if column == "percent" else number_of(topic.indicator, column, report.values)
    if not isinstance(value, float):
        return
    parts = {one.mention.number for one in told if one.mention.is_part}
    for one in told:
        mention = one.mention
        beside = {other.mention.number for other in told if other.mention.sentence is mention.sentence}
        is_explained = mention.is_part or mention.number in parts or value in beside
        if is_explained or _agrees(mention, value) or _is_up_to_now(report, topic, mention):
            continue
        place = f"Chỉ số {code}, cột “{column_name(topic.indicator, column)}”"
        yield report.finding(
            "text_against_figure", code, "numerator" if column == "percent" else column,
            f"{place} là {_shown(value, column)} nhưng {_lower(one.passage.name)} nêu “{mention.quoted}”.",
            f"Sửa cho khớp số ở trang Kết quả hoặc trong phần lời ({one.passage.sheet}!{one.passage.cell}).",
            other=mention.typed,
        )  # fmt: skip
        return


def _is_up_to_now(report: UnitReport, topic: Topic, mention: Mention) -> bool:
    """Whether the number is the cumulative one."""
    sums = [cumulative for cumulative in topic.indicator.cumulative if CUMULATIVE_OF[cumulative] == topic.column]
    values = [number_of(topic.indicator, cumulative, report.values) for cumulative in sums]
    return any(value is not None and _agrees(mention, value) for value in values)


def _agrees(mention: Mention, value: float) -> bool:
    number = mention.number
    if mention.is_percent:
        return _percent_agrees(mention, value)
    if mention.qualifier:
        return NEAR_RATIO * number <= value <= number / NEAR_RATIO or _is_on_its_side(mention, value)
    return number == value or number < NEAR_RATIO * value


def _percent_agrees(mention: Mention, value: float) -> bool:
    if mention.qualifier and _is_on_its_side(mention, value):
        return True
    return abs(mention.number - value) <= _POINTS


def _is_on_its_side(mention: Mention, value: float) -> bool:
    """Whether the value satisfies “trên 90” or “dưới 8”."""
    above = mention.qualifier in _AT_LEAST and value >= mention.number
    return above or (mention.qualifier in _AT_MOST and value <= mention.number)


def _shown(value: float, column: str) -> str:
    return vi.format_number(value) + ("%" if column == "percent" else "")


# --- against each other -----------------------------------------------------------------------------------------------


def _against_each_other(report: UnitReport, told: list[TextFigure]) -> Iterator[Finding]:
    """Findings for numbers in different sentences about the same thing that are nearly, not exactly, equal."""
    parts = {(one.mention.head, one.mention.number) for one in told if one.mention.is_part}
    whole = (one for one in told if _is_exact(one.mention) and (one.mention.head, one.mention.number) not in parts)
    of_name: dict[tuple[str, ...], list[TextFigure]] = {}
    for one in whole:
        of_name.setdefault(one.mention.head[:_NAME], []).append(one)
    for first, second in (pair for told in of_name.values() for pair in combinations(told, 2)):
        if _contradict(first.mention, second.mention):
            yield unit_texts.text_finding(
                report, "text_against_text", second.passage, second.mention.typed,
                f"{first.passage.name} nêu “{first.mention.quoted}”, {_lower(second.passage.name)} nêu "
                f"“{second.mention.quoted}”.",
                "Kiểm tra số nào đúng rồi sửa cho thống nhất.", first.mention.typed,
            )  # fmt: skip


def _is_exact(mention: Mention) -> bool:
    is_vague = mention.is_percent or mention.qualifier or mention.is_part or len(mention.head) < _NAME
    return not is_vague and mention.number >= _SMALLEST


def _contradict(first: Mention, second: Mention) -> bool:
    low, high = sorted((first.number, second.number))
    if low == high or low < NEAR_RATIO * high or first.sentence is second.sentence:
        return False
    return len(first.sentence.pairs & second.sentence.pairs) >= _LEAST_SHARED


def _lower(name: str) -> str:
    return name[0].lower() + name[1:]
