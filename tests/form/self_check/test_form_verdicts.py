"""A form finds in itself what the checker finds in it: forms of many regimes, filled at random, finding by finding."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from support.random_regime import made_regime
from support.small_regime import small_regime

from bdhvs_xl.checks.run_all import check_all
from bdhvs_xl.expressions.language import references
from bdhvs_xl.form.build.addressee import template_addressee
from bdhvs_xl.form.build.calculation_sheet import build_calculation_cells
from bdhvs_xl.form.build.results_sheet import results_rows
from bdhvs_xl.form.self_check.all_findings import list_possible_findings
from bdhvs_xl.form.self_check.input_faults import UNREAD_VALUE
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.intake.parse import parse_value
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.submission import CHANNEL_FORM
from bdhvs_xl.intake.to_ledger import Origin
from bdhvs_xl.intake.to_ledger import add_first_report as enter
from bdhvs_xl.master.entry_formulas import entry_column_positions
from bdhvs_xl.regime.loader import available_regimes, load_regime
from tests.form.self_check.random_forms import Answered, answered, batches, fill

FORMS = int(os.environ.get("BDHVS_FORMS", "28"))
UNSAFE = ("value_refused", "value_doubtful", "value_settled")
"""What the checker says of values that a form must never take for a number."""


def regimes():
    shipped = [load_regime(name) for name in available_regimes()]
    units = small_regime().units
    return [
        small_regime(),
        *(
            replace(r, units=tuple(replace(u, attributes={a.key: 43 for a in r.attributes}) for u in units))
            for r in shipped
        ),
        *(made_regime(seed)[0] for seed in range(1, 7)),
    ]


@pytest.fixture(scope="module")
def forms(libreoffice, tmp_path_factory) -> list[Answered]:
    folder, random = tmp_path_factory.mktemp("forms"), Random(20260522)
    for name in ("blank", "filled", "done"):
        (folder / name).mkdir()
    groups = [batch for regime in regimes() for batch in batches(regime, folder / "blank")]
    written = []
    for number in range(FORMS):
        batch = groups[number % len(groups)]
        unit = random.choice(batch.units)
        path = folder / "filled" / f"{number}.xlsx"
        written.append((batch, unit, path, fill(batch, unit, path, random)))
    for _, _, path, _ in written:
        libreoffice.convert(path, folder / "done" / path.name, "xlsx")
    return [answered(batch, unit, folder / "done" / path.name, typed) for batch, unit, path, typed in written]


def findings(form: Answered) -> set[tuple[str, str, str]]:
    """What the checker finds in a form that came back."""
    submission = read_form(form.path, file=form.path.name, channel=CHANNEL_FORM)
    ledger, regime = Ledger(), form.batch.regime
    enter(ledger, regime, submission, Origin(form.path.name, submission.hash, CHANNEL_FORM))
    found = check_all(regime, ledger, date(2026, 5, 20))
    return {(f.rule, f.indicator, f.column) for f in found if f.unit == form.unit.code}


def looks_at(form: Answered, rule: str, indicator: str) -> set[str]:
    """The indicators on whose cells a finding rests."""
    for compiled in form.batch.inventory.rules:
        if compiled.test.rule.id == rule:
            counted = {code for _, code in compiled.test.counts}
            return {reference.indicator for reference in references(compiled.test.expression)} | counted
    return {indicator}


def test_a_form_finds_in_itself_what_the_checker_finds(forms):
    wrong, same, left_open = [], Counter(), Counter()
    for form in forms:
        known = {rule for line in form.batch.inventory.lines for rule in line.says} - {UNREAD_VALUE}
        ours = {finding for finding in form.found if finding[0] != UNREAD_VALUE}
        theirs = {finding for finding in findings(form) if finding[0] in known}
        unsure = {indicator for indicator, _ in form.unread} | form.uncounted
        missed = {f for f in theirs - ours if not looks_at(form, f[0], f[1]) & unsure}
        said = {rule for rule, _, _ in theirs ^ ours}
        wrong += [(form.path.name, form.batch.regime.id, ours - theirs, missed, said, form.typed)] * bool(
            ours - theirs or missed
        )
        same.update(rule for rule, _, _ in ours & theirs)
        left_open.update(rule for rule, _, _ in theirs - ours)
    told = f"{same.total()} findings the same, {left_open.total()} left open"
    print(f"{len(forms)} forms: {told}, {len(wrong)} forms differ")
    assert wrong == []
    assert same.total() > 5 * len(forms)


def test_what_cannot_be_read_with_certainty_is_said(forms):
    """Whatever the checker doubts or refuses the form does not take; what it takes, the form may leave to it."""
    for form in forms:
        unsafe = {(indicator, column) for rule, indicator, column in findings(form) if rule in UNSAFE}
        assert unsafe <= form.unread, (form.path.name, unsafe - form.unread, form.typed)
        assert {(i, c) for rule, i, c in form.found if rule == UNREAD_VALUE} == form.unread
        kinds = form.batch.regime.indicator
        digits = {
            place for place in form.unread if str(form.typed[place]).isdigit() and len(str(form.typed[place])) < 9
        }
        needless = {place for place in digits if kinds[place[0]].kind.code != "yes_no"}
        assert needless == set()
        assert all(parse_value(form.typed[place], kinds[place[0]].kind.code, place[1]) for place in form.unread)


def test_every_rule_of_the_shipped_regimes_is_in_the_form():
    for name in available_regimes():
        regime = replace(load_regime(name), units=small_regime().units)
        workings = build_calculation_cells(
            regime,
            template_addressee(regime, frozenset(regime.indicator)),
            results_rows(regime),
            entry_column_positions(regime),
        )
        tried = {compiled.test.rule.id for compiled in list_possible_findings(workings).rules}
        assert {rule.id for rule in regime.rules if rule.on} == tried
