"""A part is no answer to what asks for the whole, nor the whole to what names the part."""

import re

from qa.answer import Quantity
from qa.answers.changes import TIMES, sides
from qa.answers.figures import part_of_whole
from qa.answers.statement import Statement, alike, group_start, right_end

_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢其中另外各占达共总已")
_PART = re.compile("其中|包括|内有")
_EDGE = re.compile(
    "^(?:其中|另有|另外)?(?:来自|有|对|仅|[,，、])*|(?:有|达到?|为|是|约|超过?|占比?|比重|突破|近|实现|完成)+$"
)
_LEAST = 2
_FIGURE = re.compile(r"[a-z0-9.一二三四五六七八九十百千万亿]{2,}|[a-z0-9]+")


def of_unnamed_part(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of a part that the question names by no word of the part's own."""
    part = part_of_whole(statement.folded, figure, statement.quantities)
    if part is None or not any(alike(q, figure) for q in statement.found if q.start < part):
        return False
    start, end = _own(statement, figure, part), right_end(statement, figure)
    own = statement.folded[start : figure.start] + statement.folded[figure.end : end]
    whole = set(statement.folded[group_start(statement.folded, figure.start) : part])
    said = {
        statement.folded[at] for at in (*range(start, figure.start), *range(figure.end, end)) if statement.weights[at]
    }
    return not (said - whole) and not _shares(own, statement.asked, whole)


def _shares(own: str, asked: str, whole: set[str]) -> bool:
    """Tell whether the question has two characters running of a part's words, a figure of them, or one not of the whole."""
    pairs = any(own[at : at + 2] in asked and not set(own[at : at + 2]) & _SILENT for at in range(len(own) - 1))
    figures = any(figure in asked for figure in _FIGURE.findall(own))
    return pairs or figures or bool((set(own) & set(asked)) - whole - _SILENT)


def of_the_whole(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the question names a part by all its words, and a figure is of what stands before 其中."""
    part = _PART.search(statement.folded, figure.end)
    if not part or group_start(statement.folded, part.start()) > figure.start:
        return False
    parts = [q for q in statement.quantities if q.kind not in TIMES and q.start > part.start()]
    before = statement.folded[: part.start()]
    names = [_EDGE.sub("", statement.folded[_own(statement, q, part.start()) : q.start]) for q in parts]
    return any(len(name) >= _LEAST and name in statement.asked and name not in before for name in names)


def _own(statement: Statement, figure: Quantity, part: int) -> int:
    """Return where the words of a part start: past the figure before it; after 分别 past 其中."""
    side = sides(statement.folded, statement.quantities)
    ends = [
        q.end
        for q in statement.quantities
        if part <= q.end <= figure.start and alike(q, figure) and side.get(q.start) != -1
    ]
    listed = "分别" in statement.folded[part : figure.start]
    return max([part, *([] if listed else ends)])
