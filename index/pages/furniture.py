"""Page furniture told from text: page numbers, heads and feet that repeat, watermarks, numbers of lines."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.pages.lines import Line, columns
from index.pages.sentences import FOOTNOTE_MARK
from index.pages.text_kind import CLOSES, GOES_ON, is_closed, is_open, is_wrapped
from index.spans import Span, Spans, cut, length, text_of, trim
from index.terms import lexicon

# 4, 四, 4/20, 第 4 页 共 20 页, Page 4 of 20, －4－, ·4·
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_DASH = r"[-－—–―‐·•．.~～∙*|｜/]"
_TOLD = re.compile(
    rf"(?:{_DASH}\s*)+\d{{1,4}}(?:\s*{_DASH})+|[|｜]\s*\d{{1,4}}|\d{{1,4}}\s*[|｜]|第\s*{_NUMBER}\s*[页頁](?:\s*[,，/|｜·]?\s*[（(]?\s*[共总]\s*{_NUMBER}\s*[页頁]\s*[)）]?)?"
    rf"|共\s*{_NUMBER}\s*[页頁](?:\s*[,，/|｜]?\s*第\s*{_NUMBER}\s*[页頁])?|[页頁][码碼]?\s*[:：]?\s*\d{{1,4}}(?:\s*/\s*\d{{1,4}})?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|(?i:page|p\.|p)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4}"
)
# of these a line is sure to be a page's number only where the page tells so as well
_BARE = re.compile(r"\d{1,3}|[\[［【〔(（]\s*\d{1,3}\s*[\]］】〕)）]|[ivxIVX]{1,5}")
_FIGURE = re.compile(r"[-+]?[\d,.，％%]+")
_ADDRESS = re.compile(r"(?:https?://|www\.|file://)\S+(?:\s+\d{1,4}\s*/\s*\d{1,4})?")
_AT_AN_EDGE = re.compile(rf"^(?:{_TOLD.pattern}|\d{{1,4}})\s+|\s+(?:{_TOLD.pattern}|\d{{1,4}})$")
_ENDS = re.compile(r"[。！？!?；;，、：:]$")
_LATIN = re.compile(r"[A-Za-z]$")
_NOTE = re.compile(rf"\d{{1,2}}\s+[^\d\s]|{FOOTNOTE_MARK}\s*\S|[①-⑳]\s*\S|[注註][\d：:]")
_NUMBERED_LINE = re.compile(r"(\d{1,4})\s+(?=\S)")
_LETTERS = re.compile(r"[^\W\d_]\s*[^\W\d_]|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}")
_LONGEST_TITLE = 45
_SHORTEST_LINE = 6
_LONGEST_HEAD = 60
_WATERMARK = 3  # times a line is printed between the lines of sentences, or else it is no watermark
_SHARE_NUMBERED = 0.8
_FEWEST_NUMBERED = 4
_MOST_BETWEEN = 2  # lines without a number: heads and feet
_NUMBERED_EVERY = 5  # lines, or fewer


def mark_furniture(source: str, lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those that belong to the page and not to the text given the kind `furniture`.

    Notes at the foot of a page are given the kind `footnote`.
    """
    lines = _without_numbers(source, lines)
    printed = [_printed(source, line) if line.kind in ("text", "heading", "furniture") else "" for line in lines]
    found = {at for at, line in enumerate(lines) if line.kind == "furniture"}
    found |= {at for at, text in enumerate(printed) if _TOLD.fullmatch(text)}
    found |= _bare_numbers(lines, printed, found)
    found |= _repeated(lines, printed, found, linked=not is_wrapped(source, lines))
    marked = [_whole(source, line) if at in found else line for at, line in enumerate(lines)]
    for at in list(_notes(source, marked)):
        marked[at] = marked[at]._replace(kind="footnote")
    return marked


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


def _whole(source: str, line: Line) -> Line:
    """Return a line of furniture as it is printed."""
    return line if line.kind == "furniture" else line._replace(kind="furniture", spans=_printed_at(source, line))


def _printed(source: str, line: Line) -> str:
    """Return a line as it is printed, with the marks that the reading takes for those of a list."""
    return text_of(source, _printed_at(source, line)) if line.spans else ""


def _printed_at(source: str, line: Line) -> Spans:
    start = max(source.rfind(mark, 0, line.spans[0].start) for mark in "\n\r\f") + 1
    return trim(source, (Span(start, line.spans[-1].end),))


def _bare_numbers(lines: Sequence[Line], printed: Sequence[str], told: set[int]) -> set[int]:
    """Return which bare numbers are those of pages: where they stand apart, count on, or part a sentence in two."""
    bare = [at for at, text in enumerate(printed) if _BARE.fullmatch(text) and at not in told]
    counted = _counting([(at, int(printed[at])) for at in bare if printed[at].isdecimal()])
    found = set()
    for at in bare:
        above, below = (printed[n] if 0 <= n < len(lines) else "" for n in (at - 1, at + 1))
        if _FIGURE.fullmatch(above) or _FIGURE.fullmatch(below):
            continue  # a cell of a table that was printed one a line
        close = not lines[at].gap and at + 1 < len(lines) and not lines[at + 1].gap
        apart = lines[at].indent >= 4 or _is_at_break(lines, at)
        if (
            close
            and not apart
            and ((_LATIN.search(above) and not _ADDRESS.fullmatch(above)) or (is_open(above) and at not in counted))
        ):
            continue  # PM⏎10⏎, （⏎10⏎）
        parts = not close or not _ENDS.search(above)
        if at in counted or apart or (parts and (printed[at].isalnum() or not (close or _ENDS.search(above)))):
            found.add(at)
    return found


