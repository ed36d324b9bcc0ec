"""Articles as the page shows them: units with their sentences, beside the untouched stretch of the file."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from index.collection import Collection
from index.pages.imprint import read_imprint
from index.pages.original import original_pieces
from index.records import Article, Person, Source, Unit
from index.spans import text_of
from qa.answer import Citation, SourceRef, Span
from qa.citation import cite


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True)


class PersonShown(_Shown):
    """A name with the role printed beside it."""

    name: str
    role: str


class Heading(_Shown):
    """What an article is, without its text."""

    id: str
    kind: str
    title: str | None
    byline: tuple[PersonShown, ...]
    date: str | None
    text_kind: str
    source: SourceRef
    citation: Citation


class SentenceShown(_Shown):
    """A sentence and its spans in the file: the same that a quote has."""

    text: str
    spans: tuple[Span, ...]


class PieceShown(_Shown):
    """A piece of the file as printed, of one of the unit's sentences by number or of none, or how much is left out."""

    text: str
    sentence: int | None
    omitted: int


class UnitShown(_Shown):
    """A unit in reading order; `original` is the stretch of the file it was read from."""

    kind: str
    number: int
    text: str
    spans: tuple[Span, ...]
    people: tuple[PersonShown, ...]
    context: str | None
    lost_head: bool
    lost_tail: bool
    doubtful: bool
    sentences: tuple[SentenceShown, ...]
    original: tuple[PieceShown, ...]


class ArticleShown(Heading):
    """An article with its units."""

    units: tuple[UnitShown, ...]


def list_articles(collection: Collection, *, offset: int, limit: int) -> list[Heading]:
    """Return the headings of `limit` articles from number `offset` on, in the collection's order."""
    chosen = slice(offset, offset + limit)
    pairs = zip(collection.articles[chosen], collection.source_of[chosen], strict=True)
    return [heading(article, source) for article, source in pairs]


def show_article(collection: Collection, key: str) -> ArticleShown | None:
    """Return an article by id, None where there is none."""
    found = collection.article(key)
    if not found:
        return None
    article, source = found
    units = tuple(_unit(source, unit) for unit in article.units)
    return ArticleShown(**dict(heading(article, source)), units=units)


def heading(article: Article, source: Source) -> Heading:
    """Return an article's heading."""
    return Heading(
        id=article.id,
        kind=article.kind,
        title=article.title,
        byline=_people(article.byline),
        date=article.date,
        text_kind=article.text_kind,
        source=SourceRef(path=source.path, sha256=source.sha256),
        citation=cite(article, source, read_imprint(source, article)),
    )


def _unit(source: Source, unit: Unit) -> UnitShown:
    text = source.text
    return UnitShown(
        kind=unit.kind,
        number=unit.number,
        text=text_of(text, unit.spans),
        spans=unit.spans,
        people=_people(unit.people),
        context=text_of(text, unit.context) or None,
        lost_head=unit.lost_head,
        lost_tail=unit.lost_tail,
        doubtful=unit.doubtful,
        sentences=tuple(SentenceShown(text=text_of(text, s.spans), spans=s.spans) for s in unit.sentences),
        original=tuple(PieceShown(**piece._asdict()) for piece in original_pieces(text, unit)),
    )


def _people(people: Sequence[Person]) -> tuple[PersonShown, ...]:
    return tuple(PersonShown(name=person.name, role=person.role) for person in people)
