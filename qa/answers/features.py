"""The features of the pieces of a sentence: one row a piece, named columns, built by whole columns."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers import classes, figures, habits, people
from qa.answers.asked import ASKING, Asked, asked
from qa.answers.beside import beside
from qa.answers.figure_columns import figure_columns
from qa.answers.kinds import Given
from qa.answers.matches import Around, around
from qa.answers.proposals import proposal_columns
from qa.answers.shapes import shape_columns
from qa.answers.sheet import Floats, Sheet
from qa.answers.spans import Cut, cut_sentence, pieces
from qa.question import Question


def make_sheet(
    question: Question,
    text: str,
    quantities: Sequence[Quantity],
    tokenizer: Tokenizer,
    learned: habits.Habits,
) -> Sheet:
    """Return the pieces of the sentence that may answer, with their features."""
    ask, cut = asked(question, tokenizer), cut_sentence(text, quantities, tokenizer)
    found = pieces(cut)
    if not found:
        return Sheet([], {})
    spans = np.fromiter(itertools.chain.from_iterable(found), dtype=np.int64).reshape(len(found), -1)
    start, end, first, last = spans.T.copy()
    columns = _asked_columns(question, ask, len(found))
    lie = around(ask, cut, tokenizer)
    columns |= _around_columns(lie, start, end)
    columns |= _local_columns(lie, cut.folded, quantities, start, end)
    columns |= _beside_columns(ask, cut.folded, start, end)
    columns |= shape_columns(cut, start, end, first, last)
    columns |= _class_columns(cut, first, last)
    columns |= _habit_columns(ask, cut, learned, first, last)
    columns |= figure_columns(question, cut.folded, quantities, lie, start, end)
    row = {span: at for at, span in enumerate(zip(start.tolist(), end.tolist(), strict=True))}
    columns |= _person_columns(cut.folded, row)
    columns |= _rank_columns(columns)
    given = Given(question, ask, text, quantities, tokenizer)
    columns |= proposal_columns(given, cut, lie.weights.tolist(), Sheet(found, columns), row)
    return Sheet(found, columns)


def _asked_columns(question: Question, ask: Asked, size: int) -> dict[str, Floats]:
    values = {
        "asking": ASKING.index(ask.asking),
        "kind": figures.QUESTIONS.index(question.kind) if question.kind in figures.QUESTIONS else 0,
        "asks_unit": question.unit is not None,
        "head_length": len(ask.head),
        "before_length": min(len(ask.before), 20),
        "after_length": min(len(ask.after), 20),
        "asks_years": len(question.years),
    }
    return {f"q_{name}": np.full(size, float(value)) for name, value in values.items()}


def _around_columns(lie: Around, start: NDArray[np.int64], end: NDArray[np.int64]) -> dict[str, Floats]:
    sums = np.concatenate([[0.0], np.cumsum(lie.weights)])
    inside = sums[end] - sums[start]
    near = lie.near_left[start] + lie.near_right[end]
    far = lie.far_left[start] + lie.far_right[end]
    return {
        "near_left": lie.near_left[start],
        "near_right": lie.near_right[end],
        "far_left": lie.far_left[start],
        "far_right": lie.far_right[end],
        "to_left": lie.to_left[start],
        "to_right": lie.to_right[end],
        "said": inside,
        "said_share": inside / (end - start),
        "first_said": lie.weights[start],
        "last_said": lie.weights[end - 1],
        "near_rank": near - near.max(),
        "far_rank": far - far.max(),
        "all_said": np.full(len(start), sums[-1]),
    }


def _local_columns(
    lie: Around, folded: str, quantities: Sequence[Quantity], start: NDArray[np.int64], end: NDArray[np.int64]
) -> dict[str, Floats]:
    """Return the weight between a piece and the figure or pause beside it on each side."""
    sums = np.concatenate([[0.0], np.cumsum(lie.weights)])
    pauses = [i + 1 for i, char in enumerate(folded) if char in "，,、；;。：:|"]
    timeless = [q for q in quantities if q.kind not in ("year", "date", "year_range") and q.end <= len(folded)]
    lefts = np.array(sorted({0, *pauses, *(q.end for q in timeless)}))
    rights = np.array(sorted({len(folded), *(p - 1 for p in pauses), *(q.start for q in timeless)}))
    left = lefts[np.searchsorted(lefts, start, "right") - 1]
    right = rights[np.searchsorted(rights, end)]
    columns = {"local_left": sums[start] - sums[left], "local_right": sums[right] - sums[end]}
    local = columns["local_left"] + 0.8 * columns["local_right"]
    return columns | {"local_rank": local - local.max()}


def _beside_columns(ask: Asked, folded: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> dict[str, Floats]:
    columns = {}
    for name, (starts, values) in beside(ask, folded).items():
        columns[name] = values[start if starts else end]
    size = end - start
    columns["head_last"] = np.minimum(columns["head_last"], size)
    columns["head_whole"] = (columns["head_last"] == len(ask.head)) * float(bool(ask.head))
    return columns


def _class_columns(cut: Cut, first: NDArray[np.int64], last: NDArray[np.int64]) -> dict[str, Floats]:
    letters = [classes.class_of(cut.word(word)) for word in range(len(cut.bounds))]
    codes = np.array([classes.CODES["^"], *(classes.CODES[letter] for letter in letters)])  # word `i` is codes[i + 1]
    columns = {
        "class_before": codes[first],
        "class_first": codes[first + 1],
        "class_last": codes[last],
        "class_next": codes[last + 1],
    }
    for name, wanted in (("verbs_inside", "v"), ("function_words", "dpcu")):
        counts = np.concatenate([[0], np.cumsum([letter != "" and letter in wanted for letter in letters])])
        columns[name] = (counts[last] - counts[first]).astype(float)
    return columns


def _habit_columns(
    ask: Asked, cut: Cut, learned: habits.Habits, first: NDArray[np.int64], last: NDArray[np.int64]
) -> dict[str, Floats]:
    columns = {}
    for name, keys in habits.keys(ask, cut).items():
        odds = np.array([learned.get(key, 0.0) for key in keys])
        columns[f"habit_{name}"] = odds[first if name in habits.STARTS else last]
    return columns | {"habit": sum(columns.values(), np.zeros(len(first)))}


def _person_columns(folded: str, row: Mapping[tuple[int, int], int]) -> dict[str, Floats]:
    columns = np.zeros((3, len(row)))
    for span, told in people.names(folded).items():
        if span in row:
            columns[:, row[span]] = told
    return dict(zip(("person", "titled", "says"), columns, strict=True))


def _rank_columns(columns: dict[str, Floats]) -> dict[str, Floats]:
    """Return how a piece stands beside the best of the figures that fit."""
    fits = (columns["figure_fits"] > 0) & (columns["figure_form"] >= 3)
    ranks = {}
    for name in ("near", "far"):
        sums = columns[f"{name}_left"] + columns[f"{name}_right"]
        ranks[f"{name}_of_fitting"] = np.where(fits, sums - (sums[fits].max() if fits.any() else 0.0), -9.0)
    local = columns["local_left"] + 0.8 * columns["local_right"]
    return ranks | {"local_of_fitting": np.where(fits, local - (local[fits].max() if fits.any() else 0.0), -9.0)}
