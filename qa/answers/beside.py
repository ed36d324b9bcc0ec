"""How the words beside a place of the sentence agree with the words beside the question's wh-word."""

import numpy as np
from numpy.typing import NDArray

from qa.answers.asked import Asked

Floats = NDArray[np.float64]
_LONGEST = 8
_FARTHEST = 40


def beside(asked: Asked, text: str) -> dict[str, tuple[Floats, Floats]]:
    """Return features of every place: each as how it looks to a piece that starts there, and to one that ends there."""
    places = range(len(text) + 1)
    none = np.zeros(len(text) + 1)
    lead, tail = asked.before[-2:], asked.after[:2]
    rows = {
        "aligned_left": ([_common_end(text[max(p - _LONGEST, 0) : p], asked.before) for p in places], None),
        "aligned_right": (None, [_common_start(text[p : p + _LONGEST], asked.after) for p in places]),
        "after_left": ([_common_start(text[p : p + _LONGEST], asked.after) for p in places], None),
        "head_last": (None, [_common_end(text[max(p - _LONGEST, 0) : p], asked.head) for p in places]),
        "head_next": (None, [_common_start(text[p : p + _LONGEST], asked.head) for p in places]),
        "head_before": ([_common_end(text[max(p - _LONGEST, 0) : p], asked.head) for p in places], None),
        "topic_before": (_since(text, asked.topic), None),
        "lead_before": (_since(text, lead), None),
        "tail_after": (None, _since(text[::-1], tail[::-1])[::-1]),
        "tail_before": (_since(text, tail), None),
    }
    return {
        name: tuple(none if side is None else np.array(side, dtype=float) for side in sides)  # type: ignore[misc]
        for name, sides in rows.items()
    }


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])


def _common_start(one: str, other: str) -> int:
    size = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        size += 1
    return size


def _since(text: str, word: str) -> list[int]:
    """Return for every place how far back the word ends."""
    away = [_FARTHEST]
    for end in range(1, len(text) + 1):
        ends = word and text.startswith(word, end - len(word)) and end >= len(word)
        away.append(0 if ends else min(away[-1] + 1, _FARTHEST))
    return away
