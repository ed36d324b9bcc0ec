"""A paragraph as far as it has been read: its lines, and the furniture that stands within it."""

from collections.abc import Iterator

from index.pages.line_ends import PUNCTUATION
from index.pages.lines import Line
from index.pages.torn import tear
from index.spans import Spans, join, text_of

_LOOKED_AT = 200  # characters of its end that tell whether it goes on


class Paragraph:
    """The lines of one paragraph; `parted` tells that furniture stands behind the last of them."""

    def __init__(self, source: str, line: Line, *, is_first: bool) -> None:
        self._source = source
        self._skipped: list[Line] = []
        self.lines: list[Line] = []
        self.text = ""  # as much of its end as matters
        self.is_first = is_first  # of the file
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
        spans = self._spans()
        if len(self.lines) > 1 and not PUNCTUATION.search(text_of(self._source, spans)):
            yield from self.lines
        elif spans or self.lines[0].kind == "rule":
            yield self.lines[0]._replace(spans=spans, lost_tail=lost_tail, beside=self._is_beside())
        yield from self._skipped

    def tear(self, line: Line) -> tuple[list[Line], "Paragraph"]:
        """Return this paragraph and the one that begins with a line, both without the figure torn between them."""
        torn = tear(self._source, self._spans(), line.spans)
        tail, head = ([line._replace(kind="furniture", spans=half)] if half else [] for half in (torn.tail, torn.head))
        above = self.lines[0]._replace(spans=torn.left, lost_tail=True, beside=self._is_beside())
        below = line._replace(spans=torn.right, lost_head=True, gap=0)
        lines = [*([above] if torn.left else []), *tail, *self._skipped, *head]
        return lines, Paragraph(self._source, below, is_first=False)

    def _spans(self) -> Spans:
        return join(*(line.spans for line in self.lines))

    def _is_beside(self) -> bool:
        return len(self.lines) > 1 and any(line.column for line in self.lines)
