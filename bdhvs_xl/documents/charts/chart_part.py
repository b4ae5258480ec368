"""The DrawingML part of a chart (ECMA-376 part 1, chapter 21.2), every setting written out as Word writes it.

Programs read a missing setting differently. The labels of the bars are cells of the chart's workbook (Word 2013 and
later, [MS-ODRAWXML] 2.24.3.13); programs that do not know this extension show the cached labels.
"""

from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape

from bdhvs_xl.documents.charts.chart import BarStyle, Chart, Series
from bdhvs_xl.documents.charts.chart_workbook import (
    label_range,
    row_name_range,
    series_name_cell,
    value_range,
)
from bdhvs_xl.documents.word.layout_spec import FONT

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_LABELS_FROM_CELLS, _RANGE_OF_LABELS = (
    "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}",
    "{02D57815-91ED-43cb-92C2-25804820EDAC}",
)

_ROWS_AXIS, _VALUES_AXIS = "710000001", "710000002"
_SIZE = 900
"""Font size in hundredths of a point."""
_NAMES_SHARE = 0.43
_LONGEST_BAR = 0.66
"""The share of the width that the row names take, and the share of the rest that the longest bar takes."""
_GAPS: Mapping[bool, tuple[int, int]] = {False: (60, 0), True: (35, 100)}
"""Gap and overlap of bars in percent: side by side, and overlaid."""
_SOLID = '<a:solidFill><a:srgbClr val="{}"/></a:solidFill>'
_FILLS: Mapping[BarStyle, str] = {
    "dark": _SOLID.format("262626"),
    "light": _SOLID.format("BFBFBF"),
    "outlined": _SOLID.format("FFFFFF"),
    "hatched": '<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="000000"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>',
}
_NO_FILL, _LINE = (
    "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>",
    f'<a:ln w="6350">{_SOLID.format("000000")}</a:ln>',
)
_LETTERS = (
    f'<a:defRPr sz="{_SIZE}" b="0">{_SOLID.format("000000")}'
    f'<a:latin typeface="{FONT}"/><a:ea typeface="{FONT}"/><a:cs typeface="{FONT}"/></a:defRPr>'
)
_TEXT, _TEXT_ON_ONE_LINE = (
    f'<c:txPr><a:bodyPr{wrap}/><a:lstStyle/><a:p><a:pPr>{_LETTERS}</a:pPr><a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    for wrap in ("", ' wrap="none"')
)
_SHOWN_NOTHING = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


def chart_part(chart: Chart, workbook: str) -> bytes:
    """The XML of a chart; `workbook` is the relationship id of its embedded workbook."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{MAIN}" xmlns:r="{RELATIONS}">'
        '<c:date1904 val="0"/><c:lang val="vi-VN"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/>{_plot(chart)}{_legend()}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_NO_FILL}{_TEXT}"
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    ).encode()


def _plot(chart: Chart) -> str:
    top = chart.legend_share
    place = {"x": _NAMES_SHARE, "y": top, "w": 1 - _NAMES_SHARE - 0.01, "h": 1 - top}
    layout = "".join(f'<c:{key} val="{value:.4f}"/>' for key, value in place.items())
    gap, overlap = _GAPS[chart.overlaid]
    return (
        '<c:plotArea><c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{layout}</c:manualLayout></c:layout>"
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f"{''.join(_series(number, series, chart.rows) for number, series in enumerate(chart.series))}"
        f'<c:gapWidth val="{gap}"/><c:overlap val="{overlap}"/>'
        f'<c:axId val="{_ROWS_AXIS}"/><c:axId val="{_VALUES_AXIS}"/></c:barChart>'
        f"{_rows_axis()}{_values_axis(chart)}{_NO_FILL}</c:plotArea>"
    )


# --- bars -----------------------------------------------------------------------------------------------------------


def _series(number: int, series: Series, rows: Sequence[str]) -> str:
    count = len(rows)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx>{_texts('c:strRef', series_name_cell(number), 'c:strCache', [series.name])}</c:tx>"
        f"<c:spPr>{_FILLS[series.style]}{_LINE}</c:spPr>"
        f'<c:invertIfNegative val="0"/>{_labels(number, series)}'
        f"<c:cat>{_texts('c:strRef', row_name_range(count), 'c:strCache', rows)}</c:cat>"
        f"<c:val><c:numRef><c:f>{escape(value_range(number, count))}</c:f><c:numCache>"
        "<c:formatCode>General</c:formatCode>"
        f"{_points(['' if value is None else repr(float(value)) for value in series.values])}"
        "</c:numCache></c:numRef></c:val>"
        f'<c:extLst><c:ext uri="{_RANGE_OF_LABELS}" xmlns:c15="{_C15}">'
        f"{_texts('c15:datalabelsRange', label_range(number, count), 'c15:dlblRangeCache', series.labels, 'c15:f')}"
        "</c:ext></c:extLst></c:ser>"
    )


def _texts(holder: str, cells: str, cache: str, texts: Sequence[str], formula: str = "c:f") -> str:
    return (
        f"<{holder}><{formula}>{escape(cells)}</{formula}><{cache}>{_points(texts)}</{cache}></{holder}>"
    )  # fmt: skip


def _points(values: Sequence[str]) -> str:
    """The cached cells that are not empty."""
    points = (f'<c:pt idx="{n}"><c:v>{escape(value)}</c:v></c:pt>' for n, value in enumerate(values) if value)
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'


def _labels(number: int, series: Series) -> str:
    """The labels of the bars, one each."""
    return (
        f"<c:dLbls>{''.join(_label(number, n, label) for n, label in enumerate(series.labels) if label)}"
        f'{_NO_FILL}{_TEXT_ON_ONE_LINE}<c:dLblPos val="outEnd"/>{_SHOWN_NOTHING}'
        f'<c:extLst><c:ext uri="{_LABELS_FROM_CELLS}" xmlns:c15="{_C15}">'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbls>'
    )


def _label(number: int, point: int, label: str) -> str:
    field = str(uuid5(NAMESPACE_OID, f"{number}.{point}")).upper()
    return (
        f'<c:dLbl><c:idx val="{point}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        f"<a:p><a:pPr>{_LETTERS}</a:pPr>"
        f'<a:fld id="{{{field}}}" type="CELLRANGE"><a:rPr lang="vi-VN"/><a:pPr>{_LETTERS}</a:pPr>'
        f"<a:t>{escape(label)}</a:t></a:fld></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="outEnd"/>{_SHOWN_NOTHING}'
        f'<c:extLst><c:ext uri="{_LABELS_FROM_CELLS}" xmlns:c15="{_C15}">'
        '<c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


# --- around the bars ------------------------------------------------------------------------------------------------


def _rows_axis() -> str:
    """The axis with the row names, from the top down."""
    return (
        f'<c:catAx><c:axId val="{_ROWS_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{_LINE}</c:spPr>{_TEXT}<c:crossAx val="{_VALUES_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _values_axis(chart: Chart) -> str:
    """The hidden value axis, with room for the label of the longest bar.

    It is hidden because every bar has its label.
    """
    values = [value for series in chart.series for value in series.values if value is not None]
    most = max([100.0, *values]) / _LONGEST_BAR
    return (
        f'<c:valAx><c:axId val="{_VALUES_AXIS}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{most:.1f}"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>{_NO_TICKS}'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{_ROWS_AXIS}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'


def _legend() -> str:
    return f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_TEXT}</c:legend>'
