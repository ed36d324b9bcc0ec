"""Choosing the sentence: learned trees over readable features, or weights set by hand where there are none."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from index.collection import Collection, Entry
from index.simplify import simplify
from qa.answer import Quantity
from qa.candidates import Candidate, find_candidates
from qa.features import Columns, features, look_closer
from qa.numbers.read import simplified_quantities
from qa.pool import Pool
from qa.question import Question
from qa.trees import Trees, read_trees

RERANKED = 40  # candidates the trees look at; the gold is among them in 99 of 100 questions


class Ranker(Protocol):
    """What turns features into scores."""

    def look(self, question: str, sentences: Sequence[str], columns: Columns) -> Columns:
        """Return further features of its own of the sentences, each given after its title; most rankers have none."""
        return {}

    def score(self, columns: Columns) -> npt.NDArray[np.float64]:
        """Return a score a candidate."""

    def added(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature added to one candidate's score."""


class HandWeights(Ranker):
    """A weighted sum of few features: what chooses where no trees are shipped, and what the trees look at first."""

    weights: Mapping[str, float] = {
        "passage": 1.0,
        "coverage": 4.0,
        "own": 1.5,
        "pairs": 3.0,
        "kind": 0.5,
        "unit": 0.5,
        "place": 1.5,
        "year": 1.5,
        "writer": 6.0,
        "picture": 1.5,
        "form": 1.0,
    }

    def score(self, columns: Columns) -> npt.NDArray[np.float64]:
        """Return the weighted sum of every candidate."""
        return np.asarray(sum(weight * columns[name] for name, weight in self.weights.items()))

    def added(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return weight times value."""
        return {name: weight * features[name] for name, weight in self.weights.items()}


class LearnedTrees(Ranker):
    """The trees over all features they were trained on."""

    def __init__(self, trees: Trees) -> None:
        self._trees = trees

    def score(self, columns: Columns) -> npt.NDArray[np.float64]:
        """Return the sum of the trees of every candidate."""
        return self._trees.score(np.array([columns[name] for name in self._trees.features]).T.copy())

    def added(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature added on the way through the trees."""
        added = self._trees.added([features[name] for name in self._trees.features])
        return {name: value for name, value in added.items() if name}


class Features(Mapping[str, float]):
    """The features of one candidate by name, left in the table of all: few of them are ever looked at."""

    __slots__ = ("_names", "_row", "_table")

    def __init__(self, names: Mapping[str, int], table: npt.NDArray[np.float64], row: int) -> None:
        self._names, self._table, self._row = names, table, row

    def __getitem__(self, name: str) -> float:
        return float(self._table[self._names[name], self._row])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Scored(NamedTuple):
    """A candidate with its score and the features that made it."""

    entry: Entry
    text: str
    score: float
    features: Mapping[str, float]

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures of the sentence in simplified characters."""
        return simplified_quantities(simplify(self.text))


def default_ranker() -> Ranker:
    """Return the trees shipped with the program, the weights set by hand where they are missing."""
    trees = read_trees("sentences.json")
    return LearnedTrees(trees) if trees else HandWeights()


def rank_sentences(question: Question, collection: Collection, ranker: Ranker) -> list[Scored]:
    """Return the sentences of the best passages, best first; ties go to the earlier sentence."""
    candidates = find_candidates(question, collection)
    if not candidates:
        return []
    columns = features(Pool(question, collection, candidates))
    numbers = np.array([candidate.at for candidate in candidates])
    first = HandWeights().score(columns).round(6)
    order = np.lexsort((numbers, -first))
    best, rest = order[:RERANKED], order[RERANKED:]
    seen = np.array([*columns.values()])
    of_best = dict(zip(columns, seen[:, best], strict=True))
    of_best |= look_closer(question, [candidates[row].folded for row in best], collection.tokenizer)
    of_best |= ranker.look(question.text, [_titled(candidates[row], collection) for row in best], of_best)
    names = {name: at for at, name in enumerate(of_best)}
    table = np.zeros((len(names), len(candidates)))
    table[:, best] = list(of_best.values())
    table[: len(columns)] = seen
    scores = ranker.score(of_best).round(6)
    again = np.lexsort((numbers[best], -scores))
    # what the trees do not see stays below what they do, in the order of the first look
    floor = float(scores.min()) - float(first[rest[0]]) - 1 if len(rest) else 0.0
    rows = np.concatenate([best[again], rest]).tolist()
    told = np.concatenate([scores[again], first[rest] + floor]).round(6).tolist()
    return [
        Scored(candidates[row].entry, candidates[row].text, score, Features(names, table, row))
        for row, score in zip(rows, told, strict=True)
    ]


def _titled(candidate: Candidate, collection: Collection) -> str:
    """Return a sentence after the title of its article: most sentences name their subject only there."""
    title = collection.headings[candidate.entry.article].title
    return f"{title}：{candidate.text}" if title else candidate.text
