"""The page divided: its blocks dealt out to articles, briefs and photo stories."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.pages.arrange import SUBTITLE
from index.pages.blocks import Block
from index.pages.captions import CAPTION, is_photo_credit
from index.pages.columns import ends_brief, is_bare_column, is_column, opens_brief
from index.pages.line_ends import is_closed
from index.pages.line_starts import BRIEF, NUMBERED
from index.pages.masthead import is_date_line, is_imprint, is_keyed, is_masthead, read_date
from index.pages.people import parse_people, whole_byline
from index.pages.sentences import split_sentences
from index.records import Person
from index.spans import length, text_of

_TITLE_LENGTH = 45
# headings of a word or two that open a piece of their own all the same
_NOTICES = (
    "更正",
    "更正启事",
    "启事",
    "声明",
    "公告",
    "公示",
    "通知",
    "通告",
    "讣告",
    "编者按",
    "遗失声明",
)
_SHORT_TITLE = 6  # a heading no longer than this above several 本报讯 is the head of a column
_WRITTEN = ("摄影报道", "文并摄", "文/图", "图/文", "图文报道")  # credits of those who wrote as well
_STORY = re.compile(
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|眼下|时下|[初深仲盛][春夏秋冬]|[春夏秋冬][日季]|入[春夏秋冬]"
)


class Draft:
    """An article in the making: its heading and the blocks below it."""

    def __init__(self, heading: Block | None, *, kind: str = "article", in_column: bool = False) -> None:
        self.heading = heading
        self.kind = kind
        self.column: Block | None = None  # the head of the column it stands first in
        self.blocks: list[Block] = []
        self.date: str | None = None
        self.people: tuple[Person, ...] = ()
        self.in_column = in_column
        self.has_text = False  # whether any sentence has been dealt to it yet; headlines and labels are none


def divide(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """Return the page's articles in the order printed, each followed by the photo stories printed in it."""
    parts = [part for draft in _deal(text, blocks) for part in (draft, *_photo_stories(text, draft))]
    drafts: list[Draft] = []
    above: list[Block] = []  # furniture above the first line of an article
    for draft in parts:
        if draft.heading or draft.column or any(block.kind != "furniture" for block in draft.blocks):
            draft.blocks[:0] = above
            drafts.append(draft)
            above = []
        else:
            above = draft.blocks
    if above:
        drafts = drafts or [Draft(None)]
        drafts[-1].blocks += above
    return drafts


def _deal(text: str, blocks: Sequence[Block]) -> list[Draft]:
    """Deal the blocks out to articles: a heading, a title line over a byline or a new 本报讯 opens one."""
    drafts = [Draft(None)]
    page_date: str | None = None
    headed = any(block.kind == "heading" for block in blocks)
    own = _own_headings(text, blocks)
    for at, block in enumerate(blocks):
        draft = drafts[-1]
        body = text_of(text, block.spans)
        if block.kind == "text" and (
            _is_about_page(body, draft) or (headed and not drafts[1:] and _is_running_head(body))
        ):
            found = read_date(body)
            if draft.heading:
                draft.date = found or draft.date
            else:
                page_date = page_date or found
        elif block.kind == "text" and is_keyed(body, in_head=not draft.has_text):
            draft.date = draft.date or read_date(body)
            draft.people += _keyed_people(body)
        elif _is_title(text, blocks, at, draft, own, headed=headed):
            drafts.append(Draft(block, in_column=is_column(body)))
        else:
            _append(text, drafts, block)
    for draft in drafts:
        draft.date = draft.date or page_date
    return drafts


def _append(text: str, drafts: list[Draft], block: Block) -> None:
    """Put a block with the last article, or with a new one where a brief begins."""
    body = text_of(text, block.spans)
    if _opens_brief(text, drafts[-1], block):
        _unhead(drafts[-1])
        drafts.append(Draft(None, in_column=drafts[-1].in_column))
    draft = drafts[-1]
    draft.blocks.append(_as_byline(block, body, above=not draft.has_text))
    if block.kind == "text":
        draft.has_text |= bool(re.search(r"[。！？]", body))
        if is_date_line(body):  # under a signature
            draft.date = read_date(body)


def _unhead(draft: Draft) -> None:
    """Keep the head of a column of briefs apart from the first of them: it is no title of theirs."""
    heading = draft.heading
    if heading and (length(heading.spans) <= _SHORT_TITLE or draft.in_column):
        draft.heading, draft.column = None, heading


def _is_running_head(body: str) -> bool:
    """Tell whether a line above a page's first headline is its running head: names and numbers, no sentence."""
    return len(body) <= 60 and not re.search(r"[，。；！？]", body)


