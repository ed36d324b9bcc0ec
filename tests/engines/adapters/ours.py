"""Ours: `index.bm25` over the very files a collection has, mapped."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from index.bm25 import PostingsBM25
from index.build import read_postings, write_postings
from index.generation import FolderParts
from index.postings import postings_of
from index.segment import read_packed, write_packed

POSTING_BYTES = 5  # what a posting takes on the disk: its passage, and its count, which is seldom above 255


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    parts, postings = FolderParts(folder), postings_of(documents)
    write_packed("words", postings.words, parts.write)
    write_postings(postings, parts.write)


def open(folder: Path) -> PostingsBM25:
    parts = FolderParts(folder)
    return PostingsBM25(read_postings(parts, read_packed(parts, "words")))


def search(opened: PostingsBM25, terms: Sequence[str], k: int) -> list[int]:
    return [hit.passage for hit in opened.rank(terms, k)]
