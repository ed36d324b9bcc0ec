"""How well the search found a sentence: its passage and its article among all that were found."""

import numpy as np

from qa.pool import Columns, Pool

_COUNTED = 3  # passages of an article that count


def retrieval(pool: Pool) -> Columns:
    """Return the scores of a candidate's passage and article, beside the best ones."""
    passage = pool.column(lambda candidate: candidate.passage)
    best = float(passage.max()) or 1.0
    total = np.zeros(len(pool))
    for group in pool.by_article.slices():
        rows = pool.by_article.order[group]
        # each passage is counted once however many sentences it has
        scores = {pool.candidates[row].entry.passage: pool.candidates[row].passage for row in rows.tolist()}
        total[rows] = sum(sorted(scores.values())[-_COUNTED:])
    return {
        "passage": passage / best,
        "passage_level": passage / (2.5 * pool.total),
        "article": pool.most_in_article(passage) / best,
        "article_sum": total / (float(total.max()) or 1.0),
    }
