"""What units type into forms, made from a number, and what it means: the right way, blank, in doubt, of a wrong kind.

The meaning is put down when the text is made up, so nothing here reads what was typed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from bdhvs_xl import vi
from bdhvs_xl.regime.model import Indicator

NOTHING, NOT_FOR_US, NOT_KNOWN = "Không phát sinh", "Không áp dụng", "Chưa có số liệu"
COUNTED = ("count", "count_people", "names")
NAMES = ("VNeID", "iHanoi", "Zalo & “Mini App”", "Cổng dịch vụ công", "MOOC <mở>", "Hòa Bình số", "Lớp số 1")


@dataclass(frozen=True)
class Said:
    """One indicator of one unit: the cells typed by column, and what they mean.

    `numbers` are those that can be understood, in doubt or not; `faults` the columns that an error keeps out of
    totals; `errors` the rules of the checks that find something. A share told as a percentage alone is `percent`.
    """

    cells: Mapping[str, Any] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    word: str = ""
    answer: str = ""
    percent: float | None = None
    names: tuple[str, ...] = ()
    faults: frozenset[str] = frozenset()
    errors: frozenset[str] = frozenset()


def said(random: Random, indicator: Indicator) -> Said:
    """What a unit says of an indicator."""
    ways = [_value, _value, _value, _nothing, _answer, _blank, _contradiction]
    made = random.choice(ways)(random, indicator)
    evidence = {"evidence": random.choice(("Ảnh, biên bản & “link”", "43/43 chi bộ <đã học>"))}
    more = {} if indicator.kind.code == "names" or random.random() < 0.6 else evidence
    return replace(made, cells={**more, **made.cells, **_explained(random)})


def _explained(random: Random) -> dict[str, str]:
    return {"explanation": "Số liệu đã đối chiếu ngày 12/5"} if random.random() < 0.2 else {}


def _wrong(indicator: Indicator, error: str, *columns: str) -> dict[str, frozenset[str]]:
    return {"faults": frozenset(columns or indicator.columns), "errors": frozenset((error,))}


# --- without a number -------------------------------------------------------------------------------------------------


def _blank(random: Random, indicator: Indicator) -> Said:
    return Said(**_wrong(indicator, "required")) if indicator.required else Said()


def _nothing(random: Random, indicator: Indicator) -> Said:
    """Nothing happened: chosen where it is asked, or typed where a number is."""
    column = "answer" if indicator.kind.code == "text" else random.choice(("answer", indicator.columns[0]))
    unsuited = _wrong(indicator, "answer_unsuited") if indicator.kind.code == "yes_no" else {}
    return Said({column: NOTHING}, answer=NOTHING, **unsuited)


def _answer(random: Random, indicator: Indicator) -> Said:
    answer = random.choice((NOT_FOR_US, NOT_KNOWN, "Tháng sau gửi"))
    if answer in (NOT_FOR_US, NOT_KNOWN):
        return Said({"answer": answer}, answer=answer)
    return Said({"answer": answer}, **_wrong(indicator, "answer_unknown"))


def _contradiction(random: Random, indicator: Indicator) -> Said:
    """A value, and the answer that there is none."""
    answer = random.choice((NOT_FOR_US, NOT_KNOWN, NOTHING))
    unsuited = indicator.kind.code == "yes_no" and answer == NOTHING
    told = _wrong(indicator, "answer_unsuited" if unsuited else "answer_and_value")
    cells = {"answer": answer, **dict.fromkeys(indicator.columns, "7")}
    if indicator.kind.code in ("yes_no", "text"):
        return Said({**cells, "value": "Có"}, word="Có", answer=answer, **told)
    names = NAMES[:7] if indicator.kind.code == "names" else ()
    listed = {"evidence": "; ".join(names)} if names else {}
    return Said({**cells, **listed}, dict.fromkeys(indicator.columns, 7.0), answer=answer, names=names, **told)


# --- with one ---------------------------------------------------------------------------------------------------------


def _value(random: Random, indicator: Indicator) -> Said:
    return _VALUES[indicator.kind.code](random, indicator)


def _number(random: Random) -> tuple[Any, float]:
    """A count as people type it, certain or in doubt, and what it is."""
    number = random.choice((0, 1, 7, 12, 350, random.randint(0, 99), random.randint(1000, 9999), 12345))
    dots = f"{number:,}".replace(",", ".")
    ways = [str(number), number, f" {number} ", f"{number:02}", dots, f"hơn {number}", f"{number} lượt", f"'{number}"]
    return random.choice([*ways, f"{number:,}"]), float(number)


def _no_number(random: Random) -> Any:
    return random.choice(("nhiều lắm", "-5", "3,5", "10-12", 3.5, True, "12/5/2026", "5k", "12 + 3", "?"))


def _amount(random: Random, indicator: Indicator) -> Said:
    if random.random() < 0.15:
        return Said({"value": _no_number(random)}, **_wrong(indicator, "value_refused", "value"))
    if random.random() < 0.1:
        return Said({"value": "Chưa có"}, {"value": 0.0})
    typed, number = _number(random)
    return Said({"value": typed}, {"value": number})


def _with_people(random: Random, indicator: Indicator) -> Said:
    (things, number), (people, many) = _number(random), _number(random)
    both = {"value": number, "people": many}
    way = random.randint(0, 5)
    if way == 0:
        return Said({"value": f"{number:.0f} ({many:.0f})"}, both)
    if way == 1:
        return Said({"value": f"{number:.0f} lớp, {many:.0f} người"}, both)
    if way == 2:
        missing = {} if number == 0 else _wrong(indicator, "incomplete", "people")
        return Said({"value": things}, {"value": number} | ({"people": 0.0} if number == 0 else {}), **missing)
    if way == 3:
        refused = _wrong(indicator, "value_refused", "people")
        return Said({"value": things, "people": _no_number(random)}, {"value": number}, **refused)
    return Said({"value": things, "people": people}, both)


def _share(random: Random, indicator: Indicator) -> Said:
    (part, first), (whole, second) = _number(random), _number(random)
    both = {"numerator": first, "denominator": second}
    way = random.randint(0, 6)
    if way == 0:
        return Said({"numerator": f"{first:.0f}/{second:.0f}"}, both)
    if way == 1:
        return Said({"percent": "86,5"}, percent=86.5)
    if way == 2:
        return Said({random.choice(("numerator", "denominator")): "86%"}, percent=86.0)
    if way == 3:
        return Said({"numerator": part}, {"numerator": first}, **_wrong(indicator, "incomplete", "denominator"))
    if way == 4:
        refused = _wrong(indicator, "value_refused", "denominator")
        return Said({"numerator": part, "denominator": _no_number(random)}, {"numerator": first}, **refused)
    return Said({"numerator": part, "denominator": whole}, both)


def _named(random: Random, indicator: Indicator) -> Said:
    names = tuple(random.sample(NAMES, random.randint(0, 5)))
    evidence = {"evidence": random.choice(("; ", "\n", "\n- ")).join(names)} if names else {}
    if random.random() < 0.2:
        return Said({**evidence, "value": str(len(names) + 1)}, {"value": len(names) + 1.0}, names=names,
                    **_wrong(indicator, "names_differ", "value"))  # fmt: skip
    return Said({**evidence, "value": str(len(names))}, {"value": float(len(names))}, names=names)


def _yes_or_no(random: Random, indicator: Indicator) -> Said:
    if random.random() < 0.15:
        return Said({"value": "đang làm"}, **_wrong(indicator, "value_refused", "value"))
    typed, word = random.choice(
        (("Có", "Có"), ("x", "Có"), (True, "Có"), ("có, Kế hoạch số 12", "Có"), ("Có nhưng chưa đủ", "Có"),
         ("Không", "Không"), ("chưa", "Không"), ("ko", "Không"))
    )  # fmt: skip
    return Said({"value": typed}, word=word)


def _text(random: Random, indicator: Indicator) -> Said:
    text = random.choice(("Khen thưởng 05 tập thể & 12 cá nhân", "“Nhân rộng” <3> mô hình; chưa tổng kết", "Không"))
    return Said({"value": text}, word=text)


_VALUES: Mapping[str, Callable[[Random, Indicator], Said]] = {
    "yes_no": _yes_or_no, "count": _amount, "count_people": _with_people, "ratio": _share, "names": _named,
    "text": _text,
}  # fmt: skip


# --- lists and words --------------------------------------------------------------------------------------------------


def documents(random: Random, indicators: list[Indicator], day: date) -> Iterator[dict[str, str]]:
    """A few lines of the list of documents, all of one day."""
    for number in range(random.randint(0, 3)):
        code = random.choice(indicators).code
        yield {
            "number": random.choice((f"{number}12/KH-UBND", "08-KH/TU")), "date": vi.format_date(day),
            "indicator": code,
            "title": random.choice(("Kế hoạch triển khai <năm 2025>", "V/v học & hành")), "issuer": "UBND xã",
        }  # fmt: skip


def practices(random: Random) -> Iterator[dict[str, str]]:
    """A few practices."""
    for number in range(random.randint(0, 2)):
        yield {"name": f"Tổ số {number} & nhà", "description": "Đến từng nhà,\n<hướng dẫn>", "result": "350 hộ"}


def words(random: Random, sections: list[str]) -> dict[str, str]:
    """What a unit writes under some of the sections."""
    texts = ("Đã quán triệt Kế hoạch số 03-KH/BCĐ; họp 02 lần.\n- Mở 05 lớp & 12 buổi", "Đề nghị Sở hỗ trợ 350 máy.")
    return {section: random.choice(texts) for section in sections if random.random() < 0.6}
