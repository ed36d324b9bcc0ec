"""Cutting a run of text into sentences without changing a character."""

import re

from index.records import Sentence
from index.spans import Spans, cut, text_of, trim

# 。！？ and their ASCII forms end a sentence; the quotes and brackets that close after them belong to it.
_END = re.compile(r"[。！？!?]+[”’」』）)》〉】\]\"']*")


def split_sentences(source: str, spans: Spans) -> tuple[Sentence, ...]:
    """Return the sentences of the text in `spans`; together they hold all of it but outer white space."""
    text = text_of(source, spans)
    sentences = []
    start = 0
    for end in [match.end() for match in _END.finditer(text)] + [len(text)]:
        piece = trim(source, cut(spans, start, end))
        start = end
        if piece:
            sentences.append(Sentence(piece))
    return tuple(sentences)
