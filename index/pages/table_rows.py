"""Pipe tables: each row a unit that carries its header and the table's title."""

from collections.abc import Sequence

from index.pages.aligned import is_below
from index.pages.blocks import Block
from index.pages.line_ends import is_closed
from index.spans import Span, Spans, join, length, text_of

_TITLE_LENGTH = 40


def take_tables(source: str, blocks: Sequence[Block]) -> tuple[list[Block], dict[Spans, Spans]]:
    """Mark table titles, drop headers and rules; return the blocks left and each row's context by its spans."""
    left: list[Block] = []
    context: dict[Spans, Spans] = {}
    header: Spans = ()
    above: Spans = ()
    for at, block in enumerate(blocks):
        if block.kind == "row" and _is_header(blocks, at):
            header = above = block.spans
            if left and _is_title(source, left[-1]):
                left[-1] = left[-1]._replace(kind="table_title")
                above = _below_title(source, left[-1].spans, header)
        elif block.kind == "row":
            context[block.spans] = above if header and _is_sure(source, header, block.spans) else ()
            left.append(block)
        elif block.kind != "rule":
            header = above = ()
            left.append(block)
    return left, context


def _below_title(source: str, title: Spans, header: Spans) -> Spans:
    """Return a title with the header below it; without bars a line's end has to part them."""
    return join(title, header) if "|" in text_of(source, header) else (Span(title[0].start, header[-1].end),)


def _is_sure(source: str, header: Spans, row: Spans) -> bool:
    return "|" in text_of(source, row) or is_below(source, header, row)


def _is_header(blocks: Sequence[Block], at: int) -> bool:
    return at + 1 < len(blocks) and blocks[at + 1].kind == "rule"


def _is_title(source: str, block: Block) -> bool:
    text = text_of(source, block.spans)
    return block.kind == "text" and length(block.spans) <= _TITLE_LENGTH and not is_closed(text)
