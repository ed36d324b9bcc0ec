"""Lines that are a page's number: told by their form, or, where they are bare, by what stands around them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.pages.line_ends import is_open
from index.pages.lines import Line

# 4/20, 第 4 页 共 20 页, Page 4 of 20, －4－, ·4·
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十百]{1,4})"
_DASH = r"[-－—–―‐·•．.~～∙*|｜/]"
_OF = rf"(?:\s*[,，/|｜·]?\s*[（(]?\s*[共总總]\s*{_NUMBER}\s*[页頁]\s*[)）]?)?"
FORM = (
    rf"(?:{_DASH}\s*)+\d{{1,4}}(?:\s*{_DASH})+|[|｜]\s*\d{{1,4}}|\d{{1,4}}\s*[|｜]|第\s*{_NUMBER}\s*[页頁]{_OF}"
    rf"|共\s*{_NUMBER}\s*[页頁](?:\s*[,，/|｜]?\s*第\s*{_NUMBER}\s*[页頁])?"
    r"|[页頁][码碼]?\s*[:：]?\s*\d{1,4}(?:\s*/\s*\d{1,4})?|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|(?:[Pp]age|PAGE|[Pp]\.?)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|\d{1,4}\s+of\s+\d{1,4}"
)
_FORM = re.compile(FORM)
# of these a line is sure to be a page's number only where the page tells so as well
_BARE = re.compile(r"\d{1,3}|[\[［【〔(（]\s*\d{1,3}\s*[\]］】〕)）]|[ivxIVX]{1,5}")
_FIGURE = re.compile(r"[-+]?[\d,.，％%]+")
_LATIN = re.compile(r"(?<![./\w])[A-Za-z]{1,4}$|[\u4e00-\u9fff\d][A-Za-z]{1,4}$")
ENDS = re.compile(r"[。！？!?；;，、：:]$")
_CENTRED = 4  # columns of blank before a number that tell it from a line of text
_NEAREST = 3  # lines from one page's number to the next, at least


def is_page_number(text: str) -> bool:
    """Tell whether a line is a page's number by its form."""
    return bool(_FORM.fullmatch(text))


def page_numbers(lines: Sequence[Line], printed: Sequence[str]) -> set[int]:
    """Return which lines are pages' numbers; `printed` are the lines as printed, empty where they are neither text nor heading."""
    told = {at for at, text in enumerate(printed) if is_page_number(text)}
    bare = [at for at, text in enumerate(printed) if at not in told and _BARE.fullmatch(text)]
    counted = counting([(at, int(printed[at])) for at in bare if printed[at].isdecimal()])
    return told | {at for at in bare if _is_of_a_page(lines, printed, at, counts=at in counted)}


def counting(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines, given with their numbers, that count on from one another with text between."""
    pairs = [(a, b) for (a, n), (b, m) in pairwise(numbers) if m == n + 1 and b - a > _NEAREST]
    return {at for pair in pairs for at in pair}


def _is_of_a_page(lines: Sequence[Line], printed: Sequence[str], at: int, *, counts: bool) -> bool:
    """Tell whether a bare number stands apart, counts on, or parts a sentence in two."""
    above, below = (printed[n] if 0 <= n < len(lines) else "" for n in (at - 1, at + 1))
    if _FIGURE.fullmatch(above) or _FIGURE.fullmatch(below):
        return False  # a cell of a table that was printed one a line
    close = not lines[at].gap and at + 1 < len(lines) and not lines[at + 1].gap
    if lines[at].indent >= _CENTRED or _is_at_break(lines, at):
        return True
    if close and (_LATIN.search(above) or (is_open(above) and not counts)):
        return False  # PM⏎10⏎, （⏎10⏎）
    if printed[at].isalnum():
        return counts or not close or not ENDS.search(above)
    return not close and not ENDS.search(above)


def _is_at_break(lines: Sequence[Line], at: int) -> bool:
    return lines[at].page or (at + 1 < len(lines) and lines[at + 1].page)
