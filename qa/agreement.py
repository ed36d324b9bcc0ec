"""Whether a sentence and its article speak of the place and the year asked about."""

import re
from collections.abc import Set

from qa.question import Question

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s*[—–\-~～至]\s*((?:19|20)\d{2}))?年")
_TITLE = re.compile(r"《[^》]*》")  # a year in a document's name does not date the sentence

_UP_TO_NOW = "[^，。；]{0,6}(?:以来|至今|到现在)"
# 比去年同期 and 由上年的 only compare; 去年以来 is of more than a year
_AWAY = {
    -2: re.compile("前年(?!同)"),
    -1: re.compile(rf"(?<![比较由从自])(?:去年|上一?年度?|过去的?一年)(?!同[期比]|末?相比|{_UP_TO_NOW})"),
    0: re.compile("今年|本年"),
    1: re.compile("明年|来年"),
}
_SINCE = re.compile(f"(?:去年|上年){_UP_TO_NOW}")
_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_SETTLED = 4  # the month from which an article that names no year is of its own


def place_core(place: str) -> str:
    """Return a place's name without 省, 市, 县, 区: papers print both forms."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区" else place


def place_agreement(question: Question, terms: Set[str]) -> float:
    """Return the share of the places asked about that the terms name, 0 where none is asked about."""
    if not question.places:
        return 0.0
    return sum(place in terms or place_core(place) in terms for place in question.places) / len(question.places)


def years_in(folded: str) -> set[str]:
    """Return the years a sentence names, those within a range included."""
    years: set[str] = set()
    for low, high in _YEAR.findall(_TITLE.sub(" ", folded)):
        years.update(str(year) for year in range(int(low), int(high or low) + 1))
    return years


def words_of_year(folded: str) -> dict[int, str]:
    """Return the words that tell a year by that of the article, by how far from it that is: -1 for 去年."""
    found = {away: pattern.search(folded) for away, pattern in _AWAY.items()}
    return {away: match.group() for away, match in found.items() if match}


def years_by_date(folded: str, printed: str) -> set[str]:
    """Return the years a sentence is of that names none, by the day its article was printed: that of 去年, else that day's.

    A month that was still to come is of the year before. What says nothing in the first months of a year may be of the
    one before as well: that is of none.
    """
    away, now = set(words_of_year(folded)), int(printed[5:7] or 12)
    if not away:
        months = {int(month) for month in _MONTH.findall(folded)}
        away = {0 if month <= now else -1 for month in months} if months else {0} if now >= _SETTLED else set()
    return set() if _SINCE.search(folded) else {str(int(printed[:4]) + each) for each in away}


def year_agreement(question: Question, folded: str) -> float:
    """Return 1 where a year asked for stands, -0.5 where only others do, else 0."""
    if not question.years:
        return 0.0
    named = years_in(folded)
    return 1.0 if named & set(question.years) else -0.5 if named else 0.0
