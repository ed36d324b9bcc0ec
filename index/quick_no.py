"""A long text that mostly knows at once what does not stand in it: its neighbouring characters as a table of bits."""

import itertools
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.packed import Buffer

_FACTORS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)
_LEAST, _MOST = 1 << 13, 1 << 29  # bits of the table
_LINE_END = ord("\n")
_AT_ONCE = 1 << 16  # characters looked at at once, which bounds what that takes
_EACH = 4  # bits a character: two are set at most, fewer in a long text, which repeats itself


def bits_of(texts: Iterable[str], characters: int, others: Buffer | None = None) -> bytes:
    """Return the table for so many characters: a bit for each pair and each three of the texts, but over line ends.

    `others` is a table of the same size of other texts that are to be in this one too.
    """
    table = np.zeros(bits_for(characters) // 8, dtype=np.uint8)
    if others is not None:
        table[:] = np.frombuffer(others, dtype=np.uint8)
    for piece in (text[at : at + _AT_ONCE + 2] for text in texts for at in range(0, len(text), _AT_ONCE)):
        codes = np.frombuffer(piece.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
        one, two, three = (codes * np.uint64(factor) for factor in _FACTORS)
        inside = codes != _LINE_END
        pairs = inside[:-1] & inside[1:]
        _set(table, (one[:-1] ^ two[1:])[pairs])
        _set(table, (two[:-2] ^ three[1:-1] ^ one[2:])[pairs[:-1] & inside[2:]])
    return table.tobytes()


def _set(table: npt.NDArray[np.uint8], mixed: npt.NDArray[np.uint64]) -> None:
    places = mixed >> np.uint64(8) & np.uint64(8 * len(table) - 1)
    bits = np.left_shift(np.uint8(1), places & np.uint64(7), dtype=np.uint8, casting="unsafe")
    np.bitwise_or.at(table, (places >> np.uint64(3)).astype(np.int64), bits)


def bits_for(characters: int) -> int:
    """Return how many bits the table for so many characters has."""
    return min(max(1 << (_EACH * characters).bit_length(), _LEAST), _MOST)


def _places(piece: str) -> Iterator[int]:
    """Yield the places of a piece's pairs and threes, as `bits_of` sets them."""
    one, two, three = _FACTORS
    for line in piece.split("\n"):
        codes = [*map(ord, line)]
        for a, b in itertools.pairwise(codes):
            yield (a * one ^ b * two) >> 8
        for a, b, c in zip(codes, codes[1:], codes[2:], strict=False):
            yield (a * two ^ b * three ^ c * one) >> 8


class SearchedText:
    """A text that is searched often; its table is made before the first search, where none is given."""

    def __init__(self, text: str, table: Buffer | None = None) -> None:
        self.text, self._given = text, table

    def prepare(self) -> None:
        """Make the table now."""
        self._table  # noqa: B018

    def __contains__(self, piece: object) -> bool:
        return isinstance(piece, str) and self.find(piece) >= 0

    def find(self, piece: str, start: int = 0) -> int:
        """Return where the piece next stands, -1 where it does not, as `str.find` does."""
        return self.text.find(piece, start) if may_hold(self._table, piece) else -1

    @cached_property
    def _table(self) -> Buffer:
        return self._given or bits_of([self.text], len(self.text))


def may_hold(table: Buffer, piece: str) -> bool:
    """Tell whether a piece may stand in the texts of a table; sure only where it says no."""
    mask = 8 * len(table) - 1
    return all(table[(at & mask) >> 3] >> (at & 7) & 1 for at in _places(piece))
