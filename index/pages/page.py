"""A source rebuilt: articles whose units, in reading order, are spans of the untouched text."""

import hashlib
from collections.abc import Sequence

from index.pages.aligned import take_aligned
from index.pages.arrange import Arranger, Piece
from index.pages.blocks import Block, make_blocks
from index.pages.continuity import Continuity
from index.pages.divide import Draft, divide
from index.pages.furniture import mark_furniture
from index.pages.gutters import part_columns
from index.pages.joining import join_lines
from index.pages.lines import split_lines
from index.pages.people import parse_people
from index.pages.sentences import split_sentences
from index.pages.surroundings import Surroundings, wide_gap
from index.pages.table_rows import take_tables
from index.pages.text_kind import TextKind, kind_of
from index.records import Article, Person, Sentence, Source, Unit
from index.spans import Spans, text_of
from index.terms import Tokenizer

_WHOLE = ("title", "byline", "credit", "table_row", "table_title", "subhead", "jump")


def read_page(source: Source, tokenizer: Tokenizer) -> list[Article]:
    """Return the articles of a page in the order printed, photo stories that belong to none after the one they were printed in."""
    text = source.text
    lines = list(take_aligned(text, list(part_columns(text, mark_furniture(text, split_lines(text))))))
    kind = kind_of(text, lines)
    blocks, context = take_tables(text, make_blocks(text, join_lines(text, lines, kind)))
    continuity = Continuity(tokenizer, text)
    drafts = [_record(blocks, source)] if source.record else divide(text, blocks)
    gap, repairs = wide_gap(blocks), kind == "newspaper_page"
    articles = []
    for number, draft in enumerate(drafts):
        arranger = Arranger(Surroundings(text, draft.blocks, gap), continuity, repairs=repairs)
        articles.append(_article(source, draft, number, kind, arranger, context))
    return articles


def _record(blocks: Sequence[Block], source: Source) -> Draft:
    """Return a ready article as it came: one article, whatever its lines look like."""
    draft = Draft(None)
    draft.blocks = list(blocks)
    if source.byline:
        draft.people = parse_people(source.byline) or (Person(source.byline, "作者"),)
    return draft


def _article(
    source: Source, draft: Draft, number: int, text_kind: TextKind, arranger: Arranger, context: dict[Spans, Spans]
) -> Article:
    text = source.text
    heading = [
        Piece("title", block.spans, block, doubtful=block.repaired) for block in (draft.column, draft.heading) if block
    ]
    if draft.kind == "photo_story":
        pieces = [
            Piece({"text": "paragraph"}.get(b.kind, b.kind), b.spans, b, doubtful=b.repaired) for b in draft.blocks
        ]
    else:
        pieces = arranger.pieces()
    counts: dict[str, int] = {}
    units = []
    for piece in heading + pieces:
        units.append(_unit(text, piece, counts.get(piece.kind, 0), context))
        counts[piece.kind] = counts.get(piece.kind, 0) + 1
    byline = tuple(person for unit in units if unit.kind == "byline" for person in unit.people)
    return Article(
        id=source.record or _article_id(source, number),
        kind=draft.kind,
        title=source.title if source.record else text_of(text, draft.heading.spans) if draft.heading else None,
        byline=draft.people + byline,
        date=source.date or draft.date,
        text_kind=text_kind,
        units=tuple(units),
    )


def _unit(text: str, piece: Piece, number: int, context: dict[Spans, Spans]) -> Unit:
    return Unit(
        kind=piece.kind,
        spans=piece.spans,
        sentences=_sentences(text, piece),
        number=number,
        people=piece.block.people,
        context=context.get(piece.spans, ()),
        lost_head=piece.lost_head,
        lost_tail=piece.lost_tail,
        doubtful=piece.doubtful,
    )


def _sentences(text: str, piece: Piece) -> tuple[Sentence, ...]:
    if piece.kind == "furniture":
        return ()
    return (Sentence(piece.spans),) if piece.kind in _WHOLE else split_sentences(text, piece.spans)


def _article_id(source: Source, number: int) -> str:
    # the path keeps two files of the same bytes apart, the hash a changed file from its older self
    key = f"{source.path}\n{source.sha256}\n{number}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
