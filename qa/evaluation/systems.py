"""What is measured: the assistant itself, and plain baselines beside it, as named configurations."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from rank_bm25 import BM25Okapi

from index.bm25 import PostingsBM25
from index.collection import Collection
from index.terms import Tokenizer
from qa.answer import Answer
from qa.assistant import Assistant, Explanation
from qa.evaluation.gold import Gold
from qa.evaluation.measures import Judged, Reply

DEPTH = 10  # the cut-off of mrr@10 and ndcg@10
_DEEPER = 100  # passages looked at where articles are judged: several may be of one article


class Given(NamedTuple):
    """A reply with what made it."""

    question: str
    reply: Reply
    explanation: Explanation | None = None


class System(Protocol):
    """Anything that can be asked and measured; `hits` and `relevant` speak of passages by the same names."""

    name: str
    title: str

    def ask(self, question: str) -> Given:
        """Return the reply: the only step that is timed."""

    def hits(self, given: Given, judged: Judged) -> list[tuple[str, float]]:
        """Return the best passages (articles, where those are judged) with their scores."""

    def relevant(self, judged: Judged) -> Mapping[str, int]:
        """Return the grades of the passages that hold the gold, empty where none does."""


class Youju:
    """The assistant as every door calls it."""

    name = "youju"
    title = "有据"

    def __init__(self, assistant: Assistant, gold: Gold) -> None:
        self._assistant, self._gold = assistant, gold
        self._collection = assistant.collection
        first: dict[int, int] = {}
        for number, passage in enumerate(self._collection.passages):
            first.setdefault(passage.article, number)
        self._first = first

    def ask(self, question: str) -> Given:
        """Answer as `qa ask` does."""
        explanation = self._assistant.explain(question)
        return Given(question, as_reply(explanation.answer, self._gold.canonical), explanation)

    def hits(self, given: Given, judged: Judged) -> list[tuple[str, float]]:
        """Return the passages BM25 finds for the question's terms."""
        terms = given.explanation.question.terms if given.explanation else ()
        if judged.item.beir_qrels:
            hits = self._collection.rank(terms, _DEEPER)
            articles = ((self._collection.passages[hit.passage].article, hit.score) for hit in hits)
            return best_of((self._collection.articles[number].id, score) for number, score in articles)
        return [(self._name(hit.passage), hit.score) for hit in self._collection.rank(terms, DEPTH)]

    def relevant(self, judged: Judged) -> Mapping[str, int]:
        """Return the passages that hold a gold sentence, or the judged articles."""
        numbers = (number for sentence in judged.gold for number in self._gold.passages(sentence))
        return judged.item.beir_qrels or {self._name(number): 1 for number in numbers}

    def _name(self, number: int) -> str:
        """Name a passage by its article's id and its place in the article."""
        article = self._collection.passages[number].article
        return f"{self._collection.articles[article].id}-{number - self._first[article]}"


def as_reply(answer: Answer, canonical: Callable[[str], str] = str) -> Reply:
    """Return what is measured of an Answer."""
    quantity = answer.quantity
    return Reply(
        answered=answer.status == "answered",
        quotes=tuple(canonical(quote.text) for quote in answer.quotes),
        answer=answer.answer,
        value=quantity.value if quantity else None,
        unit=quantity.unit if quantity else None,
        confidence=answer.confidence,
    )


class OkapiBM25(PostingsBM25):
    """rank-bm25's BM25Okapi to the last digit, its idf as well, over postings so that it is done in this lifetime."""

    _calc_idf = BM25Okapi._calc_idf


class _Line(NamedTuple):
    name: str
    article: str | None
    text: str


_PIECE = re.compile(r"[^。！？!?]*[。！？!?]*[”’」』）)]*")


class Baseline:
    """What one would write first: files cut into lines and lines into sentences, BM25 over the sentences, the best one given.

    It repairs no page, refuses nothing and gives no short answer. Its passages are the lines.
    """

    def __init__(self, name: str, title: str, collection: Collection, cut: Callable[[str], list[str]]) -> None:
        self.name, self.title, self._cut = name, title, cut
        self._lines = [
            _Line(f"{source.path}:{number}", source.record, line.strip())
            for source in collection.sources
            for number, line in enumerate(source.text.splitlines(), 1)
            if line.strip()
        ]
        self._sentences = [
            (piece, at) for at, line in enumerate(self._lines) for piece in _PIECE.findall(line.text) if piece
        ]
        self._line_of: dict[str, set[int]] = {}
        for piece, at in self._sentences:
            self._line_of.setdefault(piece, set()).add(at)
        self._ranker = OkapiBM25([cut(piece) for piece, _ in self._sentences])

    def ask(self, question: str) -> Given:
        """Return the three best sentences; a question with no known word is the only one it refuses."""
        hits = self._ranker.rank(self._cut(question), 3)
        return Given(
            question, Reply(answered=bool(hits), quotes=tuple(self._sentences[hit.passage][0] for hit in hits))
        )

    def hits(self, given: Given, judged: Judged) -> list[tuple[str, float]]:
        """Return the lines of the best sentences."""
        ranked = self._ranker.rank(self._cut(given.question), _DEEPER)
        lines = ((self._lines[self._sentences[hit.passage][1]], hit.score) for hit in ranked)
        return best_of((line.article if judged.item.beir_qrels else line.name, score) for line, score in lines)

    def relevant(self, judged: Judged) -> Mapping[str, int]:
        """Return the lines that hold a gold sentence, or the judged articles."""
        numbers: set[int] = set()
        for sentence in judged.gold:
            found = self._line_of.get(sentence)
            numbers |= found or {at for at, line in enumerate(self._lines) if sentence in line.text}
        return judged.item.beir_qrels or {self._lines[at].name: 1 for at in numbers}


def best_of(hits: Iterable[tuple[str | None, float]]) -> list[tuple[str, float]]:
    """Return the first hit of each name, at most as many as are measured."""
    best: dict[str, float] = {}
    for name, score in hits:
        if name is not None and len(best) < DEPTH:
            best.setdefault(name, score)
    return list(best.items())


def baselines(collection: Collection) -> Sequence[System]:
    """Return the baselines over the files of a collection: jieba's words, and pairs of characters."""
    plain = Tokenizer(words=())
    return (
        Baseline("jieba-lines", "rank-bm25 + jieba，按行", collection, lambda text: list(plain.cut(text))),
        Baseline("bigram-lines", "rank-bm25 + 字的二元组，按行", collection, plain.bigrams),
    )
