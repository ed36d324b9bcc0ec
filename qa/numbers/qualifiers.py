"""How exact a figure is: the words before and after it (guideline §7)."""

import functools
import re

from qa.numbers.boundaries import last_word
from qa.tables import read_table

_REACH = 8  # characters beside a figure that may qualify it
_APART = re.compile(
    r"(不低于|不少于|不高于|不超过|超过|低于|至少|不到|不足)[^，。；：！？、0-9]{1,12}的$|(至少|至多|最多|最少)[^，。；：！？、0-9]{1,4}$|(突破|超过|不超过|低于|逾|超)每[^，。0-9]{1,5}$"
)
# 约需15分钟, 约有30人, 约占全省的三成: what is about so much is said between
_ABOUT = re.compile(
    r"(大约|大概|约)(?:需要?|[有占为达合计用花]|能|可|要|花费|耗时|相当于|折合|值|重|长|高|宽|深|售|收|耗|在|每[^，。0-9]{1,5})+(?:[^，。；：！？、0-9]{1,8}的)?$"
)
_WORD = re.compile("[一-鿿A-Za-z]*$")
_LAST = ("年", "月", "日", "天", "轮", "届", "期", "场", "周")  # 近三年 is the last three years, not about three


@functools.cache
def _words(side: str) -> tuple[tuple[str, str], ...]:
    """Return (word, meaning) of a side, longest first: 不超过 must be tried before 超过."""
    rows = ((word, meaning) for word, where, meaning, _ in read_table("qualifiers.tsv") if where == side)
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@functools.cache
def _longer(side: str) -> dict[str, frozenset[str]]:
    """Return the words that a qualifier is only a part of: 约 is a part of 节约, 多 of 多功能."""
    rows = read_table("qualifier_words.tsv")
    return {word: frozenset(words.split(" ")) for word, words, where in rows if where == side}


def is_part(word: str, near: str) -> bool:
    """Tell whether the word that ends a text is only a part of its last word: of 节约, and not of 工期约."""
    longer = _longer("前").get(word, frozenset())
    return near.endswith(tuple(longer)) and last_word(_WORD.search(near).group(), longer) in longer  # type: ignore[union-attr]


def _begins_longer(word: str, ahead: str, kind: str) -> bool:
    """Tell whether the word after a figure only begins a longer one: 多功能; in 3日内审核 and 3公里内设站 内 is one."""
    bounded = word == "内" and kind not in ("count", "money")
    return not bounded and ahead.startswith(tuple(_longer("后").get(word, ())))


def qualify(sentence: str, start: int, end: int, unit: str | None, kind: str) -> tuple[str, str | None]:
    """Return a figure's qualifier and the words that say it, `exact` and None where nothing does."""
    ahead = sentence[end : end + _REACH].removeprefix("期")
    for word, meaning in _words("后"):
        if ahead.startswith(word) and not _begins_longer(word, ahead, kind):
            return meaning, word
    near = sentence[max(start - _REACH, 0) : start].removesuffix("人民币")
    for word, meaning in _words("前"):
        if near.endswith(word) and not (word == "近" and unit in _LAST) and not is_part(word, near):
            return meaning, word
    return _apart(sentence[max(start - 24, 0) : start].removesuffix("人民币"))


def _apart(near: str) -> tuple[str, str | None]:
    """Return the qualifier that stands away from its figure: 约需, 不低于最高限价的."""
    about = _ABOUT.search(near)
    if about and not is_part(about[1], near[: about.end(1)]):
        return "approx", about[1]
    if apart := _APART.search(near):
        word = next(filter(None, apart.groups()))
        return dict(_words("前"))[word], word
    return "exact", None
