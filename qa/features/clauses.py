"""The question's characters in their order, and the clause of a sentence that says most of it."""

import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from qa.pool import Columns

_MARKS = re.compile("([,;:。!?]+)")


def clauses(question: str, pairs: Sequence[str], wanted: re.Pattern[str] | None, texts: Sequence[str]) -> Columns:
    """Return features of each sentence; `question` is folded, `wanted` what its wh-word asks for."""
    asked = "".join(question.split()).rstrip("?")
    places = _places(asked)
    rows = [_row(len(asked), places, pairs, wanted, text) for text in texts]
    names = ("in_order", "in_order_clause", "clause_pairs", "clause_asked", "clause_length", "clause_at", "clauses")
    table = np.array(rows, dtype=np.float64).reshape(len(texts), len(names))
    return {name: table[:, at] for at, name in enumerate(names)}


def _row(
    size: int, places: Mapping[str, int], pairs: Sequence[str], wanted: re.Pattern[str] | None, text: str
) -> tuple[float, ...]:
    runs = _runs(text)
    said = [[*filter(None, map(places.get, run))] for run in runs]
    parts = [run for run in runs[::2] if run] or [""]
    shares = _shares(parts, [pair for pair in pairs if pair in text])
    most = max(shares)
    at = shares.index(most)
    return (
        in_order(size, chain.from_iterable(said)) / (size or 1),
        max(in_order(size, bits) for bits in said[::2]) / (size or 1),
        most / (len(pairs) or 1),
        float(wanted.search(parts[at]) is not None) if wanted else -1.0,
        float(len(parts[at])),
        float(at),
        float(len(parts)),
    )


# a sentence is a candidate for many questions
@functools.lru_cache(maxsize=2048)
def _runs(text: str) -> tuple[str, ...]:
    """Return the clauses of a text, between them the marks."""
    return tuple(_MARKS.split(text))


def _shares(parts: Sequence[str], held: Sequence[str]) -> list[int]:
    """Return how many of the pairs each part holds."""
    return [sum([pair in part for pair in held]) for part in parts] if held else [0] * len(parts)


def _places(asked: str) -> dict[str, int]:
    """Return for each character of the question a number with a bit at each of its places."""
    places: dict[str, int] = {}
    for at, char in enumerate(asked):
        places[char] = places.get(char, 0) | (1 << at)
    return places


def in_order(size: int, said: Iterable[int]) -> int:
    """Return how many of the question's characters a text has in their order (longest common subsequence).

    `said` are the places in the question of each character of the text that stands there. By whole rows of bits at
    once: Hyyrö, Bit-parallel LCS-length computation revisited, 2004.
    """
    full = (1 << size) - 1
    row = full
    for match in said:
        common = row & match
        row = ((row + common) | (row - common)) & full
    return size - row.bit_count()
