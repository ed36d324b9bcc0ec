"""Where a sentence says the question's words: a weight for every character, and what of it lies around every place."""

import functools
import re
from itertools import pairwise
from operator import add
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.large_numbers import find_numbers
from index.terms import Tokenizer
from qa.answers.asked import Asked
from qa.answers.spans import Cut

Floats = NDArray[np.float64]
# what is left of the weight on the other side of a mark
_DAMPS = {"，": 0.5, ",": 0.5, "、": 0.8, "；": 0.2, ";": 0.2, "。": 0.1, ":": 0.5, "|": 0.6}
_NEAR, _FAR = 0.80, 0.96  # what is left of it a character further on
_FARTHEST = 40  # characters; a word further away counts as this far
_ONE = re.compile(r"[^\W\d_]")


class Around(NamedTuple):
    """For every place between two characters: what of the question stands on each side of it."""

    weights: Floats  # by character
    near_left: Floats
    near_right: Floats
    far_left: Floats
    far_right: Floats
    to_left: Floats  # characters to the nearest word of the question
    to_right: Floats


@functools.lru_cache(maxsize=16)
def around(asked: Asked, cut: Cut, tokenizer: Tokenizer) -> Around:
    """Return how the question's words lie in the sentence."""
    weights = _weights(asked, cut, tokenizer)
    damps = [_DAMPS.get(char, 1.0) for char in cut.folded]
    back, damps_back = weights[::-1], damps[::-1]
    return Around(
        np.array(weights),
        _decayed(weights, damps, _NEAR),
        _decayed(back, damps_back, _NEAR)[::-1],
        _decayed(weights, damps, _FAR),
        _decayed(back, damps_back, _FAR)[::-1],
        _distances(weights),
        _distances(back)[::-1],
    )


def _weights(asked: Asked, cut: Cut, tokenizer: Tokenizer) -> list[float]:
    """Return each character's share of its word's weight where the question says it too."""
    pairs = {run[i : i + 2] for run in asked.runs for i in range(len(run) - 1)}
    text = cut.folded
    said = [False, *(pair in pairs for pair in map(add, text, text[1:])), False]
    covered = [before or after for before, after in pairwise(said)]
    singles = {char for run in asked.runs for char in run if _ONE.match(char)}
    weights: list[float] = []
    for start, end in zip(cut.bounds, cut.bounds[1:], strict=False):
        word = text[start:end]
        alone = 0.5 if end - start == 1 and word in singles else 0.0
        rarity = tokenizer.rarity(word) if alone or any(covered[start:end]) else 0.0
        weights += [rarity * (1.0 if covered[i] else alone) for i in range(start, end)]
    stated = {number.text for number in find_numbers(asked.text)}
    for number in find_numbers(text):
        if number.text in stated:  # 2000亿 where 两千亿 is asked about
            weights[number.start : number.end] = [1.0] * (number.end - number.start)
    return weights


def _decayed(weights: list[float], damps: list[float], rate: float) -> Floats:
    """Return for every place the weight before it, less the further off and the more marks lie between."""
    total, sums = 0.0, [0.0]
    for weight, damp in zip(weights, damps, strict=True):
        total = (total + weight) * rate * damp
        sums.append(total)
    return np.array(sums)


def _distances(weights: list[float]) -> Floats:
    away = [_FARTHEST]
    for weight in weights:
        away.append(0 if weight else min(away[-1] + 1, _FARTHEST))
    return np.array(away, dtype=float)
