"""A year asked for that no sentence names: 今年 and 去年 in an article, or no year at all, are of the day it was printed."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from index.collection import Collection
from index.ranker import Filter, day
from qa.agreement import words_of_year, years_by_date, years_in
from qa.conditions import AIMS, periods
from qa.question import Question
from qa.ranking import Scored

_MUST = re.compile("要(?:稳定|达到|完成|实现|确保|突破)")


class Dated(NamedTuple):
    """A question put otherwise, to be answered by articles printed in the year it names or the next.

    Without a word it names no year, for sentences of one year; with 今年 or 去年 it is for those that tell of two.
    """

    question: Question
    year: str
    word: str = ""
    away: int = 0


def put_otherwise(question: Question, collection: Collection, understand: Callable[[str], Question]) -> Iterator[Dated]:
    """Yield the question without the one year it names, and with 今年 or 去年 for it; none where it names no one year."""
    if len(question.years) != 1 or not collection.is_dated:
        return
    (year,) = question.years
    pattern = re.compile(rf"{year}年?度?")
    if not pattern.search(question.folded):
        return
    within = question.within or Filter()
    since = max(year, within.since or "", key=day)
    until = min(f"{int(year) + 1}", within.until or "9", key=lambda date: day(date, fill="9"))
    within = within._replace(since=since, until=until)
    for word, away in (("", 0), ("今年", 0), ("去年", -1)):
        yield Dated(understand(pattern.sub(word, question.folded))._replace(within=within), year, word, away)


def is_of_year(dated: Dated, collection: Collection, scored: Scored) -> bool:
    """Tell whether a sentence is of the year, and of all of it, by the day its article was printed."""
    folded, printed = collection.folded_text(scored.entry), collection.headings[scored.entry.article].date
    if not printed or years_in(folded):
        return False
    words, told, asked = words_of_year(folded), set(periods(folded)), set(dated.question.periods)
    if dated.word:  # what its figures are of is told by the words before them
        return (
            len(words) > 1
            and dated.away in words
            and int(printed[:4]) + dated.away == int(dated.year)
            and asked <= told
        )
    if years_by_date(folded, printed) != {dated.year} or told != asked:
        return False
    if not words and _others(dated, collection, scored.entry.article):
        return False
    return not (AIMS.search(folded) or _MUST.search(folded)) or bool(AIMS.search(dated.question.folded))


def _others(dated: Dated, collection: Collection, article: int) -> set[str]:
    """Return the other years an article names: what says nothing in it may be of one of them."""
    texts = [collection.folded_in(article, unit.spans) for unit in collection.articles[article].units]
    return years_in("\n".join(texts)) - {dated.year}


def date_note(dated: Dated, collection: Collection, scored: Scored) -> str:
    """Return what the reader must know: it is not the sentence that names the year."""
    words = words_of_year(collection.folded_text(scored.entry))
    word = words.get(dated.away) if dated.word else next(iter(words.values()), None)
    told = f"原句说的是“{word}”" if word else "原句没有写年份"
    return f"{told}，按文章的日期（{collection.headings[scored.entry.article].date}）算是{dated.year}年。"


def relative_note(question: Question, collection: Collection, scored: Scored) -> str | None:
    """Return which year 今年 or 去年 of a question was taken to be, None where it names neither or the day is not known."""
    date = collection.headings[scored.entry.article].date
    if question.relative_year is None or question.years or not date:
        return None
    return f"问句里的年份按文章的日期（{date}）算是{int(date[:4]) + question.relative_year}年。"
