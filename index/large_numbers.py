"""Numbers in 万 and 亿 found in folded text: 2000亿 and 两千亿 get one normal form, the value."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.numerals import LONGEST, parse, write

DIGITS = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
HAN_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_ONE = "[一二三四五六七八九两]"
# below 10,000, well formed: 十四五 and 四五 are none; 百 and 千 alone are words (百万, 千万工程)
_HAN = rf"(?<![{HAN_NUMERALS}第统唯专逐])(?=[^百千万亿])(?:{_ONE}千零?)?(?:{_ONE}百零?)?(?:{_ONE}?十)?{_ONE}?"
_NUMBER = re.compile(
    rf"(?P<digits>{DIGITS})(?P<scale>(?:[百千]?万亿|[百千]?[万亿]))?(?P<low>(?:\d+(?:\.\d+)?[十百千]?万)?(?:\d+[十百千])?)"
    rf"|(?P<han>{_HAN})(?P<han_scale>万亿|[万亿])(?P<han_low>(?:[零{_ONE[1:-1]}][{HAN_NUMERALS}]*)?)(?![{HAN_NUMERALS}])"
)


class Number(NamedTuple):
    """A number at `[start, end)` in its normal form; what follows it begins at `rest`: 亿元 after 2000."""

    text: str
    start: int
    end: int
    rest: int


def find_numbers(folded: str) -> Iterator[Number]:
    """Yield every number in digits, and every one in Chinese numerals with 万 or 亿, from left to right."""
    for match in _NUMBER.finditer(folded):
        figure = "digits" if match["digits"] else "han"
        scaled, low = match["scale"] or match["han_scale"], match["low"] or match["han_low"]
        if not scaled or len(match.group()) > LONGEST:
            yield Number(match[figure].replace(",", ""), *match.span(figure), match.end(figure))
        else:  # 亿元 is a word of its own; in 1万5千 no word begins with 万
            yield Number(write(parse(match.group())), *match.span(), match.end() if low else match.end(figure))
