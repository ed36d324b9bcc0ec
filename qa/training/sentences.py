"""Train the trees that choose the sentence: `python -m qa.training.sentences SET… --pages DIR --measure SET…`.

The weights go to qa/models/sentences.json, what they were made from to the record beside it.
"""

import argparse
import importlib.metadata
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

from index.terms import Tokenizer
from qa.training.examples import Examples, QuestionSet, make_examples, read_set, split
from qa.training.tree_lists import tree_lists
from qa.trees import FORMAT

SEED = 20261123
TREES = 600
PARAMETERS = {
    "objective": "lambdarank", "lambdarank_truncation_level": 10, "num_leaves": 20, "max_depth": 7,
    "learning_rate": 0.04, "min_data_in_leaf": 50, "lambda_l2": 10.0, "bagging_fraction": 0.8, "bagging_freq": 1,
    "feature_fraction": 0.5, "max_bin": 127, "seed": SEED, "deterministic": True, "force_row_wise": True,
    "num_threads": 2, "verbose": -1,
}  # fmt: skip
PAGE_WEIGHT = 2.0  # of a page's question beside one of a public set, of which there are more
FOLDS = 3  # groups of pages, each measured by trees that have not seen it


def main() -> None:
    """Read the sets, measure by pages held out, train on everything, write weights and record."""
    arguments = _arguments()
    tokenizer = Tokenizer()
    sets = {name: read_set(Path(name), tokenizer) for name in [*arguments.sets, *arguments.pages, *arguments.measure]}
    examples = {name: make_examples(given) for name, given in sets.items()}
    public = [examples[name] for name in arguments.sets]
    pages = [examples[name] for name in arguments.pages]
    held_out = [_held_out(public, given) for given in pages]
    booster = train([*((each, 1.0) for each in public), *((each, PAGE_WEIGHT) for each in pages)])
    features = (public or pages)[0].features
    weights = {"format": FORMAT, "features": list(features), "trees": tree_lists(booster, digits=(7, 5), inner=True)}
    arguments.out.write_text(json.dumps(weights, separators=(",", ":")), encoding="utf-8")
    measured = {name: hits(booster, examples[name]) for name in arguments.measure}
    record = {"features": list(features)} | _record(arguments, sets, measured, held_out)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    arguments.out.with_suffix(".record.json").write_text(text + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", help="folders of articles.jsonl and questions.jsonl to train on")
    parser.add_argument("--pages", nargs="*", default=[], help="folders of pages with their questions to train on")
    parser.add_argument("--measure", nargs="*", default=[], help="sets to measure on, never trained on")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "models" / "sentences.json")
    return parser.parse_args()


def train(parts: Sequence[tuple[Examples, float]]) -> lightgbm.Booster:
    """Return trees trained to put the gold sentence first (LambdaMART; Burges 2010)."""
    rows = np.concatenate([part.rows for part, _ in parts])
    data = lightgbm.Dataset(
        rows,
        np.concatenate([part.labels for part, _ in parts]),
        group=np.concatenate([part.sizes for part, _ in parts]),
        weight=np.concatenate([np.full(len(part.labels), weight) for part, weight in parts]),
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def hits(booster: lightgbm.Booster, examples: Examples) -> dict[str, float]:
    """Return in how many of the questions asked the gold sentence is first, and among the first five."""
    found = dict.fromkeys((1, 5), 0)
    for rows, labels in split(examples):
        order = np.lexsort((np.arange(len(labels)), -np.asarray(booster.predict(rows))))
        for depth in found:
            found[depth] += bool(labels[order[:depth]].any())
    return {f"hit@{depth}": round(count / examples.asked, 4) for depth, count in found.items()}


def _held_out(public: Sequence[Examples], pages: Examples) -> dict[str, float]:
    """Return the hits on pages that the trees have not seen: every fold of pages by trees of the others."""
    names = list(dict.fromkeys(pages.pages))
    fold_of = {name: at % FOLDS for at, name in enumerate(names)}
    totals: dict[str, float] = {}
    for fold in range(FOLDS):
        inside = np.array([fold_of[name] == fold for name in pages.pages])
        rest, test = choose(pages, ~inside), choose(pages, inside)
        booster = train([*((each, 1.0) for each in public), (rest, PAGE_WEIGHT)])
        for name, value in hits(booster, test).items():
            totals[name] = totals.get(name, 0.0) + value * test.asked / len(inside)
    return {name: round(value, 4) for name, value in totals.items()}


def choose(examples: Examples, wanted: npt.NDArray[np.bool_]) -> Examples:
    """Return the examples of some of the questions."""
    rows = np.repeat(wanted, examples.sizes)
    pages = tuple(name for name, keep in zip(examples.pages, wanted, strict=True) if keep)
    return Examples(
        examples.features, examples.rows[rows], examples.labels[rows], examples.sizes[wanted], pages, int(wanted.sum())
    )


def _record(
    arguments: argparse.Namespace,
    sets: Mapping[str, QuestionSet],
    measured: Mapping[str, Mapping[str, float]],
    held_out: Sequence[Mapping[str, float]],
) -> dict[str, Any]:
    """Return what a reader must know to make the weights again and to judge them."""
    return {
        "trained_on": [_told(name, sets[name]) for name in [*arguments.sets, *arguments.pages]],
        "licences": "CMRC 2018 (Cui et al., EMNLP-IJCNLP 2019): CC BY-SA 4.0; the pages and their questions: Apache-2.0",
        "seed": SEED,
        "parameters": PARAMETERS | {"trees": TREES, "page_weight": PAGE_WEIGHT},
        "lightgbm": importlib.metadata.version("lightgbm"),
        "measured": [{"set": Path(name).name, **_told(name, sets[name]), **hits} for name, hits in measured.items()],
        "pages_held_out": list(held_out),
    }


def _told(name: str, given: QuestionSet) -> dict[str, Any]:
    folder = Path(name).resolve()
    return {
        "set": f"{folder.parent.name}/{folder.name}",
        "questions": len(given.questions),
        "sentences": len(given.collection.entries),
        "sha256": given.sha256,
    }


if __name__ == "__main__":
    main()
