"""Where the present value of a figure comes from, and what came in after the report was made."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_tags import FigureLabel

_NAMED_AT_MOST = 4
_WRITTEN = ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%Y-%m-%d")


def figure_source(material: ReportData, label: FigureLabel) -> str:
    """The units in a figure with their files, the first of them when they are many."""
    if not label.indicator:
        return material.voice.counts_at
    if label.column == "target":
        return material.voice.targets_at
    counted = [c.unit for c in material.given.get(label.indicator, ()) if c.standing == "counted"]
    units = [label.unit] if label.unit in counted else counted
    named = "; ".join(_unit(material, unit, label) for unit in units[:_NAMED_AT_MOST])
    rest = len(units) - _NAMED_AT_MOST
    agreed = material.total.get((label.indicator, label.column))
    settled = f"Số chốt ({agreed.agreed_reason or 'chưa ghi căn cứ'}). " if agreed and agreed.agreed is not None else ""
    return settled + named + (f" và {rest} đơn vị khác" if rest > 0 else "")


def changes_since(material: ReportData, since: datetime | None, label: FigureLabel | None = None) -> str:
    """What came in after the report was made: units (of the figure, if one is meant) and corrections; "" if nothing."""
    if since is None:
        return ""
    received = [f"{material.named(unit)} (nhận {when})" for unit, when in _received(material, since, label)]
    adjusted = list(_adjusted(material, since, label))
    said = [f"báo cáo của {vi.join(received)}"] if received else []
    said += [f"điều chỉnh {vi.join(adjusted)}"] if adjusted else []
    return "; ".join(said)


def _unit(material: ReportData, unit: str, label: FigureLabel) -> str:
    values = material.ledger.of(unit)
    columns = [label.column, *material.regime.indicator[label.indicator].columns]
    value = next((values[label.indicator, c] for c in columns if (label.indicator, c) in values), None)
    where = ", ".join(filter(None, (PurePosixPath(value.file).name, value.cell))) if value else ""
    return material.named(unit) + (f" ({where})" if where else "")


def _received(material: ReportData, since: datetime, label: FigureLabel | None) -> Iterator[tuple[str, str]]:
    asked = {c.unit for c in material.given.get(label.indicator, ())} if label and label.indicator else None
    for unit in (unit.code for unit in material.units if asked is None or unit.code in asked):
        tracked = material.ledger.tracking.get(unit)
        if tracked and _later(tracked.received, since):
            yield unit, tracked.received


def _adjusted(material: ReportData, since: datetime, label: FigureLabel | None) -> Iterator[str]:
    for line in material.ledger.adjustments:
        meant = label is None or line.indicator == label.indicator
        if meant and _later(line.when, since):
            yield f"chỉ số {line.indicator}" + (f" của {material.named(line.unit)}" if line.unit else "")


def _later(text: str, since: datetime) -> bool:
    """Whether a day, maybe with its time, is after another; a day without a time only when it is a later day."""
    for form in _WRITTEN:
        try:
            return datetime.strptime(text.strip(), form) > since.replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            continue
    return False
