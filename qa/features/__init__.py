"""What speaks for a sentence: readable features, each a column with a value a candidate, a module a group."""

from qa.features.asked import asked
from qa.features.beside import beside_article, beside_best
from qa.features.closer import look_closer
from qa.features.form import form
from qa.features.kind import kind
from qa.features.pairs import pairs
from qa.features.place_and_time import place_and_time
from qa.features.retrieval import retrieval
from qa.features.titles import TITLES
from qa.features.words import words
from qa.pool import Columns, Pool

__all__ = ["TITLES", "Columns", "features", "look_closer"]

_GROUPS = (retrieval, words, pairs, kind, form, place_and_time, asked)


def features(pool: Pool) -> Columns:
    """Return every feature of every candidate; a column's values stand in the order of the candidates."""
    columns: Columns = {}
    for group in _GROUPS:
        columns |= group(pool)
    return columns | beside_best(columns) | beside_article(pool, columns)
