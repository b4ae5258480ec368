"""Consistency of a regime: referenced codes exist, columns exist, tests of rules can be parsed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from string import Formatter

from bdhvs_xl.errors import UserError
from bdhvs_xl.expressions.language import Call, ExpressionError, Reference, TextLiteral, nodes, parse
from bdhvs_xl.regime.kinds import IndicatorKind, Kind
from bdhvs_xl.regime.model import Indicator, Regime, Rule, Section

_COVERAGE_FIELDS = ("units_reported", "units_expected")


def validate_regime(regime: Regime) -> None:
    """Raise the first UserError, naming block and key, when the regime is inconsistent."""
    for error in _problems(regime):
        raise error


def _problems(regime: Regime) -> Iterator[UserError]:
    yield from _dates(regime)
    yield from _repeated("groups", "code", (g.code for g in regime.groups))
    yield from _repeated("indicators", "code", (i.code for i in regime.indicators))
    yield from _repeated("rules", "id", (r.id for r in regime.rules))
    yield from _repeated("sections", "id", (s.id for s in regime.sections))
    yield from _repeated("appendices", "id", (a.id for a in regime.appendices))
    yield from _repeated("attributes", "key", (a.key for a in regime.attributes))
    yield from _repeated("units", "code", (u.code for u in regime.units))
    yield from _repeated("letters", "id", (letter.id for letter in regime.letters))
    for indicator in regime.indicators:
        yield from _indicator(regime, indicator)
    for rule in regime.rules:
        yield from _rule(regime, rule)
    for section in regime.sections:
        yield from _section(regime, section)
    yield from _letters(regime)
    yield from _appendices(regime)
    yield from _units(regime)


def _dates(regime: Regime) -> Iterator[UserError]:
    for key in ("period_from", "period_to", "deadline", "cumulative_from"):
        try:
            getattr(regime, key)
        except UserError as error:
            yield UserError(f"[settings], khóa {key}: {error.message}", error.hint)
            return
    if regime.period_from > regime.period_to:
        yield UserError("[settings]: period_from sau period_to.", "Sửa kỳ báo cáo: ngày đầu không sau ngày cuối.")
    if (regime.cumulative_from or regime.period_from) > regime.period_from:
        yield UserError("[settings]: cumulative_from sau period_from.", "Ghi ngày bắt đầu cộng dồn, hoặc để trống.")


def _repeated(block: str, key: str, names: Iterable[str]) -> Iterator[UserError]:
    for name, times in Counter(names).items():
        if times > 1:
            yield UserError(f"[[{block}]]: khóa {key} “{name}” có {times} lần.", "Mỗi bản ghi một mã riêng.")


def _indicator(regime: Regime, indicator: Indicator) -> Iterator[UserError]:
    place = f"[[indicators]] {indicator.code}"
    if indicator.group not in {g.code for g in regime.groups}:
        yield UserError(
            f"{place}: khóa group: không có nhóm “{indicator.group}”.", "Dùng code của một khối [[groups]]."
        )
    if indicator.over_units not in (known := indicator.kind.aggregations):
        how = f"loại {indicator.kind.code} không tổng hợp được bằng “{indicator.over_units}”"
        yield UserError(f"{place}: khóa over_units: {how}.", f"Chọn một trong: {', '.join(known)}.")
    if odd := [column for column in indicator.labels if column not in indicator.kind.columns]:
        allowed = ", ".join(indicator.kind.columns)
        yield UserError(
            f"{place}: khóa labels: loại {indicator.kind.code} không hỏi cột {odd[0]}.", f"Chỉ đặt nhãn cho: {allowed}."
        )
    yield from _task(regime, indicator, place)
    over_all = (*indicator.kind.sentence_fields, *indicator.cumulative, *_COVERAGE_FIELDS)
    yield from _sentence(f"{place}: khóa sentence", indicator.kind, indicator.sentence, over_all)
    own = (*indicator.kind.own_sentence_fields, *indicator.cumulative)
    yield from _sentence(f"{place}: khóa own_sentence", indicator.kind, indicator.own_sentence, own)


def _task(regime: Regime, indicator: Indicator, place: str) -> Iterator[UserError]:
    if odd := [code for code in indicator.units if code not in regime.unit]:
        yield UserError(f"{place}: khóa units: không có đơn vị “{odd[0]}”.", "Dùng code của một khối [[units]].")
    if indicator.due and not indicator.can_be_task:
        cure = f'Bỏ khóa này, hoặc đặt kind = "{Kind.YES_NO}" và over_units = "share_yes".'
        yield UserError(f"{place}: khóa due: chỉ nhiệm vụ trả lời Có/Không mới có thời hạn.", cure)


def _sentence(place: str, kind: IndicatorKind, sentence: str, known: tuple[str, ...]) -> Iterator[UserError]:
    cure = f"Chỉ dùng: {', '.join('{' + field + '}' for field in known)}."
    try:
        used = {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
    except ValueError as error:
        yield UserError(f"{place}: ngoặc nhọn không khớp ({error}).", cure)
        return
    for field in sorted(used - set(known)):
        yield UserError(f"{place}: loại {kind.code} không có số {{{field}}}.", cure)


def _section(regime: Regime, section: Section) -> Iterator[UserError]:
    for code in section.indicators:
        if code not in regime.indicator:
            yield UserError(f"[[sections]] {section.id}: khóa indicators: không có chỉ số “{code}”.",
                          "Dùng code của một khối [[indicators]].")  # fmt: skip


def _letters(regime: Regime) -> Iterator[UserError]:
    for letter in regime.letters:
        for line in letter.lines:
            if line.indicator and line.indicator not in regime.indicator:
                place = f"[[letters]] {letter.id}: khóa indicator"
                yield UserError(
                    f"{place}: không có chỉ số “{line.indicator}”.", "Dùng code của một khối [[indicators]]."
                )


def _appendices(regime: Regime) -> Iterator[UserError]:
    known = {group.code for group in regime.groups}
    for appendix in regime.appendices:
        if odd := [code for code in appendix.groups if code not in known]:
            place = f"[[appendices]] {appendix.id}: khóa groups"
            yield UserError(f"{place}: không có nhóm “{odd[0]}”.", "Dùng code của một khối [[groups]].")
    for indicator in regime.indicators:
        if not any(appendix.shows(indicator) for appendix in regime.appendices):
            cure = "Thêm nhóm của chỉ số vào khóa groups của một phụ lục kết quả, hoặc thêm một phụ lục kết quả."
            yield UserError(f"[[indicators]] {indicator.code}: không phụ lục nào nêu kết quả của chỉ số này.", cure)


def _rule(regime: Regime, rule: Rule) -> Iterator[UserError]:
    place = f"[[rules]] {rule.id}: khóa test"
    try:
        parts = tuple(nodes(parse(rule.test)))
    except ExpressionError as error:
        yield UserError(f"{place}: {error.message}", error.hint)
        return
    for part in parts:
        match part:
            case Reference(code, column):
                yield from _reference(place, regime.indicator.get(code), code, column)
            case Call("ITEMS", (_, TextLiteral(code))):
                yield from _reference(place, regime.indicator.get(code), code, "")
            case Call("UNIT", (TextLiteral(key),)) if key not in {a.key for a in regime.attributes}:
                yield UserError(
                    f"{place}: không có số liệu nền “{key}” của đơn vị.", "Khai trong [[attributes]] trước."
                )


def _reference(place: str, indicator: Indicator | None, code: str, column: str) -> Iterator[UserError]:
    if indicator is None:
        yield UserError(f"{place}: không có chỉ số {code}.", "Dùng mã có trong [[indicators]].")
    elif column and indicator.means(column) not in (known := (*indicator.columns, "percent", "answer", "evidence")):
        yield UserError(f"{place}: chỉ số {code} không có cột {column}.", f"Dùng một trong: {', '.join(known)}.")


def _units(regime: Regime) -> Iterator[UserError]:
    keys = {a.key for a in regime.attributes}
    for unit in regime.units:
        if odd := [key for key in unit.attributes if key not in keys]:
            yield UserError(
                f"[[units]] {unit.code}: khóa attributes: không có “{odd[0]}”.", "Khai trong [[attributes]] trước."
            )
    for slot in regime.schedule:
        if slot.unit not in regime.unit:
            yield UserError(
                f"[[schedule]]: khóa unit: không có đơn vị “{slot.unit}”.", "Dùng code của một khối [[units]]."
            )
