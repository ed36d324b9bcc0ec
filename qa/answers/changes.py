"""Changes: by how much something rose or fell, and which side of 由98天压缩到41天 a figure is or a question asks for."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qa.answer import Quantity
from qa.numbers.runs import TIMES as TIMES
from qa.numbers.runs import is_change as is_change
from qa.numbers.runs import runs as runs
from qa.question import Question

# folding makes ，； into ,; and these look at folded text; a comma inside 23,876 parts nothing
CLAUSE = re.compile(r"[，。；：！？;:!?]|(?<!\d),|,(?!\d)")
_FROM = re.compile(r"[由从]([^，。；,;由从]{0,16})$")
_TO = re.compile(r"[到至为]")
_BECAME = re.compile(
    r"[升降增减涨跌长高低少加短缩延压调扩][^，,。]{0,3}[到至为](?:了)?[^，,。]{0,9}$"
)  # without 由 before it
_FAR = 24  # characters between the sides of a change
# the words for when; those in the sentence's own 由去年的… tell most, these where it does not say
_WHEN = re.compile(
    r"(?:19|20)\d{2}年|去年|上年|前年|年初|年末|上月|月初|\d{1,2}月|同期|当初|起初|最初|原来|原先|过去|以前|此前|之前|开始|今年|目前|现在|如今|现有|当前|“?十[一二三四五六七八]五”?末?"
)
_ONCE = re.compile(
    r"原来|过去|以前|之前|原先|最初|起初|当初|开始的?时候|起步|此前|早先|年初|去年|上年|前年|同期|从前|原本|本来|那年|末年"
    r"|[\u4e00-\u9fff]{2}前(?![\d二三四五六七八九十几]|景|列|往|来|三季|两季|半|提|夕)"
)
_NOW = re.compile(
    r"现在|目前|如今|现已|[降升提增减长短少大高加压缩涨跌]了?[到至]|到(?:了)?(?:多少|几|多[高大长])|最新|今年|后来|眼下|[后末](?:是|有)?(?:多少|几|多[高大长])|能有|如何"
)
_SAME = (("去年", "上年", "同期"), ("原来", "原先", "过去", "以前", "此前", "之前", "最初", "起初", "当初"), ("现在", "目前", "如今", "当前", "今年", "现有"))  # fmt: skip


OPEN = 2
_DATED = re.compile(r"(?:19|20)\d{2}年")
_SIDE_WORD = re.compile(
    "原来|过去|以前|之前|原先|最初|起初|当初|此前|从前|现在|目前|如今|[到至为](?:了)?(?:多少|几|多[高大长])|最新|后来"
)


def sides(folded: str, quantities: Sequence[Quantity]) -> dict[int, int]:
    """Return by its start which side of 由98天压缩到41天 a figure is: -1 before, 1 after; lists of them alike."""
    found: dict[int, int] = {}
    for befores, afters in pairwise(runs(folded, [q for q in quantities if q.kind not in TIMES])):
        between = folded[befores[-1].end : afters[0].start]
        if len(between) >= _FAR or CLAUSE.search(between):
            continue
        led = _FROM.search(folded[: befores[0].start]) and _TO.search(between)
        if led or (_BECAME.match(between) and befores[0].unit == afters[0].unit):
            found |= {q.start: -1 for q in befores} | {q.start: 1 for q in afters}
    return found


def side_asked(question: Question, folded: str, quantities: Sequence[Quantity]) -> int:
    """Return which side of a change is asked for: -1 what it was, 1 what it is, 0 where the question does not say.

    OPEN is returned where both sides are dated and the question names neither: only the asker knows which is meant.
    """
    asked = question.folded
    for before, after in _whens(folded, quantities):
        said = [_says(asked, years, text) for years, text in ((question.years, before), (question.years, after))]
        if said[0] != said[1]:
            return -1 if said[0] else 1
        if _DATED.search(before) and _DATED.search(after) and not question.years and not _SIDE_WORD.search(asked):
            return OPEN
    if _NOW.search(asked):
        return 1
    return -1 if _ONCE.search(asked) and not question.years else 0


def _whens(folded: str, quantities: Sequence[Quantity]) -> list[tuple[str, str]]:
    """Return what each change says of when its sides were: (2021年的, 2024年的)."""
    side = sides(folded, quantities)
    found = []
    for before, after in pairwise(q for q in quantities if q.start in side):
        if side[before.start] == -1 and side[after.start] == 1 and (led := _FROM.search(folded[: before.start])):
            found.append((led[1], folded[before.end : after.start]))
    return found


def _says(asked: str, years: Sequence[str], text: str) -> bool:
    """Tell whether a question names the time of one side of a change."""
    words = {word for when in _WHEN.findall(text) for word in (when, *_alike(when))}
    return any(word in asked for word in words) or any(year in text for year in years)


def _alike(when: str) -> tuple[str, ...]:
    return next((words for words in _SAME if when in words), ())
