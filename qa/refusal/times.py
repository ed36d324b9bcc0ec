"""The time asked about: the year, the five-year plan, 去年, and what is done against what is planned."""

import re
from collections.abc import Callable

from qa.answer import Reason
from qa.question import PLAN
from qa.refusal.case import Case
from qa.refusal.days import day
from qa.times.years import years_asked, years_by_date, years_in, years_of, years_told

Reader = Callable[[str], set[str]]
# by the year's distance from the article's: what a sentence of that year says, and what one of another says
_RELATIVE = {
    -1: (re.compile("去年|上年|同期|前一年|年前"), re.compile("今年|截至|目前|近日|日前")),
    1: (re.compile("明年|来年|将|下一步|计划|后年|下年"), re.compile("今年|去年|目前")),
}
_DONE = re.compile("实际|一共发送|究竟完成")
_AHEAD = re.compile("力争|预计|有望|预测|拟")


def year(case: Case) -> Reason | None:
    """Refuse when the best sentence is of another year, or of another day or month, than the one asked about."""
    return _year(case) or day(case)


def _year(case: Case) -> Reason | None:
    """Refuse when the best sentence is of other years than the one asked about, or its article has nothing of it."""
    if not case.question.years or not case.best:
        return None
    asked = years_asked(case.question.folded, case.question.years)
    text = case.sentence + case.tokenizer.fold(case.collection.context_text(case.best.entry))
    named, told = _read(case, years_of)(text), _read(case, years_told)(text)
    if told & asked or (not named and _is_around(asked, case)):
        return None
    missing = "、".join(f"{year}年" for year in case.question.years)
    if named:
        there = "、".join(f"{year}年" for year in sorted(named | told))
        return Reason(code="time_not_covered", message=f"最接近的句子只说到{there}，没有{missing}。")
    return Reason(code="time_not_covered", message=f"最接近的文章没有{missing}的内容。")


def _read(case: Case, reader: Reader) -> Reader:
    """Return what reads the years of a text: all it names where the question only compares with years."""
    return reader if years_of(case.question.folded) else years_in


def _is_around(asked: set[str], case: Case) -> bool:
    """Tell whether a sentence that names no year is of one asked about, by what stands around it or the article's day."""
    number, date = case.ranked[0].entry.article, case.collection.headings[case.ranked[0].entry.article].date
    read = _read(case, years_told)
    if not date:
        return bool(asked & read(case.article))
    paragraphs = (unit.spans for unit in case.collection.articles[number].units if unit.kind == "paragraph")
    opening = case.collection.folded_in(number, next(paragraphs, ()))
    return bool(asked & (read(case.near + opening) | years_by_date(case.sentence, date)))


def plan(case: Case) -> Reason | None:
    """Refuse when the best sentence is of another five-year plan than the one asked about."""
    named, asked = set(PLAN.findall(case.sentence)), case.question.plans
    if not asked or not named or any(plan in case.near for plan in asked):
        return None
    there, wanted = ("、".join(f"“{plan}”" for plan in sorted(plans)) for plans in (named, asked))
    return Reason(code="time_not_covered", message=f"最接近的句子说的是{there}，不是{wanted}。")


def relative_year(case: Case) -> Reason | None:
    """Refuse a sentence of this year for a question about last year's, and one of now for next year's."""
    if case.question.relative_year not in _RELATIVE:
        return None
    same, other = _RELATIVE[case.question.relative_year]
    if same.search(case.near) or case.question.years or not (told := other.search(case.sentence)):
        return None
    return Reason(code="time_not_covered", message=f"最接近的句子说的是“{told.group()}”，不是问到的那一年。")


def unrealised(case: Case) -> Reason | None:
    """Refuse a forecast or a target where what really came about is asked for."""
    if not _DONE.search(case.question.folded) or not (told := _AHEAD.search(case.sentence)):
        return None
    return Reason(code="not_stated", message=f"最接近的句子说的是“{told.group()}”，不是实际结果。")
