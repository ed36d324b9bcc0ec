"""BM25 over passages: rank-bm25's class with Lucene's idf and postings, and one total order."""

import itertools
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi


class Hit(NamedTuple):
    """A passage's number and its score."""

    passage: int
    score: float


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi that scores only passages holding a question's terms.

    rank-bm25 looks into every passage for every term and gives nothing for a term in half of them; here a
    term leads to its passages, and idf is Lucene's `log(1 + (N - n + 0.5) / (n + 0.5))`, never negative
    (Robertson and Zaragoza 2009; Lucene's BM25Similarity).
    """

    def __init__(self, corpus: Sequence[Sequence[str]]) -> None:
        super().__init__(corpus)
        self._postings = self._worth()
        del self._counts, self._norm  # each worth holds them

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        found: dict[str, list[int]] = {}
        held: dict[str, list[int]] = {}
        for number, document in enumerate(corpus):
            counts: dict[str, int] = {}
            for term in document:
                counts[term] = counts.get(term, 0) + 1
            for term, count in counts.items():
                found.setdefault(term, []).append(number)
                held.setdefault(term, []).append(count)
            self.doc_len.append(len(document))
        self.corpus_size = len(self.doc_len)
        self.avgdl = sum(self.doc_len) / self.corpus_size or 1.0  # passages of mere punctuation have no terms
        lengths = np.asarray(self.doc_len, dtype=np.float64)
        self._norm = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        self._passages, self._counts = (_end_to_end(lists) for lists in (found.values(), held.values()))
        self._holding = {term: len(passages) for term, passages in found.items()}
        return self._holding

    def _calc_idf(self, nd: dict[str, int]) -> None:
        counts = np.fromiter(nd.values(), dtype=np.float64, count=len(nd))
        idf = np.log(1 + (self.corpus_size - counts + 0.5) / (counts + 0.5))
        self.idf = dict(zip(nd, idf.tolist(), strict=True))

    def _worth(self) -> dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]]:
        """Return the passages that hold each term, and what it is worth in each."""
        held, sizes = self._counts, np.fromiter(self._holding.values(), dtype=np.int64)
        idf = np.repeat([self.idf[term] for term in self._holding], sizes)
        worth = idf * held * (self.k1 + 1) / (held + self._norm[self._passages])
        ends = np.cumsum(sizes)
        slices = map(slice, (ends - sizes).tolist(), ends.tolist())
        return {term: (self._passages[at], worth[at]) for term, at in zip(self._holding, slices, strict=True)}

    def get_scores(self, query: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the score of every passage for the query's terms, in passage order."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            if term in self._postings:
                passages, worth = self._postings[term]
                scores[passages] += worth
        return scores

    def rank(self, query: Sequence[str], k: int) -> list[Hit]:
        """Return the best `k` passages with a score above 0, by score, then by number."""
        scores = self.get_scores(query)
        found = np.flatnonzero(scores)
        k = min(k, len(found))
        if not k:
            return []
        # everything that ties with the k-th stays in until the order by number has been applied
        worst = np.partition(scores[found], -k)[-k]
        candidates = found[scores[found] >= worst]
        order = candidates[np.lexsort((candidates, -scores[candidates]))][:k]
        return [Hit(int(number), float(scores[number])) for number in order]


def _end_to_end(lists: Collection[Sequence[int]]) -> npt.NDArray[np.int64]:
    return np.fromiter(itertools.chain.from_iterable(lists), dtype=np.int64, count=sum(map(len, lists)))
