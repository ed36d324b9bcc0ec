"""Sources and articles as lines of JSON and back: how they are kept on disk."""

import json
from typing import Any

from index.packed import encode
from index.records import Article, Person, Sentence, Source, Unit
from index.spans import Span, Spans


def encode_source(source: Source) -> bytes:
    """Return all of a source but its text."""
    return _line(source._replace(text=""))


def decode_source(line: bytes, text: str) -> Source:
    """Return the source again with its text."""
    return Source(*json.loads(line))._replace(text=text)


def encode_article(article: Article) -> bytes:
    """Return an article as its fields one after another, records within it likewise."""
    return _line(article)


def decode_article(line: bytes) -> Article:
    """Return the article again."""
    key, kind, title, byline, date, units = json.loads(line)
    return Article(key, kind, title, _people(byline), date, tuple(map(_unit, units)))


def _line(record: object) -> bytes:
    return encode(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def _unit(fields: list[Any]) -> Unit:
    kind, spans, sentences, number, people, context, *flags = fields
    cut = tuple(Sentence(_spans(each)) for (each,) in sentences)
    return Unit(kind, _spans(spans), cut, number, _people(people), _spans(context), *flags)


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple(Span(*pair) for pair in pairs)


def _people(pairs: list[list[str]]) -> tuple[Person, ...]:
    return tuple(Person(*pair) for pair in pairs)
