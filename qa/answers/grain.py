"""A time cut to what is asked for: the year or month of a day, one end of a range, without the words that lead to it."""

import re

from index.numerals import DIGIT

_MONTH_ASKED = re.compile(r"(?:几|哪一?个?)月(?!几|.{0,3}[日号天])")
_MONTH = re.compile(rf"(?:{DIGIT}{{1,2}}|[一二三四五六七八九十]{{1,2}})月")
_YEAR_ASKED = re.compile("(?:哪一?|何|几几)年")
_YEAR = re.compile(rf"[^年]{{2,8}}年(?={DIGIT}{{1,2}}月|[一二三四五六七八九十]{{1,2}}月)")
_TO = re.compile(r"(?:——|[—–\-~～至到])")
_START_ASKED = re.compile(
    r"(?:从|自|由).{0,3}(?:什么时|何时|几|哪)|(?:什么时候|何时|几[月号日点]|哪一?[天年月])(?:就|才|正式)?(?:开始|起|启动|开)"
)
_END_ASKED = re.compile(
    r"(?:到|至).{0,3}(?:什么时|何时|几|哪)|(?:什么时候|何时|几[月号日点]|哪一?[天年月])(?:就|才|正式)?(?:结束|截止|为止|闭幕|停)"
)
_LEADING = re.compile(
    r"(?:一?直?到了?|直?至|当?进入|整个|早?远?在|于|从|自|由|当|自从|早自)+(?=[\d一二三四五六七八九十公西前今去明])"
)


def of_grain(asked: str, folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a time `[start, end)` that a question, folded as the sentence is, asks for."""
    if leading := _LEADING.match(folded, start, end):
        start = leading.end()
    start, end = _end_of_range(asked, folded, start, end)
    if _YEAR_ASKED.search(asked) and (year := _YEAR.match(folded, start, end)):
        return year.span()
    month = _MONTH.search(folded, start, end) if _MONTH_ASKED.search(asked) else None
    return month.span() if month else (start, end)


def _end_of_range(asked: str, folded: str, start: int, end: int) -> tuple[int, int]:
    parts = _TO.search(folded, start + 1, end - 1)
    if parts and _START_ASKED.search(asked):
        return start, parts.start()
    if parts and _END_ASKED.search(asked):
        return parts.end(), end
    return start, end
