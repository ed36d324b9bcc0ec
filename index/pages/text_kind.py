"""What kind of text a file is, told from the shape of all its lines: it decides how lines are put together."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from index.pages.filling import wrapped_filling
from index.pages.line_ends import goes_on_surely, is_closed, is_under_way
from index.pages.lines import Line
from index.pages.masthead import find_jumps
from index.pages.people import leading_byline, parse_credit, trailing_credit, whole_byline
from index.pages.sentences import FOOTNOTE_MARK
from index.spans import text_of

TextKind = Literal["newspaper_page", "paragraphs", "wrapped", "web", "pages"]

_MARK = re.compile(FOOTNOTE_MARK)
_FEWEST_BROKEN = 2  # sentences that stop short of a line's end where only links can have broken them


def kind_of(source: str, lines: Sequence[Line]) -> TextKind:
    """Return the kind of a file's text; `lines` have their page furniture marked."""
    shown = [line for line in lines if line.kind != "furniture"]
    paged = len(shown) < len(lines) or any(line.page for line in lines[1:])
    if wrapped_filling(source, shown):
        return "pages" if paged else "wrapped"
    if any(_is_of_a_newspaper(text_of(source, line.spans)) for line in shown if line.kind == "text"):
        return "newspaper_page"
    if paged and any(_is_parted(source, lines, at) for at in range(1, len(lines) - 1)):
        return "pages"
    return "web" if is_broken_at_links(source, shown) else "paragraphs"


def _is_of_a_newspaper(text: str) -> bool:
    """Tell whether a line has a byline, a photo credit or a mark that the text goes on on another page."""
    if leading_byline(text) or whole_byline(text) or parse_credit(text) is not None:
        return True
    return bool(trailing_credit(text) or find_jumps(text))


def _is_parted(source: str, lines: Sequence[Line], at: int) -> bool:
    """Tell whether furniture stands between two halves of a sentence."""
    if lines[at].kind != "furniture" or lines[at - 1].kind != "text" or lines[at + 1].kind not in ("text", "furniture"):
        return False
    return not is_closed(text_of(source, lines[at - 1].spans))


def is_broken_at_links(source: str, lines: Sequence[Line]) -> bool:
    """Tell whether a line surely goes on in the next one, or sentences stop in the middle of a line."""
    short = 0
    for line, after in pairwise(lines):
        if line.kind == after.kind == "text" and not after.gap:
            above, below = text_of(source, line.spans), text_of(source, after.spans)
            if goes_on_surely(above, below) or (_MARK.match(below) and not _MARK.match(above)):
                return True
            short += is_under_way(above)
    return short >= _FEWEST_BROKEN
