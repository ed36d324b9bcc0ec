"""bm25s with numpy alone, as for one who has not installed numba; its files are mapped into memory."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.modules["numba"] = None  # type: ignore[assignment]  # bm25s would load it where it is installed

import bm25s  # noqa: E402


class Numbered(NamedTuple):
    """Passages as numbers of words, the shape `BM25.index` takes beside lists of lists, which would not fit in memory."""

    ids: "Rows"
    vocab: dict[str, int]


class Rows:
    """Lists of numbers made one at a time from one flat array."""

    def __init__(self) -> None:
        self.flat, self.ends = array("I"), array("Q")

    def append(self, row: list[int]) -> None:
        self.flat.extend(row)
        self.ends.append(len(self.flat))

    def __len__(self) -> int:
        return len(self.ends)

    def __iter__(self) -> Iterator[list[int]]:
        start = 0
        for end in self.ends:
            yield self.flat[start:end].tolist()
            start = end


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    rows, vocabulary = Rows(), {}
    for document in documents:
        rows.append([vocabulary.setdefault(word, len(vocabulary)) for word in document])
    index = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    index.index(Numbered(rows, vocabulary), show_progress=False)
    index.save(folder, show_progress=False)


def open(folder: Path) -> bm25s.BM25:
    return bm25s.BM25.load(folder, mmap=True, show_progress=False)


def search(opened: bm25s.BM25, terms: Sequence[str], k: int) -> list[int]:
    found, _ = opened.retrieve([list(terms)], k=k, show_progress=False)
    return found[0].tolist()
