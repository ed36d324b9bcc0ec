"""Why a question has no answer: every check in one table, in the order they are asked; the first reason is given."""

from collections.abc import Sequence

from index.collection import Collection
from qa.answer import Reason
from qa.question import Question
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.refusal.demands import unmet
from qa.refusal.places import place, scope
from qa.refusal.slots import slot
from qa.refusal.things import attribute, besides, entity, focus, substitution
from qa.refusal.times import plan, relative_year, unrealised, year

__all__ = ["find_refusal"]

_CHECKS = (place, year, plan, focus, entity, slot, scope, relative_year, unrealised, attribute, besides, substitution)


def find_refusal(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Return why the articles do not answer the question, None if they may."""
    if not question.concepts:
        return Reason(code="not_stated", message="问句里没有可以查找的词，请说得具体一些。")
    case = Case(question, collection, ranked)
    for check in (*_CHECKS, unmet):
        if reason := check(case):
            return reason
    return None
