"""Sums and averages that the article does not make: of 36名医生、24名护士 neither is how many there are in all."""

import re

from qa.answer import Quantity
from qa.answers.changes import is_change
from qa.answers.figures import is_part
from qa.answers.statement import Statement, alike, clause_start, right_end

_SUM = re.compile("一共|总共|共计|合计|总和|总计|加起来|加在一起|合起来|相加|拢共")
_TOTAL = re.compile("[总共全]|合计|累计|之和|达到|两地|三地|各类")
_EACH = re.compile("各(?!类|级|界|地|种|项|方|族|乡|镇|县|区|市|村|单位|部门)|[每人户亩]均?(?:[获奖补发交收])|分别")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]+是?[、,]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.、])")
_PRICE_ASKED = re.compile(
    "(?:每|一)(?:吨|斤|公斤|亩|袋|盒|瓶|件|套|头|只|平方?米?|立方米|度)[^,，]{0,3}(?:多少|几)[钱元块]"
)
_LARGE = 100_000  # 元: no price of one thing
_PRICE = re.compile("每|[一单均]|价|费|补|钱|/|涨|降|高|低")
_DENIED = re.compile("(?:没有?|未|不)(?:能|被)?(?P<verb>[\u4e00-\u9fff]{2})")
_DENIAL = re.compile("消除|明年|将|拟|计划|未|没|不|尚|其余|余下|剩|无|欠|免|缺|另有")
_AVERAGE = re.compile("平均每|平均一|平均下来|平均(?:是|为|有|要)?(?:多少|几)")
_MEAN = re.compile("均|每|单[价位产]|/|[一]个?[人户亩家天年月]")


def not_sum(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a sum is asked for and a figure is only one of several alike, one for each, or an item of a list."""
    if not _SUM.search(statement.asked):
        return False
    clause = statement.folded[clause_start(statement.folded, figure.start) : figure.start]
    if _ITEM.search(statement.folded) or _EACH.search(clause):
        return True
    start = clause_start(statement.folded, figure.start)
    return not _is_total(statement, figure) and any(
        alike(q, figure)
        and start == clause_start(statement.folded, q.start)
        and not is_part(statement.folded, q, statement.quantities)
        and not is_change(statement.folded, q)
        for q in statement.found
    )


def _is_total(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is told to be a total: in its clause, or by its parts after 其中."""
    own = statement.folded[clause_start(statement.folded, figure.start) : figure.start]
    right = statement.folded[figure.end : right_end(statement, figure)]
    return bool(_TOTAL.search(own) or "其中" in right)


def not_each(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the price of one is asked for and the sum is of all: 综合产值63.5亿元 for 每吨多少钱."""
    large = figure.kind == "money" and float(figure.value or 0) >= _LARGE
    if not large or not _PRICE_ASKED.search(statement.asked) or figure.per:
        return False
    clause = statement.folded[clause_start(statement.folded, figure.start) : right_end(statement, figure)]
    return not _PRICE.search(clause)


def not_denied(statement: Statement, figure: Quantity) -> bool:
    """Tell whether what is not 办结 is asked for, and a figure is of what is."""
    clause = statement.folded[clause_start(statement.folded, figure.start) : right_end(statement, figure)]
    denied = statement.question.negated and _DENIED.search(statement.asked)
    return bool(denied and denied["verb"] in clause) and not _DENIAL.search(clause)


def not_average(statement: Statement, figure: Quantity) -> bool:
    """Tell whether an average is asked for and the sentence has none where the figure stands."""
    if not _AVERAGE.search(statement.asked):
        return False
    clause = statement.folded[clause_start(statement.folded, figure.start) : right_end(statement, figure)]
    return not figure.per and not _MEAN.search(clause)
