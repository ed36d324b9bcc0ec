"""Why a question has no answer: the rules in one table, and the learned decision that weighs them with all else."""

from collections.abc import Sequence
from typing import NamedTuple

from index.collection import Collection
from qa.answer import Reason
from qa.question import Question
from qa.ranking import Scored
from qa.refusal.answerable import Answerable, read_answerable, untold
from qa.refusal.case import Case
from qa.refusal.demands import unmet
from qa.refusal.evidence import evidence
from qa.refusal.places import place, scope
from qa.refusal.slots import slot
from qa.refusal.things import attribute, besides, entity, focus, substitution
from qa.refusal.times import plan, relative_year, unrealised, year

__all__ = ["ALWAYS", "RULES", "Verdict", "find_refusal", "judge", "observe"]

RULES = (
    place, year, plan, focus, entity, slot, scope, relative_year, unrealised, attribute, besides, substitution, unmet
)  # fmt: skip
# what no likeness makes good: another place, time, whole or thing than the one asked about, or one nowhere told of
ALWAYS = frozenset(rule.__name__ for rule in (place, year, plan, focus, scope, relative_year, substitution))
_RULE_IS_RIGHT = 0.9  # share of the rules' refusals of invented pages that are right
_NO_WORDS = "问句里没有可以查找的词，请说得具体一些。"


class Verdict(NamedTuple):
    """Why there is no answer, None where there is one, and how likely that is right, 0 to 1."""

    reason: Reason | None
    confidence: float


def judge(
    question: Question, collection: Collection, ranked: Sequence[Scored], model: Answerable | None = None
) -> Verdict:
    """Decide whether the first of the best sentences answers, by the model shipped unless another is given."""
    model = model or read_answerable()
    if model is None or not ranked or not question.concepts:
        reason = find_refusal(question, collection, ranked)
        return Verdict(reason, _RULE_IS_RIGHT)
    case = Case(question, collection, ranked)
    told, columns = observe(case)
    if always := next((reason for name, reason in told.items() if name in ALWAYS), None):
        return Verdict(always, _RULE_IS_RIGHT)
    likely = model.likely(columns)
    if likely >= model.least:
        return Verdict(None, model.is_right(likely))
    return Verdict(next(iter(told.values()), None) or untold(case, columns), 1 - likely)


def observe(case: Case) -> tuple[dict[str, Reason], dict[str, float]]:
    """Return the reasons of the rules that speak against the best sentence, by rule, and all that tells an answer."""
    found = {rule.__name__: rule(case) for rule in RULES}
    told = {name: reason for name, reason in found.items() if reason}
    return told, evidence(case, {name: name in told for name in found})


def find_refusal(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Return why the articles do not answer the question by the rules alone, None if they may."""
    if not question.concepts:
        return Reason(code="not_stated", message=_NO_WORDS)
    case = Case(question, collection, ranked)
    return next((reason for rule in RULES if (reason := rule(case))), None)
