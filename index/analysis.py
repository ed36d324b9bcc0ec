"""Sources to a segment: read, cut into articles, sentences and passages, and put into words."""

from array import array
from collections.abc import Iterable, Sequence

import numpy as np

from index.codec import encode_heading, encode_source, encode_unit
from index.packed import Numbering, encode, pack, starts_of
from index.pages.page import read_page
from index.passages import flat_sentences, make_passages
from index.ranker import day
from index.records import Article, Sentence, Source, Unit
from index.segment import Segment
from index.spans import text_of
from index.terms import Tokenizer


def analyze(sources: Sequence[Source], tokenizer: Tokenizer) -> Segment:
    """Return what a collection keeps of sources."""
    numbering = Numbering()
    terms, titles = array("I"), array("I")
    sizes: dict[str, list[int]] = {name: [] for name in _SIZES}
    found: list[Article] = []
    for source in sources:
        articles = read_page(source, tokenizer)
        sizes["source_articles"].append(len(articles))
        found += articles
        for article in articles:
            passages = make_passages([article])
            sizes["article_passages"].append(len(passages))
            sizes["passage_sentences"] += [passage.last - passage.first for passage in passages]
            sizes["article_units"].append(len(article.units))
            sizes["unit_sentences"] += [len(unit.sentences) for unit in article.units]
            before = len(sizes["sentence_terms"])
            for _, unit, sentence in flat_sentences([article]):
                words = numbering.of(_words(source, unit, sentence, tokenizer))
                sizes["sentence_terms"].append(len(words))
                terms.extend(words)
            sizes["article_sentences"].append(len(sizes["sentence_terms"]) - before)
            title = numbering.of(_title(article, tokenizer)) if passages else []
            sizes["article_titles"].append(len(title))
            titles.extend(title)
    vocabulary, numbered = numbering.in_order(titles, terms)
    starts = {name: starts_of(each) for name, each in sizes.items()}
    return Segment(
        sources=pack(map(encode_source, sources)),
        texts=pack(encode(source.text) for source in sources),
        folded=pack(encode(tokenizer.fold(source.text) + "\n") for source in sources),
        headings=pack(map(encode_heading, found)),
        keys=pack(encode(article.id) for article in found),
        days=np.array([day(article.date) for article in found], dtype=np.uint32),
        units=pack(encode_unit(unit) for article in found for unit in article.units),
        titles=numbered[0],
        terms=numbered[1],
        words=vocabulary,
        **starts,
    )


_SIZES = (
    "source_articles",
    "article_units",
    "unit_sentences",
    "article_sentences",
    "article_passages",
    "article_titles",
    "passage_sentences",
    "sentence_terms",
)


def _words(source: Source, unit: Unit, sentence: Sentence, tokenizer: Tokenizer) -> Iterable[str]:
    text = text_of(source.text, sentence.spans)
    if unit.context:  # a table's row means nothing without its header
        text += "\n" + text_of(source.text, unit.context)
    return (term.text for term in tokenizer.terms(text))


def _title(article: Article, tokenizer: Tokenizer) -> Iterable[str]:
    """Return the terms of an article's title: they count as present in each of its sentences."""
    return (term.text for term in tokenizer.terms(article.title or ""))
