"""A year asked for that no sentence names is told by the day an article was printed, and the reader is told so."""

import json

import pytest
from test_several import QUESTION, asked

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.refusal.times import year

YEAR = "2023年" + QUESTION


def report(text: str, date: str | None) -> dict[str, str]:
    return {"title": "粮食生产再上新台阶", "text": text} | ({"date": date} if date else {})


OTHER = report("青阳县粮食播种面积达到41.1万亩。", "2020-11-05")


@pytest.mark.parametrize(
    ("text", "date", "note"),
    [
        ("青阳县粮食播种面积达到42.6万亩。", "2023-11-02", "原句没有写年份，按文章的日期（2023-11-02）算是2023年。"),
        (
            "今年，青阳县粮食播种面积达到42.6万亩。",
            "2023-11-02",
            "原句说的是“今年”，按文章的日期（2023-11-02）算是2023年。",
        ),
        (
            "去年，青阳县粮食播种面积达到42.6万亩。",
            "2024-01-15",
            "原句说的是“去年”，按文章的日期（2024-01-15）算是2023年。",
        ),
        (
            "青阳县粮食播种面积达到42.6万亩，比去年增加2.1%。",
            "2023-11-02",
            "原句没有写年份，按文章的日期（2023-11-02）算是2023年。",
        ),
        ("2023年，青阳县粮食播种面积达到42.6万亩。", "2024-01-15", None),
        (
            "今年，青阳县粮食播种面积达到42.6万亩，去年是41.8万亩。",
            "2023-11-02",
            "原句说的是“今年”，按文章的日期（2023-11-02）算是2023年。",
        ),
        (
            "去年，青阳县粮食播种面积达到42.6万亩；今年计划播种43.5万亩。",
            "2024-11-02",
            "原句说的是“去年”，按文章的日期（2024-11-02）算是2023年。",
        ),
        (
            "本年青阳县粮食播种面积达到42.6万亩；明年计划播种43.5万亩。",
            "2023-11-02",
            "原句说的是“本年”，按文章的日期（2023-11-02）算是2023年。",
        ),
        (
            "青阳县粮食播种面积达到42.6万亩，比2019年多1万亩。",
            "2023-11-02",
            "原句没有写年份，按文章的日期（2023-11-02）算是2023年。",
        ),
        ("2023年，青阳县粮食播种面积达到42.6万亩。", None, None),
        ("2023年，青阳县农业传来捷报。粮食播种面积达到42.6万亩。", "2024-01-15", None),
    ],
)
def test_the_day_tells_the_year(text: str, date: str | None, note: str | None, tokenizer: Tokenizer) -> None:
    answer = asked(YEAR, tokenizer, OTHER, report(text, date))
    assert (answer.question, answer.answer, answer.note) == (YEAR, "42.6万亩", note)
    assert answer.quotes[0].text in text
    assert answer.quotes[0].article.date == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("青阳县粮食播种面积达到42.6万亩。", "2024-11-02"),
        ("青阳县粮食播种面积达到42.6万亩。", "2022-11-02"),
        ("青阳县粮食播种面积达到42.6万亩。", None),
        ("去年，青阳县粮食播种面积达到42.6万亩。", "2023-01-15"),
        ("2022年，青阳县粮食播种面积达到42.6万亩。", "2023-11-02"),
        ("青阳县粮食播种面积由上年的41.8万亩增加到42.6万亩。", "2024-11-02"),
        ("青阳县粮食播种面积达到42.6万亩。", "2023-01-15"),
        ("前三季度，青阳县粮食播种面积达到42.6万亩。", "2023-10-15"),
        ("去年以来，青阳县粮食播种面积达到42.6万亩。", "2024-03-11"),
        ("青阳县今年粮食播种面积要稳定在42.6万亩。", "2023-05-11"),
        ("青阳县今年计划粮食播种面积达到42.6万亩。", "2023-05-11"),
        ("家住青阳县的王桂英今年102岁，种着6亩地。", "2023-10-04"),
        ("今年，青阳县召开粮食播种工作会议。", "2023-11-02"),
    ],
)
def test_another_year_or_no_answer_stays_refused(text: str, date: str | None, tokenizer: Tokenizer) -> None:
    answer = asked(YEAR, tokenizer, OTHER, report(text, date))
    assert (answer.status, answer.answer) == ("no_answer", None)
    assert answer.question == YEAR


def test_what_the_user_limits_stays_limited(tokenizer: Tokenizer) -> None:
    articles = OTHER, report("青阳县粮食播种面积达到42.6万亩。", "2023-11-02")
    assert asked(YEAR, tokenizer, *articles, since="2023-06").answer == "42.6万亩"
    assert asked(YEAR, tokenizer, *articles, until="2023-06").status == "no_answer"
    assert asked(YEAR, tokenizer, *articles, since="2024").status == "no_answer"


@pytest.mark.parametrize(
    ("text", "date", "refused"),
    [
        ("青阳县传来捷报。\n{}\n2023年，县里召开了粮食工作会议。", "2024-11-02", True),
        ("青阳县传来捷报。\n{}\n2023年，县里召开了粮食工作会议。", None, False),
        ("青阳县传来捷报。\n{}", "2023-11-02", False),
        ("青阳县传来捷报。\n去年，{}", "2024-11-02", False),
        ("2023年，青阳县传来捷报。\n{}", "2024-01-02", False),
        ("青阳县传来捷报。\n2023年，粮食丰收。{}", "2024-11-02", False),
    ],
)
def test_a_year_named_elsewhere_is_not_the_sentences(
    text: str, date: str | None, refused: bool, tokenizer: Tokenizer
) -> None:
    """What the rule alone says; the learned decision may refuse more."""
    article = report(text.format("粮食播种面积达到42.6万亩。"), date)
    collection = Collection.of(make_sources(json.dumps({"id": "1"} | article).encode(), path="a.jsonl"), tokenizer)
    entry = next(entry for entry in collection.entries if "42.6" in collection.text(entry))
    question = understand(YEAR, tokenizer)
    reason = year(Case(question, collection, [Scored(entry, collection.text(entry), 1.0, {})]))
    assert (reason is not None and reason.code == "time_not_covered") == refused


@pytest.mark.parametrize(("word", "printed", "year"), [("今年", "今年", 2023), ("去年", "去年", 2022)])
def test_this_year_is_the_articles(word: str, printed: str, year: int, tokenizer: Tokenizer) -> None:
    text = f"{printed}，青阳县粮食播种面积达到42.6万亩。"
    answer = asked(word + QUESTION, tokenizer, OTHER, report(text, "2023-11-02"))
    assert answer.answer == "42.6万亩"
    assert answer.note == f"问句里的年份按文章的日期（2023-11-02）算是{year}年。"
    assert asked(word + QUESTION, tokenizer, report(text, None)).note is None
