"""Sources read, cut and put into numbered words: all of a collection but its postings, and how several are made one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.packed import Buffer, Numbers, Packed, Starts, starts_of

Chunks = Iterable[Buffer]
Write = Callable[[str, Chunks], None]  # keeps a part of a collection under a name


class Segment(NamedTuple):
    """Tables, each source's rows side by side; `x_y` tells where the rows of each x begin in table y."""

    sources: Packed  # as `index.codec` writes them
    texts: Packed
    folded: Packed  # each ends with a line's end
    source_articles: Starts
    headings: Packed  # of the articles, as `index.codec` writes them
    keys: Packed  # ids of the articles
    days: Numbers  # when each was printed, yyyymmdd, 0 where that is not known
    article_units: Starts
    article_sentences: Starts
    article_passages: Starts
    article_titles: Starts
    titles: Numbers  # words of the articles' titles
    units: Packed  # as `index.codec` writes them
    unit_sentences: Starts
    passage_sentences: Starts
    sentence_terms: Starts
    terms: Numbers  # words of the sentences, in order
    words: Packed  # what the numbers mean, sorted


PACKED = ("sources", "texts", "folded", "headings", "keys", "units", "words")
STARTS = tuple(name for name, kind in Segment.__annotations__.items() if kind is Starts)
STARTS_OF = "_starts"  # ends the name of the part that tells where packed strings begin


class Run(NamedTuple):
    """Neighbouring sources `[first, last)` of a segment."""

    segment: Segment
    first: int
    last: int


def read_segment(parts: Mapping[str, Buffer]) -> Segment:
    """Return the tables that parts hold, without copying."""
    tables: dict[str, Any] = {
        name: read_packed(parts, name) if name in PACKED else read_table(parts, name) for name in Segment._fields
    }
    return Segment(**tables)


def read_packed(parts: Mapping[str, Buffer], name: str) -> Packed:
    """Return packed strings kept under a name."""
    return Packed(parts[name], numbers(parts[name + STARTS_OF], np.int64))


def read_table(parts: Mapping[str, Buffer], name: str) -> npt.NDArray[Any]:
    """Return the numbers of a table kept under its name."""
    return numbers(parts[name], np.int64 if name in STARTS else np.uint32)


def numbers(buffer: Buffer, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return a buffer as little-endian numbers."""
    return np.frombuffer(buffer, dtype=little(np.dtype(kind))) if len(buffer) else np.zeros(0, dtype=kind)


def write_packed(name: str, packed: Packed, write: Write) -> None:
    """Keep packed strings under a name."""
    write(name, [packed.blob])
    write(name + STARTS_OF, [raw(packed.starts)])


def little(kind: np.dtype[Any]) -> np.dtype[Any]:
    """Return a type of numbers as it is kept, which on most machines is the same type."""
    return np.dtype(kind.newbyteorder("<").str)


def raw(array: npt.NDArray[Any]) -> memoryview:
    """Return the bytes of an array, little-endian."""
    return memoryview(np.ascontiguousarray(array, dtype=little(array.dtype)).view(np.uint8).data)


def merge(runs: Sequence[Run], write: Write) -> Mapping[int, Numbers]:
    """Keep the sources of all runs, in their order, as the parts of one segment.

    Return the new number of each word of each segment, by the segment's `id`; of a word that has gone it means nothing.
    """
    bounds = [bounds_of(run) for run in runs]
    words, renumbered = _words(runs, bounds)
    write_packed("words", words, write)
    for name, level in _LEVELS.items():
        pieces = [(getattr(run.segment, name), *bound[level]) for run, bound in zip(runs, bounds, strict=True)]
        if name in PACKED:
            write(name, (packed.blob[packed.starts[a] : packed.starts[b]] for packed, a, b in pieces))
        starts = [table.starts if name in PACKED else table for table, _, _ in pieces]
        sizes = [np.diff(table[a : b + 1]) for table, (_, a, b) in zip(starts, pieces, strict=True)]
        joined = starts_of(np.concatenate([np.zeros(0, dtype=np.int64), *sizes]))
        write(name + STARTS_OF if name in PACKED else name, [raw(joined)])
    write("days", (raw(run.segment.days[slice(*bound["articles"])]) for run, bound in zip(runs, bounds, strict=True)))
    for name in ("titles", "terms"):
        write(name, _renumbered(name, runs, bounds, renumbered))
    return renumbered


# where each table that has rows of its own is cut: at sources, articles, units, passages or sentences
_LEVELS = {
    "sources": "sources",
    "texts": "sources",
    "folded": "sources",
    "source_articles": "sources",
    "headings": "articles",
    "keys": "articles",
    "article_units": "articles",
    "article_sentences": "articles",
    "article_passages": "articles",
    "article_titles": "articles",
    "units": "units",
    "unit_sentences": "units",
    "passage_sentences": "passages",
    "sentence_terms": "sentences",
}
_Bounds = dict[str, tuple[int, int]]


def bounds_of(run: Run) -> _Bounds:
    """Return which rows of each table belong to a run's sources."""
    bounds = {"sources": (run.first, run.last)}
    for level, name, above in (
        ("articles", "source_articles", "sources"),
        ("units", "article_units", "articles"),
        ("passages", "article_passages", "articles"),
        ("sentences", "article_sentences", "articles"),
        ("titles", "article_titles", "articles"),
        ("terms", "sentence_terms", "sentences"),
    ):
        starts, (first, last) = getattr(run.segment, name), bounds[above]
        bounds[level] = (int(starts[first]), int(starts[last]))
    return bounds


def _words(runs: Sequence[Run], bounds: Sequence[_Bounds]) -> tuple[Packed, dict[int, Numbers]]:
    """Return the words of all runs, sorted, and for each segment the new number of each of its words."""
    segments = {id(run.segment): run.segment for run in runs}
    used = {key: np.zeros(len(segment.words), dtype=np.bool_) for key, segment in segments.items()}
    for run, bound in zip(runs, bounds, strict=True):
        for name in ("titles", "terms"):
            first, last = bound[name]
            used[id(run.segment)][getattr(run.segment, name)[first:last]] = True
    held = {key: [segments[key].words[at] for at in np.flatnonzero(used[key]).tolist()] for key in segments}
    words = sorted(set().union(*held.values()))
    number = {word: at for at, word in enumerate(words)}
    renumbered = {key: np.zeros(len(segment.words), dtype=np.uint32) for key, segment in segments.items()}
    for key, new in renumbered.items():
        new[used[key]] = [number[word] for word in held[key]]
    return Packed(b"".join(words), starts_of([len(word) for word in words])), renumbered


def _renumbered(
    name: str, runs: Sequence[Run], bounds: Sequence[_Bounds], renumbered: Mapping[int, Numbers]
) -> Iterator[memoryview]:
    for run, bound in zip(runs, bounds, strict=True):
        first, last = bound[name]
        yield raw(renumbered[id(run.segment)][getattr(run.segment, name)[first:last]])
