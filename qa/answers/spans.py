"""The pieces of a sentence that may be an answer: runs of words of one clause, and runs of whole clauses."""

import bisect
import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers import people

LONGEST_SENTENCE = 1000  # characters; the rest of a longer sentence is not looked at
_MOST_WORDS = 14
_MOST_CHARACTERS = 32
_MOST_CLAUSES = 4
_BREAK = re.compile(r"[。;；!！?？:：\n|]|[,，](?!\d)|(?<!\d)[,，]")
# a run of whole clauses may also start after one of these
_OPENS = re.compile(r"因为|由于|为了|旨在|通过|依托|原因是|目的是|即|就是|指的?是?|是|为|因|将|以便|从而")
_JOIN = re.compile(r"\d+(?:[.,:∶/]\d+)+%?|[a-z0-9]+(?:[-._'][a-z0-9]+)*")
NUMERAL = re.compile(r"(?<![\d.,])[约近超第每]?\d[\d.,]*[万亿]*")
LEVEL = re.compile(r"[一-鿿]{2}[县区镇乡](?=[一-鿿]{2,4}村)")  # 柳河镇西桥村, where a dictionary finds 镇西
_CLOSERS = "”’」』》〉)）"
_OPENERS = "“‘「『《〈(（"
_NO_STARTS, _NO_ENDS = frozenset(f"、,，·-{_CLOSERS}"), frozenset(f"、,，·{_OPENERS}")


class Piece(NamedTuple):
    """A piece `[start, end)` of a sentence, by its characters and its words."""

    start: int
    end: int
    first: int  # number of its first word
    last: int  # number of the word after its last


class Cut(NamedTuple):
    """A sentence cut into words: word `i` is `[bounds[i], bounds[i + 1])`."""

    folded: str
    bounds: tuple[int, ...]

    def word(self, number: int) -> str:
        """Return a word, the empty string beyond either end."""
        return self.folded[self.bounds[number] : self.bounds[number + 1]] if 0 <= number < len(self.bounds) - 1 else ""


def cut_sentence(text: str, quantities: Sequence[Quantity], tokenizer: Tokenizer) -> Cut:
    """Cut a sentence into words; figures begin and end at a word's edge and their numerals are never parted."""
    return _cut(text[:LONGEST_SENTENCE], tuple((q.start, q.end) for q in quantities), tokenizer)


# each rule that looks at the best sentence cuts it
@functools.lru_cache(maxsize=16)
def _cut(text: str, figures: tuple[tuple[int, int], ...], tokenizer: Tokenizer) -> Cut:
    folded = tokenizer.fold(text)
    edges = {0, len(folded)}
    at = 0
    for word in tokenizer.cut(folded):
        at += len(word)
        edges.add(at)
    edges.update(edge for figure in figures for edge in figure if edge <= len(folded))
    edges.update(edge for match in NUMERAL.finditer(folded) for edge in match.span())
    edges.update(edge for span in people.names(folded) for edge in span)
    edges.update(match.end() for match in LEVEL.finditer(folded))
    for match in _JOIN.finditer(folded):
        edges.difference_update(range(match.start() + 1, match.end()))
        edges.update(match.span())
    return Cut(folded, tuple(sorted(edges)))


def pieces(cut: Cut) -> list[Piece]:
    """Return every piece that may be an answer, shorter runs first from each start."""
    clauses = _clauses(cut)
    starts = [_can_start(cut.folded[bound : bound + 1]) for bound in cut.bounds]
    ends = [_can_end(cut.folded[max(bound - 1, 0) : bound]) for bound in cut.bounds]
    found: dict[tuple[int, int], Piece] = {}
    for first, last in clauses:
        for i in range(first, last):
            start = cut.bounds[i]
            if not starts[i]:
                continue
            for j in range(i + 1, min(last, i + _MOST_WORDS) + 1):
                end = cut.bounds[j]
                if end - start > _MOST_CHARACTERS:
                    break
                if ends[j]:
                    found[(start, end)] = Piece(start, end, i, j)
    for piece in _runs(cut, clauses):
        if starts[piece.first] and ends[piece.last]:
            found.setdefault((piece.start, piece.end), piece)
    return list(found.values())


def _clauses(cut: Cut) -> list[tuple[int, int]]:
    """Return the clauses as runs of words, without the marks between them."""
    clauses, first = [], 0
    for number in range(len(cut.bounds)):
        if number == len(cut.bounds) - 1 or _BREAK.fullmatch(cut.word(number)):
            if number > first:
                clauses.append((first, number))
            first = number + 1
    return clauses


def _runs(cut: Cut, clauses: list[tuple[int, int]]) -> list[Piece]:
    """Return runs of one to several whole clauses, the first from its start or from after an opening word."""
    found = []
    for at, (first, last) in enumerate(clauses):
        opened = [m.end() for m in _OPENS.finditer(cut.folded, cut.bounds[first], cut.bounds[last])]
        starts = {first} | {bisect.bisect_left(cut.bounds, end) for end in opened if end in cut.bounds}
        for _, end in clauses[at : at + _MOST_CLAUSES]:
            found += [Piece(cut.bounds[i], cut.bounds[end], i, end) for i in sorted(starts) if i < last]
    return found


def _can_start(first: str) -> bool:
    """Tell whether an answer can start with a character: with no mark but a quotation's."""
    return not first.isspace() and first not in _NO_STARTS


def _can_end(last: str) -> bool:
    """Tell whether an answer can end with a character: with no mark but a quotation's."""
    return not last.isspace() and last not in _NO_ENDS
