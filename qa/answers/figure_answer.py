"""The figure a sentence answers with: of the kind, side and change asked for, and nearest to the question's words."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.simplify import simplify
from qa.answer import Quantity
from qa.answers.changes import CLAUSE
from qa.answers.choose import Best, best_span
from qa.answers.figures import fitting
from qa.answers.kinds import Given, at_spans
from qa.answers.matches import around
from qa.answers.meant import meant
from qa.answers.nearness import nearness
from qa.answers.objections import unopposed
from qa.answers.progress import progress
from qa.answers.sheet import Sheet
from qa.answers.shown import shown_span
from qa.answers.spans import cut_sentence
from qa.answers.statement import Statement, alike, is_said

NEARNESS, PROGRESS = 6.0, 1.5
_EVEN = 0.0005  # of all the question's words: nearer than by this is no nearer
_SURE = 0.4  # what the best figure must be believed at least: no short answer is better than a wrong one
_BOUND = 2  # characters of 以上 or 不满 between the figures of 200元以上500元以下
# a figure the grammar has no form for: 第二代, 2至23公尺, L2, 1.2km
_UNREAD = re.compile(
    r"(?:第 ?)?[a-z]{0,4}[-$]?[0-9一二三四五六七八九十百千万亿.,]+(?:[至到~～—–-][0-9.,]+)?[a-z0-9²/-]{0,6}[\u4e00-\u9fff]{0,3}"
)
_HALF = re.compile(r"(?:[0-9第.,]|第 |[0-9][\u4e00-\u9fff]{0,2}[至到~～—–-])$")  # before the other half of a range
_SEVERAL = 2
# by which way the question asks, what goes the other way
_OPPOSITE = (
    (re.compile("增(?!加?值)|涨|提高|上升"), re.compile("(?:负增长|下降|减少|减产|降低|下跌|回落|下滑)了?$")),
    (re.compile("下降|减少|减产|降低|下跌|下滑"), re.compile("(?:增长|增加|增产|提高|上升|上涨)了?$")),
)
_CHANGING = ("percent", "percentage_point")
_ALWAYS_READ = ("money", "percent")  # 元 and % are never missed


def figure_answer(given: Given) -> tuple[str | None, Quantity | None]:
    """Return the figure asked for; none where it is not told which of several is meant, or none is of the kind."""
    folded = given.tokenizer.fold(given.text)
    if not fitting(given.question, given.quantities):
        return _unread(given)
    found = meant(given.question, folded, given.quantities, given.ask.topic)
    statement = Statement(given.question, given.ask.text, folded, found, given.quantities, weights(given))
    figure = _unopposed(given, statement)
    if figure is None or _is_of_another_clause(given, folded, figure):
        return None, None
    start, end = shown_span(simplify(given.text), figure, given.question.folded)
    start, end = _range(given.quantities, figure, start, end)
    start = _with_direction(given, figure, start)
    return given.text[start:end], _as_asked(figure)


def _unopposed(given: Given, statement: Statement) -> Quantity | None:
    """Return the figure meant that nothing speaks against; in the place of one ruled out only what the question says."""
    figure, kept = _chosen(given, statement.found), unopposed(statement)
    if figure in kept:
        return figure
    other = _chosen(given, kept)
    forbidden = [quantity for quantity in statement.found if quantity not in kept]
    return other if other and _may_replace(statement, other, forbidden) else None


def _chosen(given: Given, found: Sequence[Quantity]) -> Quantity | None:
    if len(found) < _SEVERAL:
        return found[0] if found else None
    best = _nearest(given, found)
    sure = best is not None and best.score >= _SURE
    return next((quantity for quantity in found if sure and best and quantity.start == best.start), None)


def _may_replace(statement: Statement, figure: Quantity, forbidden: Sequence[Quantity]) -> bool:
    """Tell whether a figure may stand in for others: it has the question's words, and the unit of one or they were shares."""
    shares = all(quantity.kind.startswith("percent") for quantity in forbidden)
    return is_said(statement, figure) and (shares or any(alike(q, figure) for q in forbidden))


def _is_of_another_clause(given: Given, folded: str, figure: Quantity) -> bool:
    """Tell whether all that the sentence has of the question stands past the pause after the figure.

    争取资金33.3亿元，全县最长的大桥提前建成 does not say what the bridge cost: half of such figures are wrong.
    """
    weight, pause = weights(given), CLAUSE.search(folded, figure.end)
    past = pause.start() if pause else len(folded)
    return not any(weight[: figure.start]) and not any(weight[figure.end : past]) and any(weight[past:])


def weights(given: Given) -> list[float]:
    cut = cut_sentence(given.text, given.quantities, given.tokenizer)
    found: list[float] = around(given.ask, cut, given.tokenizer).weights.tolist()
    return found


def _with_direction(given: Given, figure: Quantity, start: int) -> int:
    """Return where 下降2.4% starts for 增长多少: a fall is never given as a rise, nor a rise as a fall."""
    other = next((told for asked, told in _OPPOSITE if asked.search(given.question.folded)), None)
    said = other.search(given.tokenizer.fold(given.text)[:start]) if other and figure.kind in _CHANGING else None
    return said.start() if said else start


def _range(quantities: Sequence[Quantity], figure: Quantity, start: int, end: int) -> tuple[int, int]:
    """Return where 200元以上500元以下 stands for either of its bounds."""
    for low, high in pairwise(quantities):
        bounds = low.qualifier in ("at_least", "more_than") and high.qualifier in ("at_most", "less_than")
        if figure in (low, high) and bounds and high.start - low.end <= _BOUND and low.unit == high.unit:
            return min(start, low.start), max(end, high.end + len(high.qualifier_text or ""))
    return start, end


def _nearest(given: Given, found: Sequence[Quantity]) -> Best | None:
    """Return the best of several figures: what the trees believe, and how near the question's words stand.

    None where another stands just as near: the trees tell apart the kinds of figures, not two of one kind.
    """
    cut = cut_sentence(given.text, given.quantities, given.tokenizer)
    near = nearness(given.ask.text, cut, given.quantities, weights(given))
    spans = {
        (q.start, q.end): NEARNESS * near.get(q.start, 0.0) + PROGRESS * progress(given.ask.text, cut.folded, q)
        for q in found
    }
    best = best_span(
        given.question, given.text, given.quantities, given.tokenizer, allowed=at_spans(set(spans)), bonus=spans
    )
    return None if best and _is_even(found, spans, best) else best


def _is_even(found: Sequence[Quantity], spans: Mapping[tuple[int, int], float], best: Best) -> bool:
    """Tell whether another figure of the same unit stands as near as the best."""
    alike = next(((q.kind, q.unit) for q in found if q.start == best.start), None)
    mine = spans.get((best.start, best.end), 0.0)
    return any(
        q.start != best.start and (q.kind, q.unit) == alike and abs(spans[q.start, q.end] - mine) < _EVEN * NEARNESS
        for q in found
    )


def _unread(given: Given) -> tuple[str | None, Quantity | None]:
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

    if given.question.kind in _ALWAYS_READ:
        return None, None
    best = best_span(given.question, given.text, given.quantities, given.tokenizer, allowed=allowed)
    return (given.text[best.start : best.end] if best and best.score >= _SURE else None), None


def _as_asked(figure: Quantity) -> Quantity:
    # asked for a place in a ranking, 第五 and 第五位 are the fifth place
    places = figure.kind == "ordinal_rank" and figure.unit in (None, "位")
    return figure.model_copy(update={"unit": "名"}) if places else figure
