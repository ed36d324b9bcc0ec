"""Postings: for each word the passages that hold it, in order, and how often each does, as flat arrays."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.packed import Numbering, Numbers, Packed, Starts, starts_of

Counts = npt.NDArray[np.unsignedinteger]
Scores = npt.NDArray[np.float64]
K1, B = 1.5, 0.75  # rank-bm25's own, of which the most a word adds is kept
BATCH = 1 << 23  # words looked at once: what bounds the memory of a build


class Postings(NamedTuple):
    """The words in order, and for word `w` its postings at `starts[w]:starts[w + 1]`."""

    words: Packed  # sorted, UTF-8
    starts: Starts
    passages: Numbers
    counts: Counts  # as narrow as the largest
    lengths: Numbers  # words of each passage
    most: Scores  # the largest share of each word: what it adds to any passage at most, by its idf


class Rows(NamedTuple):
    """Postings without what follows from all of them; a word may have none."""

    starts: Starts
    passages: Numbers
    counts: Counts
    lengths: Numbers


class Batch(NamedTuple):
    """The words of some passages by number, and the passage each stands in."""

    words: Numbers
    passages: Numbers


def postings_of(corpus: Iterable[Sequence[str]]) -> Postings:
    """Return the postings of passages given as words."""
    numbering, ids, sizes = Numbering(), array("I"), array("q")
    for passage in corpus:
        ids.extend(numbering.of(passage))
        sizes.append(len(passage))
    words, (numbered,) = numbering.in_order(ids)
    return finished(words, invert(len(words), len(sizes), _batches(numbered, starts_of(sizes))))


def _batches(numbers: Numbers, starts: Starts) -> Iterator[Batch]:
    """Yield passages that begin at `starts` among the numbers of their words, as many as may be looked at at once."""
    first, passages = 0, len(starts) - 1
    while first < passages:
        last = max(int(np.searchsorted(starts, starts[first] + BATCH, "right")) - 1, first + 1)
        owners = np.repeat(np.arange(first, last, dtype=np.uint32), np.diff(starts[first : last + 1]))
        yield Batch(numbers[starts[first] : starts[last]], owners)
        first = last


def invert(words: int, passages: int, batches: Iterable[Batch]) -> Rows:
    """Return the postings of so many words and passages, given a batch of whole passages after the other, in order."""
    lengths = np.zeros(passages, dtype=np.uint32)
    parts: list[_Part] = []
    for batch in batches:
        lengths += np.bincount(batch.passages, minlength=passages).astype(np.uint32)
        parts.append(_part(batch))
    starts = starts_of(sum((part.sizes(words) for part in parts), start=np.zeros(words, dtype=np.int64)))
    holding = np.empty(starts[-1], dtype=np.uint32)
    counts = np.empty(starts[-1], dtype=narrow(part.counts for part in parts))
    begun = starts[:-1].copy()
    while parts:  # each is let go once it is in its place
        part = parts.pop(0)
        sizes = part.sizes(words)
        places = np.arange(len(part.words)) + np.repeat(begun - starts_of(sizes)[:-1], sizes)
        holding[places], counts[places] = part.passages, part.counts
        begun += sizes
    return Rows(starts, holding, counts, lengths)


def finished(words: Packed, rows: Rows) -> Postings:
    """Return postings with their words; each has some."""
    norm = norms(rows.lengths, average(rows.lengths))
    return Postings(words, *rows, _most(rows.starts, rows.passages, rows.counts, norm))


def narrow(counts: Iterable[Numbers]) -> np.dtype[np.unsignedinteger]:
    """Return the narrowest type that holds all counts."""
    return np.min_scalar_type(max((int(each.max(initial=0)) for each in counts), default=0))


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


def _part(batch: Batch) -> _Part:
    keys = batch.words.astype(np.uint64) << np.uint64(32) | batch.passages
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
        stop = max(int(np.searchsorted(starts, starts[at] + BATCH, "right")) - 1, at + 1)
        held = slice(starts[at], starts[stop])
        begins = (starts[at:stop] - starts[at]).astype(np.int64)
        most[at:stop] = np.maximum.reduceat(shares(counts[held], norm[passages[held]]), begins)
        at = stop
    return most
