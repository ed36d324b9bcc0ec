"""What every ranker keeps to: one total order, the same each time, finite scores that its features explain."""

import json
import math

import numpy as np
import pytest
from conftest import ASKED

import qa.ranking
from index.collection import Collection
from index.errors import DataError
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.candidates import find_candidates
from qa.features import TITLES, features, look_closer
from qa.pool import Pool
from qa.question import understand
from qa.ranking import RERANKED, HandWeights, LearnedTrees, Ranker, Scored, default_ranker, rank_sentences
from qa.semantic import FEATURE
from qa.trees import read_trees

RANKERS = {"hand weights": HandWeights(), "learned trees": default_ranker()}
QUESTIONS = [
    json.loads(line)["question"]
    for path in ASKED
    for line in path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()[:3]
]
every_ranker = pytest.mark.parametrize("ranker", RANKERS.values(), ids=RANKERS)


def make(text: str, tokenizer: Tokenizer) -> Collection:
    return Collection.of(make_sources(text.encode(), path="page.md"), tokenizer)


@pytest.fixture(scope="module")
def pages(tokenizer: Tokenizer) -> Collection:
    return Collection.of([s for p in ASKED for s in make_sources(read_bytes(p), path=p.name)], tokenizer)


@pytest.fixture(scope="module", params=RANKERS.values(), ids=RANKERS)
def ranked(request: pytest.FixtureRequest, pages: Collection) -> tuple[Ranker, list[list[Scored]]]:
    lists = [rank_sentences(understand(question, pages.tokenizer), pages, request.param) for question in QUESTIONS]
    return request.param, lists


def test_the_shipped_trees_are_used() -> None:
    assert isinstance(default_ranker(), LearnedTrees)


def test_hand_weights_where_no_model_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa.ranking, "read_trees", lambda name: read_trees(f"没有-{name}"))
    assert isinstance(default_ranker(), HandWeights)


def test_a_total_order(ranked: tuple[Ranker, list[list[Scored]]], pages: Collection) -> None:
    number = {id(entry): at for at, entry in enumerate(pages.entries)}
    for scored in ranked[1]:
        keys = [(-each.score, number[id(each.entry)]) for each in scored]
        assert all(math.isfinite(key[0]) for key in keys)
        assert len({at for _, at in keys}) == len(keys)
        for part in (keys[:RERANKED], keys[RERANKED:]):
            assert part == sorted(part)
        assert not keys[RERANKED:] or keys[RERANKED - 1][0] < keys[RERANKED][0]


def test_the_same_each_time(ranked: tuple[Ranker, list[list[Scored]]], pages: Collection) -> None:
    ranker, lists = ranked
    for question, scored in zip(QUESTIONS[::5], lists[::5], strict=True):
        assert rank_sentences(understand(question, pages.tokenizer), pages, ranker) == scored


def test_every_feature_has_a_title(ranked: tuple[Ranker, list[list[Scored]]]) -> None:
    names = {frozenset(each.features) for scored in ranked[1] for each in scored}
    assert names == {frozenset(TITLES) - {FEATURE}}  # the extra's own is made by its ranker only
    assert all(math.isfinite(value) for scored in ranked[1] for each in scored for value in each.features.values())


def test_the_features_explain_the_score(ranked: tuple[Ranker, list[list[Scored]]]) -> None:
    ranker, lists = ranked
    starts = set()
    for each in (each for scored in lists for each in scored[:5]):
        added = ranker.added(each.features)
        assert set(added) <= set(TITLES)
        starts.add(round(each.score - sum(added.values()), 4))
    # what is left is where every sentence starts from
    assert len(starts) == 1
    assert isinstance(ranker, LearnedTrees) or starts == {0.0}


@every_ranker
def test_ties_go_to_the_earlier(ranker: Ranker, tokenizer: Tokenizer) -> None:
    page = "# 春耕\n\n全县种植油菜5万亩。\n\n"
    collection = Collection.of(
        [source for name in "abc" for source in make_sources(page.encode(), path=f"{name}.md")], tokenizer
    )
    ranked = rank_sentences(understand("全县种植油菜多少亩？", tokenizer), collection, ranker)
    best = [each for each in ranked if each.score == ranked[0].score]
    assert [collection.source_of[each.entry.article].path for each in best] == ["a.md", "b.md", "c.md"]


@every_ranker
def test_a_single_sentence(ranker: Ranker, tokenizer: Tokenizer) -> None:
    collection = make("全县种植油菜5万亩。", tokenizer)
    (only,) = rank_sentences(understand("种植油菜多少亩？", tokenizer), collection, ranker)
    assert only.text == "全县种植油菜5万亩。"
    assert math.isfinite(only.score)


@every_ranker
@pytest.mark.parametrize("question", ["", "？", "龘靐齉爩", "zzzz yyyy", "多少"])
def test_nothing_known_ranks_nothing(ranker: Ranker, question: str, tokenizer: Tokenizer) -> None:
    assert rank_sentences(understand(question, tokenizer), make("全县种植油菜5万亩。", tokenizer), ranker) == []


@pytest.mark.parametrize("text", ["", "\n\n"])
def test_an_empty_collection_is_never_built(text: str, tokenizer: Tokenizer) -> None:
    with pytest.raises(DataError):
        make(text, tokenizer)


@every_ranker
@pytest.mark.parametrize("copies", [3, 30])
def test_sentences_all_alike_stay_in_the_order_of_their_pages(
    ranker: Ranker, copies: int, tokenizer: Tokenizer
) -> None:
    sources = [s for at in range(copies) for s in make_sources("大桥总投资3亿元。".encode(), path=f"{at:02}.md")]
    collection = Collection.of(sources, tokenizer)
    ranked = rank_sentences(understand("大桥总投资多少？", tokenizer), collection, ranker)
    paths = [collection.source_of[scored.entry.article].path for scored in ranked]
    assert paths == sorted(paths)
    assert len({scored.score for scored in ranked}) == 1


def test_rankers_ask_only_for_features_that_are_made(pages: Collection, tokenizer: Tokenizer) -> None:
    question = understand(QUESTIONS[0], tokenizer)
    candidates = find_candidates(question, pages)
    made = features(Pool(question, pages, candidates))
    made |= look_closer(question, [candidate.folded for candidate in candidates], tokenizer)
    trees = read_trees("sentences.json")
    assert trees is not None
    assert set(trees.features) | set(HandWeights.weights) <= set(made)
    assert all(column.dtype == np.float64 and column.shape == made["own"].shape for column in made.values())
