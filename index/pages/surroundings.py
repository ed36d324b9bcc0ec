"""The blocks of one article and what stands around each: pictures, credits, the text below."""

import re
from collections.abc import Iterator, Sequence

from index.pages.blocks import Block
from index.pages.captions import CAPTION, CREDITED_LENGTH, is_photo_credit, is_scene, is_short, tells_text
from index.spans import text_of

_WIDE_GAP = 3  # blank lines: where a picture stood
_MOST_CAPTIONS = 12  # above one line of photographers; without a bound a long list is walked from each of its lines


def wide_gap(blocks: Sequence[Block]) -> int:
    """Return how many blank lines tell of a picture on this page: clearly more than between its paragraphs."""
    gaps = sorted(block.gap for block in blocks if block.kind == "text") or [0]
    return max(_WIDE_GAP, gaps[len(gaps) // 2] + 2)


class Surroundings:
    """Looks at the blocks of an article by their numbers."""

    def __init__(self, source: str, blocks: Sequence[Block], wide_gap: int) -> None:
        self.source = source
        self._wide_gap = wide_gap
        self.blocks = list(blocks)

    def block(self, at: int) -> Block | None:
        """Return a block, None past the last."""
        return self.blocks[at] if at < len(self.blocks) else None

    def text(self, at: int) -> str:
        """Return the text of a block."""
        return text_of(self.source, self.blocks[at].spans)

    def texts(self, at: int) -> Iterator[int]:
        """Return the numbers of the runs of text after a block that are not surely captions."""
        after = range(at + 1, len(self.blocks))
        return (n for n in after if self.blocks[n].kind == "text" and not self.is_told_caption(n, inside=True))

    def later(self, at: int) -> str | None:
        """Return the next run of text after a block that is not surely a caption."""
        first = next(self.texts(at), None)
        return None if first is None else self.text(first)

    def is_told_caption(self, at: int, *, inside: bool) -> bool:
        """Tell whether a mark, a word or a photographer's name on the line itself says that it is a caption.

        Inside a broken paragraph that is so of a long line as well; elsewhere it may be a picture's whole story.
        """
        block, after = self.block(at), self.block(at + 1)
        if block is None or block.kind != "text":
            return False
        text = self.text(at)
        credited = is_photo_credit(after) and after.glued
        if text.startswith("▲"):  # a caption, or a brief
            return credited or (is_short(text) and bool(re.search("[图摄]", text)))
        return bool(CAPTION.match(text)) or (credited and (inside or len(text) <= CREDITED_LENGTH))

    def is_beside_picture(self, at: int) -> bool:
        """Tell whether a picture, or the gap one left, stands right above."""
        return self.blocks[at].gap >= self._wide_gap or (at > 0 and self.blocks[at - 1].kind == "image")

    def is_above_credit(self, at: int) -> bool:
        """Tell whether a line is one of the captions above the photographers' names."""
        below, text = at, self.text(at)
        while (block := self.block(below)) and block.kind == "text" and is_short(self.text(below)):
            below += 1
            if below - at > _MOST_CAPTIONS:
                return False
        credit = self.block(below)
        if not is_photo_credit(credit) or tells_text(credit):
            return False
        bare = not re.search(r"[，；：\d]", text) and below - at <= len(credit.people)
        return (bare and (len(credit.people) > 1 or not credit.glued)) or (not credit.glued and is_scene(text))
