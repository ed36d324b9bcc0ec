"""The days and months told by the day an article was printed: 昨日, 上周六, 上月, 下月18日."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from qa.times.time import Time, day_of, of_date

_DAYS = {
    "大前天": -3, "前天": -2, "前日": -2, "前晚": -2, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨晨": -1,
    "今天": 0, "今日": 0, "今晨": 0, "今早": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2,
}  # fmt: skip
_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1}
_WEEKDAYS = {day: at for at, day in enumerate("一二三四五六日")} | {"天": 6, "末": 5}
_MONTHS = {"上上个月": -2, "上个月": -1, "上月": -1, "本月": 0, "这个月": 0, "下个月": 1, "下月": 1}
_TOLD_BY_DAY = re.compile(
    rf"(?P<day>{'|'.join(_DAYS)})|(?P<month>{'|'.join(_MONTHS)})(?:(?P<date>\d{{1,2}})[日号])?"
    rf"|(?P<week>{'|'.join(_WEEKS)})个?(?:周|星期|礼拜)(?P<weekday>[{''.join(_WEEKDAYS)}])"
)


def by_day(folded: str, printed: str | None) -> Iterator[Time]:
    """Yield the times told by the day the article was printed."""
    if not printed or not day_of(printed):
        return
    now = date.fromisoformat(printed[:10])
    for match in _TOLD_BY_DAY.finditer(folded):
        if match["month"]:
            yield _month(now, _MONTHS[match["month"]], match["date"])._replace(start=match.start(), words=match.group())
        else:
            yield of_date(now + timedelta(days=_days_away(match, now)), match.start(), match.group())


def _days_away(match: re.Match[str], now: date) -> int:
    if match["day"]:
        return _DAYS[match["day"]]
    return 7 * _WEEKS[match["week"]] + _WEEKDAYS[match["weekday"]] - now.weekday()


def _month(now: date, away: int, day: str | None) -> Time:
    """Return a month by how far it is from that of a day, or a day of it."""
    years, month = divmod(now.month - 1 + away, 12)
    first, last = (f"{month + 1:02d}-{int(day or other):02d}" for other in (1, 31))
    return Time(0, "", f"{now.year + years}", first, last)


def told_by_day(folded: str, printed: str | None) -> str | None:
    """Return the first words that tell a time by the article's day, None where there are none."""
    return next((time.words for time in by_day(folded, printed)), None)
