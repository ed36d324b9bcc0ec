"""Paragraphs to blocks: bylines, credits and jump marks peeled off the text, briefs parted."""

import itertools
import re
from collections.abc import Iterable
from typing import NamedTuple

from index.pages.lines import Line
from index.pages.masthead import find_jumps
from index.pages.people import leading_byline, parse_credit, trailing_byline, trailing_credit, whole_byline
from index.pages.signatures import signature
from index.records import Person
from index.spans import Spans, cut, text_of, trim

_BRACKETED = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
# a brief may stand on the line of the one before it
_NEXT_BRIEF = re.compile(r"(?<=[。！？”）)])\s*(?=[◆●★■▲]\s*[^\s◆●★■▲])")


class Block(NamedTuple):
    """A heading, table row, byline, credit, jump, image, rule or run of text, in the order printed."""

    kind: str
    spans: Spans
    gap: int = 1  # blank lines before it; 0 when it was cut off the block before it
    level: int = 0
    people: tuple[Person, ...] = ()
    strong: bool = False  # bold from end to end
    item: bool = False  # an item of a list, whole as it stands
    glued: bool = False  # printed on the same line as the block before it
    repaired: bool = False  # put together from parts that are not printed one after the other
    lost_head: bool = False
    lost_tail: bool = False


def make_blocks(source: str, lines: Iterable[Line]) -> list[Block]:
    """Return the blocks of the page; every character of a line's text is in exactly one of them."""
    blocks: list[Block] = []
    for line in lines:
        if line.run_in:
            blocks.append(Block("subhead", line.spans, line.gap, strong=True))
        elif line.kind == "text":
            blocks += [block for brief in _briefs(source, line) for block in _peel(source, brief)]
        else:
            blocks.append(Block(line.kind, line.spans, line.gap, line.level))
    return blocks


def _briefs(source: str, line: Line) -> Iterable[Line]:
    """Cut a line before every mark that opens a brief."""
    text = text_of(source, line.spans)
    cuts = [0, *(match.end() for match in _NEXT_BRIEF.finditer(text)), len(text)]
    for low, high in itertools.pairwise(cuts):
        if spans := trim(source, cut(line.spans, low, high)):
            yield line._replace(spans=spans, gap=0 if low else line.gap)


def _peel(source: str, line: Line) -> list[Block]:
    """Cut bylines, credits and jump marks off the ends of a line."""
    text = text_of(source, line.spans)
    if (people := parse_credit(text)) is not None:  # before bylines: 通讯员 ×× 文/图 is a credit
        return [Block("credit", line.spans, line.gap, people=people, repaired=line.beside)]
    if byline := whole_byline(text):
        return [Block("byline", line.spans, line.gap, people=byline.people, repaired=line.beside)]
    blocks: list[Block] = []
    for kind, low, high, people in sorted(_parts(text), key=lambda part: part[1]):
        if spans := trim(source, cut(line.spans, low, high), "*" if kind != "text" else ""):
            gap, glued = (0, True) if blocks else (line.gap, False)
            block = Block(kind, spans, gap, people=people, strong=line.strong, item=line.item, glued=glued)
            blocks.append(block._replace(repaired=line.beside, lost_head=line.lost_head, lost_tail=line.lost_tail))
    return blocks


def _parts(text: str) -> list[tuple[str, int, int, tuple[Person, ...]]]:
    """Return what a line is made of: kind, characters `[low, high)` and people of each part."""
    pieces: list[tuple[str, int, int, tuple[Person, ...]]] = []
    start, end = 0, len(text)
    if _BRACKETED.fullmatch(text) and trailing_credit(text[1:-1]):
        start, end = 1, len(text) - 1  # （图为……。××× 摄）: the brackets are layout
    for low, high in find_jumps(text):
        if low == 0 or high == len(text):
            pieces.append(("jump", low, high, ()))
            start, end = (high, end) if low == 0 else (start, low)
    if byline := leading_byline(text[start:end]):
        pieces.append(("byline", start, start + byline.end, byline.people))
        start += byline.end
    if credit := trailing_credit(text[start:end]):
        pieces.append(("credit", start + credit[0], end, credit[1]))
        end = start + credit[0]
    elif byline := trailing_byline(text[start:end]) or signature(text[start:end]):
        pieces.append(("byline", start + byline.start, start + byline.end, byline.people))
        end = start + byline.start
    pieces.append(("text", start, end, ()))
    return pieces
