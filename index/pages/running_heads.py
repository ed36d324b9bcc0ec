"""Lines that come again on other pages: heads, feet and watermarks."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index.pages.line_ends import is_open, opens_inside
from index.pages.lines import Line
from index.pages.page_numbers import ENDS, FORM, counting
from index.terms import lexicon

_ADDRESS = re.compile(r"(?:https?://|www\.|file://)\S+(?:\s+\d{1,4}\s*/\s*\d{1,4})?")
_NUMBER_AT_AN_EDGE = re.compile(rf"^(?:{FORM}|\d{{1,4}})\s+|\s+(?:{FORM}|\d{{1,4}})$")
_SAID = re.compile(r"[^\W\d_]\s*[^\W\d_]|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")  # a head says something, or a day
_NAME = re.compile("《[^《》]*》")
_CLAUSES = re.compile("[，。；！？：]")
_LONGEST = 60
_LONGEST_TITLE = 45
_SHORTEST_LINE = 6
_MOST = 0.5  # of the lines: what is printed more often is the text itself
_WATERMARK = 3  # times a line is printed between the lines of sentences, or else it is no watermark


def running_heads(lines: Sequence[Line], printed: Sequence[str], numbers: set[int], *, wrapped: bool) -> set[int]:
    """Return the lines that come again beside a page's number, with one at their edge, or between halves of sentences.

    `numbers` are the lines that are pages' numbers. Where the text is not wrapped, links may have broken lines off:
    a name that often stands on one is no watermark.
    """
    keys = [_key(text) for text in printed]
    times = Counter(key for key in keys if key)
    again = {at for at, key in enumerate(keys) if 1 < times[key] <= len(lines) * _MOST and at not in numbers}
    parting = Counter(keys[at] for at in again if _parts_a_sentence(lines, printed, at, wrapped=wrapped))
    links = Counter(keys[at] for at in again if not wrapped and _is_within(printed, at))
    sure = _watermarks() | {keys[at] for at in again if _ADDRESS.fullmatch(printed[at])}
    often = {key for key in parting if parting[key] > links[key] and (times[key] >= _WATERMARK or key in sure)}
    heads = {at for at in again if at and lines[at].kind == "text" and keys[at] in often} | _numbered(printed, again)
    again |= {at for at, text in enumerate(printed) if _ADDRESS.fullmatch(text)}
    heads |= _beside(lines, numbers | heads, again)
    return heads | ({0} if _is_head_above_title(printed, keys, heads) else set())


def _key(text: str) -> str:
    """Return what a head has in common with those of other pages; empty where the line is none."""
    if not text or len(text) > _LONGEST or ENDS.search(text) or not _SAID.search(text):
        return ""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", _NUMBER_AT_AN_EDGE.sub("", text)))


def _parts_a_sentence(lines: Sequence[Line], printed: Sequence[str], at: int, *, wrapped: bool) -> bool:
    """Tell whether a line stands below one that stops short of a sentence's end."""
    if not 0 < at < len(lines) - 1 or lines[at - 1].kind != "text":
        return False
    least = _SHORTEST_LINE if wrapped else len(printed[at])
    return not ENDS.search(printed[at - 1]) and len(printed[at - 1]) > least


def _is_within(printed: Sequence[str], at: int) -> bool:
    """Tell whether a line is printed within brackets or the line below goes on behind it."""
    below = printed[at + 1] if at + 1 < len(printed) else ""
    return bool(_NAME.fullmatch(printed[at])) or is_open(printed[at - 1]) or opens_inside(below)


@functools.cache
def _watermarks() -> frozenset[str]:
    return frozenset(lexicon("watermarks.txt"))


def _numbered(printed: Sequence[str], again: set[int]) -> set[int]:
    """Return the repeated lines with a page's number at an edge, told by its form or by counting on."""
    edges = {at: edge[0].strip() for at in sorted(again) if (edge := _NUMBER_AT_AN_EDGE.search(printed[at]))}
    counted = counting([(at, int(edge)) for at, edge in edges.items() if edge.isdecimal()])
    return counted | {at for at, edge in edges.items() if not edge.isdecimal()}


def _beside(lines: Sequence[Line], found: set[int], again: set[int]) -> set[int]:
    """Return the repeated lines that reach up or down to furniture or a break without text between."""
    places = range(len(lines))
    below = _reached(places, found | {at for at in places if lines[at].page}, found, again)
    above = _reached(reversed(places), found | {at - 1 for at in places if lines[at].page}, found, again)
    return {*below, *above}


def _reached(order: Iterable[int], starts: set[int], found: set[int], again: set[int]) -> Iterator[int]:
    touching = False
    for at in order:
        touching = touching or at in starts
        if touching and at in again:
            yield at
        elif at not in found:
            touching = False


def _is_head_above_title(printed: Sequence[str], keys: Sequence[str], heads: set[int]) -> bool:
    """Tell whether the first line is a head that comes again, with the title below it."""
    if len(printed) < 2 or not any(keys[at] == keys[0] for at in heads):
        return False
    return keys[0] in _watermarks() or (0 < len(printed[1]) <= _LONGEST_TITLE and not _CLAUSES.search(printed[1]))
