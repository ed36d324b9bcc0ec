"""Lines put together as they were printed: nothing cut out, nothing swapped, and no figure over a gap."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from index.pages.gutters import has_gutter
from index.pages.lines import Line
from index.pages.people import parse_credit, whole_byline
from index.pages.sentences import FOOTNOTE_MARK
from index.pages.text_kind import (
    CLOSES,
    GOES_ON,
    Filling,
    TextKind,
    filling_of,
    goes_on_surely,
    is_broken_at_links,
    is_closed,
    is_wrapped,
)
from index.pages.torn import is_torn, tear
from index.spans import Spans, cut, join, length, text_of, trim

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部分]+"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
)
BRIEF = re.compile(r"[◆●★■▲]")  # opens a brief
# the title of a figure or table, where it comes from, the labels of its axis
_APART = re.compile(
    r"[图表圖]\s*[\d一二三四五六七八九十]+(?:[-－—.]\d+)?(?:\s|[：:])|(?:数据|资料|數據|資料)?[来來]源[：:]|[单單]位[：:]|(?:https?://|www\.)\S+$|(?:[\d.,，%％]+[年月季度]*\s+){2,}[\d.,，%％]+[年月季度]*$"
)
# a note, an item, a question
_OPENS = re.compile(rf"[（(][^（）()]*日[）)]$|[注註][：:\d]|{FOOTNOTE_MARK}|[①-⑳]|[问答問][：:]")
_MARKS = re.compile(rf"(?:{FOOTNOTE_MARK}\s*)+")
# what greedy filling never parts: a figure or a Latin word, or a character with the mark behind it
_FIRST = re.compile(r"[0-9A-Za-z.,%％]+|.[，。；：、！？）》”’」』]*")
_PUNCTUATION = re.compile(r"[，。；：、！？《（“]")
_DASHES = "—－-"
_LABEL = re.compile(r"[\u4e00-\u9fff\u3000 ]{2,8}[：:]")
_UNDER_WAY = re.compile(r"[。！？][^。！？]{2,}$")  # a sentence begins in the middle of the line
_ENDS_INSIDE = re.compile("[。！？!?]")
_FULL = 0.85  # of the width, which a line and the first piece of the next come to where the line was broken
_FULL_CLOSED = 0.97
_LOOKED_AT = 200  # characters of a paragraph
_CENTRED = 8  # columns behind the margin, from which a line is a heading
_INDENTED = 2  # columns behind the margin
_SENTENCE = 25  # characters from which a line that is no line of wrapped text is a sentence's half


class _Joint(NamedTuple):
    """Where a paragraph may go on in the next line."""

    source: str
    filling: Filling | None  # of the lines of this file; None where they are not wrapped
    paragraph: "_Paragraph"
    line: Line
    below: Line | None  # the line after
    is_first: bool  # the paragraph is the first of the file

    def of(self, line: Line | None) -> str:
        """Return the text of a line."""
        return text_of(self.source, line.spans) if line else ""

    @property
    def text(self) -> str:
        """Return the paragraph so far, as much of its end as matters."""
        return self.paragraph.text

    @property
    def above(self) -> Line:
        """Return the paragraph's last line."""
        return self.paragraph.lines[-1]

    @property
    def parted(self) -> bool:
        """Tell whether furniture or the end of a page stands between."""
        return self.paragraph.parted or self.line.page


class _Paragraph:
    """A paragraph as far as it has been read, and the furniture since its first line."""

    def __init__(self, source: str, line: Line) -> None:
        self._source = source
        self._skipped: list[Line] = []
        self.lines: list[Line] = []
        self.text = ""
        self.add(line)

    def add(self, line: Line) -> None:
        """Let the paragraph go on in a line."""
        self.text = (self.text + text_of(self._source, line.spans))[-_LOOKED_AT:]
        self.lines.append(line)
        self.parted = False

    def skip(self, line: Line) -> None:
        """Pass over furniture."""
        self._skipped.append(line)
        self.parted = True

    def whole(self, *, lost_tail: bool = False) -> Iterator[Line]:
        """Yield the lines as one, then the furniture; lines of names, without a mark between, are whole as they stand."""
        first, spans = self.lines[0], self.spans
        if len(self.lines) > 1 and not _PUNCTUATION.search(text_of(self._source, spans)):
            yield from self.lines
        elif spans:
            yield first._replace(
                spans=spans, lost_tail=lost_tail, beside=len(self.lines) > 1 and any(line.column for line in self.lines)
            )
        yield from self._skipped

    @property
    def spans(self) -> Spans:
        """Return the text of all lines."""
        return join(*(line.spans for line in self.lines))

    def tear(self, line: Line) -> tuple[Iterator[Line], "_Paragraph"]:
        """Return this paragraph and the one that begins with a line, both without the figure torn between them."""
        torn = tear(self._source, self.spans, line.spans)
        first = self.lines[0]._replace(spans=torn.left, lost_tail=True)
        self.lines, halves = (
            [first],
            [line._replace(kind="furniture", spans=half) for half in (torn.tail, torn.head) if half],
        )
        self._skipped = [*halves[: bool(torn.tail)], *self._skipped, *halves[bool(torn.tail) :]]
        return self.whole(lost_tail=True), _Paragraph(
            self._source, line._replace(spans=torn.right, lost_head=True, gap=0)
        )


