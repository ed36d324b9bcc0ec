"""What answers to a kind of question begin and end with, learned: a table of log odds by wh-word and word."""

import functools
from collections.abc import Mapping

from qa.answers.asked import Asked
from qa.answers.spans import Cut

STARTS = ("before", "first", "any_before")  # columns of where a piece starts
ENDS = ("last", "next", "ending", "noun_ending", "noun_last", "any_next")
Habits = Mapping[str, float]  # by the key's words joined with spaces


def keys(asked: Asked, cut: Cut) -> dict[str, list[str]]:
    """Return by column the key of every place before a word, and of the last: what a piece shows that starts or ends there."""
    words = [cut.word(number) for number in range(-1, len(cut.bounds))]
    shapes, endings = [*map(_shape, words)], [_shape(word[-1:]) for word in words[:-1]]
    before, after = shapes[:-1], shapes[1:]
    noun = (asked.head or asked.topic)[-2:]
    return {
        "before": [f"before {asked.asking} {shape}" for shape in before],
        "first": [f"first {asked.asking} {shape}" for shape in after],
        "last": [f"last {asked.asking} {shape}" for shape in before],
        "next": [f"next {asked.asking} {shape}" for shape in after],
        "ending": [f"ending {asked.asking} {shape}" for shape in endings],
        "noun_ending": [f"noun_ending {noun[-1:]} {shape}" for shape in endings],
        "noun_last": [f"noun_last {noun} {shape}" for shape in before],
        "any_before": [f"any_before {shape}" for shape in before],
        "any_next": [f"any_next {shape}" for shape in after],
    }


@functools.lru_cache(maxsize=4096)
def _shape(word: str) -> str:
    """Return the word, numerals and foreign words as what they are."""
    if word[:1].isdigit():
        return "0" * min(len(word), 4) if word.isdigit() else "0."
    return "a" if word.isascii() and word.isalpha() else word or "^"
