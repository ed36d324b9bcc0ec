"""Every row of the table of demands, by its own example; and demands that no table can hold."""

import re

import pytest

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.refusal.demands import unmet
from qa.tables import read_table

ROWS = read_table("demands.tsv")
CODES = {"time_not_covered", "entity_not_covered", "kind_missing", "not_stated"}


def case(question: str, sentence: str, tokenizer: Tokenizer) -> Case:
    collection = Collection(make_sources(f"# 新闻\n\n{sentence}\n".encode(), path="page.md"), tokenizer)
    entry = next(entry for entry in collection.entries if collection.text(entry) == sentence)
    return Case(understand(question, tokenizer), collection, [Scored(entry, sentence, 1.0, {})])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[3]).split(" => ")[0])
def test_the_example_is_refused(row: tuple[str, ...], tokenizer: Tokenizer) -> None:
    asked, needed, code, example = row
    question, sentence = example.split(" => ")
    given = case(question, sentence, tokenizer)
    assert re.search(asked, given.question.folded), "the question does not demand it"
    assert not re.search(needed, given.near), "the sentence meets the demand"
    reason = unmet(given)
    assert code in CODES
    assert reason is not None
    assert reason.code == code
    match = re.search("“(.+)”", reason.message)
    assert match is not None
    assert match[1] in given.question.folded


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("上一届焊工大赛有多少人参加？", "上一届焊工大赛有32名选手参加。"),
        ("大桥造价多少？", "大桥投资3亿元。"),
        ("第二批有多少人？", "第二批共有30人。"),
        ("第2批有多少人？", "第二批共有30人，第一批20人。"),
        ("7个试点县分别是哪些？", "7个试点县是甲山县、乙水县和丙江县。"),
    ],
)
def test_what_is_met_is_not_refused(question: str, sentence: str, tokenizer: Tokenizer) -> None:
    assert unmet(case(question, sentence, tokenizer)) is None


@pytest.mark.parametrize(
    ("question", "sentence", "code"),
    [
        ("第二批有多少人？", "第一批共有30人。", "entity_not_covered"),
        ("第十二届大赛有多少人？", "第2届大赛有30人参加。", "entity_not_covered"),
        ("首届大赛有多少人？", "第三届大赛有30人参加。", "entity_not_covered"),
        ("7个试点县分别是哪些？", "全省有7个试点县。", "kind_missing"),
    ],
)
def test_another_one_and_a_mere_count_are_refused(
    question: str, sentence: str, code: str, tokenizer: Tokenizer
) -> None:
    reason = unmet(case(question, sentence, tokenizer))
    assert reason is not None
    assert reason.code == code
