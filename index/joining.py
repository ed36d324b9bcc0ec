"""Lines put together as they were printed: nothing cut out, nothing swapped, and no figure over a gap."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from index.gutters import has_gutter
from index.lines import Line
from index.people import parse_credit, whole_byline
from index.sentences import FOOTNOTE_MARK
from index.spans import join, text_of
from index.text_kind import (
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

NUMBERED = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条部分]+"
    r"|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)])"
)
BRIEF = re.compile(r"[◆●★■▲]")  # opens a brief
# the title of a figure or table, where it comes from, the labels of its axis
_APART = re.compile(
    r"[图表圖]\s*\d+(?:[-－—.]\d+)?(?:\s|[：:])|(?:数据|资料|數據|資料)?[来來]源[：:]|(?:https?://|www\.)\S+$|(?:[\d.,，%％]+[年月季度]*\s+){2,}[\d.,，%％]+[年月季度]*$"
)
# a note, an item, a question
_OPENS = re.compile(rf"[注註][：:\d]|{FOOTNOTE_MARK}|[①-⑳]|[问答問][：:]")
_MARKS = re.compile(rf"(?:{FOOTNOTE_MARK}\s*)+")
# what greedy filling never parts: a figure or a Latin word, or a character with the mark behind it
_FIRST = re.compile(r"[0-9A-Za-z.,%％]+|.[，。；：、！？）》”’」』]*")
_PUNCTUATION = re.compile(r"[，。；：、！？《（“]")
_LABEL = re.compile(r"[\u4e00-\u9fff\u3000 ]{2,8}[：:]")
_UNDER_WAY = re.compile(r"[。！？][^。！？]{2,}$")  # a sentence begins in the middle of the line
_ENDS_INSIDE = re.compile("[。！？!?]")
_DIGITS = r"0-9０-９"
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
# a figure may not be read over what stood between: 投资1⏎4⏎3.2亿元
_FIGURE_ENDS = re.compile(rf"[{_DIGITS}][.．,，]?$|[{_DIGITS}％%元][-－—–~～至到]$")
_NUMERAL_ENDS = re.compile(rf"[{_NUMERALS}点]$")
_FIGURE_GOES_ON = re.compile(rf"[{_DIGITS}{_NUMERALS}.．%％个名户亩吨元年月日人次件项家所座条倍成公平立米]")
_FULL = 0.85  # of the width, which a line and the first piece of the next come to where the line was broken
_FULL_CLOSED = 0.97
_LOOKED_AT = 200  # characters of a paragraph
_INDENTED = 2  # columns behind the margin
_SENTENCE = 25  # characters from which a line that is no line of wrapped text is a sentence's half


class _Joint(NamedTuple):
    """Where one line may go on in the next."""

    source: str
    filling: Filling | None  # of the lines of this file; None where they are not wrapped
    text: str  # of the paragraph so far, as much of its end as matters
    above: Line  # its last line
    line: Line
    below: Line | None  # the line after
    under_way: bool  # the paragraph has several lines already
    parted: bool  # furniture or the end of a page stands between

    def of(self, line: Line | None) -> str:
        """Return the text of a line."""
        return text_of(self.source, line.spans) if line else ""


def join_lines(source: str, lines: Sequence[Line], kind: TextKind) -> Iterator[Line]:
    """Yield the paragraphs of a file, furniture that stands within one behind it."""
    if kind == "paragraphs" or (kind == "newspaper_page" and not is_broken_at_links(source, lines)):
        yield from lines
        return
    goes_on, fillings = (_goes_on_below if kind in ("wrapped", "pages") else _goes_on_at_links), _fillings(source, lines, kind)
    group: list[Line] = []
    skipped: list[Line] = []  # furniture since the first line of the group
    parted, text = False, ""
    for line, below in zip_longest(fresh := _from_margin(lines), fresh[1:]):
        if line.kind == "furniture" and group:
            skipped.append(line)
            parted = True
            continue
        if group and group[-1].kind == line.kind == "text":
            joint = _Joint(source, fillings[bool(line.column)], text, group[-1], line, below, len(group) > 1, parted or line.page)
            if goes_on(joint):
                if not joint.parted or not is_figure_torn(text, joint.of(line)):
                    text, parted = (text + joint.of(line))[-_LOOKED_AT:], False
                    group.append(line)
                    continue
                group[-1], line = group[-1]._replace(lost_tail=True), line._replace(lost_head=True)
        yield from _paragraph(source, group)
        yield from skipped
        group, skipped, parted, text = [line], [], False, text_of(source, line.spans)[-_LOOKED_AT:]
    yield from _paragraph(source, group)
    yield from skipped


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
    if (joint.line.item or opens_anew(text)) or joint.above.run_in or _is_next_item(joint.text, text):
        return False
    closed = is_closed(joint.text)
    if not closed and _UNDER_WAY.search(joint.of(joint.above)):
        return True
    if not joint.filling:  # a paragraph a line, and a page ends within one
        return joint.parted and not closed and (len(joint.text) > _SENTENCE or bool(_PUNCTUATION.search(joint.text)))
    if closed and joint.parted:
        return False
    width, measure = joint.filling
    first = _FIRST.match(text)
    filled = measure(joint.of(joint.above)) + max(joint.above.indent, 0) + measure(first.group() if first else "")
    return filled >= width * (_FULL_CLOSED if closed else _FULL)


def _goes_on_at_links(joint: _Joint) -> bool:
    """Tell whether a line that a link broke off goes on in the next one."""
    text, below = joint.of(joint.line), joint.of(joint.below)
    if (joint.line.gap and not joint.parted) or _stands_alone(joint):
        return False
    if _MARKS.fullmatch(text) or (goes_on_surely(joint.text, text) and not (joint.line.item or opens_anew(text))):
        return True
    if is_closed(joint.text):
        return bool(_MARKS.match(text)) and not _MARKS.match(joint.text) and (is_closed(text) or not _MARKS.match(below))
    if (joint.line.item or opens_anew(text)) or joint.line.indent >= _INDENTED:
        return False
    if joint.under_way or _ENDS_INSIDE.search(joint.text):
        return True
    sandwiched = joint.below is not None and joint.below.kind == "text" and not joint.below.gap
    return sandwiched and bool(GOES_ON.match(below) or CLOSES.match(below)) and not is_closed(text)


def _stands_alone(joint: _Joint) -> bool:
    """Tell whether either line is the title of a figure, where it comes from, or parted by wide blanks."""
    lines = (joint.above, joint.line) if not joint.under_way else (joint.line,)
    return any(_APART.match(joint.of(line)) or has_gutter(joint.source, line) for line in lines)


def opens_anew(text: str) -> bool:
    """Tell whether a line begins something of its own: an item, a number, a figure's title, a byline, a credit."""
    if NUMBERED.match(text) or BRIEF.match(text) or _OPENS.match(text):
        return True
    return whole_byline(text) is not None or parse_credit(text) is not None


def _is_next_item(above: str, text: str) -> bool:
    """Tell whether two lines are items of a list that has no numbers: 电话：… below 地址：…, ——… behind ；."""
    return bool(_LABEL.match(above) and _LABEL.match(text)) or (above[-1:] in "；;：:" and text[:1] in "—－-")


def is_figure_torn(above: str, below: str) -> bool:
    """Tell whether a figure would be read over what stands between two lines."""
    return bool(_FIGURE_ENDS.search(above) or (_NUMERAL_ENDS.search(above) and _FIGURE_GOES_ON.match(below)))


def _paragraph(source: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines as one; lines of names, without any mark between them, are whole as they stand."""
    spans = join(*(line.spans for line in lines))
    if len(lines) > 1 and not _PUNCTUATION.search(text_of(source, spans)):
        yield from lines
    elif lines:
        yield lines[0]._replace(spans=spans, lost_tail=lines[-1].lost_tail, beside=len(lines) > 1 and bool(lines[0].column))
