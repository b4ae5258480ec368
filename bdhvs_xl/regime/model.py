"""The records of a regime (a reporting scheme): what must be reported, by which units, under which rules.

Indicators and units are defined in `indicators` and re-exported here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from bdhvs_xl import vi
from bdhvs_xl.errors import Severity
from bdhvs_xl.regime.indicators import CUMULATIVE_OF as CUMULATIVE_OF
from bdhvs_xl.regime.indicators import Indicator as Indicator
from bdhvs_xl.regime.indicators import Needs as Needs
from bdhvs_xl.regime.indicators import OverTime as OverTime
from bdhvs_xl.regime.indicators import Unit as Unit
from bdhvs_xl.regime.indicators import UnitKind as UnitKind
from bdhvs_xl.regime.kinds import OverUnits as OverUnits

MissingStrategy = Literal["skip", "skip_all", "zero"]
AppendixKind = Literal["schedule", "results", "targets", "statistics", "tasks", "practices"]
SectionContent = Literal[
    "heading", "narrative", "results", "practices", "progress", "strengths", "weaknesses", "tasks", "proposals"
]

LetterKind = Literal["letter", "plan"]
LetterPart = Literal[
    "chapter", "heading", "subheading", "paragraph", "item", "task", "closing",
    "targets", "owing", "corrections", "outline", "schedule", "results_form", "practices_form",
]  # fmt: skip

RESULT_KINDS: tuple[AppendixKind, ...] = ("results", "targets", "statistics", "tasks")
"""The kinds of appendix with a line per indicator: its result, its target, what backs it, how far a task is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A numbered heading over indicators, such as `2 Chỉ số về thực hiện nhiệm vụ, giải pháp`."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row of `Quy tắc`. `holds` and `breaks` are examples: mappings from reference (`2.4.people`) to value."""

    id: str
    test: str
    severity: Severity
    message: str
    cure: str = ""
    missing: MissingStrategy = "skip"
    unit_kinds: tuple[UnitKind, ...] = ()
    since: date | None = None
    until: date | None = None
    on: bool = True
    source: str = ""
    holds: tuple[Mapping[str, object], ...] = ()
    breaks: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class SeverityOverride:
    """The severity of a built-in check (`catalogue.CATALOGUE`) and whether it is on, from its row of `Quy tắc`."""

    rule: str
    severity: Severity
    on: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading of the report's outline. Units write the text of `asked` sections; `level` is 1, 2 or 3.

    `content` is what the report adds to the units' texts: `results` the indicators of no other section, `practices`
    the selected ones, `progress` the progress of tasks, `strengths` and `weaknesses` the leading and the lagging units,
    `tasks` the remaining work; `proposals` are ordered by the level that can decide them.
    `indicators` are reported in this section.
    """

    id: str
    number: str
    level: int
    title: str
    content: SectionContent = "heading"
    asked: bool = False
    guidance: str = ""
    indicators: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """Number and title as forms show them: "1. Công tác phối hợp", "a) Kết quả nổi bật"."""
        return f"{self.number if self.number.endswith(('.', ')')) else f'{self.number}.'} {self.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """One appendix of the letter; `sheet` is its sheet in the master, `number` as printed in the report (I, II, …).

    One without a number exists only in the master, so that results have a sheet when the report has no appendices.
    `groups` are the codes of the groups of indicators that a results appendix shows; empty means all.
    """

    id: str
    number: str
    kind: AppendixKind
    sheet: str
    title: str
    groups: tuple[str, ...] = ()

    @property
    def has_results(self) -> bool:
        """Whether it has a row per indicator."""
        return self.kind in RESULT_KINDS

    def shows(self, indicator: Indicator) -> bool:
        """Whether it has a row for the indicator: by its groups, and for an appendix of tasks only possible tasks."""
        of_group = not self.groups or indicator.group in self.groups
        return self.has_results and of_group and (self.kind != "tasks" or indicator.can_be_task)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A known number of each unit, such as its number of hamlets; UNIT("hamlets") in rules."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyVisit:
    """One row of the survey schedule: unit, time and delegation of a visit."""

    unit: str
    time: str
    delegation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One line of a letter: a heading or paragraph of its body, or content generated from the master's data.

    Generated are `targets` (of each year), `owing` (missing reports by unit), `corrections` (changed figures of the
    last report), and as attachments with the title `text` the report's `outline`, the `schedule`, the blank
    `results_form` and `practices_form`. A `task` has its units (`by`) and due date (`due`), or the `indicator` that
    asks whether it is done: blank fields are then taken from that indicator.
    """

    part: LetterPart
    text: str = ""
    by: str = ""
    due: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter or plan that an office sends; texts may hold fields in braces and figures in brackets (`[2.1.value]`).

    `title` is its subject; `addressee`, `signer` and `recipients` are as in the settings ("|" between lines); a blank
    `signer` or `recipients` is taken from the settings.
    """

    id: str
    kind: LetterKind
    title: str
    addressee: str = ""
    signer: str = ""
    recipients: str = ""
    lines: tuple[LetterLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Regime:
    """Everything that must be reported in one period.

    `settings` has the settings as texts, by the keys of `layout.SETTINGS`; the properties below return them with their
    types and raise UserError naming the setting when it cannot be read. `grades` has the built-in checks whose severity
    or switch differs from the default.
    """

    settings: Mapping[str, str]
    groups: tuple[Group, ...]
    indicators: tuple[Indicator, ...]
    rules: tuple[Rule, ...]
    sections: tuple[Section, ...]
    appendices: tuple[Appendix, ...]
    attributes: tuple[Attribute, ...] = ()
    units: tuple[Unit, ...] = ()
    schedule: tuple[SurveyVisit, ...] = ()
    letters: tuple[Letter, ...] = ()
    grades: tuple[SeverityOverride, ...] = ()

    def __post_init__(self) -> None:
        """Set `repeats` of the indicators."""
        told = tuple(replace(i, repeats=self.repeats and _is_counted_flow(i)) for i in self.indicators)
        object.__setattr__(self, "indicators", told)

    @property
    def id(self) -> str:
        """The regime's id, such as `ninh_binh_02`."""
        return self.settings["regime"]

    @cached_property
    def period_from(self) -> date:
        """First day of the period."""
        return vi.parse_date(self.settings["period_from"])

    @cached_property
    def period_to(self) -> date:
        """Last day of the period (cut-off)."""
        return vi.parse_date(self.settings["period_to"])

    @cached_property
    def deadline(self) -> date:
        """The common deadline; a unit may have its own."""
        return vi.parse_date(self.settings["deadline"])

    @property
    def repeats(self) -> bool:
        """Whether the report is periodic with cumulative values, such as a monthly report."""
        return bool(self.settings.get("cumulative_from", "").strip())

    def repeats_in(self, appendix: Appendix) -> bool:
        """Whether an appendix shows any indicator that repeats."""
        return any(indicator.repeats and appendix.shows(indicator) for indicator in self.indicators)

    @cached_property
    def looks_back(self) -> bool:
        """Whether values of the previous period are known, or will be."""
        return self.repeats or any(unit.previous for unit in self.units)

    @cached_property
    def cumulative_from(self) -> date | None:
        """The day from which cumulative values count, None in a regime that does not repeat."""
        return vi.parse_date(self.settings["cumulative_from"]) if self.repeats else None

    @cached_property
    def indicator(self) -> Mapping[str, Indicator]:
        """Indicators by code."""
        return {i.code: i for i in self.indicators}

    @cached_property
    def unit(self) -> Mapping[str, Unit]:
        """Units by code."""
        return {u.code: u for u in self.units}

    @property
    def printed_appendices(self) -> tuple[Appendix, ...]:
        """The appendices printed in the report."""
        return tuple(a for a in self.appendices if a.number)

    def shown_in(self, appendix: Appendix) -> Iterator[tuple[Group, tuple[Indicator, ...]]]:
        """The groups in an appendix, each with the indicators it shows."""
        for group in self.groups:
            if shown := tuple(i for i in self.indicators if i.group == group.code and appendix.shows(i)):
                yield group, shown

    @cached_property
    def tasks(self) -> tuple[Indicator, ...]:
        """The indicators that are tasks: those with a due date and those in an appendix of tasks."""
        lists = [appendix for appendix in self.appendices if appendix.kind == "tasks"]
        return tuple(i for i in self.indicators if i.due or any(appendix.shows(i) for appendix in lists))

    def target_year(self, indicator: Indicator) -> int | None:
        """The last year of the period for which the indicator has a target, None when there is none."""
        years = range(self.period_from.year, self.period_to.year + 1)
        return max((year for year in indicator.targets if year in years), default=None)

    def target(self, indicator: Indicator) -> float | None:
        """The target of the indicator in the last year of the period that has one, None without one."""
        year = self.target_year(indicator)
        return None if year is None else indicator.targets[year]

    @property
    def cited_dispatch(self) -> str:
        """The letter that requests the report; dots to fill in when it is not known yet."""
        return self.settings["dispatch"].strip() or "Công văn số ……, ngày …… tháng …… năm ……"

    @property
    def issuer(self) -> str:
        """The issuing body in a sentence: the setting, else in the capitalisation of the documents that cite it."""
        if settled := self.settings.get("issuer", "").strip():
            return settled
        organ = " ".join(self.settings["organ"].replace("|", " ").split())
        for cited in (self.settings["dispatch"], self.settings["plan"]):
            start = cited.casefold().find(organ.casefold())
            if organ and start >= 0:
                return cited[start : start + len(organ)]
        return organ

    @property
    def reporters(self) -> str:
        """The collective name of the reporting units in a sentence: "sở, ban, ngành"."""
        return self.settings.get("reporters", "").strip() or "địa phương, đơn vị"

    def earlier(self, unit: Unit, indicator: Indicator, column: str) -> float | None:
        """A unit's number of the previous period; cumulative ones are 0 in the first period."""
        if column in indicator.cumulative and self.cumulative_from == self.period_from:
            return 0.0
        return unit.previous.get(indicator.code, {}).get(column)

    def reporting_units(self) -> tuple[Unit, ...]:
        """The units that must report for the period."""
        return tuple(u for u in self.units if u.valid_in(self.period_from, self.period_to))

    def in_force(self, since: date | None, until: date | None) -> bool:
        """Whether the validity from `since` until `until` includes any day of the period."""
        return (since or self.period_to) <= self.period_to and (until or self.period_from) >= self.period_from

    def asked_of(self, unit: Unit) -> list[Indicator]:
        """The indicators in force in the period that this unit is asked for."""
        return [i for i in self._indicators_in_force if i.asks(unit)]

    @cached_property
    def _indicators_in_force(self) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if self.in_force(i.since, i.until))


def _is_counted_flow(indicator: Indicator) -> bool:
    return indicator.over_time == "flow" and indicator.kind.can_repeat
