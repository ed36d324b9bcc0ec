"""The shortest piece of a quote that answers: a figure of the kind asked for, or the names of a byline."""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.collection import Collection, Entry
from qa.answer import Quantity
from qa.numbers.read import read_quantities
from qa.question import Question

_KINDS = {
    "money": ("money",),
    "percent": ("percent", "percentage_point"),
    "count": ("count",),
    "measure": ("area", "power", "other"),
    "figure": ("money", "percent", "percentage_point", "count", "ratio", "area", "power", "other"),
    "rank": ("ordinal_rank",),
    "date": ("date", "year"),
    "duration": ("duration", "time_limit"),
}
# by how much the best of several figures must stand nearer than the next: no figure is better than a wrong one
_MARGIN = 1.2
_MARGINS = {
    "figure": 2.5,  # where 多少 alone leaves open what kind of figure is meant
    "rank": 1.05,  # ranks stand in lists that share one subject
}
_FORECAST = re.compile(r"(?:预计|预期|有望|力争|计划|目标|拟|将达|争取到)[^，。；！？]{0,20}$")
_FROM = re.compile(r"[由从][^，。；,;]{0,16}$")
_TO = re.compile(r"[到至为]")
_ONCE = re.compile(r"原来|过去|以前|之前|原先|最初|起初|当初|开始的?时候|起步")
_NOW = re.compile(r"现在|目前|如今|现已|[降升提减增长短少大高加压]到|到(?:了)?(?:多少|几)|最新|今年")
_CHANGE_ASKED = re.compile("增|提高|提升|涨|降|减|升|快|慢|变化|多了|少了|翻|高了|低了|[高低多少]出|幅")
_HOW_MUCH_CHANGED = re.compile(
    r"(?:增长|提高|提升|上升|增加|下降|降低|减少|上涨|下调|增产|减产|缩短|压缩)了?(?:多少|几|百分之几)|[增涨降][幅速]"
)
_TOTAL = re.compile("总共|一共|共计|合计|总数|如今|总的")
_SCOPE = re.compile(r"(?:全[国省市县区]|世界|亚洲|全球|河北)$")
# folding makes ，； into ,; and these look at folded text; a comma inside 23,876 parts nothing
_CLAUSE = re.compile(r"[，。；：！？;:!?]|,(?!\d)")
_PAUSE = re.compile(r"[，。；：！？、;:!?]|,(?!\d)")  # what stands after one is not what the figure before it counts
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")


