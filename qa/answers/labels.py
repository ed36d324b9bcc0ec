"""What a sentence says of each of its figures: stretches of it with what they count for, its own words most.

A figure's own words stand between the figure or pause before it and the pause after it. What changed, what is part of
a whole and what is listed after 分别 borrow the words of the figure they belong to.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.answer import Quantity
from qa.answers.changes import CLAUSE, TIMES, is_change, sides
from qa.answers.figures import part_of_whole
from qa.numbers.respective import counterparts

_PAUSE = re.compile(
    r"[，。；：！？、;:!?]|(?<!\d),|,(?!\d)"
)  # what stands after one is not what the figure before it counts
_REACHES = re.compile(
    "(?:[，,]?(?:已经?|总量|总额|累计|实际|目前)*(?:完成|建成|达到?了?|增至|升至|降至|减至|增加到|增长到|约|近|超过?|突破))+"
)
_BOUNDS = ("以上", "以下", "及以上", "以内", "及以下")
_NOUN = re.compile(r"的?[\u4e00-\u9fff]{1,12}?\d")
_CHANGES = re.compile(
    "[，,]?(?:且|并|而|也|又|仅|只)?(?:分别|同比|环比|[较比增降升涨减高低提下上净扩缩延压翻快慢多少]|年均|平均)"
)
_STOP = re.compile(r"[。；！？;!?]")
# words right of a figure say less than those left of it; a part has what is said of its whole, a change what is said of
# its level; then what heads the whole group between two ；, the other figures' words, and the rest of the sentence
OWN, RIGHT, BORROWED, HEAD, OTHERS, ELSEWHERE = 1.0, 0.8, 0.9, 0.65, 0.35, 0.15


class Stretch(NamedTuple):
    """Characters `[start, end)` that say something of a figure, and what they count for."""

    start: int
    end: int
    share: float


class Label(NamedTuple):
    """What is said of a figure: its own words, then what it borrows, what heads its group, and all the rest."""

    own: list[Stretch]
    rest: list[Stretch]
    whole: Stretch | None  # what is said of the whole whose part it is


def labels(folded: str, quantities: Sequence[Quantity]) -> dict[int, Label]:
    """Return by its start what a sentence says of each figure."""
    figures = [quantity for quantity in quantities if not is_told(folded, quantity)]
    own = {figure.start: _own(folded, figure, figures) for figure in figures}
    borrowed = _borrowed(folded, figures, own)
    listed = counterparts(folded, figures)
    found = {}
    for figure in figures:
        mine = own[figure.start]
        if figure.start in listed:
            mine = [*(Stretch(a, b, OWN) for a, b in listed[figure.start]), *mine[1:]]
        low, high = _group(folded, figure)
        first = min((other.start for other in figures if other.start >= low), default=high)
        head = own[first][0].start if first in own else high
        rest = [
            *([] if figure.start in listed else borrowed[figure.start]),
            Stretch(low, head, HEAD),
            Stretch(_clause(folded, figure), figure.start, HEAD),
            Stretch(head, figure.start, OTHERS),
            Stretch(0, low, ELSEWHERE),
            Stretch(figure.end, high, ELSEWHERE),
        ]
        part = part_of_whole(folded, figure, figures)
        found[figure.start] = Label(mine, rest, None if part is None else Stretch(low, part, BORROWED))
    return found


def is_told(folded: str, quantity: Quantity) -> bool:
    """Tell whether a figure only says what another is of: a time, 二等奖, the bound of 10亿元以上项目11个."""
    bound = quantity.qualifier_text or ""
    rest = folded[quantity.end :]
    follows = rest.startswith(bound) and _NOUN.match(rest, len(bound))
    ordinal = quantity.kind == "ordinal_rank" and quantity.unit not in (None, "名", "位")
    scope = quantity.kind == "count" and quantity.unit in ("省", "国", "市")  # 在西部12省市中排第1位
    return quantity.kind in TIMES or ordinal or scope or (bound in _BOUNDS and bool(follows))


def _own(folded: str, figure: Quantity, figures: Sequence[Quantity]) -> list[Stretch]:
    """Return the words left and right of a figure that are of no other."""
    clause = _clause(folded, figure)
    earlier = max((other.end for other in figures if clause <= other.end <= figure.start), default=clause)
    # in 122座换热站、147套机组 the stations belong to the figure before them
    pauses = [match.end() for match in _PAUSE.finditer(folded, earlier, figure.start)] if earlier > clause else []
    stop = _PAUSE.search(folded, figure.end)
    later = min((other.start for other in figures if other.start >= figure.end), default=len(folded))
    right = min(later, stop.start() if stop else len(folded))
    return [Stretch(max([earlier, *pauses]), figure.start, OWN), Stretch(figure.end, right, RIGHT)]


def _group(folded: str, figure: Quantity) -> tuple[int, int]:
    """Return the stretch between two ； or 。 a figure stands in."""
    low = max((match.end() for match in _STOP.finditer(folded, 0, figure.start)), default=0)
    stop = _STOP.search(folded, figure.end)
    return low, stop.start() if stop else len(folded)


def _borrowed(folded: str, figures: Sequence[Quantity], own: dict[int, list[Stretch]]) -> dict[int, list[Stretch]]:
    """Return what each figure has of another: the later side of a change, a change of its level, a part of its whole."""
    side = sides(folded, figures)
    found: dict[int, list[Stretch]] = {}
    level: list[Stretch] = []
    for at, figure in enumerate(figures):
        part = part_of_whole(folded, figure, figures)
        before = figures[at - 1] if at else None
        found[figure.start] = []
        if before and side.get(figure.start) == 1:
            own[figure.start] = [*own[before.start][:1], *own[figure.start]]
            found[figure.start] = found[before.start]
        elif before and (_only_reaches(folded, own[figure.start][0])):
            found[figure.start] = [*own[before.start][:1], *found[before.start]]
        elif is_change(folded, figure) and before and _only_changes(folded, own[figure.start][0]):
            found[figure.start] = _worth(BORROWED, level)
        elif part is not None:
            found[figure.start] = [Stretch(_group(folded, figure)[0], part, BORROWED)]
        if not (is_change(folded, figure) and found[figure.start]):
            level = [*own[figure.start], *found[figure.start]]
    return found


def _only_reaches(folded: str, left: Stretch) -> bool:
    """Tell whether nothing but 达到 stands left of a figure: 票务收入增长26.7%，达到9840万元."""
    return bool(_REACHES.fullmatch(folded, left.start, left.end))


def _only_changes(folded: str, left: Stretch) -> bool:
    """Tell whether a change has no noun of its own: 同比增长5%, 比上年提高2个百分点."""
    return left.start == left.end or bool(_CHANGES.match(folded, left.start, left.end))


def _worth(share: float, stretches: Sequence[Stretch]) -> list[Stretch]:
    return [Stretch(a, b, min(share, each)) for a, b, each in stretches]


def _clause(folded: str, figure: Quantity) -> int:
    return max((match.end() for match in CLAUSE.finditer(folded, 0, figure.start)), default=0)
