"""Cutting a run of text into sentences without changing a character."""

import bisect
import re
from collections.abc import Iterator, Sequence

from index.records import Sentence
from index.spans import Spans, cut_at, text_of, trim

# [1], 〔注2〕, ³: a mark that points to a note, and belongs to the sentence it follows
FOOTNOTE_MARK = r"(?:[\[［〔]\s*[注註]?\s*\d{1,3}\s*[\]］〕]|[¹²³⁰-⁹]+)"
# 。！？ and their ASCII forms end a sentence; the quotes and brackets that close after them belong to it.
_END = re.compile(rf"[。！？!?]+[”’」』）)》〉】\]\"']*(?:\s*{FOOTNOTE_MARK})*")
_TITLE = re.compile(r"《[^《》]{0,60}》|〈[^〈〉]{0,60}〉")
_BRACKET = re.compile(r"[（(][^（）()]{0,60}[）)]")


def split_sentences(source: str, spans: Spans) -> tuple[Sentence, ...]:
    """Return the sentences of the text in `spans`; together they hold all of it but outer white space."""
    text = text_of(source, spans)
    pieces = (trim(source, piece) for piece in cut_at(spans, [*_ends(text), len(text)]))
    return tuple(Sentence(piece) for piece in pieces if piece)


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end: at no mark within a title, 《谁的奶酪？》一书, and within brackets only where they close."""
    titles, brackets = ([match.span() for match in kind.finditer(text)] for kind in (_TITLE, _BRACKET))
    for match in _END.finditer(text):
        if _around(titles, match.start()) <= match.start() and _around(brackets, match.start()) <= match.end():
            yield match.end()


def _around(pairs: Sequence[tuple[int, int]], at: int) -> int:
    """Return where the pair of marks around a place ends, 0 where none is around it; pairs do not overlap."""
    before = bisect.bisect_left(pairs, (at, 0)) - 1
    return pairs[before][1] if before >= 0 and at < pairs[before][1] else 0
