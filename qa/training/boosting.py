"""Boosted trees by LightGBM (MIT), needed for training alone, written in the form `qa.trees` reads."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.training.tree_lists import TreeLists, tree_lists

SEED = 7
_COMMON = {
    "verbosity": -1, "num_threads": 2, "seed": SEED, "deterministic": True, "force_row_wise": True, "max_depth": 8,
}  # fmt: skip
# the first trees tell likely pieces from the rest, the second ones rank the likely ones of one question
_FIRST = {"objective": "binary", "num_leaves": 24, "learning_rate": 0.2, "min_data_in_leaf": 60}
_SECOND = {
    "objective": "rank_xendcg", "num_leaves": 31, "learning_rate": 0.07, "min_data_in_leaf": 40,
    "feature_fraction": 0.5, "lambda_l2": 5.0,
}  # fmt: skip
FIRST_TREES, SECOND_TREES = 24, 240
_OTHERS = 50  # wrong pieces of a question shown to the first trees


class Group(NamedTuple):
    """One question's pieces: features, which of them answer, and what the question weighs."""

    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    weight: float


def fit(groups: Sequence[Group], kept: int) -> tuple[Any, Any]:
    """Return the two LightGBM boosters."""
    draw = np.random.default_rng(SEED)
    asked = [group for group in groups if group.right.any()]
    first = _train(_FIRST, asked, [_some(group, draw) for group in asked], FIRST_TREES)
    likely = [_likely(group, first.predict(group.rows), kept) for group in asked]
    return first, _train(_SECOND, asked, likely, SECOND_TREES)


def _some(group: Group, draw: np.random.Generator) -> NDArray[np.int64]:
    wrong = np.flatnonzero(~group.right)
    return np.concatenate([np.flatnonzero(group.right), draw.choice(wrong, min(_OTHERS, len(wrong)), replace=False)])


def _likely(group: Group, scores: NDArray[np.float64], kept: int) -> NDArray[np.int64]:
    return np.union1d(np.argsort(-scores, kind="stable")[:kept], np.flatnonzero(group.right))


def _train(settings: dict[str, Any], groups: Sequence[Group], at: Sequence[NDArray[np.int64]], trees: int) -> Any:
    import lightgbm

    pairs = list(zip(groups, at, strict=True))
    rows = np.concatenate([group.rows[i] for group, i in pairs])
    right = np.concatenate([group.right[i] for group, i in pairs]).astype(int)
    weight = np.concatenate([np.full(len(i), group.weight) for group, i in pairs])
    sizes = [len(i) for i in at] if "rank" in settings["objective"] else None
    return lightgbm.train(_COMMON | settings, lightgbm.Dataset(rows, right, weight=weight, group=sizes), trees)


def dump(booster: Any) -> list[TreeLists]:
    """Return the trees as lists of nodes."""
    return tree_lists(booster, digits=(5, 4), inner=False)
