"""Train the chooser of short answers: `python -m qa.training.answers TRAIN… --out FILE`."""

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.terms import Tokenizer
from qa.answers.choose import KEPT
from qa.answers.features import make_sheet
from qa.training.answer_rows import FOLDS, Example, fold_of, learn_habits, make_groups, read_examples
from qa.training.boosting import FIRST_TREES, SECOND_TREES, SEED, Group, dump, fit

PAGE_WEIGHT = 8.0  # of a page's question beside one of a benchmark: there are thirty times as many of those
CREDIT = (
    "Trained on CMRC 2018 (Cui et al., A Span-Extraction Dataset for Chinese Machine Reading Comprehension, "
    "EMNLP 2019), CC BY-SA 4.0, and on questions of invented pages; these weights are shared under CC BY-SA 4.0."
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, train, and write the weights with their record beside them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", nargs="+", type=Path, help="question sets (.jsonl), or folders with questions.jsonl")
    parser.add_argument("--out", type=Path, required=True, help="weights to write; the record goes to FILE.record.json")
    parser.add_argument(
        "--check", action="store_true", help="measure by cross-validation over pages and articles first"
    )
    options = parser.parse_args(arguments)
    tokenizer = Tokenizer()
    examples = [e for path in options.train for e in read_examples(path, weight_of(path), tokenizer)]
    groups = make_groups(examples, tokenizer)
    measures = cross_validate(examples, groups) if options.check else {}
    first, second = fit(groups, KEPT)
    habits = learn_habits(example for example in examples if example.weight <= 1)
    weights = {
        "columns": columns(examples[0], tokenizer),
        "habits": habits,
        "first": dump(first),
        "second": dump(second),
    }
    write(options.out, weights)
    write(options.out.with_suffix(".record.json"), record(options.train, examples, measures), indent=1)


def weight_of(path: Path) -> float:
    """Return what a question weighs: a folder is a benchmark, a file the questions of a page."""
    return 1.0 if path.is_dir() else PAGE_WEIGHT


def columns(example: Example, tokenizer: Tokenizer) -> list[str]:
    """Return the names of the features in their order."""
    return list(make_sheet(example.question, example.text, example.quantities, tokenizer, {}).columns)


def cross_validate(examples: Sequence[Example], groups: Sequence[Group]) -> dict[str, Any]:
    """Return by source how many questions get an exact piece from trees that saw neither their page nor article."""
    right: dict[str, list[bool]] = {}
    for fold in range(FOLDS):
        held = [fold_of(example) == fold for example in examples]
        trees = fit([group for group, out in zip(groups, held, strict=True) if not out], KEPT)
        for example, group, out in zip(examples, groups, held, strict=True):
            if out:
                name = "pages" if example.weight > 1 else example.source
                right.setdefault(name, []).append(is_right(group, *trees))
    return {name: {"questions": len(hits), "exact": round(sum(hits) / len(hits), 3)} for name, hits in right.items()}


def is_right(group: Group, first: Any, second: Any) -> bool:
    """Tell whether the best piece is one that answers."""
    if not len(group.right):
        return False
    kept = np.argsort(-first.predict(group.rows), kind="stable")[:KEPT]
    return bool(group.right[kept[int(np.argmax(second.predict(group.rows[kept])))]])


def record(paths: Sequence[Path], examples: Sequence[Example], measures: dict[str, Any]) -> dict[str, Any]:
    """Return what the weights were made of and how."""
    files = [path / "questions.jsonl" if path.is_dir() else path for path in paths]
    return {
        "credit": CREDIT,
        "licence": "CC BY-SA 4.0",
        "seed": SEED,
        "trees": [FIRST_TREES, SECOND_TREES],
        "examples": len(examples),
        "sha256": {"/".join(file.parts[-3:]): hashlib.sha256(file.read_bytes()).hexdigest() for file in files},
        "cross_validated": measures,
    }


def write(path: Path, data: dict[str, Any], indent: int | None = None) -> None:
    """Write JSON, the same bytes for the same data."""
    separators = None if indent else (",", ":")
    path.write_text(json.dumps(data, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
