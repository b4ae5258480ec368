"""The sample answers of the demo, as records. The comment at the top of the TOML file gives its schema."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from bdhvs_xl.regime.loader import load_regime
from bdhvs_xl.regime.model import Attribute

Texts = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SampleUnit:
    """The data one unit sends: texts as typed, by the keys of the form's grids."""

    code: str
    sends: Literal["form", "scan", "nothing"]
    attributes: Mapping[str, float]
    identity: Texts
    answers: Mapping[str, Texts]
    documents: tuple[Texts, ...]
    practices: tuple[Texts, ...]
    narrative: Texts


@dataclass(frozen=True, kw_only=True)
class Samples:
    """All sample data of the demo. `variant` is a second version of one unit's form, with other answers."""

    attributes: tuple[Attribute, ...]
    targets: Texts
    units: tuple[SampleUnit, ...]
    variant: SampleUnit


def load_samples(regime: str) -> Samples:
    """The samples of a regime."""
    data = tomllib.loads((Path(__file__).parent / f"{regime}.toml").read_text(encoding="utf-8"))
    units = tuple(_unit(block) for block in data["units"])
    variant = _variant(data["variant"], {unit.code: unit for unit in units})
    return Samples(
        attributes=load_regime(regime).attributes, targets=data.get("targets", {}), units=units, variant=variant
    )


def _unit(block: Mapping[str, Any]) -> SampleUnit:
    blank: dict[str, Any] = {"identity": {}, "answers": {}, "documents": (), "practices": (), "narrative": {}}
    return SampleUnit(**(blank | dict(block)))


def _variant(block: Mapping[str, Any], units: Mapping[str, SampleUnit]) -> SampleUnit:
    first = units[block["unit"]]
    changed = {code: {**first.answers.get(code, {}), **texts} for code, texts in block["answers"].items()}
    documents = (*first.documents, *block.get("documents", ()))
    return replace(first, answers={**first.answers, **changed}, documents=documents)
