"""Text printed side by side: parted at a gutter where one holds over many lines, else left as it stands."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from index.pages.lines import Line, columns
from index.spans import Span, text_of, trim

_BLANKS = re.compile(r"(?<=\S)[ \u00a0\u3000]{2,}(?=\S)")
_PROSE = re.compile(r"[，。；、：！？]")
_FEWEST = 5  # lines with text on both sides
_NARROWEST = 12  # columns of the text on either side, on average
_SHARE_PROSE = 0.25
_SHARE_BOTH = 0.4
_MOST_GAPS = 5  # in a line; with more it is a row of a table
_MOST_LINES = 300  # of a region; without a bound short lines are looked through from each wide blank
_MOST_BLANK = 2  # lines between two of a region


class _Sides(NamedTuple):
    """A line at a gutter: where in the source its left part ends and its right one begins; None where it has none."""

    line: Line
    left: Span | None
    right: Span | None


def part_columns(source: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines, those of two columns parted: the left one's lines, then the right one's."""
    at = 0
    while at < len(lines):
        region = max((_region(source, lines, at, measure) for measure in (columns, len)), key=len)
        if _is_prose(source, region):
            yield from _column(source, [(sides.line, sides.left) for sides in region], 1)
            yield from _column(source, [(sides.line, sides.right) for sides in region], 2)
        else:
            yield from lines[at : at + max(len(region), 1)]
        at += max(len(region), 1)


def _region(source: str, lines: Sequence[Line], at: int, measure: Callable[[str], int]) -> list[_Sides]:
    """Return the lines from one on that leave the same columns blank, up to the last with text on both sides."""
    first = lines[at]
    if first.kind != "text" or not first.spans:
        return []
    best: list[_Sides] = []
    for low, high in _gaps(source, first, measure):
        found: list[_Sides] = []
        both = 0
        for number in range(at, min(at + _MOST_LINES, len(lines))):
            line = lines[number]
            if found and (line.kind != "text" or line.page or line.gap > _MOST_BLANK):
                break
            narrowed = _narrowed(source, line, low, high, measure)
            if narrowed is None:
                break
            low, high, sides = narrowed
            found.append(sides)
            if sides.right or (sides.left and not line.gap):
                both = len(found)
        best = max(best, found[:both], key=len)
    return best


def _gaps(source: str, line: Line, measure: Callable[[str], int]) -> list[tuple[int, int]]:
    """Return the columns `[low, high)` of the wide blanks within a line."""
    start = line.start
    text = source[start : line.spans[-1].end]
    inside = list(islice(_BLANKS.finditer(text, line.spans[0].start - start), _MOST_GAPS + 1))
    if len(inside) > _MOST_GAPS:
        return []
    return [(measure(text[: blank.start()]), measure(text[: blank.end()])) for blank in inside]


def _narrowed(
    source: str, line: Line, low: int, high: int, measure: Callable[[str], int]
) -> tuple[int, int, _Sides] | None:
    """Return the gutter as far as a line leaves it blank, and the line's sides; None where its text crosses it."""
    start = line.start
    text = source[start : line.spans[-1].end]
    begin, end = measure(text[: line.spans[0].start - start]), measure(text)
    whole = Span(line.spans[0].start, line.spans[-1].end)
    if end < high:
        return (max(low, end), high, _Sides(line, whole, None)) if end <= high - 1 else None
    if begin > low:
        return low, min(high, begin), _Sides(line, None, whole)
    for blank in islice(_BLANKS.finditer(text, line.spans[0].start - start), _MOST_GAPS):
        left, right = max(low, measure(text[: blank.start()])), min(high, measure(text[: blank.end()]))
        if left < right:
            sides = Span(whole.start, start + blank.start()), Span(start + blank.end(), whole.end)
            return left, right, _Sides(line, *sides)
    return None


def _is_prose(source: str, region: Sequence[_Sides]) -> bool:
    """Tell whether a region has many lines with text on both sides, and prose on either: a table has none."""
    both = [
        (source[s.left.start : s.left.end], source[s.right.start : s.right.end]) for s in region if s.left and s.right
    ]
    if len(both) < _FEWEST or len(both) < len(region) * _SHARE_BOTH:
        return False
    return all(
        sum(map(columns, side)) >= _NARROWEST * len(both)
        and sum(bool(_PROSE.search(text)) for text in side) >= _SHARE_PROSE * len(both)
        for side in zip(*both, strict=True)
    )


def _column(source: str, parts: Sequence[tuple[Line, Span | None]], number: int) -> Iterator[Line]:
    """Yield the lines of one column, indented by what parts them from its left edge."""
    found = [(line, part) for line, part in parts if part]
    starts = [columns(source[line.start : part.start]) for line, part in found]
    edge = min(starts, default=0)
    for (line, part), start in zip(found, starts, strict=True):
        page = line.page and number == 1
        yield line._replace(spans=trim(source, (part,)), indent=start - edge, column=number, page=page)


def has_gutter(source: str, line: Line) -> bool:
    """Tell whether wide blanks part a line: what stands on either side of them may belong to different things."""
    return bool(_WIDE.search(text_of(source, line.spans)))


_WIDE = re.compile(r"\S(?:[ \u00a0]{3,}|\u3000{2,}|[ \u00a0]*\t\s*)\S")
