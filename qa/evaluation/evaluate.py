"""Evaluation from a question set to a report: check the gold, run, compare, sum up."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, TextIO

from index.collection import Collection
from index.store import open_collection
from index.terms import Tokenizer
from qa.assistant import Assistant
from qa.embedded import default_folder
from qa.evaluation.ablation import without_parts
from qa.evaluation.check import check
from qa.evaluation.compare import Row, compare
from qa.evaluation.corpus_cache import open_pooled
from qa.evaluation.gold import Gold
from qa.evaluation.question_sets import QuestionSet
from qa.evaluation.report import summarize
from qa.evaluation.retrieval import TrecWriter
from qa.evaluation.run import measured, run
from qa.evaluation.systems import System, Youju, baselines
from qa.ranking import Ranker
from qa.synonyms import Synonyms

Progress = Callable[[int], contextlib.AbstractContextManager[Callable[[int], None]]]


def open_for(questions: QuestionSet, folder: Path | None) -> Collection:
    """Return what a set is asked of: the collection named, else the set's own articles, else the embedded ones."""
    tokenizer = Tokenizer()
    if folder is None and questions.corpus:
        return open_pooled(questions.corpus, tokenizer)
    return open_collection(folder or default_folder(), tokenizer)


@contextlib.contextmanager
def silent(length: int) -> Iterator[Callable[[int], None]]:
    """Show no progress."""
    yield lambda count: None


def evaluate(
    questions: QuestionSet,
    collection: Collection,
    rows: IO[str],
    *,
    ranker: Ranker | None = None,
    synonyms: Synonyms | None = None,
    baseline: bool = False,
    parts: bool = False,
    old: Mapping[str, Row] | None = None,
    run_file: TextIO | None = None,
    qrels_file: TextIO | None = None,
    progress: Progress = silent,
) -> dict[str, Any]:
    """Run a question set and return the report; a row a question is written to `rows`, a JSON object a line.

    Raises:
        DataError: anything is wrong with the set or its gold; nothing has been asked then.
    """
    gold = Gold(collection)
    checked = check(questions.path, questions.items(), gold)
    asked: list[System] = [
        Youju(Assistant(collection, ranker=ranker, synonyms=synonyms), gold),
        *(baselines(collection) if baseline else ()),
    ]
    asked += without_parts(collection, gold) if parts else []
    systems = [measured(system) for system in asked]
    with progress(checked.questions * len(systems)) as advance:
        items = (item for _, item in questions.items())
        run(systems, items, gold, rows=rows, trec=TrecWriter(run_file, qrels_file), advance=advance)
    comparison = None if old is None else compare(old, map(json.loads, lines_of(rows)))
    return {
        "fingerprint": fingerprint(questions, collection),
        **summarize(str(questions.path), checked, systems, comparison),
    }


def fingerprint(questions: QuestionSet, collection: Collection) -> str:
    """Name what was asked and of what: the items, and the bytes of every source."""
    hashed = hashlib.sha256()
    for _, item in questions.items():
        hashed.update(item.said().encode("utf-8", "replace"))
    for source in sorted(source.sha256 for source in collection.sources):
        hashed.update(source.encode())
    return hashed.hexdigest()[:16]


def lines_of(rows: IO[str]) -> Iterable[str]:
    """Return the lines of a file from its start."""
    rows.seek(0)
    return rows