def fitting(question: Question, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Return the figures of the kind asked for; those with the very unit asked for alone, if there are any."""
    kinds = _KINDS.get(question.kind, ())
    right_kind = [quantity for quantity in quantities if quantity.kind in kinds]
    right_unit = [quantity for quantity in quantities if question.unit and _is_of_unit(quantity, question.unit)]
    return right_unit or right_kind


def _is_of_unit(quantity: Quantity, unit: str) -> bool:
    """Tell whether a figure has the unit asked for, or counts it: 4个重点县 for 几个县."""
    return quantity.unit == unit or (quantity.kind == "count" and (quantity.noun or "").endswith(unit))


def choose_figure(
    question: Question, collection: Collection, text: str, quantities: Sequence[Quantity]
) -> Quantity | None:
    """Return the fitting figure that stands with the question's words; None where no one stands clearly nearest."""
    folded = collection.tokenizer.fold(text)
    stated = {(told.value, told.unit) for told in read_quantities(question.text)}
    candidates = [
        quantity
        for quantity in fitting(question, quantities)
        if _year_fits(question, folded, quantity) and (quantity.value, quantity.unit) not in stated
    ]
    change_asked = bool(_HOW_MUCH_CHANGED.search(question.text))
    if len(candidates) < 2 and not change_asked:
        return candidates[0] if candidates else None
    if not question.years and len({_year_of(folded, quantity) for quantity in candidates}) > 1:
        return None  # 1703亿元 of 2021 or 1972亿元 of 2024: nobody but the asker knows which
    if change_asked:
        candidates = [quantity for quantity in candidates if _is_change(folded, quantity)]
    candidates = _side_of_change(question, folded, candidates)
    if question.counted:
        asked = max(question.counted, key=len)
        candidates = [quantity for quantity in candidates if (quantity.noun or "").endswith(asked)] or candidates
    if _TOTAL.search(question.text):
        candidates = [quantity for quantity in candidates if "总" in (quantity.subject or "")] or candidates
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    scores = [round(_nearness(question, collection, folded, quantity, quantities), 6) for quantity in candidates]
    best, second = sorted(scores, reverse=True)[:2]
    margin = _MARGINS.get(question.kind, _MARGIN)
    return candidates[scores.index(best)] if best >= second * margin and best > second else None


def _side_of_change(question: Question, folded: str, candidates: list[Quantity]) -> list[Quantity]:
    """Of 由98天压缩到41天 keep the side the question asks for, none at all if it does not say."""
    left = list(candidates)
    for before, after in pairwise(candidates):
        between = folded[before.end : after.start]
        if _FROM.search(folded[: before.start]) and _TO.search(between) and not _CLAUSE.search(between):
            dropped = (
                [after] if _ONCE.search(question.text) else [before] if _NOW.search(question.text) else [before, after]
            )
            left = [quantity for quantity in left if quantity not in dropped]
    return left


def _nearness(
    question: Question,
    collection: Collection,
    folded: str,
    quantity: Quantity,
    quantities: Sequence[Quantity],
) -> float:
    """Return the weight of the question's words that stand between this figure and the ones beside it.

    Words before the figure count most (高新技术企业889家), those after it less (2家孵化器), and those of
    the sentence further left, which may be the subject of several figures, least.
    """
    figures = [other for other in quantities if other.kind not in ("year", "date", "year_range")]
    clause = max((match.end() for match in _CLAUSE.finditer(folded, 0, quantity.start)), default=0)
    earlier = [other.end for other in figures if clause <= other.end <= quantity.start]
    # in 122座换热站、147套机组 the stations belong to the figure before them
    pauses = [match.end() for match in _PAUSE.finditer(folded, max(earlier), quantity.start)] if earlier else []
    start = max([clause, *earlier, *pauses])
    stop = _PAUSE.search(folded, quantity.end)
    end = min(
        [other.start for other in figures if other.start >= quantity.end] + [stop.start() if stop else len(folded)]
    )
    score = 0.0
    # what the figure counts or measures may stand further left: 容量 of 容量全省第二、河北南部电网第一
    local = folded[start : quantity.start]
    if quantity.kind == "ordinal_rank":
        named = collection.tokenizer.fold(quantity.subject or "")
        score += 0.9 * (_shared(question, collection, f"{local} {named}") - _shared(question, collection, local))
    for part, weight in (
        (local, 1.0),
        (folded[quantity.end : end], 0.8),
        (folded[:start], 0.1),
    ):
        score += weight * _shared(question, collection, part)
    # 提高19个百分点 is the change, and not what 比重是多少 asks for
    return score * 0.5 if _is_change(folded, quantity) and not _CHANGE_ASKED.search(question.text) else score


def _is_change(folded: str, quantity: Quantity) -> bool:
    near = folded[max(quantity.start - 6, 0) : quantity.start]
    return quantity.direction is not None and not re.search("[至到为达]", near)


def _shared(question: Question, collection: Collection, part: str) -> float:
    words = sum(
        max((_known(collection, wording, part) for wording in concept.wordings), default=0.0)
        for concept in question.concepts
    )
    # the noun counted (医院 of 几所医院) says more than the verb it shares with other figures
    counted = 2.0 * _known(collection, question.counted, part) if question.counted else 0.0
    return words + counted + 0.5 * sum(pair in part for pair in question.bigrams)


def _known(collection: Collection, wording: tuple[str, ...], part: str) -> float:
    """Return the weight of the wording that stands in the part: all of it, or half of what its pieces weigh."""
    if not wording:
        return 0.0
    whole = max(wording, key=len)
    if whole in part:
        return collection.idf(whole) or collection.rarest
    return 0.5 * sum((collection.idf(term) or 0.0) for term in wording if term in part) / len(wording)


def _year_of(folded: str, quantity: Quantity) -> str | None:
    """Return the last year named before the figure, or in it."""
    named = _YEAR.findall(folded, 0, quantity.end)
    return named[-1] if named else None


def _year_fits(question: Question, folded: str, quantity: Quantity) -> bool:
    """Tell whether the figure's year is the one asked for, if one is asked for and one is named."""
    year = _year_of(folded, quantity)
    return not question.years or not year or year in question.years


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
    # a forecast is never given as a fact
    forecast = _FORECAST.search(text[:start])
    return text[forecast.start() if forecast else start : end]


def names(entry: Entry, text: str) -> tuple[str, ...]:
    """Return the names of a byline or credit as printed; a wide 李 明 keeps its space."""
    printed = (re.search(r"\s*".join(map(re.escape, person.name)), text) for person in entry.unit.people)
    return tuple(match.group() for match in printed if match)


def table_cell(question: Question, context: str, row: str) -> str | None:
    """Return the cell below the one header that shares most with the question; None where none stands out."""
    heads = [cell.strip() for cell in context[context.find("|") :].strip("| ").split("|")]
    cells = [cell.strip() for cell in row.strip("| ").split("|")]
    pairs = _pairs(question)
    scores = [sum(pair in head.lower() for pair in pairs) for head in heads]
    best = max(scores, default=0)
    if len(heads) != len(cells) or not best or scores.count(best) > 1:
        return None
    return cells[scores.index(best)] or None


def _pairs(question: Question) -> set[str]:
    wordings = ("".join(wording) for concept in question.concepts for wording in concept.wordings)
    return {*question.bigrams, *(a + b for word in wordings for a, b in pairwise(word))}


def short_answer(
    question: Question, collection: Collection, entry: Entry, text: str, quantities: Sequence[Quantity]
) -> tuple[str | tuple[str, ...] | None, Quantity | None]:
    """Return the piece (or pieces) that answer and the figure it is, None where only the sentence answers."""
    if question.kind == "author":
        people = names(entry, text)
        return (people[0] if len(people) == 1 else people or None), None
    if entry.unit.kind == "table_row":
        return table_cell(question, collection.context_text(entry), text), None
    if question.several:  # one figure would pass for the answer to both
        return None, None
    figure = choose_figure(question, collection, text, quantities)
    if figure and figure.kind == "ordinal_rank" and figure.unit is None:
        figure = figure.model_copy(update={"unit": "名"})  # asked for a place in a ranking, 第五 is the fifth place
    return (shown(text, figure), figure) if figure else (None, None)
