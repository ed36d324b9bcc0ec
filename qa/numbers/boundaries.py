"""Where words end: the likeliest words of a few characters, by the frequencies of jieba's dictionary."""

import functools
import math

from qa.nouns import frequency

_LONGEST = 5  # characters of a word that is looked for
_MOST = 16  # characters cut at once
_TOTAL = math.log(60_101_967)  # of all frequencies of the dictionary


@functools.lru_cache(maxsize=2048)
def words(text: str, coined: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the likeliest words of a short text; coined words count as met once where the dictionary lacks them."""
    size = len(text)
    best: list[tuple[float, int]] = [(0.0, size)] * (size + 1)
    for start in range(size - 1, -1, -1):
        ends = range(start + 1, min(start + _LONGEST, size) + 1)
        best[start] = max((_weight(text[start:end], coined) + best[end][0], end) for end in ends)
    found, at = [], 0
    while at < size:
        found.append(text[at : best[at][1]])
        at = best[at][1]
    return tuple(found)


def _weight(word: str, coined: frozenset[str]) -> float:
    known = frequency(word) or (1 if len(word) == 1 or word in coined else 0)
    return math.log(known) - _TOTAL if known else -math.inf


def last_word(text: str, coined: frozenset[str] = frozenset()) -> str:
    """Return the word a text ends in, empty where it has none."""
    return (words(text[-_MOST:], coined) or ("",))[-1]


def is_boundary(text: str, place: int) -> bool:
    """Tell whether a word ends at a place of a text: after 设立 in 设立总规模, and not after 设."""
    low = max(place - _MOST // 2, 0)
    ends, at = set(), low
    for word in words(text[low : place + _MOST // 2]):
        at += len(word)
        ends.add(at)
    return place in ends or place == low
