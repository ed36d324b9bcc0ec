"""Questions with and without an answer as rows of evidence: pages each by itself, articles of a public set in groups."""

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from index.collection import Collection
from index.records import Source
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import Ranker, default_ranker, rank_sentences
from qa.refusal import observe
from qa.refusal.case import Case
from qa.refusal.places import prefer_place
from qa.spelling import Spelling

_PAGES = (".md", ".txt")
POOLED, PUBLIC = 0.5, 0.5  # weights of a question put to all pages at once, and of one of a public set
_OF_ARTICLE = 2  # questions of an article of a public set
_SEED = 5
Asked = Sequence[tuple[str, Sequence[Mapping[str, Any]]]]  # pages with their questions


class Origin(NamedTuple):
    """Where a row came from: the folder, the page in it, and what the row weighs in training."""

    folder: str
    page: str
    weight: float


class Row(NamedTuple):
    """A question's evidence: whether it has an answer, whether the first sentence is it, and the rules against it."""

    origin: Origin
    tags: tuple[str, ...]
    columns: dict[str, float]
    answerable: bool
    right: bool
    rules: tuple[str, ...]


class Cases:
    """Makes rows; holds what is costly to make."""

    def __init__(self) -> None:
        self._tokenizer, self._ranker = Tokenizer(), default_ranker()

    def of_pages(self, folder: Path) -> Iterator[Row]:
        """Yield the rows of a folder of pages: each page asked by itself, then all of them in one collection."""
        pages = [file for file in sorted(folder.iterdir()) if file.suffix in _PAGES]
        asked = {page: read_lines(page.with_suffix(".jsonl")) for page in pages if page.with_suffix(".jsonl").is_file()}
        sources = {page: make_sources(read_bytes(page), path=page.name) for page in asked}
        for page, questions in asked.items():
            yield from self._rows(folder, [(page.stem, questions)], sources[page])
        together = [source for each in sources.values() for source in each]
        yield from self._rows(folder, [(page.stem, questions) for page, questions in asked.items()], together, POOLED)

    def _rows(self, folder: Path, asked: Asked, sources: Sequence[Source], weight: float = 1.0) -> Iterator[Row]:
        asker = _Asker(Collection(sources, self._tokenizer), self._ranker)
        for page, questions in asked:
            for question in questions:
                yield from asker.rows(question, Origin(folder.name, page, weight), question["answerable"])

    def of_articles(self, folder: Path, articles: int) -> Iterator[Row]:
        """Yield rows of the questions of so many articles of a public set, all of which have an answer.

        Taking the sentences with the answer out makes no good examples: articles say things twice, and the trees
        learn nothing of pages from them.
        """
        draw = random.Random(_SEED)  # noqa: S311 — chooses articles, keeps no secret
        chosen = draw.sample(read_lines(folder / "articles.jsonl"), articles)
        asked: dict[str, list[Mapping[str, Any]]] = {}
        for question in read_lines(folder / "questions.jsonl"):
            asked.setdefault(question["article_id"], []).append(question)
        text = "\n".join(json.dumps(article, ensure_ascii=False) for article in chosen)
        sources = make_sources(text.encode(), path="articles.jsonl")
        of_each = [(article["id"], asked.get(article["id"], [])[:_OF_ARTICLE]) for article in chosen]
        yield from self._rows(folder, of_each, sources, PUBLIC)


class _Asker:
    """Asks one collection."""

    def __init__(self, collection: Collection, ranker: Ranker) -> None:
        self._collection, self._ranker, self._spelling = collection, ranker, Spelling(collection)

    def rows(self, asked: Mapping[str, Any], origin: Origin, answerable: bool) -> Iterator[Row]:
        question = understand(asked["question"], self._collection.tokenizer, spelling=self._spelling)
        ranked = prefer_place(question, self._collection, rank_sentences(question, self._collection, self._ranker))
        if not question.concepts or not ranked:
            return
        told, columns = observe(Case(question, self._collection, ranked))
        right = answerable and any(gold in ranked[0].text for gold in asked["sentences"])
        yield Row(origin, tuple(asked.get("tags") or ()), columns, answerable, right, tuple(told))


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def sha256(folder: Path) -> str:
    """Name the bytes of all texts and questions of a folder."""
    digest = hashlib.sha256()
    for file in sorted(each for each in folder.iterdir() if each.suffix in (*_PAGES, ".jsonl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
