"""How much of a question terms cover, by hand, and the pool's matrices beside the plain definition."""

import numpy as np
import pytest
from conftest import ASKED, read_jsonl

from index.collection import Collection
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.candidates import find_candidates
from qa.concepts import Concept
from qa.coverage import concept_weights, coverage
from qa.pool import Pool
from qa.question import Question, understand

GDP = Concept("GDP", (("gdp",), ("生产", "总值")))
CITY = Concept("衡水", (("衡水",),))


@pytest.mark.parametrize(
    ("terms", "share"),
    [
        (set(), 0.0),
        ({"gdp"}, 0.75),
        ({"生产"}, 0.375),
        ({"生产", "总值"}, 0.75),
        ({"衡水"}, 0.25),
        ({"衡水", "生产"}, 0.625),
        ({"gdp", "衡水", "别的"}, 1.0),
    ],
)
def test_coverage_by_hand(terms: set[str], share: float) -> None:
    assert coverage([GDP, CITY], [3.0, 1.0], terms) == share


def test_nothing_weighed_is_nothing_covered() -> None:
    assert coverage([], [], {"衡水"}) == 0.0
    assert coverage([Concept("空", ((),))], [1.0], {"衡水"}) == 0.0


def test_a_concept_weighs_as_its_rarest_known_word(embedded: Collection, tokenizer: Tokenizer) -> None:
    known = embedded.idf("衡水")
    assert known is not None
    question = understand("衡水", tokenizer)

    def weigh(*concepts: Concept) -> list[float]:
        return concept_weights(question._replace(concepts=concepts), embedded)

    assert weigh(CITY) == [known]
    assert weigh(Concept("龘靐", (("龘靐",),))) == [embedded.rarest]
    rare = max((embedded.idf("生产") or 0, embedded.idf("衡水") or 0))
    assert weigh(Concept("x", (("衡水", "生产"), ("龘靐",)))) == [rare]
    assert weigh() == []


def plain(question: Question, terms: frozenset[str]) -> list[float]:
    """Return how much of each concept terms hold, as the docstring of the pool says."""
    return [
        max((sum(t in terms for t in wording) / len(wording) for wording in concept.wordings if wording), default=0.0)
        for concept in question.concepts
    ]


@pytest.mark.parametrize("path", ASKED[::4], ids=lambda path: path.stem)
def test_the_pool_holds_what_stands_there(path: object, tokenizer: Tokenizer) -> None:
    page = next(each for each in ASKED if each == path)
    collection = Collection.of(make_sources(read_bytes(page), path=page.name), tokenizer)
    for row in read_jsonl(page.with_suffix(".jsonl"))[:6]:
        question = understand(row["question"], tokenizer)
        candidates = find_candidates(question, collection)
        if not candidates:
            continue
        pool = Pool(question, collection, candidates)
        for at, candidate in enumerate(candidates):
            own, article = frozenset(candidate.entry.terms), candidate.entry.article
            title = frozenset(collection.context[article])
            beside = [
                frozenset(collection.entries[near].terms)
                if 0 <= near < len(collection.entries) and collection.entries[near].article == article
                else frozenset[str]()
                for near in (candidate.at - 1, candidate.at + 1)
            ]
            told = [own, title, own | title, collection.article_terms(article), *(own | title | b for b in beside)]
            assert [matrix[at].tolist() for matrix in pool.held] == [plain(question, terms) for terms in told]
        best = pool.most_in_article(pool.column(lambda c: c.passage))
        of_article = [[c.passage for c in candidates if c.entry.article == each] for each in pool.articles]
        assert best.tolist() == [max(each) for each in of_article]
        assert pool.part(np.ones((1, len(question.concepts))))[0] == pytest.approx(1.0)
