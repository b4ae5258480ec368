"""Reports made and at once compared: nothing differs, whatever regime, style and data; and no edit breaks the check."""

import random
from dataclasses import replace
from datetime import datetime

import pytest
from support.small_regime import small_regime
from support.small_report_data import agreed, material, small_ledger
from support.word_edits import EditedWord, W

from bdhvs_xl import paths
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.review import edited_docx
from bdhvs_xl.documents.review.compare_report import compare_report
from bdhvs_xl.documents.review.comparison import Comparison
from bdhvs_xl.documents.word.build_template import build_template
from bdhvs_xl.errors import UserError
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.regime.loader import load_regime

pytestmark = pytest.mark.slow


NOW = datetime(2026, 5, 27, 9)


def made(the_material, folder):
    """The report's file and, again from the same material, the report made anew."""
    template = build_template(the_material.regime, folder)
    path = folder / "báo cáo.docx"
    path.write_bytes(make_office_report(the_material, template, now=NOW, author="An").document)
    return path, template


def differences(path, template, the_material):
    anew = edited_docx.read_generated_document(make_office_report(the_material, template, now=NOW, author="").document)
    return compare_report(Comparison(edited_docx.read_edited_document(path), the_material, anew))


@pytest.mark.parametrize("style", ["Đảng", "Nhà nước"])
def test_a_report_just_made_has_no_differences(style, tmp_path):
    regime = small_regime()
    regime = replace(regime, settings={**regime.settings, "style": style})
    assert differences(*made(material(regime), tmp_path), material(regime)) == []


def test_what_changed_is_told_by_rule_and_number(tmp_path):
    """An agreed value takes the number of newsletters below the target."""
    path, template = made(material(), tmp_path)
    ledger = small_ledger()
    ledger.adjustments = [agreed("2.1", "value", 90.0)]
    found = differences(path, template, material(ledger=ledger))
    assert [(d.rule, d.section, d.then, d.now) for d in found] == [
        ("report_figure_outdated", "II", "114", "90"),
        ("report_conclusion_changed", "II", SENTENCE.format("114, vượt"), SENTENCE.format("90, chưa đạt")),
        ("report_figure_outdated", "Phụ lục II", "114", "90"),
        ("report_conclusion_changed", "Phụ lục II", found[3].then, found[3].now),
    ]
    assert found[0].source == (
        "Số chốt (Họp Tổ Công tác). xã Giao Ninh (14212.xlsx, Kết quả!E7); phường Nam Định (13669.xlsx, Kết quả!E7)"
    )
    assert "thêm “Số chốt: Họp Tổ Công tác”" in found[3].message


SENTENCE = "- Số bài viết, bản tin về Phong trào: {} mục tiêu 100."


@pytest.mark.parametrize("seed", range(25))
def test_no_edit_breaks_the_check(seed, tmp_path):
    """Paragraphs, rows, runs, controls and texts deleted, doubled and shuffled at random."""
    chance = random.Random(seed)
    path, template = made(material(), tmp_path)
    word = EditedWord(path)
    for _ in range(20):
        nodes = list(word.root.iter(*(f"{W}{name}" for name in ("p", "tr", "r", "sdt", "sdtPr", "t", "pPr"))))
        node, other = chance.choice(nodes), chance.choice(nodes)
        match chance.randrange(4):
            case 0 if len(node.getparent()) > 1:
                node.getparent().remove(node)
            case 1 if node not in other.iterancestors() and node is not other:
                other.addnext(node)
            case 2:
                for text in node.iter(f"{W}t"):
                    text.text = chance.choice(["", "12", "1.000 người", "Nghị quyết 57 ", "…", "a | b. "])
            case 3 if chance.random() < 0.1:
                word.drop_map()
    word.save(path)
    try:
        found = differences(path, template, material())
    except UserError:
        return
    assert all(d.message and d.cure and d.finding("a.docx", False).message for d in found)


@pytest.mark.parametrize("regime", sorted(path.stem for path in paths.regimes_folder().glob("*.toml")))
def test_an_empty_report_of_every_regime_has_no_differences(regime, tmp_path):
    the_material = material(load_regime(regime), Ledger())
    assert differences(*made(the_material, tmp_path), the_material) == []
