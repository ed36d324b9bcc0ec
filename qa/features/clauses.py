"""The question's characters in their order, and the clause of a sentence that says most of it."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from qa.pool import Columns

_MARKS = re.compile("[,;:。!?]")


def clauses(question: str, pairs: Sequence[str], wanted: re.Pattern[str] | None, texts: Sequence[str]) -> Columns:
    """Return features of each sentence; `question` is folded, `wanted` what its wh-word asks for."""
    asked = "".join(question.split()).rstrip("?")
    places = _places(asked)
    rows = [_row(asked, places, pairs, wanted, text) for text in texts]
    names = ("in_order", "in_order_clause", "clause_pairs", "clause_asked", "clause_length", "clause_at", "clauses")
    table = np.array(rows, dtype=np.float64).reshape(len(texts), len(names))
    return {name: table[:, at] for at, name in enumerate(names)}


def _row(
    asked: str, places: Mapping[str, int], pairs: Sequence[str], wanted: re.Pattern[str] | None, text: str
) -> tuple[float, ...]:
    parts = [part for part in _MARKS.split(text) if part] or [""]
    shares = [sum(pair in part for pair in pairs) for part in parts]
    at = max(range(len(parts)), key=shares.__getitem__)
    size = len(asked) or 1
    return (
        in_order(len(asked), places, text) / size,
        max(in_order(len(asked), places, part) for part in parts) / size,
        shares[at] / (len(pairs) or 1),
        float(bool(wanted.search(parts[at]))) if wanted else -1.0,
        float(len(parts[at])),
        float(at),
        float(len(parts)),
    )


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
    for char in text:
        if match := places.get(char):
            common = row & match
            row = ((row + common) | (row - common)) & full
    return size - row.bit_count()
