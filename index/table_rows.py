"""Pipe tables: each row a unit that carries its header and the table's title."""

from collections.abc import Sequence

from index.blocks import Block
from index.text_kind import is_closed
from index.spans import Spans, join, length, text_of

_TITLE_LENGTH = 40


def take_tables(source: str, blocks: Sequence[Block]) -> tuple[list[Block], dict[Spans, Spans]]:
    """Mark table titles, drop headers and rules; return the blocks left and each row's context by its spans."""
    left: list[Block] = []
    context: dict[Spans, Spans] = {}
    above: Spans = ()
    for at, block in enumerate(blocks):
        if block.kind == "row" and _is_header(blocks, at):
            above = block.spans
            if left and _is_title(source, left[-1]):
                left[-1] = left[-1]._replace(kind="table_title")
                above = join(left[-1].spans, block.spans)
        elif block.kind == "row":
            context[block.spans] = above
            left.append(block)
        elif block.kind != "rule":
            above = ()
            left.append(block)
    return left, context


def _is_header(blocks: Sequence[Block], at: int) -> bool:
    return at + 1 < len(blocks) and blocks[at + 1].kind == "rule"


def _is_title(source: str, block: Block) -> bool:
    text = text_of(source, block.spans)
    return block.kind == "text" and length(block.spans) <= _TITLE_LENGTH and not is_closed(text)
