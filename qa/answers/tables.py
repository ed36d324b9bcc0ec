"""The cell of a table's row that answers, and the figure it is: its unit may stand in the header alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qa.answer import Quantity
from qa.answers.asked import Asked
from qa.answers.figures import HOW_MUCH_CHANGED, fitting
from qa.numbers.read import read_quantities
from qa.question import Question

_FIGURE = re.compile(r"[-+−]?[\d.,]+\s*%?")
_FIRST = ("which", "where", "who", "year", "those")
_UNIT = re.compile(r"[（(]([^（）()]+)[）)]")
_TIME = re.compile(r"\d+[月日号点时年]|[上中下]旬|年底|月底|季度|近期")
_CHANGE = re.compile("增|降|减|涨|比上|同比|±")
_KINDS = ("money", "percent", "count", "measure", "figure", "rank", "duration")


class Cell(NamedTuple):
    """A cell `[start, end)` of a row's text below its header."""

    head: str
    text: str
    start: int
    end: int


def table_cell(question: Question, asked: Asked, context: str, row: str) -> tuple[str | None, Quantity | None]:
    """Return the cell below the header that shares most with the question, of the kind asked for, and its figure."""
    cells = list(_cells(context, row))
    # the cell that the question names is the one thing it does not ask for
    unsaid = [cell for cell in cells if not _is_named(cell.text, asked)]
    if asked.asking in _FIRST and cells and cells[0] in unsaid and _may_be_first(cells[0].text, asked):
        return cells[0].text, None
    of_kind = [cell for cell in unsaid if _is_of_kind(question, cell)] or unsaid
    pairs = _pairs(question)
    scores = [sum(pair in cell.head.lower() for pair in pairs) for cell in of_kind]
    best = [cell for cell, score in zip(of_kind, scores, strict=True) if score == max(scores)]
    if len(best) > 1 and HOW_MUCH_CHANGED.search(question.folded):
        best = [cell for cell in best if _CHANGE.search(cell.head)]
    if len(best) != 1 or not (max(scores) or len(of_kind) == 1):
        return None, None
    return best[0].text, _figure(best[0])


def _cells(context: str, row: str) -> Iterator[Cell]:
    """Give the filled cells of a row whose header has as many."""
    heads = [cell.strip() for cell in context[context.find("|") :].strip("| ").split("|")]
    edges = [match.start() for match in re.finditer(r"\|", row)]
    if not row.startswith("|"):
        edges = [-1, *edges]
    spans = [(a + 1, b) for a, b in pairwise([*edges, *([] if row.rstrip().endswith("|") else [len(row)])])]
    if len(spans) != len(heads):
        return
    for head, (start, end) in zip(heads, spans, strict=True):
        text = row[start:end].strip()
        if text:
            at = row.index(text, start)
            yield Cell(head, text, at, at + len(text))


def _is_of_kind(question: Question, cell: Cell) -> bool:
    """Tell whether a cell, with its header's unit, is of the kind asked for."""
    if question.kind == "date":
        return bool(_TIME.search(cell.text))
    if question.kind not in _KINDS:
        return True
    figure = _figure(cell)
    return figure is not None and bool(fitting(question, [figure]))


def _figure(cell: Cell) -> Quantity | None:
    """Return the figure a cell is, with the unit of its header: 7735 below 净利润（万元）."""
    unit = _UNIT.search(cell.head)
    written = cell.text + (unit[1] if unit and _FIGURE.fullmatch(cell.text) and not cell.text.endswith("%") else "")
    found = [each for each in read_quantities(written) if each.start == 0]
    if not found:
        return None
    return found[0].model_copy(update={"text": cell.text, "start": cell.start, "end": cell.end})


def _is_named(cell: str, asked: Asked) -> bool:
    return any(cell.lower() in run for run in asked.runs) if len(cell) > 1 else False


def _pairs(question: Question) -> set[str]:
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings)
    return {*question.bigrams, *(a + b for word in wordings for a, b in pairwise(word))}


def _may_be_first(cell: str, asked: Asked) -> bool:
    """Tell whether what the row is about can be the answer: a name, or the year where a year is asked for."""
    return asked.asking == "year" or not _FIGURE.fullmatch(cell)
