"""To what width the lines of a file are filled, and whether that is how its paragraphs were broken."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from index.pages.line_ends import goes_on_surely, is_closed
from index.pages.lines import Line, columns
from index.spans import text_of

_LONGEST = 170  # columns or characters: no wrapped line is longer
_SHORTEST = 10
_LONGER = 1.25  # of the width: hardly a line of wrapped text is
_SHARE_LONGER = 0.03
_SHARE_LINKS = 0.4  # of the filled lines: as many may go on that are not filled
_FULL = 0.8  # of the width, from which a line is taken to have been broken


class Filling(NamedTuple):
    """The width that lines keep within, and what it is measured in: characters or columns."""

    width: int
    measure: Callable[[str], int]


def filling_of(source: str, lines: Iterable[Line]) -> Filling:
    """Return how the lines are filled: nine in ten keep within, by the measure that most of them come closest to."""
    texts = [text_of(source, line.spans) for line in lines if line.kind == "text"]
    found = [_filling(texts, measure) for measure in (columns, len)]
    return max(found, key=lambda pair: pair[1])[0]


def _filling(texts: Sequence[str], measure: Callable[[str], int]) -> tuple[Filling, int]:
    """Return the width by one measure and how many lines that stop short of a sentence's end come close to it."""
    sizes = [measure(text) for text in texts]
    width = sorted(sizes)[len(sizes) * 9 // 10] if sizes else 0
    close = sum(abs(size - width) <= 1 and not is_closed(text) for size, text in zip(sizes, texts, strict=True))
    return Filling(width, measure), close


def wrapped_filling(source: str, lines: Sequence[Line]) -> Filling | None:
    """Return how the lines are filled where they are wrapped, else None.

    They are where most filled lines followed at once by another stop short of a sentence's end, and hardly any others.
    """
    width, measure = filling = filling_of(source, lines)
    texts = [text_of(source, line.spans) for line in lines if line.kind == "text"]
    longer = sum(measure(text) > width * _LONGER for text in texts)
    if not _SHORTEST <= width <= _LONGEST or longer > len(texts) * _SHARE_LONGER + 1:
        return None
    pairs = [(a, b) for a, b in pairwise(lines) if a.kind == b.kind == "text" and not b.gap]
    both = [(text_of(source, a.spans), text_of(source, b.spans)) for a, b in pairs]
    full = [above for above, _ in both if measure(above) >= width * _FULL]
    links = sum(goes_on_surely(above, below) for above, below in both if measure(above) < width * _FULL)
    short = sum(not is_closed(text) for text in full)
    return filling if len(full) >= 2 and short > len(full) / 2 and links <= short * _SHARE_LINKS else None
