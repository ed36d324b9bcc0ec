"""The shortest piece of a quote that answers: a byline's names, a table's cell, a phrase, or the best piece of all."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.collection import Collection, Entry
from index.simplify import simplify
from qa.answer import Quantity
from qa.answers import people
from qa.answers.asked import asked
from qa.answers.bylines import names
from qa.answers.choose import Best, best_span
from qa.answers.features import Sheet
from qa.answers.figures import choices, fitting, respective
from qa.answers.grain import of_grain
from qa.answers.how_often import how_often
from qa.answers.kinds import Given, at_spans, of_kind
from qa.answers.lists import enumerated, listed
from qa.answers.matches import around
from qa.answers.nearness import nearness
from qa.answers.phrases import phrase
from qa.answers.places import at_level, where
from qa.answers.shown import shown_span
from qa.answers.spans import cut_sentence
from qa.answers.tables import table_cell
from qa.answers.wanted import FIGURES, wanted
from qa.answers.whole import trimmed, whole_name, without_said
from qa.question import Question, understand

__all__ = ["fitting", "short_answer"]

Short = tuple[str | tuple[str, ...] | None, Quantity | None]
_SIGNED = ("byline", "credit")
NEARNESS, RESPECTIVE = 2.0, 1.0
# what the best piece must be believed at least to be given: no short answer is better than a wrong one
_LEAST = {
    "figure": 0.4,
    "date": 0.12,
    "list": 0.05,
    "org": 0.05,
    "place": 0.05,
    "person": 0.05,
    "other": 0.08,
    "unread": 0.4,
}
_PART = re.compile("[，,、；;]")
_EACH = re.compile(
    "(?P<lead>(?:.*[的里中，,])?)(?P<one>[^的里中，,、和与跟]{1,8})[、和与跟](?P<other>[^的里中，,、和与跟]{1,8}?)(?:各|分别)(?P<ask>[^，,]{0,3}(?:多少|几|多[大长高重]).*)"
)
_BOUND = 2  # characters of 以上 or 不满 between the figures of 200元以上500元以下
_SEVERAL = re.compile("[两三四五六七八九十]大?[个家][^，,]{2,8}(?:是|有)谁")
_ASKS = re.compile("几|多少|多[大长高远久]|哪|谁|什么|何时")
# a figure the grammar has no form for: 第二代, 2至23公尺, L2, 1.2km
_UNREAD = re.compile(
    r"(?:第 ?)?[a-z]{0,4}[-$]?[0-9一二三四五六七八九十百千万亿.,]+(?:[至到~～—–-][0-9.,]+)?[a-z0-9²/-]{0,6}[\u4e00-\u9fff]{0,3}"
)
_HALF = re.compile(r"(?:[0-9第.,]|第 |[0-9][\u4e00-\u9fff]{0,2}[至到~～—–-])$")  # before the other half of a range
_ALWAYS_READ = ("money", "percent")  # 元 and % are never missed


def short_answer(
    question: Question, collection: Collection, entry: Entry, text: str, quantities: Sequence[Quantity]
) -> Short:
    """Return the piece (or pieces) that answer and the figure it is, None where only the sentence answers."""
    ask = asked(question, collection.tokenizer)
    question = wanted(question, ask)
    if question.kind == "author" or (entry.unit.kind in _SIGNED and entry.unit.people):
        signed = names(entry, text, question.text)
        return (signed[0] if len(signed) == 1 else signed or None), None
    if entry.unit.kind == "table_row":
        return table_cell(question, ask, collection.context_text(entry), text)
    return _of_sentence(Given(question, ask, text, quantities, collection.tokenizer))


def _of_sentence(given: Given) -> Short:
    if each := _each(given):
        return each, None
    if often := how_often(given.ask, given.tokenizer.fold(given.text), _weights(given)):
        return given.text[slice(*often)], None
    if given.question.several:  # one figure would pass for the answer to both
        return None, None
    if given.question.kind in (*FIGURES, "identifier"):
        return _figure(given)
    several = given.question.kind == "list" if given.ask.asking != "who" else _SEVERAL.search(given.ask.text)
    if several and (run := _run(given)):
        return listed(given.text[run[0] : run[1]]), None
    if found := _by_position(given) or _phrase(given):
        start, end = trimmed(given.text, given.question.folded, *found)
        return given.text[start:end], None
    return _piece(given)


def _each(given: Given) -> tuple[str, ...] | None:
    """Return an answer to each part of a question of several; none where one of them has none or both the same."""
    asking = [_part(part, given) for part in _parts(given.question.text)]
    if len(asking) < 2 or any(_kindless(part) for part in asking):
        return None
    each = [_of_sentence(given._replace(question=part, ask=asked(part, given.tokenizer)))[0] for part in asking]
    pieces = tuple(piece for piece in each if isinstance(piece, str))
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


def _figure(given: Given) -> Short:
    """Return the figure asked for; none where it is not told which of several is meant, or none is of the kind."""
    folded = given.tokenizer.fold(given.text)
    if not fitting(given.question, given.quantities):
        return _unread(given)
    found = choices(given.question, folded, given.quantities, given.ask.topic)
    if len(found) > 1:
        best = _nearest(given, folded, found)
        sure = best is not None and best.score >= _LEAST["figure"]
        found = [quantity for quantity in found if sure and best and quantity.start == best.start]
    if not found:
        return None, None
    start, end = shown_span(simplify(given.text), found[0], given.question.folded)
    start, end = _range(given.quantities, found[0], start, end)
    return given.text[start:end], _as_asked(found[0])


def _range(quantities: Sequence[Quantity], figure: Quantity, start: int, end: int) -> tuple[int, int]:
    """Return where 200元以上500元以下 stands for either of its bounds."""
    for low, high in pairwise(quantities):
        bounds = low.qualifier in ("at_least", "more_than") and high.qualifier in ("at_most", "less_than")
        if figure in (low, high) and bounds and high.start - low.end <= _BOUND and low.unit == high.unit:
            return min(start, low.start), max(end, high.end + len(high.qualifier_text or ""))
    return start, end


def _nearest(given: Given, folded: str, found: Sequence[Quantity]) -> Best | None:
    """Return the best of several figures: what the trees believe, and how near the question's words stand."""
    weights = _weights(given)
    counterparts = respective(folded, given.quantities, weights)
    near = {q.start: nearness(given.question, folded, q, given.quantities, weights) for q in found}
    # what stands before 分别 is near all that stand after it
    alike = max((near[start] for start in counterparts if start in near), default=0.0)
    spans = {
        (q.start, q.end): NEARNESS * (alike if q.start in counterparts else near[q.start])
        + RESPECTIVE * counterparts.get(q.start, 0.0)
        for q in found
    }
    return best_span(
        given.question, given.text, given.quantities, given.tokenizer, allowed=at_spans(set(spans)), bonus=spans
    )


