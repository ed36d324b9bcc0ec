"""What the end of a line and the beginning of the next tell by their marks alone."""

import re

from index.pages.sentences import FOOTNOTE_MARK

_CLOSED = re.compile(rf"[。！？!?…][”’」』）)》〉】\]\"']*(?:\s*{FOOTNOTE_MARK})*$")
# these stand behind something: a line that opens with one goes on from the line above
_GOES_ON = re.compile(r"[，、。；：！？％…～·]|%|的(?![士确])")
_CLOSES = re.compile(r"[）》〉」』】”’]")
_OPEN = re.compile(r"[《〈（「『【][^》〉）」』】]{0,60}$")
_LATIN = re.compile(r"[A-Za-z]$")
_SUBSCRIPT = re.compile(r"[\d.]{1,4}")  # PM⏎2.5⏎
_UNDER_WAY = re.compile(r"[。！？][^。！？]{2,}$")
PUNCTUATION = re.compile(r"[，。；：、！？《（“]")


def is_closed(text: str) -> bool:
    """Tell whether the text ends where a sentence ends, marks of notes behind it aside."""
    return bool(_CLOSED.search(text))


def is_open(text: str) -> bool:
    """Tell whether a bracket or a title's mark is open at the end of the text."""
    return bool(_OPEN.search(text))


def is_under_way(line: str) -> bool:
    """Tell whether a sentence begins in the middle of a line and does not end on it."""
    return bool(_UNDER_WAY.search(line)) and not is_closed(line)


def opens_inside(text: str) -> bool:
    """Tell whether the text opens with a mark that stands behind something."""
    return bool(_GOES_ON.match(text) or _CLOSES.match(text))


def goes_on_surely(above: str, below: str) -> bool:
    """Tell whether a line goes on in the next by their marks alone."""
    if is_open(above) or _CLOSES.match(below) or above[-1:] in "，、":
        return True
    if _LATIN.search(above) and _SUBSCRIPT.fullmatch(below):
        return True
    return bool(_GOES_ON.match(below)) and not is_closed(above)
