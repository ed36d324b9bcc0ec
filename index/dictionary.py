"""A dictionary of words with how often each occurs, in three MB; kept in the user's cache folder once it is made.

jieba's own, with every beginning of a word as a string of Python's, takes sixty MB and a second to load.
"""

import contextlib
import hashlib
import os
import stat
import struct
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import numpy as np
from platformdirs import user_cache_path

_HEAD = struct.Struct("<QQQ")  # of a kept one: how many words, the sum of their frequencies, the longest
_DIGEST = hashlib.sha256().digest_size
_KEPT = 4  # dictionaries, one for each list of words and each version; the oldest goes first


class Dictionary(NamedTuple):
    """Words and their frequencies, as jieba asks for them."""

    trie: marisa_trie.Trie
    frequencies: memoryview  # of the words by their number in the trie
    total: int
    longest: int  # characters

    @classmethod
    def of(cls, words: Mapping[str, int], total: int) -> "Dictionary":
        """Make a dictionary of words; what has no frequency only begins others."""
        trie = marisa_trie.Trie([word for word, frequency in words.items() if frequency])
        frequencies = np.zeros(len(trie), dtype=np.uint32)
        for word, number in trie.items():
            frequencies[number] = words[word]
        return cls(trie, frequencies.data, total, max(map(len, words), default=0))

    def get(self, word: str) -> int | None:
        """Return how often a word occurs, None for what is no word."""
        try:
            number = self.trie.get(word)
        except UnicodeEncodeError:  # half a character
            return None
        return None if number is None else self.frequencies[number]

    def beginning(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield the words a text begins with, the shortest first, with how often each occurs."""
        for word, number in self.trie.iter_prefixes_with_ids(text):
            yield word, self.frequencies[number]

    def items(self) -> Iterator[tuple[str, int]]:
        """Yield all words with how often each occurs."""
        for word, number in self.trie.items():
            yield word, self.frequencies[number]

    def to_bytes(self) -> bytes:
        """Return all of it in a form to be kept."""
        head = _HEAD.pack(len(self.frequencies), self.total, self.longest)
        return b"".join([head, self.frequencies, self.trie.tobytes()])

    @classmethod
    def from_bytes(cls, data: bytes) -> "Dictionary":
        """Return what `to_bytes` kept."""
        words, *rest = _HEAD.unpack_from(data)
        frequencies = np.frombuffer(data, dtype=np.uint32, count=words, offset=_HEAD.size)
        return cls(marisa_trie.Trie().frombytes(data[_HEAD.size + frequencies.nbytes :]), frequencies.data, *rest)


def kept(key: str, make: Callable[[], Dictionary]) -> Dictionary:
    """Return the dictionary kept under a key; where there is none, or a damaged one, make and keep it.

    Where the cache folder cannot be written it is made every time.
    """
    try:
        path = user_cache_path("youju") / "dictionaries" / key
    except RuntimeError:  # a user without a home
        return make()
    with contextlib.suppress(OSError, ValueError, struct.error):
        if _is_ours(path.stat()):
            data = path.read_bytes()
            if hashlib.sha256(data[_DIGEST:]).digest() == data[:_DIGEST]:
                return Dictionary.from_bytes(data[_DIGEST:])
    dictionary = make()
    with contextlib.suppress(OSError):
        _keep(path, dictionary.to_bytes())
    return dictionary


def _is_ours(found: os.stat_result) -> bool:
    """Tell whether a file is a plain one that nobody else could have written; a pipe would be waited for."""
    return (
        stat.S_ISREG(found.st_mode)
        and found.st_uid == os.getuid()
        and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        file.write_bytes(hashlib.sha256(data).digest() + data)
        file.chmod(0o600)
        file.replace(path)  # in one step: nobody finds half of it
    finally:
        file.unlink(missing_ok=True)
    for old in sorted(path.parent.iterdir(), key=lambda each: -each.stat().st_mtime_ns)[_KEPT:]:
        old.unlink(missing_ok=True)
