"""How much of a question the words near a sentence cover: its own, its article's title, its neighbours."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from index.collection import Collection
from qa.candidates import Candidate
from qa.question import Concept, Question

Column = npt.NDArray[np.float64]  # a value a candidate
Matrix = npt.NDArray[np.float64]  # candidates × concepts, or × pairs


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


class Pool:
    """The candidates of one question side by side, with what of the question each holds.

    Every matrix has a row a candidate and a column a concept: how much of the concept stands there, 0 to 1.
    """

    def __init__(self, question: Question, collection: Collection, candidates: Sequence[Candidate]) -> None:
        self.question, self.collection, self.candidates = question, collection, candidates
        self.articles = [candidate.entry.article for candidate in candidates]
        self.weights: Column = np.array(concept_weights(question, collection), dtype=np.float64)
        self.total = float(self.weights.sum()) or 1.0
        self._terms = tuple(dict.fromkeys(question.terms))
        self._held: dict[int, list[bool]] = {}

    def __len__(self) -> int:
        return len(self.candidates)

    def part(self, concepts: Matrix) -> Column:
        """Return the share of the question's weight that each row covers."""
        return concepts @ (self.weights / self.total)

    @cached_property
    def own(self) -> Matrix:
        """What the sentence itself holds."""
        return self._concepts(self._own)

    @cached_property
    def titled(self) -> Matrix:
        """What the sentence and its article's title hold: a title counts as present in each of its sentences."""
        return self._concepts(np.maximum(self._own, self._title))

    @cached_property
    def title(self) -> Matrix:
        """What the title holds."""
        return self._concepts(self._title)

    @cached_property
    def article(self) -> Matrix:
        """What the whole article holds."""
        return self._concepts(self._by_article(lambda number: self.collection.article_terms[number]))

    def beside(self, step: int) -> Matrix:
        """Return what the title, the sentence and the one `step` after it hold."""
        near = self._rows([self._neighbour(candidate.at, step) for candidate in self.candidates])
        return self._concepts(np.maximum(np.maximum(self._own, self._title), near))

    @cached_property
    def _own(self) -> Matrix:
        return self._rows([self._of_sentence(candidate.at) for candidate in self.candidates])

    @cached_property
    def _title(self) -> Matrix:
        return self._by_article(lambda number: self.collection.context[number])

    def _by_article(self, terms_of: Callable[[int], Sequence[str] | frozenset[str]]) -> Matrix:
        held = {number: self._holds(frozenset(terms_of(number))) for number in set(self.articles)}
        return self._rows([held[number] for number in self.articles])

    def _of_sentence(self, at: int) -> list[bool]:
        if at not in self._held:
            self._held[at] = self._holds(frozenset(self.collection.entries[at].terms))
        return self._held[at]

    def _neighbour(self, at: int, step: int) -> list[bool]:
        entries = self.collection.entries
        if 0 <= at + step < len(entries) and entries[at + step].article == entries[at].article:
            return self._of_sentence(at + step)
        return [False] * len(self._terms)

    def _holds(self, terms: frozenset[str]) -> list[bool]:
        return [term in terms for term in self._terms]

    def _rows(self, rows: Sequence[Sequence[bool]]) -> Matrix:
        return np.array(rows, dtype=np.float64).reshape(len(self), len(self._terms))

    def _concepts(self, terms: Matrix) -> Matrix:
        """Turn terms held into concepts held: the best of each concept's wordings, each the mean of its terms."""
        number = {term: at for at, term in enumerate(self._terms)}
        held = np.zeros((len(self), len(self.question.concepts)))
        for column, concept in enumerate(self.question.concepts):
            for wording in filter(None, concept.wordings):
                share = terms[:, [number[term] for term in wording]].mean(axis=1)
                np.maximum(held[:, column], share, out=held[:, column])
        return held
