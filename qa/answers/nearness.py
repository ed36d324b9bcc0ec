"""How near a figure stands to the question's words: what lies between it and the figures beside it."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.figures import CHANGE_ASKED, CLAUSE, is_change
from qa.question import Question

_PAUSE = re.compile(r"[，。；：！？、;:!?]|,(?!\d)")  # what stands after one is not what the figure before it counts
_TIMES = ("year", "date", "year_range")
# words after a figure say less than those before it, those of the sentence further left least; but a part has what the
# whole is said to be: 改造4200户，其中城镇1500户
_RIGHT, _FAR, _OF_WHOLE = 0.8, 0.4, 0.8
_PART = re.compile("其中|另有|另外|余下")


def nearness(
    question: Question, folded: str, quantity: Quantity, quantities: Sequence[Quantity], weights: Sequence[float]
) -> float:
    """Return the share of the question's words that stand with this figure, about 0 to 1."""
    start, end = _own_part(folded, quantity, quantities)
    share = _OF_WHOLE if _is_part(folded, quantity, quantities) else _FAR
    near = sum(weights[start : quantity.start]) + _RIGHT * sum(weights[quantity.end : end])
    near += share * sum(weights[:start])
    half = 0.5 if is_change(folded, quantity) and not CHANGE_ASKED.search(question.folded) else 1.0
    return half * near / (sum(weights) or 1.0)


def _is_part(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Tell whether a figure is of a part of what one before it counts: after 其中, up to the next ；."""
    low = max(folded.rfind(mark, 0, quantity.start) for mark in "；;。") + 1
    part = _PART.search(folded, low, quantity.start)
    return part is not None and any(other.end <= part.start() for other in quantities)


def _own_part(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[int, int]:
    """Return the stretch of a sentence that is about this figure and no other."""
    others = [other for other in quantities if other.kind not in _TIMES]
    clause = max((match.end() for match in CLAUSE.finditer(folded, 0, quantity.start)), default=0)
    earlier = [other.end for other in others if clause <= other.end <= quantity.start]
    # in 122座换热站、147套机组 the stations belong to the figure before them
    pauses = [match.end() for match in _PAUSE.finditer(folded, max(earlier), quantity.start)] if earlier else []
    stop = _PAUSE.search(folded, quantity.end)
    later = [other.start for other in others if other.start >= quantity.end]
    return max([clause, *earlier, *pauses]), min([*later, stop.start() if stop else len(folded)])
