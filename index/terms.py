"""Text to terms: the only place that normalises, the same for articles and questions.

Folding (traditional to simplified, full width to half, case) keeps every character's place, so a term's
offsets hold in the untouched text.
"""

import functools
import hashlib
import importlib.metadata
import itertools
import math
import re
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any, NamedTuple

from index.large_numbers import HAN_NUMERALS, find_numbers
from index.simplify import simplify

# jieba takes quadratic time on long runs of unknown characters: it never gets more than this at once
_LONGEST_RUN = 1000
# pieces whose words are kept, and characters of one: a question and its best sentence are cut by many rules
_KEPT, _LONGEST_KEPT = 1024, 200
_PIECE = re.compile(r"[^。！？!?；\n\r]*[。！？!?；\n\r]?")
_PLAN = re.compile(r"[一二三四五六七八九十]{1,2}五(?=[”’」]|时期|规划|期间|以来|末|初)")
_WORD = re.compile(r"[^\W_]")
_PART = re.compile(" |[^ ]+")  # no word holds a space


class Term(NamedTuple):
    """A term with the place `[start, end)` of the characters it stands for."""

    text: str
    start: int
    end: int


class _Folding(dict[int, int]):
    """A table for `str.translate`, one character to one, filled as characters are met."""

    def __missing__(self, code: int) -> int:
        import unicodedata

        char = chr(code)
        for change in (functools.partial(unicodedata.normalize, "NFKC"), str.lower, simplify):
            changed = change(char)
            char = changed if len(changed) == 1 else char
        self[code] = ord(char)
        return self[code]


class Tokenizer:
    """jieba with its own dictionary object, numbers and lexicon terms kept whole; the dictionary loads at first use."""

    def __init__(self, *, words: tuple[str, ...] | None = None) -> None:
        self.words = lexicon("words.txt") if words is None else words
        self._fold = _Folding()
        self._stop = frozenset(lexicon("stopwords.txt"))
        self._kept = functools.lru_cache(maxsize=_KEPT)(self._words_in)

    @functools.cached_property
    def _jieba(self) -> Any:
        from index.segmenter import Segmenter

        return Segmenter(self.words)

    @property
    def fingerprint(self) -> str:
        """Name everything terms depend on; two collections of one fingerprint have the same terms."""
        version = importlib.metadata.version("jieba")
        words = hashlib.sha256("\n".join(self.words).encode()).hexdigest()[:12]
        # terms are saved sentence by sentence: "page" counts the changes of how a page is cut into them
        return f"jieba {version} dict {self._jieba.digest[:12]} words {words} terms 2 page 2"

    def fold(self, text: str) -> str:
        """Return the text for comparing: simplified, half width, lower case, every character in its place."""
        return text.translate(self._fold)

    def cut(self, text: str, *, hmm: bool = True) -> Iterator[str]:
        """Yield the words of the text; together they are the text."""
        for piece in _PIECE.findall(text):
            for start in range(0, len(piece), _LONGEST_RUN):
                for part in _PART.findall(piece[start : start + _LONGEST_RUN]):
                    yield from self._kept(part, hmm) if len(part) <= _LONGEST_KEPT else self._words_in(part, hmm)

    def _words_in(self, run: str, hmm: bool) -> tuple[str, ...]:
        return tuple(self._jieba.cut(run, HMM=hmm))

    def knows(self, word: str) -> bool:
        """Tell whether the dictionary has the word."""
        return bool(self._jieba.FREQ.get(word))

    def rarity(self, word: str) -> float:
        """Return how rare the dictionary has a word, 0 (every other word) to 1 (unknown)."""
        frequency = self._jieba.FREQ.get(word) or 1
        return min(math.log10(self._jieba.total / frequency) / 7, 1.0)

    def terms(self, text: str) -> list[Term]:
        """Return the terms of the text in order, words within long words as well, without stop words."""
        folded = self.fold(text)
        found: list[Term] = []
        last = 0
        for term, rest in _protected(folded):
            found += self._words_of(folded, last, term.start)
            found.append(term)
            last = rest
        found += self._words_of(folded, last, len(folded))
        return [term for term in found if term.text not in self._stop]

    def _words_of(self, folded: str, start: int, end: int) -> Iterator[Term]:
        at = start
        for word in _joined(self.cut(folded[start:end])):
            if _WORD.search(word):
                yield from self._inner(word, at)
                yield Term(word, at, at + len(word))
            at += len(word)

    def _inner(self, word: str, at: int) -> Iterator[Term]:
        """Yield the dictionary words inside a longer word, as jieba's search mode does; none parts a numeral."""
        for size in (2, 3):
            if len(word) > size:
                for i in range(len(word) - size + 1):
                    if self._jieba.FREQ.get(word[i : i + size]) and not _parts_numeral(word, i, i + size):
                        yield Term(word[i : i + size], at + i, at + i + size)

    def bigrams(self, text: str) -> list[str]:
        """Return pairs of neighbouring characters of words; punctuation parts them."""
        folded = self.fold(text)
        return [a + b for a, b in itertools.pairwise(folded) if _WORD.match(a) and _WORD.match(b)]


def _protected(folded: str) -> list[tuple[Term, int]]:
    """Return the terms that jieba must not cut, each with the place from which it goes on."""
    found = [(Term(number.text, number.start, number.end), number.rest) for number in find_numbers(folded)]
    found += [(Term(match.group(), *match.span()), match.end()) for match in _PLAN.finditer(folded)]
    return sorted(found, key=lambda each: each[0].start)


def _joined(words: Iterable[str]) -> Iterator[str]:
    """Yield the words with those that part a numeral made one: 二 and 三级 are no words of 二三级."""
    held = ""
    for word in words:
        if held and set(held) <= set(HAN_NUMERALS) and _parts_numeral(held + word, len(held)):
            held += word
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


def _parts_numeral(word: str, *places: int) -> bool:
    """Tell whether one of the places is inside a numeral, as 三日 in 二十三日 begins; after 万 and 亿 units begin."""
    inside = (word[at - 1 : at + 1] for at in places if 0 < at < len(word))
    return any(set(pair) <= set(HAN_NUMERALS) and pair[0] not in "万亿" for pair in inside)


@functools.cache
def lexicon(name: str) -> tuple[str, ...]:
    """Return the entries of a word list shipped beside this module; `#` starts a comment."""
    text = resources.files("index").joinpath("lexicon", name).read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)
