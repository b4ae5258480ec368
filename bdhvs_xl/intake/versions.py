"""Two versions of a unit's report: the current one stays in use until someone chooses; the other one is pending.

`Theo dõi` names the newest pending file (`held_file`, below `Đã nhận`); an earlier one stays in `Đã nhận` and in the
log. The differences are computed from that file each time, so nothing is lost when `Kiểm tra` is rewritten.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath

from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.intake import archive_originals, correction_replies, not_asked, unit_sheet_values
from bdhvs_xl.intake.accept import accept_submission, identify_unit
from bdhvs_xl.intake.differences import PendingReport, Rows, VersionDifference, find_differences, pending_report
from bdhvs_xl.intake.ledger import Ledger, Value, ValueKey
from bdhvs_xl.intake.read_form import read_form
from bdhvs_xl.intake.repair.repair_evidence import visible_labels
from bdhvs_xl.intake.submission import CHANNEL_FORM
from bdhvs_xl.master import log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import CHOICES, COLUMN_NAMES, code_for_label
from bdhvs_xl.master.layout import FORM_DOCUMENTS, FORM_PRACTICES
from bdhvs_xl.master.tables import FINDINGS_TABLE
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Regime

RULE = "versions"
LOG_LABEL = "Chọn giữa hai bản"
KEEP, TAKE = "keep", "take"
_CURE = f"Chọn “{CHOICES[KEEP]}” hoặc “{CHOICES[TAKE]}” ở cột Lựa chọn rồi bấm Kiểm tra."
_SHOWN = 200

# --- findings -------------------------------------------------------------------------------------------------------


def pending_report_findings(book: Book, regime: Regime, ledger: Ledger) -> list[Finding]:
    """For every unit with a pending report: one finding for the whole, and one for each difference."""
    return [finding for unit in _waiting(ledger) for finding in _findings(book, regime, ledger, unit)]


def _findings(book: Book, regime: Regime, ledger: Ledger, unit: str) -> list[Finding]:
    file = ledger.tracking[unit].held_file
    try:
        held = _reopened(book, regime, ledger, unit)
    except UserError as error:
        sentence = f"Không mở lại được bản đang chờ chọn. {error.message}"
        return [catalogue.new_finding(RULE, sentence, unit=unit, cure=error.hint, file=file)]
    different = find_differences(ledger, held)
    return [_summary(ledger, held, len(different)), *(_finding(unit, file, each) for each in different)]


def _summary(ledger: Ledger, held: PendingReport, count: int) -> Finding:
    tracked = ledger.tracking[held.submission.unit]
    present = PurePath(tracked.file).name or f"số liệu {tracked.channel.lower()}"
    waiting = PurePath(tracked.held_file).name
    message = f"Có hai bản báo cáo khác nhau ở {count} chỗ: đang dùng {present}, bản chờ chọn là {waiting}."
    if not tracked.file and not ledger.values.get(tracked.unit):
        message = f"Báo cáo {waiting} có chỗ đọc chưa chắc nên chưa số nào được nhận: {count} chỗ chờ chọn."
    if held.base:
        message = (
            f"Bản trả lời đề nghị chỉnh sửa ({waiting}) còn khác ở {count} chỗ không được đề nghị sửa, "
            "hoặc đã có số khác từ sau khi đề nghị."
        )
    cure = f"{_CURE} Lựa chọn ở dòng này áp dụng cho mọi dòng chưa chọn riêng của đơn vị."
    return catalogue.new_finding(
        RULE, message, unit=tracked.unit, raw=tracked.file, other=tracked.held_file, cure=cure, file=tracked.held_file
    )  # fmt: skip


def _finding(unit: str, file: str, difference: VersionDifference) -> Finding:
    indicator, column = difference.place or ("", "")
    present, held = (_shown(text) for text in (difference.present, difference.held))
    return catalogue.new_finding(
        RULE, f"{difference_place(difference)}: hiện có {present}, bản chờ chọn {held}.", unit=unit,
        indicator=indicator, column=column, raw=difference.present[:_SHOWN], other=difference.held[:_SHOWN], cure=_CURE,
        sheet=difference.sheet, cell=_part(difference) if difference.sheet else "", file=file,
    )  # fmt: skip


def difference_place(difference: VersionDifference) -> str:
    """The place of a difference as people say it."""
    if difference.place is None:
        return f"Trang {_part(difference)}"
    indicator, column = difference.place
    return f"Chỉ số {indicator}, cột “{COLUMN_NAMES[column]}”"


def _part(difference: VersionDifference) -> str:
    """The name of a list or section, e.g. "Văn bản (cả danh sách)"."""
    return f"{difference.sheet} ({difference.part})"


def _shown(text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + "…"
    return f"“{short}”" if text else "để trống"


# --- choices --------------------------------------------------------------------------------------------------------


def apply_choices(book: Book, regime: Regime, ledger: Ledger) -> list[log.LogEntry]:
    """Apply the choices made in `Kiểm tra` to the ledger and the unit sheets; returns the lines added to the log.

    A choice in the line of the whole report applies to every difference without its own. When every difference is
    decided, the report is no longer pending. A report whose file cannot be opened stays pending;
    `pending_report_findings` says why.
    """
    chosen = _choices(book)
    done = [entry for unit in _waiting(ledger) for entry in _decided(book, regime, ledger, unit, chosen)]
    log.append_log(book, done)
    unit_sheet_values.fill_unit_sheets(book, regime, ledger, dict.fromkeys(entry.unit for entry in done))
    return done


def _choices(book: Book) -> dict[str, str]:
    """The choices by the finding's key."""
    return {
        str(row["key"]): choice
        for row in book.read_table(FINDINGS_TABLE)
        if row["rule"] == RULE and (choice := code_for_label(CHOICES, row["choice"]))
    }


