"""A long text that mostly knows at once what does not stand in it: the pairs of characters that do, as a table of bits."""

import itertools
from functools import cached_property

import numpy as np

_FACTORS = (0x9E3779B1, 0x85EBCA77)
_LEAST, _MOST = 1 << 10, 1 << 24  # entries of the table


class SearchedText:
    """A text that is searched often; nothing is prepared before the first search."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __contains__(self, piece: object) -> bool:
        return isinstance(piece, str) and self.find(piece) >= 0

    def find(self, piece: str, start: int = 0) -> int:
        """Return where the piece next stands, -1 where it does not, as `str.find` does."""
        return self.text.find(piece, start) if self._may_hold(piece) else -1

    def _may_hold(self, piece: str) -> bool:
        """Tell whether each pair of the piece may stand in the text; sure only where it says no."""
        pairs, mask = self._pairs, len(self._pairs) - 1
        one, other = _FACTORS
        codes = map(ord, piece)
        return all(pairs[(a * one ^ b * other) >> 8 & mask] for a, b in itertools.pairwise(codes))

    @cached_property
    def _pairs(self) -> bytes:
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
        size = min(max(1 << (4 * len(codes)).bit_length(), _LEAST), _MOST)
        one, other = np.array(_FACTORS, dtype=np.uint64)
        table = np.zeros(size, dtype=np.bool_)
        table[(codes[:-1] * one ^ codes[1:] * other) >> np.uint64(8) & np.uint64(size - 1)] = True
        return table.tobytes()
