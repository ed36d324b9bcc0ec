"""Several places or years have an answer, and none is named: no figure is given for the one that is meant."""

import itertools
import json

import pytest

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.answer import Answer
from qa.assistant import Assistant
from qa.places import CITIES
from qa.several import _city
from qa.within import make_filter


def test_a_page_that_names_two_cities_as_often_is_of_the_same_one_in_every_process() -> None:
    for first, second in itertools.pairwise(sorted(CITIES)[:40]):
        text = f"{second}，{first}。" * 3
        if text.count(first) == text.count(second) == 3:
            assert _city(text) == first


def test_a_page_that_names_a_city_twice_is_of_none() -> None:
    assert _city("南京。南京。") is None
    assert _city("南京。南京。南京。") == "南京"


REPORT = "{place}粮食播种面积达到{area}万亩。全县新建高标准农田{built}万亩。"
QUESTION = "粮食播种面积是多少万亩？"


def asked(question: str, tokenizer: Tokenizer, *articles: dict[str, str], **within: str) -> Answer:
    """Ask articles, each a page of its own."""
    lines = [json.dumps({"id": str(at), **article}, ensure_ascii=False) for at, article in enumerate(articles)]
    sources = make_sources("\n".join(lines).encode(), path="a.jsonl")
    return Assistant(Collection.of(sources, tokenizer)).answer(question, within=make_filter(tokenizer, **within))


def article(place: str, area: str, *, title: str = "粮食生产再上新台阶", date: str | None = None) -> dict[str, str]:
    text = REPORT.format(place=place, area=area, built="3.5")
    return {"title": title, "text": text} | ({"date": date} if date else {})


def test_two_counties_have_an_answer(tokenizer: Tokenizer) -> None:
    counties = article("青阳县", "42.6"), article("临河县", "55.1")
    answer = asked(QUESTION, tokenizer, *counties)
    assert answer.answer is None
    assert {quote.text for quote in answer.quotes[:2]} == {each["text"].partition("。")[0] + "。" for each in counties}
    assert answer.note
    assert answer.note.endswith("都有相应的内容，问句没有说是哪里；请写明地方再问。")
    assert {"青阳", "临河"} == set(answer.note.split("都有")[0].split("、"))


def test_a_county_that_is_named_is_meant(tokenizer: Tokenizer) -> None:
    answer = asked("青阳县粮食播种面积是多少万亩？", tokenizer, article("青阳县", "42.6"), article("临河县", "55.1"))
    assert (answer.answer, answer.note) == ("42.6万亩", None)


def test_a_title_tells_the_county_where_the_sentence_says_all_county(tokenizer: Tokenizer) -> None:
    counties = article("今年，", "42.6", title="青阳县秋粮丰收"), article("今年，", "55.1", title="临河县秋粮丰收")
    assert asked("全县新建了多少高标准农田？", tokenizer, *counties).note
    assert asked(QUESTION, tokenizer, *counties).note


def test_a_county_on_a_page_of_its_city_is_not_beside_it(tokenizer: Tokenizer) -> None:
    city, county = article("衡水市", "955.1"), article("景县", "42.6")
    of_city = {"text": county["text"] + "衡水市农业农村局、衡水市供销社和衡水日报社都派人前往。"}
    assert asked(QUESTION, tokenizer, city, county).note
    assert asked(QUESTION, tokenizer, city, county | of_city).note is None


YEARS = article("青阳县", "42.6", date="2023-11-02"), article("青阳县", "43.9", date="2024-11-05")


def test_two_years_have_an_answer(tokenizer: Tokenizer) -> None:
    answer = asked(QUESTION, tokenizer, *YEARS)
    assert answer.answer is None
    assert answer.note == "2023年、2024年的文章都有相应的内容，问句没有说是哪一年；请写明年份再问。"
    assert len(answer.quotes) >= 2


def test_another_wording_of_another_year_counts(tokenizer: Tokenizer) -> None:
    other = {"title": "夏粮", "text": "青阳县粮食生产稳中有进，播种面积扩大到43.9万亩。", "date": "2024-06-05"}
    assert (note := asked(QUESTION, tokenizer, YEARS[0], other).note)
    assert note.startswith("2023年、2024年的文章")


def test_who_is_named_is_meant(tokenizer: Tokenizer) -> None:
    one = {"title": "椒农", "text": "椒农孙广海种了40亩辣椒。", "date": "2024-06-05"}
    other = {"title": "椒农", "text": "椒农李大有种了25亩辣椒。", "date": "2023-06-05"}
    assert asked("孙广海种了多少亩辣椒？", tokenizer, one, other).answer == "40亩"


def test_the_same_figure_told_again_a_year_later_is_one_answer(tokenizer: Tokenizer) -> None:
    again = YEARS[0] | {"date": "2024-11-05", "title": "又是一年"}
    assert asked(QUESTION, tokenizer, YEARS[0], again).answer == "42.6万亩"


@pytest.mark.parametrize(("year", "figure"), [("2023", "42.6万亩"), ("2024", "43.9万亩")])
def test_a_year_that_is_named_is_meant(year: str, figure: str, tokenizer: Tokenizer) -> None:
    assert asked(f"{year}年粮食播种面积是多少万亩？", tokenizer, *YEARS).answer == figure


def test_two_articles_of_one_year_are_of_one_year(tokenizer: Tokenizer) -> None:
    later = YEARS[0] | {"date": "2023-12-02", "text": YEARS[0]["text"].replace("42.6", "42.7")}
    assert asked(QUESTION, tokenizer, YEARS[0], later).note is None
