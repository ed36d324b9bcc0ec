"""The text of one article put in order: captions told from paragraphs, broken paragraphs rejoined."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.blocks import NUMBERED, Block, is_closed
from index.continuity import Continuity
from index.masthead import is_date_line
from index.sentences import split_sentences
from index.spans import Spans, cut, join, text_of

CAPTION = re.compile(
    r"(?:图为|图片?[：:]|[▲▼△▽◀▶←→↑↓]|[上下左右]图(?=[：:为，是])|图[一二三四五六①②③④⑤⑥](?=[：:为，、\s])|(?:资料)?图片为|\(图\)|（图）)"
)
# a line under a headline that says more of it
SUBTITLE = re.compile(r"(?:——|—|●|■|◆|▍|★)\s*[^\s—]")
# a caption that stops at one of these has its end printed before its head
_UNFINISHED = re.compile(r"(?:正在?|在|为|对|向|给|把|将|与|和|及|到|从|以|并|进行|开展|参加|的)$")
# two clauses without commas or figures, the second without an end
_FUSED = re.compile(r"([^，。；：！？\d]{2,30}。)[^。；：！？\d]{4,30}")
# one clause without figures that says what somebody is doing, or names a scene
_SCENE = re.compile(
    r"[^，；：\d]{2,24}(?:在|正|为|向|给|现场|一角|外景|场景|项目|合影|参观|体验|展示)[^，；：\d]{0,20}。"
)
# 附件：…, 联系人：… and a line all in brackets are whole as they stand
_LABEL = re.compile(
    r"(?:附件\d*|时间|地点|对象|主持人|发布人|联系人|联系电话|联系地址|咨询电话|抄送|主送|注|资料来源|地址|电话|邮编|网址)\s*[：:]"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_CAPTION_LENGTH = 45
_SHORT_HALF = 20  # a first half of a fused caption no longer than this is the end of the second
_CREDITED_LENGTH = 100  # of a caption with the photographer's name behind it
_SUBHEAD_LENGTH = 25
_MOST_PARTS = 20  # no paragraph runs over more columns; a file of lines without ends must not become one
_WIDE_GAP = 3  # blank lines: where a picture stood


# blocks that are units already
_READY = {kind: kind for kind in ("credit", "jump", "byline", "table_title")} | {"row": "table_row"}


class Piece(NamedTuple):
    """A unit in the making."""

    kind: str
    spans: Spans
    block: Block
    lost_head: bool = False
    lost_tail: bool = False
    doubtful: bool = False


def wide_gap(blocks: Sequence[Block]) -> int:
    """Return how many blank lines tell of a picture on this page: clearly more than between its paragraphs."""
    gaps = sorted(block.gap for block in blocks if block.kind == "text") or [0]
    return max(_WIDE_GAP, gaps[len(gaps) // 2] + 2)


class Arranger:
    """Walks the blocks of one article once, in the order printed."""

    def __init__(self, source: str, blocks: Sequence[Block], continuity: Continuity, wide_gap: int) -> None:
        self._source = source
        self._blocks = list(blocks)
        self._continuity = continuity
        self._pieces: list[Piece] = []
        self._wide_gap = wide_gap
        self._open: int | None = None  # the paragraph whose sentence is not finished
        self._parts: list[Block] = []  # the blocks that paragraph has been joined from so far

    def pieces(self) -> list[Piece]:
        """Return the units in reading order; every block's text is in exactly one of them."""
        for at, block in enumerate(self._blocks):
            if block.kind in ("heading", "text"):
                kind = "subhead" if block.kind == "heading" else self._kind(at)
                self._take(kind, at)
            elif block.kind in _READY:
                self._pieces.append(Piece(_READY[block.kind], block.spans, block))
        self._close()
        return self._pieces

    def _text(self, block: Block) -> str:
        return text_of(self._source, block.spans)

    def _kind(self, at: int) -> str:
        text = self._text(self._blocks[at])
        if self._is_caption(at, text):
            return "caption"
        if not self._blocks[at].item and self._is_subhead(at, text):
            return "subhead"
        return "paragraph"

    def _is_caption(self, at: int, text: str) -> bool:
        block = self._blocks[at]
        after = self._blocks[at + 1] if at + 1 < len(self._blocks) else None
        credited = after is not None and after.kind == "credit"
        beside_picture = block.gap >= self._wide_gap or (at > 0 and self._blocks[at - 1].kind == "image")
        if self._goes_on(text):
            return False
        if CAPTION.match(text) or (credited and after and after.glued and len(text) <= _CREDITED_LENGTH):
            return True
        if self._fused(text):
            return beside_picture or self._is_among_captions(at, text)
        if len(text) > _CAPTION_LENGTH or len(split_sentences(self._source, block.spans)) > 1:
            return False
        whole = is_closed(text) or not re.search(r"[，、。；：]", text)
        # within an open paragraph a picture's credit right below tells the picture's text
        inside = self._open is not None and (credited or self._interrupts(at, text))
        return beside_picture or (whole and inside)

    def _is_among_captions(self, at: int, text: str) -> bool:
        """Tell whether a block shaped like two fused captions stands where a caption may stand."""
        beside_caption = bool(self._pieces) and self._pieces[-1].kind in ("caption", "credit")
        later = self._later(at)
        before_half = later is not None and self._continuity.starts_inside(later)
        return beside_caption or before_half or self._interrupts(at, text)

    def _goes_on(self, text: str) -> bool:
        """Tell whether the text starts where a sentence is under way: a half of a paragraph, never a caption."""
        if self._fused(text):
            return False
        if self._open is not None and self._continuity.score(self._text(self._parts[-1]), text) > 0:
            return True
        return self._continuity.starts_inside(text)

    def _interrupts(self, at: int, text: str) -> bool:
        """Tell whether the open paragraph goes on after this block rather than in it."""
        if self._open is None:
            return False
        before = self._text(self._parts[-1])
        later = self._later(at)
        here = self._continuity.score(before, text)
        there = self._continuity.score(before, later) if later else -1
        return there > max(here, 0) or (here == there == 0 and bool(_SCENE.fullmatch(text)))

    def _later(self, at: int) -> str | None:
        """Return the next run of text after a block."""
        texts = (n for n in range(at + 1, len(self._blocks)) if self._blocks[n].kind == "text")
        first = next(texts, None)
        return None if first is None else self._text(self._blocks[first])

    def _is_subhead(self, at: int, text: str) -> bool:
        if is_closed(text) or len(text) > _SUBHEAD_LENGTH or text[-1:] in "，；：:、" or is_date_line(text):
            return False
        if self._blocks[at].strong and not CAPTION.match(text):
            return True
        if NUMBERED.match(text) or (SUBTITLE.match(text) and not any(p.kind == "paragraph" for p in self._pieces)):
            return True
        if re.search(r"[，；、]|〔\d{4}〕", text):
            return False
        later = self._later(at)
        if self._open is not None or not later or is_date_line(later) or _LABEL.match(text):
            return False
        return self._continuity.score(text, later) <= 0

    def _take(self, kind: str, at: int) -> None:
        block = self._blocks[at]
        if kind == "caption":
            self._pieces.append(self._caption(block))
        elif kind == "paragraph":
            self._paragraph(block, self._later(at))
        else:
            self._close()
            self._pieces.append(Piece(kind, block.spans, block))

    def _caption(self, block: Block) -> Piece:
        text = self._text(block)
        if not (half := self._fused(text)):
            return Piece("caption", block.spans, block)
        if not (_UNFINISHED.search(text) or half <= _SHORT_HALF):
            return Piece("caption", block.spans, block, doubtful=True)
        return Piece(
            "caption",
            join(cut(block.spans, half, len(text)), cut(block.spans, 0, half)),
            block,
            doubtful=True,
        )

    @staticmethod
    def _fused(text: str) -> int:
        """Return where the second caption starts in `……数据。某站工作人员正在`, 0 if the text is not like that."""
        match = _FUSED.fullmatch(text)
        return match.end(1) if match else 0

    def _paragraph(self, block: Block, later: str | None) -> None:
        text = self._text(block)
        if self._open is not None:
            goes_on = self._continuity.score(self._text(self._parts[-1]), text) >= 0
            if goes_on and len(self._parts) < _MOST_PARTS:
                self._parts.append(block)
                piece = self._pieces[self._open]
                self._pieces[self._open] = piece._replace(spans=join(piece.spans, block.spans))
                self._open = None if is_closed(text) or text[-1:] in "：:" else self._open
                return
        self._close()
        lost_head = self._continuity.starts_inside(text)
        self._pieces.append(Piece("paragraph", block.spans, block, lost_head=lost_head))
        if not block.item and self._is_open(text, later):
            self._open = len(self._pieces) - 1
            self._parts = [block]

    def _is_open(self, text: str, later: str | None) -> bool:
        if is_closed(text) or text[-1:] in "：:" or _LABEL.match(text) or _BRACKETED.fullmatch(text):
            return False
        if text[-1] in "；;":  # an item of a list, unless what follows can only go on from it
            return later is not None and self._continuity.score(text, later) > 0
        # a signature, a name of a list or what somebody said is a line of its own, not the head of a sentence
        if len(text) > _SUBHEAD_LENGTH or (re.search(r"[，。；]", text) and text[-1] not in "”’"):
            return True
        return later is not None and self._continuity.score(text, later) > 0

    def _close(self) -> None:
        """Give the open paragraph up: what should have followed is not on the page."""
        if self._open is not None:
            self._pieces[self._open] = self._pieces[self._open]._replace(lost_tail=True)
        self._open = None
