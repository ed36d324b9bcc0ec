"""A year asked for that no sentence names: 今年 and 去年 in an article, or no year at all, are of the day it was printed."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from index.collection import Collection
from index.ranker import Filter, day
from qa.conditions import AIMS, periods
from qa.question import Question
from qa.ranking import Scored
from qa.refusal.days import is_of
from qa.times.by_day import told_by_day
from qa.times.days import read_times
from qa.times.time import Time, day_of
from qa.times.years import words_of_year, years_by_date, years_of

_MUST = re.compile("要(?:稳定|达到|完成|实现|确保|突破)")


class Dated(NamedTuple):
    """A question put otherwise, to be answered by articles printed in the year it names or the next.

    Without a word it names no year, for sentences of one year; with 今年 or 去年 it is for those that tell of two. With a
    time it names neither year nor day, for sentences that tell this time in other words.
    """

    question: Question
    year: str
    word: str = ""
    away: int = 0
    time: Time | None = None
    said: str = ""  # the words that name the time


def put_otherwise(question: Question, collection: Collection, understand: Callable[[str], Question]) -> Iterator[Dated]:
    """Yield the question without the one year it names, with 今年 or 去年 for it, and without its day or month."""
    if len(question.years) > 1 or not collection.is_dated:
        return
    year = question.years[0] if question.years else ""
    named = re.compile(rf"{year}年?度?" if year else "(?!)")
    if named.search(question.folded):
        within = _from(question.within or Filter(), year)
        for word, away in (("", 0), ("今年", 0), ("去年", -1)):
            yield Dated(understand(named.sub(word, question.folded))._replace(within=within), year, word, away)
    if len(question.times) == 1:
        (time,) = question.times
        rest = understand(named.sub("", question.folded[: time.start] + question.folded[time.end :]))
        rest = rest._replace(within=question.within, times=question.times)
        yield Dated(rest, year, time=time, said=named.sub("", time.words))


def _from(within: Filter, year: str) -> Filter:
    """Return a filter that leaves only articles printed in a year or the next."""
    since = max(year, within.since or "", key=day)
    until = min(f"{int(year) + 1}", within.until or "9", key=lambda date: day(date, fill="9"))
    return within._replace(since=since, until=until)


def is_of_year(dated: Dated, collection: Collection, scored: Scored) -> bool:
    """Tell whether a sentence is of the year, and of all of it, by the day its article was printed."""
    folded, printed = collection.folded_text(scored.entry), collection.headings[scored.entry.article].date
    if not printed or years_of(folded) - {dated.year if dated.time else ""}:
        return False
    words = words_of_year(folded)
    if dated.time:
        said = dated.said in folded + collection.folded_titles[scored.entry.article]
        return not said and is_of([dated.time], collection, scored) and _is_as_done(dated, folded, printed)
    if dated.word:  # what its figures are of is told by the words before them
        return (
            len(words) > 1
            and dated.away in words
            and int(printed[:4]) + dated.away == int(dated.year)
            and {*dated.question.periods} <= {*periods(folded)}
        )
    title = collection.folded_titles[scored.entry.article]
    if years_by_date(folded, printed) != {dated.year} or not _is_of_part(dated.question, folded, printed, title):
        return False
    if not words and _others(dated, collection, scored.entry.article):
        return False
    return _is_as_done(dated, folded, printed)


def _is_as_done(dated: Dated, folded: str, printed: str) -> bool:
    """Tell whether a sentence says what came about, or the question asks for what is planned or still to come."""
    if AIMS.search(dated.question.folded):
        return True
    asked, today = dated.question.times, day_of(printed)
    parts = {part: _among(asked, read_times(part, printed)) for part in folded.split(";")}
    own = [*filter(parts.get, parts)] or [folded]  # of what the sentence tells only what is of the time asked about
    foretold = any(AIMS.search(part) or _MUST.search(part) for part in own)
    return not foretold or any(today and time.is_after(today) for times in parts.values() for time in times)


def _among(asked: Sequence[Time], told: Sequence[Time]) -> list[Time]:
    """Return the times told that are asked about."""
    return [time for time in told if any(map(time.meets, asked))]


def _is_of_part(question: Question, folded: str, printed: str, title: str) -> bool:
    """Tell whether a sentence is of the parts of a year asked about: the same ones, or the very month or day."""
    if {*question.periods} == {*(periods(folded) or periods(title))}:
        return True
    asked, told = read_times(question.folded), read_times(folded, printed)
    return bool(asked) and all(not one.is_part and any(map(one.meets, told)) for one in asked)


def _others(dated: Dated, collection: Collection, article: int) -> set[str]:
    """Return the other years an article names: what says nothing in it may be of one of them."""
    texts = [collection.folded_in(article, unit.spans) for unit in collection.articles[article].units]
    return years_of("\n".join(texts)) - {dated.year}


def date_note(dated: Dated, collection: Collection, scored: Scored) -> str | None:
    """Return what the reader must know: it is not the sentence that names the year, or the day."""
    folded, printed = collection.folded_text(scored.entry), collection.headings[scored.entry.article].date
    if dated.time and (told := told_by_day(folded, printed)):
        return f"原句说的是“{told}”，按文章的日期（{printed}）算。"
    if not dated.year:
        return None
    words = words_of_year(folded)
    word = words.get(dated.away) if dated.word else next(iter(words.values()), None)
    told = f"原句说的是“{word}”" if word else "原句没有写年份"
    return f"{told}，按文章的日期（{printed}）算是{dated.year}年。"


def relative_note(question: Question, collection: Collection, scored: Scored) -> str | None:
    """Return which year 今年 or 去年 of a question was taken to be, None where it names neither or the day is not known."""
    date = collection.headings[scored.entry.article].date
    if question.relative_year is None or question.years or not date:
        return None
    return f"问句里的年份按文章的日期（{date}）算是{int(date[:4]) + question.relative_year}年。"
