"""How near a figure stands to the question's words: the share of them its labels say, each word counted once."""

import re
from collections.abc import Sequence

from qa.answer import Quantity
from qa.answers.labels import RIGHT, Label, Stretch, is_told, labels
from qa.answers.spans import Cut

_CHARACTERS = 0.8  # what the characters of the question are worth that stand with this figure alone: 关停 for 关掉
_UNNAMED = 0.6  # what is left of a part's nearness whose own words the question does not say: it asks for the whole
_NUMERAL = re.compile(r"(?:19|20)\d{2}")  # years are not words: they are told by side and year
_SAID = re.compile(r"(?:多少|几)([\u4e00-\u9fff]{1,4})")
_UNIT = 0.1  # what it is worth to be counted by the very word after 多少, 个 of 多少个
_TOTAL = re.compile("一共|总共|共计|合计")
_NAMED = 1.2  # a part that the question names by a word not said of the whole is what it asks for
_SILENT = set("的是了有在多少几个为和一哪什么到元吗呢")


def nearness(asked: str, cut: Cut, quantities: Sequence[Quantity], weights: Sequence[float]) -> dict[int, float]:
    """Return by its start the share of the question's words that stand with each figure, about 0 to 1."""
    said = labels(cut.folded, quantities)
    words = [(a, b, sum(weights[a:b])) for a, b in zip(cut.bounds, cut.bounds[1:], strict=False)]
    inside = [(q.start, q.end) for q in quantities if not is_told(cut.folded, q)]
    words = [
        (a, b, weight)
        for a, b, weight in words
        if weight and not _NUMERAL.fullmatch(cut.folded, a, b) and not any(s <= a < e for s, e in inside)
    ]
    most: dict[str, float] = {}
    for a, b, weight in words:
        most[cut.folded[a:b]] = max(weight, most.get(cut.folded[a:b], 0.0))
    total = sum(most.values()) or 1.0
    alone = _alone(asked, cut.folded, said)
    total_asked = bool(_TOTAL.search(asked))
    counted, near = _counted(asked, quantities), {}
    for start, label in said.items():
        share = _share(cut.folded, words, [*label.own, *label.rest]) / total + _CHARACTERS * alone[start]
        named = _is_named(cut.folded, words, label)
        part = (
            1.0 if label.whole is None else _NAMED if named else 1.0 if alone[start] and not total_asked else _UNNAMED
        )
        near[start] = _UNIT * (start in counted) + part * share
    return near


def _counted(asked: str, quantities: Sequence[Quantity]) -> set[int]:
    """Return the starts of the figures whose unit the question writes after 多少 or 几."""
    said = "".join(f" {unit}" for unit in _SAID.findall(asked))
    return {q.start for q in quantities if q.unit and f" {q.unit}" in said}


def _is_named(folded: str, words: Sequence[tuple[int, int, float]], label: Label) -> bool:
    """Tell whether the question says a word of a part's own that is not said of the whole; a whole needs none."""
    if label.whole is None:
        return True
    of_whole = folded[label.whole.start : label.whole.end]
    own = [folded[a:b] for a, b, _ in words for s in label.own if s.start <= a and b <= s.end]
    return any(word not in of_whole for word in own)


def _share(folded: str, words: Sequence[tuple[int, int, float]], stretches: Sequence[Stretch]) -> float:
    """Return the weight of the words these stretches say, each by where it counts most."""
    best: dict[str, float] = {}
    for a, b, weight in words:
        share = max((s.share for s in stretches if s.start <= a and b <= s.end), default=0.0)
        best[folded[a:b]] = max(best.get(folded[a:b], 0.0), share * weight)
    return sum(best.values())


def _alone(asked: str, folded: str, said: dict[int, Label]) -> dict[int, float]:
    """Return the share of the question's characters that stand with one figure and no other."""
    characters = set(re.findall(r"[\u4e00-\u9fff]", asked)) - _SILENT
    about = {
        start: {char for s in [*label.own, *label.rest] if s.share >= RIGHT for char in folded[s.start : s.end]}
        & characters
        for start, label in said.items()
    }
    counts = {char: sum(char in chars for chars in about.values()) for char in characters}
    return {start: sum(counts[char] == 1 for char in chars) / max(len(characters), 1) for start, chars in about.items()}
