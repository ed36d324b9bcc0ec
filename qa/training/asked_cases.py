"""Questions with and without an answer as rows of evidence: pages each by itself, articles of a public set in groups."""

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from index.collection import Collection
from index.source import make_sources, read_bytes
from index.terms import Tokenizer
from qa.question import understand
from qa.ranking import Ranker, default_ranker, rank_sentences
from qa.refusal import observe
from qa.refusal.case import Case
from qa.refusal.places import prefer_place
from qa.spelling import Spelling

_PAGES = (".md", ".txt")
# weights of a question put to all pages at once, of one of a public set, and of one about what no article tells of
POOLED, PUBLIC, STRAY = 0.5, 0.5, 0.1
_STRAYS = 8  # questions a page
_OF_ARTICLE = 2  # questions of an article of a public set
_SEED = 5


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
    """Makes rows; holds what is costly to make, and the public sets' questions that no page answers."""

    def __init__(self, sets: Sequence[Path] = ()) -> None:
        self._tokenizer, self._ranker = Tokenizer(), default_ranker()
        self._draw = random.Random(_SEED)  # noqa: S311 — chooses examples, keeps no secret
        self._strays = [stray for folder in sets for stray in read_lines(folder / "questions.jsonl")]

    def of_pages(self, folder: Path) -> Iterator[Row]:
        """Yield the rows of a folder of pages: each page asked by itself, then all of them in one collection."""
        pages = [file for file in sorted(folder.iterdir()) if file.suffix in _PAGES]
        asked = {page: read_lines(page.with_suffix(".jsonl")) for page in pages if page.with_suffix(".jsonl").is_file()}
        sources = {page: make_sources(read_bytes(page), path=page.name) for page in asked}
        for page, questions in asked.items():
            asker = _Asker(Collection.of(sources[page], self._tokenizer), self._ranker)
            yield from asker.all(questions, Origin(folder.name, page.stem, 1.0))
            yield from asker.all(self._astray(_STRAYS), Origin(folder.name, page.stem, STRAY))
        asker = _Asker(
            Collection.of([each for some in sources.values() for each in some], self._tokenizer), self._ranker
        )
        for page, questions in asked.items():
            yield from asker.all(questions, Origin(folder.name, page.stem, POOLED))
            yield from asker.all(self._astray(_STRAYS // 2), Origin(folder.name, page.stem, STRAY))

    def of_articles(self, folder: Path, articles: int) -> Iterator[Row]:
        """Yield rows of the questions of so many articles of a public set, and of half as many that are not there.

        Taking the sentences with the answer out instead makes no good examples: articles say things twice.
        """
        chosen = self._draw.sample(read_lines(folder / "articles.jsonl"), articles + articles // 2)
        asked: dict[str, list[dict[str, Any]]] = {}
        for question in read_lines(folder / "questions.jsonl"):
            asked.setdefault(question["article_id"], []).append(question)
        text = "\n".join(json.dumps(article, ensure_ascii=False) for article in chosen[:articles])
        sources = make_sources(text.encode(), path="articles.jsonl")
        asker = _Asker(Collection.of(sources, self._tokenizer), self._ranker)
        for at, article in enumerate(chosen):
            questions = asked.get(article["id"], [])[: _OF_ARTICLE if at < articles else 1]
            some = questions if at < articles else map(_unanswered, questions)
            yield from asker.all(some, Origin(folder.name, str(at), PUBLIC if at < articles else STRAY))

    def _astray(self, size: int) -> list[Mapping[str, Any]]:
        return list(map(_unanswered, self._draw.sample(self._strays, min(size, len(self._strays)))))


def _unanswered(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**asked, "answerable": False, "sentences": [], "tags": ["stray"]}


class _Asker:
    """Asks one collection."""

    def __init__(self, collection: Collection, ranker: Ranker) -> None:
        self._collection, self._ranker, self._spelling = collection, ranker, Spelling(collection)

    def all(self, asked: Iterable[Mapping[str, Any]], origin: Origin) -> Iterator[Row]:
        """Yield a row a question, none for one that shares no word with the collection."""
        for question in asked:
            yield from self._rows(question, origin)

    def _rows(self, asked: Mapping[str, Any], origin: Origin) -> Iterator[Row]:
        question = understand(asked["question"], self._collection.tokenizer, spelling=self._spelling)
        ranked = prefer_place(question, self._collection, rank_sentences(question, self._collection, self._ranker))
        if not question.concepts or not ranked:
            return
        told, columns = observe(Case(question, self._collection, ranked))
        right = asked["answerable"] and any(gold in ranked[0].text for gold in asked["sentences"])
        yield Row(origin, tuple(asked.get("tags") or ()), columns, asked["answerable"], right, tuple(told))


def read_lines(file: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def sha256(folder: Path) -> str:
    """Name the bytes of all texts and questions of a folder."""
    digest = hashlib.sha256()
    for file in sorted(each for each in folder.iterdir() if each.suffix in (*_PAGES, ".jsonl")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
