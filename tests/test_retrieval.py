"""Retrieval measures and TREC files: ties, names with blanks, and gold in no passage."""

import io
import itertools

import ir_measures
from hypothesis import given
from hypothesis import strategies as st

from qa.evaluation.retrieval import TrecWriter, in_order, measure, word


def test_order_of_ties_is_kept() -> None:
    hits = [("a", 1.0), ("z", 1.0), ("b", 1.0)]
    assert measure([{"z": 1}], [hits]) == [{"mrr@10": 0.5, "ndcg@10": 0.6309297535714575}]


def test_no_gold_passage_and_no_hit_are_zero() -> None:
    zero = {"mrr@10": 0.0, "ndcg@10": 0.0}
    assert measure([{}, {"a": 1}, {"a": 1}], [[("a", 1.0)], [], [("b", 2.0)]]) == [zero] * 3
    assert measure([], []) == []


@given(st.lists(st.floats(0, 1e30), max_size=10))
def test_scores_fall_strictly_in_single_precision(scores: list[float]) -> None:
    ordered = [score for _, score in in_order([(str(at), s) for at, s in enumerate(sorted(scores, reverse=True))])]
    assert all(a > b for a, b in itertools.pairwise(ordered))


def test_files_are_read_back_by_the_library() -> None:
    run, qrels = io.StringIO(), io.StringIO()
    writer = TrecWriter(run, qrels)
    writer.write("题 一%", {"甲\t乙": 2}, [("甲\t乙", 2.0), ("丙", 2.0)])
    (judgement,) = ir_measures.read_trec_qrels(io.StringIO(qrels.getvalue()))
    assert judgement == ("题%20一%25", "甲%09乙", 2, "0")
    first, second = ir_measures.read_trec_run(io.StringIO(run.getvalue()))
    assert (first.doc_id, second.doc_id) == ("甲%09乙", "丙")
    assert first.score > second.score


@given(st.text(), st.text())
def test_names_stay_different_words(one: str, other: str) -> None:
    assert (word(one) == word(other)) == (one == other)
    assert not any(char.isspace() for char in word(one))