def join_lines(source: str, lines: Sequence[Line], kind: TextKind) -> Iterator[Line]:
    """Yield the paragraphs of a file, furniture that stands within one behind it."""
    noted = False  # the paragraph above begins with the mark of a note: so do all of a list of notes
    for line in _joined(source, lines, kind):
        mark = _MARKS.match(text_of(source, line.spans)) if line.kind == "text" else None
        yield from _unmarked(source, line, mark) if mark and not noted else [line]
        noted = bool(mark)


def _unmarked(source: str, line: Line, mark: re.Match[str]) -> Iterator[Line]:
    """Yield a paragraph without the mark at its head, which belongs to what stood before, if it is no note itself."""
    rest = trim(source, cut(line.spans, mark.end(), length(line.spans)))
    if not rest or source.count(mark.group().strip()) > 1:
        yield line
        return
    yield line._replace(kind="furniture", spans=trim(source, cut(line.spans, 0, mark.end())))
    yield line._replace(spans=rest, gap=0)


def _joined(source: str, lines: Sequence[Line], kind: TextKind) -> Iterator[Line]:
    if not lines or kind == "paragraphs" or (kind == "newspaper_page" and not is_broken_at_links(source, lines)):
        yield from lines
        return
    goes_on = _goes_on_below if kind in ("wrapped", "pages") else _goes_on_at_links
    fillings = _fillings(source, lines, kind)
    first, *rest = _from_margin(lines)
    paragraph, halved, is_first = _Paragraph(source, first), False, True
    for line, below in zip_longest(rest, rest[1:]):
        if line.kind == "furniture":
            paragraph.skip(line)
            continue
        joint = _Joint(source, fillings[bool(line.column)], paragraph, line, below, is_first)
        joins = joint.above.kind == line.kind == "text" and goes_on(joint)
        if joins and joint.parted and is_torn(joint.text, joint.of(line)):
            above, paragraph = paragraph.tear(line)
            yield from above
        elif joins:
            paragraph.add(line)
        else:
            alone = _is_alone(source, line)
            stops = alone and _stops_short(joint)
            yield from paragraph.whole(lost_tail=stops)
            paragraph = _Paragraph(source, line._replace(lost_head=halved and _may_go_on(joint)))
            is_first = is_first and joint.above.kind == "furniture"
            halved = alone and (halved or stops)
    yield from paragraph.whole()


def _fillings(source: str, lines: Sequence[Line], kind: TextKind) -> tuple[Filling | None, Filling | None]:
    """Return how lines are filled, and how those printed side by side are; None where they are not wrapped."""
    plain, beside = ([line for line in lines if bool(line.column) is parted] for parted in (False, True))
    wrapped = kind == "wrapped" or is_wrapped(source, plain)
    return filling_of(source, plain) if wrapped else None, filling_of(source, beside)


