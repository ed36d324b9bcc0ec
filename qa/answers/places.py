"""Where something is or goes: the words after 在, 位于, 来自, 销往."""

import re
from collections.abc import Iterator, Sequence

from qa.answers.asked import Asked
from qa.answers.lists import is_loose
from qa.answers.spans import Cut

Span = tuple[int, int]
_FROM = re.compile(r"来自于?|从(?![^,。]{0,6}到)")
_TO = re.compile(
    r"销往|卖到|发往|运往|运到|送往|送到|前往|远销|出口到|通往|通到|通达|赴|飞往|驶往|迁往|搬到|走进|(?<![达得提增升降拿看听接感想收])到(?![\d达位])"
)
_AT = re.compile(
    r"位于|坐落[在于]|设[在于]|建[在于]|安置在|地点[在为:]|(?<![现正存所])在(?!此|这|全[国省市县]|建|内|外|下|上|校|岗|职)"
)
_ASKED = ((re.compile("从哪|哪[里儿]?来|来自"), _FROM), (re.compile("到哪|去哪|往哪|去了?哪|卖到|通到"), _TO))
_AFTER = ("的", "两处", "两地", "各地", "等", "里", "内", "上", "中", "处", "旁", "边")  # 古寨荷塘内 is the 古寨荷塘
_JOINS = ("、", "和", "与", "及", "以及")
_LEVEL = re.compile("哪一?个(省|市|县|区|镇|乡|村|州)(?![里中长民])")
_LEAST = 2


def where(asked: Asked, cut: Cut, weights: Sequence[float]) -> Span | None:
    """Return the place in the clause that says most of the question; None where no preposition tells one."""
    wanted = next((pattern for question, pattern in _ASKED if question.search(asked.text)), _AT)
    found = list(_places(cut, wanted)) or list(_places(cut, _AT))
    return max(found, key=lambda span: _said(cut, weights, span), default=None)


def level(asked: Asked) -> str:
    """Return the level asked for, 镇 of 归哪个镇管; empty where none is."""
    found = _LEVEL.search(asked.text)
    return found[1] if found else ""


def at_level(asked: Asked, folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a place that is of the level asked for: 柳河镇 of 青山县柳河镇."""
    ending = level(asked)
    if not ending or ending == "村":  # which village is told with its county
        return start, end
    found = re.search(rf"[^省市州县区镇乡]{{2,6}}{ending}", folded[start:end])
    return (start + found.start(), start + found.end()) if found else (start, end)


def _places(cut: Cut, wanted: re.Pattern[str]) -> Iterator[Span]:
    for match in wanted.finditer(cut.folded):
        start = end = match.end()
        for first, last in zip(cut.bounds, cut.bounds[1:], strict=False):
            word = cut.folded[first:last]
            if first < start:
                continue
            if not _can_stand(word, end > start):
                break
            end = last
        if end - start >= _LEAST and not cut.folded[start].isdigit():
            yield start, end


def _can_stand(word: str, within: bool) -> bool:
    """Tell whether a word can stand in a place's name, or joins two of them."""
    if word in _JOINS:
        return within
    return bool(re.match(r"[\w“”《》（）()—-]", word)) and word not in _AFTER and not is_loose(word)


def _said(cut: Cut, weights: Sequence[float], span: Span) -> float:
    low = max(cut.folded.rfind(mark, 0, span[0]) for mark in ",;。") + 1
    high = (
        min([m.start() for m in re.finditer("[,;。]", cut.folded[span[1] :])] or [len(cut.folded) - span[1]]) + span[1]
    )
    return sum(weights[low : span[0]]) + sum(weights[span[1] : high]) + 0.5 * sum(weights)
