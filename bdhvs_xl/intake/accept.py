"""Checks that a form belongs to this master: its report, its period, and the unit that the form was issued to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bdhvs_xl import vi
from bdhvs_xl.errors import Finding, UserError
from bdhvs_xl.form.identity import form_revision, form_token
from bdhvs_xl.form.self_check.check_code import CODE_ROW, compute_check_code, is_check_code
from bdhvs_xl.intake import grid_keys
from bdhvs_xl.intake.parse import as_typed
from bdhvs_xl.intake.repair.repair_evidence import ASK_UNIT, UNREAD
from bdhvs_xl.intake.submission import Submission
from bdhvs_xl.master.layout import NUMBER_COLUMNS
from bdhvs_xl.ooxml.cell import MAX_TEXT, has_room
from bdhvs_xl.regime import catalogue
from bdhvs_xl.regime.model import Regime

_MAX_IDENTITY = 1000
_CODE_LIKE = re.compile(r"\d")
_SHORTEN = "Đề nghị đơn vị rút ngắn nội dung ô đó rồi gửi lại."
_USE_ISSUED = "Đề nghị đơn vị điền vào biểu mẫu đã phát cho đơn vị mình."


def identify_unit(regime: Regime, submission: Submission) -> Submission:
    """The submission with its unit: by the name on the results sheet when the identity sheet is lost.

    Report and period are then unknown, so the submission is not `sure`. UserError when the name does not fit exactly
    one unit.
    """
    if submission.unit:
        return submission
    name = submission.identity["unit_name"]
    found = [unit for unit in regime.reporting_units() if vi.fold(unit.name) == vi.fold(name)]
    if len(found) != 1:
        raise UserError(f"Biểu mẫu không còn trang thông tin, tên “{name}” chưa đủ biết là đơn vị nào.", _USE_ISSUED)
    period = {key: regime.settings[key] for key in ("period_from", "period_to")}
    known = {"regime": regime.id, "form_revision": form_revision(regime), "unit_code": found[0].code, **period}
    return replace(submission, unit=found[0].code, identity={**submission.identity, **known}, sure=False)


def accept_submission(regime: Regime, submission: Submission) -> Submission:
    """The submission for this master, its findings completed: with the unit, and lost rows apart from rows not asked.

    UserError with the reason when the form is of another report, period, unit or master, or has a text longer than an
    Excel cell can hold.
    """
    _check_room(submission)
    _check_report(regime, submission)
    _check_unit(regime, submission)
    is_current = submission.identity["form_revision"] == form_revision(regime)
    asked = submission.asked | regime.indicator.keys() if is_current else submission.asked
    findings = [finding for known in submission.findings for finding in _of_indicators(regime, known)]
    findings += _answers_to_nothing(regime, submission)
    findings += _lost_rows(regime, submission) if is_current else _older(regime, submission)
    findings += _other_code(submission)
    others = [*_of_another(regime, submission)]
    findings += others
    named = tuple(replace(f, unit=submission.unit, file=f.file or submission.file) for f in findings)
    return replace(submission, asked=frozenset(asked), findings=named, sure=submission.sure and not others)


def _check_room(submission: Submission) -> None:
    """UserError when a text is too long for Excel: LibreOffice and others allow longer ones."""
    texts = [(answer.cell, answer.raw) for answer in submission.answers]
    texts += [
        (line.cell, text) for line in (*submission.documents, *submission.practices) for text in line.fields.values()
    ]
    texts += [(narrative.cell, narrative.text) for narrative in submission.narrative]
    for cell, text in texts:
        if isinstance(text, str) and not has_room(text):
            raise UserError(f"Ô {cell} dài {len(text)} ký tự, một ô Excel chỉ chứa được {MAX_TEXT} ký tự.", _SHORTEN)
    for row, text in submission.identity.items():
        if len(text) > _MAX_IDENTITY:
            raise UserError(f"Trang thông tin đơn vị có ô dài {len(text)} ký tự (dòng {row}).", _SHORTEN)


def _check_report(regime: Regime, submission: Submission) -> None:
    identity = submission.identity
    if identity["regime"] != regime.id:
        raise UserError(f"Biểu mẫu thuộc loại báo cáo khác (“{identity['regime']}”).", _USE_ISSUED)
    period = [_date(identity[key]) for key in ("period_from", "period_to")]
    if period != [regime.period_from, regime.period_to]:
        typed = f"{identity['period_from']} - {identity['period_to']}"
        ours = f"{vi.format_date(regime.period_from)} - {vi.format_date(regime.period_to)}"
        raise UserError(f"Biểu mẫu của kỳ báo cáo khác ({typed}), kỳ này là {ours}.", _USE_ISSUED)


def _date(text: str) -> object:
    try:
        return vi.parse_date(text)
    except UserError:
        return text


def _check_unit(regime: Regime, submission: Submission) -> None:
    unit = regime.unit.get(submission.unit)
    if unit is None:
        cure = "Kiểm tra mã đơn vị ở trang Đơn vị của file tổng hợp."
        raise UserError(f"Không có đơn vị mã “{submission.unit}” trong file tổng hợp.", cure)
    if not unit.valid_in(regime.period_from, regime.period_to):
        heir = regime.unit.get(unit.successor)
        now = f", nay là {heir.name} ({heir.code})" if heir else ""
        raise UserError(f"{unit.name} ({unit.code}) không còn trong kỳ báo cáo này{now}.", _USE_ISSUED)
    given = submission.identity["token"]
    if given and given != form_token(regime, unit.code):
        raise UserError(*_relabelled(regime, submission.unit, given))


def _relabelled(regime: Regime, code: str, given: str) -> tuple[str, str]:
    owner = next((unit for unit in regime.units if form_token(regime, unit.code) == given), None)
    if owner is None:
        return "Biểu mẫu do một file tổng hợp khác phát ra.", _USE_ISSUED
    sentence = (
        f"Biểu mẫu này đã phát cho {owner.name} ({owner.code}) nhưng mã đơn vị bên trong ghi là {code}, "
        f"tức {regime.unit[code].name}."
    )
    return sentence, f"Hỏi lại số liệu là của {owner.name} hay của {regime.unit[code].name}. {_USE_ISSUED}"


def _of_another(regime: Regime, submission: Submission) -> Iterator[Finding]:
    """A warning when the sheet of results shows the name of another unit than the one that reports."""
    unit, shown = regime.unit[submission.unit], vi.fold(submission.titled)
    if not shown or shown == vi.fold(unit.name):
        return
    for owner in (other for other in regime.units if vi.fold(other.name) == shown):
        message = (
            f"Trang Kết quả ghi đơn vị báo cáo là {owner.name} ({owner.code}), trang thông tin ghi {unit.name} "
            f"({unit.code})."
        )
        cure = f"Hỏi lại số liệu là của đơn vị nào; là của {unit.name} thì chọn “Lấy số mới” ở dòng chung của đơn vị."
        yield catalogue.new_finding("form_other_unit", message, raw=submission.titled, cure=cure)


def _lost_rows(regime: Regime, submission: Submission) -> Iterator[Finding]:
    reported = {finding.indicator for finding in submission.findings if finding.rule == grid_keys.LOST}
    for code in regime.indicator:
        if code not in submission.asked and code not in reported:
            message = f"Biểu mẫu gửi về không còn dòng của chỉ số {code}."
            cure = "Hỏi lại đơn vị số liệu của chỉ số này."
            yield catalogue.new_finding(grid_keys.LOST, message, indicator=code, cure=cure)


def _older(regime: Regime, submission: Submission) -> Iterator[Finding]:
    new = [code for code in regime.indicator if code not in submission.asked]
    told = f", chưa hỏi chỉ số {', '.join(new)}" if new else ""
    message = f"Đơn vị dùng biểu mẫu phát trước khi nội dung thay đổi{told}. Số liệu vẫn được nhận."
    cure = "Nếu cần số của chỉ số mới: gửi biểu mẫu mới hoặc nhập ở trang đơn vị." if new else ""
    yield catalogue.new_finding("form_revision", message, cure=cure)


def _of_indicators(regime: Regime, finding: Finding) -> Iterator[Finding]:
    """The finding; of a row that shows the code of no indicator here, that it is not read; of other words nothing."""
    if finding.rule != grid_keys.LOST or finding.indicator in regime.indicator:
        yield finding
    elif _CODE_LIKE.match(finding.indicator):
        row = finding.cell.removeprefix("A")
        message = f"Dòng {row} ghi mã “{finding.indicator}” không phải chỉ số của báo cáo này nên chưa được đọc."
        yield replace(
            finding,
            rule=UNREAD,
            severity=catalogue.check_severity(UNREAD),
            indicator="",
            message=message,
            cure=ASK_UNIT,
        )


def _answers_to_nothing(regime: Regime, submission: Submission) -> Iterator[Finding]:
    """What is told of rows whose keys are no indicators here, such as headings, one finding for each."""
    told = {a.indicator: a for a in reversed(submission.answers) if a.indicator not in regime.indicator}
    for code, answer in reversed(told.items()):
        sheet, _, cell = answer.cell.rpartition("!")
        message = f"Dòng “{code}” không phải chỉ số của báo cáo này nên nội dung ghi ở dòng ấy chưa được đọc."
        yield catalogue.new_finding(UNREAD, message, sheet=sheet, cell=cell, raw=as_typed(answer.raw), cure=ASK_UNIT)


def _other_code(submission: Submission) -> Iterator[Finding]:
    """A notice when the check code that the form shows is not that of the values in it."""
    stated = submission.identity.get(CODE_ROW, "")
    typed = [(a.indicator, a.column, a.raw) for a in submission.answers if a.column in (*NUMBER_COLUMNS, "answer")]
    computed = compute_check_code(typed)
    if is_check_code(stated) and computed and stated != computed:
        message = f"Mã kiểm tra trong tệp là {stated}, tính lại từ số liệu là {computed}."
        cure = "Số liệu có thể đã sửa sau khi in bản ký: đối chiếu mã in trên bản ký, số ở trang Kết quả với tệp."
        yield catalogue.new_finding("form_check_code", message, cure=cure)
