"""The cells of a table's row below their headers, and the figures they are: the unit may stand in the header alone."""

import re
from typing import NamedTuple

from index.pages.cells import header_of, split_cells
from qa.answer import Quantity
from qa.numbers.read import read_quantities

FIGURE = re.compile(r"[-+−]?[\d.,]+\s*%?")
_UNIT = re.compile(r"[（(]([^（）()]+)[）)]")


class Cell(NamedTuple):
    """A cell `[start, end)` of a row's text below its header."""

    head: str
    text: str
    start: int
    end: int


def cells_of(context: str, row: str) -> list[Cell]:
    """Return the filled cells of a row whose header, the end of its context, has as many; else none."""
    header = header_of(context)
    heads, spans = [header[start:end].strip() for start, end in split_cells(header)], split_cells(row)
    if len(spans) != len(heads):
        return []
    found = []
    for head, (start, end) in zip(heads, spans, strict=True):
        text = row[start:end].strip()
        if text:
            at = row.index(text, start)
            found.append(Cell(head, text, at, at + len(text)))
    return found


def figure_of(cell: Cell) -> Quantity | None:
    """Return the figure a cell is, with the unit of its header and what it says: 7735 below 净利润（万元）."""
    bare = FIGURE.fullmatch(cell.text)
    unit = _UNIT.search(cell.head)
    written = cell.text + (unit[1] if unit and bare and not cell.text.endswith("%") else "")
    found = [each for each in read_quantities(written) if each.start == 0]
    if not found:
        return None
    said = {"subject": _UNIT.sub("", cell.head) or None, "noun": None} if bare else {}
    return found[0].model_copy(update={"text": cell.text, "start": cell.start, "end": cell.end, **said})


def row_quantities(context: str, row: str) -> list[Quantity]:
    """Return the figures of a row: of bare numbers what their headers make of them, of other cells those in their text."""
    found: list[Quantity] = []
    for cell in cells_of(context, row) or _headless(row):
        figure = figure_of(cell) if FIGURE.fullmatch(cell.text) else None
        found += [figure] if figure else [_moved(each, cell.start) for each in read_quantities(cell.text)]
    return found


def _headless(row: str) -> list[Cell]:
    """Return the cells of a row whose header has other columns: nothing is known of them but their text."""
    cells = ((row[start:end].strip(), start) for start, end in split_cells(row))
    placed = [(text, row.index(text, start)) for text, start in cells if text]
    return [Cell("", text, at, at + len(text)) for text, at in placed]


def _moved(quantity: Quantity, by: int) -> Quantity:
    return quantity.model_copy(update={"start": quantity.start + by, "end": quantity.end + by})
