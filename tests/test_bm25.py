"""Ranking: the same scores as rank-bm25's own code and as a brute-force scorer, in one total order."""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.bm25 import PostingsBM25

words = st.sampled_from("甲乙丙丁戊己庚辛")
corpora = st.lists(st.lists(words, max_size=8), min_size=1, max_size=12).filter(any)
queries = st.lists(words, max_size=5)


class LuceneIdf(BM25Okapi):  # type: ignore[misc]
    """rank-bm25's own scoring with the idf of this project."""

    def _calc_idf(self, nd: dict[str, int]) -> None:
        for word, count in nd.items():
            self.idf[word] = math.log(1 + (self.corpus_size - count + 0.5) / (count + 0.5))


def brute_force(corpus: list[list[str]], query: list[str], k1: float = 1.5, b: float = 0.75) -> list[float]:
    average = sum(map(len, corpus)) / len(corpus)
    scores = []
    for document in corpus:
        counts = Counter(document)
        score = 0.0
        for term in query:
            holding = sum(term in other for other in corpus)
            idf = math.log(1 + (len(corpus) - holding + 0.5) / (holding + 0.5))
            norm = k1 * (1 - b + b * len(document) / average)
            score += idf * counts[term] * (k1 + 1) / (counts[term] + norm) if holding else 0.0
        scores.append(score)
    return scores


@given(corpora, queries)
def test_scores_are_rank_bm25s_and_brute_forces(corpus: list[list[str]], query: list[str]) -> None:
    scores = PostingsBM25(corpus).get_scores(query)
    assert np.allclose(scores, LuceneIdf(corpus).get_scores(query), atol=1e-9)
    assert np.allclose(scores, brute_force(corpus, query), atol=1e-9)


@given(corpora, queries, st.integers(1, 12))
def test_rank_is_the_sorted_head(corpus: list[list[str]], query: list[str], k: int) -> None:
    ranker = PostingsBM25(corpus)
    scores = ranker.get_scores(query)
    order = sorted((number for number in range(len(corpus)) if scores[number] > 0), key=lambda n: (-scores[n], n))
    assert [hit.passage for hit in ranker.rank(query, k)] == order[:k]


def test_a_term_in_most_passages_still_counts() -> None:
    ranker = PostingsBM25([["甲", "乙"], ["甲"], ["丙"]])
    assert ranker.rank(["甲"], 3)
    assert min(ranker.idf.values()) > 0


@pytest.mark.parametrize("query", [[], ["无"]])
def test_nothing_asked_nothing_found(query: list[str]) -> None:
    assert PostingsBM25([["甲"]]).rank(query, 3) == []


@pytest.mark.parametrize("seed", range(30))
def test_what_is_skipped_changes_nothing(seed: int) -> None:
    """Words as rare and as common as in texts: most questions are answered without their commonest words' passages."""
    chance = np.random.default_rng(seed)
    share = 1 / np.arange(1, 200)
    corpus = [
        [str(word) for word in chance.choice(199, size=length, p=share / share.sum())]
        for length in chance.integers(1, 40, size=400)
    ]
    ranker, reference = PostingsBM25(corpus), LuceneIdf(corpus)
    for _ in range(5):
        query = [str(word) for word in chance.choice(220, size=chance.integers(1, 8))]
        scores, k = reference.get_scores(query), int(chance.integers(1, 31))
        order = sorted(np.flatnonzero(scores).tolist(), key=lambda number: (-scores[number], number))
        assert ranker.rank(query, k) == [(number, scores[number]) for number in order[:k]]
        assert np.array_equal(ranker.get_scores(query), scores)
