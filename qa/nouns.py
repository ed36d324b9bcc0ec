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


@functools.lru_cache(maxsize=4096)
def tag(word: str) -> str:
    """Return the dictionary's tag of a word (n, v, ns …), empty where it has none."""
    text, wanted = _dictionary(), b"\n" + word.encode("utf-8", "replace") + b" "
    place = _place_of(wanted[1:], text)
    found = (text.find(wanted, max(start, 0), start + _NEAR) for start in (place - _NEAR // 2, 0))
    at = next((at for at in found if at >= 0), -1)
    return text[at + 1 : text.index(b"\n", at + 1)].rsplit(b" ")[-1].decode().strip() if at >= 0 else ""


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
