"""The systems that are measured: the baselines are what they are named, the assistant is the one every door calls."""

import numpy as np
import pytest
from conftest import QUESTIONS, measure
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.evaluation.gold import Gold
from qa.evaluation.items import Item
from qa.evaluation.measures import Judged
from qa.evaluation.systems import OkapiBM25, baselines

WORDS = st.lists(st.sampled_from("甲乙丙丁戊己庚辛"), max_size=12)


@given(st.lists(WORDS, min_size=1, max_size=12).filter(any), WORDS)
def test_baseline_scores_are_rank_bm25s(corpus: list[list[str]], query: list[str]) -> None:
    np.testing.assert_allclose(OkapiBM25(corpus).get_scores(query), BM25Okapi(corpus).get_scores(query), rtol=1e-12)


@pytest.fixture(scope="module")
def collection(tokenizer: Tokenizer) -> Collection:
    text = "# 甲市建桥\n\n甲市建成大桥9座。市民都说方便。\n\n乙市没有桥。\n乙市有隧道！\n"
    return Collection.of(make_sources(text.encode(), path="page.md"), tokenizer)


def test_baselines_give_sentences_of_lines(collection: Collection) -> None:
    gold = Gold(collection)
    judged = Judged(Item(id="1", question="甲市几座大桥", sentences=("甲市建成大桥9座。",)), ("甲市建成大桥9座。",))
    for system in baselines(collection):
        given = system.ask(judged.item.question)
        assert given.reply.quotes[0] == "甲市建成大桥9座。"
        assert system.hits(given, judged)[0][0] == "page.md:3"
        assert system.relevant(judged) == {"page.md:3": 1}
        assert not system.ask("ZZZ").reply.answered
    assert gold.is_whole("甲市建成大桥9座。")


def test_report_shows_what_is_gained(embedded: Collection) -> None:
    report = measure(embedded, QUESTIONS, baseline=True)
    assert list(report["baselines"]) == ["jieba-lines", "bigram-lines"]
    for baseline in report["baselines"].values():
        assert baseline["questions"] == report["questions"]
        assert baseline["gain"]["quote@1"] == pytest.approx(report["quote@1"] - baseline["quote@1"], abs=1e-4)
        low, high = baseline["gain_intervals"]["quote@1"]
        assert 0.1 < low < baseline["gain"]["quote@1"] < high
        assert baseline["false_answer_rate"] > 0.9
    # a baseline beside it changes nothing of the assistant's own figures
    alone = measure(embedded, QUESTIONS)
    assert [(r["id"], r["scores"], r["quote"]) for r in alone["results"]] == [
        (r["id"], r["scores"], r["quote"]) for r in report["results"]
    ]
