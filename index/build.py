"""The parts of a collection: its sources as one segment, and what is worked out from it to find passages."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.carried import carry, joined
from index.errors import DataError
from index.packed import Buffer, Numbers, Packed, Starts, starts_of
from index.postings import BATCH, Batch, Postings, Rows, finished, invert
from index.quick_no import bits_for, bits_of
from index.segment import Run, Segment, Write, merge, numbers, raw, read_segment

_TEXT = 1 << 22  # bytes of text looked at at once


class Parts(NamedTuple):
    """What a collection is read from."""

    segment: Segment
    postings: Postings
    by_key: Numbers  # numbers of the articles in the order of their ids
    bits: Buffer  # of the folded texts, as `index.quick_no` makes them


def build(runs: Sequence[Run], parts: Mapping[str, Buffer], write: Write, before: Parts | None = None) -> None:
    """Write all parts of a collection of these sources; `parts` gives back what was written.

    What takes long and was worked out for `before`, whose sources some of them are, is taken over.

    Raises:
        DataError: two articles have the same id.
    """
    of_words = merge(runs, write)
    segment = read_segment(parts)
    write("by_key", [raw(_by_key(segment.keys))])
    write("bits", [_bits(segment.folded, runs, before)])
    carried = carry(runs, before.segment, before.postings, of_words, len(segment.words)) if before else None
    fresh = _inverted(segment, np.flatnonzero(carried.is_new) if carried else np.arange(_passages(segment)))
    write_postings(finished(segment.words, joined(carried.rows, fresh) if carried else fresh), write)


def write_postings(postings: Postings, write: Write) -> None:
    """Keep postings, but for their words, as parts."""
    for name in (*_KINDS, "counts"):
        write(f"posting_{name}", [raw(getattr(postings, name))])


def read_postings(parts: Mapping[str, Buffer], words: Packed) -> Postings:
    """Return the postings that parts hold, without copying."""
    tables = {name: numbers(parts[f"posting_{name}"], kind) for name, kind in _KINDS.items()}
    width = len(parts["posting_counts"]) // max(len(tables["passages"]), 1)
    counts = numbers(parts["posting_counts"], f"u{width or 1}")
    return Postings(words=words, counts=counts, **tables)


_KINDS = {"starts": np.int64, "passages": np.uint32, "lengths": np.uint32, "most": np.float64}


def read_parts(parts: Mapping[str, Buffer]) -> Parts:
    """Return the parts as tables, without copying."""
    segment = read_segment(parts)
    return Parts(segment, read_postings(parts, segment.words), numbers(parts["by_key"], np.uint32), parts["bits"])


def _by_key(keys: Packed) -> Numbers:
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for one, other in itertools.pairwise(order):
        if keys[one] == keys[other]:
            key = keys[one].decode("utf-8", "surrogatepass")
            raise DataError(f"资料库里有编号相同的文章（{key}），请检查各个 .jsonl 文件里的 id")
    return np.array(order, dtype=np.uint32)


def _bits(folded: Packed, runs: Sequence[Run], before: Parts | None) -> Buffer:
    """Return the table of the folded texts: where all of those before are kept, only new ones are looked through."""
    characters = len(folded.blob) // 3
    kept = sum(run.last - run.first for run in runs if before and run.segment is before.segment)
    if not before or kept < len(before.segment.sources) or 8 * len(before.bits) != bits_for(characters):
        return bits_of(_folded(folded, 0, len(folded)), characters)
    fresh = (run for run in runs if run.segment is not before.segment)
    texts = (text for run in fresh for text in _folded(run.segment.folded, run.first, run.last))
    return bits_of(texts, characters, before.bits)


def _folded(folded: Packed, at: int, last: int) -> Iterator[str]:
    """Yield the folded texts of neighbouring sources together, cut where one ends."""
    while at < last:
        stop = max(int(np.searchsorted(folded.starts, folded.starts[at] + _TEXT, "right")) - 1, at + 1)
        stop = min(stop, last)
        yield bytes(folded.blob[folded.starts[at] : folded.starts[stop]]).decode("utf-8", "surrogatepass")
        at = stop


def _passages(segment: Segment) -> int:
    return len(segment.passage_sentences) - 1


def _inverted(segment: Segment, passages: npt.NDArray[np.int64]) -> Rows:
    """Return the postings of some passages, by their numbers in order."""
    return invert(len(segment.words), _passages(segment), _batches(segment, passages))


def _batches(segment: Segment, chosen: npt.NDArray[np.int64]) -> Iterator[Batch]:
    """Yield the words of passages, with those of their articles' titles, as many as may be looked at at once."""
    article = np.repeat(np.arange(len(segment.headings), dtype=np.int64), np.diff(segment.article_passages))[chosen]
    begins = segment.sentence_terms[segment.passage_sentences]
    own, titled = np.diff(begins)[chosen], np.diff(segment.article_titles)[article]
    ends = starts_of(own + titled)
    first = 0
    while first < len(chosen):
        last = max(int(np.searchsorted(ends, ends[first] + BATCH, "right")) - 1, first + 1)
        some = slice(first, last)
        words = segment.terms[_spread(begins[chosen[some]], own[some])]
        titles = segment.titles[_spread(segment.article_titles[article[some]], titled[some])]
        passages = chosen[some].astype(np.uint32)
        owners = [np.repeat(passages, own[some]), np.repeat(passages, titled[some])]
        yield Batch(np.concatenate([words, titles]), np.concatenate(owners))
        first = last


def _spread(starts: Starts, sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the places of pieces that begin at `starts` and have these sizes, piece after piece."""
    begins = starts_of(sizes)
    return np.arange(begins[-1]) + np.repeat(starts - begins[:-1], sizes)
