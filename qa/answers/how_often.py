"""How often something is done: 每15天, 每两周, 每周一."""

import re
from collections.abc import Sequence

from qa.answers.asked import Asked

_ASKED = re.compile("多(?:久|长时间|少天)[^，,]{0,8}一(?:次|回|趟|遍)|隔多(?:久|长)|几天一(?:次|回|趟)|多久来一")
_EVERY = re.compile(
    r"每隔?(?:\d+|[一二两三四五六七八九十半])?个?(?:(?:星期|周)[一二三四五六日天]?|天|日|月|年|季度|小时|分钟|半年)"
)


def asks_how_often(asked: Asked) -> bool:
    """Tell whether a question asks for a 每…."""
    return bool(_ASKED.search(asked.text))


def how_often(folded: str, weights: Sequence[float]) -> tuple[int, int] | None:
    """Return the 每… in the clause that says most of the question, None where there is none."""
    return max((m.span() for m in _EVERY.finditer(folded)), key=lambda span: _said(folded, weights, span), default=None)


def _said(folded: str, weights: Sequence[float], span: tuple[int, int]) -> float:
    low = max(folded.rfind(mark, 0, span[0]) for mark in ",;。") + 1
    stop = re.search("[,;。]", folded[span[1] :])
    return sum(weights[low : span[1] + stop.start() if stop else len(folded)])
