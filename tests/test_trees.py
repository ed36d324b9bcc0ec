"""Trees: scores known by hand, what each feature added, and files that are not ours."""

import json
from collections.abc import Callable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import DataError
from qa.trees import PARTS, Tree, Trees, parse_trees, read_trees

# a <= 0.5 ? -1 : (b <= 2 ? 2 : 5), and a stump of b
DEEP = {
    "feature": [0, -1, 1, -1, -1],
    "threshold": [0.5, 0, 2, 0, 0],
    "left": [1, 0, 3, 0, 0],
    "right": [2, 0, 4, 0, 0],
    "value": [1, -1, 3, 2, 5],
}
STUMP = {
    "feature": [1, -1, -1],
    "threshold": [0, 0, 0],
    "left": [1, 0, 0],
    "right": [2, 0, 0],
    "value": [0.5, 0.25, 0.75],
}
MODEL: dict[str, Any] = {"format": 1, "features": ["a", "b"], "trees": [DEEP, STUMP]}


@pytest.mark.parametrize(
    ("row", "score"),
    [((0.5, 0), -1 + 0.25), ((0.51, 2), 2 + 0.75), ((1, 2.01), 5 + 0.75), ((-9, 9), -1 + 0.75), ((9, -9), 2 + 0.25)],
)
def test_a_tree_known_by_hand(row: tuple[float, float], score: float) -> None:
    trees = parse_trees(json.dumps(MODEL), "m.json")
    assert trees.score(np.array([row], dtype=float)).tolist() == [score]
    assert trees.score(np.array([(0, 0), row, (9, 9)], dtype=float))[1] == score


def test_what_each_feature_added() -> None:
    assert Trees(["a", "b"], [DEEP]).added((1, 3)) == {"": 1.0, "a": 2.0, "b": 2.0}
    assert Trees(["a", "b"], [DEEP, STUMP]).added((0, 3)) == {"": 1.5, "a": -2.0, "b": 0.25}


def test_no_rows_no_scores() -> None:
    assert Trees(["a", "b"], [DEEP, STUMP]).score(np.zeros((0, 2))).shape == (0,)


@given(seed=st.integers(0, 2**32 - 1))
def test_what_was_added_sums_to_the_score(seed: int) -> None:
    trees = read_trees("sentences.json")
    assert trees is not None
    row = np.random.default_rng(seed).normal(size=len(trees.features))
    assert sum(trees.added(row).values()) == pytest.approx(float(trees.score(row[None, :])[0]), abs=1e-9)


BROKEN = {
    "no JSON": "{",
    "another file": "[]",
    "no format": json.dumps({"features": ["a"]}),
    "another format": json.dumps(MODEL | {"format": 2}),
    "no features": json.dumps({"format": 1, "trees": [DEEP]}),
    "no tree": json.dumps(MODEL | {"trees": []}),
    "trees of LightGBM": json.dumps(MODEL | {"trees": [{"num_leaves": 2, "tree_structure": {}}]}),
    "a list too short": json.dumps(MODEL | {"trees": [DEEP | {"left": [1, 0]}]}),
    "a feature too many": json.dumps(MODEL | {"features": ["a"]}),
    "a circle": json.dumps(MODEL | {"trees": [STUMP | {"left": [0, 0, 0]}]}),
    "a child outside": json.dumps(MODEL | {"trees": [STUMP | {"right": [3, 0, 0]}]}),
    "words for numbers": json.dumps(MODEL | {"trees": [STUMP | {"value": ["x", "y", "z"]}]}),
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_by_name(text: str) -> None:
    with pytest.raises(DataError, match=r"^模型文件 m\.json 用不了（.+），请重新安装本程序或重新训练$"):
        parse_trees(text, "m.json")


def test_a_missing_file_is_no_error() -> None:
    assert read_trees("没有.json") is None


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"\x89PNG\r\n" + data], ids=["cut", "binary"]
)
def test_a_damaged_shipped_file_is_refused_by_name(
    damage: Callable[[bytes], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = resources.files("qa").joinpath("models", "sentences.json").read_bytes()
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "sentences.json").write_bytes(damage(whole))
    monkeypatch.setattr("qa.trees.resources.files", lambda _: tmp_path)
    with pytest.raises(DataError, match=r"模型文件 sentences\.json 用不了"):
        read_trees("sentences.json")


def walk(tree: Tree, row: Sequence[float], node: int = 0) -> float:
    feature = int(tree["feature"][node])
    if feature < 0:
        return tree["value"][node]
    side = "left" if row[feature] <= tree["threshold"][node] else "right"
    return walk(tree, row, int(tree[side][node]))


@st.composite
def grown(draw: st.DrawFn) -> Tree:
    tree: dict[str, list[float]] = {name: [] for name in PARTS}

    def grow(depth: int) -> int:
        at, inner = len(tree["value"]), depth < 5 and draw(st.booleans())
        told = {"feature": draw(st.integers(0, 2)) if inner else -1, "threshold": draw(st.integers(-2, 2))}
        for name in PARTS:
            tree[name].append(told.get(name, 0))
        tree["value"][at] = draw(st.integers(-9, 9))
        if inner:
            tree["left"][at], tree["right"][at] = grow(depth + 1), grow(depth + 1)
        return at

    grow(0)
    return tree


@given(
    st.lists(grown(), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=4),
)
def test_scores_are_those_of_a_walk_through_each_tree(given_trees: list[Tree], rows: list[list[float]]) -> None:
    trees = Trees(["a", "b", "c"], given_trees)
    walked = [sum(walk(tree, row) for tree in given_trees) for row in rows]
    assert trees.score(np.array(rows, dtype=np.float64)).tolist() == walked
    assert [sum(trees.added(row).values()) for row in rows] == walked
