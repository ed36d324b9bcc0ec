"""Whether the sentence is of the time asked about: the year, 去年, part of the year, what is planned and what is done."""

import re

from qa.conditions import AIMS, periods
from qa.refusal.case import Case
from qa.times.years import years_in

_TOLD = {
    -2: re.compile("前年|前两年|两年前"),
    -1: re.compile("去年|上年|上一年|同期|年前"),
    0: re.compile("今年|本年|截至|目前|近日|日前|现"),
    1: re.compile("明年|来年|下年|下一步|将"),
}
_LATER = re.compile("后来|最后|最终|结果|现在|如今")
_BEFORE = re.compile("原来|以前|过去|之前|当初|原先|当年|那会儿|以往|上一?[届任]|从前")
_WHOLE = re.compile("全年|整年|一年")


def times_told(case: Case) -> dict[str, float]:
    """Return how the times of the best sentence agree with those asked about; -1 where the question names none."""
    question, sentence, near = case.question, case.sentence, case.near
    asked, told = set(question.periods), set(periods(sentence))
    return {
        "years_asked": float(len(question.years)),
        **_years(case),
        **_relative(question.relative_year, sentence, near),
        "period_asked": float(len(asked)),
        "period_told": -1.0 if not asked else float(bool(asked & told)) - float(bool(told - asked)) * 0.5,
        "period_near": -1.0 if not asked else float(bool(asked & set(periods(case.near)))),
        "period_other": float(bool(told - asked)),
        "aim_asked": float(bool(AIMS.search(question.folded))),
        "aim_told": float(bool(AIMS.search(sentence))) if AIMS.search(question.folded) else -1.0,
        "before_asked": float(bool(_BEFORE.search(question.folded))),
        "before_told": float(bool(_BEFORE.search(sentence))) if _BEFORE.search(question.folded) else -1.0,
        "later_asked": float(bool(_LATER.search(question.folded))),
        "whole_asked": float(bool(_WHOLE.search(question.folded))),
        "whole_told": float(bool(_WHOLE.search(sentence))) if _WHOLE.search(question.folded) else -1.0,
    }


def _years(case: Case) -> dict[str, float]:
    asked = set(case.question.years)
    if not asked:
        return dict.fromkeys(("year_told", "year_near", "year_in_article"), -1.0)
    texts = {"year_told": case.sentence, "year_near": case.near, "year_in_article": case.article}
    return {name: float(bool(years_in(text) & asked)) for name, text in texts.items()}


def _relative(asked: int | None, sentence: str, near: str) -> dict[str, float]:
    """Return the year asked for by 去年 and the like, whether that word stands there, and whether another does."""
    if asked is None:
        return {"relative": -5.0, "relative_told": -1.0, "relative_near": -1.0, "relative_other": -1.0}
    word = _TOLD.get(asked)
    others = [pattern for year, pattern in _TOLD.items() if year != asked]
    return {
        "relative": float(asked),
        "relative_told": float(bool(word and word.search(sentence))),
        "relative_near": float(bool(word and word.search(near))),
        "relative_other": float(any(pattern.search(sentence) for pattern in others)),
    }
