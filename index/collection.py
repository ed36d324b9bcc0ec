"""A searchable collection: sources, articles and passages with their terms, each read when it is asked for."""

import functools
import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from index.analysis import analyze
from index.build import Parts, build, read_parts
from index.codec import decode_heading, decode_source, decode_unit
from index.embedded import EmbeddedRanker
from index.errors import DataError
from index.lazy import Lazy
from index.packed import Buffer, Numbers, Starts
from index.quick_no import SearchedText, may_hold
from index.ranker import Filter, Hit, Ranker
from index.records import Article, Passage, Sentence, Source, Unit
from index.segment import Run
from index.spans import Spans, text_of
from index.terms import Tokenizer

# what was read last is kept: enough for one question after the other, little beside the program itself
_ARTICLES, _ENTRIES, _WORDS = 1 << 9, 1 << 12, 1 << 16
_SEARCHED = 12 << 20  # bytes of folded text that are searched whole: some four million characters


class Entry(NamedTuple):
    """A sentence with everything known about its place."""

    article: int
    unit: Unit
    sentence: Sentence
    passage: int
    terms: tuple[str, ...]


class Collection:
    """What questions are answered from. Nothing in it changes after it is built."""

    def __init__(self, parts: Parts, tokenizer: Tokenizer, *, digest: str, ranker: Ranker | None = None) -> None:
        """Take parts as `index.build` wrote them; `digest` names them, `ranker` finds passages elsewhere.

        Raises:
            DataError: there is not one sentence to answer from.
        """
        segment = self._segment = parts.segment
        self.tokenizer, self.digest, self._parts = tokenizer, digest, parts
        sentences = len(segment.sentence_terms) - 1
        if not sentences:
            raise DataError("资料库里没有一句话可查，请用 qa index 加入文章")
        self._embedded = EmbeddedRanker(parts)
        self.ranker: Ranker = ranker or self._embedded
        self.passed_over: list[str] = []  # a line for each file of their folder that is no article file
        self.trouble: str | None = None  # why these are not the newest articles of their folder
        articles = len(segment.headings)
        self._word = functools.lru_cache(maxsize=_WORDS)(self._read_word)
        self.sources = Lazy(len(segment.sources), self._read_source, kept=_ARTICLES)
        self.headings = Lazy(articles, self._read_heading, kept=_ARTICLES)  # articles without their units
        self.articles = Lazy(articles, self._read_article, kept=_ARTICLES)
        self._units = Lazy(len(segment.units), self._read_unit, kept=_ENTRIES)
        self.source_of = Lazy(articles, self._source_of, kept=_ARTICLES)
        self.passages = Lazy(len(segment.passage_sentences) - 1, self._read_passage, kept=_ARTICLES)
        self.entries = Lazy(sentences, self._read_entry, kept=_ENTRIES)
        self.context = Lazy(articles, self._context, kept=_ARTICLES)
        self.folded_titles = Lazy(articles, self._folded_title, kept=_ARTICLES)
        self._folded = Lazy(len(segment.sources), self._read_folded, kept=_ARTICLES)

    @classmethod
    def of(cls, sources: Sequence[Source], tokenizer: Tokenizer) -> "Collection":
        """Build a collection of sources in memory.

        Raises:
            DataError: there is not one sentence to answer from, or two articles have the same id.
        """
        parts: dict[str, bytes] = {}

        def write(name: str, chunks: Iterable[Buffer]) -> None:
            parts[name] = b"".join(chunks)

        build([Run(analyze(sources, tokenizer), 0, len(sources))], parts, write)
        digest = digest_of({name: hashlib.sha256(part).hexdigest() for name, part in parts.items()})
        return cls(read_parts(parts), tokenizer, digest=digest)

    def _read_word(self, number: int) -> str:
        return self._segment.words[number].decode("utf-8", "surrogatepass")

    def _words(self, numbers: Numbers) -> tuple[str, ...]:
        return tuple(map(self._word, numbers.tolist()))

    def _read_source(self, number: int) -> Source:
        text = self._segment.texts[number].decode("utf-8", "surrogatepass")
        return decode_source(self._segment.sources[number], text)

    def _read_folded(self, number: int) -> str:
        return self._segment.folded[number].decode("utf-8", "surrogatepass")

    def _read_heading(self, number: int) -> Article:
        return decode_heading(self._segment.headings[number])

    def _read_unit(self, number: int) -> Unit:
        return decode_unit(self._segment.units[number])

    def _read_article(self, number: int) -> Article:
        first, last = self._segment.article_units[number : number + 2].tolist()
        return self.headings[number]._replace(units=tuple(self._units[first:last]))

    def _source_of(self, article: int) -> Source:
        return self.sources[_holder(self._segment.source_articles, article)]

    def _read_passage(self, number: int) -> Passage:
        first, last = self._segment.passage_sentences[number : number + 2].tolist()
        return Passage(_holder(self._segment.article_passages, number), first, last)

    def _read_entry(self, number: int) -> Entry:
        at = _holder(self._segment.unit_sentences, number)
        unit = self._units[at]
        sentence = unit.sentences[number - int(self._segment.unit_sentences[at])]
        article = _holder(self._segment.article_units, at)
        first, last = self._segment.sentence_terms[number : number + 2].tolist()
        passage = _holder(self._segment.passage_sentences, number)
        return Entry(article, unit, sentence, passage, self._words(self._segment.terms[first:last]))

    def _context(self, article: int) -> tuple[str, ...]:
        """Return the terms of an article's title: they count as present in each of its sentences."""
        first, last = self._segment.article_titles[article : article + 2].tolist()
        return self._words(self._segment.titles[first:last])

    def article_terms(self, article: int) -> frozenset[str]:
        """Return all terms of an article and its title."""
        first, last = self._segment.sentence_terms[self._segment.article_sentences[article : article + 2]].tolist()
        return frozenset(self._words(self._segment.terms[first:last])).union(self.context[article])

    def _folded_title(self, article: int) -> str:
        return self.tokenizer.fold(self.headings[article].title or "")

    def signatures(self, article: int) -> list[int]:
        """Return the numbers of an article's bylines and credits: they hold no word of what was written."""
        at = range(*self._segment.article_sentences[article : article + 2].tolist())
        return [number for number in at if self.entries[number].unit.kind in ("byline", "credit")]

    @cached_property
    def is_dated(self) -> bool:
        """Whether it is known of any article when it was printed."""
        return bool(self._segment.days.any())

    def passages_of(self, article: int) -> range:
        """Return the numbers of an article's passages."""
        return range(*self._segment.article_passages[article : article + 2].tolist())

    def passage_terms(self, number: int) -> list[str]:
        """Return the terms a passage is found by: its sentences' and its article's title's."""
        passage = self.passages[number]
        first, last = self._segment.sentence_terms[[passage.first, passage.last]].tolist()
        return [*self._words(self._segment.terms[first:last]), *self.context[passage.article]]

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
        """Return what spans cut out of an article's source folded: folding keeps every character's place."""
        return text_of(self._folded[_holder(self._segment.source_articles, article)], spans)

    def holding(self, articles: Sequence[int], terms: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return which articles (rows) hold which terms (columns) anywhere, in their titles too."""
        starts = self._segment.article_passages
        first, last = starts[list(articles)], starts[[article + 1 for article in articles]]
        held = np.empty((len(articles), len(terms)), dtype=np.bool_)
        for column, term in enumerate(terms):
            passages = self._embedded.bm25.passages(term)
            held[:, column] = np.searchsorted(passages, first) < np.searchsorted(passages, last)
        return held

    def rank(self, terms: Sequence[str], k: int, within: Filter | None = None) -> list[Hit]:
        """Return the best passages for the terms, of the articles a filter leaves."""
        return self.ranker.rank(terms, k, within)

    def leaves_any(self, within: Filter) -> bool:
        """Tell whether a filter leaves any article."""
        return self._embedded.leaves_any(within)

    @cached_property
    def printed(self) -> str:
        """What misspelt words are looked up in: the folded texts, or the words, a line each, where the texts are too long."""
        blob = self._segment.folded.blob if self._is_searched else b"\n".join(self._segment.words)
        return bytes(blob).decode("utf-8", "surrogatepass")

    @property
    def _is_searched(self) -> bool:
        return len(self._segment.folded.blob) <= _SEARCHED

    @cached_property
    def _searched(self) -> SearchedText:
        return SearchedText(self.printed, self._parts.bits)

    def mentions(self, word: str) -> bool:
        """Tell whether the folded word stands anywhere in the articles, however it is cut there.

        In texts too long to be searched a word also counts that only their threes of neighbouring characters make up.
        """
        if self.idf(word) is not None:
            return True
        return word in self._searched if self._is_searched else may_hold(self._parts.bits, word)

    def idf(self, term: str) -> float | None:
        """Return a term's weight, None for a term the collection does not hold."""
        return self._embedded.bm25.idf.get(term)

    @cached_property
    def rarest(self) -> float:
        """The weight of a term that stands in fewest passages."""
        return self._embedded.bm25.rarest

    def number(self, key: str) -> int | None:
        """Return the number of an article by its id, None where there is none."""
        keys, wanted = self._segment.keys, key.encode("utf-8", "surrogatepass")
        at = bisect_right(self._parts.by_key, wanted, key=lambda number: keys[int(number)]) - 1
        number = int(self._parts.by_key[at]) if at >= 0 else -1
        return number if number >= 0 and keys[number] == wanted else None

    def article(self, key: str) -> tuple[Article, Source] | None:
        """Return an article and its source by id, looked up and never joined to a path."""
        number = self.number(key)
        return None if number is None else (self.articles[number], self.source_of[number])


def digest_of(hashes: Mapping[str, str]) -> str:
    """Return one short name of parts, given the SHA-256 of each by its name."""
    lines = (f"{name} {digest}\n" for name, digest in sorted(hashes.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()[:16]


def _holder(starts: Starts, number: int) -> int:
    """Return which row of the table above holds a row."""
    return bisect_right(starts.data, number) - 1
