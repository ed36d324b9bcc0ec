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
