"""The postings of an older generation taken over into a newer one, where only their numbers are others."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.packed import Numbers, starts_of
from index.postings import Postings, Rows, narrow
from index.segment import Run, Segment, bounds_of

_NONE = 0xFFFFFFFF  # the number of a passage that is there no more


class Carried(NamedTuple):
    """Postings taken over, and of which passages they hold nothing."""

    rows: Rows
    is_new: npt.NDArray[np.bool_]


def carry(
    runs: Sequence[Run], segment: Segment, postings: Postings, of_words: Mapping[int, Numbers], words: int
) -> Carried | None:
    """Return the postings of a segment in the numbers of a newer one, None where most of that is new.

    The runs have the sources in the order the segment has them. `of_words` are the new numbers of the words by their
    segment, as `merge` returns them; there are so many words now.
    """
    of_passage = np.full(len(postings.lengths), _NONE, dtype=np.uint32)
    taken, at = list[tuple[int, int]](), 0
    for run in runs:
        first, last = bounds_of(run)["passages"]
        if run.segment is segment:
            of_passage[first:last] = np.arange(at, at + last - first)
            taken.append((at, at + last - first))
        at += last - first
    is_new = np.ones(at, dtype=np.bool_)
    for first, last in taken:
        is_new[first:last] = False
    if not taken or 2 * is_new.sum() > at:
        return None
    return Carried(_renumbered(postings, of_words[id(segment)], of_passage, words, at), is_new)


def _renumbered(postings: Postings, of_word: Numbers, of_passage: Numbers, words: int, passages: int) -> Rows:
    """Return postings among so many other words and passages, where all keep their order; passages without one there go.

    The number of a word of which no posting is left means nothing.
    """
    holding, stays = of_passage[postings.passages], of_passage != _NONE
    kept = holding != _NONE
    left = np.add.reduceat(kept, postings.starts[:-1], dtype=np.int64)
    sizes = np.zeros(words, dtype=np.int64)
    sizes[of_word[left > 0]] = left[left > 0]
    lengths = np.zeros(passages, dtype=np.uint32)
    lengths[of_passage[stays]] = postings.lengths[stays]
    counts = postings.counts
    if not stays.all():
        holding, counts = holding[kept], counts[kept]
    return Rows(starts_of(sizes), holding, counts, lengths)


def joined(one: Rows, other: Rows) -> Rows:
    """Return two postings of the same words and passages as one; no passage has words in both."""
    at = np.searchsorted(_keys(one), _keys(other)) + np.arange(len(other.passages))
    is_other = np.zeros(len(one.passages) + len(other.passages), dtype=np.bool_)
    is_other[at] = True
    passages = np.empty(len(is_other), dtype=np.uint32)
    counts = np.empty(len(is_other), dtype=narrow([one.counts, other.counts]))
    passages[~is_other], passages[at] = one.passages, other.passages
    counts[~is_other], counts[at] = one.counts, other.counts
    return Rows(one.starts + other.starts, passages, counts, one.lengths + other.lengths)


def _keys(rows: Rows) -> npt.NDArray[np.uint64]:
    """Return each posting as one number, by word and then by passage."""
    words = np.arange(len(rows.starts) - 1, dtype=np.uint64) << np.uint64(32)
    return np.asarray(np.repeat(words, np.diff(rows.starts)) | rows.passages)
