"""A sentence beside the best: what it lacks of the most any candidate, or any of its article, has."""

import numpy as np

from qa.features.titles import BESIDE_ARTICLE, BESIDE_BEST
from qa.pool import Columns, Pool


def beside_best(columns: Columns) -> Columns:
    """Return some columns less the most of all candidates."""
    table = np.array([columns[name] for name in BESIDE_BEST])
    most = table.max(axis=1, keepdims=True)
    table -= np.where(most == 0, 1.0, most)
    return dict(zip((f"{name}_beside_best" for name in BESIDE_BEST), table, strict=True))


def beside_article(pool: Pool, columns: Columns) -> Columns:
    """Return some columns less the most of the candidates of the same article."""
    return {f"{name}_beside_article": columns[name] - pool.most_in_article(columns[name]) for name in BESIDE_ARTICLE}
