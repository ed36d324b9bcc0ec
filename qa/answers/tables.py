"""The cell of a table's row that answers."""

import re
from itertools import pairwise

from qa.answers.asked import Asked
from qa.question import Question

_FIGURE = re.compile(r"[-+−]?[\d.,]+\s*%?")
_FIRST = ("which", "where", "who", "year", "those")


def table_cell(question: Question, asked: Asked, context: str, row: str) -> str | None:
    """Return the cell below the header that shares most with the question, of a kind that can answer."""
    heads = [cell.strip() for cell in context[context.find("|") :].strip("| ").split("|")]
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    if len(heads) != len(cells):
        return None
    pairs = _pairs(question)
    # the cell that the question names is the one thing it does not ask for
    open_cells = [i for i, cell in enumerate(cells) if cell and not _is_named(cell, asked)]
    if asked.asking in _FIRST and 0 in open_cells and _may_be_first(cells[0], asked):
        return cells[0]
    scores = {i: sum(pair in heads[i].lower() for pair in pairs) for i in open_cells}
    best = [i for i in open_cells if scores[i] == max(scores.values())]
    if len(best) == 1 and (scores[best[0]] or len(open_cells) == 1):
        return cells[best[0]]
    return None


def _is_named(cell: str, asked: Asked) -> bool:
    return any(cell.lower() in run for run in asked.runs) if len(cell) > 1 else False


def _pairs(question: Question) -> set[str]:
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings)
    return {*question.bigrams, *(a + b for word in wordings for a, b in pairwise(word))}


def _may_be_first(cell: str, asked: Asked) -> bool:
    """Tell whether what the row is about can be the answer: a name, or the year where a year is asked for."""
    return asked.asking == "year" or not _FIGURE.fullmatch(cell)
