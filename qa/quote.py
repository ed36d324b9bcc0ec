"""The one function that makes a Quote: it slices the source and adds where the slice stands."""

import functools
from collections.abc import Iterable, Sequence

from index.collection import Collection, Entry
from index.pages.original import is_turned, left_out
from index.terms import Term, Tokenizer
from qa.answer import ArticleRef, Place, Quote, SourceRef, Span
from qa.cells import row_quantities
from qa.numbers.read import read_quantities

_LONGEST_SHOWN = 24  # characters of what is left out


def make_quote(
    collection: Collection,
    entry: Entry,
    *,
    score: float,
    terms: Iterable[str] = (),
    also: Sequence[Entry] = (),
) -> Quote:
    """Return a sentence as evidence; its text is what its spans cut out of the untouched source."""
    text = collection.text(entry)
    article = collection.headings[entry.article]
    source = collection.source_of[entry.article]
    unit = entry.unit
    context = collection.context_text(entry)
    return Quote(
        text=text,
        kind="sentence" if unit.kind == "paragraph" else unit.kind,
        article=ArticleRef(
            id=article.id,
            title=article.title,
            byline=tuple(p.name for p in article.byline),
            date=article.date,
        ),
        source=SourceRef(path=source.path, sha256=source.sha256),
        spans=entry.sentence.spans,
        paragraph=unit.number if unit.kind == "paragraph" else None,
        sentence=unit.sentences.index(entry.sentence),
        quantities=tuple(row_quantities(context, text) if unit.kind == "table_row" else read_quantities(text)),
        score=score,
        also=tuple(Place(source=collection.source_of[e.article].path, spans=e.sentence.spans) for e in also),
        marks=_marks(collection, text, set(terms)),
        context=context or None,
        note=_note(source.text, entry),
    )


def _note(text: str, entry: Entry) -> str | None:
    """Return what a reader must know of how the sentence is printed."""
    unit, spans = entry.unit, entry.sentence.spans
    if is_turned(spans):
        return "版面上词序颠倒，已按通则接回，请核对原文"
    if between := left_out(text, spans):
        shown = between if len(between) <= _LONGEST_SHOWN else between[:_LONGEST_SHOWN] + "…"
        other = "别的文字" if unit.doubtful else "页码、页眉一类"
        return f"这句话在版面上隔着{other}（{shown}），已略去接回，请核对原文"
    if unit.doubtful and unit.kind == "caption":
        return "版面上可能有词序颠倒，照原样引用"
    if unit.lost_head and entry.sentence == unit.sentences[0]:
        return "这句话的开头在版面上缺失"
    if unit.lost_tail and entry.sentence == unit.sentences[-1]:
        return "这句话的结尾在版面上缺失"
    return None


def _marks(collection: Collection, text: str, terms: set[str]) -> tuple[Span, ...]:
    """Return the places of the text that hold one of the terms, those that touch made one."""
    marks: list[Span] = []
    for start, end in sorted((t.start, t.end) for t in _terms(text, collection.tokenizer) if t.text in terms):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


# a sentence is quoted for many questions
@functools.lru_cache(maxsize=512)
def _terms(text: str, tokenizer: Tokenizer) -> tuple[Term, ...]:
    return tuple(tokenizer.terms(text))
