"""The characters and pairs of neighbouring characters that a sentence shares with the question."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from qa.pool import Column, Columns, Matrix, Pool

_ASKED = re.compile(r"多少|什么|哪|谁|几|怎|如何|何|啥|吗")
_BEFORE, _AFTER = 4, 5  # characters looked at around the asking word


def pairs(pool: Pool) -> Columns:
    """Return the shares of the question's characters, pairs and longest piece that each candidate holds."""
    asked, own = pool.question.bigrams, pool.pairs
    titled = np.maximum(own, _in_titles(pool, asked))
    weights = np.log(1 + len(pool) / (own.sum(axis=0) + 0.5))
    total = float(weights.sum()) or 1.0
    return {
        "pairs": titled.sum(axis=1) / (len(asked) or 1),
        "pairs_own": own.sum(axis=1) / (len(asked) or 1),
        "pairs_rare": own @ weights / total,
        "pairs_rare_titled": titled @ weights / total,
        "common": pool.characters.longest_common(pool.asked) / len(pool.asked),
        "characters": _characters(pool, sorted({character for pair in asked for character in pair})),
    } | _beside_asked(pool)


def _in_titles(pool: Pool, pieces: Sequence[str]) -> Matrix:
    titles = pool.collection.folded_titles

    def held(articles: Sequence[int]) -> Matrix:
        rows = [[piece in titles[article] for piece in pieces] for article in articles]
        return np.array(rows, dtype=np.float64).reshape(len(articles), len(pieces))

    return pool.of_article(held)


def _beside_asked(pool: Pool) -> Columns:
    """Return the share of the pairs right before and after the asking word that a sentence has."""
    asked = pool.asked
    word = _ASKED.search(asked)
    before = asked[max(word.start() - _BEFORE, 0) : word.start()] if word else ""
    after = asked[word.end() : word.end() + _AFTER] if word else ""
    first, then = _neighbours(before), _neighbours(after)
    held = pool.characters.holds([*first, *then])
    sides = held[:, : len(first)], held[:, len(first) :]
    shares = (np.asarray(side.sum(axis=1) / (side.shape[1] or 1)) for side in sides)
    return dict(zip(("before_asked", "after_asked"), shares, strict=True))


def _neighbours(text: str) -> list[str]:
    return [a + b for a, b in pairwise(text)]


def _characters(pool: Pool, asked: Sequence[str]) -> Column:
    return np.asarray(pool.characters.holds(asked).sum(axis=1) / (len(asked) or 1))
