from dataclasses import replace

from support.small_regime import INDICATORS, small_regime
from support.small_report_data import material, small_ledger

from bdhvs_xl.documents.content import overview
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.intake.ledger import TrackingRow, Value

RATIO = next(i for i in INDICATORS if i.kind.code == "ratio")


def compared(**shares):
    """Material in which three units report two ratios each, `shares` out of 10."""
    regime = small_regime()
    ratios = tuple(replace(RATIO, code=code, unit_kinds=(), targets={}) for code in ("9.1", "9.2"))
    ledger = small_ledger()
    units = dict(zip(("14212", "13669", "LDLD"), shares.values(), strict=True))
    ledger.values = {
        unit: {
            (code, column): Value(unit=unit, indicator=code, column=column, value=value, raw="")
            for code, share in zip(("9.1", "9.2"), pair, strict=True)
            for column, value in (("numerator", share), ("denominator", 10.0))
        }
        for unit, pair in units.items()
    }
    ledger.tracking = {unit: TrackingRow(unit=unit, name="", status="accepted") for unit in units}
    return material(replace(regime, indicators=ratios), ledger)


def test_who_leads_and_who_lags_in_several_indicators():
    the_material = compared(a=(9.0, 8.0), b=(5.0, 7.0), c=(6.0, 2.0))
    assert (
        unmarked_text(overview.strengths_text(the_material, Figures()))
        == "Xã Giao Ninh dẫn đầu 02/02 chỉ số tính bằng tỉ lệ."
    )
    assert overview.weaknesses_text(the_material, Figures()) == ""


def test_every_number_of_a_comparison_is_a_figure():
    figures = Figures()
    text = overview.strengths_text(compared(a=(9.0, 8.0), b=(5.0, 7.0), c=(6.0, 2.0)), figures)
    assert [f.column for f in figures.marked] == ["units_best", "ratios"]
    assert [piece.text for piece in figures.pieces(text) if not isinstance(piece, str)] == ["02", "02"]


def test_an_extreme_that_all_share_counts_for_nobody():
    assert overview.strengths_text(compared(a=(9.0, 9.0), b=(9.0, 9.0), c=(9.0, 9.0)), Figures()) == ""


def test_targets_that_are_all_reached_or_all_missed_are_told_so():
    the_material = compared(a=(9.0, 8.0), b=(5.0, 7.0), c=(6.0, 2.0))
    for target, tell, said in (
        (95.0, overview.weaknesses_text, "Cả 02 mục tiêu đều chưa đạt (chỉ số 9.1 và 9.2)."),
        (10.0, overview.strengths_text, "Đã đạt cả 02 mục tiêu (chỉ số 9.1 và 9.2). Xã Giao Ninh"),
    ):
        ratios = tuple(replace(i, targets={2026: target}) for i in the_material.regime.indicators)
        judged = material(replace(the_material.regime, indicators=ratios), the_material.ledger)
        assert unmarked_text(tell(judged, Figures())).startswith(said)


def test_targets_reached_and_missed():
    figures = Figures()
    assert unmarked_text(overview.strengths_text(material(), figures)) == "Đã đạt 01/02 mục tiêu (chỉ số 2.1)."
    assert unmarked_text(overview.weaknesses_text(material(), figures)) == "Còn 01/02 mục tiêu chưa đạt (chỉ số 2.10)."


def test_what_remains_to_be_done():
    ledger = small_ledger()
    ledger.tracking["LDLD"] = TrackingRow(unit="LDLD", name="", status="not_sent")
    assert overview.remaining_tasks_text(material(ledger=ledger)) == (
        "Trước mắt, đôn đốc Liên đoàn Lao động tỉnh gửi báo cáo để tổng hợp đầy đủ; phối hợp với phường Nam Định "
        "hoàn thiện số liệu, minh chứng để chốt kết quả chính thức."
    )
