"""What a generation of a collection consists of: the last file written, which names and vouches for all others."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

FORMAT: Final = 4
MANIFEST = "manifest.json"


class File(BaseModel):
    """A source's copy, byte for byte, below the generation's `articles`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: str
    origin: str  # absolute path it was taken from: the same origin is refreshed, not added twice
    size: int
    sha256: str


class Part(BaseModel):
    """A file of the index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int
    sha256: str


class Counts(BaseModel):
    """How much a collection holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: int
    articles: int
    passages: int
    sentences: int
    words: int
    postings: int


class Manifest(BaseModel):
    """A generation; the same articles and settings make the same one, byte for byte."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[4] = FORMAT
    fingerprint: str  # of the tokenizer: version, dictionary, lexicon
    k1: float
    b: float
    counts: Counts
    files: tuple[File, ...]
    parts: tuple[Part, ...]