def _is_at_break(lines: Sequence[Line], at: int) -> bool:
    return lines[at].page or (at + 1 < len(lines) and lines[at + 1].page)


def _counting(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines whose numbers count on from one another with text between."""
    pairs = [(a, b) for (a, n), (b, m) in pairwise(numbers) if m == n + 1 and b - a > 3]
    return {at for pair in pairs for at in pair}


def _repeated(lines: Sequence[Line], printed: Sequence[str], found: set[int], *, linked: bool) -> set[int]:
    """Return the heads, feet and watermarks: lines that come again, beside a page's number or between halves.

    `linked` tells that links may have broken lines off: a name that often stands on one is no watermark.
    """
    keys = [
        _key(text) if _LETTERS.search(text) and len(text) <= _LONGEST_HEAD and not _ENDS.search(text) else ""
        for text in printed
    ]
    times = Counter(key for key in keys if key)
    again = {at for at, key in enumerate(keys) if times[key] > 1 and at not in found}
    parting = Counter(keys[at] for at in again if _parts_a_sentence(lines, printed, at, wrapped=not linked))
    links = Counter(keys[at] for at in again if linked and _is_within(printed, at))
    marks = {at for at in again if at and lines[at].kind == "text" and parting[keys[at]] > links[keys[at]]}
    marks = {at for at in marks if times[keys[at]] >= _WATERMARK or keys[at] in _watermarks()}
    numbered = _numbered(printed, again)
    again |= {at for at, text in enumerate(printed) if _ADDRESS.fullmatch(text)}
    marks |= _beside(lines, found | marks | numbered, again) | numbered
    return marks | ({0} if _is_head_above_title(printed, keys, marks) else set())


def _numbered(printed: Sequence[str], again: set[int]) -> set[int]:
    """Return the repeated lines with a page's number at an edge, told by its form or by counting on."""
    edges = {at: edge for at in sorted(again) if (edge := _AT_AN_EDGE.search(printed[at]))}
    counted = _counting(
        [(at, int(re.findall(r"\d+", edge[0])[0])) for at, edge in edges.items() if edge[0].strip().isdecimal()]
    )
    return counted | {at for at, edge in edges.items() if not edge[0].strip().isdecimal()}


def _is_head_above_title(printed: Sequence[str], keys: Sequence[str], marks: set[int]) -> bool:
    """Tell whether the first line is a head that comes again, with the title below it."""
    if len(printed) < 2 or not any(keys[at] == keys[0] for at in marks):
        return False
    return keys[0] in _watermarks() or (
        0 < len(printed[1]) <= _LONGEST_TITLE and not re.search("[，。；！？：]", printed[1])
    )


@functools.cache
def _watermarks() -> frozenset[str]:
    return frozenset(lexicon("watermarks.txt"))


def _key(text: str) -> str:
    """Return what heads of several pages have in common."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", _AT_AN_EDGE.sub("", text)))


def _parts_a_sentence(lines: Sequence[Line], printed: Sequence[str], at: int, *, wrapped: bool) -> bool:
    """Tell whether a line stands below one that stops short of a sentence's end."""
    if not 0 < at < len(lines) - 1 or lines[at - 1].kind != "text":
        return False
    least = _SHORTEST_LINE if wrapped else len(printed[at])
    return not _ENDS.search(printed[at - 1]) and len(printed[at - 1]) > least


def _is_within(printed: Sequence[str], at: int) -> bool:
    """Tell whether a line is printed within brackets or the line below goes on behind it."""
    below = printed[at + 1] if at + 1 < len(printed) else ""
    return printed[at].startswith("《") or is_open(printed[at - 1]) or bool(GOES_ON.match(below) or CLOSES.match(below))


def _beside(lines: Sequence[Line], found: set[int], again: set[int]) -> set[int]:
    """Return the repeated lines that reach up or down to a page's number or break without text between."""
    numbers = range(len(lines))
    below = _reached(numbers, found | {at for at in numbers if lines[at].page}, found, again)
    above = _reached(reversed(numbers), found | {at - 1 for at in numbers if lines[at].page}, found, again)
    return {*below, *above}


def _reached(order: Iterable[int], starts: set[int], found: set[int], again: set[int]) -> Iterator[int]:
    touching = False
    for at in order:
        touching = touching or at in starts
        if touching and at in again:
            yield at
        elif at not in found:
            touching = False


def _without_numbers(source: str, lines: Sequence[Line]) -> list[Line]:
    """Cut the numbers of lines off, where nearly all lines have one and they count on."""
    matches = [_NUMBERED_LINE.match(text_of(source, line.spans)) if line.kind == "text" else None for line in lines]
    numbered = [(at, int(match[1])) for at, match in enumerate(matches) if match]
    counting = (
        sum(m - n <= b - a <= m - n + _MOST_BETWEEN or (m == 1 and b - a < 5) for (a, n), (b, m) in pairwise(numbered))
        + 1
    )
    often = max(sum(line.kind == "text" for line in lines) / _NUMBERED_EVERY, len(numbered)) * _SHARE_NUMBERED
    if counting < max(often, _FEWEST_NUMBERED):
        return list(lines)
    parted = []
    for line, match in zip(lines, matches, strict=True):
        if not match:
            parted.append(line)
            continue
        number = trim(source, cut(line.spans, 0, match.end()))
        rest = trim(source, cut(line.spans, match.end(), length(line.spans)))
        parted += [
            line._replace(kind="furniture", spans=number),
            line._replace(spans=rest, gap=0, page=False, indent=_indent(line, match)),
        ]
    return parted


def _indent(line: Line, number: re.Match[str]) -> int:
    return line.indent + columns(number.group())
