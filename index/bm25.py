"""BM25 over passages: rank-bm25's class with Lucene's idf over postings, and one total order."""

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rank_bm25 import BM25Okapi

from index.packed import Numbers, encode
from index.postings import K1, B, Counts, Postings, Scores, average, norms, postings_of, shares
from index.ranker import Hit

Sums = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]  # of every passage, whether it may be found
_NUMBERS = 1 << 12  # words whose numbers are kept
_SLACK = (
    1e-5  # of all that a question may add: sums of 32 bits, and sums made in another order, differ in their last digits
)


class _Asked(NamedTuple):
    """A word of a question: the passages that hold it in order, how often each does, the most it adds to any."""

    passages: Numbers
    counts: Counts
    weight: float  # idf, as often as it is asked for
    most: float


class PostingsBM25(BM25Okapi):  # type: ignore[misc]
    """BM25Okapi that scores only passages holding a question's terms, and of those only what may be among the best.

    rank-bm25 looks into every passage for every term and gives nothing for a term in half of them; here a
    term leads to its passages, and idf is Lucene's `log(1 + (N - n + 0.5) / (n + 0.5))`, never negative
    (Robertson and Zaragoza 2009; Lucene's BM25Similarity). It takes postings, or a corpus as rank-bm25 does.
    """

    def __init__(self, corpus: Postings | Iterable[Sequence[str]]) -> None:
        super().__init__(corpus, k1=K1, b=B)

    def _initialize(self, corpus: Postings | Iterable[Sequence[str]]) -> "Frequencies":
        self.postings = corpus if isinstance(corpus, Postings) else postings_of(corpus)
        self.doc_len = self.postings.lengths
        self.corpus_size = len(self.doc_len)
        self.avgdl = average(self.doc_len)
        self._norm: Sums = norms(self.doc_len, self.avgdl).astype(np.float32)
        self._spare: list[Sums] = []  # a question's sums, given back all zeros
        self._frequencies = Frequencies(self.postings)
        return self._frequencies

    def _calc_idf(self, nd: "Frequencies") -> None:
        self.idf: Mapping[str, float] = Idf(nd, self.corpus_size)

    def get_scores(self, query: Sequence[str]) -> Scores:
        """Return the score of every passage for the query's terms, in passage order."""
        scores = np.zeros(self.corpus_size)
        for term in query:
            if held := self._held(term):
                scores[held.passages] += held.weight * shares(
                    held.counts, norms(self.doc_len[held.passages], self.avgdl)
                )
        return scores

    def rank(self, query: Sequence[str], k: int, allowed: Mask | None = None) -> list[Hit]:
        """Return the best `k` passages with a score above 0, of those allowed, by score, then by number."""
        found_terms = {term: held for term in dict.fromkeys(query) if (held := self._held(term))}
        asked = [_times(held, query.count(term)) for term, held in found_terms.items()]
        if not asked:
            return []
        if all(term.weight > 0 for term in asked):
            found = self._likely(sorted(asked, key=lambda term: len(term.passages)), k, allowed)
        else:  # of another idf than ours: nothing bounds what is left
            found = np.unique(np.concatenate([term.passages for term in asked]))
            found = found if allowed is None else found[allowed[found]]
        norm, scores = norms(self.doc_len[found], self.avgdl), np.zeros(len(found))
        for term in query:  # in the question's order: every bit as rank-bm25 sums it
            if held := found_terms.get(term):
                scores += held.weight * shares(_counts(held, found), norm)
        order = np.lexsort((found, -scores))[:k]
        return [Hit(int(found[at]), float(scores[at])) for at in order if scores[at] > 0]

    def _likely(self, asked: Sequence[_Asked], k: int, allowed: Mask | None) -> Numbers:
        """Return the passages that may be among the best `k`, in order: those that what is left cannot lift are dropped.

        Rare words come first. When the common ones together add less than the k-th best has already, only what
        was found so far can be among the best, and of the common words only what these hold is looked up
        (MaxScore: Turtle and Flood 1995).
        """
        left = np.cumsum([0.0, *(term.most for term in reversed(asked))])[::-1].tolist()
        slack = _SLACK * left[0]
        sums = self._spare.pop() if self._spare else np.zeros(self.corpus_size, dtype=np.float32)
        lists: list[Numbers] = []
        least, at = 0.0, 0
        while at < len(asked) and left[at] >= least - slack:
            passages, added = self._all(asked[at], allowed)
            before = sums[passages]
            added += before
            sums[passages] = added
            lists.append(passages[before == 0] if at else passages)
            at, least = at + 1, max(least, _kth(added, k))
        found = np.concatenate(lists)
        kept = sums[found]
        sums[found] = 0
        self._spare.append(sums)
        for place in range(at, len(asked) + 1):
            may = kept >= least - left[place] - slack
            found, kept = found[may], kept[may]
            if place < len(asked):
                kept = kept + self._share(asked[place], found, _counts(asked[place], found))
                least = max(least, _kth(kept, k))
        return np.sort(found)

    def _all(self, term: _Asked, allowed: Mask | None) -> tuple[Numbers, Sums]:
        """Return the allowed passages that hold a word, and what it adds to each."""
        passages, counts = term.passages, term.counts
        if allowed is not None:
            may = allowed[passages]
            passages, counts = passages[may], counts[may]
        return passages, self._share(term, passages, counts)

    def _share(self, term: _Asked, passages: Numbers, counts: Counts) -> Sums:
        """Return what a word adds to passages, in 32 bits: what tells which may be among the best."""
        often = counts.astype(np.float32)
        below = self._norm[passages]
        below += often
        often *= np.float32(term.weight * (self.k1 + 1))
        often /= below
        return often

    @property
    def rarest(self) -> float:
        """The idf of a term that stands in fewest passages."""
        return lucene_idf(int(np.diff(self.postings.starts).min(initial=self.corpus_size)), self.corpus_size)

    def passages(self, term: str) -> Numbers:
        """Return the passages that hold a term, in order."""
        held = self._held(term)
        return held.passages if held else np.zeros(0, dtype=np.uint32)

    def _held(self, term: str) -> _Asked | None:
        number = self._frequencies.number(term)
        if number < 0:
            return None
        first, last = self.postings.starts[number : number + 2].tolist()
        weight = self.idf[term]
        most = weight * float(self.postings.most[number])
        return _Asked(self.postings.passages[first:last], self.postings.counts[first:last], weight, most)


