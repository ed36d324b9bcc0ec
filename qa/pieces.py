"""The shortest piece of a quote that answers: a figure of the kind asked for, or the names of a byline."""

import re
from collections.abc import Sequence

from index.collection import Collection, Entry
from qa.answer import Quantity
from qa.question import Question

_KINDS = {
    "money": ("money",),
    "percent": ("percent", "percentage_point"),
    "count": ("count",),
    "measure": ("area", "power", "other"),
    "rank": ("ordinal_rank",),
    "date": ("date", "year"),
    "duration": ("duration", "time_limit"),
}
_SCOPE = re.compile(r"(?:全[国省市县区]|世界|亚洲|全球|河北)$")
_CLAUSE = re.compile(r"[，。；：、（）“”]")


def fitting(question: Question, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of the kind asked for; those with the very unit asked for alone, if there are any."""
    kinds = _KINDS.get(question.kind, ())
    right_kind = [quantity for quantity in quantities if quantity.kind in kinds]
    right_unit = [quantity for quantity in quantities if question.unit and quantity.unit == question.unit]
    return right_unit or right_kind


def choose_figure(question: Question, collection: Collection, text: str, quantities: Sequence[Quantity]) -> Quantity | None:
    """Return the fitting figure that stands nearest to the question's words and years; ties go to the first."""
    candidates = fitting(question, quantities)
    if not candidates:
        return None
    folded = collection.tokenizer.fold(text)
    return max(candidates, key=lambda quantity: (_nearness(question, folded, quantity), -quantity.start))


def _nearness(question: Question, folded: str, quantity: Quantity) -> float:
    """Return how many of the question's character pairs stand in the figure's clause and the one before it."""
    ends = [0, *(match.end() for match in _CLAUSE.finditer(folded, 0, quantity.start))]
    stop = _CLAUSE.search(folded, quantity.end)
    own = folded[ends[-1] : stop.start() if stop else len(folded)]
    before = folded[ends[-2] if len(ends) > 1 else 0 : ends[-1]]
    score = sum(1.0 for pair in question.bigrams if pair in own) + sum(0.3 for p in question.bigrams if p in before)
    return score + 5.0 * any(year in folded[max(ends[-1], quantity.start - 8) : quantity.start] for year in question.years)


def shown(text: str, quantity: Quantity) -> str:
    """Return the figure as it must be shown: 超200家 is never given as 200家, 全省第五 never as 第五."""
    start, end = quantity.start, quantity.end
    outer = quantity.qualifier_text or ""
    if outer and text[:start].endswith(outer):
        start -= len(outer)
    elif outer and text[end:].startswith(outer):
        end += len(outer)
    if quantity.kind == "ordinal_rank" and (scope := _SCOPE.search(text[:start])):
        start = scope.start()
    return text[start:end]


def names(entry: Entry, text: str) -> tuple[str, ...]:
    """Return the names of a byline or credit as printed; a wide 李 明 keeps its space."""
    printed = (re.search(r"\s*".join(map(re.escape, person.name)), text) for person in entry.unit.people)
    return tuple(match.group() for match in printed if match)


def short_answer(
    question: Question, collection: Collection, entry: Entry, text: str, quantities: Sequence[Quantity]
) -> tuple[str | tuple[str, ...] | None, Quantity | None]:
    """Return the piece (or pieces) that answer and the figure it is, None where only the sentence answers."""
    if question.kind == "author":
        people = names(entry, text)
        return (people[0] if len(people) == 1 else people or None), None
    figure = choose_figure(question, collection, text, quantities)
    return (shown(text, figure), figure) if figure else (None, None)
