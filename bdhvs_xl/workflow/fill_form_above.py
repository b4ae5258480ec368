"""Write the totals of a master into the form of the office above, and a list of the cells that people must check."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bdhvs_xl import vi
from bdhvs_xl.button_names import BUTTON_NAMES
from bdhvs_xl.documents import submit_up_notes
from bdhvs_xl.documents.content.references import FigureLinker
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figures import Figures, unmarked_text
from bdhvs_xl.errors import Finding
from bdhvs_xl.intake.ledger import Ledger
from bdhvs_xl.master import definitions, log
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import NARRATIVE, REPORTS_FOLDER
from bdhvs_xl.regime.model import Regime
from bdhvs_xl.rollup.current_totals import CurrentTotals, load_current_totals
from bdhvs_xl.submit_up import fill_form
from bdhvs_xl.submit_up.fill_form import FilledForm
from bdhvs_xl.submit_up.target_form import TargetForm, read_target_form
from bdhvs_xl.submit_up.upward_content import build_upward_content


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFilled:
    """The filled form, the list of cells to check, its findings blocking ones first, and a summary sentence."""

    form: Path
    listing: Path
    findings: Sequence[Finding]
    summary: str


def fill_form_above(book: Book, form: Path) -> FormFilled:
    """A copy of `form` filled with this master's totals; UserError while the appendices show other totals.

    The log is written before the files: if Excel refuses the change, no form is left without a log entry.
    """
    regime = definitions.read_definitions(book)
    now, above = load_current_totals(book, regime), read_target_form(form, regime)
    ledger, unlinked = _with_figures(regime, now)
    carried = build_upward_content(regime, ledger, now.totals, above.regime, above.asked)
    filled = fill_form.fill_target_form(above, carried)
    findings = _in_order([*above.findings, *carried.findings, *filled.findings, *unlinked])
    target, listing = submit_up_notes.free_form_paths(book, form)
    message = _summary(above, filled, target)
    entry = log.LogEntry(button=BUTTON_NAMES["submit_up"], subject=message, file=f"{REPORTS_FOLDER}/{target.name}")
    log.append_log(book, [entry])
    above.form.save(target)
    submit_up_notes.write_notes(listing, findings, book.now)
    book.save()
    return FormFilled(form=target, listing=listing, findings=findings, summary=message)


def _with_figures(regime: Regime, now: CurrentTotals) -> tuple[Ledger, list[Finding]]:
    """The ledger with figures filled into the office's narrative, and findings on references that match no figure."""
    material = ReportData(regime=regime, ledger=now.ledger, totals=now.totals, contributions=now.contributions)
    findings: list[Finding] = []
    linker = FigureLinker(material, Figures(), findings)

    def linked(row: dict[str, str]) -> dict[str, str]:
        if row["unit"]:
            return row
        place = f"Trang {NARRATIVE}, mục {row['section']}"
        return row | {"text": unmarked_text(linker.link(row["text"], NARRATIVE, "", place))}

    return replace(now.ledger, narrative=[linked(row) for row in now.ledger.narrative]), findings


def _in_order(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: list(SEVERITY_NAMES).index(finding.severity))


def _summary(above: TargetForm, filled: FilledForm, target: Path) -> str:
    counts = (
        f"{filled.indicators}/{len(above.asked)} chỉ số", f"{filled.documents} văn bản", f"{filled.practices} mô hình",
        f"{filled.sections} mục phần lời",
    )  # fmt: skip
    return f"Đã lập “{target.name}” cho {above.unit.name} ({above.unit.code}): {vi.join(counts)}."
