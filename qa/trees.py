"""Boosted regression trees read from JSON lists: scores of many rows at once, and what each feature added to one."""

import json
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from index.errors import DataError

Matrix = npt.NDArray[np.float64]
Tree = Mapping[str, Sequence[float]]
FORMAT = 1
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
        self._roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        feature, left, right = (_end_to_end(trees, name, np.int64) for name in ("feature", "left", "right"))
        self._value = _end_to_end(trees, "value", np.float64)
        self._threshold = _end_to_end(trees, "threshold", np.float64)
        shift, own, leaf = np.repeat(self._roots, sizes), np.arange(len(feature)), feature < 0
        self._feature = np.where(leaf, 0, feature)
        # node n leads to 2n on the right and 2n + 1 on the left, a leaf to itself: every row may take as many steps
        # as the deepest
        children = [np.where(leaf, own, right + shift), np.where(leaf, own, left + shift)]
        self._children = np.stack(children, axis=1).ravel()
        self._steps = max(map(_depth, trees))

    def _step(self, rows: Matrix, starts: npt.NDArray[np.int64], nodes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the next node of every row in every tree; `starts` are the places in `rows` where their rows begin."""
        at = self._feature.take(nodes)
        at += starts
        left = rows.take(at) <= self._threshold.take(nodes)
        return self._children.take(2 * nodes + left)

    def _starts(self, rows: Matrix) -> npt.NDArray[np.int64]:
        return np.repeat(np.arange(len(rows)) * len(self.features), len(self._roots))

    def score(self, rows: Matrix) -> Matrix:
        """Return the sum of the trees for each row, its columns in the order of `features`."""
        starts, nodes = self._starts(rows), np.tile(self._roots, len(rows))
        for _ in range(self._steps):
            nodes = self._step(rows, starts, nodes)
        return np.asarray(self._value.take(nodes).reshape(len(rows), len(self._roots)).sum(axis=1))

    def added(self, row: Sequence[float]) -> dict[str, float]:
        """Return what each feature added on the row's way through the trees; with "" for where all rows start, the score.

        Each step from a node to its child adds the difference of their values to the feature asked there (Saabas 2014).
        """
        rows = np.array([row], dtype=np.float64)
        starts, nodes = self._starts(rows), self._roots
        added = np.zeros(len(self.features))
        for _ in range(self._steps):
            below = self._step(rows, starts, nodes)
            np.add.at(added, self._feature[nodes], self._value[below] - self._value[nodes])
            nodes = below
        start = float(self._value[self._roots].sum())
        return {"": start} | dict(zip(self.features, added.tolist(), strict=True))


def _end_to_end(trees: Sequence[Tree], name: str, kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.concatenate([np.asarray(tree[name], dtype=kind) for tree in trees])


def _depth(tree: Tree) -> int:
    depths = [0] * len(tree["feature"])
    for node, feature in enumerate(tree["feature"]):
        if feature >= 0:
            depths[int(tree["left"][node])] = depths[int(tree["right"][node])] = depths[node] + 1
    return max(depths)


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
