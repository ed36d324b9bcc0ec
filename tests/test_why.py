"""The explanation is of the answer itself: its sentences, its words, its reason."""

import pytest

from qa.assistant import Assistant
from qa.why import why


@pytest.mark.parametrize(
    "question", ["2024年衡水GDP是多少？", "石家庄GDP是多少？", "饱台公路提前了多少天通车？", "？", "龘龘龘"]
)
def test_it_is_of_the_answer(question: str, assistant: Assistant) -> None:
    explanation = assistant.explain(question)
    told = why(explanation, assistant.collection)
    shown = explanation.answer.quotes or explanation.answer.nearest
    assert [sentence.text for sentence in told.sentences] == [quote.text for quote in shown]
    assert told.reason == (explanation.answer.reason.message if explanation.answer.reason else None)
    assert told.considered == len(explanation.ranked)


def understood(question: str, assistant: Assistant) -> dict[str, str]:
    return {part.name: part.value for part in why(assistant.explain(question), assistant.collection).understood}


def test_what_was_understood(assistant: Assistant) -> None:
    assert understood("2024年衡水GDP是多少？", assistant) == {
        "问的是": "金额", "年份": "2024", "地点": "衡水", "也找": "gdp → 生产总值"
    }  # fmt: skip
    assert understood("饱台公路提前了多少天通车？", assistant)["改正"] == "饱台公路 → 保台公路"
    assert understood("十四五以来创新平台有多少家？", assistant)["单位"] == "家"


def test_words_found_are_in_the_sentence_or_its_title(assistant: Assistant) -> None:
    told = why(assistant.explain("衡水有几个院士团队？"), assistant.collection)
    first = told.sentences[0]
    assert {word.text for word in first.words if word.found} >= {"院士团队"}
    assert first.rank == 1
    assert all(feature.added for feature in first.features)
    assert [abs(f.added) for f in first.features] == sorted((abs(f.added) for f in first.features), reverse=True)
