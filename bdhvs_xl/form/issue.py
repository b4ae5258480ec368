"""The folder of forms: built in a draft folder, then moved in; existing forms that differ are kept in a subfolder."""

import errno
import filecmp
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.errors import UserError, to_user_error
from bdhvs_xl.form.build.addressee import asked_indicator_codes, unit_texts
from bdhvs_xl.form.build.form_workbook import build_form, build_unit_template
from bdhvs_xl.form.fill_template import FormTemplate
from bdhvs_xl.form.identity import common_form_name, form_name
from bdhvs_xl.master.book.atomic import draft_folder, open_in_excel
from bdhvs_xl.master.book.protocol import Book, Progress
from bdhvs_xl.master.labels import STATUS_NAMES
from bdhvs_xl.master.tables import TRACKING_TABLE
from bdhvs_xl.ooxml.cell import Cell
from bdhvs_xl.regime.model import Regime

_STEP = 50


@dataclass(frozen=True)
class IssuedForms:
    """The forms now in the folder: paths by unit code, codes of new or changed forms, path of the common form.

    `set_aside` is the folder that older forms were moved to, None without any.
    """

    forms: dict[str, Path]
    fresh: frozenset[str]
    common: Path
    set_aside: Path | None


def write_forms(regime: Regime, folder: Path, today: date, progress: Progress) -> IssuedForms:
    """Write the form of every reporting unit and the common form into `folder`.

    Identical forms there stay untouched; other workbooks there are moved to `Bản cũ <date>`.
    UserError when the regime has no unit or a file is open in another program; the folder is then unchanged.
    """
    if not regime.reporting_units():
        raise UserError(
            "Trang Đơn vị chưa có đơn vị nào phải báo cáo trong kỳ này.",
            "Ghi đơn vị vào trang Đơn vị (mã, tên, loại), kiểm tra cột Hiệu lực, rồi bấm lại Tạo biểu mẫu.",
        )
    if folder.is_file():
        raise to_user_error(FileExistsError(errno.EEXIST, "", str(folder)))
    common = common_form_name(regime)
    with draft_folder(folder) as place:
        draft = place / folder.name
        draft.mkdir()
        names = dict(_make(regime, draft, progress))
        fresh = _differing(draft, folder, [*names.values(), common])
        set_aside = _set_aside(folder, {*names.values(), common} - fresh, today)
        _move_in(draft, folder, fresh)
    changed = frozenset(code for code, name in names.items() if name in fresh)
    return IssuedForms({code: folder / name for code, name in names.items()}, changed, folder / common, set_aside)


def record_issue_date(book: Book, regime: Regime, issued: IssuedForms) -> None:
    """Write the date into `Đã phát biểu mẫu` of the units whose form is new; units not tracked yet are added.

    An existing form counts as new when the cell is empty: after Khôi phục the forms are still there, the date is not.
    """
    rows = book.read_table(TRACKING_TABLE)
    tracked = {str(row["unit"]) for row in rows}
    rows += [_tracking_row(regime, code) for code in issued.forms if code not in tracked]
    today = vi.format_date(book.now)
    for row in rows:
        if row["unit"] in issued.fresh or (row["unit"] in issued.forms and not row["sent"]):
            row["sent"] = today
    book.replace_rows(TRACKING_TABLE, rows)


def _tracking_row(regime: Regime, code: str) -> dict[str, Cell]:
    unit = regime.unit[code]
    deadline = vi.format_date(unit.deadline or regime.deadline)
    return {"unit": code, "name": unit.name, "status": STATUS_NAMES["not_sent"], "deadline": deadline}


def _make(regime: Regime, draft: Path, progress: Progress) -> Iterator[tuple[str, str]]:
    """Write all forms into `draft`; gives each unit's code and file name."""
    build_form(regime, draft / common_form_name(regime))
    units, stamps = regime.reporting_units(), dict[frozenset[str], FormTemplate]()
    for done, unit in enumerate(units, 1):
        asked = asked_indicator_codes(regime, unit)
        if asked not in stamps:
            stamps[asked] = _stamp(regime, asked, draft)
        name = form_name(unit, regime)
        (draft / name).write_bytes(stamps[asked].stamp(unit_texts(regime, unit)))
        yield unit.code, name
        if done % _STEP == 0 or done == len(units):
            progress(BUTTON_NAMES["issue_forms"], done, len(units))


def _stamp(regime: Regime, asked: frozenset[str], draft: Path) -> FormTemplate:
    template = draft / "template.xlsx"
    build_unit_template(regime, asked, template)
    stamp = FormTemplate(template)
    template.unlink()
    return stamp


def _differing(draft: Path, folder: Path, names: list[str]) -> set[str]:
    """The names of new forms that are not in `folder` as they are."""
    present = {path.name for path in folder.glob("*.xlsx")}
    return {n for n in names if n not in present or not filecmp.cmp(draft / n, folder / n, shallow=False)}


def _set_aside(folder: Path, same: set[str], today: date) -> Path | None:
    """Move every workbook of `folder` that is not in `same` to a folder of its own."""
    old = [path for path in folder.glob("*.xlsx") if path.name not in same and not path.name.startswith("~$")]
    if not old:
        return None
    for path in old:
        _require_closed(path)
    target = _new_folder(folder, f"Bản cũ {today.isoformat()}")
    for path in old:
        _move(path, target / path.name)
    return target


def _move_in(draft: Path, folder: Path, names: set[str]) -> None:
    if not folder.exists():
        _move(draft, folder)
        return
    for name in names:
        _move(draft / name, folder / name)


def _new_folder(parent: Path, name: str) -> Path:
    """A new folder: `name`, or `name (2)` and so on when it exists."""
    number, folder = 1, parent / name
    while folder.exists():
        number += 1
        folder = parent / f"{name} ({number})"
    folder.mkdir()
    return folder


def _require_closed(path: Path) -> None:
    try:
        path.open("r+b").close()
    except PermissionError as error:
        raise open_in_excel(path) from error


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except PermissionError as error:
        raise open_in_excel(source) from error
