"""What a question limits its answer to: rows of years, parts of years, negations and comparisons."""

import pytest

from index.terms import Tokenizer
from qa.question import Question, understand

_TOKENIZER = Tokenizer()


def ask(text: str) -> Question:
    return understand(text, _TOKENIZER)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("去年粮食产量是多少", -1),
        ("今年招了几名教师", 0),
        ("前年建的桥有几座", -2),
        ("大前年呢", -3),
        ("明年计划修几条路", 1),
        ("2024年产值是多少", None),
        ("当年有多少人参加", None),
        ("连续三年上升", None),
    ],
)
def test_relative_year(text: str, year: int | None) -> None:
    assert ask(text).relative_year == year


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("上半年进出口总额", ("01/06",)),
        ("下半年要开几条线", ("07/12",)),
        ("第三季度用电量", ("07/09",)),
        ("三季度用电量", ("07/09",)),
        ("一季度出口增速", ("01/03",)),
        ("前三季度生产总值", ("01/09",)),
        ("1—9月生产总值", ("01/09",)),
        ("１至９月生产总值", ("01/09",)),
        ("1月到10月的客流", ("01/10",)),
        ("前10个月客流", ("01/10",)),
        ("十一月的降雨", ("11/11",)),
        ("2月和12月份的降雨", ("02/02", "12/12")),
        ("全年接待游客", ("01/12",)),
        ("10月12日开幕的会", ()),
        ("13月", ()),
        ("0月", ()),
        ("几月份开学", ()),
        ("6个月的培训", ()),
        ("几个季度", ()),
    ],
)
def test_periods(text: str, periods: tuple[str, ...]) -> None:
    assert ask(text).periods == periods


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("哪些县没有通高铁", True),
        ("哪些小区不供暖", True),
        ("哪几个项目未开工", True),
        ("什么车禁止上桥", True),
        ("高铁通了没有？", False),
        ("有没有补贴", False),
        ("是不是免费", False),
        ("能不能异地报销", False),
        ("不锈钢产量多少", False),
        ("不少于多少天", False),
        ("未来三年的目标", False),
        ("不良率是多少", False),
    ],
)
def test_negation(text: str, negated: bool) -> None:
    assert ask(text).negated is negated


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("哪个县增速最高", "most"),
        ("谁家最便宜", "least"),
        ("哪条线客流最少", "least"),
        ("产量比去年多多少", "than"),
        ("同比增长多少", "than"),
        ("最后一趟车几点", None),
        ("比赛在哪举行", None),
        ("比例是多少", None),
        ("产量是多少", None),
    ],
)
def test_comparison(text: str, comparison: str | None) -> None:
    assert ask(text).comparison == comparison
