"""Ours: `index.bm25`. It has no files of its own, so the passages are kept as lines and read anew when it is opened."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from index.bm25 import PostingsBM25

POSTING_BYTES = 8  # what a posting takes in our arrays: its passage and its count


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    with (folder / "passages.txt").open("w", encoding="utf-8") as out:
        out.writelines(" ".join(document) + "\n" for document in documents)
    PostingsBM25(documents)


def open(folder: Path) -> PostingsBM25:
    with (folder / "passages.txt").open(encoding="utf-8") as lines:
        return PostingsBM25(line.split() for line in lines)


def search(opened: PostingsBM25, terms: Sequence[str], k: int) -> list[int]:
    return [hit.passage for hit in opened.rank(terms, k)]
