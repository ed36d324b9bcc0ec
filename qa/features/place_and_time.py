"""Whether a sentence's article speaks of the place asked about, and the sentence of the year."""

import numpy as np

from qa.agreement import place_agreement, place_core, year_agreement
from qa.pool import Columns, Pool


def place_and_time(pool: Pool) -> Columns:
    """Return the agreement of place and of year."""
    question = pool.question
    if not question.places and not question.years:
        return {"place": np.zeros(len(pool)), "year": np.zeros(len(pool))}
    places = _places(pool)
    return {
        "place": pool.column(lambda candidate: places[candidate.entry.article]),
        "year": pool.column(lambda candidate: year_agreement(question, candidate.folded)),
    }


def _places(pool: Pool) -> dict[int, float]:
    """Return the agreement of place of every article."""
    asked = [name for place in pool.question.places for name in (place, place_core(place))]
    articles = sorted(set(pool.articles))
    held = pool.collection.holding(articles, asked)
    named = ({name for name, holds in zip(asked, row, strict=True) if holds} for row in held)
    return {article: place_agreement(pool.question, names) for article, names in zip(articles, named, strict=True)}
