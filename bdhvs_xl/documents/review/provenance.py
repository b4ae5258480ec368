"""The source of a figure's present value, and what was received since the report was generated."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

from bdhvs_xl import vi
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.figure_tags import FigureLabel

_NAMED_AT_MOST = 4
_WRITTEN = ("%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M", "%d/%m/%Y", "%Y-%m-%d")


def figure_source(data: ReportData, label: FigureLabel) -> str:
    """The units in a figure with their files; only the first ones when there are many."""
    if not label.indicator:
        return data.voice.counts_at
    if label.column == "target":
        return data.voice.targets_at
    counted = [c.unit for c in data.contributions_by_indicator.get(label.indicator, ()) if c.standing == "counted"]
    units = [label.unit] if label.unit in counted else counted
    named = "; ".join(_unit_with_file(data, unit, label) for unit in units[:_NAMED_AT_MOST])
    rest = len(units) - _NAMED_AT_MOST
    total = data.total.get((label.indicator, label.column))
    agreed = f"Số chốt ({total.agreed_reason or 'chưa ghi căn cứ'}). " if total and total.agreed is not None else ""
    return agreed + named + (f" và {rest} đơn vị khác" if rest > 0 else "")


def changes_since(data: ReportData, since: datetime | None, label: FigureLabel | None = None) -> str:
    """What was received since the report was generated: units (of the figure, if given) and adjustments; "" if none."""
    if since is None:
        return ""
    received = [f"{data.name_in_sentence(unit)} (nhận {when})" for unit, when in _received(data, since, label)]
    adjusted = list(_adjusted(data, since, label))
    parts = [f"báo cáo của {vi.join(received)}"] if received else []
    parts += [f"điều chỉnh {vi.join(adjusted)}"] if adjusted else []
    return "; ".join(parts)


def _unit_with_file(data: ReportData, unit: str, label: FigureLabel) -> str:
    values = data.ledger.of(unit)
    columns = [label.column, *data.regime.indicator[label.indicator].columns]
    value = next((values[label.indicator, c] for c in columns if (label.indicator, c) in values), None)
    where = ", ".join(filter(None, (PurePosixPath(value.file).name, value.cell))) if value else ""
    return data.name_in_sentence(unit) + (f" ({where})" if where else "")


def _received(data: ReportData, since: datetime, label: FigureLabel | None) -> Iterator[tuple[str, str]]:
    reporting_units = (
        {c.unit for c in data.contributions_by_indicator.get(label.indicator, ())}
        if label and label.indicator
        else None
    )
    for unit in (unit.code for unit in data.units if reporting_units is None or unit.code in reporting_units):
        tracked = data.ledger.tracking.get(unit)
        if tracked and _is_later(tracked.received, since):
            yield unit, tracked.received


def _adjusted(data: ReportData, since: datetime, label: FigureLabel | None) -> Iterator[str]:
    for line in data.ledger.adjustments:
        matches = label is None or line.indicator == label.indicator
        if matches and _is_later(line.when, since):
            yield f"chỉ số {line.indicator}" + (f" của {data.name_in_sentence(line.unit)}" if line.unit else "")


def _is_later(text: str, since: datetime) -> bool:
    """Whether a day, possibly with a time, is later than another; a day without a time counts as its midnight."""
    for form in _WRITTEN:
        try:
            return datetime.strptime(text.strip(), form) > since.replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            continue
    return False
