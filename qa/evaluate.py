"""Running a question set and measuring it: first form of `qa eval`."""

import json
import statistics
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from index.errors import DataError
from index.source import read_bytes
from qa.answer import Answer
from qa.assistant import Assistant


class Item(BaseModel):
    """A question with its gold; fields a run does not know are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    question: str
    answerable: bool = True
    sentences: tuple[str, ...] = ()
    match: str = "any"
    answer: str | tuple[str, ...] | None = None
    alt_answers: tuple[str | tuple[str, ...], ...] = ()
    value_base: str | None = None
    unit_base: str | None = None


def read_questions(path: Path) -> Iterator[Item]:
    """Yield the questions of a JSON Lines file.

    Raises:
        DataError: a line is no question; it is named.
    """
    for number, line in enumerate(read_bytes(path).decode("utf-8", "replace").splitlines(), 1):
        if line.strip():
            try:
                yield Item.model_validate_json(line)
            except ValidationError as error:
                field = ".".join(map(str, error.errors()[0]["loc"])) or "整行"
                raise DataError(f"{path} 第 {number} 行不是题目（{field} 不对），请检查这一行") from error


def evaluate(assistant: Assistant, items: Sequence[Item]) -> dict[str, Any]:
    """Return the measures of a run, each averaged over the questions it applies to; times in milliseconds."""
    answers, times = [], []
    for item in items:
        start = time.perf_counter()
        answers.append(assistant.answer(item.question))
        times.append((time.perf_counter() - start) * 1000)
    pairs = list(zip(items, answers, strict=True))
    can = [pair for pair in pairs if pair[0].answerable]
    times.sort()
    return {
        "questions": len(items),
        "quote@1": _mean(quoted(item, answer, 1) for item, answer in can),
        "quote@3": _mean(quoted(item, answer, 3) for item, answer in can),
        "answer_em": _mean(answer_matches(item, answer) for item, answer in can if item.answer),
        "value_em": _mean(value_matches(item, answer) for item, answer in can if item.value_base),
        **_refusals(pairs),
        "latency_p50_ms": round(statistics.median(times), 2) if times else None,
        "latency_p95_ms": round(times[int(len(times) * 0.95)], 2) if times else None,
    }


def quoted(item: Item, answer: Answer, k: int) -> bool:
    """Tell whether the gold sentence (each of them for `match: all`) is among the first `k` quotes."""
    given = {quote.text for quote in answer.quotes[:k]}
    if item.match == "all" and k > 1:
        return given.issuperset(item.sentences)
    return bool(given & set(item.sentences))


def answer_matches(item: Item, answer: Answer) -> bool:
    """Tell whether the short answer equals a gold one after folding width, spaces and end punctuation."""
    return _plain(answer.answer) in [_plain(gold) for gold in (item.answer, *item.alt_answers)]


def value_matches(item: Item, answer: Answer) -> bool:
    """Tell whether the figure given has the gold value and unit."""
    quantity = answer.quantity
    return quantity is not None and (quantity.value, quantity.unit) == (item.value_base, item.unit_base)


def _plain(answer: str | tuple[str, ...] | None) -> tuple[str, ...]:
    pieces = (answer,) if isinstance(answer, str) else answer or ()
    return tuple("".join(unicodedata.normalize("NFKC", piece).split()).rstrip("。.,，；;！!？?") for piece in pieces)


def _refusals(pairs: Sequence[tuple[Item, Answer]]) -> dict[str, float | None]:
    refused = [item.answerable for item, answer in pairs if answer.status == "no_answer"]
    right = refused.count(False)
    wanted = sum(not item.answerable for item, _ in pairs)
    precision = right / len(refused) if refused else None
    recall = right / wanted if wanted else None
    both = (precision or 0) + (recall or 0)
    return {
        "refusal_precision": _round(precision),
        "refusal_recall": _round(recall),
        "refusal_f1": _round(2 * (precision or 0) * (recall or 0) / both) if both else None,
        "false_answer_rate": _round(1 - recall) if recall is not None else None,
    }


def _mean(values: Iterator[bool]) -> float | None:
    listed = list(values)
    return _round(sum(listed) / len(listed)) if listed else None


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def to_json(report: dict[str, Any]) -> str:
    """Return the report as one line of JSON."""
    return json.dumps(report, ensure_ascii=False)