def _from_margin(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with what they are indented by counted from where most lines of their page begin."""
    page, pages = 0, []
    indents: dict[tuple[int, int], Counter[int]] = {}
    for line in lines:
        page += line.page
        pages.append((page, line.column))
        if line.kind == "text":
            indents.setdefault(pages[-1], Counter())[line.indent] += 1
    margins = {key: min(found, key=lambda indent: (-found[indent], indent)) for key, found in indents.items()}
    return [line._replace(indent=line.indent - margins.get(at, 0)) for line, at in zip(lines, pages, strict=True)]


def _goes_on_below(joint: _Joint) -> bool:
    """Tell whether a line of wrapped text goes on in the next one."""
    text = joint.of(joint.line)
    if (joint.line.gap and not joint.parted) or joint.line.indent >= _INDENTED or _stands_alone(joint):
        return False
    if goes_on_surely(joint.text, text):
        return True
    if joint.above.indent > _CENTRED or (joint.is_first and _is_title(joint)):
        return False
    if (joint.line.item or opens_anew(text)) or joint.above.run_in or _is_next_item(joint.text, text):
        return False
    closed = is_closed(joint.text)
    if not closed and _UNDER_WAY.search(joint.of(joint.above)):
        return True
    if not joint.filling:  # a paragraph a line, and a page ends within one
        return joint.parted and not closed and (len(joint.text) > _SENTENCE or bool(_PUNCTUATION.search(joint.text)))
    if closed and joint.parted:
        return False
    return _is_filled(joint, _FULL_CLOSED if closed else _FULL)


def _is_filled(joint: _Joint, share: float) -> bool:
    """Tell whether the first piece of the next line would not have fitted on the last one."""
    if not joint.filling:
        return False
    width, measure = joint.filling
    first = _FIRST.match(joint.of(joint.line))
    filled = measure(joint.of(joint.above)) + max(joint.above.indent, 0) + measure(first.group() if first else "")
    return filled >= width * share


def _is_title(joint: _Joint) -> bool:
    """Tell whether the first line of a file stands above its text: its rest, where it has one, stands above a blank line."""
    rest = joint.below is not None and joint.below.gap > 0 and not _PUNCTUATION.search(joint.of(joint.line))
    return not (_PUNCTUATION.search(joint.text) or rest)


def _goes_on_at_links(joint: _Joint) -> bool:
    """Tell whether a line that a link broke off goes on in the next one."""
    text, below = joint.of(joint.line), joint.of(joint.below)
    if (joint.line.gap and not joint.parted) or _stands_alone(joint):
        return False
    if _MARKS.fullmatch(text) or (goes_on_surely(joint.text, text) and not (joint.line.item or opens_anew(text))):
        return True
    if is_closed(joint.text):
        return (
            bool(_MARKS.match(text)) and not _MARKS.match(joint.text) and (is_closed(text) or not _MARKS.match(below))
        )
    if (joint.line.item or opens_anew(text)) or joint.line.indent >= _INDENTED:
        return False
    if len(joint.paragraph.lines) > 1 or _ENDS_INSIDE.search(joint.text):
        return True
    sandwiched = joint.below is not None and joint.below.kind == "text" and not joint.below.gap
    return sandwiched and bool(GOES_ON.match(below) or CLOSES.match(below)) and not is_closed(text)


def _stands_alone(joint: _Joint) -> bool:
    """Tell whether the line, or the one line above it, belongs to no paragraph."""
    above = len(joint.paragraph.lines) == 1 and _is_alone(joint.source, joint.above)
    return above or _is_alone(joint.source, joint.line)


def _is_alone(source: str, line: Line) -> bool:
    """Tell whether a line is a note, the title of a figure, where it comes from, or parted by wide blanks."""
    if line.kind != "text":
        return line.kind == "footnote"
    return bool(_APART.match(text_of(source, line.spans))) or has_gutter(source, line)


def _stops_short(joint: _Joint) -> bool:
    """Tell whether the paragraph stops in the middle of a sentence."""
    if joint.above.kind != "text" or _is_alone(joint.source, joint.above) or is_closed(joint.text):
        return False
    return bool(_UNDER_WAY.search(joint.of(joint.above))) or _is_filled(joint, _FULL)


def _may_go_on(joint: _Joint) -> bool:
    """Tell whether a line may be the rest of a sentence that stopped short further above."""
    text = joint.of(joint.line)
    anew = _is_alone(joint.source, joint.line) or joint.line.item or opens_anew(text)
    return joint.line.kind == "text" and not anew and joint.line.indent < _INDENTED


def opens_anew(text: str) -> bool:
    """Tell whether a line begins something of its own: an item, a number, a figure's title, a byline, a credit."""
    if NUMBERED.match(text) or BRIEF.match(text) or _OPENS.match(text):
        return True
    return whole_byline(text) is not None or parse_credit(text) is not None


def _is_next_item(above: str, text: str) -> bool:
    """Tell whether two lines are items of a list that has no numbers: 电话：… below 地址：…, ——… behind ；."""
    if text[:1] in _DASHES and (above[-1:] in "；;：:" or above[:1] in _DASHES):
        return True
    return bool(_LABEL.match(above) and _LABEL.match(text))
