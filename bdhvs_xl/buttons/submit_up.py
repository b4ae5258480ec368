"""Báo cáo cấp trên: this master's totals fill the form that the level above sent; the form given stays as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.intake import log
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.outcome import Argument, Outcome, WorksOn
from bdhvs_xl.problem import Finding
from bdhvs_xl.regime.records import Regime
from bdhvs_xl.report import sent_up
from bdhvs_xl.report.figures import Figures, plain
from bdhvs_xl.report.material import Material
from bdhvs_xl.report.references import Linker
from bdhvs_xl.rollup.current import Current, current
from bdhvs_xl.rollup.upward import filling, remarks
from bdhvs_xl.rollup.upward.content import content
from bdhvs_xl.rollup.upward.counterparts import NO_PLACE
from bdhvs_xl.rollup.upward.filling import Filled
from bdhvs_xl.rollup.upward.form_above import FormAbove, form_above
from bdhvs_xl.workbook import definitions
from bdhvs_xl.workbook.book import Book
from bdhvs_xl.workbook.layout import NARRATIVE, REPORTS_FOLDER
from bdhvs_xl.workbook.words import SEVERITY_NAMES

LABEL = BUTTON_NAMES["submit_up"]
WORKS_ON: WorksOn = "master"
ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        "form",
        "biểu mẫu .xlsx cơ quan cấp trên gửi cho cơ quan mình",
        kind="open",
        question="Chọn biểu mẫu cơ quan cấp trên gửi",
        suggested=".xlsx",
    ),
)

_GROUPS = {
    remarks.NOT_KNOWN: "Chưa có số",
    filling.KEPT: "Giữ nội dung đã ghi sẵn",
    NO_PLACE: "Không có chỗ tương ứng",
    remarks.AGREED: "Dùng số chốt",
    remarks.AGREED_PERCENT: "Số chốt thiếu tử số, mẫu số",
    remarks.COVERAGE: "Số tạm tính hoặc còn ít đơn vị",
}
"""What is told in a few words with the codes concerned; everything else is told in full."""


def run(book: Book, form: Path) -> Outcome:
    """The filled form in a file of its own, and the list of what people must look at; refused while totals are old.

    The master is changed first: one that Excel will not let be changed leaves no form that nobody knows of.
    """
    regime = definitions.read(book)
    now, above = current(book, regime), form_above(form, regime)
    ledger, unlinked = _with_figures(regime, now)
    carried = content(regime, ledger, now.totals, above.regime, above.asked)
    filled = filling.fill(above, carried)
    findings = _in_order([*above.findings, *carried.findings, *filled.findings, *unlinked])
    target, listing = _free_names(book, form)
    message = _message(above, filled, target)
    log.append(book, [log.Entry(button=LABEL, subject=message, file=f"{REPORTS_FOLDER}/{target.name}")])
    above.form.save(target)
    sent_up.write(listing, findings, book.now)
    book.save()
    told = "\n".join([message, *_told(findings), f"Đủ chi tiết ở “{listing.name}”."])
    return Outcome(message=told, findings=findings, files=[target, listing], to_open=target)


def _with_figures(regime: Regime, now: Current) -> tuple[Ledger, list[Finding]]:
    """What was received, figures put into the office's own words; and the references that stand for no figure."""
    material = Material(regime=regime, ledger=now.ledger, totals=now.totals, contributions=now.contributions)
    findings: list[Finding] = []
    linker = Linker(material, Figures(), findings)

    def linked(row: dict[str, str]) -> dict[str, str]:
        if row["unit"]:
            return row
        return row | {
            "text": plain(linker.link(row["text"], NARRATIVE, "", f"Trang {NARRATIVE}, mục {row['section']}"))
        }

    return replace(now.ledger, narrative=[linked(row) for row in now.ledger.narrative]), findings


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: list(SEVERITY_NAMES).index(finding.severity))


def _free_names(book: Book, form: Path) -> tuple[Path, Path]:
    """Names for the filled form and its list that overwrite nothing."""
    folder = book.path.parent / REPORTS_FOLDER
    folder.mkdir(exist_ok=True)
    number = 1
    while True:
        stem = form.stem if number == 1 else f"{form.stem} ({number})"
        target, listing = folder / f"{stem}.xlsx", folder / f"{stem} - {sent_up.ENDING}.xlsx"
        if not target.exists() and not listing.exists():
            return target, listing
        number += 1


def _message(above: FormAbove, filled: Filled, target: Path) -> str:
    counts = (
        f"{filled.indicators}/{len(above.asked)} chỉ số", f"{filled.documents} văn bản", f"{filled.practices} mô hình",
        f"{filled.sections} mục phần lời",
    )  # fmt: skip
    return f"Đã lập “{target.name}” cho {above.unit.name} ({above.unit.code}): {vi.join(counts)}."


def _told(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each kind of finding with the codes concerned, then what is not about one indicator."""
    for rule, words in _GROUPS.items():
        places = [finding.indicator or finding.cell for finding in findings if finding.rule == rule]
        if places:
            yield f"{words}: {', '.join(dict.fromkeys(places))}."
    yield from (finding.message for finding in findings if finding.rule not in _GROUPS)
