"""Classes of common words (verb, preposition, adverb, …), for telling where a noun phrase begins and ends."""

import functools

from qa.tables import read_table

CODES = {"": 0.0, "a": 1.0, "f": 2.0, "r": 3.0, "w": 4.0, "v": 5.0, "d": 6.0, "p": 7.0, "c": 8.0, "u": 9.0, "^": 10.0}


@functools.cache
def _classes() -> dict[str, str]:
    return {word: letter for letter, words, _ in read_table("word_classes.tsv") for word in words.split(" ")}


def class_of(word: str) -> str:
    """Return the letter of a word's class, the empty string for nouns and rare words, ^ for marks and edges."""
    if not word or not (word[0].isalnum() or "\u4e00" <= word[0] <= "\u9fff"):
        return "^"
    return _classes().get(word, "")
