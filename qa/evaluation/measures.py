"""The contract's measures: one row each, what a question adds above and below the line of its ratio."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from qa.evaluation.items import Item, pieces_of, squeeze

Pair = tuple[float, float]  # above and below the line; a measure is the sum of the first by the sum of the second


class Reply(NamedTuple):
    """What a system gave for a question: as much of an Answer as is measured."""

    answered: bool
    quotes: tuple[str, ...] = ()
    answer: str | tuple[str, ...] | None = None
    value: str | None = None
    unit: str | None = None
    confidence: float | None = None


class Judged(NamedTuple):
    """An item with its gold sentences as the collection knows them."""

    item: Item
    gold: tuple[str, ...]


class Measure(NamedTuple):
    """A measure by its name in Chinese and the pair a question gives it, None where it does not apply."""

    title: str
    of: Callable[[Judged, Reply], Pair | None]
    less_is_better: bool = False


def _if(applies: bool, hit: float, weight: float = 1.0) -> Pair | None:
    return (float(hit), weight) if applies else None


def _quote(k: int) -> Callable[[Judged, Reply], Pair | None]:
    return lambda judged, reply: _if(bool(judged.gold), quoted(judged, reply, k))


def quoted(judged: Judged, reply: Reply, k: int) -> bool:
    """Tell whether the first `k` quotes hold a gold sentence; for `match: all` each one, as many as `k` has room for."""
    found = len(set(judged.gold).intersection(reply.quotes[:k]))
    return found >= (min(k, len(judged.gold)) if judged.item.match == "all" else 1)


def answer_matches(item: Item, reply: Reply) -> bool:
    """Tell whether the short answer equals a gold one after folding width, spaces and end punctuation."""
    return _plain(reply.answer) in [_plain(gold) for gold in (item.answer, *item.alt_answers)]


def value_matches(item: Item, reply: Reply) -> bool:
    """Tell whether the figure given has the gold value, as a number where it is one, and the gold unit."""
    return reply.unit == item.unit_base and reply.value is not None and _number(reply.value) == _number(item.value_base)


def _number(value: str | None) -> Decimal | str | None:
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:  # 3:1
        return value


def _plain(answer: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(squeeze(piece).rstrip("。.,，、；;！!？?") for piece in pieces_of(answer))


def is_right(judged: Judged, reply: Reply, first_hit: float) -> bool:
    """Tell whether the reply is right: refused where there is no answer, else the gold sentence (or article) first."""
    if not judged.item.answerable:
        return not reply.answered
    return reply.answered and (quoted(judged, reply, 1) if judged.gold else first_hit == 1)


MEASURES: dict[str, Measure] = {
    "quote@1": Measure("首句即所求", _quote(1)),
    "quote@3": Measure("前三句有所求", _quote(3)),
    "answer_em": Measure("短答案一字不差", lambda j, r: _if(j.item.answer is not None, answer_matches(j.item, r))),
    "value_em": Measure("数值与单位都对", lambda j, r: _if(j.item.value_base is not None, value_matches(j.item, r))),
    "refusal_precision": Measure("拒答时拒得对", lambda j, r: _if(not r.answered, not j.item.answerable)),
    "refusal_recall": Measure("该拒答的拒答了", lambda j, r: _if(not j.item.answerable, not r.answered)),
    # twice the right refusals by refusals given plus refusals wanted is the harmonic mean of the two above
    "refusal_f1": Measure(
        "拒答的 F1",
        lambda j, r: _if(
            not r.answered or not j.item.answerable,
            2 * (not r.answered and not j.item.answerable),
            (not r.answered) + (not j.item.answerable),
        ),
    ),
    "false_answer_rate": Measure(
        "该拒答却答了", lambda j, r: _if(not j.item.answerable, r.answered), less_is_better=True
    ),
}  # fmt: skip
RETRIEVAL_TITLES = {"mrr@10": "所求的段的名次倒数", "ndcg@10": "前十段的排序"}
NAMES = (*MEASURES, *RETRIEVAL_TITLES)


def title(name: str) -> str:
    """Return a measure's name in Chinese."""
    return MEASURES[name].title if name in MEASURES else RETRIEVAL_TITLES[name]
