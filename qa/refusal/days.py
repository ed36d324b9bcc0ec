"""The day, month or part of a year asked about: whether the best sentence is of it, by its words or its article's day."""

from collections.abc import Iterator, Sequence

from index.collection import Collection
from qa.answer import Reason
from qa.question import Question
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.times.days import read_times
from qa.times.time import Time, day_of

_LOOKED_AT = 20  # best sentences among which one of the day asked about is preferred
_NEAR_BEST = 0.5  # share of the best score below which a sentence of the right day is about something else


def prefer_day(question: Question, collection: Collection, ranked: list[Scored]) -> list[Scored]:
    """Put the first of the best sentences that is of the day asked about before those that are not."""
    asked = question.times
    if not asked or not ranked or asked[0].is_part:
        return ranked
    for at, scored in enumerate(ranked[:_LOOKED_AT]):
        if scored.score < _NEAR_BEST * ranked[0].score:
            break
        if is_of(asked, collection, scored):
            return [scored, *ranked[:at], *ranked[at + 1 :]]
    return ranked


def day(case: Case) -> Reason | None:
    """Refuse when the best sentence is of another day or month than the one asked about, or nothing tells that it is of it.

    也在九月底完工了吗 is answered with a no by what tells another time.
    """
    asked = case.question.times
    if not asked or not case.best or case.question.kind == "yesno":
        return None
    part, day = asked[0].is_part, asked[0].words
    told = [*_told(case.collection, case.best, part=part)]
    own = _own(case.collection, case.best, part=part)
    if case.question.kind != "date" and own and not _meet(asked, own):
        return Reason(code="time_not_covered", message=f"最接近的句子说的是“{own[0].words}”，不是{day}。")
    if any(_meet(asked, times) for times in told) or (part and not told) or _is_in_article(asked, case):
        return None
    return Reason(code="time_not_covered", message=f"最接近的文章没有{day}的内容。")


def is_of(asked: Sequence[Time], collection: Collection, scored: Scored) -> bool:
    """Tell whether a sentence is of a time asked about, and surely of its year where that is asked."""
    told = next(_told(collection, scored, part=asked[0].is_part), [])
    return _meet(asked, [time for time in told if time.year or not asked[0].year])


def _meet(asked: Sequence[Time], told: Sequence[Time]) -> bool:
    """Tell whether a time told is asked about; 上半年 is not 前三季度."""
    return any(one.meets(other) and (not one.is_part or one[-2:] == other[-2:]) for one in asked for other in told)


def _own(collection: Collection, scored: Scored, *, part: bool) -> list[Time]:
    """Return the times a sentence tells, a table's row with its header."""
    number = scored.entry.article
    folded = collection.folded_text(scored.entry) + collection.folded_in(number, scored.entry.unit.context)
    return _read(folded, collection.headings[number].date, part=part)


def _told(collection: Collection, scored: Scored, *, part: bool) -> Iterator[list[Time]]:
    """Yield the times that tell a sentence's, the nearest first: its own, those before it, the head's, else the article's day."""
    printed = collection.headings[scored.entry.article].date
    told = [_own(collection, scored, part=part)]
    told += [_read(text, printed, part=part) for text in _around(collection, scored)]
    yield from filter(None, told)
    if not part and not any(told) and (today := day_of(printed)):
        yield [today]


def _around(collection: Collection, scored: Scored) -> Iterator[str]:
    """Yield what stands before a sentence in its paragraph, the nearest first, its article's first paragraph and title."""
    number, unit = scored.entry.article, scored.entry.unit
    before = unit.sentences[: unit.sentences.index(scored.entry.sentence)]
    opening = [each.spans for each in collection.articles[number].units if each.kind == "paragraph"][:1]
    for spans in (*(sentence.spans for sentence in reversed(before)), *opening):
        yield collection.folded_in(number, spans)
    yield collection.folded_titles[number]


def _read(folded: str, printed: str | None, *, part: bool) -> list[Time]:
    return [time for time in read_times(folded, printed) if time.is_part == part]


def _is_in_article(asked: Sequence[Time], case: Case) -> bool:
    """Tell whether the article of the best sentence names the time anywhere."""
    number = case.ranked[0].entry.article
    printed = case.collection.headings[number].date
    texts = (case.collection.folded_in(number, unit.spans) for unit in case.collection.articles[number].units)
    return any(_meet(asked, _read(text, printed, part=asked[0].is_part)) for text in texts)
