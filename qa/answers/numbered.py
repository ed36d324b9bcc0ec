"""Things told apart by a number or letter: 第二档 is not 第三档, 一类区域 not 二类区域."""

import re

from qa.answer import Quantity
from qa.answers.changes import CLAUSE
from qa.answers.statement import Statement, clause_start

_KINDS = "档|阶梯|等座|等奖|产业|批(?!次)|期|轮|季度|方案|类|级|名|号线|号楼|号院|楼|标段|水厂|孩|区|标|路"
_NUMBERED = re.compile(
    rf"(?<![那这哪每])(?P<ordinal>第?)(?P<number>[一二三四五六七八九十]+|\d+|[a-e甲乙丙丁])(?P<kind>{_KINDS})"
)
_NEEDS = ("名", "期", "级", "区", "标", "路", "类", "批", "轮")  # 三期 and 二类 tell apart, 3期 counts
_DIGITS = {char: str(at) for at, char in enumerate("零一二三四五六七八九十")}


def of_another_number(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of the first of things where the second is asked for."""
    for kind, number in numbers(statement.asked, len(statement.asked)):
        before = [told for told in numbers(statement.folded, figure.start) if told[0] == kind]
        if before and before[-1] != (kind, number):
            return not _in_clause(statement, figure, (kind, number))
        later = (kind, number) in numbers(statement.folded, len(statement.folded))
        if not before and later and not _in_clause(statement, figure, (kind, number)):
            return True
    return False


def _in_clause(statement: Statement, figure: Quantity, told: tuple[str, str]) -> bool:
    """Tell whether the clause of a figure names the thing asked for, the list of 一孩、二孩分别 too."""
    start = clause_start(statement.folded, figure.start)
    stop = CLAUSE.search(statement.folded, figure.end)
    here = statement.folded[start : stop.start() if stop else None]
    if statement.folded.startswith("的", figure.end):  # 总投资8亿元的风电场二期
        return told in numbers(here, len(here))
    return told in numbers(here, len(here)) and (
        "分别" in here or numbers(here, figure.start - start)[-1:] in ([told], [])
    )


def numbers(text: str, end: int) -> list[tuple[str, str]]:
    """Return by kind and number what a text numbers before a place: 第三档, 一类."""
    return [
        (match["kind"], _DIGITS.get(match["number"], match["number"]))
        for match in _NUMBERED.finditer(text, 0, end)
        if match["kind"] not in _NEEDS or match["ordinal"] or not match["number"].isdigit()
    ]
