"""The text of one article put in order: captions told from paragraphs, broken paragraphs rejoined."""

import itertools
import re
from typing import NamedTuple

from index.pages.blocks import Block
from index.pages.breaks import HERE, NOWHERE, choose
from index.pages.captions import CAPTION, fused, is_photo_credit, is_scene, is_short, is_turned, is_unfinished
from index.pages.continuity import Continuity, is_fresh
from index.pages.line_ends import is_closed
from index.pages.line_starts import NUMBERED, opens_anew
from index.pages.masthead import is_date_line
from index.pages.surroundings import Surroundings
from index.pages.torn import is_torn, tear
from index.spans import Spans, cut, join

# a line under a headline that says more of it
SUBTITLE = re.compile(r"(?:——|—|●|■|◆|▍|★)\s*[^\s—]")
# 附件：…, 联系人：… and a line all in brackets are whole as they stand
_LABEL = re.compile(
    r"(?:附件\d*|时间|地点|对象|主持人|发布人|联系人|联系电话|联系地址|咨询电话|抄送|主送|注|资料来源|地址|电话|邮编|网址)\s*[：:]"
)
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SUBHEAD_LENGTH = 25
_DECK_LENGTH = 60
# a list or a text follows: the line is whole as it stands
_ANNOUNCES = re.compile(r"(?:如下|以下|下列|几[点条个项])[^，。；]{0,8}[：:]$")
_SAYS = re.compile(r"(?:说|道|表示|介绍|认为|问|答|看到|发现|显示|要求|是|为)[：:]$")
_SHORTEST_PARTED = 12  # a line no longer than this that ends in ； is an item of a list
_MOST_PARTS = 20  # no paragraph runs over more columns; a file of lines without ends must not become one


# blocks that are units already
_READY = {kind: kind for kind in ("credit", "jump", "table_title", "furniture", "footnote")} | {"row": "table_row"}


class Piece(NamedTuple):
    """A unit in the making."""

    kind: str
    spans: Spans
    block: Block
    lost_head: bool = False
    lost_tail: bool = False
    doubtful: bool = False


