"""Why a question was missed: ranks of the gold, the words and the features that decided."""

from typing import NamedTuple

from index.collection import Collection
from qa.assistant import Explanation
from qa.coverage import concept_weights, coverage
from qa.evaluation.measures import Judged
from qa.features import TITLES
from qa.question import Question
from qa.ranking import Ranker, Scored

_FEATURES_SHOWN = 12


class Word(NamedTuple):
    """A word of the question, its weight, and whether the sentence given and the gold sentence (or their titles) have it."""

    word: str
    weight: float
    given: bool
    gold: bool | None


class Feature(NamedTuple):
    """A feature with what it added to the score of the sentence given and of the gold sentence."""

    name: str
    given: float
    gold: float | None


class Miss(NamedTuple):
    """What a report shows of a question that was missed."""

    gold: tuple[str, ...]
    given: str | None  # the first quote, or the nearest of a refusal
    reason: str | None  # of a refusal
    sentence_rank: int | None  # of the first gold sentence among the candidates, from 1
    passage_rank: int | None  # of the first gold passage among those measured, from 1
    words: tuple[Word, ...]
    features: tuple[Feature, ...]


def explain_miss(judged: Judged, explanation: Explanation, collection: Collection, *, passage_rank: int | None) -> Miss:
    """Return what decided against the gold."""
    answer, ranked = explanation.answer, explanation.ranked
    at = next((at for at, scored in enumerate(ranked) if scored.text in judged.gold), None)
    gold = None if at is None else ranked[at]
    shown = answer.quotes or answer.nearest
    given = next((scored for scored in ranked if shown and scored.text == shown[0].text), None)
    return Miss(
        gold=judged.gold,
        given=shown[0].text if shown else None,
        reason=answer.reason.message if answer.reason else None,
        sentence_rank=None if at is None else at + 1,
        passage_rank=passage_rank,
        words=_words(explanation.question, collection, given, gold),
        features=_features(explanation.ranker, given, gold),
    )


def _words(question: Question, collection: Collection, given: Scored | None, gold: Scored | None) -> tuple[Word, ...]:
    weights = concept_weights(question, collection)
    terms = [_terms(collection, given), _terms(collection, gold)]
    return tuple(
        Word(
            concept.surface,
            round(weight, 2),
            coverage([concept], [1.0], terms[0]) > 0,
            None if gold is None else coverage([concept], [1.0], terms[1]) > 0,
        )
        for concept, weight in zip(question.concepts, weights, strict=True)
    )


def _terms(collection: Collection, scored: Scored | None) -> set[str]:
    return set(scored.entry.terms).union(collection.context[scored.entry.article]) if scored else set()


def _features(ranker: Ranker, given: Scored | None, gold: Scored | None) -> tuple[Feature, ...]:
    """Return the features that parted the two, the largest difference first; without gold, those of the sentence given."""
    if given is None:
        return ()
    added, of_gold = ranker.added(given.features), ranker.added(gold.features) if gold else None
    parted = [
        Feature(TITLES[name], round(value, 2), round(of_gold[name], 2) if of_gold else None)
        for name, value in added.items()
        if round(value, 2) != (round(of_gold[name], 2) if of_gold else 0.0)
    ]
    return tuple(sorted(parted, key=lambda f: (-abs(f.given - (f.gold or 0.0)), f.name))[:_FEATURES_SHOWN])
