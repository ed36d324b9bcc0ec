"""Heads of columns (图片新闻, 教育简讯, 县区短波): what stands below has no title of its own."""

import re
from collections.abc import Sequence

from index.pages.blocks import Block
from index.pages.line_starts import BRIEF

_COLUMN = re.compile(
    r"[\u4e00-\u9fff]{0,6}(?:图片新闻|图片故事|图片报道|新闻图片|图说新闻|简讯|短讯|快讯|短波|简报|一句话新闻|简明新闻"
    r"|(?:新闻|要闻|信息|动态|资讯)(?:速递|速览|集锦|快递|点击|荟萃)|速递|速览)"
)
_FRAME = "【】[]■●◆▌▍｜|· \u3000"
# heads that stand on a line without any layout mark: only those no sentence or headline ends in
_BARE = ("图片新闻", "图片故事", "简讯", "短讯", "快讯", "一句话新闻", "简明新闻", "新闻速览", "新闻速递", "要闻速览")


def is_column(title: str) -> bool:
    """Tell whether a heading is the head of a column."""
    return bool(_COLUMN.fullmatch(title.strip(_FRAME)))


def is_bare_column(line: str) -> bool:
    """Tell whether a line of text, printed without the mark of a heading, is the head of a column."""
    return line.strip(_FRAME) in _BARE


def ends_brief(blocks: Sequence[Block]) -> bool:
    """Tell whether the blocks end in a text with its signature behind it."""
    return len(blocks) > 1 and blocks[-1].kind == "byline" and blocks[-1].glued and blocks[-2].kind == "text"


def opens_brief(body: str, blocks: Sequence[Block], *, in_column: bool) -> bool:
    """Tell whether a text begins a brief of its own: behind a signature, in a column or with a mark before it."""
    return ends_brief(blocks) and (in_column or bool(BRIEF.match(body)))
