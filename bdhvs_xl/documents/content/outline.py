"""The outline without unknown indicator codes, and without headings that have no content."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bdhvs_xl.regime.model import Regime, Section

RULE = "report_outline"
"""The rule of findings about unknown indicator codes in the outline."""


def with_known_indicators(regime: Regime) -> tuple[Regime, list[str]]:
    """The regime with only known indicators in its outline, and the codes that were removed."""
    unknown = [code for section in regime.sections for code in section.indicators if code not in regime.indicator]
    sections = (
        replace(s, indicators=tuple(code for code in s.indicators if code in regime.indicator)) for s in regime.sections
    )
    return replace(regime, sections=tuple(sections)), unknown


def non_empty_sections(sections: Sequence[Section], has_content: Callable[[Section], bool]) -> list[Section]:
    """The sections with content, in themselves or below them, renumbered without gaps: "2.3" becomes "2.2".

    When a heading without its own content keeps only one of several subsections, that subsection replaces the heading:
    a single "a)" is never printed.
    """
    printed = _with_content(sections, has_content)
    parents = _parents(sections)
    below = {s.id: [one for one in sections if parents[one.id] == s.id] for s in sections}
    for section in printed:
        remaining = [one for one in below[section.id] if one in printed]
        alone = section.level > 1 and len(remaining) == 1 < len(below[section.id])
        if alone and not has_content(section) and not below[remaining[0].id]:
            promoted = replace(remaining[0], number=section.number, level=section.level)
            others = [promoted if s is section else s for s in sections if s is not remaining[0]]
            return non_empty_sections(others, has_content)
    return _renumbered(sections, printed)


def _with_content(sections: Sequence[Section], has_content: Callable[[Section], bool]) -> list[Section]:
    printed: list[Section] = []
    for section in reversed(sections):
        if has_content(section) or (printed and _depth(printed[0]) > _depth(section)):
            printed.insert(0, section)
    return printed


def _renumbered(sections: Sequence[Section], printed: Sequence[Section]) -> list[Section]:
    """The given sections, each with the lowest free number among its siblings."""
    parents = _parents(sections)
    free: defaultdict[str, list[str]] = defaultdict(list)
    for section in sections:
        free[parents[section.id]].append(section.number.rpartition(".")[2])
    old, new = {s.id: s.number for s in sections}, {"": ""}
    for section in printed:
        parent, prefix = parents[section.id], section.number.rpartition(".")[0]
        prefix = new[parent] if prefix == old.get(parent) else prefix
        new[section.id] = f"{prefix}." * bool(prefix) + free[parent].pop(0)
    return [replace(section, number=new[section.id]) for section in printed]


def _parents(sections: Sequence[Section]) -> Mapping[str, str]:
    """The id of each section's parent; "" at the top level."""
    path: list[Section] = []
    parents = {}
    for section in sections:
        while path and _depth(path[-1]) >= _depth(section):
            path.pop()
        parents[section.id] = path[-1].id if path else ""
        path.append(section)
    return parents


def _depth(section: Section) -> tuple[int, int]:
    return section.level, section.number.count(".")
