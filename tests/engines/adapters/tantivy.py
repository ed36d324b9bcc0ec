"""tantivy: words parted by spaces, no positions, no count of all hits, so that it may skip (block-max WAND)."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy
from tantivy import Document, Index, Occur, Query, Searcher

Opened = tuple[Searcher, tantivy.Schema]


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_unsigned_field("number", fast=True)
    return builder.build()


def build(documents: Iterable[Sequence[str]], folder: Path) -> None:
    index = Index(_schema(), path=str(folder))
    writer = index.writer(num_threads=1)
    for number, words in enumerate(documents):
        document = Document()
        document.add_text("words", " ".join(words))
        document.add_unsigned("number", number)  # `Document(number=…)` makes it signed, and the writer dies of it
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open(folder: Path) -> Opened:
    index = Index.open(str(folder))
    return index.searcher(), index.schema


def search(opened: Opened, terms: Sequence[str], k: int) -> list[int]:
    searcher, schema = opened
    query = Query.boolean_query([(Occur.Should, Query.term_query(schema, "words", term, "freq")) for term in terms])
    hits = searcher.search(query, k, count=False).hits
    return searcher.fast_field_values("number", [address for _, address in hits])
