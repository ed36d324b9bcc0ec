"""Invented Chinese documents in the shapes text files really come in, each with its true sentences: make(seed)."""

from random import Random
from typing import NamedTuple

from shapes import shapes_layout as layout
from shapes import shapes_pages as pages
from shapes.shapes_documents import document, stands
from shapes.shapes_layout import Line, Style
from shapes.shapes_words import CIRCLED, PROSE, Block, cut, fill

SHAPES = [
    *["plain"] * 2,
    *["wrap"] * 3,
    *["pdf"] * 5,
    *["web"] * 3,
    *["figures"] * 2,
    *["columns"] * 2,
    *["table"] * 2,
    "people",
    "dialogue",
]
Result = tuple[str, list[Block], list[str], list[str]]  # name, blocks, lines, furniture
ABOVE = [
    "首页 > 政务公开 > 政府公报",
    "当前位置：首页 / 新闻中心 / 正文",
    "字号：[大] [中] [小]",
    "繁體版  无障碍  登录",
]
BELOW = ["打印本页 关闭窗口", "分享到：", "扫一扫在手机打开当前页", "上一篇：没有了", "版权所有 © 2025"]


class Shaped(NamedTuple):
    """A file's text and its truth; headings are all lines that stand alone (titles, captions, table rows, names, signatures)."""

    shape: str
    text: str
    sentences: tuple[str, ...]
    furniture: tuple[str, ...]
    headings: tuple[str, ...]


def sentences(blocks: list[Block]) -> tuple[str, ...]:
    """The true sentences of all paragraphs and list items, in order."""
    return tuple(one for block in blocks if block.kind in PROSE for one in cut(block.text))


def headings(blocks: list[Block]) -> tuple[str, ...]:
    """Everything else, whole (tables by the row, cells still parted by |)."""
    return tuple(row for block in blocks if block.kind not in PROSE for row in block.text.split("\n"))


def style_for(rng: Random, seps: str = "blank indent spaces short") -> Style:
    """A manner of wrapping; where only short last lines part paragraphs, lines are not too narrow and not ragged."""
    sep = rng.choice(seps.split())
    kinsoku = rng.random() < 0.7
    ragged = kinsoku and sep != "short" and rng.random() < 0.4
    return Style(
        rng.randint(32 if sep == "short" else 20, 60), sep, kinsoku, ragged, rng.random() < 0.7, rng.random() < 0.3
    )


def plain(rng: Random, blocks: list[Block], style: Style) -> Result:
    """One paragraph a line."""
    lines = layout.lay(blocks, style._replace(width=10000), rng)
    return f"plain-{style.sep}", blocks, [line.text for line in lines], []


def wrapped(rng: Random, blocks: list[Block], style: Style) -> Result:
    """Wrapped at the style's width."""
    blocks = layout.shorten(blocks, style, rng) if style.sep == "short" else blocks
    lines = layout.lay(blocks, style, rng)
    name = "ragged" if style.ragged else "kinsoku" if style.kinsoku else "hard"
    return f"wrap-{style.sep}-{name}", blocks, [line.text for line in lines], []


def pdf(rng: Random, blocks: list[Block], style: Style) -> Result:
    """Wrapped lines on pages with furniture."""
    blocks = layout.shorten(blocks, style, rng) if style.sep == "short" else blocks
    lines = layout.lay(blocks, style, rng)
    names = {
        name
        for name, odds in {"head": 0.5, "foot": 0.35, "watermark": 0.15, "linenumbers": 0.1}.items()
        if rng.random() < odds
    }
    kit = pages.furnish(rng, names)
    out, added = pages.paginate(lines, kit, blocks[0].text, style.width, rng)
    kinds = sorted(names) + ["feed"] * bool(kit.feed) + ["number"] * bool(kit.number)
    return "-".join(["pdf", style.sep, *kinds]), blocks, out, added


def marks(text: str, rng: Random, first: int, own_line: bool) -> tuple[str, list[str]]:
    """Footnote marks behind some full stops; they count as furniture."""
    added: list[str] = []
    parts, form = cut(text), rng.choice(["[{}]", "[{}]", "［{}］", "〔{}〕"])
    for index, part in enumerate(parts):
        if rng.random() < 0.3 and part.endswith("。"):
            added.append(form.format(first + len(added)))
            parts[index] = part + (f"\n{added[-1]}\n" if own_line else added[-1])
    return "".join(parts).rstrip("\n"), added


def web(rng: Random, blocks: list[Block], style: Style) -> Result:
    """Saved web text broken at links, footnote marks and subscripts, paragraphs parted by blank lines or indented."""
    kinds = {kind for kind in ("links", "marks", "scripts") if rng.random() < 0.6} or {"links"}
    indent, own = rng.choice(["", "　　"]), rng.random() < 0.5
    added: list[str] = []
    out: list[str] = []
    for block in blocks:
        text = block.text
        if block.kind == "para" and not text.endswith("："):
            text, new = marks(text, rng, len(added) + rng.choice([1, 1, 12]), own) if "marks" in kinds else (text, [])
            added += new
            text = layout.break_scripts(text) if "scripts" in kinds else text
            text = layout.break_links(text, rng) if "links" in kinds else text
        out += [(indent if block.kind in PROSE else "") + text, *([] if indent else [""])]
    above, below = (rng.sample(lines, rng.randint(1, 2)) if rng.random() < 0.4 else [] for lines in (ABOVE, BELOW))
    lines = [*above, *([""] * bool(above)), *"\n".join(out).split("\n"), *below]
    return "-".join(["web", *sorted(kinds), "indent" if indent else "blank"]), blocks, lines, [*above, *added, *below]


