"""The one function that makes a Quote: it slices the source and adds where the slice stands."""

from collections.abc import Iterable, Sequence

from index.collection import Collection, Entry
from qa.answer import ArticleRef, Place, Quote, SourceRef, Span
from qa.quantities import read_quantities

_NOTES = (
    ("lost_head", "这一段的开头在版面上缺失"),
    ("lost_tail", "这一段的结尾在版面上缺失"),
    ("doubtful", "版面上词序颠倒，已按通则接回，请核对原文"),
)


def make_quote(
    collection: Collection, entry: Entry, *, score: float, terms: Iterable[str] = (), also: Sequence[Entry] = ()
) -> Quote:
    """Return a sentence as evidence; its text is what its spans cut out of the untouched source."""
    text = collection.text(entry)
    article = collection.articles[entry.article]
    source = collection.source_of[entry.article]
    unit = entry.unit
    context = collection.context_text(entry)
    return Quote(
        text=text,
        kind="sentence" if unit.kind == "paragraph" else unit.kind,
        article=ArticleRef(
            id=article.id, title=article.title, byline=tuple(p.name for p in article.byline), date=article.date
        ),
        source=SourceRef(path=source.path, sha256=source.sha256),
        spans=entry.sentence.spans,
        paragraph=unit.number if unit.kind == "paragraph" else None,
        sentence=unit.sentences.index(entry.sentence),
        quantities=tuple(read_quantities(text)),
        score=score,
        also=tuple(Place(source=collection.source_of[e.article].path, spans=e.sentence.spans) for e in also),
        marks=_marks(collection, text, set(terms)),
        context=context or None,
        note="；".join(note for flag, note in _NOTES if getattr(unit, flag)) or None,
    )


def _marks(collection: Collection, text: str, terms: set[str]) -> tuple[Span, ...]:
    """Return the places of the text that hold one of the terms, those that touch made one."""
    marks: list[Span] = []
    for start, end in sorted((t.start, t.end) for t in collection.tokenizer.terms(text) if t.text in terms):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)
