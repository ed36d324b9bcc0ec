"""Why an answer is this one, in words a reader understands: what was asked, which words matched, what counted."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from index.collection import Collection
from qa.answer import Quote
from qa.assistant import Explanation
from qa.coverage import concept_weights, coverage
from qa.features import TITLES
from qa.question import Question
from qa.ranking import Scored

_MOST = 8  # features shown of a sentence, the weightiest first
_KINDS = {
    "author": "谁写的、谁拍的", "choice": "两样里的哪一样", "count": "数目", "date": "时间", "definition": "是什么",
    "duration": "时长", "figure": "数", "identifier": "号码", "list": "有哪些", "measure": "数量", "method": "怎么做",
    "money": "金额", "org": "哪个单位", "percent": "比例", "person": "谁", "place": "哪里", "rank": "名次",
    "reason": "为什么", "yesno": "是不是",
}  # fmt: skip


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class Understood(_Shown):
    """One thing read from the question: 年份, 2024."""

    name: str
    value: str


class Word(_Shown):
    """A word of the question, and whether the sentence (or its article's title) holds it in some wording."""

    text: str
    weight: float
    found: bool


class Counted(_Shown):
    """A feature and what it added to the sentence's score."""

    name: str
    added: float


class SentenceWhy(_Shown):
    """Why one sentence stands where it does."""

    text: str
    rank: int
    words: tuple[Word, ...]
    features: tuple[Counted, ...]


class Why(_Shown):
    """What each step made of a question; `sentences` stand in the order of the answer's quotes (or near misses)."""

    question: str
    understood: tuple[Understood, ...]
    reason: str | None
    considered: int  # sentences weighed
    sentences: tuple[SentenceWhy, ...]


def why(explanation: Explanation, collection: Collection) -> Why:
    """Return the explanation of an answer for its reader."""
    answer, question = explanation.answer, explanation.question
    weights = concept_weights(question, collection)
    return Why(
        question=answer.question,
        understood=tuple(Understood(name=name, value=value) for name, value in _understood(question)),
        reason=answer.reason.message if answer.reason else None,
        considered=len(explanation.ranked),
        sentences=tuple(
            _sentence(explanation, collection, weights, at, scored)
            for quote in answer.quotes or answer.nearest
            for at, scored in _ranked(explanation, collection, quote)
        ),
    )


def _ranked(explanation: Explanation, collection: Collection, quote: Quote) -> list[tuple[int, Scored]]:
    """Return the candidate a quote was made of with its rank, from 1."""
    return [
        (at, scored)
        for at, scored in enumerate(explanation.ranked, 1)
        if scored.entry.sentence.spans == quote.spans
        and collection.source_of[scored.entry.article].path == quote.source.path
    ][:1]


def _understood(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what was read from the question, only what it has."""
    wordings = [(c.surface, "、".join(dict.fromkeys(map(_spelt, c.wordings[1:])))) for c in question.concepts]
    rows = (
        ("问的是", _KINDS.get(question.kind, "")),
        ("单位", question.unit or ""),
        ("年份", "、".join(question.years)),
        ("规划", "、".join(question.plans)),
        ("地点", "、".join(question.places)),
        ("改正", "、".join(f"{wrong} → {right}" for wrong, right in question.corrections)),
        ("也找", "；".join(f"{surface} → {others}" for surface, others in wordings if others)),
    )
    yield from ((name, value) for name, value in rows if value)


def _spelt(terms: tuple[str, ...]) -> str:
    """Return a wording's terms without those that are only a part of another."""
    return " ".join(term for term in terms if not any(term in other for other in terms if other != term))


def _sentence(
    explanation: Explanation, collection: Collection, weights: Sequence[float], rank: int, scored: Scored
) -> SentenceWhy:
    question = explanation.question
    terms = {*scored.entry.terms, *collection.context[scored.entry.article]}
    words = tuple(
        Word(text=concept.surface, weight=round(weight, 2), found=coverage([concept], [1.0], terms) > 0)
        for concept, weight in zip(question.concepts, weights, strict=True)
    )
    added = {name: round(value, 2) for name, value in explanation.ranker.added(scored.features).items()}
    most = sorted((name for name in added if added[name]), key=lambda name: (-abs(added[name]), name))[:_MOST]
    features = tuple(Counted(name=TITLES[name], added=added[name]) for name in most)
    return SentenceWhy(text=scored.text, rank=rank, words=words, features=features)
