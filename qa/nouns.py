"""Word classes as the dictionary of jieba tags them: nouns, verbs, adverbs."""

import functools
from pathlib import Path

import jieba

# the dictionary is in the order of its bytes, but for few dozen lines near their place or, with Latin letters, in front
_NEAR = 8192
_NOUNS = ("n", "nz", "b", "nr", "nrt", "ns", "nt")


def is_noun(word: str) -> bool:
    """Tell whether the dictionary tags a word as a noun or as what stands before nouns only (民办, 大型)."""
    return tag(word) in _NOUNS


def tag(word: str) -> str:
    """Return the dictionary's tag of a word (n, v, ns …), empty where it has none."""
    return _entry(word)[1]


def frequency(word: str) -> int:
    """Return how often the dictionary has met a word, 0 where it has none."""
    return _entry(word)[0]


@functools.lru_cache(maxsize=16384)
def _entry(word: str) -> tuple[int, str]:
    """Return a word's frequency and tag, as its line of the dictionary has them."""
    text, wanted = _dictionary(), b"\n" + word.encode("utf-8", "replace") + b" "
    place = _place_of(wanted[1:], text)
    found = (text.find(wanted, max(start, 0), start + _NEAR) for start in (place - _NEAR // 2, 0))
    at = next((at for at in found if at >= 0), -1)
    if at < 0:
        return 0, ""
    _, met, told = text[at + 1 : text.index(b"\n", at + 1)].decode().rsplit(" ", 2)
    return int(met), told.strip()


def _place_of(wanted: bytes, text: bytes) -> int:
    """Return where a line stands among lines in the order of their bytes."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        start = text.rfind(b"\n", low, middle) + 1 or low
        if text[start : text.index(b" ", start) + 1] < wanted:
            low = text.index(b"\n", middle) + 1
        else:
            high = start
    return low


@functools.cache
def _dictionary() -> bytes:
    return (Path(jieba.__file__).parent / "dict.txt").read_bytes()
