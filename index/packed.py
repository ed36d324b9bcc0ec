"""Many byte strings one after another, read one at a time from memory or from a mapped file."""

import bisect
from array import array
from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

Starts = npt.NDArray[np.int64]  # where each of n pieces begins, and where the last ends: n + 1 numbers
Numbers = npt.NDArray[np.uint32]
Buffer = bytes | memoryview


class Packed(Sequence[bytes]):
    """Byte strings by number; nothing is copied before it is asked for."""

    def __init__(self, blob: Buffer, starts: Starts) -> None:
        self.blob, self.starts = memoryview(blob), starts
        self._starts = np.ascontiguousarray(starts).data  # reads plain ints, quickly

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return bytes(self.blob[self._starts[number] : self._starts[number + 1]])

    def find(self, key: bytes) -> int:
        """Return the number of a string, -1 where it is none of them; they must be sorted."""
        at = bisect.bisect_left(self, key)
        return at if at < len(self) and self[at] == key else -1


def pack(strings: Iterable[bytes]) -> Packed:
    """Return byte strings as one."""
    held = list(strings)
    return Packed(b"".join(held), starts_of([len(each) for each in held]))


def starts_of(sizes: Sequence[int] | npt.NDArray[np.integer]) -> Starts:
    """Return where pieces of these sizes begin, and where the last ends."""
    starts = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    return starts


def encode(text: str) -> bytes:
    """Return a text as bytes whose order is the order of its characters."""
    return text.encode("utf-8", "surrogatepass")


class Numbering:
    """Numbers words as they are met, and in the end in their own order."""

    def __init__(self) -> None:
        self._met: dict[str, int] = {}

    def of(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of words."""
        met = self._met
        return [met.setdefault(word, len(met)) for word in words]

    def in_order(self, *tables: "array[int]") -> tuple[Packed, list[Numbers]]:
        """Return the words sorted, and tables of numbers with each word's new one."""
        words = sorted(self._met, key=encode)
        number = np.zeros(len(words), dtype=np.uint32)
        number[[self._met[word] for word in words]] = np.arange(len(words), dtype=np.uint32)
        return pack(map(encode, words)), [number[np.asarray(table, dtype=np.uint32)] for table in tables]
