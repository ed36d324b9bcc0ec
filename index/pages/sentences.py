"""Cutting a run of text into sentences without changing a character."""

import re
from collections.abc import Iterator

from index.records import Sentence
from index.spans import Spans, cut, text_of, trim

# [1], 〔注2〕, ³: a mark that points to a note, and belongs to the sentence it follows
FOOTNOTE_MARK = r"(?:[\[［〔]\s*[注註]?\s*\d{1,3}\s*[\]］〕]|[¹²³⁰-⁹]+)"
# 。！？ and their ASCII forms end a sentence; the quotes and brackets that close after them belong to it.
_END = re.compile(rf"[。！？!?]+[”’」』）)》〉】\]\"']*(?:\s*{FOOTNOTE_MARK})*")
_TITLE = re.compile(r"《[^《》]{0,60}》|〈[^〈〉]{0,60}〉")
_BRACKET = re.compile(r"[（(][^（）()]{0,60}[）)]")


def split_sentences(source: str, spans: Spans) -> tuple[Sentence, ...]:
    """Return the sentences of the text in `spans`; together they hold all of it but outer white space."""
    text = text_of(source, spans)
    sentences = []
    start = 0
    for end in [*_ends(text), len(text)]:
        piece = trim(source, cut(spans, start, end))
        start = end
        if piece:
            sentences.append(Sentence(piece))
    return tuple(sentences)


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end: at no mark within a title, 《谁的奶酪？》一书, and within brackets only where they close."""
    titles, brackets = ([match.span() for match in kind.finditer(text)] for kind in (_TITLE, _BRACKET))
    for match in _END.finditer(text):
        in_title = any(start < match.start() < end for start, end in titles)
        in_bracket = any(start < match.start() and match.end() < end for start, end in brackets)
        if not in_title and not in_bracket:
            yield match.end()