class Frequencies(Mapping[str, int]):
    """In how many passages each word stands."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.number = functools.lru_cache(maxsize=_NUMBERS)(self._find)  # -1 of a word that stands nowhere

    def _find(self, word: str) -> int:
        return self.postings.words.find(encode(word))

    def __getitem__(self, word: str) -> int:
        number = self.number(word)
        if number < 0:
            raise KeyError(word)
        return int(self.postings.starts[number + 1] - self.postings.starts[number])

    def __len__(self) -> int:
        return len(self.postings.words)

    def __iter__(self) -> Iterator[str]:
        return (word.decode("utf-8", "surrogatepass") for word in self.postings.words)


class Idf(Mapping[str, float]):
    """Lucene's weight of each word."""

    def __init__(self, frequencies: Frequencies, passages: int) -> None:
        self._frequencies, self._passages = frequencies, passages

    def __getitem__(self, word: str) -> float:
        return lucene_idf(self._frequencies[word], self._passages)

    def __len__(self) -> int:
        return len(self._frequencies)

    def __iter__(self) -> Iterator[str]:
        return iter(self._frequencies)


def _times(term: _Asked, times: int) -> _Asked:
    """Return a word that is asked for so often."""
    return term if times == 1 else term._replace(weight=term.weight * times, most=term.most * times)


def lucene_idf(frequency: int, passages: int) -> float:
    """Return the weight of a word that stands in so many of so many passages."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


def _counts(term: _Asked, found: Numbers) -> Counts:
    """Return how often a word stands in each of the passages, 0 where one does not hold it."""
    at = np.searchsorted(term.passages, found)
    at[at == len(term.passages)] = 0
    counts = term.counts[at]
    counts[term.passages[at] != found] = 0
    return counts


def _kth(sums: Sums, k: int) -> float:
    """Return the k-th best sum, 0 where there are fewer."""
    return float(np.partition(sums, -k)[-k]) if len(sums) >= k else 0.0
