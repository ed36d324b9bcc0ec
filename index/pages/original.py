"""The stretch of the untouched file a unit was read from, in the order printed, beside what was made of it."""

import re
from itertools import pairwise
from typing import NamedTuple

from index.records import Unit
from index.spans import Spans

# what parts the lines of one text on the page and is no text itself
_LAYOUT = re.compile(r"<!--.*?-->|\*{2,}|(?m:^[ \t]*(?:[-+•*>]\s+)+)|[\s\ufeff\u200b-\u200d\u2060]+", re.DOTALL)
_LONGEST_BETWEEN = 300  # characters shown of what is printed between the halves of a broken paragraph


class Piece(NamedTuple):
    """A piece of the file: of one of the unit's sentences by number, or of none (a line break, another column).

    A piece that stands for `omitted` characters left out has no text.
    """

    text: str
    sentence: int | None
    omitted: int = 0


def original_pieces(text: str, unit: Unit) -> tuple[Piece, ...]:
    """Return the file from the unit's first character to its last; joined they are that stretch of it.

    Of what stands between the parts and is none of the unit's, the middle is left out where it is long.
    """
    owned = sorted((span, number) for number, sentence in enumerate(unit.sentences) for span in sentence.spans)
    pieces: list[Piece] = []
    at = owned[0][0].start if owned else 0
    for (start, end), number in owned:
        if at < start:
            pieces += _between(text[at:start])
        pieces.append(Piece(text[start:end], number))
        at = end
    return tuple(pieces)


def _between(text: str) -> list[Piece]:
    half = _LONGEST_BETWEEN // 2
    if len(text) <= 3 * half:
        return [Piece(text, None)]
    return [Piece(text[:half], None), Piece("", None, len(text) - 2 * half), Piece(text[-half:], None)]


def is_turned(spans: Spans) -> bool:
    """Tell whether parts of a text are printed in another order than they are read in."""
    return any(after.start < before.end for before, after in pairwise(spans))


def left_out(text: str, spans: Spans) -> str:
    """Return what is printed between the parts of a text that are read as one, layout aside; parts in the order printed."""
    return "".join(_LAYOUT.sub("", text[before.end : after.start]) for before, after in pairwise(spans))
