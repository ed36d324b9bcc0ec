"""How near a figure stands to the question's words: the share of them its labels say, each word counted once."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.labels import BORROWED, Stretch, labels
from qa.answers.spans import Cut
from qa.question import Question

_CHARACTERS = 0.3  # what the characters of the question are worth that stand with this figure alone: 关停 for 关掉
_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢")


def nearness(
    question: Question, cut: Cut, quantities: Sequence[Quantity], weights: Sequence[float]
) -> dict[int, float]:
    """Return by its start the share of the question's words that stand with each figure, about 0 to 1."""
    said = labels(cut.folded, quantities)
    words = [(a, b, sum(weights[a:b])) for a, b in zip(cut.bounds, cut.bounds[1:], strict=False)]
    words = [(a, b, weight) for a, b, weight in words if weight]
    most: dict[str, float] = {}
    for a, b, weight in words:
        most[cut.folded[a:b]] = max(weight, most.get(cut.folded[a:b], 0.0))
    total = sum(most.values()) or 1.0
    alone = _alone(question, cut.folded, said)
    return {
        start: _share(cut.folded, words, stretches) / total + _CHARACTERS * alone[start]
        for start, stretches in said.items()
    }


def _share(folded: str, words: Sequence[tuple[int, int, float]], stretches: Sequence[Stretch]) -> float:
    """Return the weight of the words these stretches say, each by where it counts most."""
    best: dict[str, float] = {}
    for a, b, weight in words:
        share = max((s.share for s in stretches if s.start <= a and b <= s.end), default=0.0)
        best[folded[a:b]] = max(best.get(folded[a:b], 0.0), share * weight)
    return sum(best.values())


def _alone(question: Question, folded: str, said: dict[int, list[Stretch]]) -> dict[int, float]:
    """Return the share of the question's characters that stand with one figure and no other."""
    asked = set(re.findall(r"[\u4e00-\u9fff]", question.folded)) - _SILENT
    about = {
        start: {char for s in stretches if s.share >= BORROWED for char in folded[s.start : s.end]} & asked
        for start, stretches in said.items()
    }
    counts = {char: sum(char in chars for chars in about.values()) for char in asked}
    return {start: sum(counts[char] == 1 for char in chars) / max(len(asked), 1) for start, chars in about.items()}
