"""Pages of a PDF: where pages break, and the furniture printed round and between their lines."""

from random import Random
from typing import NamedTuple

from shapes.shapes_layout import Line
from shapes.shapes_words import NUMERALS, fill

ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NUMBERS = [
    "{n}",
    "{n}",
    "%{n}",
    "%{n}",
    "－{n}－",
    "－{w}－",
    "— {n} —",
    "%— {n} —",
    "- {n} -",
    "%- {n} -",
    "-{n}-",
    "{n}/{t}",
    "%{n} / {t}",
    "第 {n} 页 共 {t} 页",
    "第{n}页/共{t}页",
    "第{n}页",
    "%第 {n} 页",
    "Page {n}",
    "Page {n} of {t}",
    "·{n}·",
    "•{n}•",
    "[{n}]",
    "第{c}页",
    "～{n}～",
    "（{n}）",
    "{z}",
    "P{n}",
    "{r}",
    "{n} |",
    "第{n}页，共{t}页",
    "—{n}—",
    ">{n}",
    ">— {n} —",
]
HEADS = [
    "{title}",
    "{title}",
    "{org}",
    "{when}",
    "{title}@{n}",
    "{n}@{title}",
    "{when}@{title}",
    "{org}@第{n}页",
    "{org}·公报",
    "%{title}",
    ">{org}",
]
FEET = [
    "{url}@{n}/{t}",
    "内部资料 注意保存",
    "内部资料　注意保存",
    "{url}",
    "打印日期：{when}",
    "地址：人民路18号　电话：0571-86210018",
    "%{org}编印",
]
WATERMARKS = [
    ["内部资料"],
    ["征求意见稿"],
    ["样 稿"],
    ["仅供参考 严禁外传"],
    ["征", "求", "意", "见", "稿"],
    ["DRAFT"],
    ["ZWGK-20240912 打印 10.12.3.44"],
]


class Furniture(NamedTuple):
    """Which furniture a document's pages carry; an empty string means none."""

    number: str = ""
    number_on_top: bool = False
    head: str = ""
    foot: str = ""
    watermark: tuple[str, ...] = ()
    line_numbers: str = ""
    blanks: tuple[int, int] = (0, 0)
    feed: str = ""
    first_bare: bool = False
    start: int = 1


def spelt(number: int) -> str:
    """A page number in Chinese numerals, up to 99."""
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else NUMERALS[tens - 1]) + "十" if tens else "") + (NUMERALS[ones - 1] if ones else "")


def furnish(rng: Random, shape: set[str]) -> Furniture:
    """A choice of furniture of the kinds named in the shape."""
    head = rng.choice(HEADS) if "head" in shape else ""
    foot = rng.choice(FEET) if "foot" in shape else ""
    counted = "{n}" in head + foot and rng.random() < 0.8
    return Furniture(
        "" if counted or "nonumber" in shape else rng.choice(NUMBERS),
        rng.random() < 0.15,
        head,
        foot,
        tuple(rng.choice(WATERMARKS)) if "watermark" in shape else (),
        rng.choice(["{:>3}  ", "{:>4} ", "{}  ", "{:>2}　", "five"]) if "linenumbers" in shape else "",
        rng.choice([(0, 0), (0, 0), (1, 1), (2, 2), (1, 0), (0, 1)]),
        rng.choice(["", "", "\f", "\f", "\f\n"]),
        rng.random() < 0.3,
        rng.choice([1, 1, 1, 2, 7, 18]),
    )


def spots(line: Line, after: str) -> set[str]:
    """What a page break behind this line would fall into."""
    text = line.text.rstrip()
    found: set[str] = set()
    if not line.open or not after:
        return found
    found.add("sentence")
    found |= {"name"} if text.rfind("《") > text.rfind("》") else set()
    found |= {"quote"} if max(map(text.rfind, "“「")) > max(map(text.rfind, "”」")) else set()
    found |= {"figure next"} if after.lstrip()[:1].isdigit() else set()
    return found | ({"figure before"} if text[-1:].isdigit() or text[-1:] in "%元亿万" else set())


