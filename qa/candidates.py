"""The sentences that may answer: those of the best passages, with all that features look at."""

from collections.abc import Sequence
from typing import NamedTuple

from index.collection import Collection, Entry
from index.ranker import Hit
from qa.question import Question

PASSAGES = 30  # best passages whose sentences are looked at


class Candidate(NamedTuple):
    """A sentence that may answer; `passage` is its passage's BM25 score."""

    at: int  # its number in the collection
    entry: Entry
    text: str
    folded: str
    passage: float


def find_candidates(question: Question, collection: Collection, *, passages: int = PASSAGES) -> list[Candidate]:
    """Return the sentences of the best passages in the order of their passages; empty where no term is known."""
    candidates = []
    for at, score in _numbers(question, collection, collection.rank(question.terms, passages, question.within)).items():
        entry = collection.entries[at]
        candidates.append(Candidate(at, entry, collection.text(entry), collection.folded_text(entry), score))
    return candidates


def _numbers(question: Question, collection: Collection, hits: Sequence[Hit]) -> dict[int, float]:
    """Return the sentences of the hits by number, each with its passage's score."""
    found: dict[int, float] = {}
    for hit in hits:
        passage = collection.passages[hit.passage]
        sentences = [*range(passage.first, passage.last)]
        if question.kind == "author":  # a byline holds no word of what was written
            sentences += collection.signatures(passage.article)
        for at in sentences:
            found.setdefault(at, hit.score)
    return found
