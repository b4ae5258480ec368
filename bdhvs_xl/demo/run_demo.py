"""Run the demo: the buttons that an office presses from the survey letter to the report."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.buttons import collect, issue_forms, new_master, roll_up, validate, write_report
from bdhvs_xl.demo import returned_files
from bdhvs_xl.demo.sample_answers import Samples, load_samples
from bdhvs_xl.errors import UserError
from bdhvs_xl.master.book.file_book import FileBook
from bdhvs_xl.master.book.protocol import Progress
from bdhvs_xl.master.tables import INDICATORS_TABLE, units_table
from bdhvs_xl.results import ButtonResult, FileOutcome

DEMO_FOLDER = "bdhvs-demo"
REGIME = "ninh_binh_02"
MASTER = "Tổng hợp khảo sát (số liệu mẫu).xlsx"
RETURNED_FOLDER = "Tệp các đơn vị gửi về"
USER = "Cán bộ mẫu"
ISSUED, REPORTED = datetime(2026, 5, 15, 9), datetime(2026, 5, 27, 9)


def run_demo(to: Path, progress: Progress | None = None) -> ButtonResult:
    """The result: files written into `to`, which must be new or empty, and which one to open first."""
    if to.exists() and any(to.iterdir()):
        raise UserError(f"Thư mục “{to}” đã có tệp.", "Xóa thư mục đó hoặc chọn thư mục khác bằng --to.")
    to.mkdir(parents=True, exist_ok=True)
    samples, master = load_samples(REGIME), to / MASTER
    new_master.run(regime=REGIME, to=master, now=ISSUED)
    _complete(master, samples)
    with FileBook(master, button="issue_forms", now=ISSUED, user=USER, progress=progress) as book:
        forms = issue_forms.run(book).files
    received = _collect(master, samples, forms, progress)
    return _report(master, received, progress)


def _collect(master: Path, samples: Samples, forms: Sequence[Path], progress: Progress | None) -> list[FileOutcome]:
    """Receive the files day by day; the result of each file on the day it arrives."""
    received: list[FileOutcome] = []
    for day in returned_files.write_returned_files(samples, forms, master.parent / RETURNED_FOLDER):
        with FileBook(master, button="collect", now=day, user=USER, progress=progress) as book:
            outcome = collect.run(book, folder=master.parent / RETURNED_FOLDER)
        received += [file for file in outcome.received if file.status != "unchanged"]
    return received


def _complete(master: Path, samples: Samples) -> None:
    """Type what the office knows into the blank master: numbers of its units, sample targets."""
    with FileBook(master, button="new_master", now=ISSUED, user=USER) as book:
        units = units_table(samples.attributes)
        known = {unit.code: unit.attributes for unit in samples.units}
        rows = book.read_table(units)
        book.replace_rows(
            units, [row | {f"attribute.{k}": v for k, v in known[str(row["code"])].items()} for row in rows]
        )
        indicators = book.read_table(INDICATORS_TABLE)
        book.replace_rows(
            INDICATORS_TABLE,
            [row | {"targets": samples.targets.get(str(row["code"]), row["targets"])} for row in indicators],
        )
        book.save()


def _report(master: Path, received: list[FileOutcome], progress: Progress | None) -> ButtonResult:
    """Press the buttons from Kiểm tra to Lập báo cáo."""
    outcomes = []
    for button in (validate, roll_up, write_report):
        name = button.__name__.rpartition(".")[2]
        with FileBook(master, button=name, now=REPORTED, user=USER, progress=progress) as book:
            outcomes.append(button.run(book))
    checked, added, report = outcomes
    return ButtonResult(
        message=_summary(received, outcomes),
        received=received,
        findings=checked.findings,
        totals=added.totals,
        files=[master, *report.files],
    )


def _summary(received: list[FileOutcome], outcomes: list[ButtonResult]) -> str:
    lines = [f"- Đã nhận {len(received)} tệp từ thư mục “{RETURNED_FOLDER}”."]
    lines += [f"- {outcome.message}" for outcome in outcomes]
    return "\n".join(
        [*lines, "", "Mọi số liệu đều là số mẫu. Mở trước file tổng hợp, rồi báo cáo và tệp nguồn số liệu:"]
    )
