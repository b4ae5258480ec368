"""The files that units return in the demo: filled forms under people's own names, and unrelated or damaged files."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from pathlib import Path

import openpyxl

from bdhvs_xl import vi
from bdhvs_xl.demo.fill_forms import fill_sample_form
from bdhvs_xl.demo.sample_answers import Samples, SampleUnit

AFTERNOON = time(16, 30)
LAST_DAY = datetime(2026, 5, 26, 16, 30)
IN_ZIP, IN_FOLDER, RENAMED = "14212", "13609", "14725"
"""Whose form comes in a .zip, in a folder of its own, under a person's own name."""


def write_returned_files(samples: Samples, forms: Iterable[Path], folder: Path) -> Iterator[datetime]:
    """Write the units' files into `folder` day by day; yields each day after its files are written."""
    folder.mkdir()
    form_of = {path.name.partition("-")[0]: path for path in forms}
    sending = [unit for unit in samples.units if unit.sends == "form"]
    for day in sorted({_day(unit) for unit in sending}):
        for unit in sending:
            if _day(unit) == day:
                _send(unit, form_of[unit.code], folder)
        yield day
    _send_again(samples.variant, form_of[samples.variant.code], folder)
    for unit in samples.units:
        if unit.sends == "scan":
            _scan(form_of[unit.code], folder)
    _stranger(folder)
    _damaged(form_of[sending[0].code], folder)
    yield LAST_DAY


def _day(unit: SampleUnit) -> datetime:
    return datetime.combine(vi.parse_date(unit.identity["reported_on"]), AFTERNOON)


def _send(unit: SampleUnit, form: Path, folder: Path) -> None:
    target = folder / form.name
    if unit.code == IN_FOLDER:
        target = folder / "Gửi qua thư điện tử" / form.name
    elif unit.code == RENAMED:
        target = folder / "Báo cáo BDHVS (bản chính thức, đã sửa).xlsx"
    target.parent.mkdir(exist_ok=True)
    fill_sample_form(form, unit, target)
    if unit.code == IN_ZIP:
        _zip(target)


def _zip(form: Path) -> None:
    with zipfile.ZipFile(form.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(form, form.name)
    form.unlink()


def _send_again(variant: SampleUnit, form: Path, folder: Path) -> None:
    fill_sample_form(form, variant, folder / f"{form.stem} (gửi lại).xlsx")


def _scan(form: Path, folder: Path) -> None:
    """A scan of the signed paper: a PDF with one blank page."""
    page = b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    head = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    (folder / f"{form.stem} - bản ký scan.pdf").write_bytes(head + page + b"trailer<</Root 1 0 R>>\n%%EOF\n")


def _stranger(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["STT", "Họ và tên", "Số điện thoại"])
    book.worksheets[0].append([1, "Nguyễn Văn A", "0000 000 000"])
    book.save(folder / "Danh sách đại biểu.xlsx")


def _damaged(form: Path, folder: Path) -> None:
    target = folder / "Bao cao BDHVS tai xuong loi.xlsx"
    shutil.copyfile(form, target)
    os.truncate(target, target.stat().st_size // 3)
