"""Only forms of this report, period and unit enter; a form from before a change enters with a notice."""

from dataclasses import replace

import pytest
from support.small_regime import small_regime

from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.form.identity import form_revision, form_token
from bdhvs_xl.intake.accept import accept_submission
from bdhvs_xl.intake.submission import Submission
from bdhvs_xl.regime.kinds import KINDS
from bdhvs_xl.regime.model import Indicator, Unit

REGIME = small_regime()
ALL = frozenset(REGIME.indicator)


def submission(unit="14212", regime=REGIME, asked=ALL, findings=(), **identity) -> Submission:
    issued = {
        "regime": regime.id, "form_revision": form_revision(regime), "token": form_token(regime, unit),
        "period_from": "01/7/2025", "period_to": "17/5/2026",
    }  # fmt: skip
    return Submission(
        unit=unit, file="a.xlsx", hash="0" * 64, channel="", identity=issued | identity, asked=asked, answers=(),
        documents=(), practices=(), narrative=(), findings=findings,
    )  # fmt: skip


def reason(form: Submission, regime=REGIME) -> str:
    with pytest.raises(UserError) as caught:
        accept_submission(regime, form)
    return caught.value.message


def test_an_issued_form_enters():
    assert accept_submission(REGIME, submission()) == submission()


def test_the_common_form_has_no_token():
    assert accept_submission(REGIME, submission(token="")).unit == "14212"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        (submission(period_to="17/5/2025"), "kỳ báo cáo khác (01/7/2025 - 17/5/2025), kỳ này là 01/7/2025 - 17/5/2026"),
        (submission("99999", token=""), "Không có đơn vị mã “99999”"),
        (submission("13669", token=form_token(REGIME, "14212")),
         "đã phát cho Xã Giao Ninh (14212) nhưng mã đơn vị bên trong ghi là 13669, tức Phường Nam Định."),
        (submission(token="0123456789ab"), "một file tổng hợp khác"),
    ],
)  # fmt: skip
def test_others_are_turned_away_with_the_reason(form, told):
    assert told in reason(form)


def test_another_report_is_turned_away():
    form = submission()
    other = replace(form, identity={**form.identity, "regime": "ke_hoach_05"})
    assert "loại báo cáo khác (“ke_hoach_05”)" in reason(other)


def test_a_unit_that_no_longer_exists_names_its_heir():
    old = Unit(code="14000", name="Xã Cũ", kind="commune", valid_to=REGIME.period_from, successor="14212")
    regime = replace(REGIME, units=(*REGIME.units, old))
    assert reason(submission("14000", regime), regime) == (
        "Xã Cũ (14000) không còn trong kỳ báo cáo này, nay là Xã Giao Ninh (14212)."
    )


def test_an_older_form_enters_with_a_notice_of_what_it_did_not_ask():
    new = Indicator(code="2.12", name="Mới", group="2", unit="Số", kind=KINDS["count"], over_units="sum")
    regime = replace(REGIME, indicators=(*REGIME.indicators, new))
    taken = accept_submission(regime, submission())
    assert taken.asked == ALL
    (notice,) = taken.findings
    assert (notice.rule, notice.severity, notice.unit, notice.file) == ("form_revision", "notice", "14212", "a.xlsx")
    assert "chưa hỏi chỉ số 2.12" in notice.message


def test_a_row_lost_from_a_current_form_is_an_error_not_unasked():
    taken = accept_submission(REGIME, submission(asked=ALL - {"2.4"}))
    assert taken.asked == ALL
    assert [(f.rule, f.indicator, f.severity, f.unit) for f in taken.findings] == [
        ("form_key_lost", "2.4", "error", "14212")
    ]


def test_lost_keys_of_headings_are_nothing():
    lost = Finding(rule="form_key_lost", severity="error", message="", indicator="Nơi nhận")
    assert accept_submission(REGIME, submission(findings=(lost,))).findings == ()
