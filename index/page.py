"""A source rebuilt: the page divided into articles, each article's blocks put in order as units."""

import hashlib
import re
from collections.abc import Sequence

from index.arrange import CAPTION, NUMBERED, Arranger, Piece
from index.blocks import Block, is_closed, make_blocks
from index.continuity import Continuity
from index.lines import split_lines
from index.meta import is_date_line, is_imprint, is_keyed, is_masthead, read_date
from index.people import parse_people
from index.records import Article, Person, Sentence, Source, Unit
from index.sentences import split_sentences
from index.spans import Spans, length, text_of
from index.tables import take_tables
from index.terms import Tokenizer

_TITLE_LENGTH = 45
# headings of a word or two that open a piece of their own all the same
_NOTICES = ("更正", "更正启事", "启事", "声明", "公告", "公示", "通知", "通告", "讣告", "简讯", "编者按", "遗失声明")
# heads of columns: what stands below has no title of its own
_COLUMNS = ("图片新闻", "简讯", "短讯", "短波", "一句话新闻", "新闻速递", "要闻速览", "快讯", "简明新闻")
_COLUMN_LENGTH = 6
_STORY = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|连日来|眼下|时下|[初深仲盛][春夏秋冬]|[春夏秋冬][日季]|入[春夏秋冬]")
_WHOLE = ("title", "byline", "credit", "table_row", "table_title", "subhead", "jump")


class _Draft:
    """An article in the making: its heading and the blocks below it."""

    def __init__(self, heading: Block | None, *, kind: str = "article") -> None:
        self.heading = heading
        self.kind = kind
        self.blocks: list[Block] = []
        self.date: str | None = None
        self.people: tuple[Person, ...] = ()

    @property
    def has_text(self) -> bool:
        return any(block.kind == "text" for block in self.blocks)


def read_page(source: Source, tokenizer: Tokenizer) -> list[Article]:
    """Return the articles of a page in the order printed, photo stories that belong to none after the one they were printed in."""
    text = source.text
    blocks, context = take_tables(text, make_blocks(text, split_lines(text)))
    continuity = Continuity(tokenizer, text)
    articles = [part for draft in _divide(text, blocks) for part in (draft, *_photo_stories(text, draft))]
    drafts = [draft for draft in articles if draft.blocks or draft.heading]
    return [_article(source, draft, number, continuity, context) for number, draft in enumerate(drafts)]


def _divide(text: str, blocks: Sequence[Block]) -> list[_Draft]:
    """Deal the blocks out to articles: a heading, a title line over a byline or a new 本报讯 opens one."""
    drafts = [_Draft(None)]
    page_date: str | None = None
    for at, block in enumerate(blocks):
        draft = drafts[-1]
        body = text_of(text, block.spans)
        if _is_title(text, blocks, at, draft):
            drafts.append(_Draft(block))
        elif block.kind == "text" and _is_about_page(body, draft):
            found = read_date(body)
            page_date, draft.date = (page_date or found, draft.date) if not draft.heading else (page_date, found)
        elif block.kind == "text" and is_keyed(body, in_head=not draft.has_text):
            draft.date = draft.date or read_date(body)
            draft.people += _keyed_people(body)
        else:
            if _opens_brief(draft, block):
                if draft.heading and length(draft.heading.spans) <= _COLUMN_LENGTH:
                    draft.heading = None  # the head of a column of briefs is none of theirs
                drafts.append(_Draft(None))
            drafts[-1].blocks.append(block)
            if block.kind == "text" and is_date_line(body):  # under a signature
                drafts[-1].date = read_date(body)
    for draft in drafts:
        draft.date = draft.date or page_date
    return drafts


def _is_about_page(body: str, draft: _Draft) -> bool:
    """Tell whether a line is a masthead or imprint; a date below the text is a signature's and stays."""
    if draft.has_text:
        return is_masthead(body) and not is_date_line(body)
    return is_masthead(body) or is_imprint(body)


def _is_title(text: str, blocks: Sequence[Block], at: int, draft: _Draft) -> bool:
    block = blocks[at]
    body = text_of(text, block.spans)
    if block.kind == "heading":
        if draft.heading is None and not draft.has_text:
            return True
        return not NUMBERED.match(body) and (block.level <= 2 or _stands_alone(blocks, at, body))
    if block.kind != "text" or is_closed(body) or not 4 <= len(body) <= _TITLE_LENGTH or body[-1] in "，、；：":
        return False
    if is_masthead(body) or CAPTION.match(body) or NUMBERED.match(body):
        return False
    after = blocks[at + 1] if at + 1 < len(blocks) else None
    first = draft.heading is None and not draft.blocks
    closed = not draft.blocks or draft.blocks[-1].kind != "text" or is_closed(text_of(text, draft.blocks[-1].spans))
    if after and after.kind == "byline" and not after.glued and closed:
        return True
    return first and after is not None and not any(b.kind == "heading" for b in blocks)


