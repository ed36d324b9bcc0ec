"""How the words beside a place of the sentence agree with the words beside the question's wh-word."""

import numpy as np
from numpy.typing import NDArray

from qa.answers.asked import Asked

Floats = NDArray[np.float64]
_LONGEST = 8
_FARTHEST = 40


def beside(asked: Asked, text: str) -> dict[str, tuple[bool, Floats]]:
    """Return features of every place, with whether they are of a piece that starts there or of one that ends there."""
    lead, tail = asked.before[-2:], asked.after[:2]
    after, head = _starts(text, asked.after), _ends(text, asked.head)
    return {
        "aligned_left": (True, _ends(text, asked.before)),
        "aligned_right": (False, after),
        "after_left": (True, after),
        "head_last": (False, head),
        "head_next": (False, _starts(text, asked.head)),
        "head_before": (True, head),
        "topic_before": (True, _since(text, asked.topic)),
        "lead_before": (True, _since(text, lead)),
        "tail_after": (False, _since(text[::-1], tail[::-1])[::-1]),
        "tail_before": (True, _since(text, tail)),
    }


def _ends(text: str, words: str) -> Floats:
    """Return for every place how much of the end of the words ends there."""
    return _starts(text[::-1], words[::-1])[::-1]


def _starts(text: str, words: str) -> Floats:
    """Return for every place how much of the start of the words starts there."""
    sizes = np.zeros(len(text) + 1)
    at = text.find(words[0]) if words else -1
    while at >= 0:
        size = 1
        while size < _LONGEST and words[size : size + 1] and text.startswith(words[: size + 1], at):
            size += 1
        sizes[at] = size
        at = text.find(words[0], at + 1)
    return sizes


def _since(text: str, word: str) -> Floats:
    """Return for every place how far back the word ends."""
    places = np.arange(len(text) + 1)
    last = np.full(len(text) + 1, -_FARTHEST)
    at = text.find(word) if word else -1
    while at >= 0:
        last[at + len(word)] = at + len(word)
        at = text.find(word, at + 1)
    return np.minimum(places - np.maximum.accumulate(last), _FARTHEST).astype(float)
