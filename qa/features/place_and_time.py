"""Whether a sentence's article speaks of the place asked about, and the sentence of the year."""

import numpy as np

from qa.agreement import place_agreement, year_agreement
from qa.pool import Columns, Pool


def place_and_time(pool: Pool) -> Columns:
    """Return the agreement of place and of year."""
    question, named = pool.question, pool.collection.article_terms
    if not question.places and not question.years:
        return {"place": np.zeros(len(pool)), "year": np.zeros(len(pool))}
    places = {article: place_agreement(question, named[article]) for article in set(pool.articles)}
    return {
        "place": pool.column(lambda candidate: places[candidate.entry.article]),
        "year": pool.column(lambda candidate: year_agreement(question, candidate.folded)),
    }
