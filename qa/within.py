"""What a user says of the articles that may answer, as a filter."""

import re

from index.errors import UsageError
from index.ranker import Filter, place_terms
from index.terms import Tokenizer

DATE = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"  # 2024, 2024-05 or 2024-05-01


def make_filter(
    tokenizer: Tokenizer,
    *,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
) -> Filter | None:
    """Return the filter, None where nothing is said.

    Raises:
        UsageError: a date is none.
    """
    for date in filter(None, (since, until)):
        if not re.fullmatch(DATE, date):
            raise UsageError("日期要写成 2024、2024-05 或 2024-05-01")
    # what names no place is named by no article
    named = tuple(place_terms(term.text for term in tokenizer.terms(place))) or ("",) if place else ()
    within = Filter(source or None, since or None, until or None, named)
    return within if within != Filter() else None
