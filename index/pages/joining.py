"""Lines put together as they were printed: nothing cut out, nothing swapped, and no figure over a gap."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from index.pages.filling import Filling, filling_of, wrapped_filling
from index.pages.goes_on import (
    Joint,
    goes_on_at_links,
    goes_on_below,
    goes_on_nowhere,
    is_alone,
    may_go_on,
    stops_short,
)
from index.pages.lines import Line
from index.pages.note_marks import without_marks
from index.pages.paragraph import Paragraph
from index.pages.text_kind import TextKind, is_broken_at_links
from index.pages.torn import is_torn

_WRAPPED = ("wrapped", "pages")


def join_lines(source: str, lines: Sequence[Line], kind: TextKind) -> Iterator[Line]:
    """Return the paragraphs of a file, furniture that stands within one behind it."""
    return without_marks(source, _joined(source, _from_margin(lines), kind) if lines else lines)


def _rule(source: str, lines: Sequence[Line], kind: TextKind) -> Callable[[Joint], bool]:
    """Return what tells whether a line goes on; the columns of a newspaper page are put together later."""
    if kind == "paragraphs" or (kind == "newspaper_page" and not is_broken_at_links(source, lines)):
        return goes_on_nowhere
    return goes_on_below if kind in _WRAPPED else goes_on_at_links


def _joined(source: str, lines: Sequence[Line], kind: TextKind) -> Iterator[Line]:
    goes_on = _rule(source, lines, kind)
    fillings = _fillings(source, lines, kind)
    first, *rest = lines
    paragraph, halved = Paragraph(source, first, is_first=True), False  # a sentence above waits for its other half
    for line, below in zip_longest(rest, rest[1:]):
        if line.kind == "furniture":
            paragraph.skip(line)
            continue
        joint = Joint(source, fillings[bool(line.column)], paragraph, line, below)
        if not (joint.above.kind == line.kind == "text" and goes_on(joint)):
            alone, is_first = (
                kind != "newspaper_page" and is_alone(source, line),
                paragraph.is_first and joint.above.kind == "furniture",
            )
            stops, lost_head = alone and stops_short(joint), halved and may_go_on(joint)
            yield from paragraph.whole(lost_tail=stops)
            paragraph = Paragraph(source, line._replace(lost_head=lost_head), is_first=is_first)
            halved = alone and (halved or stops)
        elif joint.parted and is_torn(joint.text, joint.of(line)):
            above, paragraph = paragraph.tear(line)
            yield from above
        else:
            paragraph.add(line)
    yield from paragraph.whole()


def _fillings(source: str, lines: Sequence[Line], kind: TextKind) -> tuple[Filling | None, Filling | None]:
    """Return how lines are filled, and how those printed side by side are; None where they are not wrapped."""
    plain, beside = ([line for line in lines if bool(line.column) is parted] for parted in (False, True))
    filling = filling_of(source, plain) if kind == "wrapped" else wrapped_filling(source, plain)
    return filling, filling_of(source, beside)


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
