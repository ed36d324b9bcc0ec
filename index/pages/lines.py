"""Lines of a source: layout marks (headings, table rows, images, emphasis, comments) told from text."""

import re
from typing import NamedTuple

from index.pages.people import leading_byline, whole_byline
from index.spans import HIDDEN, Span, Spans, join, text_of, trim


class Line(NamedTuple):
    """A printed line: the spans of its text without layout marks, and what the layout says of it."""

    kind: str  # "text", "heading", "row", "image", "rule"
    spans: Spans
    gap: int  # blank lines before it
    start: int = 0  # where it begins in the source, its indent and marks included
    indent: int = 0  # columns of blank before it; a full-width blank takes two
    page: bool = False  # a form feed stands before it
    level: int = 0  # of a heading, 1 to 6
    strong: bool = False  # printed bold from end to end
    item: bool = False  # stands behind the mark of a list
    run_in: bool = False  # a bold head whose text stands behind it on the same line
    column: int = 0  # of text printed side by side, from 1; 0 elsewhere
    beside: bool = False  # put together from the lines of such a column
    lost_head: bool = False  # a figure was torn where it begins
    lost_tail: bool = False


_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6“”‘’…—]"
)
_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\n|\r|\f|\Z)")
# without a space after it, # must stand before a Chinese character or mark: "#1机组" is no heading
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|(?=[\u4e00-\u9fff“《【]))")
_LIST_MARK = re.compile(r"\s*(?:[-*+•]\s+|>\s?)+")
# ** is layout even where its partner is lost; a single * is left alone, and any between digits or Latin letters:
# 5*3*2 is a product, 2**3 a power, and a figure must never lose a sign
_EMPHASIS = re.compile(r"(?<![0-9A-Za-z*])\*{2,}|\*{2,}(?![0-9A-Za-z*])")
_STRONG = re.compile(r"\*\*[^*]+\*\*")
# **某县开展“码上查”** 近日，…; what ends in a stop or a colon, and a byline, belong to the text behind them
_RUN_IN = re.compile(r"(\*\*(?![（(])[^*。！？：:，；]{4,40}\*\*)(\s*)(?=\S)")
_PLACE = re.compile(r"\*\*.{1,7}[县市区镇乡村州旗]\*\*")  # **某县** 印发…: the subject of its sentence
_OPENING = re.compile(r"近日|日前|昨日|今年|去年|从?\d{1,2}月")
# a row is fenced by bars; a line of only bars, dashes and colons is the rule under its header
_ROW = re.compile(r"\|.*\|")
_DASHES = r"(?:-{2,}|:-+:?|-+:)"
_RULES = {
    "image": re.compile(r"!\[[^\]]*\]\([^)]*\)"),
    "rule": re.compile(rf"(?:[-*_=]\s*){{3,}}|```.*|\|?(?:\s*{_DASHES}\s*\|)+(?:\s*{_DASHES}\s*)?"),
    "row": _ROW,
}


def split_lines(text: str) -> list[Line]:
    """Return the non-blank lines of the text; comments are passed over, nothing is changed."""
    shown = _without_comments(text)
    lines: list[Line] = []
    gap, page = 0, False
    for match in _LINE.finditer(shown):
        printed = Span(match.start(), match.end())
        spans = trim(shown, (printed,))
        if spans:
            first, *rest = _run_in(shown, spans, _line(shown, printed, spans, gap))
            lines += [line._replace(start=printed.start) for line in (first._replace(page=page), *rest)]
            gap, page = 0, False
        else:
            gap += 1
        page = page or match.group().endswith("\f")
    return lines


def columns(text: str) -> int:
    """Return how many columns a text takes where a Chinese character takes two."""
    return len(text) + len(_WIDE.findall(text))


def _without_comments(text: str) -> str:
    """Return the text with `<!-- … -->` as NUL characters, which no source holds: every offset stays, line breaks stay."""
    pieces = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        pieces += [text[at:start], re.sub(r"[^\r\n]", HIDDEN, text[start : end + 3])]
        at = end + 3
    return "".join([*pieces, text[at:]])


def _line(shown: str, printed: Span, spans: Spans, gap: int) -> Line:
    body = text_of(shown, spans)
    if heading := _HEADING.match(body):
        rest = trim(shown, (Span(spans[0].start + heading.end(), spans[0].end),), "#")
        # #某市#好消息 is a topic of a social network, and its line is text
        if rest and "#" not in (text_of(shown, rest) if not heading.group().endswith((" ", "\t")) else ""):
            return Line("heading", plain(shown, rest), gap, level=len(heading.group(1)))
    for kind, pattern in _RULES.items():
        if pattern.fullmatch(body):
            return Line(kind, plain(shown, spans) if kind == "row" else spans, gap)
    start = spans[0].start
    mark = _LIST_MARK.match(body)
    if mark and mark.end() < len(body):
        spans = (Span(spans[0].start + mark.end(), spans[0].end),)
    indent = columns(shown[printed.start : start].replace("\ufeff", "").expandtabs(4))
    strong = bool(_STRONG.fullmatch(body))
    return Line("text", plain(shown, spans), gap, indent=indent, strong=strong, item=bool(mark))


def _run_in(shown: str, spans: Spans, line: Line) -> list[Line]:
    """Return a line as it is, or as two where a bold head stands before its text."""
    body = text_of(shown, spans)
    match = _RUN_IN.match(body) if line.kind == "text" and not line.strong else None
    if not match or leading_byline(body.replace("**", "")) or whole_byline(match[1].strip("*")):
        return [line]
    if not re.search("[。！？]", body[match.end() :]):  # **某日报** 2025年6月18日
        return [line]
    opens = bool(_OPENING.match(body, match.end()))
    if not opens and (not match[2] or _PLACE.fullmatch(match[1])):
        return [line]
    start = spans[0].start
    head = Span(start, start + match.end(1))
    rest = Span(start + match.end(), spans[0].end)
    return [
        line._replace(spans=plain(shown, (head,)), strong=True, run_in=True),
        line._replace(spans=plain(shown, (rest,)), gap=0),
    ]


def plain(shown: str, spans: Spans) -> Spans:
    """Return the spans without comments and without emphasis marks (`**`)."""
    (start, end), *_ = spans
    pieces, last = [], start
    for match in _EMPHASIS.finditer(shown, start, end):
        pieces.append(Span(last, match.start()))
        last = match.end()
    pieces.append(Span(last, end))
    return join(tuple(part for piece in pieces for part in _visible(shown, piece)))


def _visible(shown: str, piece: Span) -> Spans:
    """Return the parts of the piece that no comment hides."""
    visible = re.compile(f"[^{HIDDEN}]+").finditer(shown, piece.start, piece.end)
    return tuple(Span(*match.span()) for match in visible)
