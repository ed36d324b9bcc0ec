"""Gradient-boosted trees read from a small JSON file: scores, and what each feature added to them."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
FORMAT = 1


class Trees:
    """Regression trees over named features; a row goes left where its value is at most the threshold.

    Each tree is five lists over its nodes, the root first: `feature` (-1 for a leaf), `threshold`, `left`,
    `right`, `value`. The value of an inner node is what the tree would say if it ended there.
    """

    def __init__(self, features: Sequence[str], trees: Sequence[Mapping[str, Sequence[float]]]) -> None:
        self.features = tuple(features)
        size = max(len(tree["value"]) for tree in trees)
        self._feature = self._table(trees, "feature", size, np.int64)
        self._threshold = self._table(trees, "threshold", size, np.float64)
        self._value = self._table(trees, "value", size, np.float64)
        first = np.arange(len(trees))[:, None] * size
        own = first + np.arange(size)
        leaf = self._feature < 0
        # a leaf leads to itself, so that every row may take as many steps as the deepest
        self._left = np.where(leaf, own, first + self._table(trees, "left", size, np.int64)).ravel()
        self._right = np.where(leaf, own, first + self._table(trees, "right", size, np.int64)).ravel()
        self._feature = np.where(leaf, 0, self._feature).ravel()
        self._threshold, self._value, self._roots = self._threshold.ravel(), self._value.ravel(), first.ravel()
        self._steps = max(_depth(tree, 0) for tree in trees)

    @staticmethod
    def _table(trees: Sequence[Mapping[str, Sequence[float]]], name: str, size: int, dtype: Any) -> npt.NDArray[Any]:
        fill = -1 if name == "feature" else 0
        return np.array([[*tree[name], *[fill] * (size - len(tree[name]))] for tree in trees], dtype=dtype)

    def _step(self, rows: Matrix, nodes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        values = np.take_along_axis(rows, self._feature[nodes], axis=1)
        return np.where(values <= self._threshold[nodes], self._left[nodes], self._right[nodes])

    def score(self, rows: Matrix) -> Matrix:
        """Return the sum of the trees for each row, its columns in the order of `features`."""
        nodes = np.broadcast_to(self._roots, (len(rows), len(self._roots)))
        for _ in range(self._steps):
            nodes = self._step(rows, nodes)
        return np.asarray(self._value[nodes].sum(axis=1))

    def added(self, row: Sequence[float]) -> dict[str, float]:
        """Return what each feature added on the row's way through the trees; with "" for where all rows start, the score.

        Each step from a node to its child adds the difference of their values to the feature asked there (Saabas 2014).
        """
        rows = np.array([row], dtype=np.float64)
        nodes = self._roots[None, :]
        added = np.zeros(len(self.features))
        for _ in range(self._steps):
            below = self._step(rows, nodes)
            np.add.at(added, self._feature[nodes].ravel(), (self._value[below] - self._value[nodes]).ravel())
            nodes = below
        start = float(self._value[self._roots].sum())
        return {"": start} | dict(zip(self.features, added.tolist(), strict=True))


def _depth(tree: Mapping[str, Sequence[float]], node: int) -> int:
    if tree["feature"][node] < 0:
        return 0
    return 1 + max(_depth(tree, int(tree[side][node])) for side in ("left", "right"))


def read_trees(name: str) -> Trees | None:
    """Return the trees shipped under a name, None where the file is not there."""
    file = resources.files("qa").joinpath("models", name)
    if not file.is_file():
        return None
    model = json.loads(file.read_text(encoding="utf-8"))
    if model["format"] != FORMAT:
        raise ValueError(f"{name}: format {model['format']}, expected {FORMAT}")
    return Trees(model["features"], model["trees"])
