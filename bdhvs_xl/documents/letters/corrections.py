"""What a report that was sent says, and the data say otherwise now: the figures and conclusions of a correction."""

from collections.abc import Iterator
from dataclasses import dataclass

from bdhvs_xl import vi
from bdhvs_xl.documents.content.blocks import Block
from bdhvs_xl.documents.figures.figure_tags import FigureLabel, figure_kind_name
from bdhvs_xl.documents.figures.figures import Figure, Figures
from bdhvs_xl.documents.letters.letter_data import LetterData
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.review.difference import ReportDifference
from bdhvs_xl.documents.review.sentence_changes import find_changed_sentences
from bdhvs_xl.regime.model import LetterLine
from bdhvs_xl.rollup.totals import Total

_DECIMALS = 1
_CURE = "Lập báo cáo trước; sau khi số liệu thay đổi và đã bấm Tổng hợp thì mới có số để đính chính."


@dataclass(frozen=True, slots=True)
class FigureCorrection:
    """A total as it was sent, where it stands in the report, and the total now."""

    label: FigureLabel
    said: str
    sections: tuple[str, ...]
    now: Total


def figure_corrections(source: LetterData) -> list[FigureCorrection]:
    """The totals that are no longer what the sent report says, in its order; each once, with all its places."""
    found: dict[tuple[str, str, str], FigureCorrection] = {}
    for label, said, section in _sent(source):
        now = source.material.total.get((label.indicator, label.column))
        if now is None or now.shown is None or label.unit or _same(said, now):
            continue
        key = (label.indicator, label.column, _bare(said))
        sections = dict.fromkeys((*(found[key].sections if key in found else ()), section))
        found[key] = FigureCorrection(label, found[key].said if key in found else said, tuple(sections), now)
    return list(found.values())


def correction_blocks(source: LetterData, line: LetterLine, figures: Figures) -> list[Block]:
    """An item per figure: what was sent, where it stands, what it is now; then an item per sentence to rewrite.

    UserError when nothing is to be corrected.
    """
    if source.issued is None:
        raise source.nothing(line, "thư mục Báo cáo chưa có báo cáo Word nào để đính chính", _CURE)
    wrong = [_told(source, correction, figures) for correction in figure_corrections(source)]
    wrong += [_rewritten(sentence) for sentence in _conclusions(source)]
    if not wrong:
        name = source.issued.path.name
        raise source.nothing(line, f"số liệu của “{name}” vẫn khớp với số liệu hiện có", "Không cần đính chính.")
    return [Block("item", text) for text in wrong]


def _sent(source: LetterData) -> Iterator[tuple[FigureLabel, str, str]]:
    for line in source.issued.lines if source.issued else ():
        for mark in line.marks:
            yield mark.label, mark.text.strip(), mark.label.section or line.section


def _told(source: LetterData, correction: FigureCorrection, figures: Figures) -> str:
    label, total = correction.label, correction.now
    indicator = source.regime.indicator[label.indicator]
    value = total.shown or 0.0
    number = _written(total) if label.column == "percent" else _padded(_written(total))
    now = figures.mark(Figure(indicator=label.indicator, column=label.column, value=value, text=number))
    said, sign = (correction.said, "%") if label.column == "percent" else (_padded(correction.said), "")
    places = vi.join([_place(section) for section in correction.sections if section])
    name = f"{vi.plain(indicator.name).rstrip('.')} (chỉ số {indicator.code}, {figure_kind_name(label).lower()})"
    where = f", tại {places}" if places else ""
    return f"{name}{where}: đã báo cáo {said}{sign}, nay đính chính là {now}{sign}."


def _conclusions(source: LetterData) -> list[ReportDifference]:
    """The sentences of the report's sections in which more than a number changes: reached or not, who is best.

    How many have reported, which stands before the first section, was true on its day.
    """
    if source.issued is None or source.anew is None:
        return []
    case = Comparison(source.issued, source.material, source.anew)
    changes = find_changed_sentences(case)
    own = [was for was in changes.outdated if was.marks and not was.line.row]
    counted = {here.text for was in own if (here := case.pairing.now(was))}
    return [d for d in changes.differences if d.now and d.section and d.then in counted]


def _rewritten(sentence: ReportDifference) -> str:
    was, now = (text.removeprefix("- ") for text in (sentence.then, sentence.now))
    return f"Câu “{was}” tại {_place(sentence.section)} nay sửa thành: “{now}”"


def _place(section: str) -> str:
    return section if section[:1].isalpha() and " " in section else f"mục {section}"


def _written(total: Total) -> str:
    return vi.format_number(total.shown or 0.0, _DECIMALS)


def _same(said: str, now: Total) -> bool:
    return _bare(said) == _written(now)


def _padded(number: str) -> str:
    """A count as sentences write it, "07", also where an appendix says 7."""
    return f"0{number}" if len(number) == 1 and number != "0" else number


def _bare(number: str) -> str:
    """A number without the zero that sentences put before it."""
    return number.lstrip("0") or "0" if number.isdigit() else number
