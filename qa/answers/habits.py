"""What answers to a kind of question begin and end with, learned: a table of log odds by wh-word and word."""

import functools
from collections.abc import Iterator, Mapping

from qa.answers.asked import Asked
from qa.answers.spans import Cut

Key = tuple[str, ...]
COLUMNS = ("before", "first", "last", "next", "ending", "noun_ending", "noun_last", "any_before", "any_next")
Habits = Mapping[str, float]  # by the key's words joined with spaces


def start_keys(asked: Asked, cut: Cut, word: int) -> Iterator[tuple[str, str]]:
    """Yield the column and key of what a piece that starts with this word shows."""
    before, first = cut.word(word - 1), _shape(cut.word(word))
    yield "before", f"before {asked.asking} {_shape(before)}"
    yield "first", f"first {asked.asking} {first}"
    yield "any_before", f"any_before {_shape(before)}"


def end_keys(asked: Asked, cut: Cut, word: int) -> Iterator[tuple[str, str]]:
    """Yield the column and key of what a piece that ends before this word shows."""
    last, following = cut.word(word - 1), _shape(cut.word(word))
    noun = (asked.head or asked.topic)[-2:]
    yield "last", f"last {asked.asking} {_shape(last)}"
    yield "next", f"next {asked.asking} {following}"
    yield "ending", f"ending {asked.asking} {_shape(last[-1:])}"
    yield "noun_ending", f"noun_ending {noun[-1:]} {_shape(last[-1:])}"
    yield "noun_last", f"noun_last {noun} {_shape(last)}"
    yield "any_next", f"any_next {following}"


@functools.lru_cache(maxsize=4096)
def _shape(word: str) -> str:
    """Return the word, numerals and foreign words as what they are."""
    if word[:1].isdigit():
        return "0" * min(len(word), 4) if word.isdigit() else "0."
    return "a" if word.isascii() and word.isalpha() else word or "^"