class Arranger:
    """Walks the blocks of one article once, in the order printed; `repairs` puts a newspaper's columns right."""

    def __init__(self, around: Surroundings, continuity: Continuity, *, repairs: bool) -> None:
        self._around = around
        self._repairs = repairs
        self._blocks = around.blocks
        self._continuity = continuity
        self._pieces: list[Piece] = []
        self._open: int | None = None  # the paragraph whose sentence is not finished
        self._last = ""  # the text of the last block that paragraph has been joined from
        self._joined = 0  # from how many

    def pieces(self) -> list[Piece]:
        """Return the units in reading order; every block's text is in exactly one of them."""
        for at, block in enumerate(self._blocks):
            if block.kind in ("heading", "subhead", "text"):
                self._take(self._kind(at) if block.kind == "text" else "subhead", at)
            elif block.kind == "byline":
                self._byline(at)
            elif block.kind in _READY:
                self._pieces.append(Piece(_READY[block.kind], block.spans, block))
        self._close()
        return self._pieces

    def _byline(self, at: int) -> None:
        # 本报讯 opens a text of its own; a byline alone on its line may stand between two halves
        after = self._around.block(at + 1)
        if after is not None and after.kind == "text" and after.glued:
            self._close()
        block = self._blocks[at]
        self._pieces.append(Piece("byline", block.spans, block, doubtful=block.repaired))

    def _kind(self, at: int) -> str:
        text = self._around.text(at)
        told = self._around.is_told_caption(at, inside=self._open is not None)
        if self._open is not None and is_short(text) and not told:
            if (kind := self._at_a_break(at, text)) is not None:
                return kind
        elif self._is_caption(at, text):
            return "caption"
        if not self._blocks[at].item and self._is_subhead(at, text):
            return "subhead"
        return "paragraph"

    def _at_a_break(self, at: int, text: str) -> str | None:
        """Return what a line of a caption's shape is below an unfinished paragraph; None where it may go on from it."""
        if any(piece.kind == "caption" for piece in self._pieces[(self._open or 0) + 1 :]):
            return None  # one picture has parted it already
        credited = is_photo_credit(self._around.block(at + 1)) or self._around.is_beside_picture(at)
        side = choose(self._last, text, self._around.later(at), self._continuity, credited=credited)
        if side == NOWHERE:
            self._close()
        return None if side == HERE else "caption"

    def _is_caption(self, at: int, text: str) -> bool:
        if self._around.is_told_caption(at, inside=self._open is not None):
            return True
        if not self._repairs:
            return False
        if fused(text):
            return self._around.is_beside_picture(at) or self._is_among_captions(at, text)
        if self._goes_on(text) or not is_short(text):
            return False
        return self._around.is_beside_picture(at) or self._around.is_above_credit(at)

    def _is_among_captions(self, at: int, text: str) -> bool:
        """Tell whether a block shaped like two fused captions stands where a caption may stand."""
        beside_caption = bool(self._pieces) and self._pieces[-1].kind in ("caption", "credit")
        later = self._around.later(at)
        if beside_caption or (later is not None and self._continuity.starts_inside(later)):
            return True
        if self._open is None or later is None:
            return False
        return self._continuity.score(self._last, later) > max(self._continuity.score(self._last, text), 0)

    def _goes_on(self, text: str) -> bool:
        """Tell whether the text starts where a sentence is under way: a half of a paragraph, never a caption."""
        if self._open is not None and self._continuity.score(self._last, text) > 0:
            return True
        return self._continuity.starts_inside(text)

    def _is_subhead(self, at: int, text: str) -> bool:
        if re.search("[。！？]", text) or text[-1:] in "!?…，；：:、" or is_date_line(text):
            return False
        if text.startswith("—") and len(text) <= _DECK_LENGTH and not any(p.kind == "paragraph" for p in self._pieces):
            return True
        if len(text) > _SUBHEAD_LENGTH:
            return False
        if self._blocks[at].strong and not CAPTION.match(text):
            return True
        if self._repairs and is_unfinished(text):
            return False
        if NUMBERED.match(text) or (SUBTITLE.match(text) and not any(p.kind == "paragraph" for p in self._pieces)):
            return True
        if re.search(r"[，；、]|〔\d{4}〕", text):
            return False
        later = self._around.later(at)
        if self._open is not None or not later or is_date_line(later) or _LABEL.match(text):
            return False
        return not (self._repairs and self._goes_on_below(at, text))

    def _take(self, kind: str, at: int) -> None:
        block = self._blocks[at]
        if kind == "caption":
            self._pieces.append(self._caption(block, self._around.text(at)))
        elif kind == "paragraph":
            self._paragraph(at)
        else:
            self._close()
            self._pieces.append(Piece(kind, block.spans, block, doubtful=block.repaired))

    @staticmethod
    def _caption(block: Block, text: str) -> Piece:
        if not (half := fused(text)):
            return Piece("caption", block.spans, block, doubtful=block.repaired)
        if not is_turned(text):
            return Piece("caption", block.spans, block, doubtful=True)
        return Piece(
            "caption",
            join(cut(block.spans, half, len(text)), cut(block.spans, 0, half)),
            block,
            doubtful=True,
        )

    def _paragraph(self, at: int) -> None:
        block, text = self._blocks[at], self._around.text(at)
        opened = self._open
        if opened is not None and not block.item and not opens_anew(text) and self._goes_on_in(text, opened):
            between = {piece.kind for piece in self._pieces[opened + 1 :]}
            if not ("furniture" in between and is_torn(self._last, text)):
                self._join(opened, block, text, doubtful=bool(between - {"furniture"}))
                return
            block = self._tear(opened, block)
        self._close()
        lost_head = block.lost_head or (self._repairs and self._continuity.starts_inside(text))
        if block.spans:
            piece = Piece("paragraph", block.spans, block, lost_head, block.lost_tail, doubtful=block.repaired)
            self._pieces.append(piece)
            if self._repairs and not block.item and self._is_open(at, text):
                self._open = len(self._pieces) - 1
                self._last, self._joined = text, 1

    def _goes_on_in(self, text: str, opened: int) -> bool:
        """Tell whether the open paragraph goes on in a text."""
        parted = opened < len(self._pieces) - 1
        if self._joined >= _MOST_PARTS or (parted and is_fresh(text)):
            return False
        return self._continuity.score(self._last, text) >= 0

    def _join(self, opened: int, block: Block, text: str, *, doubtful: bool) -> None:
        self._last, self._joined = text, self._joined + 1
        piece = self._pieces[opened]
        joined = piece._replace(spans=join(piece.spans, block.spans), doubtful=piece.doubtful or doubtful)
        self._pieces[opened] = joined
        self._open = None if is_closed(text) or text[-1:] in "：:" else opened

    def _tear(self, opened: int, block: Block) -> Block:
        """Take the figure torn at the end of the open paragraph out of it; return the block without its half."""
        piece = self._pieces[opened]
        torn = tear(self._around.source, piece.spans, block.spans)
        self._pieces[opened] = piece._replace(spans=torn.left)
        halves = [Piece("furniture", half, block) for half in (torn.tail, torn.head) if half]
        self._pieces[opened + 1 : opened + 1] = halves[: bool(torn.tail)]
        self._pieces += halves[bool(torn.tail) :]
        return block._replace(spans=torn.right, lost_head=True)

    def _is_open(self, at: int, text: str) -> bool:
        if is_closed(text) or _LABEL.match(text) or _BRACKETED.fullmatch(text):
            return False
        if text[-1] in "；;：:":
            # an item of a list or its head, unless what follows can only go on from it or a picture has come between
            return (text[-1] in "；;" and self._goes_on_below(at, text)) or self._is_parted(at, text)
        # a signature, a name of a list or what somebody said is a line of its own, not the head of a sentence
        if (
            len(text) > _SUBHEAD_LENGTH
            or text[-1] in "，、"
            or is_unfinished(text)
            or (re.search(r"[，。；]", text) and text[-1] not in "”’")
        ):
            return True
        return self._goes_on_below(at, text)

    def _goes_on_below(self, at: int, text: str) -> bool:
        """Tell whether what follows, or what follows below a caption, reads as going on from the text."""
        for below in itertools.islice(self._around.texts(at), 2):
            if self._continuity.score(text, self._around.text(below)) > 0:
                return True
            if not is_scene(self._around.text(below)):
                return False
        return False

    def _is_parted(self, at: int, text: str) -> bool:
        """Tell whether a caption stands between a clause that ends in ； or ： and the rest of its sentence."""
        later = self._around.later(at)
        if not self._around.is_told_caption(at + 1, inside=True) or later is None:
            return False
        if len(text) < _SHORTEST_PARTED or not is_closed(later):
            return False
        if text[-1] in "：:" and (_ANNOUNCES.search(text) or not (_SAYS.search(text) or later[0] == "“")):
            return False
        return not (NUMBERED.match(text) or opens_anew(later))

    def _close(self) -> None:
        """Give the open paragraph up: what should have followed is not on the page."""
        if self._open is not None:
            self._pieces[self._open] = self._pieces[self._open]._replace(lost_tail=True)
        self._open = None
