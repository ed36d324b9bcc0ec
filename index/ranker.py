"""What every ranker is: terms in, the best passages out in one total order, of all articles or of those a filter leaves."""

import functools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from index.terms import lexicon

_PLACE = re.compile(r"[\u4e00-\u9fff]{1,7}[省市县区镇乡村旗盟州]")


class Hit(NamedTuple):
    """A passage's number and its score."""

    passage: int
    score: float


class Filter(NamedTuple):
    """Which articles may answer; what is None asks nothing.

    `source` is a path below the collection's folder, or a folder of such; `since` and `until` are ISO dates, whole
    or cut short (2024, 2024-05), both included; `place` holds terms of place names, each of which an article must name.
    """

    source: str | None = None
    since: str | None = None
    until: str | None = None
    place: tuple[str, ...] = ()


class Ranker(Protocol):
    """What ranks passages, in this process or elsewhere."""

    def rank(self, terms: Sequence[str], k: int, within: Filter | None = None) -> list[Hit]:
        """Return the best `k` passages with a score above 0, by score, then by number."""


def place_terms(terms: Iterable[str]) -> list[str]:
    """Return those of the terms that name a place, each once, sorted: what `Filter.place` is compared with."""
    return sorted({term for term in terms if term in _known_places() or _PLACE.fullmatch(term)})


@functools.cache
def _known_places() -> frozenset[str]:
    return frozenset(name for row in lexicon("places.txt") for name in row.split())


def day(date: str | None, *, fill: str = "0") -> int:
    """Return an ISO date as the number yyyymmdd, what is cut short filled up with a digit; 0 for none."""
    digits = re.sub(r"\D", "", (date or "")[:10])
    return int(digits.ljust(8, fill)) if digits else 0


def is_from(path: str, source: str) -> bool:
    """Tell whether a source's path is the one named, a line of it, or below it."""
    return path == source or path.startswith((source.rstrip("/") + "/", source + "#"))
