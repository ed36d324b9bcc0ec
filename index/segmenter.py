"""jieba with a small dictionary and its search for the likeliest words in one pass: the words are the same."""

import hashlib
import importlib.metadata
import math
import sys
from collections.abc import Sequence
from typing import Any

import jieba

from index.dictionary import Dictionary, kept

_FORMAT = 1  # of a dictionary that is kept


class Segmenter(jieba.Tokenizer):  # type: ignore[misc]
    """A tokenizer of jieba that knows some more words; it loads its dictionary at once."""

    FREQ: Any

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__()
        with self.get_dict_file() as file:
            self.digest = hashlib.sha256(file.read()).hexdigest()  # of jieba's own dictionary
        trie = importlib.metadata.version("marisa-trie")
        key = repr((_FORMAT, self.digest, trie, sys.byteorder, sys.maxsize, *words))
        self.FREQ = kept(hashlib.sha256(key.encode()).hexdigest()[:16], lambda: self._load(words))
        self.total, self.initialized = self.FREQ.total, True

    def _load(self, words: Sequence[str]) -> Dictionary:
        # straight from the dictionary: jieba's own cache in the temporary folder can be changed by anyone
        plain = jieba.Tokenizer()
        plain.FREQ, plain.total = plain.gen_pfdict(plain.get_dict_file())
        plain.initialized = True
        for word in words:
            plain.add_word(word)
        return Dictionary.of(plain.FREQ, plain.total)

    def get_DAG(self, sentence: str) -> dict[int, list[int]]:  # noqa: N802
        """Return nothing: `calc` looks words up itself."""
        return {}

    def calc(self, sentence: str, _: Any, route: dict[int, tuple[float, int]]) -> None:
        """Fill in for every place the log likelihood of the words from there on, and where the first of them ends."""
        beginning, longest, size, log_total = (
            self.FREQ.beginning,
            self.FREQ.longest,
            len(sentence),
            math.log(self.total),
        )
        route[size] = (0, 0)
        for start in range(size - 1, -1, -1):
            # a character that is no word counts as one met once
            best, last, found = -log_total + route[start + 1][0], start, False
            for word, frequency in beginning(sentence[start : start + longest]):
                end = start + len(word)
                value = math.log(frequency) - log_total + route[end][0]
                if not found or value >= best:
                    best, last, found = value, end - 1, True
            route[start] = (best, last)
