"""The whole of a name: 城市管理综合行政执法局 with 景县 before it, 基地 with the words that still belong to it."""

import re

from qa.answers.classes import class_of
from qa.answers.spans import Cut

_LONGEST = 26  # characters of a name
_NOUNS = ("", "a", "w")
_TIME = re.compile(
    r"[0-9]|近日|日前|今年|去年|目前|当日|昨日|此外|同时|其中|如今|[上下]午|本[报次届]|全[市县省区]|一个|记者"
)


def whole_name(cut: Cut, start: int, end: int) -> tuple[int, int]:
    """Return a name with the nouns that stand right before it."""
    if start not in cut.bounds:
        return start, end
    first = cut.bounds.index(start)
    while first and _is_noun(cut.word(first - 1)) and end - cut.bounds[first - 1] <= _LONGEST:
        first -= 1
    return cut.bounds[first], end


def _is_noun(word: str) -> bool:
    return bool(word) and class_of(word) in _NOUNS and not _TIME.match(word)
