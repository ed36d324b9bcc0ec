"""Lines: layout told from text without a character changed."""

import pytest

from index.pages.lines import split_lines
from index.spans import text_of


def kinds(text: str) -> list[tuple[str, str]]:
    return [(line.kind, text_of(text, line.spans)) for line in split_lines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 标题", [("heading", "标题")]),
        ("##标题##", [("heading", "标题")]),
        ("#1机组并网", [("text", "#1机组并网")]),
        ("**本报讯**记者", [("text", "本报讯记者")]),
        ("投资**12.6亿元**，增长**3%", [("text", "投资12.6亿元，增长3%")]),
        ("姓名____", [("text", "姓名____")]),
        ("规格5*3*2米", [("text", "规格5*3*2米")]),
        ("2**3 与 4**2", [("text", "2**3 与 4**2")]),
        ("a__b", [("text", "a__b")]),
        ("| 甲 | 乙 |\n|---|:-:|\n| 1 | 2 |", [("row", "| 甲 | 乙 |"), ("rule", "|---|:-:|"), ("row", "| 1 | 2 |")]),
        ("---", [("rule", "---")]),
        ("![图](a.png)", [("image", "![图](a.png)")]),
        ("<!-- 注 -->\n正文", [("text", "正文")]),
        ("前<!-- 注\n续 -->后", [("text", "前"), ("text", "后")]),
        ("甲<!--x-->乙", [("text", "甲乙")]),
        ("- 第一项\n> 引文", [("text", "第一项"), ("text", "引文")]),
        ("\ufeff正文\r\n　　缩进\r", [("text", "正文"), ("text", "缩进")]),
        ("<!-- 没有结束", [("text", "<!-- 没有结束")]),
    ],
)
def test_lines(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_gap_and_indent_are_kept() -> None:
    lines = split_lines("一\n\n\n\n　　二")
    assert (lines[1].gap, lines[1].indent) == (3, 4)
