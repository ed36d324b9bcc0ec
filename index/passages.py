"""Articles to passages: whole sentences of one article, long paragraphs in several, short units alone."""

from collections.abc import Iterator, Sequence

from index.records import Article, Passage, Sentence, Unit
from index.spans import length

LONGEST = 300  # characters: a long newspaper paragraph is two or three passages


def flat_sentences(articles: Sequence[Article]) -> Iterator[tuple[int, Unit, Sentence]]:
    """Yield every sentence of the articles in order with its article's number and its unit."""
    for number, article in enumerate(articles):
        for unit in article.units:
            for sentence in unit.sentences:
                yield number, unit, sentence


def make_passages(articles: Sequence[Article]) -> list[Passage]:
    """Return passages over the numbers of `flat_sentences`; each sentence is in exactly one."""
    passages: list[Passage] = []
    at = 0
    for number, article in enumerate(articles):
        for unit in article.units:
            for size in _group(unit):
                passages.append(Passage(number, at, at + size))
                at += size
    return passages


def _group(unit: Unit) -> Iterator[int]:
    """Yield how many sentences each passage of the unit takes."""
    count, total = 0, 0
    for sentence in unit.sentences:
        size = length(sentence.spans)
        if count and total + size > LONGEST:
            yield count
            count, total = 0, 0
        count, total = count + 1, total + size
    if count:
        yield count