def split(lines: list[Line], rng: Random) -> list[list[Line]]:
    """Pages of 10 to 30 lines, broken where possible in a place of a kind drawn at random."""
    pages, at, usual = [], 0, rng.randint(12, 26)
    while len(lines) - at > usual + 4:
        wanted = rng.choice(["sentence", "name", "quote", "figure next", "figure before", "any"])
        ends = range(at + max(10, usual - 5), min(at + usual + 5, len(lines) - 1))
        good = [end for end in ends if wanted in spots(lines[end - 1], lines[end].text)] or [at + usual]
        end = rng.choice(good)
        pages.append(lines[at:end])
        at = end
    return [*pages, lines[at:]]


def placed(form: str, width: int, **words: object) -> str:
    """The furniture line; % centres it, > sets it right, @ stands for a gap of spaces."""
    text = form.lstrip("%>").replace("@", "      ").format(**words)
    room = max(0, 2 * width - len(text))
    return " " * (room // 2 if form[0] == "%" else room if form[0] == ">" else 0) + text


Placed = tuple[str, str]  # a line as it stands in the file, and the furniture in it ("" where none)


def numbered(lines: list[str], form: str, start: int) -> tuple[list[Placed], int]:
    """Every line with letters (or every fifth) with its number in front, and the last number given."""
    done = []
    for text in lines:
        start += bool(text.strip())
        if not form or not text.strip() or (form == "five" and start % 5):
            done.append(("      " + text if form == "five" and text.strip() else text, ""))
        else:
            done.append((("{:>4}  " if form == "five" else form).format(start) + text, str(start)))
    return done, start


def furniture(forms: list[str], width: int, words: dict[str, object]) -> list[Placed]:
    """The furniture lines of the forms, placed on the page."""
    return [(text := placed(form, width, **words), text.strip()) for form in forms if form]


def words_for(n: int, words: dict[str, object]) -> dict[str, object]:
    """What page n's furniture may say."""
    return {**words, "n": n, "w": str(n).translate(WIDE), "c": spelt(n), "z": f"{n:02}", "r": ROMAN[n] if n < 11 else n}


def dress(
    body: list[Placed], kit: Furniture, first: bool, width: int, words: dict[str, object], rng: Random
) -> list[Placed]:
    """One page's lines with its head, foot and watermark."""
    top = [] if first and kit.first_bare else furniture([kit.head, kit.number * kit.number_on_top], width, words)
    bottom = furniture([kit.foot, kit.number * (not kit.number_on_top)], width, words)
    at = rng.randint(min(2, len(body)), max(2, len(body) - 2))
    body[at:at] = [(line, line) for line in kit.watermark]
    before, behind = ([("", "")] * count for count in kit.blanks)
    page = top + (behind if top else []) + body + (before if bottom else []) + bottom
    page[0] = ((kit.feed if not first else "") + page[0][0], page[0][1])
    return page + (behind if bottom and not kit.feed else [])


def paginate(
    lines: list[Line], kit: Furniture, title: str, width: int, rng: Random, notes: list[list[str]] | None = None
) -> tuple[list[str], list[str]]:
    """All lines of the file with page furniture, and the furniture's lines in order; notes go to the feet of pages."""
    pages, counter = split(lines, rng), 0
    dressed: list[Placed] = []
    words = {
        "title": title.replace("　", " "),
        "org": fill("{office}", rng),
        "when": rng.choice(["2025年3月14日 星期五", "2025/3/14 09:32"]),
        "url": "https://www.lanxi.example.cn/art/2025/3/14/art_1229_58.html",
        "t": len(pages) + kit.start - 1,
    }
    for index, page in enumerate(pages):
        rows = [line.text for line in page] + (notes[index] if notes and index < len(notes) else [])
        body, counter = numbered(rows, kit.line_numbers, counter)
        dressed += dress(body, kit, index == 0, width, words_for(index + kit.start, words), rng)
    return [text for text, _ in dressed], [piece for _, piece in dressed if piece]
