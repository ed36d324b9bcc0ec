"""rank-bm25 as it comes, kept by pickle: it has no files of its own."""

import pickle
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Okapi


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    # its own `get_top_n` wants the documents in memory; `get_scores` does not
    (folder / "okapi.pickle").write_bytes(pickle.dumps(BM25Okapi(documents)))


def open(folder: Path) -> BM25Okapi:
    return pickle.loads((folder / "okapi.pickle").read_bytes())


def search(opened: BM25Okapi, terms: Sequence[str], k: int) -> list[int]:
    scores = opened.get_scores(terms)
    best = np.argpartition(scores, -k)[-k:] if k < len(scores) else np.arange(len(scores))
    return best[np.argsort(-scores[best], kind="stable")].tolist()
