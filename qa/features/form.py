"""What a sentence is: headline, byline, caption or table row, where in its paragraph it stands, how long it is."""

from collections.abc import Sequence

import numpy as np

from qa.candidates import Candidate
from qa.pool import Column, Columns, Pool

_FORM = {
    "title": -0.8,
    "subhead": -1.0,
    "table_title": -1.0,
    "caption": -0.3,
    "credit": -3.0,
    "byline": -3.0,
    "jump": -9.0,
}
_ROW_NOT_ASKED = -2.0
_FARTHEST, _LONGEST = 10, 20  # sentences of a paragraph


def form(pool: Pool) -> Columns:
    """Return where each candidate stands in its unit, its length and its form."""
    signing, terms = signs(pool), pool.question.terms
    first = pool.column(lambda c: min(c.entry.unit.sentences.index(c.entry.sentence), _FARTHEST))
    size = pool.column(lambda c: min(len(c.entry.unit.sentences), _LONGEST))
    words = list(dict.fromkeys(term for term in terms if len(term) > 1))
    return {
        "in_unit": first,
        "unit_size": size,
        "place_in_unit": first / size,
        "length": np.log1p(pool.column(lambda c: len(c.folded))),
        "spread": pool.column(lambda c: _spread(words, c.folded)),
        "new_words": _new_words(pool),
        "writer": signing,
        "picture": pool.column(_shows) if pool.question.picture else np.zeros(len(pool)),
        "form": np.where(signing > 0, 0.0, pool.column(lambda c: _form(terms, c))),
    }


def signs(pool: Pool) -> Column:
    """Return 1 for a byline (for a picture a credit) where the writer is asked for."""
    if pool.question.kind != "author":
        return np.zeros(len(pool))
    signature = "credit" if pool.question.picture else "byline"
    return pool.column(lambda candidate: candidate.entry.unit.kind == signature)


def _shows(candidate: Candidate) -> bool:
    return candidate.entry.unit.kind == "caption" or "图为" in candidate.text


def _new_words(pool: Pool) -> Column:
    """Return how many words of each candidate are neither in the question nor in its title."""
    asked = frozenset(pool.question.terms)
    known = {article: asked.union(pool.collection.context[article]) for article in set(pool.articles)}
    return pool.column(lambda c: len(frozenset(c.entry.terms) - known[c.entry.article]))


def _spread(terms: Sequence[str], folded: str) -> float:
    """Return the share of the sentence between the first and the last word asked about, -1 where it has none."""
    places = [folded.find(term) for term in terms if term in folded]
    return (max(places) - min(places)) / len(folded) if places else -1.0


def _form(terms: Sequence[str], candidate: Candidate) -> float:
    kind = candidate.entry.unit.kind
    # every row has its table's header; only a row whose own cells are asked about is an answer
    if kind == "table_row" and not any(term in candidate.folded for term in terms):
        return _ROW_NOT_ASKED
    return _FORM.get(kind, 0.0)
