"""One row of an appendix's table."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One row of a table: its appendix, the model row that it copies, and its texts by field; figures are marked."""

    model: str
    fields: Mapping[str, str]
    appendix: str = ""
