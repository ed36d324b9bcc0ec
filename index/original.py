"""The stretch of the untouched file a unit was read from, in the order printed, beside what was made of it."""

from typing import NamedTuple

from index.records import Unit

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
