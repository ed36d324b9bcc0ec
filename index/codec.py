"""Sources and articles as lines of JSON and back: how they are kept on disk."""

import json

from index.packed import encode
from index.records import Article, Person, Sentence, Source, Unit
from index.spans import Span, Spans


def encode_source(source: Source) -> bytes:
    """Return all of a source but its text."""
    return _line(source._replace(text=""))


def decode_source(line: bytes, text: str) -> Source:
    """Return the source again with its text."""
    return Source(*json.loads(line))._replace(text=text)


def encode_heading(article: Article) -> bytes:
    """Return all of an article but its units, the fields one after another, records within it likewise."""
    return _line(article[:-1])


def decode_heading(line: bytes) -> Article:
    """Return an article again, without its units."""
    key, kind, title, byline, date, text_kind = json.loads(line)
    return Article(key, kind, title, _people(byline), date, text_kind, ())


def encode_unit(unit: Unit) -> bytes:
    """Return a unit as its fields."""
    return _line(unit)


def decode_unit(line: bytes) -> Unit:
    """Return a unit again."""
    kind, spans, sentences, number, people, context, *flags = json.loads(line)
    cut = tuple([Sentence(_spans(each)) for (each,) in sentences])
    return Unit(kind, _spans(spans), cut, number, _people(people), _spans(context), *flags)


def _line(record: object) -> bytes:
    return encode(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple([Span(start, end) for start, end in pairs])


def _people(pairs: list[list[str]]) -> tuple[Person, ...]:
    return tuple([Person(name, role) for name, role in pairs])
