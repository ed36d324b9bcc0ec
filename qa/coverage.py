"""How much of a question a set of terms covers, each of its concepts weighed by how rare it is."""

from collections.abc import Sequence

from index.collection import Collection
from qa.question import Concept, Question


def concept_weights(question: Question, collection: Collection) -> list[float]:
    """Return each concept's weight: its best known wording's idf, or the rarest word's if none is known."""
    rarest = collection.rarest
    weights = []
    for concept in question.concepts:
        known = [value for wording in concept.wordings for term in wording if (value := collection.idf(term))]
        weights.append(max(known) if known else rarest)
    return weights


def coverage(concepts: Sequence[Concept], weights: Sequence[float], terms: set[str] | frozenset[str]) -> float:
    """Return the share of the concepts' weight that the terms cover, 0 to 1."""
    total = sum(weights)
    if not total:
        return 0.0
    covered = (
        weight * max(_share(wording, terms) for wording in concept.wordings)
        for concept, weight in zip(concepts, weights, strict=True)
    )
    return sum(covered) / total


def _share(wording: tuple[str, ...], terms: set[str] | frozenset[str]) -> float:
    return sum(term in terms for term in wording) / len(wording) if wording else 0.0
