"""Postings: for each word the passages that hold it, in order, and how often each does, as flat arrays."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.packed import Packed, Starts, encode, pack, starts_of

Numbers = npt.NDArray[np.uint32]
Counts = npt.NDArray[np.unsignedinteger]
Scores = npt.NDArray[np.float64]
K1, B = 1.5, 0.75  # rank-bm25's own, of which the most a word adds is kept
_BATCH = 1 << 23  # words inverted at once: what bounds the memory of a build


class Postings(NamedTuple):
    """The words in order, and for word `w` its postings at `starts[w]:starts[w + 1]`."""

    words: Packed  # sorted, UTF-8
    starts: Starts
    passages: Numbers
    counts: Counts  # as narrow as the largest
    lengths: Numbers  # words of each passage
    most: Scores  # the largest share of each word: what it adds to any passage at most, by its idf


class Batch(NamedTuple):
    """Passages as word numbers one after another, and how many each passage has."""

    words: Numbers
    sizes: npt.NDArray[np.int64]


def postings_of(corpus: Iterable[Sequence[str]]) -> Postings:
    """Return the postings of passages given as words."""
    met: dict[str, int] = {}
    ids, sizes = array("I"), array("q")
    for passage in corpus:
        ids.extend([met.setdefault(word, len(met)) for word in passage])
        sizes.append(len(passage))
    order = sorted(met, key=encode)
    number = np.zeros(len(met), dtype=np.uint32)
    number[[met[word] for word in order]] = np.arange(len(met))
    words = number[np.frombuffer(ids, dtype=np.uint32)] if ids else np.zeros(0, dtype=np.uint32)
    return invert(pack(map(encode, order)), [Batch(words, np.asarray(sizes, dtype=np.int64))])


def invert(words: Packed, batches: Iterable[Batch]) -> Postings:
    """Return the postings of passages given batch by batch, their words numbered in the order of `words`."""
    parts: list[_Part] = []
    lengths: list[Numbers] = []
    first = 0
    for batch in batches:
        parts += [_part(piece, first + at) for at, piece in _cut(batch)]
        lengths.append(batch.sizes.astype(np.uint32))
        first += len(batch.sizes)
    starts = starts_of(sum((part.sizes(len(words)) for part in parts), start=np.zeros(len(words), dtype=np.int64)))
    widest = max((int(part.counts.max(initial=0)) for part in parts), default=0)
    passages = np.empty(starts[-1], dtype=np.uint32)
    counts = np.empty(starts[-1], dtype=np.min_scalar_type(widest))
    begun = starts[:-1].copy()
    while parts:  # each is let go once it is in its place
        part = parts.pop(0)
        sizes = part.sizes(len(words))
        places = np.arange(len(part.words)) + np.repeat(begun - starts_of(sizes)[:-1], sizes)
        passages[places], counts[places] = part.passages, part.counts
        begun += sizes
    held = np.concatenate(lengths) if lengths else np.zeros(0, dtype=np.uint32)
    return Postings(words, starts, passages, counts, held, _most(starts, passages, counts, norms(held, average(held))))


def average(lengths: Numbers) -> float:
    """Return how many words a passage has on the average, 1 where none has any."""
    return float(lengths.sum(dtype=np.int64) / max(len(lengths), 1)) or 1.0


def norms(lengths: Numbers, mean: float) -> Scores:
    """Return what passages' lengths add below the line: `k1 * (1 - b + b * length / mean)`."""
    return np.asarray(K1 * (1 - B + B * lengths.astype(np.float64) / mean))


def shares(counts: Counts, norm: Scores) -> Scores:
    """Return how much of its idf a word adds to passages that hold it so often: `tf * (k1 + 1) / (tf + norm)`."""
    often = counts.astype(np.float64)
    return np.asarray(often * (K1 + 1) / (often + norm))


class _Part(NamedTuple):
    """Postings of some passages, sorted by word and passage."""

    words: Numbers
    passages: Numbers
    counts: Numbers

    def sizes(self, vocabulary: int) -> npt.NDArray[np.int64]:
        return np.bincount(self.words, minlength=vocabulary)


def _cut(batch: Batch) -> Iterator[tuple[int, Batch]]:
    """Yield a batch in pieces small enough, each with the number of its first passage."""
    ends = np.cumsum(batch.sizes)
    at, start = 0, 0
    while at < len(ends):
        stop = max(int(np.searchsorted(ends, start + _BATCH, "right")), at + 1)
        yield at, Batch(batch.words[start : ends[stop - 1]], batch.sizes[at:stop])
        at, start = stop, int(ends[stop - 1])


def _part(batch: Batch, first: int) -> _Part:
    owners = np.repeat(np.arange(first, first + len(batch.sizes), dtype=np.uint64), batch.sizes)
    keys = batch.words.astype(np.uint64) << np.uint64(32) | owners
    keys.sort()
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.zeros(0, np.int64)
    counts = np.diff(begins, append=len(keys)).astype(np.uint32)
    kept = keys[begins]
    return _Part((kept >> np.uint64(32)).astype(np.uint32), kept.astype(np.uint32), counts)


def _most(starts: Starts, passages: Numbers, counts: Counts, norm: Scores) -> Scores:
    """Return the largest share of each word."""
    most = np.zeros(len(starts) - 1)
    at = 0
    while at < len(most):
        stop = max(int(np.searchsorted(starts, starts[at] + _BATCH, "right")) - 1, at + 1)
        held = slice(starts[at], starts[stop])
        begins = (starts[at:stop] - starts[at]).astype(np.int64)
        most[at:stop] = np.maximum.reduceat(shares(counts[held], norm[passages[held]]), begins)
        at = stop
    return most
