"""The report on paper, as LibreOffice sets it."""

from dataclasses import replace
from datetime import datetime

import pytest
from support.small_regime import small_regime
from support.small_report_data import material, small_ledger

from bdhvs_xl.documents.content.page_budget import PAGES
from bdhvs_xl.documents.make_report import make_office_report
from bdhvs_xl.documents.word.build_template import build_template

pytestmark = pytest.mark.slow


@pytest.fixture
def pages(soffice, pdftotext, tmp_path):
    def pages_of(regime, ledger):
        report = make_office_report(
            material(regime, ledger), build_template(regime, tmp_path), now=datetime(2026, 5, 27), author=""
        )
        path = tmp_path / "report.docx"
        path.write_bytes(report.document)
        return pdftotext(soffice(path, "pdf"), "-layout").split("\f")[:-1]

    return pages_of


def wordy():
    """Three units that write a hundred sentences about everything, all of it ticked."""
    ledger = small_ledger()
    text = " ".join(f"Đơn vị đã tổ chức {n} hội nghị quán triệt đến toàn thể cán bộ, đảng viên." for n in range(100))
    units = ("14212", "13669", "LDLD")
    ledger.narrative = [
        {"quote": "x", "unit": unit, "unit_name": "", "section": section, "text": text, "file": "", "cell": unit}
        for unit in units
        for section in ("leading_done", "proposals")
    ]
    return ledger


def test_the_main_text_never_takes_more_than_the_letter_allows(pages):
    printed = pages(small_regime(), wordy())
    appendix = next(n for n, page in enumerate(printed) if "Phụ lục I\n" in page)
    assert PAGES - 1 <= appendix <= PAGES


def test_no_page_is_blank_and_numbers_start_anew_in_each_appendix(pages):
    regime = small_regime()
    many = [slot for slot in regime.schedule for _ in range(40)]
    printed = pages(replace(regime, schedule=tuple(many)), small_ledger())
    firsts = [page.strip().splitlines()[0].strip() for page in printed]
    assert all(len(page.strip()) > 40 for page in printed)
    start = firsts.index("Phụ lục I")
    assert firsts[start + 1 : start + 3] == ["2", "Phụ lục II"] or firsts[start + 1 : start + 3] == ["2", "3"]
