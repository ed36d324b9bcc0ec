"""Places and years: what agrees with the question, by hand."""

import pytest

from index.terms import Tokenizer
from qa.agreement import place_agreement, place_core, year_agreement
from qa.question import understand
from qa.times.years import years_in


@pytest.mark.parametrize(
    ("place", "core"),
    [("故城县", "故城"), ("衡水市", "衡水"), ("景县", "景县"), ("石家庄", "石家庄"), ("南关镇", "南关镇")],
)
def test_the_core_of_a_place(place: str, core: str) -> None:
    assert place_core(place) == core


def test_the_share_of_the_places_named(tokenizer: Tokenizer) -> None:
    question = understand("故城县和武强县的粮食产量是多少？", tokenizer)
    assert question.places == ("故城县", "武强县")
    assert place_agreement(question, frozenset(["故城", "武强县"])) == 1.0
    assert place_agreement(question, frozenset(["故城县"])) == 0.5
    assert place_agreement(question, frozenset(["饶阳"])) == 0.0
    assert place_agreement(understand("粮食产量是多少？", tokenizer), frozenset(["故城"])) == 0.0


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年增长5%", {"2021"}),
        ("2019—2021年", {"2019", "2020", "2021"}),
        ("1998至2000年", {"1998", "1999", "2000"}),
        ("印发《2020年工作要点》", set()),
        ("投资2021万元", set()),
        ("编号12021年", set()),
        ("2020年、2022年", {"2020", "2022"}),
    ],
)
def test_the_years_a_sentence_names(text: str, years: set[str]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("question", "sentence", "value"),
    [
        ("2021年产量是多少？", "2021年产量5万吨", 1.0),
        ("2021年产量是多少？", "2020年至2022年", -0.5),
        ("2021年产量是多少？", "2020—2022年", 1.0),
        ("2021年产量是多少？", "产量5万吨", 0.0),
        ("产量是多少？", "2021年产量5万吨", 0.0),
    ],
)
def test_agreement_of_years(question: str, sentence: str, value: float, tokenizer: Tokenizer) -> None:
    assert year_agreement(understand(question, tokenizer), sentence) == value
