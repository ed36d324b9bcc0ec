"""An answer to each part of a question that asks for several things: 产量多少，增长多少; 出口和进口各是多少."""

import re
from collections.abc import Callable

from qa.answers.asked import asked
from qa.answers.kinds import Given
from qa.answers.wanted import FIGURES, wanted
from qa.question import Question, understand

Answering = Callable[[Given], str | tuple[str, ...] | None]
_PART = re.compile("[，,、；;]")
_EACH = re.compile(
    "(?P<lead>(?:.*[的里中，,])?)(?P<one>[^的里中，,、和与跟]{1,8})[、和与跟](?P<other>[^的里中，,、和与跟]{1,8}?)(?:各|分别)(?P<ask>[^，,]{0,3}(?:多少|几|多[大长高重]).*)"
)
_ASKS = re.compile("几|多少|多[大长高远久]|哪|谁|什么|何时")


def each(given: Given, answer: Answering) -> tuple[str, ...] | None:
    """Return an answer to each part of a question of several; none where one of them has none or both the same."""
    asking = [_part(part, given) for part in _parts(given.question.text)]
    if len(asking) < 2 or any(_kindless(part) for part in asking):
        return None
    found = [answer(given._replace(question=part, ask=asked(part, given.tokenizer))) for part in asking]
    pieces = tuple(piece for piece in found if isinstance(piece, str))
    return pieces if len(set(pieces)) == len(asking) else None


def _parts(text: str) -> list[str]:
    """Return what a question of several asks in turn: 产量多少，增长多少; 出口和进口各是多少."""
    if both := _EACH.fullmatch(text):
        return [f"{both['lead']}{thing}{both['ask']}" for thing in (both["one"], both["other"])]
    return [part for part in _PART.split(text) if part and _ASKS.search(part)]


def _part(text: str, given: Given) -> Question:
    """Return one part of a question of several, with the years the whole names."""
    part = understand(text, given.tokenizer)
    part = wanted(part, asked(part, given.tokenizer))
    return part._replace(years=part.years or given.question.years)


def _kindless(part: Question) -> bool:
    return part.several or part.kind not in (*FIGURES, "date", "identifier")
