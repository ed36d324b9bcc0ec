"""Questions taken apart: every row of the tables, and places, years and focus."""

import re
from pathlib import Path

import pytest

from index.terms import Tokenizer
from qa.concepts import terms_in
from qa.question import understand
from qa.tables import read_table

_TOKENIZER = Tokenizer()
_LINES = (Path(__file__).parent / "question_kinds.tsv").read_text(encoding="utf-8").splitlines()
ODD_WORDINGS = [tuple(line.split("\t")) for line in _LINES if not line.startswith("#")]


@pytest.mark.parametrize(("pattern", "kind", "example"), read_table("question_kinds.tsv"))
def test_kind(pattern: str, kind: str, example: str) -> None:
    assert re.search(pattern, _TOKENIZER.fold(example))
    assert understand(example, _TOKENIZER).kind == kind


@pytest.mark.parametrize(("text", "kind"), ODD_WORDINGS)
def test_kind_of_everyday_wordings(text: str, kind: str) -> None:
    assert understand(text, _TOKENIZER).kind == kind


@pytest.mark.parametrize(("surface", "wordings", "example"), read_table("synonyms.tsv"))
def test_synonym(surface: str, wordings: str, example: str) -> None:
    question = understand(f"某地 {surface} 情况", _TOKENIZER)
    found = {term.text for term in _TOKENIZER.terms(example)}
    concept = next(concept for concept in question.concepts if concept.surface == surface)
    told = [terms_in(wording, _TOKENIZER) for wording in wordings.split("|")]
    assert set(told) <= set(concept.wordings)
    assert any(set(wording) & found for wording in told), "例句里没有文章的说法"


def test_a_pair_stands_in_the_table_once() -> None:
    pairs = [(row[0], wording) for row in read_table("synonyms.tsv") for wording in row[1].split("|")]
    assert len(pairs) >= 200
    assert sorted(pairs) == sorted(set(pairs))


def test_a_saying_inside_a_longer_word_brings_the_longer_wordings() -> None:
    (concept,) = understand("房贷利率", _TOKENIZER).concepts
    assert concept.surface == "房贷利率"
    assert terms_in("住房贷款利率", _TOKENIZER) in concept.wordings


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("石家庄2024年生产总值是多少？", ("石家庄",)),
        ("2024年栖水市的出口额是多少？", ("栖水市",)),
        ("故城县检修了多少座换热站？", ("故城县",)),
        ("哪个县增速最高？", ()),
        ("老旧小区改造了几个", ()),
        ("2019年产值", ()),
        ("禹城市和邹城市各有多少条公交线路？", ("禹城市", "邹城市")),
        ("萧山区有几座公园？", ("萧山区",)),
        ("大城市和老城区、太行山区有几座公园？", ()),
        ("我县、我市粮食总产多少？", ()),
        ("走进市人民医院看什么？", ()),
        ("小病不出村是怎么做到的？", ()),
    ],
)
def test_places(text: str, places: tuple[str, ...]) -> None:
    assert understand(text, _TOKENIZER).places == places


def test_years_and_units() -> None:
    question = understand("2021年和2024年各有多少家企业", _TOKENIZER)
    assert (question.years, question.unit, question.kind) == (("2021", "2024"), "家", "count")


@pytest.mark.parametrize(
    ("text", "focus"),
    [("焊工大赛的冠军是谁？", "冠军"), ("分校有多少学生", "学生"), ("有多少家企业", None), ("一亩地收多少钱", None)],
)
def test_focus(text: str, focus: str | None) -> None:
    assert understand(text, _TOKENIZER).focus == focus


def test_a_question_in_traditional_characters_is_the_same_question() -> None:
    one, other = (understand(text, _TOKENIZER) for text in ("供暖訴求幾小時處置", "供暖诉求几小时处置"))
    assert one[1:] == other[1:]
