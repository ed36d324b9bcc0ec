"""BM25 over passages: rank-bm25's class with Lucene's idf over postings, and one total order."""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from index.ranker import Hit

Numbers = npt.NDArray[np.uint32]
Scores = npt.NDArray[np.float64]
_SLACK = 1e-9  # sums made in another order differ in their last digits


class _Asked(NamedTuple):
    """A term of a question: the passages that hold it in order, how often each does, the most it adds to any."""

    passages: Numbers
    counts: Numbers
    weight: float  # idf, as often as it is asked for
    most: float


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi that scores only passages holding a question's terms, and of those only what may be among the best.

    rank-bm25 looks into every passage for every term and gives nothing for a term in half of them; here a
    term leads to its passages, and idf is Lucene's `log(1 + (N - n + 0.5) / (n + 0.5))`, never negative
    (Robertson and Zaragoza 2009; Lucene's BM25Similarity).
    """

    def _initialize(self, corpus: Sequence[Sequence[str]]) -> dict[str, int]:
        """Read the corpus into postings: for each term by number the passages that hold it, in order, and how often."""
        numbers: dict[str, int] = {}
        terms, passages, counts = array("I"), array("I"), array("I")
        for number, document in enumerate(corpus):
            held: dict[str, int] = {}
            for term in document:
                held[term] = held.get(term, 0) + 1
            terms.extend([numbers.setdefault(term, len(numbers)) for term in held])
            passages.extend([number] * len(held))
            counts.extend(held.values())
            self.doc_len.append(len(document))
        self.corpus_size = len(self.doc_len)
        self.avgdl = sum(self.doc_len) / self.corpus_size or 1.0  # passages of mere punctuation have no terms
        by_term = np.argsort(np.asarray(terms, dtype=np.uint32), kind="stable")
        self._passages: Numbers = np.asarray(passages, dtype=np.uint32)[by_term]
        self._counts = np.asarray(counts, dtype=np.uint32)[by_term]
        sizes = np.bincount(np.asarray(terms, dtype=np.int64), minlength=len(numbers))
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        self._numbers = numbers
        lengths = np.asarray(self.doc_len, dtype=np.float64)
        self._norm: Scores = self.k1 * (1 - self.b + self.b * lengths / self.avgdl)
        shares = self._worth(1.0, self._passages, self._counts)
        self._most: Scores = np.maximum.reduceat(shares, self._starts[:-1]) if numbers else np.zeros(0)
        return dict(zip(numbers, sizes.tolist(), strict=True))

    def _calc_idf(self, nd: dict[str, int]) -> None:
        counts = np.fromiter(nd.values(), dtype=np.float64, count=len(nd))
        idf = np.log(1 + (self.corpus_size - counts + 0.5) / (counts + 0.5))
        self.idf = dict(zip(nd, idf.tolist(), strict=True))

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return the score of every passage for the query's terms, in passage order."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            if term in self._numbers:
                held = self._held(term, 1)
                scores[held.passages] += self._worth(held.weight, held.passages, held.counts)
        return scores

    def rank(self, query: Sequence[str], k: int) -> list[Hit]:
        """Return the best `k` passages with a score above 0, by score, then by number."""
        asked = self._asked(query)
        found = self._likely(sorted(asked, key=lambda term: len(term.passages)), k)
        scores = np.zeros(len(found))
        for term in query:  # in the question's order: every bit as rank-bm25 sums it
            if term in self._numbers:
                scores += self._added(self._held(term, 1), found)
        order = np.lexsort((found, -scores))[:k]
        return [Hit(int(found[at]), float(scores[at])) for at in order if scores[at] > 0]

    def _likely(self, asked: Sequence[_Asked], k: int) -> Numbers:
        """Return the passages that may be among the best `k`, in order: those that what is left cannot lift are dropped.

        Rare terms come first. When the common ones together add less than the k-th best has already, only what
        was found so far can be among the best, and of the common terms only what these hold is looked up
        (MaxScore: Turtle and Flood 1995).
        """
        if any(term.weight <= 0 for term in asked):  # of another idf than ours: nothing bounds what is left
            return np.unique(np.concatenate([term.passages for term in asked]))
        left = np.cumsum([0.0, *(term.most for term in reversed(asked))])[::-1]
        sums, found, least, at = np.zeros(self.corpus_size), _NONE, 0.0, 0
        while at < len(asked) and left[at] >= least - _SLACK:
            term = asked[at]
            found = np.concatenate([found, term.passages[sums[term.passages] == 0]])
            sums[term.passages] += self._worth(term.weight, term.passages, term.counts)
            at, least = at + 1, _kth(sums[found], k)
        found = np.sort(found)
        kept = sums[found]
        for place in range(at, len(asked) + 1):
            may = kept + left[place] >= least - _SLACK
            found, kept = found[may], kept[may]
            if place < len(asked):
                kept = kept + self._added(asked[place], found)
                least = max(least, _kth(kept, k))
        return found

    def _asked(self, query: Sequence[str]) -> list[_Asked]:
        known = [term for term in query if term in self._numbers]
        return [self._held(term, known.count(term)) for term in dict.fromkeys(known)]

    def _held(self, term: str, times: int) -> _Asked:
        number = self._numbers[term]
        at = slice(self._starts[number], self._starts[number + 1])
        weight = self.idf[term] * times
        return _Asked(self._passages[at], self._counts[at], weight, weight * self._most[number])

    def _added(self, term: _Asked, found: Numbers) -> Scores:
        """Return what a term adds to each of the passages, 0 where one does not hold it."""
        at = np.searchsorted(term.passages, found)
        at[at == len(term.passages)] = 0
        added = self._worth(term.weight, found, term.counts[at])
        added[term.passages[at] != found] = 0.0
        return added

    def _worth(self, weight: float, passages: Numbers, counts: Numbers) -> Scores:
        return np.asarray(weight * (counts * (self.k1 + 1) / (counts + self._norm[passages])))


_NONE = np.zeros(0, dtype=np.uint32)


def _kth(scores: Scores, k: int) -> float:
    """Return the k-th best score, 0 where there are fewer."""
    return float(np.partition(scores, -k)[-k]) if len(scores) >= k else 0.0
