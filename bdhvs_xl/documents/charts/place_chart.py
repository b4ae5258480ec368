"""A chart placed in a document: its part, its embedded workbook, and the drawing in the text."""

from xml.sax.saxutils import quoteattr

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from bdhvs_xl.documents.charts.chart import Chart
from bdhvs_xl.documents.charts.chart_part import CHART, MAIN, RELATIONS, chart_part
from bdhvs_xl.documents.charts.chart_workbook import build_chart_workbook

_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def add_chart(document: Document, paragraph: Paragraph, chart: Chart, title: str, width: int) -> None:
    """Add a chart to a paragraph, `width` wide (in EMU)."""
    package = document.part.package
    assert package is not None
    part = Part(package.next_partname("/word/charts/chart%d.xml"), CONTENT_TYPE.DML_CHART, None, package)
    book = Part(
        package.next_partname("/word/embeddings/Microsoft_Excel_Worksheet%d.xlsx"),
        CONTENT_TYPE.SML_SHEET, build_chart_workbook(chart), package,
    )  # fmt: skip
    part._blob = chart_part(chart, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    relation = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    number = 1 + max((int(known.get("id", "0")) for known in document.element.iter(qn("wp:docPr"))), default=0)
    paragraph.add_run()._r.append(parse_xml(_drawing(chart, title, (number, relation), (width, Mm(chart.height)))))


def _drawing(chart: Chart, title: str, ids: tuple[int, str], size: tuple[int, int]) -> str:
    """The drawing with its number and relationship id; its alternative text lists the labels of all bars."""
    description = "; ".join(f"{name}: {', '.join(_row_labels(chart, row))}" for row, name in enumerate(chart.rows))
    return (
        f'<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:wp="{_PLACED}">'
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{ids[0]}" name={quoteattr(title)} descr={quoteattr(description)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{MAIN}"><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" xmlns:r="{RELATIONS}" r:id="{ids[1]}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _row_labels(chart: Chart, row: int) -> list[str]:
    return [f"{series.name.lower()} {series.labels[row]}" for series in chart.series if series.labels[row]]
