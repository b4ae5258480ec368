"""A regime that nobody has written: made from a number, the same each time, with something of everything.

Every kind of indicator with every way to bring its values together, groups, three to five appendices of all kinds, an
outline of random depth with every content, rules, tasks, kinds of units, attributes, targets by year, a schedule or
none, units that began or ended within the period, sentences of their own or none, both styles of document, letters. Two
of three regimes repeat: one begins to add up with the period, one has done so before, with values of the period before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any, get_args

from bdhvs_xl import vi
from bdhvs_xl.regime import loader
from bdhvs_xl.regime.kinds import KINDS as INDICATOR_KINDS
from bdhvs_xl.regime.model import (
    RESULT_KINDS,
    Appendix,
    Attribute,
    Group,
    Indicator,
    Letter,
    LetterKind,
    LetterLine,
    LetterPart,
    Regime,
    Section,
    SectionContent,
    SurveyVisit,
    Unit,
    UnitKind,
)
from support.random_rules import MadeRule, made_rules

OF_ANY_KIND = tuple(kind for kind in RESULT_KINDS if kind != "tasks")
"""Appendices that show every indicator of their groups."""
WAYS = tuple((kind, way) for kind in INDICATOR_KINDS.values() for way in kind.aggregations)
THINGS = ("lớp", "bài viết", "hộ dân", "tổ công nghệ số", "điểm truy cập", "mô hình", "tin, bài", "buổi học")
DOINGS = (
    "tập huấn kỹ năng số", "“Bình dân học vụ số”", "dùng VNeID & ví điện tử", "chợ 4.0 (không tiền mặt)",
    "số hóa <hồ sơ>", "truyền thông cơ sở; loa phát thanh", "học tập ‘mỗi ngày 15 phút’", "đạt ≥ 80% hộ dân",
)  # fmt: skip
PLACES = (
    "Đồng Tiến",
    "Đông Tiến",
    "Hoa Lư",
    "Tây Hoa Lư",
    "Nghĩa Hòa",
    "Thái Bình",
    "Ệ Đắk",
    "Phú Thọ",
    "An Khê",
    "Mỹ Lộc",
)
KINDS: tuple[UnitKind, ...] = get_args(UnitKind)
_NAMES = {"commune": "Xã", "ward": "Phường", "special_zone": "Đặc khu", "department": "Sở", "division": "Phòng",
          "organisation": "Hội", "hamlet": "Thôn"}  # fmt: skip
_ROMAN = ("I", "II", "III", "IV", "V")


def made_regime(seed: int) -> tuple[Regime, tuple[MadeRule, ...]]:
    """The regime of that number, and its rules once more; read from what `regime_text` writes of it, it is equal."""
    random = Random(f"regime {seed}")
    first = date(random.choice((2024, 2025)), random.randint(1, 12), random.choice((1, 15)))
    last = first + timedelta(days=random.choice((30, 180, 364, 500)))
    groups = tuple(Group(code=code, name=f"Chỉ số về {random.choice(DOINGS)}") for code in _codes(random))
    since = (None, first, first - timedelta(days=random.choice((30, 92))))[seed % 3]
    indicators = tuple(_indicators(random, groups, first, last))
    attributes = tuple(Attribute(key=key, name=name) for key, name in _some(random, _ATTRIBUTES))
    units = tuple(_units(random, attributes, first, last))
    indicators = tuple(_given_to(random, indicator, units, last) for indicator in indicators)
    appendices = _appendices(random, groups, last)
    settings = _settings(random, seed, first, last, indicators)
    regime = Regime(
        settings={**settings, "cumulative_from": vi.format_date(since) if since else ""}, groups=groups,
        indicators=indicators, rules=(), sections=tuple(_sections(random, indicators)), appendices=appendices,
        attributes=attributes, units=units,
        schedule=_schedule(random, units, last) if any(a.kind == "schedule" for a in appendices) else (),
        letters=(*_letters(random, indicators), *loader.common_letters()),
    )  # fmt: skip
    regime = replace(regime, indicators=tuple(_up_to_now(random, i) for i in regime.indicators))
    rules = tuple(made_rules(random, regime.indicators, attributes))
    units = tuple(replace(unit, previous=_previous(random, regime)) for unit in units)
    return replace(regime, rules=tuple(made.rule for made in rules), units=units), rules


def _up_to_now(random: Random, indicator: Indicator) -> Indicator:
    """Some of those that repeat tell in their sentences what was done up to now."""
    told = "; lũy kế {cumulative}." if indicator.repeats and random.random() < 0.5 else ""
    sentence, own = (s and s.rstrip(".") + told for s in (indicator.sentence, indicator.own_sentence))
    return replace(indicator, sentence=sentence, own_sentence=own) if told else indicator


def _previous(random: Random, regime: Regime) -> dict[str, dict[str, float]]:
    """What a unit had reported before: all columns of most indicators, of some only a few, of the others nothing."""
    known = {
        i.code: {column: _number(random, i) for column in _some(random, i.columns, 1)}
        for i in regime.indicators
        if regime.repeats and i.kind.code != "text" and random.random() < 0.8
    }
    whole = random.random() < 0.6
    for code, numbers in known.items() if whole else ():
        numbers |= {
            c: _number(random, regime.indicator[code]) for c in regime.indicator[code].columns if c not in numbers
        }
    return known


def _number(random: Random, indicator: Indicator) -> float:
    return float(random.choice((0, 1) if indicator.kind.code == "yes_no" else (0, 3, 12, 2610)))


def _some(random: Random, of: Sequence[Any], least: int = 0) -> list[Any]:
    """Some of the things, in their order."""
    taken = random.sample(range(len(of)), random.randint(least, len(of)))
    return [of[n] for n in sorted(taken)]


def _or_blank(random: Random, *texts: str) -> str:
    return random.choice(("", *texts))


# --- settings ---------------------------------------------------------------------------------------------------------


def _settings(random: Random, seed: int, first: date, last: date, indicators: Sequence[Indicator]) -> dict[str, str]:
    settled = (
        "Thực hiện {plan}, {issuer} báo cáo {subject} {period}, kính gửi {addressee}",
        "Theo {dispatch}, báo cáo",
    )
    ratios = [i.code for i in indicators if i.over_units == "ratio"]
    organ = random.choice(("Tổ công tác|triển khai Phong trào", "ỦY BAN NHÂN DÂN|PHƯỜNG ĐỒNG TIẾN", "Sở Tư pháp"))
    return dict.fromkeys(loader.OPTIONAL_SETTING_KEYS, "") | {
        "regime": f"made_{seed}",
        "title": f"Kết quả {random.choice(DOINGS)}",
        "subject": random.choice(("Phong trào “Bình dân học vụ số”", "Kế hoạch số 233/KH-UBND & Đề án 06")),
        "province_code": "37",
        "province": "tỉnh Ninh Bình",
        "period_from": vi.format_date(first),
        "period_to": random.choice((vi.format_date, vi.format_long_date))(last),
        "deadline": vi.format_date(last + timedelta(days=random.choice((0, 5)))),
        "style": random.choice(("Đảng", "Nhà nước")),
        "organ_above": _or_blank(random, "Tỉnh ủy Ninh Bình", "UBND TỈNH|NINH BÌNH"),
        "organ": organ,
        "number_symbol": random.choice(("BC/TCT", "BC-STP")),
        "place": "Ninh Bình",
        "signer": random.choice(("Tổ trưởng", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH")),
        "recipients": random.choice(("Như trên|Lưu: VT", "Lưu.")),
        "dispatch": random.choice(("Công văn số 02-CV/TCT, ngày 15/5/2026 của Tổ công tác", "Công văn số 9/STP-VP")),
        "plan": "Kế hoạch số 03-KH/BCĐ, ngày 09/9/2025 của Ban Chỉ đạo cấp tỉnh",
        "practices_shown": random.choice(("0", "1", "3")),
        "min_coverage": random.choice(("", "0", "50", "66,7 %", "100")),
        "unit_sheets": random.choice(("0", "3", "40")),
        "issuer": _or_blank(random, "Sở Tư pháp"),
        "addressee": _or_blank(random, "Thường trực Tỉnh ủy", "Thường trực Tỉnh ủy|Ban Chỉ đạo"),
        "reporters": _or_blank(random, "sở, ban, ngành"),
        "own_title": _or_blank(random, "Kết quả <năm> của đơn vị & địa bàn"),
        "opening": _or_blank(random, *settled),
        "closing": _or_blank(random, "Trên đây là kết quả {subject} {period}", "Trân trọng báo cáo./."),
        "own_opening": _or_blank(random, *settled),
        "own_closing": _or_blank(random, "{issuer} kính báo cáo {addressee}"),
        "chart_page": _or_blank(random, "x", *ratios),
    }  # fmt: skip


# --- what is asked ----------------------------------------------------------------------------------------------------


def _codes(random: Random) -> list[str]:
    return [str(n) for n in range(1, random.randint(1, 4) + 1)]


def _indicators(random: Random, groups: Sequence[Group], first: date, last: date) -> Iterator[Indicator]:
    ways = [*random.sample(WAYS, len(WAYS)), *random.choices(WAYS, k=random.randint(0, 8))]
    shares = sorted(random.randint(0, len(ways)) for _ in groups[1:])
    for group, start, end in zip(groups, (0, *shares), (*shares, len(ways)), strict=True):
        for number, (kind, way) in enumerate(ways[start:end], 1):
            yield _indicator(random, f"{group.code}.{number}", group.code, kind, way, first, last)


def _indicator(random: Random, code: str, group: str, kind: Any, way: Any, first: date, last: date) -> Indicator:
    thing, doing = random.choice(THINGS), random.choice(DOINGS)
    bare = Indicator(code=code, name="", group=group, unit="", kind=kind, over_units=way)
    targets = {year: float(random.choice((0.5, 3, 60, 99.5, 100))) for year in range(first.year, last.year + 2)}
    since = random.choice((None, None, None, last, last + timedelta(days=1)))
    until = random.choice((None, None, None, first, first - timedelta(days=1))) if since is None else None
    return Indicator(
        code=code, group=group, kind=kind, over_units=way,
        name=f"{'Tỉ lệ' if kind.is_ratio else 'Số'} {thing} {doing} của {code}.",
        unit={"ratio": "Tỉ lệ %", "yes_no": "Có/ Không", "text": "Mô tả", "count_people": f"Số {thing} (Số người)"}.get(
            kind.code, random.choice((f"Số {thing}", thing, "Số lượng"))),
        over_time=random.choice(("flow", "stock")),
        labels={column: f"{column.capitalize()}: số {thing} là gì" for column in bare.columns},
        evidence=_or_blank(random, f"Liệt kê {thing}."), needs=random.choice(("", "", "text", "documents")),
        required=random.random() < 0.7, unit_kinds=tuple(_some(random, KINDS, 4)) if random.random() < 0.3 else (),
        targets=dict(_some(random, [*targets.items()])) if random.random() < 0.5 and not kind.is_free_text else {},
        sentence=_sentence(random, kind.sentence_fields, thing), since=since, until=until,
        own_sentence=_sentence(random, kind.own_sentence_fields, thing), up=_or_blank(random, "3.1"),
    )  # fmt: skip


def _given_to(random: Random, indicator: Indicator, units: Sequence[Unit], last: date) -> Indicator:
    """Some are asked of named units alone; of tasks some have a day by which they are due."""
    codes = tuple(unit.code for unit in _some(random, units, 1)) if random.random() < 0.2 else ()
    due = random.choice((None, last, last - timedelta(days=20), last + timedelta(days=20)))
    return replace(indicator, units=codes, due=due if indicator.can_be_task else None)


def _sentence(random: Random, known: Sequence[str], thing: str) -> str:
    """A sentence with some of the fields, or none at all."""
    used = _some(random, known)
    told = ", ".join(f"{field} là {{{field}}}" for field in used)
    return _or_blank(random, f"Về {thing}: {told}.", f"Về {thing}: {told}. Đây là câu thứ hai") if used else ""


# --- who is asked -----------------------------------------------------------------------------------------------------

_ATTRIBUTES = (("hamlets", "Số thôn"), ("population", "Dân số trưởng thành"))


def _units(random: Random, attributes: Sequence[Attribute], first: date, last: date) -> Iterator[Unit]:
    day, names = timedelta(days=1), random.sample(PLACES, random.randint(4, 9))
    for number, name in enumerate(names):
        kind = random.choice(KINDS)
        code = random.choice((f"{14000 + number:05}", f"0{number}", f"{_NAMES[kind][0]}{number}", f"DV-{number}"))
        ended = random.choice((None, None, None, last, last - day)) if number > 1 else None
        yield Unit(
            code=code, name=f"{_NAMES[kind]} {name}", kind=kind, parent=_or_blank(random, "UBND tỉnh"),
            valid_from=random.choice((None, None, first, last)), valid_to=ended,
            successor="00" if ended and ended < last else "",
            deadline=random.choice((None, None, last + 9 * day)), contact=_or_blank(random, "Nguyễn Văn A"),
            phone=_or_blank(random, "0000 000 000"), email=_or_blank(random, "a@example.org"),
            attributes={a.key: float(random.choice((0, 12, 24500, 7.5))) for a in _some(random, attributes)},
        )  # fmt: skip


def _schedule(random: Random, units: Sequence[Unit], last: date) -> tuple[SurveyVisit, ...]:
    return tuple(
        SurveyVisit(unit=unit.code, time=f"Sáng ngày {vi.format_date(last)}", delegation=f"Đoàn {random.randint(1, 2)}")
        for unit in _some(random, units)
    )


# --- what is reported where -------------------------------------------------------------------------------------------


def _appendices(random: Random, groups: Sequence[Group], last: date) -> tuple[Appendix, ...]:
    """Three to five: results of all groups, in one or split over two, then others."""
    shown: list[tuple[Any, tuple[str, ...]]] = [(random.choice(OF_ANY_KIND), ())]
    if len(groups) > 1 and random.random() < 0.5:
        cut = random.randint(1, len(groups) - 1)
        codes = [group.code for group in groups]
        shown = [(random.choice(OF_ANY_KIND), tuple(codes[:cut])), (random.choice(OF_ANY_KIND), tuple(codes[cut:]))]
    others = [("practices", ()), ("schedule", ()), (random.choice(RESULT_KINDS), ())]
    shown += random.sample(others, random.randint(3 - len(shown), 3))
    random.shuffle(shown)
    numbers, made = iter(_ROMAN), []
    for n, (kind, codes) in enumerate(shown, 1):
        number = next(numbers) if random.random() < 0.8 else ""
        title = f"{random.choice(DOINGS).upper()} ĐẾN {vi.format_date(last)}"
        made.append(Appendix(id=f"PL{n}", number=number, kind=kind, sheet=f"PL{n} {kind}", title=title, groups=codes))
    return tuple(made)


def _sections(random: Random, indicators: Sequence[Indicator]) -> Iterator[Section]:
    contents: list[SectionContent] = [*get_args(SectionContent), *random.choices(get_args(SectionContent), k=4)]
    random.shuffle(contents)
    codes = [i.code for i in _some(random, indicators)]
    random.shuffle(codes)
    level, counters = 1, [0, 0, 0]
    for n, content in enumerate(contents):
        level = 1 if n == 0 else random.randint(1, min(3, level + 1))
        counters[level - 1 :] = [counters[level - 1] + 1, *[0] * (3 - level)]
        number = (_ROMAN * 4)[counters[0] - 1] if level == 1 else ".".join(map(str, counters[1:level]))
        told = tuple(codes.pop() for _ in range(min(len(codes), random.choice((0, 0, 1, 4)))))
        yield Section(
            id=f"muc_{n}", number=_or_blank(random, number, number, number), level=level, indicators=told,
            title=f"Công tác {random.choice(DOINGS)}", content=content, asked=content == "proposals" or n % 2 == 0,
            guidance=_or_blank(random, "Nêu ngắn gọn & rõ."),
        )  # fmt: skip


def _letters(random: Random, indicators: Sequence[Indicator]) -> Iterator[Letter]:
    for number, kind in enumerate(_some(random, [*get_args(LetterKind)] * 2)):
        parts: list[LetterPart] = [*get_args(LetterPart)]
        yield Letter(
            id=f"van_ban_{number}", kind=kind, title="triển khai {subject}", addressee=_or_blank(random, "Các xã"),
            signer=_or_blank(random, "Tổ trưởng"), recipients=_or_blank(random, "Như trên|Lưu"),
            lines=tuple(_line(random, part, indicators) for part in _some(random, parts, 1)),
        )  # fmt: skip


def _line(random: Random, part: LetterPart, indicators: Sequence[Indicator]) -> LetterLine:
    if part in ("owing", "corrections", "targets"):
        return LetterLine(part=part)
    by, due = ("Các xã", "trước ngày 25/5/2026") if part == "task" else ("", "")
    code = random.choice(indicators).code
    more = random.choice(("", " của {issuer} {period}", " đạt [units_reported]/[units_expected]", f" là [{code}]"))
    return LetterLine(part=part, text=f"Nội dung {random.choice(DOINGS)}{more}", by=by, due=due)
