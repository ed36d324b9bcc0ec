"""Train the decision whether a sentence answers: `python -m qa.training.answerable SET… --pages DIR… --fresh DIR…`.

The weights go to qa/models/answerable.json, what they were made from to the record beside it.
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

from qa.refusal import ALWAYS
from qa.training.asked_cases import POOLED, PUBLIC, STRAY, Cases, Row, sha256
from qa.training.tree_lists import tree_lists
from qa.trees import FORMAT

SEED = 20261125
TREES = 500
PARAMETERS = {
    "objective": "binary", "num_leaves": 12, "max_depth": 5, "learning_rate": 0.04, "min_data_in_leaf": 20,
    "lambda_l2": 5.0, "bagging_fraction": 0.8, "bagging_freq": 1, "feature_fraction": 0.3, "max_bin": 63, "seed": SEED,
    "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
FOLDS = 5  # groups of pages, each judged by trees that have not seen it
LEAST = 0.5  # probability of an answer from which one is given: where it is likelier than not
ARTICLES = 800  # of a public set
_NEVER = 0.001  # probability of an answer where a rule that always holds speaks against it
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Make the rows, judge pages held out, train on everything, write weights and record."""
    arguments = _arguments()
    cases = Cases(arguments.sets)
    rows = {path: list(cases.of_pages(path)) for path in [*arguments.pages, *arguments.fresh]}
    rows |= {path: list(cases.of_articles(path, ARTICLES)) for path in arguments.sets}
    everything = [row for part in rows.values() for row in part]
    fresh = [row for path in arguments.fresh or arguments.pages for row in rows[path]]
    likely = held_out(everything, fresh)
    alone = np.array([row.origin.weight == 1 for row in fresh])
    features = sorted(everything[0].columns)
    weights = {
        "format": FORMAT,
        "features": features,
        "least": LEAST,
        "right": _calibrated(likely[alone], [row.right for row in fresh if row.origin.weight == 1]),
        "trees": tree_lists(train(everything, features), digits=(6, 4), inner=False),
    }
    arguments.out.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    record = {"features": features} | _record(rows, fresh, likely)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    arguments.out.with_suffix(".record.json").write_text(text + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", type=Path, help="folders of articles.jsonl and questions.jsonl")
    parser.add_argument("--pages", nargs="*", type=Path, default=[], help="folders of pages with their questions")
    parser.add_argument("--fresh", nargs="*", type=Path, default=[], help="pages that no rule was written for")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "models" / "answerable.json")
    return parser.parse_args()


def train(rows: Sequence[Row], features: Sequence[str]) -> lightgbm.Booster:
    """Return trees trained to tell questions that have an answer from those that have none."""
    data = lightgbm.Dataset(
        _matrix(rows, features),
        np.array([row.answerable for row in rows], dtype=np.int8),
        weight=np.array([row.origin.weight for row in rows]),
    )
    return lightgbm.train(PARAMETERS, data, TREES)


def held_out(everything: Sequence[Row], fresh: Sequence[Row]) -> Floats:
    """Return the probability of an answer for each fresh row, by trees that have not seen its page."""
    pages = sorted({_page(row) for row in fresh})
    fold_of = {page: at % FOLDS for at, page in enumerate(pages)}
    features = sorted(fresh[0].columns)
    likely = np.zeros(len(fresh))
    for fold in range(FOLDS):
        booster = train([row for row in everything if fold_of.get(_page(row)) != fold], features)
        inside = [at for at, row in enumerate(fresh) if fold_of[_page(row)] == fold]
        if inside:
            likely[inside] = booster.predict(_matrix([fresh[at] for at in inside], features))
    likely[[any(rule in ALWAYS for rule in row.rules) for row in fresh]] = _NEVER
    return likely


def _page(row: Row) -> tuple[str, str]:
    return row.origin.folder, row.origin.page


def _matrix(rows: Sequence[Row], features: Sequence[str]) -> Floats:
    return np.array([[row.columns[name] for name in features] for row in rows], dtype=np.float64)


def _calibrated(likely: Floats, right: Sequence[bool]) -> list[float]:
    """Return slope and height of the log odds that the first sentence is right by those of an answer (Platt 1999)."""
    odds, wanted = np.log(likely / (1 - likely)), np.array(right, dtype=np.float64)
    line = np.stack([odds, np.ones(len(odds))], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(30):  # Newton's steps; few suffice
        share = 1 / (1 + np.exp(-(line @ weights)))
        spread = (line * (share * (1 - share))[:, None]).T @ line + 1e-6 * np.eye(2)
        weights = weights + np.linalg.solve(spread, line.T @ (wanted - share))
    return [round(float(value), 4) for value in weights]


def _record(rows: Mapping[Path, Sequence[Row]], fresh: Sequence[Row], likely: Floats) -> dict[str, Any]:
    """Return what a reader must know to make the weights again and to judge them."""
    alone = [row for row in fresh if row.origin.weight == 1]
    return {
        "trained_on": [_told(path, part) for path, part in rows.items()],
        "licences": "CMRC 2018 (Cui et al., EMNLP-IJCNLP 2019): CC BY-SA 4.0; the pages and their questions: Apache-2.0",
        "seed": SEED,
        "parameters": PARAMETERS
        | {"trees": TREES, "pooled": POOLED, "public": PUBLIC, "stray": STRAY, "articles": ARTICLES},
        "lightgbm": importlib.metadata.version("lightgbm"),
        "least": LEAST,
        "rules_alone": measured(alone, np.array([float(not row.rules) for row in alone]), 0.5),
        "pages_held_out": measured(alone, likely[[row.origin.weight == 1 for row in fresh]], LEAST),
        "strays_answered": _strays(fresh, likely),
    }


def _strays(rows: Sequence[Row], likely: Floats) -> float:
    """Return the share of the public set's questions, put to pages that tell nothing of them, that are answered."""
    astray = np.array(["stray" in row.tags for row in rows])
    return round(float((likely >= LEAST)[astray].mean()), 4) if astray.any() else 0.0


def measured(rows: Sequence[Row], likely: Floats, least: float) -> dict[str, Any]:
    """Return the shares of questions with an answer that are refused, and of those without one that are answered."""
    given = likely >= least
    answerable = np.array([row.answerable for row in rows])
    tags = sorted({tag for row in rows if not row.answerable for tag in row.tags})
    tagged = {tag: np.array([not row.answerable and tag in row.tags for row in rows]) for tag in tags}
    return {
        "questions": int(answerable.sum()),
        "refused": round(float((~given)[answerable].mean()), 4),
        "without_answer": int((~answerable).sum()),
        "answered": round(float(given[~answerable].mean()), 4),
        "answered_by_tag": {tag: round(float(given[held].mean()), 4) for tag, held in tagged.items()},
    }


def _told(folder: Path, rows: Sequence[Row]) -> dict[str, Any]:
    path = folder.resolve()
    return {
        "set": f"{path.parent.name}/{path.name}",
        "questions": sum(row.answerable for row in rows),
        "without_answer": sum(not row.answerable for row in rows),
        "sha256": sha256(folder),
    }


if __name__ == "__main__":
    main()
