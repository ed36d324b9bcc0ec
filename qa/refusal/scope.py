"""Whose figure is it? A figure of 全县 is not one of a township, nor of the province."""

import re

from qa.agreement import place_core
from qa.answer_kinds import NUMERIC
from qa.places import CITIES, PROVINCES
from qa.question import Question

_LEVELS = {"村": 0, "乡": 1, "镇": 1, "街道": 1, "县": 2, "区": 2, "旗": 2, "市": 3, "州": 3, "省": 4, "国": 5}
_SCOPE = re.compile(r"全([省市县区镇乡村国州旗])")
# 在全省第几, 全省唯一 rank a place within the whole, they do not ask for the whole
_WHOLE = re.compile(
    r"(?<!在)(?<!是)(?<!占)全(?:河|山|[一-鿿])?([省国])(?![^，。]{0,6}(?:第|排|位|首|唯一|率先|前|平均|相比))"
)


def other_scope(question: Question, sentence: str, near: str) -> str | None:
    """Return the scope a sentence speaks of (全县) where the question asks about a smaller or larger one, else None.

    `near` is what the sentence's paragraph says up to it, with its title.
    """
    if question.kind not in NUMERIC or question.kind == "rank":
        return None
    scopes = _SCOPE.findall(sentence)
    if _WHOLE.search(question.folded) and "第" not in question.folded:
        told = _WHOLE.findall(sentence)  # 在全省进了一位 tells nothing of the whole
        return f"全{scopes[0]}" if scopes and not told else None
    levels = [_LEVELS[scope] for scope in scopes]
    for place in question.places:
        level = _level(place)
        if level is None or not levels or place_core(place) in sentence:
            continue
        if level in (0, 1, 4) and level not in levels and place_core(place) not in near:
            return f"全{scopes[0]}"
    return None


def _level(place: str) -> int | None:
    if place in PROVINCES:
        return _LEVELS["省"]
    if place in CITIES:
        return _LEVELS["市"]
    return next((level for ending, level in _LEVELS.items() if place.endswith(ending)), None)
