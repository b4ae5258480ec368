"""The comparison with the baseline: a planted loss fails, noise does not, and the file keeps what was measured."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.bench import __main__ as bench
from tests.bench import baseline
from tests.bench.baseline import Baseline, Known
from tests.bench.measure import Ratio, in_turn

KNOWN = Known(median=2.0, noise=0.03)
"""Its allowance is the least one: figures from 1.6 to 2.5 may be noise."""


def ratio(first: float, again: float, measured: list[int] | None = None) -> Ratio:
    """A ratio of figure `first` when measured with its usual rounds, and `again` when measured with more."""

    def measure(rounds: int) -> float:
        if measured is not None:
            measured.append(rounds)
        return first if rounds == 5 else again

    return Ratio("read / calamine", measure, rounds=5)


@pytest.mark.parametrize(
    ("first", "again", "verdict"),
    [
        (2.6, 2.6, "loss"),
        (2.6, 2.1, "noise"),
        (2.6, 1.5, "gain"),
        (2.49, 9.9, "noise"),
        (1.61, 9.9, "noise"),
        (1.59, 9.9, "gain"),
    ],
)
def test_only_a_figure_beyond_the_noise_twice_is_a_loss(first, again, verdict):
    compared = baseline.compare(ratio(first, again), KNOWN)
    assert (compared.is_loss, compared.is_gain) == (verdict == "loss", verdict == "gain")


@pytest.mark.parametrize(("first", "rounds"), [(2.0, [5]), (1.0, [5]), (2.6, [5, 15])])
def test_a_seeming_loss_is_measured_again_with_more_rounds(first, rounds):
    measured: list[int] = []
    baseline.compare(ratio(first, 2.0, measured), KNOWN)
    assert measured == rounds


def test_the_line_of_a_loss_names_the_job_both_figures_and_the_allowance():
    text = baseline.compare(ratio(2.6, 2.6), KNOWN).text
    assert text.split() == ["read", "/", "calamine", "2.6", "2", "+30%", "25%", "LOSS"]


def test_the_line_of_a_gain_asks_to_renew():
    assert baseline.compare(ratio(1.0, 1.0), KNOWN).text.endswith("-50%       25%   better: renew with --rebase")


def test_a_noisy_ratio_is_allowed_twice_its_noise():
    noisy = Known(median=2.0, noise=0.2)
    assert [noisy.is_loss(value) for value in (2.79, 2.81)] == [False, True]


def test_a_ratio_without_a_baseline_fails_and_names_the_cure():
    compared = baseline.compare(ratio(1, 1), None)
    assert (compared.is_loss, "--rebase" in compared.text) == (True, True)


def test_the_noise_is_the_largest_distance_from_the_median():
    made = baseline.baseline_of([{"a": 1.0, "b": 5.0}, {"a": 1.1, "b": 5.0}, {"a": 0.8, "b": 5.0}])
    assert (made.runs, made.ratios) == (3, {"a": Known(1.0, pytest.approx(0.2)), "b": Known(5.0, 0.0)})


def test_the_file_gives_back_what_was_written(tmp_path):
    made = baseline.baseline_of([{"read / calamine": 1.5, "the same, peak memory": 3.0}])
    baseline.save(made, tmp_path / "baseline.toml")
    assert baseline.load(tmp_path / "baseline.toml") == made


def test_a_slowdown_on_every_round_is_in_the_ratio_and_a_single_one_is_not():
    costs = {"slow": iter([1.2] * 5), "once": iter([1.0, 9.0, 1.0, 1.0, 1.0])}
    assert [in_turn(lambda c=cost: next(c), lambda: 1.0, 5) for cost in costs.values()] == [1.2, 1.0]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, capsys) -> Callable[..., tuple[int, str]]:
    """Runs `--quick` with one made ratio against a made baseline; gives the exit code and what was printed."""

    def run(figure: float, machine: str = baseline.this_machine(), **changes) -> tuple[int, str]:
        known = Baseline(3, machine, baseline.versions(), {"read / calamine": KNOWN})
        monkeypatch.setattr(baseline, "load", lambda: replace(known, **changes))
        monkeypatch.setattr(bench, "ratios", lambda folder: iter([ratio(figure, figure)]))
        return bench.main(["--quick"]), capsys.readouterr().out

    return run


def test_the_exit_code_is_1_on_a_loss_alone(quick):
    assert [quick(figure)[0] for figure in (1.0, 2.49, 2.6)] == [0, 0, 1]


def test_nothing_fails_on_a_machine_unlike_that_of_the_baseline(quick):
    code, out = quick(2.6, machine="Python 3.9, Plan9 mips")
    assert (code, "LOSS" in out, "nothing fails here" in out) == (0, True, True)


def test_a_loss_names_the_libraries_that_changed(quick):
    _, out = quick(2.6, versions={**baseline.versions(), "lxml": "1.0"})
    assert "Libraries changed since the baseline: lxml 1.0 → " in out


def test_what_nobody_measures_any_more_is_named(quick):
    _, out = quick(2.0, ratios={"read / calamine": KNOWN, "swim / walk": KNOWN})
    assert "In the baseline, but not measured: swim / walk; renew with --rebase." in out
