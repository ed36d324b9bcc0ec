"""Figures that a page's number stands within: taken out of the text on both sides, so that neither half is read as one."""

import re
from typing import NamedTuple

from index.spans import Spans, cut, length, text_of, trim

_DIGITS = r"0-9０-９"
_NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_UNITS = "个名户亩吨元年月日号人次件项家所座条倍成公平立方里顷米斤克瓦时度点百分万亿千"
# 投资1⏎4⏎3.2亿元, 增产3.⏎2⏎2%, 3%—⏎4⏎5%
_ENDS = re.compile(rf"[{_DIGITS}][.．,，]?$|[{_DIGITS}％%元][-－—–~～至到]$")
_ENDS_IN_NUMERAL = re.compile(rf"[{_NUMERALS}点]$")
_GOES_ON = re.compile(rf"[{_DIGITS}{_NUMERALS}{_UNITS}.．%％]")
_TAIL = re.compile(rf"[{_DIGITS}{_NUMERALS}][{_DIGITS}{_NUMERALS}点.．,，%％元\-－—–~～至到]*$")
_HEAD = re.compile(rf"(?:[{_DIGITS}{_NUMERALS}.．,%％\-－—–~～至到]|，(?=[{_DIGITS}]{{3}}))*[{_UNITS}%％]{{0,4}}")


class Torn(NamedTuple):
    """Two runs of text and the halves of a figure cut off between them."""

    left: Spans
    tail: Spans
    head: Spans
    right: Spans


def is_torn(above: str, below: str) -> bool:
    """Tell whether a figure would be read over what stands between two texts."""
    return bool(_ENDS.search(above) or (_ENDS_IN_NUMERAL.search(above) and _GOES_ON.match(below)))


def tear(source: str, above: Spans, below: Spans) -> Torn:
    """Return two texts without the halves of the figure torn between them."""
    left, right = text_of(source, above), text_of(source, below)
    tail, head = _TAIL.search(left), _HEAD.match(right)
    low, high = tail.start() if tail else len(left), head.end() if head else 0
    parts = cut(above, 0, low), cut(above, low, len(left)), cut(below, 0, high), cut(below, high, length(below))
    return Torn(*(trim(source, part) for part in parts))
