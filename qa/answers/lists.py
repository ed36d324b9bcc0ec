"""The things a sentence enumerates: the run of A、B、C that a question for several asks about."""

import re
from collections.abc import Iterator, Sequence

from qa.answers.asked import Asked
from qa.answers.classes import class_of
from qa.answers.spans import Cut
from qa.nouns import tag

Span = tuple[int, int]
_CLAUSE = re.compile(r"[^,;:。!?“”「」]+")
_JOIN = re.compile(r"、|以?及(?=..)|[和与+](?=..)")
# what follows the last item: 等, 两大产业, 3条线路
_TAIL = re.compile(r"等|多方|\d+[时年月日]|[两二三四五六七八九十\d]+(?:大|处|地|个|项|家|条|种|类|位|座|名)|各[个项地]")
_COUNT = re.compile(r"(?:哪|[大好高多要]的)([两二三四五六七八九十]|\d+)")
_NUMBERS = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2}
_LOOSE = tuple("vpdcu^")  # classes of words that no item starts with after a word outside the run
_TAGS = ("v", "p", "d", "c", "uj", "ul", "uz", "r")
# verbs that stand within names as nouns do
_WITHIN = frozenset(
    [
        "创新",
        "改革",
        "发展",
        "服务",
        "管理",
        "研究",
        "保护",
        "治理",
        "合作",
        "交流",
        "应用",
        "利用",
        "处理",
        "供应",
        "保障",
        "消费",
        "典型",
        "帮扶",
    ]
)
_SHORT = 4  # characters of 牌子散 and the like
_HEAD_AFTER = 8  # characters after a run within which its common noun stands: 黄精、油茶两大特色产业


def enumerated(asked: Asked, cut: Cut, weights: Sequence[float]) -> Span | None:
    """Return the run of things asked about: of the number asked, before the noun asked, in a clause of the question."""
    best = max(_runs(cut), key=lambda run: _fits(asked, cut, weights, run), default=None)
    return best and (_after_verb(asked, cut, *best), best[1])


def _after_verb(asked: Asked, cut: Cut, start: int, end: int) -> int:
    """Return where a run starts without the verb the question asks by: 培育 of 培育了哪些产业, 是 of 分别是."""
    for size in range(4, 0, -1):
        word = cut.folded[start : start + size]
        said = re.search(rf"{re.escape(word)}[了着过的有]*哪", asked.text) if size > 1 else re.match("[是往向]", word)
        if said and "、" not in word and cut.folded[start + size : end].find("、") > 1:
            return start + size
    return start


def _runs(cut: Cut) -> Iterator[Span]:
    """Give the run of items of every clause that has one; those parted by 、 before those joined by 和 alone."""
    for clause in _CLAUSE.finditer(cut.folded):
        joins = [m.span() for m in _JOIN.finditer(cut.folded, *clause.span())]
        if joins:
            start, end = _left(cut, clause.start(), joins[0][0]), _right(cut, joins[-1][1], clause.end())
            size = joins[0][0] - clause.start()
            if len(joins) > 1 and size == joins[1][0] - joins[0][1] <= _SHORT:
                start = clause.start()  # 牌子散、龙头弱、人手老: the first as long as the second
            if start < joins[0][0] and joins[-1][1] < end:
                yield start, end


def _left(cut: Cut, low: int, at: int) -> int:
    """Return where the first item starts: words are its own back to a verb, a particle or the clause's edge."""
    bounds = [bound for bound in cut.bounds if low <= bound <= at] or [at]
    start = at
    for first, last in zip(bounds[-2::-1], bounds[::-1], strict=False):
        word = cut.folded[first:last]
        again = cut.folded.startswith(word, at + 1)  # 查制动、查灯光
        if is_loose(word) and not again and (start < at or len(word) == 1):
            break
        start = first
    return start


def _right(cut: Cut, at: int, high: int) -> int:
    """Return where the last item ends: before 等, a count, or a verb."""
    tail = _TAIL.search(cut.folded, at + 1, high)
    high = tail.start() if tail else high
    for first, last in zip(cut.bounds, cut.bounds[1:], strict=False):
        if at < first < high and is_loose(cut.folded[first:last]):
            return first
    return high


def is_loose(word: str) -> bool:
    """Tell whether a word is no part of an item that stands beside it: a verb, a preposition, an adverb, a particle."""
    return (class_of(word) in _LOOSE or tag(word) in _TAGS) and word not in _WITHIN


def _fits(asked: Asked, cut: Cut, weights: Sequence[float], run: Span) -> float:
    """Return how well a run answers: as many items as asked, the noun asked behind it, new words in a clause that is said."""
    start, end = run
    low = max(cut.folded.rfind(mark, 0, start) for mark in ",;。") + 1
    high = min([m.start() for m in re.finditer("[,;。]", cut.folded[end:])] or [len(cut.folded) - end]) + end
    total = sum(weights) or 1.0
    around = (sum(weights[low:start]) + sum(weights[end:high])) / total
    stated = sum(weights[start:end]) / total
    head = asked.head[-2:]
    near = bool(head) and head in cut.folded[max(end - 3, 0) : end + _HEAD_AFTER]
    return (len(_JOIN.findall(cut.folded, start, end)) + 1 == _asked(asked)) + 0.7 * near + around - 0.5 * stated


def _asked(asked: Asked) -> int:
    """Return how many things are asked for, 0 where no number is said."""
    count = _COUNT.search(asked.text)
    return (int(count[1]) if count[1].isdigit() else _NUMBERS[count[1]]) if count else 0


def listed(phrase: str) -> str:
    """Return a run as printed, without quotation marks around the whole of it."""
    return re.sub(r"^[“「]([^“”「」]*)[”」]$", r"\1", phrase)
