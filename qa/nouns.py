"""Is a word a noun? As jieba's dictionary tags it."""

import functools
from pathlib import Path

import jieba

_NOUNS = (b"n", b"nz", b"b", b"nr", b"nrt", b"ns", b"nt")


def is_noun(word: str) -> bool:
    """Tell whether the dictionary tags a word as a noun or as what stands before nouns only (民办, 大型)."""
    text = _dictionary()
    at = text.find(b"\n" + word.encode() + b" ")
    return at >= 0 and text[at + 1 : text.index(b"\n", at + 1)].rsplit(b" ")[-1].strip() in _NOUNS


@functools.cache
def _dictionary() -> bytes:
    return (Path(jieba.__file__).parent / "dict.txt").read_bytes()
