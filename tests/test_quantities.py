"""Figures: every unit of the table, everyday forms, and no text that breaks the reader."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.numbers.read import read_quantities
from qa.tables import read_table


@pytest.mark.parametrize(("written", "unit", "kind", "example"), read_table("units.tsv"))
def test_unit(written: str, unit: str, kind: str, example: str) -> None:
    (quantity,) = read_quantities(f"共{example}，")
    assert (quantity.text, quantity.unit, quantity.kind) == (example, unit, kind)


@pytest.mark.parametrize(
    ("sentence", "text", "value", "unit"),
    [
        ("达到1972亿元。", "1972亿元", "197200000000", "元"),
        ("共23,876人。", "23,876人", "23876", "人"),
        ("投资１２．８万元。", "１２．８万元", "128000", "元"),
        ("合同成交额达1.55亿元。", "1.55亿元", "155000000", "元"),
        ("推动百余家企业", "百余家", "100", "家"),
        ("服务500余人次", "500余人次", "500", "人次"),
        ("总容量150万千瓦，", "150万千瓦", "1500000", "千瓦"),
        ("约二百三十余万人", "二百三十余万人", "2300000", "人"),
        ("下降百分之三点六", "百分之三点六", "3.6", "%"),
        ("最低零下12℃。", "零下12℃", "-12", "摄氏度"),
        ("贷款三亿四千万元", "三亿四千万元", "340000000", "元"),
        ("一千二百三十元", "一千二百三十元", "1230", "元"),
        ("共二十五个", "二十五个", "25", "个"),
        ("气温-3℃至5℃", "-3℃至5℃", "-3", "摄氏度"),
        ("12月底前", "12月底", "--12", None),
        ("本月15日", "15日", "---15", None),
        ("用时3—5天。", "3—5天", "3", "天"),
        ("第三批名单", "第三批", "3", "批"),
        ("居全省第五。", "第五", "5", None),
        ("2024年底", "2024年底", "2024-12", None),
        ("2025年3月1日起", "2025年3月1日", "2025-03-01", None),
        ("11月11日，", "11月11日", "--11-11", None),
        ("8时30分开门", "8时30分", "T08:30", None),
        ("二〇二五年规划", "二〇二五年", "2025", "年"),
        ("（2023—2025年）", "2023—2025年", "2023/2025", "年"),
    ],
)
def test_figure(sentence: str, text: str, value: str, unit: str | None) -> None:
    found = {quantity.text: quantity for quantity in read_quantities(sentence)}
    assert text in found
    assert (found[text].value, found[text].unit) == (value, unit)


@pytest.mark.parametrize(
    ("sentence", "text", "qualifier", "word"),
    [
        ("总数超200家。", "200家", "at_least", "超"),
        ("突破2000亿元，", "2000亿元", "at_least", "突破"),
        ("不低于6亿元。", "6亿元", "at_least", "不低于"),
        ("60岁以上", "60岁", "at_least", "以上"),
        ("不超过50万元", "50万元", "at_most", "不超过"),
        ("约3000人", "3000人", "approx", "约"),
        ("800余项，", "800余项", "approx", "余"),
        ("60岁及以上", "60岁", "at_least", "及以上"),
        ("近三年来", "三年", "exact", None),
        ("增长3倍多", "3倍", "approx", "多"),
        ("少于5人", "5人", "at_most", "少于"),
        ("共13个", "13个", "exact", None),
    ],
)
def test_qualifier(sentence: str, text: str, qualifier: str, word: str | None) -> None:
    found = {quantity.text: quantity for quantity in read_quantities(sentence)}
    assert (found[text].qualifier, found[text].qualifier_text) == (qualifier, word)


@pytest.mark.parametrize(("pattern", "why", "example"), read_table("names.tsv"))
def test_a_name_is_no_figure(pattern: str, why: str, example: str) -> None:
    assert re.search(pattern, example), why
    assert read_quantities(f"这是{example}。") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "“十四五”时期",
        "进一步统一部署",
        "汽车零部件产业",
        "“新春第一会”",
        "唯一一家单位之一",
        "第二污水处理厂",
        "千方百计",
        "307国道",
        "120急救",
    ],
)
def test_no_figure(sentence: str) -> None:
    assert read_quantities(sentence) == []


@pytest.mark.parametrize("text", ["一" * 5000 + "元", "1" + "亿" * 200_000 + "元", "9" * 100_000, "3-" * 10_000])
def test_what_no_paper_prints_is_read_without_a_fault(text: str) -> None:
    assert all(text[q.start : q.end] == q.text and len(q.text) <= 40 for q in read_quantities(text))


@settings(max_examples=300)
@given(
    st.text(
        st.sampled_from("0123456789０１.．,，一二三四五六七八九十百千万亿零〇两余多约超第年月日元%个家至—- 余 a。"),
        max_size=30,
    )
)
def test_any_text_is_read_without_a_fault(text: str) -> None:
    end = 0
    for quantity in read_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.start >= end
        end = quantity.end


@given(st.integers(0, 10**13))
def test_digits_are_exact(number: int) -> None:
    (quantity,) = read_quantities(f"共{number}元，")
    assert quantity.value == str(number)
