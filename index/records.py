"""The records of the corpus side: what a page is made of once it has been read."""

from typing import NamedTuple

from index.spans import Spans


class Source(NamedTuple):
    """One input text, exactly as decoded; `path` names it below its collection's folder."""

    path: str
    text: str
    sha256: str
    record: str | None = None  # id of the line, when the source is one line of a JSON Lines file
    title: str | None = None
    byline: str | None = None
    date: str | None = None
    outlet: str | None = None  # the paper, where the line of the file names it


class Person(NamedTuple):
    """A name in a byline or credit with the role printed beside it (记者, 通讯员, 摄)."""

    name: str
    role: str


class Sentence(NamedTuple):
    """A sentence as the spans it is printed in, in reading order."""

    spans: Spans


class Unit(NamedTuple):
    """A piece of an article: title, byline, paragraph, caption, credit, table_row, table_title, subhead, jump or furniture.

    `number` counts units of the same kind within the article, from 0. `context` holds what a reader needs
    beside the unit to understand it: the header and title of a table, for a row. Furniture has no sentences.
    """

    kind: str
    spans: Spans
    sentences: tuple[Sentence, ...]
    number: int = 0
    people: tuple[Person, ...] = ()
    context: Spans = ()
    lost_head: bool = False
    lost_tail: bool = False
    doubtful: bool = False  # put together by rule from parts that are not printed one after the other


class Article(NamedTuple):
    """One article or photo story of a source, its units in reading order."""

    id: str
    kind: str  # "article" or "photo_story"
    title: str | None
    byline: tuple[Person, ...]
    date: str | None  # ISO 8601, only where printed
    text_kind: str  # of its file: "newspaper_page", "paragraphs", "wrapped", "web" or "pages"
    units: tuple[Unit, ...]


class Passage(NamedTuple):
    """The unit of retrieval: sentences `[first, last)` of the collection's flat list, all of one article."""

    article: int
    first: int
    last: int
