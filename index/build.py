"""The parts of a collection: its sources as one segment, and what is worked out from it to find passages."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.errors import DataError
from index.packed import Buffer, Numbers, Packed, Starts, starts_of
from index.postings import BATCH, Batch, Postings, invert
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
    merge(runs, write)
    segment = read_segment(parts)
    write("by_key", [raw(_by_key(segment.keys))])
    write("bits", [_bits(segment.folded, runs, before)])
    write_postings(invert(segment.words, len(segment.passage_sentences) - 1, _batches(segment)), write)


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
    old = np.frombuffer(before.bits, dtype=np.uint8)
    return (old | np.frombuffer(bits_of(texts, characters), dtype=np.uint8)).tobytes()


def _folded(folded: Packed, at: int, last: int) -> Iterator[str]:
    """Yield the folded texts of neighbouring sources together, cut where one ends."""
    while at < last:
        stop = max(int(np.searchsorted(folded.starts, folded.starts[at] + _TEXT, "right")) - 1, at + 1)
        stop = min(stop, last)
        yield bytes(folded.blob[folded.starts[at] : folded.starts[stop]]).decode("utf-8", "surrogatepass")
        at = stop


def _batches(segment: Segment) -> Iterator[Batch]:
    """Yield the words of the passages, with those of their articles' titles, as many as may be looked at at once."""
    article = np.repeat(np.arange(len(segment.headings), dtype=np.int64), np.diff(segment.article_passages))
    begins = segment.sentence_terms[segment.passage_sentences]
    titled = np.diff(segment.article_titles)[article]
    ends = np.cumsum(np.diff(begins) + titled)
    first, done = 0, 0
    while first < len(article):
        last = max(int(np.searchsorted(ends, done + BATCH, "right")), first + 1)
        own = np.diff(begins[first : last + 1])
        titles = segment.titles[_spread(segment.article_titles[article[first:last]], titled[first:last])]
        passages = np.arange(first, last, dtype=np.uint32)
        yield Batch(
            np.concatenate([segment.terms[begins[first] : begins[last]], titles]),
            np.concatenate([np.repeat(passages, own), np.repeat(passages, titled[first:last])]),
        )
        first, done = last, int(ends[last - 1])


def _spread(starts: Starts, sizes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the places of pieces that begin at `starts` and have these sizes, piece after piece."""
    begins = starts_of(sizes)
    return np.arange(begins[-1]) + np.repeat(starts - begins[:-1], sizes)
