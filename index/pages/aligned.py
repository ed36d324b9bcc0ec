"""Tables without bars: rows of cells parted by tabs or blanks, where they hold over several lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.pages.cells import GAP, split_cells
from index.pages.lines import Line, columns
from index.spans import Spans, text_of

_FEWEST_LINES = 3
_WIDEST_CELL = 48  # columns; what is wider is prose printed side by side
_WIDEST_INDENT = 400  # characters
_LEAST_WIDTH = 0.5  # share of the rows that have as many cells as the header


def take_aligned(source: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those of a table made rows with a rule below the header."""
    run: list[Line] = []
    for line in lines:
        if run and (not _is_row(source, line) or line.gap > 1 or line.page):
            yield from _table(source, run)
            run = []
        if _is_row(source, line):
            run.append(line)
        else:
            yield line
    yield from _table(source, run)


def _is_row(source: str, line: Line) -> bool:
    if line.kind != "text" or line.column or line.item:
        return False
    text = text_of(source, line.spans)
    return bool(GAP.search(text)) and max(columns(text[a:b]) for a, b in split_cells(text)) <= _WIDEST_CELL


def _table(source: str, run: Sequence[Line]) -> Iterator[Line]:
    counts = [len(split_cells(text_of(source, line.spans))) for line in run]
    alike = sum(count == counts[0] for count in counts)
    if len(run) < _FEWEST_LINES or alike < _FEWEST_LINES - 1 or alike < len(run) * _LEAST_WIDTH:
        yield from run
        return
    header, *rows = run
    yield header._replace(kind="row")
    yield Line("rule", (), 0)
    yield from (row._replace(kind="row") for row in rows)


def is_below(source: str, header: Spans, row: Spans) -> bool:
    """Tell whether each cell of a row stands below one cell of the header, so that it is sure which."""
    above, below = text_of(source, header), text_of(source, row)
    heads, cells = split_cells(above), split_cells(below)
    if len(heads) != len(cells):
        return False
    if "\t" in above:
        return True
    starts = [_column(source, spans[0].start) for spans in (header, row)]
    tops, bottoms = (
        [_columns(text, at, c) for c in found]
        for text, at, found in zip((above, below), starts, (heads, cells), strict=True)
    )
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(tops)]
    bounds = [(low, high) for low, high in zip([-1.0, *edges], [*edges, float("inf")], strict=True)]
    return all(low <= (a + b) / 2 <= high for (a, b), (low, high) in zip(bottoms, bounds, strict=True))


def _column(source: str, at: int) -> int:
    start = max(source.rfind(mark, max(at - _WIDEST_INDENT, 0), at) for mark in "\n\r\f") + 1
    return columns(source[start:at].replace("\ufeff", ""))


def _columns(text: str, start: int, cell: tuple[int, int]) -> tuple[int, int]:
    return start + columns(text[: cell[0]]), start + columns(text[: cell[1]])
