"""A sentence beside the best: what it lacks of the most any candidate, or any of its article, has."""

from qa.features.titles import BESIDE_ARTICLE, BESIDE_BEST
from qa.pool import Columns, Pool


def beside_best(columns: Columns) -> Columns:
    """Return some columns less the most of all candidates."""
    return {f"{name}_beside_best": columns[name] - (columns[name].max() or 1.0) for name in BESIDE_BEST}


def beside_article(pool: Pool, columns: Columns) -> Columns:
    """Return some columns less the most of the candidates of the same article."""
    return {f"{name}_beside_article": columns[name] - pool.most_in_article(columns[name]) for name in BESIDE_ARTICLE}
