"""The outline as far as it can be written: unknown codes of indicators left out, headings without a word left out."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl.regime.model import Regime, Section

RULE = "report_outline"
"""The rule of findings about codes that the outline names and nobody knows."""


def with_known_indicators(regime: Regime) -> tuple[Regime, list[str]]:
    """The regime whose outline names only indicators that there are, and the codes that were left out."""
    unknown = [code for section in regime.sections for code in section.indicators if code not in regime.indicator]
    sections = (
        replace(s, indicators=tuple(code for code in s.indicators if code in regime.indicator)) for s in regime.sections
    )
    return replace(regime, sections=tuple(sections)), unknown


def non_empty_sections(sections: Sequence[Section], says: Callable[[Section], bool]) -> list[Section]:
    """The sections that say something, themselves or in one below them; numbers close up: "2.3" becomes "2.2".

    Of several below a heading without words of its own, one that is left alone takes the heading's place: no "a)"
    stands without "b)".
    """
    kept = _kept(sections, says)
    above = _above(sections)
    below = {s.id: [one for one in sections if above[one.id] == s.id] for s in sections}
    for section in kept:
        left = [one for one in below[section.id] if one in kept]
        alone = section.level > 1 and len(left) == 1 < len(below[section.id])
        if alone and not says(section) and not below[left[0].id]:
            raised = replace(left[0], number=section.number, level=section.level)
            others = [raised if s is section else s for s in sections if s is not left[0]]
            return non_empty_sections(others, says)
    return _closed_up(sections, kept)


def _kept(sections: Sequence[Section], says: Callable[[Section], bool]) -> list[Section]:
    kept: list[Section] = []
    for section in reversed(sections):
        if says(section) or (kept and _depth(kept[0]) > _depth(section)):
            kept.insert(0, section)
    return kept


def _closed_up(sections: Sequence[Section], kept: Sequence[Section]) -> list[Section]:
    """The kept sections, each with the first number of its siblings that is still free."""
    above = _above(sections)
    free: defaultdict[str, list[str]] = defaultdict(list)
    for section in sections:
        free[above[section.id]].append(section.number.rpartition(".")[2])
    old, new = {s.id: s.number for s in sections}, {"": ""}
    for section in kept:
        parent, prefix = above[section.id], section.number.rpartition(".")[0]
        prefix = new[parent] if prefix == old.get(parent) else prefix
        new[section.id] = f"{prefix}." * bool(prefix) + free[parent].pop(0)
    return [replace(section, number=new[section.id]) for section in kept]


def _above(sections: Sequence[Section]) -> Mapping[str, str]:
    """The id of the section above each; "" above the highest."""
    path: list[Section] = []
    above = {}
    for section in sections:
        while path and _depth(path[-1]) >= _depth(section):
            path.pop()
        above[section.id] = path[-1].id if path else ""
        path.append(section)
    return above


def _depth(section: Section) -> tuple[int, int]:
    return section.level, section.number.count(".")