def _as_byline(block: Block, body: str, *, above: bool) -> Block:
    """Return `记者 ×× 通讯员 ×× 文/图` as a byline where it stands above a text or names more than one role."""
    if block.kind != "credit":
        return block
    written = whole_byline(re.sub(r"\s*(?:文/图|图/文|文图)$", "", body))
    if written and (above or len({person.role for person in written.people}) > 1):
        return block._replace(kind="byline", people=written.people)
    return block


def _is_about_page(body: str, draft: Draft) -> bool:
    """Tell whether a line is a masthead or imprint; a date below the text is a signature's and stays."""
    if draft.has_text:
        return is_masthead(body) and not is_date_line(body)
    return is_masthead(body) or is_imprint(body)


def _is_title(text: str, blocks: Sequence[Block], at: int, draft: Draft, own: frozenset[int], *, headed: bool) -> bool:
    block = blocks[at]
    body = text_of(text, block.spans)
    if block.kind == "heading":
        if draft.heading is None and not draft.has_text:
            return True
        return not NUMBERED.match(body) and (block.level <= 2 or at in own)
    if block.kind == "text" and is_bare_column(body):
        return True
    if block.kind != "text" or is_closed(body) or not 4 <= len(body) <= _TITLE_LENGTH or body[-1] in "，、；：":
        return False
    if CAPTION.match(body) or NUMBERED.match(body) or SUBTITLE.match(body) or BRIEF.match(body):
        return False
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    first = draft.heading is None and all(block.kind == "furniture" for block in draft.blocks)
    closed = not draft.blocks or draft.blocks[-1].kind != "text" or is_closed(text_of(text, draft.blocks[-1].spans))
    if after and after.kind == "byline" and not after.glued and closed:
        return True
    return first and after is not None and not headed


def _own_headings(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return which headings of the third level or deeper head an article of their own.

    Those do with a byline below them, or the name of a notice; without one, a short heading, or one of several
    in a row at its level of which none has any, heads a section.
    """
    numbers = [at for at, block in enumerate(blocks) if block.kind == "heading"]
    signed = {at: _is_signed(blocks, at, after) for at, after in pairwise([*numbers, len(blocks)])}
    rows: dict[tuple[int, int], list[int]] = {}
    above = [-1] * 8  # the last heading of each level
    for at in numbers:
        level = blocks[at].level
        above[level:] = [at] * (8 - level)
        rows.setdefault((above[level - 1], level), []).append(at)
    own = set()
    for row in rows.values():
        in_a_row = len(row) > 1 and not any(signed[at] for at in row)
        for at in row:
            title = text_of(text, blocks[at].spans)
            if signed[at] or title in _NOTICES or is_column(title) or (len(title) >= 10 and not in_a_row):
                own.add(at)
    return frozenset(own)


def _is_signed(blocks: Sequence[Block], at: int, after: int) -> bool:
    below = (blocks[n] for n in range(at + 1, after))
    return any(block.kind == "byline" or any(p.role in _WRITTEN for p in block.people) for block in below)


def _opens_brief(text: str, draft: Draft, block: Block) -> bool:
    """Tell whether a 本报讯, or a text behind a signature, starts another story below the same heading."""
    if block.kind in ("text", "subhead"):
        return opens_brief(text_of(text, block.spans), draft.blocks, in_column=draft.in_column)
    if block.kind != "byline" or block.glued or not draft.blocks:
        return False
    if draft.blocks[-1].kind != "text":
        return draft.in_column and ends_brief(draft.blocks)
    return any(b.kind == "byline" and not b.glued for b in draft.blocks)


def _keyed_people(body: str) -> tuple[Person, ...]:
    """Return the authors of a line `来源：××  作者：×××`."""
    for part in body.replace("\u3000", " ").split(" "):
        if people := parse_people(part):
            return people
    return ()


def _photo_stories(text: str, draft: Draft) -> list[Draft]:
    """Take out of an article the picture texts of several sentences that tell a story of their own."""
    stories = []
    for at, block in enumerate(draft.blocks):
        after = draft.blocks[at + 1] if at + 1 < len(draft.blocks) else None
        body = text_of(text, block.spans)
        if block.kind != "text" or not is_photo_credit(after) or CAPTION.match(body) or body.startswith("▲"):
            continue
        tells = "图为" in body or (after.glued and bool(_STORY.match(body)))
        if tells and _is_beside(text, draft, at) and len(split_sentences(text, block.spans)) >= 2:
            story = Draft(None, kind="photo_story")
            story.blocks = [block, after]
            story.date = draft.date
            stories.append(story)
    taken = {id(block) for story in stories for block in story.blocks}
    draft.blocks = [block for block in draft.blocks if id(block) not in taken]
    if stories and not draft.blocks:
        stories[0].column, draft.heading = draft.heading, None
    return stories


def _is_beside(text: str, draft: Draft, at: int) -> bool:
    """Tell whether a picture text stands beside an article, or below a mere column's head."""
    return draft.in_column or any(b.kind == "text" for b in draft.blocks[:at])
