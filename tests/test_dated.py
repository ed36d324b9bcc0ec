"""A year asked for that no sentence names is told by the day an article was printed, and the reader is told so."""

import pytest
from test_several import QUESTION, asked

from index.terms import Tokenizer

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
        ("2023年，青阳县粮食播种面积达到42.6万亩。", None, None),
    ],
)
def test_the_day_tells_the_year(text: str, date: str | None, note: str | None, tokenizer: Tokenizer) -> None:
    answer = asked(YEAR, tokenizer, OTHER, report(text, date))
    assert (answer.question, answer.answer, answer.note) == (YEAR, "42.6万亩", note)
    assert answer.quotes[0].text == text
    assert answer.quotes[0].article.date == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("青阳县粮食播种面积达到42.6万亩。", "2024-11-02"),
        ("青阳县粮食播种面积达到42.6万亩。", "2022-11-02"),
        ("青阳县粮食播种面积达到42.6万亩。", None),
        ("去年，青阳县粮食播种面积达到42.6万亩。", "2023-01-15"),
        ("今年，青阳县粮食播种面积达到42.6万亩，去年是41.8万亩。", "2023-11-02"),
        ("2022年，青阳县粮食播种面积达到42.6万亩。", "2023-11-02"),
        ("青阳县粮食播种面积由上年的41.8万亩增加到42.6万亩。", "2024-11-02"),
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
