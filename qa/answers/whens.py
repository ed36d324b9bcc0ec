"""The time a figure is of: none of this year's is last year's, and 较“十三五”末 tells nothing from 比上年."""

import re

from qa.answer import Quantity
from qa.answers.changes import sides
from qa.answers.meant import difference_asked
from qa.answers.statement import Statement, clause_start
from qa.conditions import periods
from qa.times.days import read_times

_YEAR = r"(?:19|20)\d{2}年"
# what a question asks of, and what a sentence then says
_TIMES = (
    (re.compile("(?<![比较跟和与同“])“?十[一二三四五]五”?(?:末|时期末|初)"), re.compile(rf"十[一二三四五]五”?(?:时期)?(?:末|初)|{_YEAR}")),
    (re.compile("(?<![比较跟和与同])(?:去年|上年|上一年)"), re.compile(rf"去年|上年|上一年|同期|前一年|{_YEAR}")),
    (re.compile("(?<![比较跟和与同])前年"), re.compile(rf"前年|{_YEAR}")),
    (re.compile("(?<![比较跟和与同])(?:上一?届|上一?次|上一?季|上赛季)"), re.compile(rf"上一?[届次季轮]|上赛季|往届|{_YEAR}")),
    (re.compile("(?<![比较跟和与同])(?:年初|期初|初期|上年末|五年规划?初)"), re.compile(rf"[年期]初|初期|上年末|去年底|{_YEAR}")),
)  # fmt: skip
_NOW = re.compile("今年|目前|截至|现有|如今|现在|本届|本赛季|本年")
_THAN = re.compile("(?:比|较|同|跟|与|和|超过?|高于|低于|占)“?$")
_THAN_NEXT = re.compile(r"[,，](?:[\u4e00-\u9fff]{0,6})?(?:同比|比上年|较上年|比去年|较去年|比上届|较上届)")
_NEW_ASKED = re.compile("新[增添]|净增|增[长速幅]|涨|降")
_NOW_ASKED = re.compile("现在|目前|如今|现有|眼下|当前")
_THEN = re.compile(
    r"(?:\d+|[一二三四五六七八九十几]+)(?:多)?年前|过去|以前|从前|当时|当年|鼎盛|原来|起初|最初|上世纪|届时|到时候"
)
_COMPARED = re.compile("(?:比|较|同比?)[^,，]*|截[至止](?:到)?[^,，]{0,4}\\d+月[底末]?")
_THIS_YEAR = ("今年", "本年")
_YEAR_WORD = re.compile("今年|本年|去年|上年|上一年|前年|明年|来年")
_SIDE = re.compile("(?:比|较|同|跟|与|和|[高低快慢多少好优]于|超过?|占|由|从|自|[到至])“?$")
_TIME_ASKED = re.compile("年|以前|原来|过去|现在|目前|之前|往[年届]|届|次|比|较|增|减|涨|降")
_SINCE = re.compile(
    rf"(?:比|较)(?P<last>去年|上年|同期|前一年)?(?P<start>年初|上年末|去年底)?(?P<plan>“?十[一二三四五]五”?[\u4e00-\u9fff]{{0,3}}[末初])?(?P<before>上月|上季度?|上周)?(?P<year>{_YEAR})?"
)


def of_another_time(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the question asks of last year and the sentence speaks of now, or the other way round."""
    if _NOW_ASKED.search(statement.asked):
        return _is_past(statement, figure)
    if difference_asked(statement.question) or _NEW_ASKED.search(statement.asked):
        return False
    told = next((told for asked, told in _TIMES if asked.search(statement.asked)), None)
    return told is not None and not _is_dated(statement, figure, told)


def of_another_year(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is last year's and this year's is asked for, or no year is and the sentence tells of both."""
    folded, question = statement.folded, statement.question
    told = [word for word in _YEAR_WORD.finditer(folded, 0, figure.start) if not _SIDE.search(folded[: word.start()])]
    if not told or told[-1].group() in _THIS_YEAR:
        return False
    if question.relative_year == 0:
        return True
    timeless = question.relative_year is None and not question.years and not _TIME_ASKED.search(statement.asked)
    return timeless and any(word in folded for word in _THIS_YEAR)


def _is_past(statement: Statement, figure: Quantity) -> bool:
    """Tell whether the clause of a figure is of years ago; of a change only what it was is."""
    start = clause_start(statement.folded, figure.start)
    before = statement.folded[start : figure.start]
    if sides(statement.folded, statement.quantities).get(figure.start) == 1:
        return "届时" in statement.folded[: figure.start]
    earlier = statement.folded[:start].rstrip(",，")
    opening = earlier[clause_start(earlier, len(earlier)) :]
    return bool(_THEN.search(before)) or bool(re.search(r"(?:年前|届时|那时|当时|从前|过去)$", opening))


def _is_dated(statement: Statement, figure: Quantity, told: re.Pattern[str]) -> bool:
    """Tell whether a figure may be of the time asked: the sentence says so before it, or nothing of another time."""
    folded = statement.folded
    dated = [m for m in told.finditer(folded, 0, figure.start) if not _THAN.search(folded[: m.start()])]
    now = [*_NOW.finditer(folded, 0, figure.start)]
    if dated:
        return not now or now[-1].start() < dated[-1].start() or bool(re.match("年", folded[now[-1].end() :]))
    compared = any(_THAN.search(folded[: m.start()]) for m in told.finditer(folded))
    return not now and not compared and not _THAN_NEXT.match(folded, figure.end)


def of_another_period(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of other months than those asked about, as the sentence last says before it."""
    asked = periods(_COMPARED.sub(" ", statement.asked))
    if not asked or statement.question.kind == "date":
        return False
    told = _last_periods(statement.folded[: figure.start])
    return bool(told) and not set(told) & set(asked)


def _last_periods(text: str) -> tuple[str, ...]:
    """Return the parts of a year in the last clause that names any."""
    end = len(text)
    while end > 0:
        start = clause_start(text, end)
        if told := periods(_COMPARED.sub(" ", text[start:end])):
            return told
        end = start - 1
    return ()


def of_another_day(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a figure is of another day or month than the one asked about, as the sentence last says before it."""
    question, before = statement.question, statement.folded[: figure.start]
    if question.kind == "date" or not question.times or question.times[0].is_part:
        return False
    told = [time for time in read_times(before, question.printed) if not time.is_part]
    last = [time for time in told if time.start >= clause_start(before, told[-1].start)]
    return bool(last) and not any(one.meets(other) for one in question.times for other in last)


def since_another_time(statement: Statement, figure: Quantity) -> bool:
    """Tell whether a change is from another time than the one compared with: 较“十三五”末 for 比上年."""
    asked = _since(statement.asked)
    told = _since(statement.folded[clause_start(statement.folded, figure.start) : figure.start])
    return bool(asked and told and asked != told)


def _since(text: str) -> str | None:
    """Return what kind of time a text compares with, the year itself of a year; None where it says none."""
    found = [(match.lastgroup, match) for match in _SINCE.finditer(text) if match.lastgroup]
    if not found:
        return "last" if "同比" in text else None
    group, match = found[-1]
    return match["year"] if group == "year" else group
