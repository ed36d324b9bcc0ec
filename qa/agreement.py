"""Whether a sentence and its article speak of the place and the year asked about."""

from collections.abc import Set

from qa.question import Question
from qa.times.years import years_in


def place_core(place: str) -> str:
    """Return a place's name without 省, 市, 县, 区: papers print both forms."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区" else place


def place_agreement(question: Question, terms: Set[str]) -> float:
    """Return the share of the places asked about that the terms name, 0 where none is asked about."""
    if not question.places:
        return 0.0
    return sum(place in terms or place_core(place) in terms for place in question.places) / len(question.places)


def year_agreement(question: Question, folded: str) -> float:
    """Return 1 where a year asked for stands, -0.5 where only others do, else 0."""
    if not question.years:
        return 0.0
    named = years_in(folded)
    return 1.0 if named & set(question.years) else -0.5 if named else 0.0
