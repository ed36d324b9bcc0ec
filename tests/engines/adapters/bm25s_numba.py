"""bm25s with its numba backend over the files that `bm25s_numpy` builds; the first question compiles it."""

from collections.abc import Sequence
from pathlib import Path

import bm25s


def open(folder: Path) -> bm25s.BM25:
    return bm25s.BM25.load(folder, mmap=True, show_progress=False, backend="numba")


def search(opened: bm25s.BM25, terms: Sequence[str], k: int) -> list[int]:
    found, _ = opened.retrieve([list(terms)], k=k, show_progress=False, backend_selection="numba")
    return found[0].tolist()
