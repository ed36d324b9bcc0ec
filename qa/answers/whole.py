"""The whole of a name: the words that belong to it before the piece found, without what the question says already."""

import re

from qa.answers.classes import class_of
from qa.answers.spans import Cut

_LONGEST = 26  # characters of a name
_NOUNS = ("", "a", "w")
# verbs that stand within names as nouns do
WITHIN = frozenset(
    [
        "创新",
        "改革",
        "发展",
        "服务",
        "管理",
        "研究",
        "保护",
        "治理",
        "合作",
        "交流",
        "应用",
        "利用",
        "处理",
        "供应",
        "保障",
        "消费",
        "典型",
        "帮扶",
    ]
)
_TIME = re.compile(
    r"[0-9]|近日|日前|今年|去年|目前|当日|昨日|此外|同时|其中|如今|[上下]午|本[报次届]|全[市县省区]|一个|记者"
)
_LEAST = 3  # characters that must be left of a name when what the question says is dropped
_SUMMED = re.compile("[\u4e00-\u9fff]{2,6}(?=[，。；、,;])")
_QUOTED = re.compile("[“「][^“”「」]{1,20}[”」]$")


def whole_name(cut: Cut, start: int, end: int) -> tuple[int, int]:
    """Return a name with the nouns that stand right before it, and a quoted one before those."""
    if start not in cut.bounds:
        return start, end
    first = cut.bounds.index(start)
    while first and _is_noun(cut.word(first - 1)) and end - cut.bounds[first - 1] <= _LONGEST:
        first -= 1
    quoted = _QUOTED.search(cut.folded[: cut.bounds[first]])
    return (quoted.start() if quoted else cut.bounds[first]), end


def without_said(cut: Cut, question: str, head: str, start: int, end: int) -> tuple[int, int]:
    """Return a name without the words it starts with that the question says: 独立储能项目 of a company's 独立储能项目."""
    inner = [bound for bound in cut.bounds if start < bound <= end - max(len(head), _LEAST)]
    for bound in reversed(inner):
        word = cut.folded[max(bound - 2, start) : bound]
        if word in question and cut.folded[start : start + 2] in question:
            return bound, end
    return start, end


def _is_noun(word: str) -> bool:
    return bool(word) and (class_of(word) in _NOUNS or word in WITHIN) and not _TIME.match(word)


def trimmed(text: str, question: str, start: int, end: int) -> tuple[int, int]:
    """Return a piece without 图为 before it or a bracket behind it; 等 goes with what it sums up, or goes."""
    if text.startswith("图为", start) and end - start > _LEAST:
        start += 2
    opened = text.find("（", start, end)
    if opened - start >= _LEAST and text[end - 1] == "）":
        end = opened
    if text[end - 1] == "等" and end - start > _LEAST:
        summed = _SUMMED.match(text, end)
        said = summed and len(set(summed.group()) & set(question)) > 1
        end = summed.end() if summed and said else end - 1
    return start, end
