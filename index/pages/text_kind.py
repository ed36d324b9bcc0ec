"""What kind of text a file is, told from the shape of all its lines: it decides how lines are put together."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from index.pages.lines import Line, columns
from index.pages.masthead import find_jumps
from index.pages.people import leading_byline, parse_credit, trailing_credit, whole_byline
from index.pages.sentences import FOOTNOTE_MARK
from index.spans import text_of

TextKind = Literal["newspaper_page", "paragraphs", "wrapped", "web", "pages"]

_CLOSED = re.compile(rf"[。！？!?…][”’」』）)》〉】\]\"']*(?:\s*{FOOTNOTE_MARK})*$")
# these stand behind something: a line that opens with one goes on from the line above
GOES_ON = re.compile(r"[，、。；：！？％…～·]|%")
CLOSES = re.compile(r"[）》〉」』】”’]")
_OPENS = "《〈（「『【"
_CLOSES = "》〉）」』】"
_OPEN = re.compile(f"[{_OPENS}][^{_CLOSES}]{{0,60}}$")
_LATIN = re.compile(r"[A-Za-z]$")
_SUBSCRIPT = re.compile(r"[\d.]{1,4}")  # PM⏎2.5⏎
_UNDER_WAY = re.compile(r"[。！？][^。！？]{2,}$")
_MARK = re.compile(FOOTNOTE_MARK)
_LONGEST = 170  # columns or characters: no wrapped line is longer
_SHORTEST = 10
_LONGER = 1.25  # of the width: hardly a line of wrapped text is
_SHARE_LONGER = 0.03
_SHARE_LINKS = 0.4  # of the filled lines: as many may go on that are not filled
_FULL = 0.8  # of the width, from which a line is taken to have been broken


def is_closed(text: str) -> bool:
    """Tell whether the text ends where a sentence ends, marks of notes behind it aside."""
    return bool(_CLOSED.search(text))


def is_open(text: str) -> bool:
    """Tell whether a bracket or a title's mark is open at the end of the text."""
    return bool(_OPEN.search(text))


class Filling(NamedTuple):
    """To what width the lines of a file are filled, in characters or in columns."""

    width: int
    measure: Callable[[str], int]


def filling_of(source: str, lines: Iterable[Line]) -> Filling:
    """Return how the lines are filled: nine in ten keep within, by the measure that most of them come closest to."""
    texts = [text_of(source, line.spans) for line in lines if line.kind == "text"]
    found = [_filling(texts, measure) for measure in (columns, len)]
    return max(found, key=lambda pair: pair[1])[0]


def _filling(texts: Sequence[str], measure: Callable[[str], int]) -> tuple[Filling, int]:
    """Return the width by one measure and how many lines that stop short of a sentence's end come close to it."""
    sizes = sorted(measure(text) for text in texts)
    width = sizes[len(sizes) * 9 // 10] if sizes else 0
    close = sum(abs(measure(text) - width) <= 1 for text in texts if not is_closed(text))
    return Filling(width, measure), close


def kind_of(source: str, lines: Sequence[Line]) -> TextKind:
    """Return the kind of a file's text; `lines` have their page furniture marked."""
    shown = [line for line in lines if line.kind != "furniture"]
    paged = len(shown) < len(lines) or any(line.page for line in lines[1:])
    if is_wrapped(source, shown):
        return "pages" if paged else "wrapped"
    if any(_is_of_a_newspaper(text_of(source, line.spans)) for line in shown if line.kind == "text"):
        return "newspaper_page"
    if paged and any(_is_parted(source, lines, at) for at in range(1, len(lines) - 1)):
        return "pages"
    return "web" if is_broken_at_links(source, shown) else "paragraphs"


def is_wrapped(source: str, lines: Sequence[Line]) -> bool:
    """Tell whether most filled lines followed at once by another stop short of a sentence's end, and hardly any others."""
    width, measure = filling_of(source, lines)
    if not _SHORTEST <= width <= _LONGEST:
        return False
    if (
        sum(measure(text_of(source, line.spans)) > width * _LONGER for line in lines if line.kind == "text")
        > len(lines) * _SHARE_LONGER + 1
    ):
        return False
    pairs = [(a, b) for a, b in pairwise(lines) if a.kind == b.kind == "text" and not b.gap]
    texts = [(text_of(source, a.spans), text_of(source, b.spans)) for a, b in pairs]
    full = [above for above, _ in texts if measure(above) >= width * _FULL]
    links = sum(goes_on_surely(above, below) for above, below in texts if measure(above) < width * _FULL)
    short = sum(not is_closed(text) for text in full)
    return len(full) >= 2 and short > len(full) / 2 and links <= short * _SHARE_LINKS


def _is_of_a_newspaper(text: str) -> bool:
    if (byline := leading_byline(text)) or whole_byline(text):
        return bool(byline is None or byline.people or byline.end)
    return parse_credit(text) is not None or bool(trailing_credit(text)) or bool(find_jumps(text))


def _is_parted(source: str, lines: Sequence[Line], at: int) -> bool:
    """Tell whether furniture stands between two halves of a sentence."""
    if lines[at].kind != "furniture" or lines[at - 1].kind != "text" or lines[at + 1].kind not in ("text", "furniture"):
        return False
    return not is_closed(text_of(source, lines[at - 1].spans))


def is_broken_at_links(source: str, lines: Sequence[Line]) -> bool:
    """Tell whether a line stops within brackets, or the next one opens with what only goes on, or sentences stop short."""
    short = 0
    for line, after in pairwise(lines):
        if line.kind == after.kind == "text" and not after.gap:
            above, below = text_of(source, line.spans), text_of(source, after.spans)
            if goes_on_surely(above, below) or (_MARK.match(below) and not _MARK.match(above)):
                return True
            short += not is_closed(above) and bool(_UNDER_WAY.search(above))
    return short > 1


def goes_on_surely(above: str, below: str) -> bool:
    """Tell whether a line goes on in the next by its marks alone."""
    if is_open(above) or CLOSES.match(below) or above[-1:] in "，、":
        return True
    if _LATIN.search(above) and _SUBSCRIPT.fullmatch(below):
        return True
    return bool(GOES_ON.match(below)) and not is_closed(above)
