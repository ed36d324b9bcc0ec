"""Marks that point to notes: those at the head of a paragraph belong to what stood before it."""

import re
from collections.abc import Iterable, Iterator

from index.pages.lines import Line
from index.pages.sentences import FOOTNOTE_MARK
from index.spans import cut, length, text_of, trim

MARKS = re.compile(rf"(?:{FOOTNOTE_MARK}\s*)+")


def without_marks(source: str, paragraphs: Iterable[Line]) -> Iterator[Line]:
    """Yield the paragraphs, the marks that head one as furniture before it; a note keeps its own."""
    noted = False  # the paragraph above begins with a mark: so do all of a list of notes
    for line in paragraphs:
        mark = MARKS.match(text_of(source, line.spans)) if line.kind == "text" else None
        yield from _parted(source, line, mark) if mark and not noted else [line]
        noted = bool(mark)


def _parted(source: str, line: Line, mark: re.Match[str]) -> Iterator[Line]:
    rest = trim(source, cut(line.spans, mark.end(), length(line.spans)))
    if not rest or source.count(mark.group().strip()) > 1:  # the mark stands in the text too: this is its note
        yield line
        return
    yield line._replace(kind="furniture", spans=trim(source, cut(line.spans, 0, mark.end())))
    yield line._replace(spans=rest, gap=0)
