"""Years, dates and times of day, in ISO 8601 with the unknown parts dropped from the left (guideline §6)."""

import re
from collections.abc import Mapping

from index.numerals import DIGIT, parse
from qa.numbers.forms import TO, Fields, Form, after, before, form
from qa.numbers.years import YEAR, iso_year

_M = r"(?:(?<![0-9０-９.])(?:1[0-2]|0?[1-9]|１[０-２]|[１-９])|(?<![一二三四五六七八九十百])(?:十[一二]?|[一二三四五六七八九]))"
_DAY = r"(?:(?<![0-9０-９.])(?:3[01]|[12][0-9]|0?[1-9]|３[０１]|[１２][０-９]|[１-９])|(?<![一二三四五六七八九十百])(?:三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九]))"
_DAYS = r"[日号](?![内均游常报产益夜间线楼院令召文公种])"
_HOUR = r"(?:(?<![0-9０-９.])(?:2[0-4]|1[0-9]|0?[0-9])|零|十[一二]?|[一二三四五六七八九])"
_PART = r"(?:(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚间|夜间|晚|深夜|当晚|今晚)[ ]?)?"
_CLOCK = rf"{_PART}(?:(?P<hour>{_HOUR})(?:时(?![间速限段评期候刻机事代])|点(?=整|半|[0-9]{{1,2}}分|[一二三四五]?十[一二三四五六七八九]?分|许|左右|钟|前|后|至|到|开|结|，|。|$))(?:(?P<half>半)|整|(?P<minute>{DIGIT}{{1,2}}|[一二三四五]?十[一二三四五六七八九]?)分(?!钟)|钟)?|(?P<colon>(?<![0-9:：.])(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?![0-9:：])))"
_END = {"初": "01", "底": "12", "末": "12"}
_SEASONS = {"上半年": ("01", "06"), "下半年": ("07", "12")}
_QUARTERS = {"一": ("01", "03"), "二": ("04", "06"), "三": ("07", "09"), "四": ("10", "12")}
_QUARTER = (
    r"(?P<season>[上下]半年)|(?P<first>前)(?P<many>[二两三])个?季度|第?(?P<quarter>[一二三四1-4])季度(?P<last>末)?"
)
_OF_A_YEAR = re.compile(r"(?:^|[，。；：！？、（(“\s]|[今去前上当本同次明]年|[至到市省县区国州])$")
_FROM_A_DAY = re.compile("[^，。；]{0,4}(?:免|试|怀孕|孕|每[月天周日]|按[月天]|租金|随访|复查|服药|缓)")
_MARKED = re.compile(r"比分|负于|[战险]胜|(?:以|：|比|比为|比约为|比例为)$")


def _two(text: str) -> str:
    return f"{parse(text).numerator:02d}"


def _date(year: str | None, month: str | None, day: str | None) -> str:
    """Return an ISO date of what is known; a year alone, --MM, --MM-DD or ---DD."""
    head = iso_year(year) if year else "-" if month else "--"
    return "-".join([head, *(_two(part) for part in (month, day) if part)])


def _kind(kind: str, value: str | None, unit: str | None = None) -> Fields:
    return {"kind": kind, "value": value, "unit": unit, "unit_text": unit, "qualifier": None}


def _whole(match: re.Match[str]) -> Fields | None:
    """Read a date with its day, its range and its time of day as far as they are there."""
    g = match.groupdict()
    low = _date(g["y"], g["m"], g["d"])
    if g.get("d2") or g.get("m2"):
        high = _date(g.get("y2") or (g["y"] if g["m"] else None), g.get("m2") or g["m"], g["d2"])
        return _kind("date", f"{low}/{high}")
    return _kind("date", low + (_time(g) if g.get("hour") or g.get("colon") else ""))


def _time(parts: Mapping[str, str | None]) -> str:
    """Return the time of day of a clock's groups, in the afternoon where the part of the day says so."""
    if parts["colon"]:
        hour, minute = re.split("[:：]", parts["colon"])
    else:
        hour, minute = parts["hour"] or "", "30" if parts["half"] else parts["minute"] or "00"
    part = parts["part"] or ""
    late = part not in ("上午", "中午") and re.search("[下午后傍晚夜]", part)
    number = int(parse(hour))
    return f"T{number + 12 if late and number < 12 else number:02d}:{int(parse(minute)):02d}"


def _months(match: re.Match[str]) -> Fields:
    year = match["y"]
    return _kind("date", f"{_date(year, match['m'], None)}/{_date(year, match['m2'], None)}")


def _season(match: re.Match[str]) -> Fields:
    head = iso_year(match["y"]) if match["y"] else "-"
    if match["season"]:
        low, high = _SEASONS[match["season"]]
    elif match["many"]:
        low, high = "01", {"二": "06", "两": "06", "三": "09"}[match["many"]]
    else:
        low, high = _QUARTERS["一二三四"[int(parse(match["quarter"])) - 1]]
        if match["last"]:
            return _kind("date", f"{head}-{high}")
    return _kind("date", f"{head}-{low}/{head}-{high}")


def _first_months(match: re.Match[str]) -> Fields | None:
    """Read 前9个月 as January to September where it is of a year; in 产前3个月, 前3个月免租 it is not."""
    if not match["y"] and (not _OF_A_YEAR.search(before(match, 4)) or _FROM_A_DAY.match(after(match, 12))):
        return None
    head = _date(match["y"], None, None) if match["y"] else "-"
    return _kind("date", f"{head}-01/{head}-{_two(match['m'])}")


