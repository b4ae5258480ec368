"""The internal file: the source of every figure, what was withheld, and which texts were chosen."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from bdhvs_xl.documents.charts.chart_page import build_chart_page
from bdhvs_xl.documents.content.practices import Practice
from bdhvs_xl.documents.content.quotes import Quote
from bdhvs_xl.documents.content.report_body import ReportBody
from bdhvs_xl.documents.content.report_data import ReportData
from bdhvs_xl.documents.figures.content_controls import PlacedFigure
from bdhvs_xl.documents.figures.figure_tags import figure_kind_name
from bdhvs_xl.documents.figures.figures import Figure
from bdhvs_xl.documents.list_sheet import Cells, Heads, write_sheet
from bdhvs_xl.master.build.styles import Styles, workbook_file
from bdhvs_xl.master.labels import COLUMN_NAMES
from bdhvs_xl.rollup.contributions import Contribution

FIGURES, ORIGINS, WITHHELD, CHOSEN = "Số liệu trong báo cáo", "Nguồn theo đơn vị", "Chưa nêu", "Phần lời"
_UNITS_NAMED = 30
_OFF_THE_TOTAL = {"missing": "chưa có số", "percent_only": "chỉ có tỉ lệ, không cộng"}


def write_sources(
    path: Path, data: ReportData, body: ReportBody, placed: Sequence[PlacedFigure], created: datetime
) -> None:
    """Write the internal file to `path`."""
    with workbook_file(path, "Nguồn số liệu của báo cáo (nội bộ)", created) as workbook:
        styles = Styles(workbook)
        for name, heads, rows in (
            (FIGURES, _FIGURE_HEADS, _figures(data, placed)),
            (ORIGINS, _ORIGIN_HEADS, _origins(data)),
            (WITHHELD, _WITHHELD_HEADS, _withheld(data, body)),
            (CHOSEN, _CHOSEN_HEADS, _chosen(data, body)),
        ):
            write_sheet(workbook.add_worksheet(name), styles, name, heads, list(rows))


# --- rows -----------------------------------------------------------------------------------------------------------

_FIGURE_HEADS: Heads = (
    ("Thẻ", 12), ("Mục", 14), ("Câu, dòng trong báo cáo", 66), ("Số trong báo cáo", 17), ("Chỉ số", 9),
    ("Là số gì", 24), ("Đơn vị", 22), ("Giá trị đầy đủ", 15), ("Lấy từ đâu", 44),
)  # fmt: skip
_ORIGIN_HEADS: Heads = (
    ("Chỉ số", 8), ("Cột", 14), ("Đơn vị", 28), ("Số được tính", 14), ("Nguyên văn", 24), ("Ghi chú", 28),
    ("Tệp", 44), ("Ô", 16),
)  # fmt: skip
_WITHHELD_HEADS: Heads = (("Chỉ số", 8), ("Tên chỉ số", 70), ("Vì sao chưa nêu trong báo cáo", 70))
_CHOSEN_HEADS: Heads = (
    ("Mục", 12), ("Đơn vị", 28), ("Được chọn", 26), ("Số câu đã trích", 12), ("Số câu có", 10), ("Nội dung bỏ ra", 70),
    ("Tệp", 40), ("Ô", 14),
)  # fmt: skip


def _figures(data: ReportData, placed: Iterable[PlacedFigure]) -> Iterator[Cells]:
    for placed_figure in placed:
        figure = placed_figure.figure
        unit = data.name(figure.unit) if figure.unit else ""
        origin = _origin(data, figure)
        yield (
            placed_figure.tag,
            placed_figure.section,
            placed_figure.text,
            figure.text,
            figure.indicator,
            figure_kind_name(figure),
            unit,
            figure.value,
            origin,
        )


def _origin(data: ReportData, figure: Figure) -> str:
    """Where the figure can be looked up."""
    if figure.units:
        named = ", ".join(data.name(unit) for unit in figure.units[:_UNITS_NAMED])
        return named + (f" và {len(figure.units) - _UNITS_NAMED} đơn vị khác" if figure.units[_UNITS_NAMED:] else "")
    if not figure.indicator:
        return data.voice.counts_at
    if figure.column in ("previous", "change") and (sheet := data.voice.previous_at):
        return f"{sheet}, chỉ số {figure.indicator}"
    if figure.column == "target":
        return data.voice.targets_at
    total = data.total.get((figure.indicator, figure.column))
    if total is not None and total.agreed is not None and not figure.unit:
        return f"Số chốt: {total.agreed_reason or 'chưa ghi căn cứ'} (số cộng: {total.value})"
    return f"Trang {ORIGINS}, chỉ số {figure.indicator}"


def _origins(data: ReportData) -> Iterator[Cells]:
    order = {indicator.code: n for n, indicator in enumerate(data.regime.indicators)}
    for contribution in sorted(data.contributions, key=lambda c: (order[c.indicator], c.column)):
        yield _contribution(data, contribution)


def _contribution(data: ReportData, contribution: Contribution) -> Cells:
    value = data.ledger.of(contribution.unit).get((contribution.indicator, contribution.column))
    remark = _OFF_THE_TOTAL.get(contribution.standing, "số tạm tính" if contribution.provisional else "")
    source = (value.raw, remark, value.file, value.cell) if value else ("", remark, "", "")
    return (
        contribution.indicator,
        COLUMN_NAMES[contribution.column],
        data.name(contribution.unit),
        contribution.number,
        *source,
    )


def _withheld(data: ReportData, body: ReportBody) -> Iterator[Cells]:
    for claim in (*body.withheld, *body.redundant):
        yield claim.indicator, data.regime.indicator[claim.indicator].name, claim.reason
    for rest in build_chart_page(data).left_out:
        yield rest.indicator, rest.name, rest.reason


def _chosen(data: ReportData, body: ReportBody) -> Iterator[Cells]:
    for quote in body.passages:
        yield _passage(data, quote, body.sentences_quoted.get(quote))
    for practice in body.practices:
        yield _practice(data, practice, practice in body.practices_in_body)


def _passage(data: ReportData, quote: Quote, quoted: int | None) -> Cells:
    how = "Người dùng đánh dấu" if quote.ticked else "Tự chọn" if quoted else "Không chọn"
    rest = " ".join(quote.sentences[quoted or 0 :])
    count = len(quote.sentences)
    return quote.section, data.name(quote.unit), how, quoted or 0, count, rest, quote.file, quote.cell


def _practice(data: ReportData, practice: Practice, presented: bool) -> Cells:
    how = "Người dùng đánh dấu" if practice.ticked else "Tự chọn" if presented else "Chỉ ở phụ lục"
    unit = data.name(practice.unit)
    return "Mô hình", unit, how, int(presented), 1, "" if presented else practice.name, practice.file, practice.cell
