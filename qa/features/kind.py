"""Whether a sentence holds something of the kind asked for, and how near it stands to the question's words."""

import functools
import re
from collections.abc import Sequence

import numpy as np

from qa.answer_kinds import HOLDS, stands_for
from qa.pool import Column, Columns, Pool

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_QUOTED = ("《", "“", "「")
_NEAR_BEFORE, _NEAR_AFTER = 14, 10  # characters around a figure
_NEAR_LOOKED_AT = 9  # figures of a sentence
_COUNTED = 8  # figures of a sentence


def kind(pool: Pool) -> Columns:
    """Return what of the kind, the unit and the noun asked for stands in each candidate, and its figures."""
    question = pool.question
    figure = stands_for(question.kind, question.unit)
    return {
        "kind": _found(pool, HOLDS.get(question.kind)),
        "unit": _found(pool, figure if question.unit else None),
        "near": _near(pool, figure),
        "focus": _found(pool, re.compile(re.escape(question.focus)) if question.focus else None),
    } | _figures(pool)


def _found(pool: Pool, pattern: re.Pattern[str] | None) -> Column:
    if pattern is None:
        return np.zeros(len(pool))
    return pool.column(lambda candidate: pattern.search(candidate.folded) is not None)


def _near(pool: Pool, figure: re.Pattern[str]) -> Column:
    pairs = pool.question.bigrams
    held: list[list[str]] = [[] for _ in pool.candidates]
    for row, column in zip(*map(np.ndarray.tolist, np.nonzero(pool.pairs)), strict=True):
        held[row].append(pairs[column])
    counts = [_nearest(own, figure, c.folded) if own else 0 for own, c in zip(held, pool.candidates, strict=True)]
    return np.array(counts, dtype=np.float64) / (len(pairs) or 1)


def _nearest(pairs: Sequence[str], figure: re.Pattern[str], folded: str) -> int:
    """Return the largest number of the pairs around one thing that may answer."""
    best = 0
    for count, match in enumerate(figure.finditer(folded)):
        if count == _NEAR_LOOKED_AT or best == len(pairs):
            break
        around = folded[max(match.start() - _NEAR_BEFORE, 0) : match.end() + _NEAR_AFTER]
        best = max(best, sum([pair in around for pair in pairs]))
    return best


def _figures(pool: Pool) -> Columns:
    asked = set(_DIGITS.findall(pool.asked))
    digits = [_digits(candidate.folded) for candidate in pool.candidates]
    return {
        "figures": np.array([len(found) for found in digits], dtype=np.float64),
        "new_figures": np.array(
            [len(found) - sum(map(asked.__contains__, found)) for found in digits], dtype=np.float64
        ),
        "quoted": pool.column(lambda candidate: any(mark in candidate.text for mark in _QUOTED)),
    }


# a sentence is a candidate for many questions
@functools.lru_cache(maxsize=2048)
def _digits(folded: str) -> tuple[str, ...]:
    return tuple(_DIGITS.findall(folded)[:_COUNTED])
