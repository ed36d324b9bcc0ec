"""How near a figure stands to the question's words: what lies between it and the figures beside it."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.figures import CHANGE_ASKED, CLAUSE, is_change, part_of_whole, sides
from qa.question import Question

_PAUSE = re.compile(r"[，。；：！？、;:!?]|,(?!\d)")  # what stands after one is not what the figure before it counts
_TIMES = ("year", "date", "year_range")
# words after a figure say less than those before it, those of the sentence further left least; but a part has what the
# whole is said to be: 改造4200户，其中城镇1500户
_RIGHT, _FAR, _OF_WHOLE, _ELSEWHERE = 0.8, 0.4, 0.8, 0.2
_CHARACTERS = 0.3  # what the characters of the question are worth that stand with this figure alone: 关停 for 关掉


def nearness(
    question: Question, folded: str, quantity: Quantity, quantities: Sequence[Quantity], weights: Sequence[float]
) -> float:
    """Return the share of the question's words that stand with this figure, about 0 to 1."""
    start, end = _own_part(folded, quantity, quantities)
    near = sum(weights[start : quantity.start]) + _RIGHT * sum(weights[quantity.end : end])
    near += sum(share * sum(weights[a:b]) for share, a, b in _further_left(folded, quantity, quantities, start))
    half = 0.5 if is_change(folded, quantity) and not CHANGE_ASKED.search(question.folded) else 1.0
    return half * near / (sum(weights) or 1.0) + _CHARACTERS * _own_characters(question, folded, quantity, quantities)


def _further_left(
    folded: str, quantity: Quantity, quantities: Sequence[Quantity], start: int
) -> list[tuple[float, int, int]]:
    """Return what stands left of a figure's own part with what it counts for: its whole, its group, what is before."""
    part = part_of_whole(folded, quantity, quantities)
    if part is not None and part <= start:
        return [(_OF_WHOLE, 0, part), (_ELSEWHERE, part, start)]
    return [(_FAR, 0, start)]


def _own_characters(question: Question, folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> float:
    """Return the share of the question's characters that stand in this figure's part and in no other's."""
    asked = set(re.findall(r"[\u4e00-\u9fff]", question.folded)) - _SILENT
    others = [other for other in quantities if other.start != quantity.start and other.kind not in _TIMES]
    elsewhere = {char for other in others for char in _about(folded, other, quantities)}
    return len(asked & _about(folded, quantity, quantities) - elsewhere) / max(len(asked), 1)


def _about(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> set[str]:
    """Return the characters that are about a figure; those about its whole are about a part too."""
    part = part_of_whole(folded, quantity, quantities)
    whole = folded[max(folded.rfind(mark, 0, part) for mark in "；;。") + 1 : part] if part is not None else ""
    return {*whole, *folded[slice(*_own_part(folded, quantity, quantities))]}


_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢")


def _own_part(folded: str, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[int, int]:
    """Return the stretch of a sentence that is about this figure and no other, save the one it changed from."""
    side = sides(folded, quantities)
    others = [other for other in quantities if other.kind not in _TIMES]
    clause = max((match.end() for match in CLAUSE.finditer(folded, 0, quantity.start)), default=0)
    earlier = [
        other.end
        for other in others
        if clause <= other.end <= quantity.start and not (side.get(quantity.start) == 1 and side.get(other.start) == -1)
    ]
    # in 122座换热站、147套机组 the stations belong to the figure before them
    pauses = [match.end() for match in _PAUSE.finditer(folded, max(earlier), quantity.start)] if earlier else []
    stop = _PAUSE.search(folded, quantity.end)
    later = [other.start for other in others if other.start >= quantity.end]
    return max([clause, *earlier, *pauses]), min([*later, stop.start() if stop else len(folded)])
