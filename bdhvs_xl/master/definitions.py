"""The definition sheets of a master: rows written from a Regime, and a Regime read back from them."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import cast

from bdhvs_xl import vi
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.protocol import Book, Row
from bdhvs_xl.master.labels import (
    KIND_NAMES,
    NEEDS_NAMES,
    OVER_TIME_NAMES,
    OVER_UNITS_NAMES,
    SECTION_NAMES,
    UNIT_KIND_NAMES,
    YES,
)
from bdhvs_xl.master.layout import INDICATORS
from bdhvs_xl.master.letter_rows import read_letters
from bdhvs_xl.master.previous_period import read_previous_values
from bdhvs_xl.master.rule_rows import read_rules
from bdhvs_xl.master.settings import (
    APPENDIX_PREFIX,
    ATTRIBUTE_PREFIX,
    read_appendices,
    read_settings,
    settings_with_prefix,
)
from bdhvs_xl.master.table_row import TableRow, read_table_rows
from bdhvs_xl.master.tables import INDICATORS_TABLE, OUTLINE_TABLE, schedule_table, units_table
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.kinds import KINDS, Kind
from bdhvs_xl.regime.model import (
    Appendix,
    Attribute,
    Group,
    Indicator,
    Needs,
    OverTime,
    OverUnits,
    Regime,
    Section,
    SectionContent,
    SurveyVisit,
    Unit,
    UnitKind,
)


def read_definitions(book: Book) -> Regime:
    """The regime as the master's sheets define it now, without the rules' examples, which only the TOML file has.

    UserError naming sheet, row, header and the text as typed when something cannot be read.
    """
    settings = read_settings(book)
    attributes = tuple(Attribute(key=k, name=v) for k, v in settings_with_prefix(settings, ATTRIBUTE_PREFIX).items())
    appendices = tuple(read_appendices(settings))
    units = tuple(_read_unit(line, attributes) for line in read_table_rows(book, units_table(attributes), "code"))
    units = read_previous_values(book, units)
    groups, indicators = _read_indicators(book, units)
    rules, grades = read_rules(book)
    return Regime(
        settings={k: v for k, v in settings.items() if not k.startswith((ATTRIBUTE_PREFIX, APPENDIX_PREFIX))},
        groups=groups,
        indicators=indicators,
        rules=rules,
        sections=tuple(map(_read_section, read_table_rows(book, OUTLINE_TABLE, "id"))),
        appendices=appendices,
        attributes=attributes,
        units=units,
        schedule=_read_schedule(book, appendices, {unit.code for unit in units}),
        letters=read_letters(book),
        grades=grades,
    )


# --- Đơn vị -----------------------------------------------------------------------------------------------------------


def unit_rows(regime: Regime) -> Iterator[Row]:
    """The rows of `Đơn vị`."""
    for u in regime.units:
        row: dict[str, Cell] = {
            "code": u.code, "name": u.name, "kind": UNIT_KIND_NAMES[u.kind], "parent": u.parent,
            "deadline": _date(u.deadline), "contact": u.contact, "phone": u.phone, "email": u.email,
            "valid_from": _date(u.valid_from), "valid_to": _date(u.valid_to), "successor": u.successor,
        }  # fmt: skip
        yield row | {ATTRIBUTE_PREFIX + key: value for key, value in u.attributes.items()}


def _read_unit(line: TableRow, attributes: Iterable[Attribute]) -> Unit:
    numbers = {a.key: line.number(ATTRIBUTE_PREFIX + a.key) for a in attributes}
    return Unit(
        code=line.code("code"),
        name=line.required("name"),
        kind=cast(UnitKind, line.word("kind", UNIT_KIND_NAMES)),
        parent=line.text("parent"),
        valid_from=line.date("valid_from"),
        valid_to=line.date("valid_to"),
        successor=line.text("successor"),
        deadline=line.date("deadline"),
        contact=line.text("contact"),
        phone=line.text("phone"),
        email=line.text("email"),
        attributes={key: number for key, number in numbers.items() if number is not None},
    )


# --- Chỉ số -----------------------------------------------------------------------------------------------------------


def indicator_rows(regime: Regime) -> Iterator[Row]:
    """The rows of `Chỉ số`: the heading of each group, then its indicators."""
    for group in regime.groups:
        yield {"code": group.code, "kind": KIND_NAMES["group"], "name": group.name}
        yield from (_indicator_row(i) for i in regime.indicators if i.group == group.code)


def _indicator_row(i: Indicator) -> Row:
    row: dict[str, Cell] = {
        "code": i.code, "kind": i.kind.label, "name": i.name, "unit": i.unit,
        "over_units": OVER_UNITS_NAMES[i.over_units], "over_time": OVER_TIME_NAMES[i.over_time],
        "required": _tick(i.required), "needs": NEEDS_NAMES[i.needs], "evidence": i.evidence,
        "unit_kinds": _kinds(i.unit_kinds), "units": "; ".join(i.units), "due": _date(i.due),
        "sentence": i.sentence, "own_sentence": i.own_sentence,
        "since": _date(i.since), "until": _date(i.until), "up": i.up,
        "targets": "; ".join(f"{year}: {vi.format_number(value, 6)}" for year, value in i.targets.items()),
    }  # fmt: skip
    return row | {f"{column}_label": label for column, label in i.labels.items()}


def _read_indicators(book: Book, units: Collection[Unit]) -> tuple[tuple[Group, ...], tuple[Indicator, ...]]:
    groups: list[Group] = []
    indicators: list[Indicator] = []
    for line in read_table_rows(book, INDICATORS_TABLE, "code"):
        if line.word("kind", KIND_NAMES) == "group":
            groups.append(Group(code=line.code("code"), name=line.required("name")))
        elif groups:
            indicators.append(_read_indicator(line, groups[-1].code, units))
        else:
            raise line.problem("kind", "chỉ số đứng trước nhóm đầu tiên", "Hãy thêm phía trên một dòng loại Nhóm.")
    if not indicators:
        raise UserError(
            f"Trang {INDICATORS} không có chỉ số nào.", "Bấm Khôi phục để lấy lại, hoặc ghi các chỉ số vào."
        )
    return tuple(groups), tuple(indicators)


def _read_indicator(line: TableRow, group: str, units: Collection[Unit]) -> Indicator:
    indicator = Indicator(
        code=line.code("code"),
        name=line.required("name"),
        group=group,
        unit=line.text("unit"),
        kind=KINDS[Kind(line.word("kind", KIND_NAMES))],
        over_units=cast(OverUnits, line.word("over_units", OVER_UNITS_NAMES)),
        over_time=cast(OverTime, line.word("over_time", OVER_TIME_NAMES)),
        labels={c: text for c in ("value", "people", "numerator", "denominator") if (text := line.text(f"{c}_label"))},
        evidence=line.text("evidence"),
        needs=cast(Needs, line.word("needs", NEEDS_NAMES)),
        required=line.tick("required"),
        unit_kinds=cast(tuple[UnitKind, ...], line.words("unit_kinds", UNIT_KIND_NAMES)),
        units=line.units("units", units),
        due=line.date("due"),
        targets=line.targets("targets"),
        sentence=line.text("sentence"),
        own_sentence=line.text("own_sentence"),
        up=line.code("up") if line.text("up") else "",
        since=line.date("since"),
        until=line.date("until"),
    )
    _require_sense(line, indicator)
    return indicator


def _require_sense(line: TableRow, indicator: Indicator) -> None:
    """Raise UserError when one of several inputs lacks its label, or the kind allows no due date or aggregation."""
    for column in indicator.columns if len(indicator.columns) > 1 else ():
        line.required(f"{column}_label")
    if indicator.due and not indicator.can_be_task:
        what = "chỉ nhiệm vụ trả lời Có/Không mới có thời hạn"
        cure = f"Hãy bỏ ngày này, hoặc chọn loại {KINDS[Kind.YES_NO].label} và “{OVER_UNITS_NAMES['share_yes']}”."
        raise line.problem("due", what, cure)
    if indicator.over_units not in (possible := indicator.kind.aggregations):
        known = "; ".join(OVER_UNITS_NAMES[way] for way in possible)
        what = f"loại {indicator.kind.label} không tổng hợp được bằng “{line.text('over_units')}”"
        raise line.problem("over_units", what, f"Hãy chọn một trong: {known}.")


# --- Đề cương, lịch khảo sát ------------------------------------------------------------------------------------------


def section_rows(regime: Regime) -> Iterator[Row]:
    """The rows of `Đề cương`."""
    for s in regime.sections:
        yield {
            "id": s.id, "number": s.number, "level": str(s.level), "title": s.title,
            "content": SECTION_NAMES[s.content], "asked": _tick(s.asked), "guidance": s.guidance,
            "indicators": "; ".join(s.indicators),
        }  # fmt: skip


def _read_section(line: TableRow) -> Section:
    if line.text("level") not in ("1", "2", "3"):
        raise line.problem("level", f"không hiểu cấp “{line.text('level')}”", "Hãy ghi 1, 2 hoặc 3.")
    return Section(
        id=line.code("id"),
        number=line.text("number"),
        level=int(line.text("level")),
        title=line.required("title"),
        content=cast(SectionContent, line.word("content", SECTION_NAMES)),
        asked=line.tick("asked"),
        guidance=line.text("guidance"),
        indicators=tuple(code.strip() for code in line.text("indicators").split(";") if code.strip()),
    )


def schedule_rows(regime: Regime) -> Iterator[Row]:
    """The rows of the survey schedule."""
    for order, slot in enumerate(regime.schedule, 1):
        name = regime.unit[slot.unit].name if slot.unit in regime.unit else ""
        yield {"order": str(order), "unit": slot.unit, "name": name, "time": slot.time, "delegation": slot.delegation}


def _read_schedule(book: Book, appendices: Iterable[Appendix], units: set[str]) -> tuple[SurveyVisit, ...]:
    appendix = next((a for a in appendices if a.kind == "schedule"), None)
    if appendix is None:
        return ()
    table = schedule_table(appendix.sheet, appendix.title)
    lines = [TableRow(table, row, "name") for row in book.read_table(table)]
    for line in lines:
        if line.code("unit") not in units:
            what = f"không có đơn vị mã “{line.text('unit')}” ở trang Đơn vị"
            raise line.problem("unit", what, "Hãy sửa mã, thêm đơn vị hoặc xóa dòng này.")
    return tuple(SurveyVisit(unit=x.text("unit"), time=x.text("time"), delegation=x.text("delegation")) for x in lines)


def _date(day: date | None) -> str:
    return vi.format_date(day) if day else ""


def _tick(yes: bool) -> str:
    return YES if yes else ""


def _kinds(kinds: Iterable[str]) -> str:
    return "; ".join(UNIT_KIND_NAMES[kind] for kind in kinds)
