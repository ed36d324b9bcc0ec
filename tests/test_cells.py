"""Figures of table rows: unit and scale of the header, what the header says, every figure a piece of the row."""

import pytest

from index.collection import Collection
from index.source import make_sources
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.cells import row_quantities

HEAD = "各港口前三季度情况| 港口 | 吞吐量（万吨） | 同比增长（%） | 员工数（人） | 备注 |"

ROWS = [
    (
        HEAD,
        "| 东港 | 5210 | -1.2 | 1,240 | 新增泊位3个 |",
        [
            ("5210", "52100000", "吨", "吞吐量"),
            ("-1.2", "-1.2", "%", "同比增长"),
            ("1,240", "1240", "人", "员工数"),
            ("3个", "3", "个", None),
        ],
    ),
    (HEAD, "| 西港 |  | 8.1% | 870 | |", [("8.1%", "8.1", "%", "同比增长"), ("870", "870", "人", "员工数")]),
    # no unit anywhere: the number alone, and never the bars of the table as what it is of
    ("| 队 | 积分 |", "| 东山队 | 31 |", [("31", "31", None, "积分")]),
    # the header has other columns than the row: nothing is claimed of it
    ("| 队 | 积分 |", "| 东山队 | 31分 | 第2名 |", [("31分", "31", "分", None), ("第2名", "2", "名", None)]),
]


ALIGNED = [
    # header, rows, question, answer
    ("行业      2022年    2023年    增长", ["制造业    5230人    5614人    7.3%", "旅游业    940人     1308人    39.1%"], "2023年旅游业有多少人？", "1308人"),
    ("镇\t面积（亩）\t总产（吨）", ["东庄镇\t20,300\t14,560", "西庄镇\t18,200\t12,900"], "东庄镇总产多少吨？", "14,560"),
    ("镇\t面积（亩）\t总产（吨）", ["东庄镇\t20,300\t", "西庄镇\t18,200\t12,900", "南庄镇\t900\t700"], "西庄镇面积多少亩？", "18,200"),
    ("指标　　　　甲县　　　乙县", ["小学数　　　12所　　　8所", "中学数　　　5所　　　　3所"], "乙县有几所中学？", "3所"),
]  # fmt: skip


@pytest.mark.parametrize(("header", "rows", "question", "answer"), ALIGNED)
def test_tables_without_bars(header: str, rows: list[str], question: str, answer: str, tokenizer: Tokenizer) -> None:
    page = "\n".join(["云溪县统计表", "", header, *rows, ""])
    given = Assistant(Collection.of(make_sources(page.encode(), path="表.txt"), tokenizer)).answer(question)
    assert given.answer == answer
    assert [quote.kind for quote in given.quotes[:1]] == ["table_row"]
    assert (given.quotes[0].context or "").endswith(header)


@pytest.mark.parametrize(
    "row", ["旅游业    940人               39.1%", "旅游业    940人", "旅游业    940人     1308人    39.1%    无"]
)
def test_a_row_that_is_not_surely_below_its_header_gives_no_short_answer(row: str, tokenizer: Tokenizer) -> None:
    rows = ["制造业    5230人    5614人    7.3%", row, "农业      120人     118人     1.1%"]
    page = "\n".join(["云溪县统计表", "", "行业      2022年    2023年    增长", *rows, ""])
    given = Assistant(Collection.of(make_sources(page.encode(), path="表.txt"), tokenizer)).answer(
        "2023年旅游业有多少人？"
    )
    assert given.answer is None


@pytest.mark.parametrize(("context", "row", "figures"), ROWS)
def test_row(context: str, row: str, figures: list[tuple[str, str, str | None, str | None]]) -> None:
    found = row_quantities(context, row)
    assert [(q.text, q.value, q.unit, q.subject) for q in found] == figures
    assert all(row[q.start : q.end] == q.text for q in found)


def test_the_quote_of_a_row_has_them(tokenizer: Tokenizer) -> None:
    page = "# 港口忙\n\n各港口吞吐量如下。\n\n| 港口 | 吞吐量（万吨） |\n|---|---|\n| 东港 | 5210 |\n| 西港 | 3480 |\n"
    assistant = Assistant(Collection.of(make_sources(page.encode(), path="page.md"), tokenizer))
    answer = assistant.answer("东港吞吐量是多少？")
    assert answer.answer == "5210"
    assert answer.quantity is not None
    assert (answer.quantity.value, answer.quantity.unit) == ("52100000", "吨")
    assert answer.quantity in answer.quotes[0].quantities
