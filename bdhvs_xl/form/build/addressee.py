"""The addressee of a form: the differences between the common form and the forms of units."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bdhvs_xl import vi
from bdhvs_xl.form.fill_template import placeholder
from bdhvs_xl.form.identity import form_revision, form_token, unit_choice
from bdhvs_xl.master.entry_formulas import previous_value_text
from bdhvs_xl.master.layout import PREVIOUS_ROW, UNIT_KIND
from bdhvs_xl.regime.model import Indicator, Regime, Unit

_ANYONE = Unit(code="", name="", kind="department")
"""Of a unit that is not known yet nothing is known but what is the same for all."""
_UNIT_KEYS = ("unit_code", "unit_name", "deadline", "token", "contact", "phone", "email")


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """The addressee of a form: identity texts by row key, attributes by key, codes of the indicators asked for.

    `units` are the choices of the common form; empty when the unit, and so its `kind`, is fixed.
    `previous` are the values of the previous period by indicator and column, `earlier` their texts in the form.
    """

    identity: Mapping[str, str]
    attributes: Mapping[str, str]
    asked: frozenset[str]
    kind: str = ""
    units: tuple[Unit, ...] = ()
    previous: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def choices(self) -> tuple[str, ...]:
        """The units to choose from, as `code - name`."""
        return tuple(map(unit_choice, self.units))


def common_addressee(regime: Regime) -> Addressee:
    """The addressee of the common form: any reporting unit, asked for every indicator, without a token."""
    return Addressee(
        identity=_of_regime(regime) | {"deadline": vi.format_date(regime.deadline)},
        attributes={},
        asked=frozenset(regime.indicator),
        units=regime.reporting_units(),
        earlier={i.code: previous_value_text(regime, _ANYONE, i) for i in regime.indicators if i.repeats},
    )


def template_addressee(regime: Regime, asked: frozenset[str]) -> Addressee:
    """The addressee of a form template: placeholders in place of `unit_texts`."""
    return Addressee(
        identity=_of_regime(regime) | {key: placeholder(key) for key in _UNIT_KEYS},
        attributes={a.key: placeholder(_attribute(a.key)) for a in regime.attributes},
        asked=asked,
        kind=placeholder(UNIT_KIND),
        previous={
            i.code: {column: placeholder(_previous(i, column)) for column in i.columns}
            for i in (regime.indicators if regime.looks_back else ())
        },
        earlier={i.code: placeholder(_earlier(i)) for i in regime.indicators if i.repeats},
    )


def unit_texts(regime: Regime, unit: Unit) -> dict[str, str]:
    """The texts that replace the placeholders of `template_addressee`; "" for unknown values."""
    texts = {
        "unit_code": unit.code,
        "unit_name": unit.name,
        "deadline": vi.format_date(unit.deadline or regime.deadline),
        "token": form_token(regime, unit.code),
        "contact": unit.contact,
        "phone": unit.phone,
        "email": unit.email,
        UNIT_KIND: unit.kind,
    }
    texts |= {_attribute(a.key): _plain(unit.attributes.get(a.key)) for a in regime.attributes}
    texts |= {_earlier(i): previous_value_text(regime, unit, i) for i in regime.indicators if i.repeats}
    return texts | {
        _previous(i, column): _plain(regime.earlier(unit, i, column))
        for i in (regime.indicators if regime.looks_back else ())
        for column in i.columns
    }


def asked_indicator_codes(regime: Regime, unit: Unit) -> frozenset[str]:
    """The codes of the indicators asked of a unit."""
    return frozenset(i.code for i in regime.asked_of(unit))


def _of_regime(regime: Regime) -> dict[str, str]:
    return {
        "regime": regime.id,
        "form_revision": form_revision(regime),
        "period_from": vi.format_date(regime.period_from),
        "period_to": vi.format_date(regime.period_to),
    }


def _previous(indicator: Indicator, column: str) -> str:
    return f"{PREVIOUS_ROW}{indicator.code}.{column}"


def _earlier(indicator: Indicator) -> str:
    return f"earlier.{indicator.code}"


def _attribute(key: str) -> str:
    return f"unit.{key}"


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"