def _decided(
    book: Book, regime: Regime, ledger: Ledger, unit: str, chosen: Mapping[str, str]
) -> Iterator[log.LogEntry]:
    tracked = ledger.tracking[unit]
    for_all = chosen.get(catalogue.new_finding(RULE, "", unit=unit).key, "")
    if not for_all and not any(key.startswith(f"{unit}|") for key in chosen):
        return
    try:
        held = _reopened(book, regime, ledger, unit)
    except UserError:
        return
    different = find_differences(ledger, held)
    choices = [chosen.get(_finding(unit, tracked.held_file, each).key, for_all) for each in different]
    for difference, choice in zip(different, choices, strict=True):
        if choice == TAKE:
            apply_difference(ledger, held, difference)
        if choice == TAKE or (choice == KEEP and all(choices)):
            yield _entry(unit, held, difference, choice)
    if all(choices):
        if choices and set(choices) == {TAKE}:
            tracked.file, tracked.hash = held.origin.file, held.origin.hash
            for code in held.submission.asked:
                not_asked.remove_not_asked(ledger.values.get(unit, {}), code)
        tracked.held_file = ""
        yield log.LogEntry(button=LOG_LABEL, unit=unit, subject="Đã chọn xong", file=held.origin.file)


def apply_difference(ledger: Ledger, held: PendingReport, difference: VersionDifference) -> None:
    """Apply one difference of the pending report to the ledger."""
    unit = held.submission.unit
    if difference.place:
        _take_value(ledger.values.setdefault(unit, {}), held, difference.place)
    elif difference.sheet == FORM_DOCUMENTS:
        ledger.documents = _exchanged(ledger.documents, unit, held.documents)
    elif difference.sheet == FORM_PRACTICES:
        ticked = {row["name"]: row["quote"] for row in ledger.practices if row["unit"] == unit}
        new = [{**row, "quote": ticked.get(row["name"], "")} for row in held.practices]
        ledger.practices = _exchanged(ledger.practices, unit, new)
    else:
        others = [r for r in ledger.narrative if (r["unit"], r["section"]) != (unit, difference.part)]
        ledger.narrative = [*others, *(r for r in held.narrative if r["section"] == difference.part)]


def _take_value(values: dict[ValueKey, Value], held: PendingReport, place: ValueKey) -> None:
    if place in held.values:
        not_asked.remove_not_asked(values, place[0])
        values[place] = held.values[place]
    else:
        del values[place]


def _exchanged(rows: Rows, unit: str, new: Rows) -> Rows:
    return [*(row for row in rows if row["unit"] != unit), *new]


def _entry(unit: str, held: PendingReport, difference: VersionDifference, choice: str) -> log.LogEntry:
    before, after = difference.present, difference.held if choice == TAKE else difference.present
    return log.LogEntry(
        button=LOG_LABEL, unit=unit, subject=f"{difference_place(difference)}: {CHOICES[choice].lower()}",
        before=before, after=after, file=held.origin.file, hash=held.origin.hash,
    )  # fmt: skip


# --- the file that waits ----------------------------------------------------------------------------------------------


def _waiting(ledger: Ledger) -> list[str]:
    return [unit for unit, tracked in ledger.tracking.items() if tracked.held_file]


def _reopened(book: Book, regime: Regime, ledger: Ledger, unit: str) -> PendingReport:
    file = ledger.tracking[unit].held_file
    path = archive_originals.received_folder(book.path) / file
    if not path.is_file():
        raise UserError(f"Không thấy tệp “{file}” trong thư mục {path.parent.parent.name}.", "Nhận lại tệp này.")
    submission = accept_submission(
        regime, identify_unit(regime, read_form(path, file=file, channel=CHANNEL_FORM, shown=visible_labels(regime)))
    )
    base = correction_replies.answered_request(
        regime, submission, correction_replies.sent_requests(book), archive_originals.received_folder(book.path)
    )
    return pending_report(regime, submission, file, base)
