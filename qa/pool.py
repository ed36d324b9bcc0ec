"""The candidates of one question side by side: what of the question each one, its title, neighbours and article hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.collection import Collection
from qa.candidates import Candidate
from qa.characters import Characters
from qa.coverage import concept_weights
from qa.question import Question

Column = npt.NDArray[np.float64]  # a value a candidate
Columns = dict[str, Column]
Matrix = npt.NDArray[np.float64]  # candidates × concepts, or × pairs


class Grouping(NamedTuple):
    """Rows put group by group: in `order`, each group begins at its start and has its size."""

    order: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]

    def slices(self) -> Iterator[slice]:
        """Yield the place of each group in `order`."""
        return map(slice, self.starts.tolist(), (self.starts + self.sizes).tolist())


class Held(NamedTuple):
    """How much of each concept stands at a place, 0 to 1: a row a candidate, a column a concept."""

    own: Matrix  # in the sentence
    title: Matrix  # in its article's title
    titled: Matrix  # in sentence or title: a title counts as present in each of its sentences
    article: Matrix  # anywhere in its article
    with_before: Matrix  # in sentence, title or the sentence before
    with_after: Matrix  # in sentence, title or the sentence after


class Pool:
    """What features look at; everything is made at first use."""

    def __init__(self, question: Question, collection: Collection, candidates: Sequence[Candidate]) -> None:
        self.question, self.collection, self.candidates = question, collection, candidates
        self.articles = [candidate.entry.article for candidate in candidates]
        self.asked = collection.tokenizer.fold(question.text)
        self.weights: Column = np.array(concept_weights(question, collection), dtype=np.float64)
        self.total = float(self.weights.sum()) or 1.0
        self._terms = {term: at for at, term in enumerate(dict.fromkeys(question.terms))}

    def __len__(self) -> int:
        return len(self.candidates)

    def column(self, value: Callable[[Candidate], float]) -> Column:
        """Return a value of every candidate."""
        return np.array([value(candidate) for candidate in self.candidates], dtype=np.float64)

    def part(self, concepts: Matrix) -> Column:
        """Return the share of the question's weight that each row covers."""
        return concepts @ (self.weights / self.total)

    @cached_property
    def by_article(self) -> Grouping:
        """The rows of each article side by side."""
        rows: dict[int, list[int]] = {}
        for row, article in enumerate(self.articles):
            rows.setdefault(article, []).append(row)
        sizes = np.array([len(each) for each in rows.values()])
        return Grouping(np.array([*chain.from_iterable(rows.values())]), np.cumsum(sizes) - sizes, sizes)

    def of_article(self, table: Callable[[Sequence[int]], Matrix]) -> Matrix:
        """Return the row of its article for every candidate, of a table with a row for each of the articles given it."""
        row = {article: at for at, article in enumerate(dict.fromkeys(self.articles))}
        return table([*row])[[row[article] for article in self.articles]]

    def most_in_article(self, column: Column) -> Column:
        """Return for every candidate the largest value among those of its article."""
        order, starts, sizes = self.by_article
        most = np.empty(len(self))
        most[order] = np.repeat(np.maximum.reduceat(column[order], starts), sizes)
        return most

    @cached_property
    def characters(self) -> Characters:
        """The candidates' characters, in the alphabet of the question."""
        return Characters([c.folded for c in self.candidates], self.asked + "".join(self.question.bigrams))

    @cached_property
    def pairs(self) -> Matrix:
        """1 where a candidate holds a pair of the question's neighbouring characters."""
        return self.characters.holds(self.question.bigrams)

    @cached_property
    def held(self) -> Held:
        """How much of each concept stands in and around each candidate."""
        own, before, after = self._own_and_beside()
        title = self._by_article(self.collection.context)
        titled = np.maximum(own, title)
        article = self.of_article(lambda articles: self.collection.holding(articles, [*self._terms]).astype(np.float64))
        parts = [own, title, titled, article, np.maximum(titled, before), np.maximum(titled, after)]
        return Held(*np.split(self._concepts(np.concatenate(parts)), len(parts)))

    def _own_and_beside(self) -> tuple[Matrix, Matrix, Matrix]:
        """Return the terms of each candidate, and of the sentences before and after it in its article."""
        entries = self.collection.entries
        beside = np.array([self._neighbours(candidate) for candidate in self.candidates])
        numbers, rows = np.unique(beside, return_inverse=True)
        table = self._terms_in([entries[at].terms if at >= 0 else () for at in numbers.tolist()])
        own, before, after = rows.reshape(beside.shape).T
        return table[own], table[before], table[after]

    def _neighbours(self, candidate: Candidate) -> tuple[int, int, int]:
        """Return the numbers of a candidate and of the sentences before and after it, -1 where its article has none."""
        entries, at = self.collection.entries, candidate.at
        before = at - 1 if at > 0 and entries[at - 1].article == candidate.entry.article else -1
        last = at + 1 == len(entries) or entries[at + 1].article != candidate.entry.article
        return at, before, -1 if last else at + 1

    def _by_article(self, terms_of: Sequence[Iterable[str]]) -> Matrix:
        return self.of_article(lambda articles: self._terms_in([terms_of[article] for article in articles]))

    def _terms_in(self, texts: Sequence[Iterable[str]]) -> Matrix:
        """Return 1 where a text (row) holds one of the question's terms (column)."""
        asked, columns = frozenset(self._terms), self._terms
        held, width = np.zeros((len(texts), len(columns))), len(columns)
        at = [row * width + columns[term] for row, terms in enumerate(texts) for term in asked.intersection(terms)]
        held.ravel()[at] = 1.0
        return held

    def _concepts(self, terms: Matrix) -> Matrix:
        """Turn terms held into concepts held: the best of each concept's wordings, each the mean of its terms."""
        wordings = [[*filter(None, concept.wordings)] for concept in self.question.concepts]
        # most concepts are one word
        firsts = [self._terms[each[0][0]] if each else 0 for each in wordings]
        held = terms.take(firsts, axis=1)
        for column, each in enumerate(wordings):
            if len(each) != 1 or len(each[0]) > 1:
                held[:, column] = self._best(each, terms)
        return held

    def _best(self, wordings: Sequence[Sequence[str]], terms: Matrix) -> Column:
        shares = [terms[:, [self._terms[term] for term in wording]].mean(axis=1) for wording in wordings]
        return np.maximum.reduce(shares, initial=0.0) if shares else np.zeros(len(terms))
