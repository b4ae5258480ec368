"""Every document that is made stands as the rules want it; and each way of standing otherwise is found."""

from dataclasses import replace

import pytest
from docx import Document
from docx.shared import Mm
from layout import CHECKS, deviations
from paper import Paper
from planted import PLANTED, STATE
from sample_documents import NEWER, Made, everything

from bdhvs_xl.demo.run_demo import REPORTED
from bdhvs_xl.regime.loader import load_regime

pytestmark = pytest.mark.slow


DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, "


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return everything(tmp_path_factory.mktemp("documents"))


def test_no_document_deviates(made):
    assert {name: found for name, one in made.items() if (found := deviations(one))} == {}


def test_the_report_of_the_demo_does_not_deviate(demo_folder):
    path = next(demo_folder.rglob("Báo cáo *.docx"))
    assert deviations(Made(path, load_regime("ninh_binh_02"), "report", REPORTED.date())) == []


def test_all_kinds_and_rules_are_there(made):
    kinds = {(one.regime.settings["style"], one.kind, one.day == NEWER) for one in made.values()}
    both = {("Đảng", kind, new) for kind in ("report", "letter") for new in (True, False)}
    assert both | {("Nhà nước", kind, True) for kind in ("report", "letter", "plan")} <= kinds


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_deviation_is_found_with_its_rule(made, tmp_path, name):
    document, plant, said = PLANTED[name]
    changed = Document(str(made[document].path))
    plant(changed)
    path = tmp_path / "planted.docx"
    changed.save(str(path))
    found = deviations(replace(made[document], path=path))
    assert [deviation for deviation in found if said in deviation], found


def test_a_deviation_is_told_with_source_place_and_measure(made, tmp_path):
    document = Document(str(made[STATE].path))
    document.sections[0].left_margin = Mm(28)
    document.save(str(tmp_path / "planted.docx"))
    found = deviations(replace(made[STATE], path=tmp_path / "planted.docx"))
    assert f"{DECREE}khoản 3 mục I: lề trái 30-35 mm, đo được 28.0" in found


def test_every_check_has_something_planted(made, tmp_path):
    """Each check of the layout is the one that finds something of what is planted."""
    finders = set()
    for document, plant, _ in PLANTED.values():
        changed = Document(str(made[document].path))
        plant(changed)
        changed.save(str(tmp_path / "planted.docx"))
        paper = Paper(replace(made[document], path=tmp_path / "planted.docx"))
        finders |= {check.__name__ for check in CHECKS if list(check(paper))}
    assert finders == {check.__name__ for check in CHECKS}
