"""Joins scattered cells into few rectangles, so that they are written in few calls."""

from collections.abc import Collection, Iterable, Iterator

from bdhvs_xl.ooxml.area import Area

CellPosition = tuple[int, int]
"""Row and column, counted from one."""


def join_cells(places: Collection[CellPosition], free: Collection[CellPosition] = ()) -> list[Area]:
    """Disjoint rectangles that cover all `places`, and otherwise only cells of `free`."""
    allowed = {*places, *free}
    done: list[Area] = []
    open_: list[Area] = []
    for span in _spans(places, allowed):
        above = next((area for area in open_ if _joins(area, span, allowed)), None)
        if above:
            open_.remove(above)
            span = above | span
        done += [area for area in open_ if area.bottom < span.bottom - 1]
        open_ = [area for area in open_ if area.bottom >= span.bottom - 1] + [span]
    return done + open_


def _spans(places: Iterable[CellPosition], allowed: Collection[CellPosition]) -> Iterator[Area]:
    """The places row by row; places of one row are joined when all cells between them are allowed."""
    span: Area | None = None
    for row, column in sorted(places):
        if span and row == span.top and all((row, c) in allowed for c in range(span.right + 1, column)):
            span = Area(row, span.left, row, column)
        else:
            if span:
                yield span
            span = Area(row, column, row, column)
    if span:
        yield span


def _joins(above: Area, span: Area, allowed: Collection[CellPosition]) -> bool:
    """Whether the two can be joined to one rectangle; `above` must end in the row above `span`."""
    if above.bottom != span.top - 1:
        return False
    both = above | span
    if both.columns == above.columns == span.columns:
        return True
    return all((row, column) in allowed for row in range(both.top, both.bottom + 1) for column in both.columns)
