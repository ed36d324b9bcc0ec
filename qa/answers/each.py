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
_ASKS = re.compile("几|多少|多[大长高远久]|哪|谁|什么|何时")
_AGAIN = re.compile("(?P<thing>[^，,]{1,10})呢[?？]?$")  # 现在要几天？原先呢
_TAIL = re.compile("[^，,的是]{0,2}(?:多少|几|多[大长高久]).*$")


def each(given: Given, answer: Answering) -> tuple[str, ...] | None:
    """Return an answer to each part of a question of several; none where one of them has none or both the same."""
    asking = [_part(part, given) for part in _parts(given.question.text)]
    if len(asking) < 2 or any(_kindless(part) for part in asking):
        return None
    found = [answer(given._replace(question=part, ask=asked(part, given.tokenizer))) for part in asking]
    pieces = tuple(piece for piece in found if isinstance(piece, str))
    return pieces if len(set(pieces)) == len(asking) else None


def _parts(text: str) -> list[str]:
    """Return what a question of several asks in turn: 产量多少，增长多少; 出口和进口各是多少; 现在几天，原先呢."""
    if most := _MOST.fullmatch(text):
        return [f"{most['lead']}{thing}{most['ask']}" for thing in (most["one"], most["other"])]
    if both := _EACH.fullmatch(text):
        of = _OF.search(both["other"])
        one = both["one"] + (of.group() if of else "")
        return [f"{both['lead']}{thing}{both['where']}{both['ask']}" for thing in (one, both["other"])]
    parts: list[str] = []
    for part in filter(None, _PART.split(text)):
        if parts and (again := _AGAIN.fullmatch(part)) and (tail := _TAIL.search(parts[0])):
            parts.append(f"{again['thing']}{tail.group()}")
        elif _ASKS.search(part):
            parts.append(part)
    return parts


def _part(text: str, given: Given) -> Question:
    """Return one part of a question of several, with the years the whole names."""
    part = understand(text, given.tokenizer)
    part = wanted(part, asked(part, given.tokenizer))
    return part._replace(years=part.years or given.question.years)


def _kindless(part: Question) -> bool:
    return part.several or part.kind not in (*FIGURES, "date", "identifier")
