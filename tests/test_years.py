"""Years in every writing, and figures of sentences in traditional characters."""

import re

import pytest

from index.simplify import simplify
from qa.numbers.read import read_quantities
from qa.numbers.years import ERAS, YEAR, iso_year


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024", "2024"), ("２０２４", "2024"), ("二〇二四", "2024"), ("公元372", "0372"), ("公元前1", "0000"),
        ("西元前216", "-0215"), ("民国元", "1912"), ("民国16", "1927"), ("光绪三十三", "1907"), ("贞观十五", "0641"),
    ],
)  # fmt: skip
def test_a_year_in_iso_8601(written: str, iso: str) -> None:
    assert re.fullmatch(YEAR, written)
    assert iso_year(written) == iso


@pytest.mark.parametrize(("era", "first"), ERAS.items())
def test_an_era_begins_with_its_first_year(era: str, first: int) -> None:
    [quantity] = read_quantities(f"{era}元年建成。")
    assert (quantity.text, quantity.kind, quantity.value) == (f"{era}元年", "year", f"{first:04d}")


def test_an_era_whose_character_has_two_readings() -> None:
    [quantity] = read_quantities("乾隆三十年重修。")
    assert (quantity.text, quantity.value) == ("乾隆三十年", "1765")


@pytest.mark.parametrize("text", ["绍兴3年建成12座泵站。", "352年的树龄。"])
def test_a_place_or_a_length_of_time_is_no_era(text: str) -> None:
    assert read_quantities(text)[0].kind == "duration"


TRADITIONAL = [
    ("全縣共設置十一個行省。", "十一個", "count", "11", "个"),
    ("二十五歲時隻身出四川。", "二十五歲", "other", "25", "岁"),
    ("要求賠償2000億金馬克。", "2000億金馬克", "money", "200000000000", "金马克"),
    ("共重2萬噸。", "2萬噸", "other", "20000", "吨"),
    ("民國三十四年8月15日日本投降。", "民國三十四年8月15日", "date", "1945-08-15", None),
]


@pytest.mark.parametrize(("sentence", "text", "kind", "value", "unit"), TRADITIONAL)
def test_a_figure_in_traditional_characters(sentence: str, text: str, kind: str, value: str, unit: str | None) -> None:
    [quantity] = read_quantities(sentence)
    assert (quantity.text, quantity.kind, quantity.value, quantity.unit) == (text, kind, value, unit)
    assert sentence[quantity.start : quantity.end] == text


def test_words_of_a_figure_stand_as_printed() -> None:
    sentence = "規模以上工業企業達889家，約佔全市的三成。"
    quantities = read_quantities(sentence)
    words = [word for q in quantities for word in (q.noun, q.subject, q.qualifier_text, q.unit_text) if word]
    assert quantities[0].noun == "規模以上工業企業"
    assert all(word in sentence for word in words)


@pytest.mark.parametrize("text", ["規模以上工業企業", "𠮷野家\ud800", "乾坤發髮", "ＧＤＰ：㎡"])
def test_simplifying_keeps_every_place(text: str) -> None:
    assert len(simplify(text)) == len(text)
