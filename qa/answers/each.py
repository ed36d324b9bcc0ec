"""An answer to each part of a question that asks for several things: 产量多少，增长多少; 出口和进口各是多少."""

import re
from collections.abc import Callable

from qa.answers.asked import asked
from qa.answers.kinds import Given
from qa.answers.wanted import FIGURES, wanted
from qa.question import Question, understand

Answering = Callable[[Given], str | tuple[str, ...] | None]
_PART = re.compile("[，,、；;?？]")
_EACH = re.compile(
    "(?P<lead>(?:.*[的里中，,])?)(?P<one>[^的里中，,、和与跟]{1,16})[、和与跟](?P<other>[^里中，,、和与跟]{1,12}?)[，,]?(?P<where>(?:在[^，,]{1,6})?)(?:各自?|分别)(?P<ask>[^，,]{0,3}(?:多少|几|第几|多[大长高重]).*)"
)
_MOST = re.compile(
    "(?P<lead>.*)(?P<one>最[少低短小])、?[到和]?(?P<other>最[多高长大])(?P<ask>.*(?:多少|几|多[大长高]).*)"
)
_OF = re.compile("的.+")  # 贷款余额 of 制造业和涉农的贷款余额: said once, it is of both
_ASKS = re.compile("(?<![这那近前后好十头])几|多少|多[大长高远久]|哪|谁|什么|何时")
_AGAIN = re.compile("(?P<thing>[^，,]{1,10})呢[?？]?$")  # 现在要几天？原先呢
_BEFORE_AND_AFTER = re.compile("前后(?:各自?|分别)?")  # 五年前后各是多少
# 原来是多少 is of what was asked first
_BARE = re.compile(
    "(?:现在|如今|目前|原[来先]|以前|从前|之前|过去|当初|后来)(?:又|是|有|要|能)*(?:多少|几|多[大长高]).*"
)
_TAIL = re.compile("[^，,的是]{0,2}(?:多少|几|多[大长高久]).*$")


def each(given: Given, answer: Answering) -> tuple[str, ...] | None:
    """Return an answer to each part of a question of several; none where one of them has none or both the same."""
    parts = _parts(given.question.text)
    asking = [_part(part, given) for part in parts] if len(parts) > 1 else []
    if not asking or any(_kindless(part) for part in asking):
        return None
    found = [answer(given._replace(question=part, ask=asked(part, given.tokenizer))) for part in asking]
    pieces = tuple(piece for piece in found if isinstance(piece, str))
    return pieces if len(set(pieces)) == len(asking) else None


def names_both(text: str) -> bool:
    """Tell whether a question names the two things it asks for, so that a figure of one alone misleads."""
    return any(pattern.search(text) for pattern in (_MOST, _EACH, _BEFORE_AND_AFTER))


def _parts(text: str) -> list[str]:
    """Return what a question of several asks in turn: 产量多少，增长多少; 出口和进口各是多少; 现在几天，原先呢."""
    if most := _MOST.fullmatch(text):
        return [f"{most['lead']}{thing}{most['ask']}" for thing in (most["one"], most["other"])]
    if both := _EACH.fullmatch(text):
        of = _OF.search(both["other"])
        one = both["one"] + (of.group() if of else "")
        return [f"{both['lead']}{thing}{both['where']}{both['ask']}" for thing in (one, both["other"])]
    if _BEFORE_AND_AFTER.search(text):
        return [_BEFORE_AND_AFTER.sub(side, text) for side in ("原来", "现在")]
    return _in_turn([part for part in _PART.split(text) if part])


def _in_turn(clauses: list[str]) -> list[str]:
    """Return the clauses that ask, with what one that says only when (原来是多少) or of what (小学生呢) leaves out."""
    parts: list[str] = []
    topic = ""
    for clause in clauses:
        tail = _TAIL.search(parts[0]) if parts else None
        if tail and (again := _AGAIN.fullmatch(clause)):
            parts.append(f"{again['thing']}{tail.group()}")
        elif _BARE.fullmatch(clause):
            parts.append(f"{topic or (parts[0][: tail.start()] if tail else '')}{clause}")
        elif _ASKS.search(clause):
            parts.append(clause)
        else:
            topic = clause
    return parts


def _part(text: str, given: Given) -> Question:
    """Return one part of a question of several, with the years the whole names."""
    part = understand(text, given.tokenizer)
    part = wanted(part, asked(part, given.tokenizer))
    return part._replace(years=part.years or given.question.years)


def _kindless(part: Question) -> bool:
    return part.several or part.kind not in (*FIGURES, "date", "identifier")
