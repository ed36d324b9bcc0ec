"""A sentence beside the question, and which of its figures may answer: what every objection to a figure looks at."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.answer import Quantity
from qa.answers.changes import CLAUSE, TIMES
from qa.question import Question

_STOP = re.compile(r"[。；！？;!?]")
_PAUSE = re.compile(r"[，。；：！？、;:!?]|(?<!\d),|,(?!\d)")
_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢年月日全市县人万亿")


class Statement(NamedTuple):
    """A folded question and a folded sentence, with the figures that can be meant and all that it has."""

    question: Question
    asked: str
    folded: str
    found: Sequence[Quantity]
    quantities: Sequence[Quantity]
    weights: Sequence[float]  # by character, of the words of the question


def clause_start(folded: str, at: int) -> int:
    return max((match.end() for match in CLAUSE.finditer(folded, 0, at)), default=0)


def group_start(folded: str, at: int) -> int:
    """Return where the stretch between two ； or 。 starts."""
    return max((match.end() for match in _STOP.finditer(folded, 0, at)), default=0)


def right_end(statement: Statement, figure: Quantity) -> int:
    """Return where the words right of a figure end: at a pause or the next figure."""
    stop = _PAUSE.search(statement.folded, figure.end)
    later = [q.start for q in statement.quantities if q.start >= figure.end]
    return min([stop.start() if stop else len(statement.folded), *later])


def clauses_before(folded: str, at: int) -> Iterator[tuple[int, int]]:
    """Give the clause a figure stands in, up to the figure, then those before it, the nearest first."""
    end = at
    while True:
        start = clause_start(folded, end)
        yield start, end
        if start == 0:
            return
        end = start - 1


def alike(one: Quantity, other: Quantity) -> bool:
    return one.start != other.start and (one.kind, one.unit) == (other.kind, other.unit)


def last_before(statement: Statement, figure: Quantity, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return what governs a figure: the pattern right of it, else the last one left of it that no other figure takes."""
    folded = statement.folded
    right = pattern.search(folded, figure.end, right_end(statement, figure))
    left = [*pattern.finditer(folded, group_start(folded, figure.start), figure.start)]
    if right and not (left and left[-1].start() >= _own_start(statement, figure)):
        return right
    return left[-1] if left and _reaches(statement, figure, left[-1].end()) else None


def _own_start(statement: Statement, figure: Quantity) -> int:
    """Return where the words of a figure alone start: past the pause or the figure before it."""
    pauses = [match.end() for match in _PAUSE.finditer(statement.folded, 0, figure.start)]
    return max([0, *pauses, *(q.end for q in statement.quantities if q.end <= figure.start)])


def _reaches(statement: Statement, figure: Quantity, at: int) -> bool:
    """Tell whether words reach a figure past the pauses between: no figure of another unit stands there."""
    between = [q for q in statement.quantities if at <= q.start < figure.start and q.kind not in TIMES]
    same_clause = at > clause_start(statement.folded, figure.start)
    change = figure.kind.startswith("percent")
    return same_clause or change or all(alike(q, figure) for q in between)


def is_said(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the clause of a figure has a word of the question, or its own words have a character of it."""
    start, end = clause_start(statement.folded, figure.start), right_end(statement, figure)
    characters = set(statement.folded[_own_start(statement, figure) : end]) & set(statement.asked) - _SILENT
    return any(statement.weights[start:end]) or any(char.isalpha() for char in characters)
