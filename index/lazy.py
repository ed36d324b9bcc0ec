"""A sequence whose members are made when they are asked for, the last asked for being kept."""

import functools
from collections.abc import Callable, Sequence
from typing import TypeVar, overload

T = TypeVar("T")


class Lazy(Sequence[T]):
    """So many members, each made by its number; making one twice gives the same."""

    def __init__(self, size: int, make: Callable[[int], T], *, kept: int) -> None:
        self._size, self._make = size, functools.lru_cache(maxsize=kept)(make)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> list[T]: ...
    def __getitem__(self, number: int | slice) -> T | list[T]:
        if isinstance(number, slice):
            return [self._make(at) for at in range(*number.indices(self._size))]
        if not -self._size <= number < self._size:
            raise IndexError(number)
        return self._make(number % self._size)