def _unread(given: Given) -> Short:
    """Return a figure in a form the grammar does not read (第二代, 7英尺), where the trees are sure of it."""
    folded = given.tokenizer.fold(given.text)
    read = {quantity.start for quantity in given.quantities}

    def allowed(sheet: Sheet) -> NDArray[np.bool_]:
        held = [
            p.start not in read
            and bool(_UNREAD.fullmatch(folded, p.start, p.end))
            and not _HALF.search(folded[: p.start])
            for p in sheet.pieces
        ]
        return np.array(held)

    best = _best(given, allowed) if given.question.kind not in _ALWAYS_READ else None
    return (given.text[best.start : best.end] if best and best.score >= _LEAST["unread"] else None), None


def _as_asked(figure: Quantity) -> Quantity:
    # asked for a place in a ranking, 第五 is the fifth place
    return figure.model_copy(update={"unit": "名"}) if figure.kind == "ordinal_rank" and figure.unit is None else figure


def _weights(given: Given) -> list[float]:
    cut = cut_sentence(given.text, given.quantities, given.tokenizer)
    return [float(weight) for weight in around(given.ask, cut, given.tokenizer).weights]


def _phrase(given: Given) -> tuple[int, int] | None:
    folded = given.tokenizer.fold(given.text)
    return phrase(given.ask, given.question.kind, folded, _weights(given))


def _by_position(given: Given) -> tuple[int, int] | None:
    """Return the place after 在 for 在哪里, the one who speaks for 谁 where the sentence names no person."""
    if given.ask.asking == "where" and given.ask.before:
        cut = cut_sentence(given.text, given.quantities, given.tokenizer)
        return where(given.ask, cut, _weights(given))
    folded = given.tokenizer.fold(given.text)
    if given.question.kind == "person" and not any(titled for _, titled, _ in people.names(folded).values()):
        return people.speaker(folded)
    return None


def _run(given: Given) -> tuple[int, int] | None:
    cut = cut_sentence(given.text, given.quantities, given.tokenizer)
    return enumerated(given.ask, cut, _weights(given))


def _piece(given: Given) -> Short:
    """Return the piece the trees believe in most, of the kind asked for where the sentence has any of it."""
    best = _best(given, of_kind(given))
    least = _LEAST.get(given.question.kind, _LEAST["other"])
    if best is None or best.score < least:
        return None, None
    figure = next((q for q in given.quantities if (q.start, q.end) == (best.start, best.end)), None)
    start, end = best.start, best.end
    start, end = trimmed(given.text, given.question.folded, *_name(given, start, end))
    if given.question.kind == "place":
        start, end = at_level(given.ask, given.tokenizer.fold(given.text), start, end)
    if given.question.kind == "date":
        start, end = of_grain(given.ask.text, given.tokenizer.fold(given.text), start, end)
    piece = given.text[start:end]
    return (listed(piece) if given.question.kind == "list" else piece), figure


def _name(given: Given, start: int, end: int) -> tuple[int, int]:
    """Return a name whole where one is asked for; of one asked for by its last word, without what is said already."""
    named = given.ask.asking in ("which", "what") and given.question.kind in ("place", "other", "org")
    if not named and given.question.kind != "org":
        return start, end
    cut, head = cut_sentence(given.text, given.quantities, given.tokenizer), given.ask.head
    ends = bool(head) and cut.folded.endswith(head, start, end)
    if given.question.kind != "other" or ends:
        start, end = whole_name(cut, start, end)
    return (
        without_said(cut, given.question.folded, head, start, end)
        if ends and given.question.kind == "other"
        else (start, end)
    )


def _best(given: Given, allowed: Callable[[Sheet], NDArray[np.bool_]] | None) -> Best | None:
    return best_span(given.question, given.text, given.quantities, given.tokenizer, allowed=allowed)
