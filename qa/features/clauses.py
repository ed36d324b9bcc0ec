"""The question's characters in their order, and the clause of a sentence that says most of it."""

import re
from collections.abc import Mapping, Sequence
from operator import add

import numpy as np

from qa.pool import Columns

_MARKS = re.compile("[,;:。!?]+")


def clauses(question: str, pairs: Sequence[str], wanted: re.Pattern[str] | None, texts: Sequence[str]) -> Columns:
    """Return features of each sentence; `question` is folded, `wanted` what its wh-word asks for."""
    asked = "".join(question.split()).rstrip("?")
    places = _places(asked)
    rows = [_row(len(asked), places, frozenset(pairs), wanted, text) for text in texts]
    names = ("in_order", "in_order_clause", "clause_pairs", "clause_asked", "clause_length", "clause_at", "clauses")
    table = np.array(rows, dtype=np.float64).reshape(len(texts), len(names))
    return {name: table[:, at] for at, name in enumerate(names)}


def _row(
    size: int, places: Mapping[str, int], pairs: frozenset[str], wanted: re.Pattern[str] | None, text: str
) -> tuple[float, ...]:
    parts = [part for part in _MARKS.split(text) if part] or [""]
    shares = [len(pairs.intersection(map(add, part, part[1:]))) for part in parts]
    most = max(shares)
    at = shares.index(most)
    return (
        in_order(size, places, text) / (size or 1),
        _most_in_order(size, places, parts) / (size or 1),
        most / (len(pairs) or 1),
        float(wanted.search(parts[at]) is not None) if wanted else -1.0,
        float(len(parts[at])),
        float(at),
        float(len(parts)),
    )


def _most_in_order(size: int, places: Mapping[str, int], parts: Sequence[str]) -> int:
    """Return the most that any part has in order; none has more than it has characters of the question."""
    most = 0
    for part in parts:
        if len(part) > most and sum(map(places.__contains__, part)) > most:
            most = max(most, in_order(size, places, part))
    return most


def _places(asked: str) -> dict[str, int]:
    """Return for each character of the question a number with a bit at each of its places."""
    places: dict[str, int] = {}
    for at, char in enumerate(asked):
        places[char] = places.get(char, 0) | (1 << at)
    return places


def in_order(size: int, places: Mapping[str, int], text: str) -> int:
    """Return how many of the question's characters a text has in their order (longest common subsequence).

    By whole rows of bits at once: Hyyrö, Bit-parallel LCS-length computation revisited, 2004.
    """
    full = (1 << size) - 1
    row = full
    for match in filter(None, map(places.get, text)):
        common = row & match
        row = ((row + common) | (row - common)) & full
    return size - row.bit_count()