def _clock(match: re.Match[str]) -> Fields | None:
    if match["colon"] and _MARKED.search(before(match, 40)):
        return None
    # 3点建议 is no time: a bare 点 needs a word that makes it one
    bare = "点" in match.group() and not (match["colon"] or match["part"] or match["minute"] or match["half"])
    if bare and not (re.search("整|钟", match.group()) or re.match("整|许|左右|钟|前|后|至|到|开|结", after(match, 2))):
        return None
    return _kind("date", _time(match.groupdict()))


_CLOCK_2 = re.sub(r"\(\?P<(\w+)>", r"(?P<\g<1>2>", _CLOCK)


def _both(match: re.Match[str]) -> tuple[str, str]:
    """Return the times of two clocks; 下午 before the first holds for the second."""
    g = match.groupdict()
    second = {name: g[f"{name}2"] for name in ("hour", "half", "minute", "colon")} | {"part": g["part2"] or g["part"]}
    return _time(g), _time(second)


def _clocks(match: re.Match[str]) -> Fields:
    return _kind("date", "/".join(_both(match)))


def _day_hours(match: re.Match[str]) -> Fields:
    days = (_date(None, match["m"], match[day]) for day in ("d", "d2"))
    return _kind("date", "/".join(day + time for day, time in zip(days, _both(match), strict=True)))


def _decade(match: re.Match[str]) -> Fields:
    tens = int(parse(match["tens"]))
    century = 1900 if tens >= 30 else 2000
    if match["century"]:
        century = (int(parse(match["century"])) - 1) * 100
    return _kind("year_range", f"{century + tens}/{century + tens + 9}", "年")


DATES: tuple[Form, ...] = (
    form("年份起止", rf"(?P<low>{YEAR})年?{TO}(?P<high>{YEAR})年", lambda m: _kind("year_range", f"{iso_year(m['low'])}/{iso_year(m['high'])}", "年")),
    form("年代", r"(?<![0-9])(?P<low>(?:1[0-9]|20)[0-9]0)年代", lambda m: _kind("year_range", f"{m['low']}/{int(m['low']) + 9}", "年")),
    form("年代", r"(?:(?P<century>[0-9]{1,2}|[一二]?十[一二三四五六七八九]?)世纪)?(?<![0-9])(?P<tens>[1-9]0|[一二三四五六七八九]十)年代", _decade),
    form("年月日", rf"(?P<y>{YEAR})年(?P<m>{_M})月(?P<d>{_DAY})(?:日)?{TO}(?:(?:(?P<y2>{YEAR})年)?(?P<m2>{_M})月)?(?P<d2>{_DAY}){_DAYS}", _whole),
    form("年月日", rf"(?P<y>{YEAR})年(?P<m>{_M})月(?P<d>{_DAY})[日号](?:{_CLOCK})?", _whole),
    form("月日", rf"(?P<y>)(?P<m>{_M})月(?P<d>{_DAY})(?:日)?{TO}(?:(?P<m2>{_M})月)?(?P<d2>{_DAY}){_DAYS}", _whole),
    form("月日", rf"(?P<y>)(?P<m>{_M})月(?P<d>{_DAY})[日号](?:{_CLOCK})?", _whole),
    form("月起止", rf"(?:(?P<y>{YEAR})年)?(?P<m>{_M})月?(?:份)?{TO}(?P<m2>{_M})月(?:份)?(?!{DIGIT})", _months),
    form("年内时段", rf"(?:(?P<y>{YEAR})年)?[前头](?P<m>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个?月(?![内后前])(?:份)?", _first_months),
    form("年内时段", rf"(?:(?P<y>{YEAR})年)?(?:{_QUARTER})", _season),
    form("年月", rf"(?P<y>{YEAR})年(?P<m>{_M})月(?:份|[初底末](?!期)|[上中下]旬)?", lambda m: _kind("date", _date(m["y"], m["m"], None))),
    form("年末", rf"(?P<y>{YEAR})年(?P<end>[初底末](?!期))", lambda m: _kind("date", f"{iso_year(m['y'])}-{_END[m['end']]}")),
    form("月", rf"(?<![0-9年个])(?<![0-9月][—–\-~～至到])(?P<m>{_M})月(?![0-9个])(?:份|[初底末](?!期)|[上中下]旬)?", lambda m: None if before(m, 1) in "几数多" and before(m, 1) else _kind("date", _date(None, m["m"], None))),
    form("日", rf"(?P<y>)(?P<m>)(?P<d>{_DAY})日?{TO}(?P<m2>)(?P<d2>{_DAY}){_DAYS}", _whole),
    form("日", rf"(?P<y>)(?P<m>)(?P<d>{_DAY})日(?![内均游常报产益])(?:{_CLOCK})?", _whole),
    form("日时起止", rf"(?:(?P<m>{_M})月)?(?P<d>{_DAY})日{_CLOCK}{TO}(?P<d2>{_DAY})日{_CLOCK_2}", _day_hours),
    form("时分秒", r"(?P<h>2[0-4]|1[0-9]|0?[0-9])时(?P<mi>[0-5]?[0-9])分(?P<s>[0-5]?[0-9])秒", lambda m: _kind("date", f"T{int(m['h']):02d}:{int(m['mi']):02d}:{int(m['s']):02d}")),
    form("农历", r"(?:腊月|正月|农历[正腊一二三四五六七八九十]+月)(?:初[一二三四五六七八九十]|[一二三]?十?[一二三四五六七八九十])", lambda m: _kind("date", None)),
    form("钟点起止", rf"{_CLOCK}{TO}{_CLOCK_2}", _clocks),
    form("钟点", _CLOCK, _clock),
    form("年", rf"(?P<y>{YEAR})年(?!度?[期]?第|代)", lambda m: _kind("year", iso_year(m["y"]), "年")),
)  # fmt: skip
