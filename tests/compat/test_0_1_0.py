"""What 0.1.0 left behind is worked on as 0.1.0 itself would: the same values, statuses, choices, reasons and words.

The stored files are never made again. What differs on purpose stands in `differences.toml`.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import comparing
import pytest
from walk import STORED, days, walk

Walked = Callable[[str], Mapping[str, str]]
EXPECTED = {
    f"{path.parents[1].name}/{path.name}": path for path in sorted(STORED.glob("*/expected/*.txt"))
}  # fmt: skip


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """What is given now for a type of report, by the names of the stored texts; each type is walked once."""
    known: dict[str, Mapping[str, str]] = {}

    def of(regime: str) -> Mapping[str, str]:
        if regime not in known:
            folder: Path = tmp_path_factory.mktemp("walk") / regime
            known[regime] = {f"{regime}/{name}": text for name, text in walk(regime, folder)}
        return known[regime]

    return of


@pytest.mark.parametrize("name", EXPECTED)
def test_it_is_as_0_1_0_gave_it(walked: Walked, name: str) -> None:
    present = walked(name.partition("/")[0]).get(name, "")
    found = comparing.differing(name, EXPECTED[name].read_text("utf-8"), present)
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def test_nothing_else_was_given(walked: Walked) -> None:
    assert sorted(name for regime in days() for name in walked(regime)) == sorted(EXPECTED)


def test_every_listed_difference_is_needed(walked: Walked) -> None:
    stored = {name: path.read_text("utf-8") for name, path in EXPECTED.items()}
    present = {name: text for regime in days() for name, text in walked(regime).items()}
    unused = set(comparing.differences()) - comparing.used(stored, present)
    assert [difference.reason for difference in unused] == []
