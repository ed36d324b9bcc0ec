"""Training: a few trees from a few pages give files the program reads; what is shipped says what it was made from."""

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from conftest import ASKED

from qa.answers.choose import read_model
from qa.features import TITLES
from qa.semantic import FEATURE
from qa.trees import PARTS, parse_trees, read_trees

MODELS = resources.files("qa").joinpath("models")
ANSWERS = resources.files("qa").joinpath("answers")
SHA256 = re.compile(r"[0-9a-f]{64}")
TREES = 3


def load(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check_record(record: dict[str, Any], features: tuple[str, ...]) -> None:
    assert tuple(record["features"]) == features
    assert isinstance(record["seed"], int)
    assert record["parameters"]["trees"] > 0
    assert record["parameters"]["seed"] == record["seed"]
    assert "CC BY-SA 4.0" in record["licences"]
    assert record["lightgbm"]
    assert record["trained_on"]
    for told in [*record["trained_on"], *record["measured"]]:
        assert SHA256.fullmatch(told["sha256"])
        assert told["questions"] > 0
        assert told["sentences"] > 0
    for hits in [*record["measured"], *record["pages_held_out"]]:
        assert 0 <= hits["hit@1"] <= hits["hit@5"] <= 1


def test_the_shipped_record_is_of_the_shipped_model() -> None:
    trees = read_trees("sentences.json")
    assert trees is not None
    record = load(MODELS.joinpath("sentences.record.json").read_text(encoding="utf-8"))
    check_record(record, trees.features)
    model = load(MODELS.joinpath("sentences.json").read_text(encoding="utf-8"))
    assert len(model["trees"]) == record["parameters"]["trees"]
    assert set(trees.features) <= set(TITLES)
    # nothing is measured on what was learned from
    assert not {t["sha256"] for t in record["trained_on"]} & {t["sha256"] for t in record["measured"]}


def test_the_record_of_the_short_answers() -> None:
    record = load(ANSWERS.joinpath("weights.record.json").read_text(encoding="utf-8"))
    weights = load(ANSWERS.joinpath("weights.json").read_text(encoding="utf-8"))
    assert record["licence"] == "CC BY-SA 4.0"
    assert record["credit"]
    assert isinstance(record["seed"], int)
    assert record["examples"] > 0
    assert all(SHA256.fullmatch(digest) for digest in record["sha256"].values())
    assert record["trees"] == [len(weights["first"]), len(weights["second"])]
    model = read_model()
    assert model.columns == model.first.features == model.second.features


def test_training_on_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("lightgbm", reason="只在装了 [train] 时训练")
    from qa.training import sentences

    pages = sorted(ASKED, key=lambda path: path.stat().st_size)[: sentences.FOLDS]
    folder = tmp_path / "pages"
    folder.mkdir()
    for page in pages:
        for file in (page, page.with_suffix(".jsonl")):
            (folder / file.name).write_bytes(file.read_bytes())
    out = tmp_path / "sentences.json"
    monkeypatch.setattr(sentences, "TREES", TREES)
    monkeypatch.setattr("sys.argv", ["sentences", "--pages", str(folder), "--out", str(out)])
    sentences.main()
    first = out.read_bytes()
    trees = parse_trees(first.decode(), out.name)
    assert set(trees.features) == set(TITLES) - {FEATURE}
    assert len(load(first.decode())["trees"]) == TREES
    check_record(load(out.with_suffix(".record.json").read_text(encoding="utf-8")), trees.features)
    sentences.main()
    assert out.read_bytes() == first


def test_written_trees_score_as_the_trained(tmp_path: Path) -> None:
    lightgbm = pytest.importorskip("lightgbm", reason="只在装了 [train] 时训练")
    import numpy as np

    from qa.training.tree_lists import tree_lists

    draw = np.random.default_rng(1)
    rows = draw.normal(size=(400, 3))
    wanted = rows[:, 0] * rows[:, 1] + rows[:, 2]
    settings = {"verbose": -1, "num_threads": 1, "num_leaves": 8, "deterministic": True, "force_row_wise": True}
    booster = lightgbm.train(settings, lightgbm.Dataset(rows, wanted), 5)
    for inner in (True, False):
        lists = tree_lists(booster, digits=(17, 17), inner=inner)
        assert all(tuple(tree) == PARTS for tree in lists)
        text = json.dumps({"format": 1, "features": ["a", "b", "c"], "trees": lists})
        assert parse_trees(text, "m.json").score(rows) == pytest.approx(booster.predict(rows), abs=1e-12)
