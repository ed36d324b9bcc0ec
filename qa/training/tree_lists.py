"""Trained LightGBM trees as the lists that `qa.trees` reads: the one place where either model's trees are written."""

from collections.abc import Mapping
from typing import Any

from qa.trees import PARTS

TreeLists = dict[str, list[float]]


def tree_lists(booster: Any, *, digits: tuple[int, int], inner: bool) -> list[TreeLists]:
    """Return each tree as five lists over its nodes, a node before its children.

    `digits` are the significant ones of thresholds and of values; `inner` keeps the values of inner nodes, which
    only an explanation of a score needs.
    """
    trees = []
    for info in booster.dump_model()["tree_info"]:
        tree: TreeLists = {name: [] for name in PARTS}
        _add_node(info["tree_structure"], tree, digits, inner)
        trees.append(tree)
    return trees


def _add_node(node: Mapping[str, Any], tree: TreeLists, digits: tuple[int, int], inner: bool) -> int:
    """Append a node and all below it; return its number."""
    number, leaf = len(tree["value"]), "leaf_value" in node
    value = node["leaf_value"] if leaf else node["internal_value"] if inner else 0
    told = {
        "feature": -1 if leaf else node["split_feature"],
        "threshold": 0 if leaf else _rounded(node["threshold"], digits[0]),
        "left": 0,
        "right": 0,
        "value": _rounded(value, digits[1]) if leaf or inner else 0,
    }
    for name in PARTS:
        tree[name].append(told[name])
    if not leaf:
        tree["left"][number] = _add_node(node["left_child"], tree, digits, inner)
        tree["right"][number] = _add_node(node["right_child"], tree, digits, inner)
    return number


def _rounded(value: float, digits: int) -> float:
    return float(f"{value:.{digits}g}")
