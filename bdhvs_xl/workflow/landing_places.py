"""The places of the master to show after a button: errors, units, results."""

from collections.abc import Iterable

from bdhvs_xl.errors import Finding
from bdhvs_xl.master.book.grid import parse_marker
from bdhvs_xl.master.book.protocol import Book
from bdhvs_xl.master.labels import SEVERITY_NAMES
from bdhvs_xl.master.layout import APPENDIX_GRID
from bdhvs_xl.master.tables import FINDINGS_TABLE, TRACKING_TABLE
from bdhvs_xl.regime.model import RESULT_KINDS
from bdhvs_xl.results import GoTo


def go_to_findings(findings: Iterable[Finding]) -> GoTo:
    """`Kiểm tra`, filtered to errors when there are any."""
    sheet, table = FINDINGS_TABLE.sheet, FINDINGS_TABLE.name
    if _any_error(findings):
        return GoTo(sheet, table, FINDINGS_TABLE.header("severity"), (SEVERITY_NAMES["error"],))
    return GoTo(sheet, table)


def go_to_errors_or_units(findings: Iterable[Finding]) -> GoTo:
    """The errors in `Kiểm tra` while there are any (two versions of one report are one), else `Theo dõi`."""
    found = list(findings)
    return go_to_findings(found) if _any_error(found) else GoTo(TRACKING_TABLE.sheet, TRACKING_TABLE.name)


def go_to_results(book: Book) -> GoTo | None:
    """The first appendix of results, found by its marker since people may rename sheets; None when there is none."""
    for sheet, marker in book.markers().items():
        kind, attributes = parse_marker(marker)
        if kind == APPENDIX_GRID and attributes.get("kind") in RESULT_KINDS:
            return GoTo(sheet)
    return None


def _any_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