def _stands_alone(blocks: Sequence[Block], at: int, title: str) -> bool:
    """Tell whether a heading of the third level or deeper heads an article of its own."""
    for block in blocks[at + 1 :]:
        if block.kind == "heading":
            break
        if block.kind in ("byline", "credit"):
            return True
    return len(title) >= 10 or title in _NOTICES


def _opens_brief(draft: _Draft, block: Block) -> bool:
    """Tell whether a 本报讯 starts another story below the same heading."""
    bylines = [b for b in draft.blocks if b.kind == "byline" and not b.glued]
    return block.kind == "byline" and not block.glued and bool(bylines) and draft.blocks[-1].kind == "text"


def _keyed_people(body: str) -> tuple[Person, ...]:
    """Return the authors of a line `来源：××  作者：×××`."""
    for part in body.replace("\u3000", " ").split(" "):
        if people := parse_people(part):
            return people
    return ()


def _photo_stories(text: str, draft: _Draft) -> list[_Draft]:
    """Take out of an article the picture texts of several sentences that tell a story of their own."""
    stories = []
    for at, block in enumerate(draft.blocks):
        after = draft.blocks[at + 1] if at + 1 < len(draft.blocks) else None
        body = text_of(text, block.spans)
        if not (block.kind == "text" and after and after.kind == "credit" and not CAPTION.match(body)):
            continue
        tells = "图为" in body or (after.glued and bool(_STORY.match(body)))
        if tells and _is_beside(text, draft, at) and len(split_sentences(text, block.spans)) >= 2:
            story = _Draft(None, kind="photo_story")
            story.blocks = [block, after]
            story.date = draft.date
            stories.append(story)
    taken = {id(block) for story in stories for block in story.blocks}
    draft.blocks = [block for block in draft.blocks if id(block) not in taken]
    if stories and not draft.blocks:
        draft.heading = None
    return stories


def _is_beside(text: str, draft: _Draft, at: int) -> bool:
    """Tell whether a picture text stands beside an article, or below a mere column's head."""
    column = draft.heading is not None and text_of(text, draft.heading.spans) in _COLUMNS
    return column or any(b.kind == "text" for b in draft.blocks[:at])


def _article(
    source: Source, draft: _Draft, number: int, continuity: Continuity, context: dict[Spans, Spans]
) -> Article:
    text = source.text
    heading = [Piece("title", draft.heading.spans, draft.heading)] if draft.heading else []
    if draft.kind == "photo_story":
        pieces = [Piece({"text": "paragraph"}.get(b.kind, b.kind), b.spans, b) for b in draft.blocks]
    else:
        pieces = Arranger(text, draft.blocks, continuity).pieces()
    counts: dict[str, int] = {}
    units = []
    for piece in heading + pieces:
        units.append(_unit(text, piece, counts.get(piece.kind, 0), context))
        counts[piece.kind] = counts.get(piece.kind, 0) + 1
    byline = tuple(person for unit in units if unit.kind == "byline" for person in unit.people)
    return Article(
        id=source.record or _article_id(source, number),
        kind=draft.kind,
        title=source.title if source.record else text_of(text, draft.heading.spans) if draft.heading else None,
        byline=draft.people + byline,
        date=source.date or draft.date,
        units=tuple(units),
    )


def _unit(text: str, piece: Piece, number: int, context: dict[Spans, Spans]) -> Unit:
    whole = piece.kind in _WHOLE
    return Unit(
        kind=piece.kind,
        spans=piece.spans,
        sentences=(Sentence(piece.spans),) if whole else split_sentences(text, piece.spans),
        number=number,
        people=piece.block.people,
        context=context.get(piece.spans, ()),
        lost_head=piece.lost_head,
        lost_tail=piece.lost_tail,
        doubtful=piece.doubtful,
    )


def _article_id(source: Source, number: int) -> str:
    # the path keeps two files of the same bytes apart, the hash a changed file from its older self
    key = f"{source.path}\n{source.sha256}\n{number}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def is_empty(articles: Sequence[Article]) -> bool:
    """Tell whether no article holds any text."""
    return not any(length(unit.spans) for article in articles for unit in article.units)
