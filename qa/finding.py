"""The sentences that may answer a question, best first, and whether the first of them does."""

from collections.abc import Callable
from typing import NamedTuple

from index.collection import Collection
from qa.answer import Reason
from qa.dated import date_note, is_of_year, put_otherwise, relative_note
from qa.question import Question
from qa.ranking import Ranker, Scored, rank_sentences
from qa.refusal import judge
from qa.refusal.days import prefer_day
from qa.refusal.places import prefer_place
from qa.several import is_as_good

_NONE_LEFT = Reason(
    code="not_stated", message="没有一篇文章合于所限的来源、日期和地点，请检查写法（来源照出处的写法）。"
)
_LEFT_OUT = Reason(code="not_stated", message="所限的来源、日期或地点之内，没有文章说到所问的。")


class Found(NamedTuple):
    """A question with its best sentences, why the first is no answer, how sure that is, and what to know beside it."""

    question: Question
    ranked: list[Scored]
    refusal: Reason | None
    sure: float
    note: str | None = None


def find(question: Question, collection: Collection, ranker: Ranker, *, refuses: bool = True) -> Found:
    """Find what answers a question; without `refuses` the first sentence does, whatever it is."""
    ranked = rank_sentences(question, collection, ranker)
    found = _judged(question, collection, ranked, refuses=refuses)
    return found if found.refusal else found._replace(note=relative_note(question, collection, found.ranked[0]))


def find_by_date(
    question: Question, collection: Collection, ranker: Ranker, understand: Callable[[str], Question]
) -> Found | None:
    """Find what answers for a year by the day its article was printed, None where nothing does."""
    ranked: list[Scored] = []
    for dated in put_otherwise(question, collection, understand):
        if dated.word and not any(is_of_year(dated, collection, scored) for scored in ranked):
            continue
        best = rank_sentences(dated.question._replace(within=question.within), collection, ranker)[:1]
        ranked = rank_sentences(dated.question, collection, ranker)
        # a sentence that only the other years' absence makes the best is about something else
        as_good = [scored for scored in ranked if all(is_as_good(scored, other) for other in best)]
        found = _judged(dated.question, collection, [s for s in as_good if is_of_year(dated, collection, s)])
        if not found.refusal:
            return found._replace(note=date_note(dated, collection, found.ranked[0]))
    return None


def _judged(question: Question, collection: Collection, ranked: list[Scored], *, refuses: bool = True) -> Found:
    ranked = prefer_day(question, collection, prefer_place(question, collection, ranked))
    verdict = judge(question, collection, ranked)
    if question.within and not ranked:
        verdict = verdict._replace(reason=_LEFT_OUT if collection.leaves_any(question.within) else _NONE_LEFT)
    if refuses or not ranked:
        return Found(question, ranked, verdict.reason, verdict.confidence)
    return Found(question, ranked, None, 1 - verdict.confidence if verdict.reason else verdict.confidence)
