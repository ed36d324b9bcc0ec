"""Running a question set: every question asked of every system once, measured, and kept as a row."""

import hashlib
import itertools
import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, NamedTuple

from qa.evaluation.bootstrap import Tally, weights
from qa.evaluation.gold import Gold
from qa.evaluation.items import Item
from qa.evaluation.latency import Latency, Reliability
from qa.evaluation.measures import MEASURES, NAMES, Judged, Pair, is_right
from qa.evaluation.misses import explain_miss
from qa.evaluation.retrieval import TrecWriter, measure
from qa.evaluation.systems import Given, System

_BATCH = 256
GROUPED_BY = ("type", "difficulty", "tags")
_MOST_GROUPS = 200  # of one field: beyond it a field is no grouping, and memory must not grow with the set


class Outcome(NamedTuple):
    """One question asked of one system."""

    judged: Judged
    given: Given
    scores: dict[str, Pair]
    milliseconds: float
    relevant: Mapping[str, int]
    hits: Sequence[tuple[str, float]]

    @property
    def right(self) -> bool:
        """Tell whether the reply is right."""
        return is_right(self.judged, self.given.reply, self.scores.get("mrr@10", (0.0, 1.0))[0])

    @property
    def passage_rank(self) -> int | None:
        """Return the rank of the first relevant passage, from 1."""
        return next((rank for rank, (name, _) in enumerate(self.hits, 1) if name in self.relevant), None)


class Measured(NamedTuple):
    """Everything a system's run comes to; `groups` by field and value."""

    system: System
    overall: Tally
    groups: dict[tuple[str, str], Tally]
    latency: Latency
    reliability: Reliability


def measured(system: System) -> Measured:
    """Return empty sums for a system."""
    return Measured(system, Tally(NAMES), {}, Latency(), Reliability())


def run(
    systems: Sequence[Measured],
    items: Iterable[Item],
    gold: Gold,
    *,
    rows: IO[str],
    trec: TrecWriter,
    advance: Callable[[int], None] = lambda count: None,
) -> None:
    """Ask every system every question; the first system's rows are written to `rows`, a JSON object a line."""
    judged = (Judged(item, gold.sentences(item)) for item in items)
    for batch in iter(lambda: list(itertools.islice(judged, _BATCH)), []):
        drawn = weights([each.item.id for each in batch])
        for number, sums in enumerate(systems):
            outcomes = _ask(sums.system, batch, advance)
            _count(sums, outcomes, drawn)
            if number == 0:
                for outcome in outcomes:
                    rows.write(json.dumps(_row(outcome, gold), ensure_ascii=False) + "\n")
                    trec.write(outcome.judged.item.id, outcome.relevant, outcome.hits)


def _ask(system: System, batch: Sequence[Judged], advance: Callable[[int], None]) -> list[Outcome]:
    outcomes = []
    for judged in batch:
        start = time.perf_counter()
        given = system.ask(judged.item.question)
        milliseconds = (time.perf_counter() - start) * 1000
        scores = {name: pair for name, m in MEASURES.items() if (pair := m.of(judged, given.reply)) is not None}
        relevant = system.relevant(judged) if judged.item.answerable else {}
        hits = system.hits(given, judged) if judged.item.answerable else []
        outcomes.append(Outcome(judged, given, scores, milliseconds, relevant, hits))
        advance(1)
    can = [outcome for outcome in outcomes if outcome.judged.item.answerable]
    for outcome, found in zip(can, measure([o.relevant for o in can], [o.hits for o in can]), strict=True):
        outcome.scores.update({name: (value, 1.0) for name, value in found.items()})
    return outcomes


def _count(sums: Measured, outcomes: Sequence[Outcome], drawn: Any) -> None:
    sums.overall.add([outcome.scores for outcome in outcomes], drawn)
    members: dict[tuple[str, str], list[int]] = {}
    for at, outcome in enumerate(outcomes):
        sums.latency.add(outcome.milliseconds)
        if outcome.given.reply.confidence is not None:
            sums.reliability.add(outcome.given.reply.confidence, outcome.right)
        for group in _groups(outcome.judged.item):
            members.setdefault(group, []).append(at)
    for group, numbers in members.items():
        if group in sums.groups or sum(field == group[0] for field, _ in sums.groups) < _MOST_GROUPS:
            tally = sums.groups.setdefault(group, Tally(NAMES))
            tally.add([outcomes[at].scores for at in numbers], drawn[numbers])


def _groups(item: Item) -> Iterator[tuple[str, str]]:
    for field in GROUPED_BY:
        value = getattr(item, field)
        for each in dict.fromkeys((value,) if isinstance(value, str) else value or ()):
            yield field, each


def _row(outcome: Outcome, gold: Gold) -> dict[str, Any]:
    """Return what is kept of a question: enough to compare two runs, and for a miss what decided."""
    item, answer = outcome.judged.item, outcome.given.explanation and outcome.given.explanation.answer
    reply = outcome.given.reply
    row = {
        "id": item.id,
        "item": hashlib.sha256(item.said().encode("utf-8", "replace")).hexdigest()[:16],
        "question": item.question,
        "type": item.type,
        "answerable": item.answerable,
        "status": "answered" if reply.answered else "no_answer",
        "right": outcome.right,
        "scores": outcome.scores,
        "quote": reply.quotes[0] if reply.quotes else None,
        "answer": reply.answer,
        "gold_answer": item.answer,
        "reason": answer.reason.code if answer and answer.reason else None,
        "confidence": reply.confidence,
        "ms": round(outcome.milliseconds, 3),
    }
    if not outcome.right and outcome.given.explanation:
        rank = outcome.passage_rank
        miss = explain_miss(outcome.judged, outcome.given.explanation, gold.collection, passage_rank=rank)
        row["miss"] = miss._asdict() | {
            "words": [word._asdict() for word in miss.words],
            "features": [feature._asdict() for feature in miss.features],
        }
    return row


def peak_memory() -> float:
    """Return the most memory this process has held so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
