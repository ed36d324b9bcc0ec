"""The Answer and what it is made of: the JSON that every door gives, in the contract's field names."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Span = tuple[int, int]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Quantity(_Record):
    """A figure of a sentence; `start` and `end` are code points of that sentence, values exact decimal strings."""

    text: str
    start: int
    end: int
    kind: str
    value: str | None = None
    value_max: str | None = None
    unit: str | None = None
    unit_text: str | None = None
    qualifier: str | None = None
    qualifier_text: str | None = None
    direction: str | None = None
    per: str | None = None
    noun: str | None = None
    time: str | None = None
    subject: str | None = None
    rule: str = Field("", exclude=True, repr=False)  # the form of the grammar that read it, for `explain`

    @model_validator(mode="after")
    def _measured(self) -> "Quantity":
        if self.end - self.start != len(self.text):
            raise ValueError("a quantity must be as long as its text")
        return self


class ArticleRef(_Record):
    """The article a quote stands in; `date` only where printed."""

    id: str
    title: str | None
    byline: tuple[str, ...]
    date: str | None


class SourceRef(_Record):
    """The file a quote stands in, below the collection's folder, with the SHA-256 of its bytes."""

    path: str
    sha256: str


class Citation(_Record):
    """An article's source for whoever quotes it: in plain words, and by GB/T 7714 as a newspaper article."""

    plain: str
    gbt7714: str


class Place(_Record):
    """Another place where the same sentence is printed."""

    source: str
    spans: tuple[Span, ...]


class Quote(_Record):
    """A sentence given as evidence: its text is exactly what `spans` cut out of the source."""

    text: str
    kind: str
    article: ArticleRef
    source: SourceRef
    spans: tuple[Span, ...]
    paragraph: int | None
    sentence: int
    quantities: tuple[Quantity, ...]
    score: float
    also: tuple[Place, ...] = ()
    marks: tuple[Span, ...] = ()  # places in `text` that the question's words matched
    context: str | None = None  # a table's title and header, for a row
    note: str | None = None  # what the reader must know about the print: a lost head, a repaired order

    @model_validator(mode="after")
    def _exact(self) -> "Quote":
        for quantity in self.quantities:
            if self.text[quantity.start : quantity.end] != quantity.text:
                raise ValueError("a quantity must be a piece of its sentence")
        return self


class Reason(_Record):
    """Why there is no answer, in a code for programs and a Chinese sentence for people."""

    code: Literal[
        "place_not_covered",
        "time_not_covered",
        "entity_not_covered",
        "kind_missing",
        "not_stated",
        "empty_question",
        "bad_question",
    ]
    message: str


class Answer(_Record):
    """What a question gets: the evidence with the piece that answers, or a refusal with its reason."""

    question: str
    status: Literal["answered", "no_answer"]
    answer: str | tuple[str, ...] | None = None
    quantity: Quantity | None = None
    confidence: float
    note: str | None = None  # what the reader must know before quoting: several places or years have an answer
    reason: Reason | None = None
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
