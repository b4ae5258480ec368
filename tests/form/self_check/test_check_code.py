"""The check code: the form's formula and the program give the same, and a change of any cell gives another."""

from random import Random

import pytest
from support.small_regime import small_regime

from bdhvs_xl.form.self_check.check_code import CODE_ROW, compute_check_code
from bdhvs_xl.intake.accept import accept_submission
from bdhvs_xl.intake.read_form import read_form
from tests.form.self_check.random_forms import batches, fill

REGIME = small_regime()
TYPED = [("1.1", "value", "Có"), ("2.4", "value", "12"), ("2.4", "people", "350"), ("2.1", "answer", "Không phát sinh")]


@pytest.fixture(scope="module")
def saved(soffice, tmp_path_factory):
    """Forms filled at random and saved by LibreOffice."""
    folder, random = tmp_path_factory.mktemp("codes"), Random(5)
    batch = next(batches(REGIME, folder))
    paths = [folder / f"{number}.xlsx" for number in range(4)]
    for path in paths:
        fill(batch, batch.units[0], path, random)
    return [soffice(path, "xlsx") for path in paths]


def test_the_form_shows_the_code_that_intake_computes(saved):
    submissions = [accept_submission(REGIME, read_form(path, file=path.name, channel="")) for path in saved]
    stated = [submission.identity[CODE_ROW] for submission in submissions]
    assert all(len(code) == 6 for code in stated)
    assert len(set(stated)) == len(stated)
    assert [f for submission in submissions for f in submission.findings if f.rule == "form_check_code"] == []


def test_a_number_changed_behind_the_formulas_is_told(saved, tmp_path):
    submission = read_form(saved[0], file="", channel="")
    other = {**submission.identity, CODE_ROW: "000001"}
    changed = accept_submission(REGIME, type(submission)(**{**_fields(submission), "identity": other}))
    found = [(f.severity, f.message) for f in changed.findings if f.rule == "form_check_code"]
    computed = submission.identity[CODE_ROW]
    assert found == [("notice", f"Mã kiểm tra trong tệp là 000001, tính lại từ số liệu là {computed}.")]


def _fields(submission) -> dict[str, object]:
    return {name: getattr(submission, name) for name in submission.__dataclass_fields__}


def test_every_change_gives_another_code():
    code = compute_check_code(TYPED)
    swapped = [TYPED[0], ("2.4", "value", "350"), ("2.4", "people", "12"), TYPED[3]]
    retyped = [*TYPED[:2], ("2.4", "people", "351"), TYPED[3]]
    assert len({code, compute_check_code(swapped), compute_check_code(retyped), compute_check_code(TYPED[:3])}) == 4


def test_spaces_and_whole_numbers_make_no_difference():
    assert compute_check_code([("2.4", "value", " 12\u00a0lớp ")]) == compute_check_code([("2.4", "value", "12 lớp")])
    assert compute_check_code([("2.4", "value", 12.0)]) == compute_check_code([("2.4", "value", "12")])


@pytest.mark.parametrize("content", [7.6, True, "a\nb", "\U0001f600", 46058])
def test_what_programs_may_see_differently_has_no_code(content):
    assert compute_check_code([*TYPED, ("2.2", "value", content)]) == ""
