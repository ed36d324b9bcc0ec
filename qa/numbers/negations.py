"""Ones that count nothing, for what they would count is denied: 无一人伤亡, 没有发生1起事故, 一个也没有 (guideline §1)."""

import functools
import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.tables import read_table

_REACH = 14  # characters beside a figure that may deny it
_COUNTING = ("count", "duration", "time_limit", "money", "other")
# 没有1名学生和1名教师缺勤: what is denied of one is denied of the next in its list
_LISTED = re.compile("[一-鿿]{0,8}[、和或及与]")
# words that end in what denies, or go over into the figure
_WORDS = re.compile("(?:有没有|有无)$")


@functools.cache
def _denied(side: str) -> re.Pattern[str]:
    patterns = "|".join(pattern for where, pattern, _ in read_table("negations.tsv") if where == side)
    return re.compile(f"(?:{patterns})$" if side == "前" else f"(?:{patterns})")


def without_denied(sentence: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures without the ones that the words before or after them deny."""
    kept: list[Quantity] = []
    end = -1  # of the figure denied last
    for quantity in quantities:
        goes_on = end >= 0 and _LISTED.fullmatch(sentence[end : quantity.start])
        if _is_one(quantity) and (goes_on or _is_denied(sentence, quantity)):
            end = quantity.end
        else:
            kept.append(quantity)
    return kept


def _is_one(quantity: Quantity) -> bool:
    return quantity.value == "1" and quantity.value_max is None and quantity.kind in _COUNTING


def _is_denied(sentence: str, quantity: Quantity) -> bool:
    near = sentence[max(quantity.start - _REACH, 0) : quantity.start]
    ahead = sentence[quantity.end : quantity.end + _REACH]
    return bool(_denied("前").search(near) and not _WORDS.search(near)) or bool(_denied("后").match(ahead))
