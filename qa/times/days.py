"""The days and months a text tells, each with its year: by the day its article was printed where words leave it open."""

import re
from collections.abc import Iterator

from index.simplify import simplify
from qa.answer import Quantity
from qa.numbers.read import simplified_quantities
from qa.times.by_day import by_day
from qa.times.time import Time, day_of

_YEARS = {"前年": -2, "去年": -1, "上年": -1, "上一年": -1, "今年": 0, "本年": 0, "明年": 1, "来年": 1}
_CALENDAR = re.compile("[月日号]|季度|半年")
_YEAR_BEFORE = re.compile(rf"({'|'.join(_YEARS)})的?$")
_OF_YEAR = re.compile(rf"(?:{'|'.join(_YEARS)})(?=[\d一二三四五六七八九十]+月)")
_FIRST = ("前", "头")  # 头三季度, 前10月: from January on
_THAN, _TO_THAT = re.compile("[比较]$"), re.compile("(?:同期)?相比")  # 比昨天, 与5月相比: only compared with
# a month that is still to come, by what stands before and after it: 将于11月, 预计工程10月, 从7月1日起
_COMING = re.compile(
    r"(?<![原曾])(?:预[计定期]|定[于在]|拟|计划|力争|有望|争取|确保|最[快迟])[^,。;]{0,8}$|将(?:[^,。;]{0,8}[于在到从自至])?$"
)
_WILL = re.compile("[^,。;]{0,4},?[^,。;]{0,10}将(?:[于在会要正全由迎举召开启登赴投通])")  # 将失物归还 is 把失物归还
_FROM_THEN = re.compile("将|起(?![到诉飞草床源点降伏义]|[^。;]{0,20}(?:已|累计|以来))")
_ISO = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d|(?=-))(?:-(?P<day>\d\d))?")


def read_times(folded: str, printed: str | None = None) -> list[Time]:
    """Return the days, months and parts of a year a folded text tells in order, those it only compares with left out."""
    found = [*_named(folded, printed or ""), *by_day(folded, printed)]
    return sorted(
        time for time in found if not _THAN.search(folded[: time.start]) and not _TO_THAT.match(folded, time.end)
    )


def _named(folded: str, printed: str) -> Iterator[Time]:
    """Yield the times of the calendar; a bare day is of the month named before it, else the latest such day."""
    month = ""
    # 3月 of 今年3月 is read as a month by itself
    bare = _OF_YEAR.sub(lambda word: " " * len(word.group()), simplify(folded))
    for quantity in simplified_quantities(bare) if _CALENDAR.search(folded) else ():
        ends = [match for part in (quantity.value or "").split("/") if (match := _ISO.match(part))]
        if quantity.kind != "date" or not ends or _is_other(folded, quantity):
            continue
        month = ends[0]["month"] or month or _month_of(ends[0]["day"], printed)
        if month:
            first, last = f"{month}-{ends[0]['day'] or '01'}", _last(ends[-1]["month"] or month, ends[-1]["day"], month)
            if last.endswith("31") and folded[quantity.start - 1 : quantity.start] in _FIRST:
                first = "01-01"
            named = Time(quantity.start, quantity.text, "", first, last)
            yield named._replace(year=ends[0]["year"].strip("-") or _year(folded, named, printed))


def _is_other(folded: str, quantity: Quantity) -> bool:
    """Tell whether a date is none of the calendar's: 一月挣多少 asks by the month, and 18日 of 下月18日 is told with it."""
    return quantity.text == "一月" or (
        folded[: quantity.start].endswith("月") and (quantity.value or "").startswith("---")
    )


def _month_of(day: str, printed: str) -> str:
    """Return the month of the latest such day up to the article's, empty where its day is not known."""
    today = day_of(printed)
    if today is None or today.first[3:] >= day:
        return printed[5:7]
    return f"{(int(printed[5:7]) - 2) % 12 + 1:02d}"


def _last(month: str, day: str | None, after: str) -> str:
    """Return the last day of a stretch; one that ends in the next year is cut at the end of its own."""
    return f"{month}-{day or '31'}" if month >= after else "12-31"


def _year(folded: str, time: Time, printed: str) -> str:
    """Return the year of a month that names none: a later one than the article's is past, unless it is still to come."""
    if not printed[5:7]:
        return ""
    year, month, now = int(printed[:4]), time.last[:2], printed[5:7]
    if said := _YEAR_BEFORE.search(folded[: time.start]):
        return str(year + _YEARS[said[1]])
    if time.is_part and time.first[:2] <= now < month:  # 下半年 in August: this one, or last year's
        return ""
    if _COMING.search(folded[: time.start]) or _WILL.match(folded, time.end):
        return str(year + (month < now))
    return str(year - (month > now and not _FROM_THEN.match(folded, time.end)))
