"""The words of the question that stand in a sentence, in its title, its neighbours and its article."""

import numpy as np

from qa.features.form import signs
from qa.pool import Column, Columns, Matrix, Pool


def words(pool: Pool) -> Columns:
    """Return how much of the question stands where, and how rare what stands there is."""
    held = pool.held
    own, around = pool.part(held.own), pool.part(held.article)
    missing = (1 - held.titled) * (pool.weights / pool.total)
    lengths = pool.column(lambda candidate: len(candidate.entry.terms))
    return {
        # a byline says nothing of what was written: its article is what the question describes
        "coverage": np.where(signs(pool) > 0, around, pool.part(held.titled)),
        "own": own,
        "title": pool.part(held.title),
        "around": around,
        "with_before": pool.part(held.with_before),
        "with_after": pool.part(held.with_after),
        "rare_here": _rarely(held.own),
        "missing": missing.max(axis=1, initial=0.0),
        "length_weighed": own / (1 + 0.6 * lengths / (float(lengths.mean()) or 1.0)),
    } | _within_article(pool)


def _rarely(held: Matrix) -> Column:
    """Return the share held where what few candidates hold weighs more."""
    weights = np.log(1 + len(held) / ((held > 0.5).sum(axis=0) + 0.5))
    return np.asarray(held @ weights / (float(weights.sum()) or 1.0))


def _within_article(pool: Pool) -> Columns:
    """Return the shares held of what few sentences of the article hold, and of what this one alone holds."""
    order, starts, sizes = pool.by_article
    held = pool.held.own[order]
    holders = np.add.reduceat(held > 0.5, starts, axis=0, dtype=np.int64)
    few = np.where(holders > 0, np.log(1 + (sizes[:, None] + 0.5) / (holders + 0.5)), 0.0) * pool.weights
    totals = few.sum(axis=1)
    one = np.where(holders == 1, pool.weights, 0.0)
    found, placed = np.empty((2, len(pool))), np.empty((2, len(pool)))
    for article, rows in enumerate(pool.by_article.slices()):
        found[0, rows] = held[rows] @ few[article]
        found[1, rows] = held[rows] @ one[article]
    found /= np.stack([np.repeat(np.where(totals == 0, 1.0, totals), sizes), np.full(len(pool), pool.total)])
    placed[:, order] = found
    return {"rare_in_article": placed[0], "only": placed[1]}
