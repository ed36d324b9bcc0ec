"""Passages as rows of Milvus and the way back: keys, coded values, terms as text, filters as expressions."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from index.collection import Collection
from index.errors import DataError
from index.ranker import Filter, day, place_terms

Row = dict[str, Any]

LONGEST_TEXT = 65_535  # bytes of a VARCHAR
LONGEST_TOKEN = 100  # bytes of a token that Milvus looks at; what differs only further on is the same to it
MOST_PLACES = 4_096  # elements of an ARRAY
OWNER, CODE = 32, 16  # hexadecimal digits


def owner_of(article: str) -> str:
    """Return what names an article in keys and expressions: any id may hold what an expression gives a meaning to."""
    return _hash(article, OWNER)


def code(text: str) -> str:
    """Return what stands for a value that is filtered by, so that no value needs escaping."""
    return _hash(text, CODE)


def _hash(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def rows_of(collection: Collection, number: int) -> list[Row]:
    """Return the rows of an article, one a passage, each with the digest of them all.

    Raises:
        DataError: the article holds more than a row can.
    """
    article, path = collection.headings[number], collection.source_of[number].path
    places = place_terms(collection.article_terms(number))
    if len(places) > MOST_PLACES:
        raise DataError(f"文章 {article.id}（{path}）提到的地名超过 {MOST_PLACES} 个，Milvus 存不下，请分成几篇")
    shared: Row = {
        "owner": owner_of(article.id),
        "article": article.id,
        "source": path,
        "sources": [code(name) for name in _sources(path)],
        "day": day(article.date),
        "places": [code(place) for place in places],
    }
    texts = [_text(collection, at, article.id, path) for at in collection.passages_of(number)]
    digest = hashlib.sha256(json.dumps([shared, texts]).encode()).hexdigest()
    return [
        shared | {"key": f"{shared['owner']}-{ordinal:07}", "ordinal": ordinal, "digest": digest, "terms": text}
        for ordinal, text in enumerate(texts)
    ]


def _text(collection: Collection, passage: int, article: str, path: str) -> str:
    text = text_of_terms(collection.passage_terms(passage))
    if len(text.encode()) > LONGEST_TEXT:
        raise DataError(f"文章 {article}（{path}）有一段太长，Milvus 存不下（上限 {LONGEST_TEXT} 字节），请先分段")
    return text


def text_of_terms(terms: Iterable[str]) -> str:
    """Return terms as a text that the `whitespace` analyzer cuts into these terms again, a repeated one repeated."""
    return " ".join(map(_token, terms))


def _token(term: str) -> str:
    """Return a term, or its digest where Milvus would cut it or not look at all of it."""
    whole = len(term.encode()) <= LONGEST_TOKEN and term.split() == [term]
    return term if whole else f"sha256:{_hash(term, 64)}"


def passage_of(collection: Collection, article: str, ordinal: int) -> int:
    """Return the number of an article's passage.

    Raises:
        DataError: the collection does not hold it.
    """
    number = collection.number(article)
    passages = range(0) if number is None else collection.passages_of(number)
    if not 0 <= ordinal < len(passages):
        raise DataError(f"Milvus 给出了资料库里没有的文章：{article}，请用 qa index 重新同步")
    return passages[ordinal]


def expression(within: Filter | None) -> str:
    """Return a filter as a boolean expression of Milvus; an article without a date is within no dates."""
    if within is None:
        return ""
    parts: list[str] = []
    if within.source is not None:
        parts.append(f"array_contains_any(sources, {json.dumps([code(name) for name in _asked(within.source)])})")
    if within.since is not None or within.until is not None:
        parts.append(f"day >= {max(day(within.since), 1)}")
    if within.until is not None:
        parts.append(f"day <= {day(within.until, fill='9')}")
    if within.place:
        parts.append(f"array_contains_all(places, {json.dumps([code(place) for place in within.place])})")
    return " and ".join(parts)


def _sources(path: str) -> list[str]:
    """Return everything `is_from` takes a path to be: itself, and below each folder and file on its way."""
    return [f"is {path}", *(f"in {path[: at + 1]}" for at, char in enumerate(path) if char in "/#")]


def _asked(source: str) -> list[str]:
    return [f"is {source}", f"in {source.rstrip('/')}/", f"in {source}#"]
