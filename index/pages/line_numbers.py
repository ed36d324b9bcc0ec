"""Numbers printed before the lines of a page, cut off the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.pages.lines import Line, columns
from index.pages.page_numbers import is_page_number
from index.spans import cut, length, text_of, trim

_NUMBERED = re.compile(r"(\d{1,4})\s+(?=\S)")
_SHARE = 0.8
_FEWEST = 4
_EVERY = 5  # lines, or fewer
_MOST_BETWEEN = 4  # lines without a number: heads and feet
_FIRST_WITHIN = 5  # lines of a page


def part_line_numbers(source: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, where they are numbered the numbers as furniture before them."""
    matches = [_number(text_of(source, line.spans)) if line.kind == "text" else None for line in lines]
    numbered = [(at, int(match[1])) for at, match in enumerate(matches) if match]
    counting = sum(_counts_on(*pair) for pair in pairwise(numbered)) + 1
    texts = sum(line.kind == "text" for line in lines)
    if counting < max(max(texts / _EVERY, len(numbered)) * _SHARE, _FEWEST):
        return list(lines)
    return [part for line, match in zip(lines, matches, strict=True) for part in _parted(source, line, match)]


def _number(text: str) -> re.Match[str] | None:
    """Return the number that a line may begin with, if it is no page's."""
    return None if is_page_number(text) else _NUMBERED.match(text)


def _counts_on(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two lines, each by its place and its number, are numbered one from the other, or by a new page."""
    lines, step = other[0] - one[0], other[1] - one[1]
    return step <= lines <= step + _MOST_BETWEEN or (other[1] == 1 and lines < _FIRST_WITHIN)


def _parted(source: str, line: Line, number: re.Match[str] | None) -> Iterator[Line]:
    if not number:
        yield line
        return
    rest = trim(source, cut(line.spans, number.end(), length(line.spans)))
    yield line._replace(kind="furniture", spans=trim(source, cut(line.spans, 0, number.end())))
    yield line._replace(
        spans=rest, start=rest[0].start, gap=0, page=False, indent=line.indent + columns(number.group())
    )
