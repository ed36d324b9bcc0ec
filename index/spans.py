"""Arithmetic of spans: pieces of a source's text, in reading order, that together make one run of text."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open `[start, end)` in Unicode code points of the source's decoded text."""

    start: int
    end: int


Spans = tuple[Span, ...]

HIDDEN = "\0"  # stands in a copy of the source where a comment is; no source holds it


def text_of(source: str, spans: Spans) -> str:
    """Return the text the spans cut out of the source: the only way any text is made."""
    if len(spans) == 1:  # nearly always, and much asked
        ((start, end),) = spans
        return source[start:end]
    return "".join(source[start:end] for start, end in spans)


def length(spans: Spans) -> int:
    """Return how many characters the spans hold together."""
    return sum(end - start for start, end in spans)


def cut(spans: Spans, start: int, end: int) -> Spans:
    """Return the spans of characters `[start, end)` of the text that `spans` make."""
    pieces = []
    base = 0
    for span in spans:
        low, high = max(start - base, 0), min(end - base, span.end - span.start)
        if low < high:
            pieces.append(Span(span.start + low, span.start + high))
        base += span.end - span.start
    return tuple(pieces)


def cut_at(spans: Spans, ends: Iterable[int]) -> Iterator[Spans]:
    """Yield the spans of the text between one end and the next, from its beginning; `ends` rise."""
    left, base = list(reversed(spans)), 0  # what has not been yielded, and where in the text it begins
    for end in ends:
        piece: list[Span] = []
        while left and base < end:
            start, stop = left.pop()
            at = min(stop, start + end - base)
            piece.append(Span(start, at))
            base += at - start
            if at < stop:
                left.append(Span(at, stop))
        yield tuple(piece)


def join(*runs: Spans) -> Spans:
    """Return the runs one after the other, pieces that touch in the source made one."""
    pieces: list[Span] = []
    for span in (span for run in runs for span in run):
        if pieces and pieces[-1].end == span.start:
            pieces[-1] = Span(pieces[-1].start, span.end)
        else:
            pieces.append(span)
    return tuple(pieces)


def trim(source: str, spans: Spans, extra: str = "") -> Spans:
    """Return the spans without white space (and without the characters of `extra`) at both ends."""
    text = text_of(source, spans)
    left, right = 0, len(text)
    while left < right and _blank(text[left], extra):
        left += 1
    while right > left and _blank(text[right - 1], extra):
        right -= 1
    return cut(spans, left, right)


def _blank(char: str, extra: str) -> bool:
    if char == HIDDEN:
        return True
    # zero-width characters and a byte order mark are layout, not text, at the edge of a line
    return char.isspace() or char in "\ufeff\u200b\u200c\u200d\u2060" or char in extra
