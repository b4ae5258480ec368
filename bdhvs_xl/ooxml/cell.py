"""What a cell can hold: a plain value, or a formula with the value it gives."""

from dataclasses import dataclass

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula (English names, commas, a leading `=`) and the value it gives now; Excel takes the text alone."""

    text: str
    cached: Cell = ""
