from dataclasses import replace

import pytest
from support.ledgers import made_ledger
from support.small_report_data import material
from support.task_regime import task_regime

from bdhvs_xl.documents.content import task_progress
from bdhvs_xl.documents.content.annexes import annex_rows
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text

ANSWERS = {
    "14212": {"3.1": "Không", "3.1.explanation": "Chờ UBND tỉnh", "3.2": "Có", "3.3": "Không", "3.4": "Không"},
    "13669": {"3.2": "Không", "3.3": "Có", "3.4": "Không", "3.4.evidence": "Đề cương"},
}
GOOD = {"3.1": "Có", "3.2": "Có", "3.3": "Có", "3.4": "Có"}


def reported(answers, author=""):
    regime = task_regime()
    given = material(regime, made_ledger(regime, answers, status="accepted"))
    return replace(given, author=regime.unit[author]) if author else given


def told(given):
    withheld = []
    blocks = task_progress.task_progress_blocks(given, Figures(), withheld)
    return [unmarked_text(f"{block.lead}{block.text}") for block in blocks], [(w.indicator, w.reason) for w in withheld]


def test_how_far_the_tasks_are_and_which_are_overdue_by_whom_and_why():
    assert told(reported(ANSWERS)) == (
        [
            "Đến ngày 17/5/2026, trong số 04 nhiệm vụ được giao có 02 nhiệm vụ đang thực hiện và 02 nhiệm vụ quá hạn "
            "chưa hoàn thành. Có 02 nhiệm vụ đến hạn, đều chưa hoàn thành.",
            "Quá hạn: Ban hành kế hoạch (xã Giao Ninh, thời hạn 01/5/2026; lý do: Chờ UBND tỉnh).",
            "Quá hạn: Thành lập tổ công nghệ số (thời hạn 17/5/2026): 01/02 đơn vị chưa hoàn thành, gồm "
            "phường Nam Định (chưa nêu lý do).",
        ],
        [],
    )


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (
            {"14212": GOOD, "13669": GOOD, "LDLD": {"3.4": "Có"}},
            "Đến ngày 17/5/2026, 04 nhiệm vụ được giao đều đã hoàn thành. Có 02 nhiệm vụ đến hạn, đều đã hoàn thành.",
        ),
        (
            {"14212": GOOD, "13669": {"3.2": "Có"}},
            "Đến ngày 17/5/2026, trong số 04 nhiệm vụ được giao có 02 nhiệm vụ đã hoàn thành và 02 nhiệm vụ chưa đủ "
            "báo cáo để đánh giá. Có 02 nhiệm vụ đến hạn, đều đã hoàn thành.",
        ),
    ],
)
def test_what_is_alike_is_said_once(answers, sentence):
    assert told(reported(answers))[0] == [sentence]


def test_nothing_is_claimed_where_too_few_have_reported():
    too_few = "Mới có số liệu của 1/3 đơn vị, dưới mức tối thiểu 50%."
    nobody = "Chưa có đơn vị nào báo cáo số cộng được."
    given = reported({"LDLD": {"3.4": "Không"}})
    assert told(given) == ([], [("3.1", nobody), ("3.2", nobody), ("3.3", nobody), ("3.4", too_few)])


def test_every_number_is_a_figure_with_the_units_it_is_made_from():
    figures = Figures()
    task_progress.task_progress_blocks(reported(ANSWERS), figures, [])
    assert [(f.indicator, f.column, f.text, len(f.units)) for f in figures.marked] == [
        ("", "tasks", "04", 3), ("", "tasks_ongoing", "02", 3), ("", "tasks_overdue", "02", 2),
        ("", "tasks_due", "02", 2), ("3.2", "units_behind", "01", 1), ("3.2", "units_expected", "02", 2),
    ]  # fmt: skip


def test_the_appendix_has_a_line_for_every_task_and_shares_that_are_figures():
    figures = Figures()
    found = [line for line in annex_rows(reported(ANSWERS), figures, ()) if line.appendix == "PL4"]
    assert [{key: unmarked_text(text) for key, text in line.fields.items()} for line in found] == [
        {"order": "1", "name": "Ban hành kế hoạch", "units": "Xã Giao Ninh", "due": "01/5/2026",
         "progress": "Quá hạn", "product": "Chờ UBND tỉnh"},
        {"order": "2", "name": "Thành lập tổ công nghệ số", "units": "Xã Giao Ninh; Phường Nam Định",
         "due": "17/5/2026", "progress": "1/2 đơn vị đã hoàn thành\nQuá hạn: Phường Nam Định", "product": "–"},
        {"order": "3", "name": "Tuyên truyền [đến] từng hộ", "units": "Các xã, phường", "due": "–",
         "progress": "1/2 đơn vị đã hoàn thành\nChưa thực hiện: Xã Giao Ninh", "product": "–"},
        {"order": "4", "name": "Sơ kết năm 2026", "units": "Các địa phương, đơn vị", "due": "31/12/2026",
         "progress": "0/3 đơn vị đã hoàn thành\nĐang thực hiện: Phường Nam Định\nChưa thực hiện: Xã Giao Ninh\n"
                     "Chưa báo cáo: Liên đoàn Lao động tỉnh", "product": "Phường Nam Định: Đề cương"},
    ]  # fmt: skip
    of_tasks = [(f.indicator, f.column, f.text) for f in figures.marked if f.indicator.startswith("3.")]
    assert of_tasks == [
        ("3.2", "units_done", "1"), ("3.2", "units_expected", "2"), ("3.3", "units_done", "1"),
        ("3.3", "units_expected", "2"), ("3.4", "units_done", "0"), ("3.4", "units_expected", "3"),
    ]  # fmt: skip


def test_a_unit_speaks_of_its_own_tasks():
    regime = task_regime()
    only = replace(regime, units=(regime.unit["14212"],))
    ledger = made_ledger(only, {"14212": ANSWERS["14212"]}, status="accepted")
    given = replace(material(only, ledger), author=regime.unit["14212"])
    assert told(given)[0][1:] == ["Quá hạn: Ban hành kế hoạch (thời hạn 01/5/2026; lý do: Chờ UBND tỉnh)."]


def test_a_unit_without_a_task_says_so():
    regime = task_regime()
    only = replace(regime, units=(regime.unit["LDLD"],))
    ledger = made_ledger(only, {"LDLD": {"3.4.answer": "Không áp dụng"}}, status="accepted")
    given = replace(material(only, ledger), author=regime.unit["LDLD"])
    found = [line for line in annex_rows(given, Figures(), ()) if line.appendix == "PL4"]
    assert [dict(line.fields) for line in found] == [{"name": "Không có nhiệm vụ được giao trong kỳ báo cáo"}]
    assert told(given) == ([], [])
