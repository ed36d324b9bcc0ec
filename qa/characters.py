"""Texts side by side as numbers, so that one look finds which characters and pairs of a question each holds."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


class Characters:
    """Texts laid end to end, each character the number it has in an alphabet; 0 for one that is not in it."""

    def __init__(self, texts: Sequence[str], alphabet: str) -> None:
        self._number = {char: at for at, char in enumerate(dict.fromkeys(alphabet), start=1)}
        lengths = np.array([len(text) + 1 for text in texts])
        ends = np.cumsum(lengths)
        self._starts, self._rows = ends - lengths, np.repeat(np.arange(len(texts)), lengths)
        self._ids = self._look_up(_codes("\n".join(texts) + "\n"))
        self._ids[ends - 1] = 0  # no piece reaches from one text into the next
        self._last = np.zeros(len(self._ids), dtype=bool)
        self._last[ends - 1] = True
        self._pairs = self._ids[:-1] * self._size + self._ids[1:]

    @property
    def _size(self) -> int:
        return len(self._number) + 1

    def _look_up(self, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
        table = np.zeros(max(int(codes.max(initial=0)), *map(ord, self._number), 0) + 1, dtype=np.int64)
        table[[ord(char) for char in self._number]] = list(self._number.values())
        return table[codes]

    def holds(self, pieces: Sequence[str]) -> Matrix:
        """Return 1 where a text (row) holds a piece (column): single characters, or pairs of neighbours, of the alphabet."""
        single = all(len(piece) == 1 for piece in pieces)
        columns = {piece: at for at, piece in enumerate(dict.fromkeys(pieces), start=1)}
        table = np.zeros(self._size if single else self._size**2, dtype=np.int64)
        table[[self._key(piece) for piece in columns]] = list(columns.values())
        hits = table[self._ids if single else self._pairs]
        at = np.flatnonzero(hits)
        held = np.zeros((len(self._starts), len(columns)))
        held[self._rows[at], hits[at] - 1] = 1.0
        return held if len(columns) == len(pieces) else held[:, [columns[piece] - 1 for piece in pieces]]

    def _key(self, piece: str) -> int:
        return self._number[piece[0]] * (1 if len(piece) == 1 else self._size) + (
            self._number[piece[1:]] if piece[1:] else 0
        )

    def longest_common(self, text: str) -> npt.NDArray[np.int32]:
        """Return the length of the longest piece of `text` that stands in each of the texts."""
        # of what is not in the alphabet, only what parts two pieces and ends a text
        kept = np.flatnonzero(np.concatenate([[True], (self._ids[1:] > 0) | (self._ids[:-1] > 0)]) | self._last)
        ids = self._ids[kept]
        run = np.zeros(len(ids), dtype=np.int32)
        longest = run.copy()
        for char in text:
            # the piece that ends here is one longer than the one that ended a character before
            run[1:] = run[:-1] + 1
            run[0] = 1
            run *= ids == self._number[char]
            np.maximum(longest, run, out=longest)
        return np.maximum.reduceat(longest, np.searchsorted(kept, self._starts))


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
