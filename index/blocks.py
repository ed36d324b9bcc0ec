"""Lines put together to blocks: wrapped lines undone, bylines, credits and jump marks peeled off the text."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index.lines import Line
from index.masthead import find_jumps
from index.people import leading_byline, parse_credit, trailing_byline, trailing_credit, whole_byline
from index.records import Person
from index.signatures import signature
from index.spans import Spans, cut, join, length, text_of, trim

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部分]+"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
)
BRIEF = re.compile(r"[◆●★■▲]")  # opens a brief
_BRACKETED = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
# a brief may stand on the line of the one before it
_NEXT_BRIEF = re.compile(r"(?<=[。！？”）)])\s*(?=[◆●★■▲]\s*[^\s◆●★■▲])")
TERMINAL = "。！？!?…"
CLOSERS = "”’」』）)》〉】]\"'"


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


def is_closed(text: str) -> bool:
    """Tell whether the text ends where a sentence ends."""
    return text.rstrip(CLOSERS)[-1:] in TERMINAL and bool(text)


def make_blocks(source: str, lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of the page; every character of a line's text is in exactly one of them."""
    blocks: list[Block] = []
    for line in _unwrap(source, lines):
        if line.run_in:
            blocks.append(Block("subhead", line.spans, line.gap, strong=True))
        elif line.kind == "text":
            blocks += [block for brief in _briefs(source, line) for block in _peel(source, brief)]
        else:
            blocks.append(Block(line.kind, line.spans, line.gap, line.level))
    return blocks


def _unwrap(source: str, lines: Sequence[Line]) -> Iterable[Line]:
    """Put the lines of a hard-wrapped paragraph together again."""
    widths = sorted(length(line.spans) for line in lines if line.kind == "text")
    width = widths[len(widths) * 9 // 10] if widths else 0
    wrapped = _is_wrapped(source, lines, width)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not (wrapped and _continues(source, paragraph[-1], line, width)):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _joined(lines: Sequence[Line]) -> Line:
    return lines[0]._replace(spans=join(*(line.spans for line in lines)))


def _is_wrapped(source: str, lines: Sequence[Line], width: int) -> bool:
    """Tell whether most lines that are followed at once by another stop short of a sentence's end."""
    if not 10 <= width <= 80:
        return False
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.kind == b.kind == "text" and not b.gap]
    full = [a for a, _ in pairs if length(a.spans) >= width * 0.8]
    return len(full) >= 2 and sum(not is_closed(text_of(source, a.spans)) for a in full) > len(full) / 2


def _continues(source: str, line: Line, after: Line, width: int) -> bool:
    if not (line.kind == after.kind == "text" and not after.gap and not after.indented):
        return False
    texts = [text_of(source, part.spans) for part in (line, after)]
    if after.item or line.run_in or NUMBERED.match(texts[1]) or BRIEF.match(texts[1]):
        return False
    if any(whole_byline(text) or parse_credit(text) is not None for text in texts):
        return False
    return length(line.spans) >= width * (0.9 if is_closed(texts[0]) else 0.7)


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
        return [Block("credit", line.spans, line.gap, people=people)]
    if byline := whole_byline(text):
        return [Block("byline", line.spans, line.gap, people=byline.people)]
    blocks: list[Block] = []
    for kind, low, high, people in sorted(_parts(text), key=lambda part: part[1]):
        if spans := trim(source, cut(line.spans, low, high), "*" if kind != "text" else ""):
            gap, glued = (0, True) if blocks else (line.gap, False)
            blocks.append(Block(kind, spans, gap, people=people, strong=line.strong, item=line.item, glued=glued))
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
