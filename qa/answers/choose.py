"""The best piece of a sentence for a question, by the trained trees, with how sure they are of it."""

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers.features import make_sheet
from qa.answers.sheet import Sheet
from qa.question import Question
from qa.trees import Trees

# makes beliefs of sums of trees: at 8 the best pieces of CMRC 2018 dev believed at 0.9 and more are right 93 times in 100
_SHARPNESS = 8.0
KEPT = 40  # pieces the few first trees leave for the many second ones


class Model(NamedTuple):
    """What training left: column names, the habits of answers, and two sets of trees."""

    columns: tuple[str, ...]
    habits: Mapping[str, float]
    first: Trees
    second: Trees


class Best(NamedTuple):
    """The best piece `[start, end)`; `score` is its share of the belief in all pieces, 0 to 1."""

    start: int
    end: int
    score: float


@functools.cache
def read_model() -> Model:
    """Read the weights shipped with the package, once."""
    stored = json.loads(resources.files("qa").joinpath("answers", "weights.json").read_text(encoding="utf-8"))
    columns = tuple(stored["columns"])
    return Model(columns, stored["habits"], Trees(columns, stored["first"]), Trees(columns, stored["second"]))


def best_span(
    question: Question,
    text: str,
    quantities: Sequence[Quantity],
    tokenizer: Tokenizer,
    *,
    allowed: Callable[[Sheet], NDArray[np.bool_]] | None = None,
    bonus: Mapping[tuple[int, int], float] | None = None,
    model: Model | None = None,
) -> Best | None:
    """Return the piece that answers best among those allowed, None where the sentence has none.

    `bonus` adds to the trees' sum of the pieces it names.
    """
    model = model or read_model()
    sheet = make_sheet(question, text, quantities, tokenizer, model.habits)
    if not sheet.pieces:
        return None
    at = np.flatnonzero(allowed(sheet)) if allowed else np.arange(len(sheet.pieces))
    if not len(at):
        return None
    rows = sheet.matrix()[at]
    if len(at) > KEPT:
        kept = np.argsort(-model.first.score(rows), kind="stable")[:KEPT]
        at, rows = at[kept], rows[kept]
    sums = model.second.score(rows)
    if bonus:
        sums = sums + np.array([bonus.get(sheet.pieces[int(i)][:2], 0.0) for i in at])
    best = int(np.argmax(sums))
    piece = sheet.pieces[int(at[best])]
    return Best(piece.start, piece.end, round(float(1 / np.exp(_SHARPNESS * (sums - sums[best])).sum()), 4))
