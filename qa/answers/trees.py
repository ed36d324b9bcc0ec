"""Reading trained trees: JSON of node arrays, summed for all rows and all trees at once."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Trees(NamedTuple):
    """Trees laid end to end: node `i` sends `x[feature[i]] <= threshold[i]` left; a leaf sends every row to itself."""

    roots: NDArray[np.int64]
    feature: NDArray[np.int64]
    threshold: Floats
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Floats
    depth: int


def read_trees(trees: Sequence[Mapping[str, Sequence[Any]]]) -> Trees:
    """Read trees of arrays `feature`, `threshold`, `left`, `right`, `value`; a leaf's feature is -1."""
    sizes = [len(tree["feature"]) for tree in trees]
    roots = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    feature, threshold, left, right, value = (
        np.concatenate([np.asarray(tree[name], dtype=float) for tree in trees])
        for name in ("feature", "threshold", "left", "right", "value")
    )
    shift = np.repeat(roots, sizes)
    own = np.arange(len(feature))
    leaf = feature < 0
    return Trees(
        roots,
        np.where(leaf, 0, feature).astype(np.int64),
        np.where(leaf, np.inf, threshold),
        np.where(leaf, own, left + shift).astype(np.int64),
        np.where(leaf, own, right + shift).astype(np.int64),
        value,
        max(_depth(tree) for tree in trees),
    )


def _depth(tree: Mapping[str, Sequence[Any]]) -> int:
    depths = {0: 0}
    for node, feature in enumerate(tree["feature"]):  # a node stands before its children
        if feature >= 0:
            depths[tree["left"][node]] = depths[tree["right"][node]] = depths[node] + 1
    return max(depths.values())


def sum_trees(trees: Trees, rows: Floats) -> Floats:
    """Return each row's sum of leaf values."""
    width = rows.shape[1]
    flat = rows.ravel()
    base = np.repeat(np.arange(len(rows)) * width, len(trees.roots))
    node = np.tile(trees.roots, len(rows))
    for _ in range(trees.depth):
        goes_left = flat[base + trees.feature[node]] <= trees.threshold[node]
        node = np.where(goes_left, trees.left[node], trees.right[node])
    sums: Floats = trees.value[node].reshape(len(rows), -1).sum(axis=1)
    return sums
