"""Word classes as the dictionary of jieba tags them: nouns, verbs, adverbs."""

import functools
from pathlib import Path

import jieba

_NOUNS = ("n", "nz", "b", "nr", "nrt", "ns", "nt")


def is_noun(word: str) -> bool:
    """Tell whether the dictionary tags a word as a noun or as what stands before nouns only (民办, 大型)."""
    return tag(word) in _NOUNS


@functools.lru_cache(maxsize=4096)
def tag(word: str) -> str:
    """Return the dictionary's tag of a word (n, v, ns …), empty where it has none."""
    text = _dictionary()
    at = text.find(b"\n" + word.encode("utf-8", "replace") + b" ")
    return text[at + 1 : text.index(b"\n", at + 1)].rsplit(b" ")[-1].decode().strip() if at >= 0 else ""


@functools.cache
def _dictionary() -> bytes:
    return (Path(jieba.__file__).parent / "dict.txt").read_bytes()