def interruptions(rng: Random) -> tuple[list[Block], list[Block]]:
    """A figure's or table's title with its source, and footnotes."""
    title = rng.choice(
        [
            "图{few} {year}{trade}产值走势",
            "图 {few}-{few} {work}进展（单位：亿元）",
            "表{few} {thing}建设情况",
            "图{few}：{place}{sum}",
        ]
    )
    source = rng.choice(
        [
            "数据来源：{office}",
            "资料来源：{office}、{office}。",
            "注：{trade}数据不含{place}。",
            "数据来源：{office}，{year}。",
        ]
    )
    mark = rng.choice(["[{i}] ", "{c} ", "{i} ", "{c}", "[{i}]", "注{i}："])
    notes = [
        Block(
            "note",
            mark.format(i=i + 1, c=CIRCLED[i])
            + fill(
                rng.choice(
                    [
                        "《{docname}》第{few}条。",
                        "数据来自{office}，下同。",
                        "{trade}指{work}范围内的企业",
                        "参见{person}：《{docname}》，{year}。",
                    ]
                ),
                rng,
            ),
        )
        for i in range(rng.randint(1, 3))
    ]
    return [stands("caption", title, rng), stands("source", source, rng)], notes


def figures(rng: Random, blocks: list[Block], style: Style) -> Result:
    """Wrapped pages where figure titles, sources and footnotes stand between a paragraph's lines."""
    style = style._replace(width=max(style.width, 28))
    lines = layout.lay(blocks, style, rng)
    parts = [interruptions(rng) for _ in range(rng.randint(1, 3))]
    captions, notes = [block for part in parts for block in part[0]], parts[0][1]
    axis = [rng.choice(["2021年 2022年 2023年 2024年", "0 20 40 60 80 100", "单位：%"])] if rng.random() < 0.3 else []
    gap = [Line("")] * (rng.random() < 0.4)
    inside = [i + 1 for i, line in enumerate(lines) if line.open]
    parts = parts[: max(len(inside), 1)]
    places = sorted(rng.sample(inside, min(len(parts), len(inside))), reverse=True)
    for at, (shown, _) in zip(places, reversed(parts[: len(places)]), strict=True):
        drawn = [Line(text) for text in axis] if at == places[-1] else []
        lines[at:at] = [*gap, *drawn, *(Line(block.text) for block in shown), *gap]
    kit = pages.furnish(rng, {"head"} if rng.random() < 0.3 else set())
    rows = [[], [block.text for block in notes]] if rng.random() < 0.5 else [[block.text for block in notes]]
    out, added = pages.paginate(lines, kit, blocks[0].text, style.width, rng, rows)
    shown = notes if any(notes[0].text == line for line in out) else []
    return f"figures-{style.sep}" + "-axis" * bool(axis), [*blocks, *captions, *shown], out, axis + added


def columns(rng: Random, blocks: list[Block], style: Style) -> Result:
    """Two columns of prose on one or more pages, the text running down the left and on down the right."""
    style = Style(rng.randint(16, 24), rng.choice(["indent", "spaces"]), True, False, True)
    lines = layout.lay(list(blocks[1:]), style, rng)
    height, gutter, n = rng.choice([18, 26, 40, 1000]), rng.randint(3, 8), rng.randint(1, 30)
    out, added = [" " * rng.choice([0, 10]) + blocks[0].text, ""], []
    for start in range(0, len(lines), 2 * height):
        page = [line.text for line in lines[start : start + 2 * height]]
        half = height if len(page) == 2 * height else (len(page) + 1) // 2
        out += layout.side_by_side(page[:half], page[half:], gutter, style.width + 1)
        if height < 1000:
            added.append(rng.choice([f"— {n} —", f"{n}"]))
            out += ["", " " * (style.width * 2) + added[-1], ""]
            n += 1
    return f"columns-{style.sep}" + ("-pages" if added else ""), blocks, out, added


MAKERS = {"plain": plain, "wrap": wrapped, "pdf": pdf, "web": web, "figures": figures, "columns": columns}


def make(seed: int, told: list[Block] | None = None) -> Shaped:
    """The document of this seed, or what is told in the shape of this seed: a file's text, and the truth about it."""
    rng = Random(seed)
    family = rng.choice(SHAPES) if seed >= 2 * len(SHAPES) else SHAPES[seed % len(SHAPES)]
    extras = tuple(
        name for name in ("table", "people", "dialogue") if name == family or (family == "pdf" and rng.random() < 0.15)
    )
    maker = MAKERS.get(family) or rng.choice([plain, wrapped, wrapped, pdf])
    small = {"columns": 3, "figures": 4, "pdf": 5}.get(family, 0)
    blocks = told or document(rng, extras, small)
    if rng.random() < 0.06:
        blocks = [block._replace(text=block.text.translate(str.maketrans("“”", "「」"))) for block in blocks]
    style = style_for(
        rng,
        "blank indent spaces short"
        if maker in (wrapped, pdf)
        else "blank indent spaces bare"
        if maker is plain
        else "blank indent",
    )
    name, blocks, lines, furniture = maker(rng, blocks, style)
    shape = "-".join([name, *extras])
    return Shaped(shape, "\n".join(lines) + "\n", sentences(blocks), tuple(furniture), headings(blocks))
