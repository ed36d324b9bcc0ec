"""Questions with known sentences as training examples: a matrix of features, a label a candidate."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.collection import Collection
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.candidates import find_candidates
from qa.features import features, look_closer
from qa.pool import Pool
from qa.question import understand
from qa.ranking import RERANKED, HandWeights

_PAGES = (".md", ".txt")


class Examples(NamedTuple):
    """Candidates of many questions one after another; `sizes` tells how many each question has."""

    features: tuple[str, ...]
    rows: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int8]  # 1 where the sentence is, or holds, a gold sentence
    sizes: npt.NDArray[np.int64]
    pages: tuple[str, ...]  # the file each question came from
    asked: int  # questions, those without a candidate included


class QuestionSet(NamedTuple):
    """Questions over one collection, and the files both were read from."""

    collection: Collection
    questions: tuple[dict[str, Any], ...]
    files: tuple[Path, ...]

    @property
    def sha256(self) -> str:
        """Name the bytes of all files, in their order."""
        digest = hashlib.sha256()
        for file in self.files:
            digest.update(file.read_bytes())
        return digest.hexdigest()


def read_set(folder: Path, tokenizer: Tokenizer) -> QuestionSet:
    """Return the questions of a folder: articles.jsonl with questions.jsonl, or pages each with its own NAME*.jsonl."""
    if (folder / "articles.jsonl").is_file():
        pages, asked = [folder / "articles.jsonl"], [folder / "questions.jsonl"]
    else:
        pages = [page for page in sorted(folder.iterdir()) if page.suffix in _PAGES]
        asked = sorted(folder.glob("*.jsonl"))
    sources = [source for page in pages for source in make_sources(read_bytes(page), path=page.name)]
    questions = tuple(
        json.loads(line) | {"page": file.stem}
        for file in asked
        for line in file.read_text(encoding="utf-8").splitlines()
        if line
    )
    return QuestionSet(Collection.of(sources, tokenizer), questions, (*pages, *asked))


def make_examples(given: QuestionSet) -> Examples:
    """Return the candidates the trees will see, the best by the hand weights, with their labels."""
    asked = [question for question in given.questions if question.get("answerable", True)]
    tables = list(_tables(given, asked))
    return Examples(
        tables[0].names,
        np.concatenate([table.rows for table in tables]),
        np.concatenate([table.labels for table in tables]),
        np.array([len(table.labels) for table in tables]),
        tuple(table.page for table in tables),
        len(asked),
    )


class _Table(NamedTuple):
    names: tuple[str, ...]
    rows: npt.NDArray[np.float32]
    labels: npt.NDArray[np.int8]
    page: str


def _tables(given: QuestionSet, questions: Sequence[Mapping[str, Any]]) -> Iterator[_Table]:
    for asked in questions:
        question = understand(asked["question"], given.collection.tokenizer)
        candidates = find_candidates(question, given.collection)
        if not candidates:
            continue
        columns = features(Pool(question, given.collection, candidates))
        first = HandWeights().score(columns).round(6)
        kept = np.lexsort((np.array([each.at for each in candidates]), -first))[:RERANKED]
        closer = look_closer(question, [candidates[row].folded for row in kept], given.collection.tokenizer)
        columns = {name: column[kept] for name, column in columns.items()} | closer
        rows = np.stack(list(columns.values()), axis=1).astype(np.float32)
        texts = [candidates[row].text for row in kept]
        # a gold sentence of a public set may be cut at ；: the sentence that holds it is meant
        labels = np.array([any(gold in text for gold in asked["sentences"]) for text in texts], dtype=np.int8)
        yield _Table(tuple(columns), rows, labels, asked["page"])


def split(examples: Examples) -> Iterator[tuple[npt.NDArray[np.float32], npt.NDArray[np.int8]]]:
    """Yield every question's rows and labels."""
    ends = np.cumsum(examples.sizes)
    for start, end in zip(ends - examples.sizes, ends, strict=True):
        yield examples.rows[start:end], examples.labels[start:end]
