"""分别: the time, the subject and the direction of figures listed in the order of what stands before it (guideline §8)."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.numbers.moments import without_times
from qa.numbers.names import name_before
from qa.numbers.respective import figures_before
from qa.numbers.runs import TIMES, runs

_IN_ORDER = re.compile("分别|依次")
_MARK = re.compile(r"[，；。：;:]")
_ITEM = re.compile(r"[、和与及]")
# 分别增长8.4%和下降3.7%: the list goes on past its own verb
_GOES_ON = re.compile(
    r"[、，和与及]{1,2}(?:同比|环比)?(?:增长|上升|提高|增加|上涨|下降|减少|回落|降低|下跌)?了?(?:约|近|超|超过)?"
)
_TO = re.compile("[到至为]")
_FAR = 80  # characters before 分别 that may hold its list

Fields = dict[str, str | None]


def in_order(sentence: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures, those listed after 分别 with the time and subject that stand in their place before it."""
    told = [*quantities]
    for match in _IN_ORDER.finditer(sentence):
        figures = [quantity for quantity in told if quantity.kind not in TIMES]
        lists = runs(sentence, [figure for figure in figures if figure.start >= match.end()], _GOES_ON)
        if not lists or len(lists[0]) < 2 or _MARK.search(sentence, match.end(), lists[0][0].start):
            continue
        paired = _paired(sentence, told, match.start(), len(lists[0]))
        said = {
            figure.start: _fitting(sentence, figure, fields, match.start()) | _direction(run, figure)
            for run in _both_sides(sentence, lists)
            for figure, fields in zip(run, paired, strict=True)
        }
        told = [each.model_copy(update=said.get(each.start, {})) for each in told]
    return told


def _both_sides(sentence: str, lists: Sequence[list[Quantity]]) -> list[list[Quantity]]:
    """Return the first list, and the second where the first changed to it: 由300元、500元提高到480元、720元."""
    alike = len(lists) > 1 and len(lists[1]) == len(lists[0])
    changed = alike and _TO.search(sentence[lists[0][-1].end : lists[1][0].start])
    return [*lists[: 1 + bool(changed)]]


def _paired(sentence: str, quantities: Sequence[Quantity], before: int, size: int) -> list[Fields]:
    """Return what is said of each figure of a list: its time, or its subject, nothing where neither is listed."""
    low = max(before - _FAR, *(sentence.rfind(mark, 0, before) + 1 for mark in "；。"), 0)
    earlier = [each for each in quantities if low <= each.start < before]
    times = runs(sentence, [each for each in earlier if each.kind in TIMES])
    if times and len(times[-1]) > 1 and earlier[-1] is times[-1][-1]:
        return [{"time": each.value} for each in times[-1]] if len(times[-1]) == size else [{"time": None}] * size
    clause = _clause(sentence, before)
    inside = [each for each in earlier if each.start >= clause and each.kind not in TIMES]
    text = without_times(sentence, earlier, clause, before)
    if not inside and name_before(text):
        return _names(text, size) if _ITEM.search(text) else [{}] * size
    owners = figures_before(sentence, [each for each in quantities if each.kind not in TIMES], before, size)
    return [{"subject": owner.subject or owner.noun} for owner in owners] or [{}] * size


def _clause(sentence: str, before: int) -> int:
    """Return where the clause starts that ends before 分别, one pause right before it left aside: 一孩、二孩，分别."""
    before -= bool(before and _MARK.match(sentence, before - 1))
    low = max(before - _FAR, 0)
    return max((mark.end() for mark in _MARK.finditer(sentence, low, before)), default=low)


def _names(text: str, size: int) -> list[Fields]:
    """Return the names listed in a clause; of 东、中、西部地区 only the last is one."""
    for item in (_ITEM, re.compile("、"), re.compile("[和与及]")):
        parts = item.split(text)
        if len(parts) == size:
            names = [name_before(part.rstrip("，,；;")) or None for part in parts]
            short = len({len(part) for part in parts}) > 1
            return [{"subject": None if short and name and len(name) == 1 else name} for name in names]
    nothing: Fields = {"subject": None}
    return [*([nothing] * (size - 1)), {}]


def _fitting(sentence: str, figure: Quantity, fields: Fields, at: int) -> Fields:
    """Return what is said of a figure, the name as its noun where it counts what the clause before 分别 names."""
    if "subject" not in fields or figure.kind != "count":
        return fields
    named = figure.noun and figure.noun in sentence[_clause(sentence, at) : at]
    return {"noun": fields["subject"], "subject": None} if named else {}


def _direction(run: Sequence[Quantity], figure: Quantity) -> Fields:
    """Return the direction of the first of a list for those that say none: 分别增长5%和6%."""
    return {"direction": run[0].direction} if figure.direction is None and run[0].direction else {}
