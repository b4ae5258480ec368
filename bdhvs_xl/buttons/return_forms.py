"""Đề nghị chỉnh sửa: each unit's own file back to it, faulty cells marked and open, all else locked, with a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.buttons import validate
from bdhvs_xl.checks.corrections.request import Request, Requests, to_correct
from bdhvs_xl.checks.same_texts import named
from bdhvs_xl.intake import answers, log, originals
from bdhvs_xl.intake.ledger import Ledger, Tracked
from bdhvs_xl.intake.sheets import received_at
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.workbook.atomic import draft_folder
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.identity import correction_name
from bdhvs_xl.workbook.layout import CORRECTIONS_FOLDER
from bdhvs_xl.workflow import refresh

LABEL = BUTTON_NAMES["return_forms"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "warnings",
        "đề nghị cả các cảnh báo chưa có lý do, không chỉ các lỗi",
        kind="agree",
        required=False,
        question="Đề nghị cả các cảnh báo chưa có lý do? (Chọn Không: chỉ đề nghị sửa các lỗi.)",
    ),
)


@dataclass(frozen=True, slots=True)
class _Made:
    """A request and the file it went into; `again` when it lay there already, unchanged since."""

    request: Request
    path: Path
    again: bool


def run(book: Book, warnings: str = "") -> Outcome:
    """The files to send to the units, in `Cần chỉnh sửa` beside the master; what they ask is written in the log.

    A unit whose file from an earlier press asks the same and still lies there gets no second one.
    """
    regime, ledger = refresh.load_current(book)
    findings = refresh.run_checks(book, regime, ledger)
    asked = to_correct(findings, bool(warnings))
    asked = {unit: found for unit, found in asked.items() if unit in ledger.tracking and unit in regime.unit}
    made = _made(book, regime, ledger, asked)
    for each in made:
        _track(book, ledger.tracking[each.request.unit.code], each)
    refresh.save_and_refresh(book, regime, ledger, findings)
    message = _message(made)
    log.append(book, [log.Entry(button=LABEL, subject=message, file=CORRECTIONS_FOLDER if made else "")])
    book.save()
    return Outcome(
        message="\n".join([message, *_told(made)]),
        findings=[finding for found in asked.values() for finding in found],
        files=[each.path for each in made],
        to_open=book.path.parent / CORRECTIONS_FOLDER if made else None,
        landing=None if made else validate.landing(findings),
    )


def _made(book: Book, regime: Regime, ledger: Ledger, asked: dict[str, list[Finding]]) -> list[_Made]:
    known, root = answers.requests(book), originals.received_folder(book.path)
    made: list[_Made] = []
    with draft_folder(book.path.parent / CORRECTIONS_FOLDER) as place:
        requests = Requests(regime, ledger, root, place)
        for number, (code, found) in enumerate(asked.items(), start=1):
            made.append(_one(book, requests.request(regime.unit[code], found), known, root))
            book.progress(LABEL, number, len(asked))
    log.append(book, (_entry(book, each, root) for each in made if not each.again))
    return made


def _one(book: Book, request: Request, known: dict[tuple[str, str], tuple[str, str]], root: Path) -> _Made:
    _, sent = known.get((request.unit.code, request.id), ("", ""))
    if sent and (book.path.parent / sent).is_file():
        return _Made(request, book.path.parent / sent, again=True)
    path = _free_name(book, request)
    request.write(path)
    return _Made(request, path, again=False)


def _free_name(book: Book, request: Request) -> Path:
    folder = book.path.parent / CORRECTIONS_FOLDER
    folder.mkdir(exist_ok=True)
    number, name = 1, correction_name(request.unit, book.now.date())
    path = folder / f"{name}.xlsx"
    while path.exists():
        number += 1
        path = folder / f"{name} ({number}).xlsx"
    return path


def _entry(book: Book, made: _Made, root: Path) -> log.Entry:
    """The line of the log by which the answer will be known, after a copy of the request was put with the originals."""
    request, sent = made.request, f"{CORRECTIONS_FOLDER}/{made.path.name}"
    kept = originals.keep(root, originals.unit_folder(request.unit), made.path.name, made.path.read_bytes())
    return answers.entry(request.unit.code, request.id, len(request.lines), kept, sent)


def _track(book: Book, tracked: Tracked, made: _Made) -> None:
    if not made.again:
        tracked.asked_back = received_at(book)


def _message(made: Sequence[_Made]) -> str:
    if not made:
        return "Không có đơn vị nào phải chỉnh sửa."
    count = sum(len(each.request.lines) for each in made)
    return (
        f"Có {len(made)} tệp đề nghị chỉnh sửa {vi.format_number(count)} nội dung ở thư mục “{CORRECTIONS_FOLDER}”: "
        "hãy gửi cho đơn vị. Đơn vị sửa xong gửi lại thì bấm Nhận báo cáo."
    )


def _told(made: Sequence[_Made]) -> Iterator[str]:
    again = [each.request.unit.name for each in made if each.again]
    fresh = [each.request.unit.name for each in made if each.request.note]
    if again:
        yield f"Đã có tệp từ lần trước, nội dung không đổi: {named(again)}."
    if fresh:
        yield f"Không dùng lại được tệp đơn vị đã gửi nên là biểu mẫu mới điền sẵn số liệu: {named(fresh)}."
