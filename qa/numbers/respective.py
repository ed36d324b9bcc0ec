"""分别: which of the things listed before it each of the figures listed after it is of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.answer import Quantity
from qa.numbers.runs import TIMES, is_change, runs

_ITEMS = re.compile(r"[、和与及]")
_MARKS = re.compile(r"[，；。：;:]|(?<!\d),|,(?!\d)")
_PAUSES = re.compile(r"[，、；。：;:]|(?<!\d),|,(?!\d)")
_COUNTED = re.compile("[两二三四五六七八九十](?:项|者|地|个|类|市|县|家|种)")  # 三项分别居: the list itself
_TO = re.compile(r"[到至为]")
_SPOKEN = 1  # a last thing longer than the others by more has what is said of all of them: 大丰区|水产品产量

Stretches = list[tuple[int, int]]


def counterparts(folded: str, quantities: Sequence[Quantity]) -> dict[int, Stretches]:
    """Return by its start the stretches that say what a figure listed after 分别 is of, its own first."""
    figures = [figure for figure in quantities if figure.kind not in TIMES]
    found: dict[int, Stretches] = {}
    for match in re.finditer("分别|依次", folded):
        lists = runs(folded, [figure for figure in figures if figure.start >= match.end()])
        if not lists or len(lists[0]) < 2 or _MARKS.search(folded, match.end(), lists[0][0].start):
            continue
        size = len(lists[0])
        things = _items(folded, figures, match.start(), size) or _figures_before(folded, figures, match.start(), size)
        # 分别由300元、500元提高到480元、720元: what it came to is listed in the same order
        changed = len(lists) > 1 and len(lists[1]) == size and _TO.search(folded[lists[0][-1].end : lists[1][0].start])
        for run in lists[: 1 + bool(changed)]:
            shared = (match.end(), run[0].start)  # 分别比年初增长14.2%和9.9%
            found |= {figure.start: [*thing, shared] for figure, thing in zip(run, things, strict=False)}
    return found


def respective(folded: str, quantities: Sequence[Quantity], weights: Sequence[float]) -> dict[int, float]:
    """Return by its start how much of the question the counterpart of a figure after 分别 says, beside the others."""
    said = {start: sum(weights[slice(*things[0])]) for start, things in counterparts(folded, quantities).items()}
    best = max(said.values(), default=0.0)
    return {start: weight / best for start, weight in said.items()} if best else {}


def _items(folded: str, figures: Sequence[Quantity], before: int, size: int) -> list[Stretches]:
    """Return the things of a list in the clause before 分别, none where it has fewer: 一孩、二孩分别."""
    before -= bool(before and _MARKS.match(folded, before - 1))  # 一孩、二孩，分别增发
    clause = max((mark.end() for mark in _MARKS.finditer(folded, 0, before)), default=0)
    cuts = [clause, *(mark.end() for mark in _ITEMS.finditer(folded, clause, before)), before]
    if len(cuts) <= size or any(clause <= figure.start < before for figure in figures):
        return []
    items = list(pairwise(cuts))[-size:]
    longest = max(end - start - 1 for start, end in items[:-1])  # without its 、
    start, end = items[-1]
    if end - start <= longest + _SPOKEN:
        return [[item] for item in items]
    own, rest = (start, start + max(longest, 2)), (start + max(longest, 2), end)
    return [[item, rest] for item in [*items[:-1], own]]


def _figures_before(folded: str, figures: Sequence[Quantity], before: int, size: int) -> list[Stretches]:
    """Return what is said left of each figure before 分别."""
    low = _sentence(folded, before)
    return [[(_left(folded, figures, each, low), each.end)] for each in figures_before(folded, figures, before, size)]


def figures_before(folded: str, figures: Sequence[Quantity], before: int, size: int) -> list[Quantity]:
    """Return the figures in whose order those after 分别 are: 出口3亿元，进口2亿元，分别增长; none where there are fewer."""
    low = _sentence(folded, before)
    earlier = [
        figure
        for figure in figures
        if low <= figure.start
        and figure.end <= before
        and figure.kind != "ordinal_rank"
        and not is_change(folded, figure)
        and not _COUNTED.fullmatch(figure.text)
    ][-size:]
    return earlier if len(earlier) == size else []


def _sentence(folded: str, before: int) -> int:
    """Return where the part of a sentence between two ； or 。 starts."""
    return max((folded.rfind(mark, 0, before) for mark in "；;。"), default=-1) + 1


def _left(folded: str, figures: Sequence[Quantity], figure: Quantity, low: int) -> int:
    """Return where what is said left of a figure starts: after a pause, or the figure before it."""
    pauses = [mark.end() for mark in _PAUSES.finditer(folded, low, figure.start)]
    return max([low, *pauses, *(other.end for other in figures if low <= other.end <= figure.start)])
