"""How exact a figure is: the words before and after it (guideline §7)."""

import functools
import re

from qa.tables import read_table

_REACH = 8  # characters beside a figure that may qualify it
_APART = re.compile(
    r"(不低于|不少于|不高于|不超过|超过|低于|至少|不到|不足)[^，。；：！？、0-9]{1,12}的$|(至少|至多|最多|最少)[^，。；：！？、0-9]{1,4}$|(突破|超过|不超过|低于|逾|超)每[^，。0-9]{1,5}$"
)
_LAST = ("年", "月", "日", "天", "轮", "届", "期", "场", "周")  # 近三年 is the last three years, not about three


@functools.cache
def _words(side: str) -> tuple[tuple[str, str], ...]:
    """Return (word, meaning) of a side, longest first: 不超过 must be tried before 超过."""
    rows = ((word, meaning) for word, where, meaning, _ in read_table("qualifiers.tsv") if where == side)
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def qualify(sentence: str, start: int, end: int, unit: str | None, kind: str) -> tuple[str, str | None]:
    """Return a figure's qualifier and the words that say it, `exact` and None where nothing does."""
    ahead = sentence[end : end + _REACH].removeprefix("期")
    for word, meaning in _words("后"):
        if ahead.startswith(word):
            return meaning, word
    near = sentence[max(start - _REACH, 0) : start].removesuffix("人民币")
    for word, meaning in _words("前"):
        if near.endswith(word) and not (word == "近" and unit in _LAST):
            return meaning, word
    apart = _APART.search(sentence[max(start - 24, 0) : start])
    if apart:
        word = next(filter(None, apart.groups()))
        return dict(_words("前"))[word], word
    return "exact", None
