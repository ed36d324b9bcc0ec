"""Laying blocks out as lines: wrapping, tables, columns, links; nothing here adds page furniture."""

import re
import unicodedata
from random import Random
from typing import NamedTuple

from shapes.shapes_words import PROSE, WORDS, Block

NO_START = "，。、；：！？!?”’」』）》】…%％"
NO_END = "“‘「『（《【"
SHORT = WORDS["end"]


class Style(NamedTuple):
    """How paragraphs are wrapped and parted: sep is blank, indent, spaces or short."""

    width: int
    sep: str
    kinsoku: bool = True
    ragged: bool = False
    half: bool = True
    blank_headings: bool = False


class Line(NamedTuple):
    """One laid-out line; open says that its paragraph runs on in the next line."""

    text: str
    open: bool = False


def columns(text: str) -> int:
    """Display columns: wide characters count two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def size(text: str, style: Style) -> float:
    """Length in Chinese characters, plain ASCII counting half where the style says so."""
    return len(text) - (0.5 * sum(char.isascii() for char in text) if style.half else 0)


def tokens(text: str, style: Style) -> list[str]:
    """What a line may not break: figures and names in Latin letters whole and no mark at a line's head, or single characters."""
    if not style.kinsoku:
        return list(text)
    return re.findall(rf"[{NO_END}]*(?:[0-9A-Za-z.,:/-]+|.)[{NO_START}]*", text)


def wrap(text: str, style: Style, rng: Random, indent: str = "") -> list[str]:
    """The text in lines of about the style's width."""
    lines, line, limit = [], indent, style.width
    for token in tokens(text, style):
        if line.strip() and size(line + token, style) > limit:
            lines.append(line.rstrip(" "))
            line, limit = "", style.width + (rng.randint(-2, 2) if style.ragged else 0)
        line += token
    return [*lines, line]


def shorten(blocks: list[Block], style: Style, rng: Random) -> list[Block]:
    """The same blocks, paragraphs lengthened by short sentences until each ends in a short line."""
    done = []
    for block in blocks:
        while block.kind == "para" and size(wrap(block.text, style, rng)[-1], style) > style.width - 5:
            block = block._replace(text=block.text + rng.choice(SHORT))
        done.append(block)
    return done


def table_lines(text: str, rng: Random) -> list[str]:
    """A table's rows aligned by spaces (figures to the right or left) or parted by tabs."""
    rows = [row.split("|") for row in text.split("\n")]
    kind = rng.choice(["tab", "right", "left", "left"])
    if kind == "tab":
        return ["\t".join(row) for row in rows]
    widths = [max(columns(row[i]) for row in rows) + rng.choice([2, 3, 4, 6]) for i in range(len(rows[0]))]
    pad = [[" " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return [
        "".join(
            cell + gap if kind == "left" or not i else gap + cell
            for i, (cell, gap) in enumerate(zip(row, gaps, strict=True))
        ).rstrip()
        for row, gaps in zip(rows, pad, strict=True)
    ]


KEPT = ("table", "sign", "name", "unit")  # kinds whose lines are never wrapped
RUNS = ("item", *KEPT)  # kinds that stand together without blank lines


def lead_of(block: Block, style: Style, indent: str, flush: bool, centred: bool) -> str:
    """The spaces before a block's first line."""
    if centred and block.kind in ("title", "sign"):
        return " " * (style.width if block.kind == "sign" else max(0, style.width - round(size(block.text, style))))
    return indent if block.kind in PROSE or (block.kind == "heading" and not flush) else ""


def parted(before: str, kind: str, style: Style) -> bool:
    """Whether a blank line stands between two blocks."""
    return (style.sep == "blank" and not (before == kind and kind in RUNS)) or (
        kind == "heading" and style.blank_headings
    )


def lines_of(block: Block, style: Style, lead: str, rng: Random) -> list[Line]:
    """One block's lines, wrapped where its kind is."""
    if block.kind in KEPT:
        rows = table_lines(block.text, rng) if block.kind == "table" else [lead + block.text]
    else:
        rows = wrap(block.text, style, rng, lead)
    return [Line(row, i < len(rows) - 1 and block.kind in PROSE) for i, row in enumerate(rows)]


def lay(blocks: list[Block], style: Style, rng: Random) -> list[Line]:
    """All lines of the document."""
    lines: list[Line] = []
    indent = {"indent": "　　", "spaces": " " * rng.choice([2, 4])}.get(style.sep, "")
    flush, centred = rng.random() < 0.5, rng.random() < 0.4
    for before, block in zip(["", *(block.kind for block in blocks)], blocks, strict=False):
        if lines and parted(before, block.kind, style):
            lines.append(Line(""))
        lines += lines_of(block, style, lead_of(block, style, indent, flush, centred), rng)
    return lines


def side_by_side(left: list[str], right: list[str], gutter: int, width: int) -> list[str]:
    """Two columns of lines set beside each other, the right one beginning in one fixed display column."""
    left, right = [side + [""] * (max(len(left), len(right)) - len(side)) for side in (left, right)]
    return [
        (one + " " * (2 * width + gutter - columns(one)) + two).rstrip() for one, two in zip(left, right, strict=True)
    ]


def break_links(text: str, rng: Random) -> str:
    """Names in 《》, offices and terms moved to lines of their own, as where a saved page had links."""
    words = [*WORDS["office"], *WORDS["trade"], *WORDS["thing"], *WORDS["work"]]
    inner = rng.random() < 0.5
    text = (
        re.sub(r"《([^》]{6,})》", (r"《" + "\n\\1\n" + "》") if inner else "\n《\\1》\n", text)
        if rng.random() < 0.8
        else text
    )
    for word in rng.sample(words, rng.randint(4, 12)):
        text = text.replace(word, f"\n{word}\n", 1)
    return re.sub(r"\n+", "\n", text).strip("\n")


def break_scripts(text: str) -> str:
    """Subscripts and superscripts on lines of their own: PM⏎2.5⏎."""
    return re.sub(r"(PM|CO|SO|NO|km)(2\.5|10|2)", "\\1\n\\2\n", text).rstrip("\n")
