"""Does a paragraph go on in the next line? In wrapped text, and where links broke the lines."""

import re
from typing import NamedTuple

from index.pages.filling import Filling
from index.pages.gutters import has_gutter
from index.pages.line_ends import PUNCTUATION, goes_on_surely, is_closed, is_under_way, opens_inside
from index.pages.line_starts import is_next_item, opens_anew, stands_alone, titles_figure
from index.pages.lines import Line
from index.pages.note_marks import MARKS
from index.pages.paragraph import Paragraph
from index.spans import text_of

# what greedy filling never parts: a figure or a Latin word, or a character with the mark behind it
_FIRST = re.compile(r"[0-9A-Za-z.,%％]+|.[，。；：、！？）》”’」』]*")
_END_INSIDE = re.compile("[。！？!?]")
_FULL = 0.85  # of the width, which a line and the first piece of the next come to where the line was broken
_FULL_CLOSED = 0.97
_CENTRED = 8  # columns behind the margin, from which a line is a heading
_INDENTED = 2  # columns behind the margin, from which a line begins a paragraph
_LONGEST_NAME = 20  # that a link broke off
_SENTENCE = 25  # characters from which a line that is no line of wrapped text is a sentence's half


class Joint(NamedTuple):
    """Where a paragraph may go on in the next line."""

    source: str
    filling: Filling | None  # of the lines of this file; None where they are not wrapped
    paragraph: Paragraph
    line: Line
    below: Line | None  # the line after

    def of(self, line: Line | None) -> str:
        """Return the text of a line."""
        return text_of(self.source, line.spans) if line else ""

    @property
    def text(self) -> str:
        """Return the end of the paragraph so far."""
        return self.paragraph.text

    @property
    def above(self) -> Line:
        """Return the paragraph's last line."""
        return self.paragraph.lines[-1]

    @property
    def parted(self) -> bool:
        """Tell whether furniture or the end of a page stands between."""
        return self.paragraph.parted or self.line.page


def goes_on_below(joint: Joint) -> bool:
    """Tell whether a line of wrapped text goes on in the next one."""
    text, closed = joint.of(joint.line), is_closed(joint.text)
    if (joint.line.gap and not joint.parted) or joint.line.indent >= _INDENTED or _is_apart(joint):
        return False
    if goes_on_surely(joint.text, text):
        return True
    if joint.above.indent > _CENTRED or joint.above.run_in or (joint.paragraph.is_first and _is_title(joint)):
        return False
    if joint.line.item or opens_anew(text) or is_next_item(joint.text, text):
        return False
    if is_under_way(joint.of(joint.above)):
        return True
    if not joint.filling:  # a paragraph a line, and a page ends within one
        return joint.parted and not closed and _is_long(joint)
    return not (closed and joint.parted) and _is_filled(joint, _FULL_CLOSED if closed else _FULL)


def goes_on_at_links(joint: Joint) -> bool:
    """Tell whether a line that a link broke off goes on in the next one."""
    text, below = joint.of(joint.line), joint.of(joint.below)
    anew = joint.line.item or opens_anew(text)
    if (joint.line.gap and not joint.parted) or _is_apart(joint):
        return False
    if MARKS.fullmatch(text) or (goes_on_surely(joint.text, text) and not anew):
        return True
    if is_closed(joint.text):  # a note's mark at the head of a line belongs to what stands before, if it heads no list
        return bool(MARKS.match(text)) and not MARKS.match(joint.text) and (is_closed(text) or not MARKS.match(below))
    if anew or joint.line.indent >= _INDENTED:
        return False
    if len(joint.paragraph.lines) > 1 or _END_INSIDE.search(joint.text):
        return True
    sandwiched = joint.below is not None and joint.below.kind == "text" and not joint.below.gap and not is_closed(text)
    return sandwiched and (opens_inside(below) or _is_name(joint))


def stops_short(joint: Joint) -> bool:
    """Tell whether the paragraph stops in the middle of a sentence, parted by a note or a figure from the rest."""
    if not (joint.line.kind == "footnote" or titles_figure(joint.of(joint.line))):
        return False
    if joint.above.kind != "text" or is_alone(joint.source, joint.above) or is_closed(joint.text):
        return False
    if joint.text[-1:] in "：:" or opens_anew(joint.text):
        return False
    return _is_long(joint) or _is_filled(joint, _FULL)


def may_go_on(joint: Joint) -> bool:
    """Tell whether a line may be the rest of a sentence that stopped short further above."""
    anew = is_alone(joint.source, joint.line) or joint.line.item or opens_anew(joint.of(joint.line))
    return joint.line.kind == "text" and not anew and joint.line.indent < _INDENTED


def is_alone(source: str, line: Line) -> bool:
    """Tell whether a line is a note, the title of a figure, or parted by wide blanks: it belongs to no paragraph."""
    if line.kind != "text":
        return line.kind == "footnote"
    return stands_alone(text_of(source, line.spans)) or has_gutter(source, line)


def _is_apart(joint: Joint) -> bool:
    """Tell whether the line, or the one line above it, belongs to no paragraph."""
    above = len(joint.paragraph.lines) == 1 and is_alone(joint.source, joint.above)
    return above or is_alone(joint.source, joint.line)


def _is_long(joint: Joint) -> bool:
    """Tell whether the paragraph is too long for a heading, or has clauses."""
    return len(joint.text) > _SENTENCE or bool(PUNCTUATION.search(joint.text))


def goes_on_nowhere(joint: Joint) -> bool:
    """Tell that no line goes on, as where each is a paragraph."""
    return False


def _is_name(joint: Joint) -> bool:
    """Tell whether a short line is a name within a sentence of several clauses."""
    text, below = joint.of(joint.line), joint.of(joint.below)
    short = len(text) <= _LONGEST_NAME and not PUNCTUATION.search(text)
    return short and "，" in joint.text and not (opens_anew(joint.text) or opens_anew(below))


def _is_title(joint: Joint) -> bool:
    """Tell whether the first line of a file stands above its text: its rest, where it has one, stands above a blank line."""
    rest = joint.below is not None and joint.below.gap > 0 and not PUNCTUATION.search(joint.of(joint.line))
    return not (PUNCTUATION.search(joint.text) or rest)


def _is_filled(joint: Joint, share: float) -> bool:
    """Tell whether the first piece of the next line would not have fitted on the last one."""
    if not joint.filling:
        return False
    width, measure = joint.filling
    first = _FIRST.match(joint.of(joint.line))
    filled = measure(joint.of(joint.above)) + max(joint.above.indent, 0) + measure(first.group() if first else "")
    return filled >= width * share
