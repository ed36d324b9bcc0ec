"""Typing errors by sound: what is never printed is read as what is; what is right, or another's name, is left."""

import pytest

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.spelling import Spelling

PAGE = """# 甲县经济平稳

甲县保台公路提前30天建成通车，营商环境明显提升，高新技术企业达到80家。泰景新能源有限公司建成示范基地。

乙县金音乐器集团生产不锈钢丝网，形式多样，用电量增长。记者刘阳在清水镇看到，村民人均收入提高，银行贷款利率下降。
"""


@pytest.fixture(scope="module")
def small(tokenizer: Tokenizer) -> Collection:
    return Collection.of(make_sources(PAGE.encode(), path="page.md"), tokenizer)


@pytest.mark.parametrize(
    ("question", "wrong", "right"),
    [
        ("饱台公路几天建好", "饱台公路", "保台公路"),
        ("公路什么时候建城通车的", "建城通车", "建成通车"),
        ("太景新能源建了什么", "太景新能源", "泰景新能源"),
        ("赢商环境提升了吗", "赢商环境", "营商环境"),
        ("赢商环境提生了吗", "提生", "提升"),
        ("高薪技术企业有多少家", "高薪技术企业", "高新技术企业"),
        ("谁建成了示范机地", "示范机地", "示范基地"),
        ("金音乐气集团生产什么", "音乐气集团", "音乐器集团"),
        ("哪里有不锈刚丝网", "不锈刚丝网", "不锈钢丝网"),
        ("新能原有限公司", "新能原", "新能源"),
    ],
)
def test_correction(small: Collection, question: str, wrong: str, right: str) -> None:
    explained = Assistant(small).explain(question)
    assert (wrong, right) in explained.question.corrections
    assert explained.question.text == question
    assert explained.ranked[0].text == Assistant(small).explain(question.replace(wrong, right)).ranked[0].text


@pytest.mark.parametrize(
    "question",
    [
        "保台公路提前几天通车",  # as printed
        "刘洋在哪里采访",  # another person
        "清水县有多少村民",  # another place
        "庆水镇有什么",
        "形势怎么样",  # a word of its own, and 形式 stands elsewhere
        "冠军是谁",  # simply not there
        "有多少天",
        "",
        "ａｂｃ 123",
        "龘龘龘龘",
    ],
)
def test_what_may_be_right_is_left(small: Collection, question: str) -> None:
    assert Assistant(small).explain(question).question.corrections == ()


def test_nothing_is_prepared_while_every_word_is_known(small: Collection) -> None:
    spelling = Spelling(small)
    assert spelling.corrections("保台公路 提前 通车") == ()
    assert "_heard" not in vars(spelling)


def test_what_is_printed_is_never_corrected(embedded: Collection) -> None:
    spelling, fold = Spelling(embedded), embedded.tokenizer.fold
    corrected = [fold(embedded.text(entry)) for entry in embedded.entries]
    assert [text for text in corrected if spelling.corrections(text)] == []
