"""The corrections to a report that was sent: its figures and conclusions that the data now contradicts."""

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
    """A total as it was sent, its sections in the report, and the present total."""

    label: FigureLabel
    sent: str
    sections: tuple[str, ...]
    now: Total


def figure_corrections(data: LetterData) -> list[FigureCorrection]:
    """The totals that differ from the sent report, in its order; each once, with all its sections."""
    found: dict[tuple[str, str, str], FigureCorrection] = {}
    for label, sent, section in _sent_figures(data):
        now = data.material.total.get((label.indicator, label.column))
        if now is None or now.shown is None or label.unit or _is_same(sent, now):
            continue
        key = (label.indicator, label.column, _bare(sent))
        sections = dict.fromkeys((*(found[key].sections if key in found else ()), section))
        found[key] = FigureCorrection(label, found[key].sent if key in found else sent, tuple(sections), now)
    return list(found.values())


def correction_blocks(data: LetterData, line: LetterLine, figures: Figures) -> list[Block]:
    """An item per figure (the sent number, its section, the present number), then an item per sentence to rewrite.

    UserError when there is nothing to correct.
    """
    if data.issued is None:
        raise data.no_data_error(line, "thư mục Báo cáo chưa có báo cáo Word nào để đính chính", _CURE)
    texts = [_figure_text(data, correction, figures) for correction in figure_corrections(data)]
    texts += [_sentence_text(sentence) for sentence in _conclusions(data)]
    if not texts:
        name = data.issued.path.name
        raise data.no_data_error(line, f"số liệu của “{name}” vẫn khớp với số liệu hiện có", "Không cần đính chính.")
    return [Block("item", text) for text in texts]


def _sent_figures(data: LetterData) -> Iterator[tuple[FigureLabel, str, str]]:
    for line in data.issued.lines if data.issued else ():
        for mark in line.marks:
            yield mark.label, mark.text.strip(), mark.label.section or line.section


def _figure_text(data: LetterData, correction: FigureCorrection, figures: Figures) -> str:
    label, total = correction.label, correction.now
    indicator = data.regime.indicator[label.indicator]
    value = total.shown or 0.0
    number = _printed(total) if label.column == "percent" else _padded(_printed(total))
    now = figures.mark(Figure(indicator=label.indicator, column=label.column, value=value, text=number))
    sent, sign = (correction.sent, "%") if label.column == "percent" else (_padded(correction.sent), "")
    locations = vi.join([_section_location(section) for section in correction.sections if section])
    name = f"{vi.plain(indicator.name).rstrip('.')} (chỉ số {indicator.code}, {figure_kind_name(label).lower()})"
    where = f", tại {locations}" if locations else ""
    return f"{name}{where}: đã báo cáo {sent}{sign}, nay đính chính là {now}{sign}."


def _conclusions(data: LetterData) -> list[ReportDifference]:
    """The sentences of the report's sections whose conclusion changes: target met or not, which unit is best.

    The state of reporting, which comes before the first section, was true on its day and is not corrected.
    """
    if data.issued is None or data.anew is None:
        return []
    comparison = Comparison(data.issued, data.material, data.anew)
    changes = find_changed_sentences(comparison)
    own_sentences = [old for old in changes.outdated if old.marks and not old.line.row]
    corrected = {edited.text for old in own_sentences if (edited := comparison.alignment.edited(old))}
    return [d for d in changes.differences if d.now and d.section and d.then in corrected]


def _sentence_text(sentence: ReportDifference) -> str:
    old, now = (text.removeprefix("- ") for text in (sentence.then, sentence.now))
    return f"Câu “{old}” tại {_section_location(sentence.section)} nay sửa thành: “{now}”"


def _section_location(section: str) -> str:
    return section if section[:1].isalpha() and " " in section else f"mục {section}"


def _printed(total: Total) -> str:
    return vi.format_number(total.shown or 0.0, _DECIMALS)


def _is_same(sent: str, now: Total) -> bool:
    return _bare(sent) == _printed(now)


def _padded(number: str) -> str:
    """A count in the notation of sentences, "07", even if an appendix prints 7."""
    return f"0{number}" if len(number) == 1 and number != "0" else number


def _bare(number: str) -> str:
    """A number without the leading zero of the notation of sentences."""
    return number.lstrip("0") or "0" if number.isdigit() else number
