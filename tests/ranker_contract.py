"""What every ranker must do: a scorer that tries every passage, and what is asked of it and of the others."""

import math
from collections import Counter
from collections.abc import Sequence

from index.collection import Collection
from index.ranker import Filter, Hit, day, is_from, place_terms

K1, B = 1.5, 0.75
FILTERS = [
    Filter(source="甲'\"\\%_/乙.jsonl"),
    Filter(source="甲'\"\\%_"),
    Filter(source="甲'\"\\%_/"),
    Filter(source="甲%"),
    Filter(source="丙"),
    Filter(source="丙/丁.jsonl#a\\n"),
    Filter(source='x" or day >= 0 or source == "'),
    Filter(since="2024"),
    Filter(since="2024-05", until="2024-05"),
    Filter(until="2023"),
    Filter(until="2024-05-01"),
    Filter(place=("衡水市",)),
    Filter(place=("衡水市", "景县")),
    Filter(place=('"]) or day >= 0 or array_contains_any(places, ["',)),
    Filter(source="丙", since="2024", place=("景县",)),
    Filter(),
]


class BruteForce:
    """BM25 with Lucene's idf, each term of the question counted as often as it is asked."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._held = [Counter(collection.passage_terms(number)) for number in range(len(collection.passages))]
        self._holding = Counter(term for held in self._held for term in held)
        self._average = sum(held.total() for held in self._held) / len(self._held) or 1.0

    def score(self, passage: int, terms: Sequence[str]) -> float:
        held = self._held[passage]
        norm = K1 * (1 - B + B * held.total() / self._average)
        return sum(self._idf(term) * held[term] * (K1 + 1) / (held[term] + norm) for term in terms if term in held)

    def _idf(self, term: str) -> float:
        holding = self._holding[term]
        return math.log(1 + (len(self._held) - holding + 0.5) / (holding + 0.5))

    def rank(self, terms: Sequence[str], k: int, within: Filter | None = None) -> list[Hit]:
        hits = [Hit(number, self.score(number, terms)) for number in range(len(self._held))]
        kept = [hit for hit in hits if hit.score > 0 and self._admits(hit.passage, within or Filter())]
        return sorted(kept, key=lambda hit: (-hit.score, hit.passage))[:k]

    def _admits(self, passage: int, within: Filter) -> bool:
        number = self._collection.passages[passage].article
        date, names = self._collection.articles[number].date, place_terms(self._collection.article_terms(number))
        dated = within.since is None and within.until is None  # what has no date is within no dates
        if date and not dated:
            dated = day(within.since) <= day(date) <= (day(within.until, fill="9") or math.inf)
        path = self._collection.source_of[number].path
        return dated and set(within.place) <= set(names) and (within.source is None or is_from(path, within.source))


def overlap(found: Sequence[Hit], wanted: Sequence[Hit]) -> float:
    """Return the share of the hits wanted that were found."""
    return len({hit.passage for hit in found} & {hit.passage for hit in wanted}) / len(wanted) if wanted else 1.0
