"""A level is no change and a change no level: 发展到889家 tells not how many are new, 3.1% not what there is."""

import re

from qa.answer import Quantity
from qa.answers.changes import TIMES, is_change, sides
from qa.answers.figures import CHANGE_ASKED
from qa.answers.meant import difference_asked
from qa.answers.statement import Statement, clause_start, right_end

_BY_ASKED = re.compile("(?:延长|扩大|拓宽|缩小|延伸|抬高|加宽|加长|拉长)了?(?:多少|几)")
_NEW_ASKED = re.compile("新[增添]了?|净增")
_TO = re.compile(
    "(?:达到?|发展到|增[加长]?[至到]|升[至到]|总数[达为]?|累计|共有|提高[到至]|减少?[到至]|降[低到至]+|缩短[到至])了?$"
)
_CHANGES = re.compile("同比|环比|比|较|差|速|波动|变|加|扣|浮|多(?!少|[大长高重远久])|(?<!多)少|省|优惠|新")
_CHANGED = re.compile("[增减升降涨跌提缩扩多少快慢]|节约|节省|便宜|比|较")
_SHARE = re.compile("[率比占成%份增降涨减幅快慢速升跌折翻分]")
_RATE = re.compile("(?:率|比重|占比|比例)(?:达到?|为|是|已|提高到|约|超过?)*$")
_SHARES = ("percent", "percentage_point")


def of_another_level(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is a level where a change is asked for, a change where a level is, or a share for an amount."""
    asked = statement.asked
    if figure.kind == "percentage_point" and re.search("百分之[几多]", asked) and not re.search("点|比", asked):
        return True
    if _NEW_ASKED.search(asked):
        return _is_level(statement, figure) or (figure.kind in _SHARES and not _SHARE.search(asked.replace("增", "")))
    if difference_asked(statement.question) or _BY_ASKED.search(asked):
        return _is_level(statement, figure) or _of_another_unit(statement, figure)
    if figure.kind in _SHARES and statement.question.kind in ("figure", "count", "money", "measure"):
        near = statement.folded[max(figure.start - 12, 0) : figure.start]
        others = any(q.kind not in _SHARES for q in statement.found)
        if others and _RATE.search(near) and not _SHARE.search(asked):
            return True
    plain = not CHANGE_ASKED.search(asked) and not _CHANGES.search(asked)
    near = statement.folded[max(figure.start - 6, 0) : figure.start]
    changes = is_change(statement.folded, figure) and bool(_CHANGED.search(near))  # 主楼高86米 has not become higher
    return plain and statement.question.kind != "rank" and changes


def _is_level(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is what a change came from or to."""
    near = statement.folded[max(figure.start - 8, 0) : figure.start].removesuffix(figure.qualifier_text or "")
    if figure.kind == "percentage_point":
        return False
    return figure.start in sides(statement.folded, statement.quantities) or bool(_TO.search(near))


def _of_another_unit(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a change is in tons where the clause that says most of the question has prices."""
    said = [(sum(statement.weights[slice(*_clause(statement, q))]), q) for q in statement.quantities]
    most = max((weight for weight, _ in said), default=0.0)
    units = {q.unit for weight, q in said if weight == most and q.kind not in TIMES}
    own = sum(statement.weights[slice(*_clause(statement, figure))])
    return bool(most) and not own and figure.kind not in _SHARES and figure.unit not in units


def _clause(statement: Statement, figure: Quantity) -> tuple[int, int]:
    return clause_start(statement.folded, figure.start), right_end(statement, figure)
