"""Several places have an answer: a question that names none of them is not answered from one alone."""

import functools
from collections.abc import Sequence

from index.collection import Collection
from qa.places import CITIES
from qa.question import Question
from qa.ranking import Scored
from qa.refusal import find_refusal

_AS_GOOD = {"coverage": 0.85, "pairs": 0.8}  # shares of the best sentence's values that one as good has
_LOOKED_AT = 10
_OFTEN = 3  # times a page must name a city to be of it


def several_places(question: Question, collection: Collection, ranked: Sequence[Scored]) -> dict[str, Scored]:
    """Return the best sentence of each city whose page answers as well as the first; empty where only one does."""
    if question.places or len(collection.sources) < 2:
        return {}
    found: dict[str, Scored] = {}
    for scored in ranked[:_LOOKED_AT]:
        city = _city(collection.source_of[scored.entry.article].text)
        if (
            city is None
            or city in found
            or scored.entry.unit.kind != ranked[0].entry.unit.kind
            or any(scored.features[name] < share * ranked[0].features[name] for name, share in _AS_GOOD.items())
        ):
            continue
        if find_refusal(question, collection, [scored]) is None:
            found[city] = scored
    return found if len(found) > 1 else {}


@functools.lru_cache(maxsize=256)
def _city(text: str) -> str | None:
    """Return the city a page names most, of several the first by name, None where it names none often."""
    pairs = {text[at : at + 2] for at in range(len(text))}
    named = sorted(city for city in CITIES if city[:2] in pairs)  # a set's own order is another in every process
    counts = {city: text.count(city) for city in named}
    city = max(counts, key=lambda city: counts[city], default="")
    return city if counts.get(city, 0) >= _OFTEN else None
