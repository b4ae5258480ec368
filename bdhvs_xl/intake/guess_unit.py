"""Guesses the unit of a file that cannot be read, by a code or full name in its name or its folder's name.

“Hoa Lư” is not found inside “Tây Hoa Lư”; a name without diacritics that fits several units gives all of them.
"""

import re
from collections.abc import Iterator, Sequence

from bdhvs_xl import vi
from bdhvs_xl.regime.model import Regime, Unit

_WORD = re.compile(r"[^\W_]+")
_GO_ON = frozenset(("bao", "bc", "ban", "phu", "pl", "scan", "ky", "nop", "gui", "kem"))
"""Words that may follow a name in a file's name without being part of it."""


def guess_units(regime: Regime, path: str) -> list[Unit]:
    """The units that a path such as `Lê Hồ/13669 báo cáo.pdf` may belong to: one when it is clear, none, or several.

    The file's own name counts before its folder's, a code before a name.
    """
    units = [unit for unit in regime.units if unit.valid_in(regime.period_from, regime.period_to)]
    for part in reversed(path.split("/")):
        text = vi.plain(part.rpartition(".")[0] or part)
        words = _WORD.findall(text)
        for told in (_by_code, _by_name, _by_ascii_name):
            if found := told(units, words):
                return found
    return []


def _by_code(units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    return [unit for unit in units if len(unit.code) > 2 and unit.code in words]


def _by_name(units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    folded = [vi.fold(word) for word in words]
    return [unit for unit in units if _stands(words, folded, _WORD.findall(vi.fold(unit.name)))]


def _by_ascii_name(units: Sequence[Unit], words: Sequence[str]) -> list[Unit]:
    if not all(word.isascii() for word in words):
        return []
    lowered = [word.lower() for word in words]
    return [unit for unit in units if _stands(words, lowered, vi.ascii_name(unit.name).split("-"))]


def _stands(words: Sequence[str], keys: Sequence[str], name: Sequence[str]) -> bool:
    """Whether `name` stands in `keys` as a whole name: not as the beginning of a longer one."""
    return any(_ends(words[at + len(name) :]) for at in _places(keys, name))


def _places(keys: Sequence[str], name: Sequence[str]) -> Iterator[int]:
    wanted = list(name)
    return (at for at in range(len(keys) - len(wanted) + 1) if list(keys[at : at + len(wanted)]) == wanted)


def _ends(rest: Sequence[str]) -> bool:
    if not rest:
        return True
    follower = rest[0]
    is_plain_word = not follower.isascii() and follower.islower()
    return follower[0].isdigit() or is_plain_word or vi.ascii_name(follower) in _GO_ON
