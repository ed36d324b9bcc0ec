"""Page furniture told from text, and the notes at the feet of pages: lines of kinds of their own, so that nothing is lost."""

import re
from collections.abc import Iterator, Sequence

from index.pages.filling import wrapped_filling
from index.pages.line_ends import is_closed
from index.pages.line_numbers import part_line_numbers
from index.pages.lines import Line
from index.pages.page_numbers import page_numbers
from index.pages.running_heads import running_heads
from index.pages.sentences import FOOTNOTE_MARK
from index.spans import Span, Spans, text_of, trim

_NOTE = re.compile(rf"\d{{1,2}}\s+[^\d\s]|{FOOTNOTE_MARK}\s*\S|[①-⑳]\s*\S|[注註][\d：:]")


def mark_furniture(source: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those that belong to the page and not to the text of the kind `furniture`, notes `footnote`."""
    lines = part_line_numbers(source, lines)
    printed = [_printed(source, line) for line in lines]
    numbers = page_numbers(lines, printed)
    wrapped = wrapped_filling(source, lines) is not None
    found = numbers | running_heads(lines, printed, numbers, wrapped=wrapped)
    marked = [_whole(source, line) if at in found else line for at, line in enumerate(lines)]
    for at in list(_notes(source, marked)):
        marked[at] = marked[at]._replace(kind="footnote")
    return marked


def _printed(source: str, line: Line) -> str:
    """Return a line as it is printed, with the marks that the reading takes for those of a list."""
    if line.kind not in ("text", "heading") or not line.spans:
        return ""
    return text_of(source, _printed_at(source, line))


def _printed_at(source: str, line: Line) -> Spans:
    return trim(source, (Span(line.start, line.spans[-1].end),))


def _whole(source: str, line: Line) -> Line:
    """Return a line of furniture as it is printed."""
    return line._replace(kind="furniture", spans=_printed_at(source, line))


def _notes(source: str, lines: Sequence[Line]) -> Iterator[int]:
    """Yield the notes at the feet of pages: lines right above a break that begin as notes do, below a sentence's half."""
    for at in range(1, len(lines)):
        if not lines[at].page and (lines[at].kind != "furniture" or lines[at - 1].kind != "text"):
            continue
        top = at
        while top and lines[top - 1].kind == "text" and _NOTE.match(text_of(source, lines[top - 1].spans)):
            top -= 1
        if top and lines[top - 1].kind == "text" and not is_closed(text_of(source, lines[top - 1].spans)):
            yield from range(top, at)
