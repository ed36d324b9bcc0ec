"""A searchable collection: sources, articles and passages with their terms, built in memory."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.bm25 import PostingsBM25
from index.errors import DataError
from index.page import read_page
from index.passages import flat_sentences, make_passages
from index.quick_no import SearchedText
from index.ranker import Hit
from index.records import Article, Passage, Sentence, Source, Unit
from index.source import find_files, make_sources, read_bytes
from index.spans import Spans, text_of
from index.terms import Tokenizer


class Entry(NamedTuple):
    """A sentence with everything known about its place."""

    article: int
    unit: Unit
    sentence: Sentence
    passage: int
    terms: tuple[str, ...]


class Collection:
    """What questions are answered from. Nothing in it changes after it is built."""

    def __init__(
        self,
        sources: Sequence[Source],
        tokenizer: Tokenizer,
        *,
        terms: Mapping[str, Sequence[Sequence[str]]] | None = None,
    ) -> None:
        """Build from sources; `terms` may hold a source's sentence terms by its path, saved from another run.

        Raises:
            DataError: there is not one sentence to answer from.
        """
        self.tokenizer = tokenizer
        self.sources = tuple(sources)
        self.articles: list[Article] = []
        self.source_of: list[Source] = []
        self._folded_from: list[int] = []  # where in `folded` the source of each article begins
        known: list[Sequence[str]] = []
        start = 0
        for source in sources:
            articles = read_page(source, tokenizer)
            self.articles += articles
            self.source_of += [source] * len(articles)
            self._folded_from += [start] * len(articles)
            start += len(source.text) + 1  # folding keeps every character's place
            saved = (terms or {}).get(source.path)
            known += saved if saved is not None else self._terms(source, articles)
        self.passages: list[Passage] = make_passages(self.articles)
        self.entries = self._entries(known)
        if not self.entries:
            raise DataError("资料库里没有一句话可查，请用 qa index 加入文章")
        self.context = [self._context(number) for number in range(len(self.articles))]
        self.article_terms = self._terms_by_article()
        self.signatures = self._signatures()
        self.folded = "\n".join(tokenizer.fold(source.text) for source in self.sources)
        self._searched = SearchedText(self.folded)
        self.folded_titles = [tokenizer.fold(article.title or "") for article in self.articles]
        self._ranker = PostingsBM25([self._passage_terms(passage) for passage in self.passages])
        self.rarest = max(self._ranker.idf.values(), default=1.0)
        self._numbers = {article.id: number for number, article in enumerate(self.articles)}
        if len(self._numbers) < len(self.articles):
            raise DataError("资料库里有编号相同的文章，请检查各个 .jsonl 文件里的 id")

    def _terms(self, source: Source, articles: Sequence[Article]) -> list[list[str]]:
        return [
            [term.text for term in self.tokenizer.terms(self._for_terms(source, unit, sentence))]
            for _, unit, sentence in flat_sentences(articles)
        ]

    @staticmethod
    def _for_terms(source: Source, unit: Unit, sentence: Sentence) -> str:
        # a table's row means nothing without its header
        return text_of(source.text, sentence.spans) + (
            "\n" + text_of(source.text, unit.context) if unit.context else ""
        )

    def _entries(self, terms: Sequence[Sequence[str]]) -> list[Entry]:
        passage_of = [
            number for number, passage in enumerate(self.passages) for _ in range(passage.first, passage.last)
        ]
        flat = flat_sentences(self.articles)
        return [
            Entry(article, unit, sentence, passage_of[at], tuple(terms[at]))
            for at, (article, unit, sentence) in enumerate(flat)
        ]

    def _context(self, number: int) -> tuple[str, ...]:
        """Return the terms of an article's title: they count as present in each of its sentences."""
        return tuple(term.text for term in self.tokenizer.terms(self.articles[number].title or ""))

    def _signatures(self) -> dict[int, list[int]]:
        """Return the numbers of each article's bylines and credits: they hold no word of what was written."""
        found: dict[int, list[int]] = {}
        for at, entry in enumerate(self.entries):
            if entry.unit.kind in ("byline", "credit"):
                found.setdefault(entry.article, []).append(at)
        return found

    def _terms_by_article(self) -> list[frozenset[str]]:
        """Return all terms of each article: what a question's places and names are looked up in."""
        found: list[set[str]] = [set(context) for context in self.context]
        for entry in self.entries:
            found[entry.article].update(entry.terms)
        return [frozenset(terms) for terms in found]

    def _passage_terms(self, passage: Passage) -> list[str]:
        own = [term for at in range(passage.first, passage.last) for term in self.entries[at].terms]
        return own + list(self.context[passage.article])

    def context_text(self, entry: Entry) -> str:
        """Return the title and header of a table for one of its rows, else the empty string."""
        return text_of(self.source_of[entry.article].text, entry.unit.context)

    def text(self, entry: Entry) -> str:
        """Return the text of a sentence, cut from its source."""
        return text_of(self.source_of[entry.article].text, entry.sentence.spans)

    def folded_text(self, entry: Entry) -> str:
        """Return the text of a sentence folded, without folding it again."""
        return self.folded_in(entry.article, entry.sentence.spans)

    def folded_in(self, article: int, spans: Spans) -> str:
        """Return what spans cut out of an article's source folded, without folding it again."""
        base = self._folded_from[article]
        if len(spans) == 1:  # nearly always, and much asked
            ((start, end),) = spans
            return self.folded[base + start : base + end]
        return "".join([self.folded[base + start : base + end] for start, end in spans])

    def rank(self, terms: Sequence[str], k: int) -> list[Hit]:
        """Return the best passages for the terms."""
        return self._ranker.rank(terms, k)

    def mentions(self, word: str) -> bool:
        """Tell whether the folded word stands anywhere in the articles, however it is cut there."""
        return word in self._ranker.idf or word in self._searched

    def idf(self, term: str) -> float | None:
        """Return a term's weight, None for a term the collection does not hold."""
        return self._ranker.idf.get(term)

    def article(self, key: str) -> tuple[Article, Source] | None:
        """Return an article and its source by id, looked up and never joined to a path."""
        number = self._numbers.get(key)
        return None if number is None else (self.articles[number], self.source_of[number])

    def sentence_terms(self) -> dict[str, list[list[str]]]:
        """Return every source's sentence terms by its path, to be saved and given back."""
        saved: dict[str, list[list[str]]] = {source.path: [] for source in self.sources}
        for entry in self.entries:
            saved[self.source_of[entry.article].path].append(list(entry.terms))
        return saved


def read_folder(folder: Path) -> list[Source]:
    """Return the sources of every article file below a folder, named by their paths below it."""
    return [
        source
        for file in find_files(folder)
        for source in make_sources(read_bytes(file), path=file.relative_to(folder).as_posix())
    ]
