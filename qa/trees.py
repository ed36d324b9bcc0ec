"""Boosted regression trees read from JSON lists: scores of many rows at once, and what each feature added to one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DataError

Matrix = npt.NDArray[np.float64]
Tree = Mapping[str, Sequence[float]]
FORMAT = 1
_TOGETHER = 5  # steps that all rows take through all trees
PARTS = ("feature", "threshold", "left", "right", "value")


class Trees:
    """Regression trees over named features, laid end to end; a row goes left where its value is at most the threshold.

    Each tree is five lists over its nodes, a node before its children: `feature` (-1 for a leaf), `threshold`,
    `left`, `right`, `value`. The value of an inner node is what the tree would say if it ended there.
    """

    def __init__(self, features: Sequence[str], trees: Sequence[Tree]) -> None:
        """Build from the lists.

        Raises:
            ValueError: they are no trees over these features; the message says, in Chinese, which and why.
        """
        _check(features, trees)
        self.features = tuple(features)
        sizes = [len(tree["value"]) for tree in trees]
        roots = (np.cumsum(sizes) - sizes).astype(np.int64)
        shift = np.repeat(roots, sizes)
        feature, left, right = (_end_to_end(trees, name, np.int64) for name in ("feature", "left", "right"))
        leaf = feature < 0
        levels = [*_levels(roots, leaf, left + shift, right + shift)]
        order = np.concatenate(levels)  # the roots first
        place = np.empty(len(leaf), dtype=np.int64)
        place[order] = np.arange(len(order))
        self._trees, self._steps = len(trees), len(levels) - 1
        self._value = _end_to_end(trees, "value", np.float64)[order]
        self._feature = np.where(leaf, 0, feature)[order]
        # a node leads to its right child and, where its value is at most the threshold, to the left one after it; a
        # leaf, where no value is, to itself: every row may take as many steps as the deepest
        self._threshold = np.where(leaf, np.nan, _end_to_end(trees, "threshold", np.float64))[order]
        self._right = np.where(leaf, place, place[np.where(leaf, 0, right + shift)])[order]

    def _step(self, rows: Matrix, starts: npt.NDArray[np.int64], nodes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the next node of every row in every tree; `starts` are the places in `rows` where their rows begin."""
        at = self._feature.take(nodes)
        at += starts
        left = rows.take(at) <= self._threshold.take(nodes)
        below = self._right.take(nodes)
        below += left
        return below

    def score(self, rows: Matrix) -> Matrix:
        """Return the sum of the trees for each row, its columns in the order of `features`."""
        roots = slice(self._trees)
        first = self._right[roots] + (rows.take(self._feature[roots], axis=1) <= self._threshold[roots])
        starts, nodes = np.repeat(np.arange(len(rows)) * len(self.features), self._trees), first.ravel()
        for _ in range(min(self._steps, _TOGETHER) - 1):
            nodes = self._step(rows, starts, nodes)
        if self._steps > _TOGETHER:  # most have come to their leaf by now
            going = np.flatnonzero(self._right.take(nodes) != nodes)
            starts, below = starts[going], nodes[going]
            for _ in range(self._steps - _TOGETHER):
                below = self._step(rows, starts, below)
            nodes[going] = below
        return np.asarray(self._value.take(nodes).reshape(first.shape).sum(axis=1))

    def added(self, row: Sequence[float]) -> dict[str, float]:
        """Return what each feature added on the row's way through the trees; with "" for where all rows start, the score.

        Each step from a node to its child adds the difference of their values to the feature asked there (Saabas 2014).
        """
        rows = np.array([row], dtype=np.float64)
        nodes = np.arange(self._trees)
        added = np.zeros(len(self.features))
        for _ in range(self._steps):
            below = self._step(rows, np.zeros_like(nodes), nodes)
            np.add.at(added, self._feature[nodes], self._value[below] - self._value[nodes])
            nodes = below
        start = float(self._value[: self._trees].sum())
        return {"": start} | dict(zip(self.features, added.tolist(), strict=True))


def _end_to_end(trees: Sequence[Tree], name: str, kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.concatenate([np.asarray(tree[name], dtype=kind) for tree in trees])


def _levels(
    roots: npt.NDArray[np.int64],
    leaf: npt.NDArray[np.bool_],
    left: npt.NDArray[np.int64],
    right: npt.NDArray[np.int64],
) -> Iterator[npt.NDArray[np.int64]]:
    """Yield the nodes level by level, each left child after its right one."""
    level = roots
    while len(level):
        yield level
        inner = level[~leaf[level]]
        level = np.stack([right[inner], left[inner]], axis=1).ravel()


def _check(features: Sequence[str], trees: Sequence[Tree]) -> None:
    if not trees:
        raise ValueError("一棵树也没有")
    for number, tree in enumerate(trees):
        if set(tree) != set(PARTS) or len({len(tree[part]) for part in PARTS}) > 1 or not tree["value"]:
            raise ValueError(f"第 {number} 棵树的几列长短不一或缺了一列")
        for node, (feature, left, right) in enumerate(zip(tree["feature"], tree["left"], tree["right"], strict=True)):
            if not -1 <= feature < len(features):
                raise ValueError(f"第 {number} 棵树问到第 {feature} 个特征，只有 {len(features)} 个")
            if feature >= 0 and not (node < left < len(tree["value"]) and node < right < len(tree["value"])):
                raise ValueError(f"第 {number} 棵树第 {node} 个结点的下级不在它后面")
        below = [
            node for name in ("left", "right") for node, of in zip(tree[name], tree["feature"], strict=True) if of >= 0
        ]
        if len(set(below)) < len(below):
            raise ValueError(f"第 {number} 棵树有结点是两个结点的下级")


def read_trees(name: str) -> Trees | None:
    """Return the trees shipped under a name, None where the file is not there.

    Raises:
        DataError: the file is damaged, or of another program or version.
    """
    file = resources.files("qa").joinpath("models", name)
    return parse_trees(file.read_bytes(), name) if file.is_file() else None


def parse_trees(data: bytes | str, name: str) -> Trees:
    """Return the trees of what a model file holds.

    Raises:
        DataError: they are none; `name` is the file's.
    """
    try:
        model = json.loads(data)
        if model["format"] != FORMAT:
            raise ValueError(f"格式是 {model['format']}，应为 {FORMAT}")
        return Trees(model["features"], model["trees"])
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        told = f"缺了 {error}" if isinstance(error, KeyError) else error
        raise DataError(f"模型文件 {name} 用不了（{told}），请重新安装本程序或重新训练") from error
