"""The features of the pieces of a sentence: one row a piece, named columns, built by whole columns."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers import figures, habits, people
from qa.answers.asked import ASKING, Asked, asked
from qa.answers.beside import beside
from qa.answers.matches import Around, around
from qa.answers.shown import shown_span
from qa.answers.spans import Cut, Piece, cut_sentence, pieces
from qa.question import Question

Floats = NDArray[np.float64]
_MARKS = {
    "commas": "，,；;", "pauses": "、", "joins": "和与及或", "of": "的", "digits": "0123456789", "brackets": "(（",
    "latin": "abcdefghijklmnopqrstuvwxyz", "dots": "·", "verbs": "是有在了将被",
}  # fmt: skip
_PAIRS = {"“": "”", "《": "》", "「": "」", "『": "』", "‘": "’", "〈": "〉", '"': '"', "(": ")"}


class Sheet(NamedTuple):
    """Every piece of a sentence with its features."""

    pieces: list[Piece]
    columns: dict[str, Floats]

    def matrix(self) -> Floats:
        """Return the features as rows of pieces, columns in their order."""
        return np.column_stack(list(self.columns.values()))


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
    spans = np.array([(piece.start, piece.end, piece.first, piece.last) for piece in found])
    start, end, first, last = spans.T
    columns = _asked_columns(question, ask, len(found))
    lie = around(ask, cut, tokenizer)
    columns |= _around_columns(lie, start, end)
    columns |= _local_columns(lie, cut.folded, quantities, start, end)
    columns |= _beside_columns(ask, cut.folded, start, end)
    columns |= _shape_columns(cut, start, end, first, last)
    columns |= _habit_columns(ask, cut, learned, first, last)
    columns |= _figure_columns(question, cut.folded, quantities, lie, start, end)
    columns |= _person_columns(cut.folded, start, end)
    columns |= _rank_columns(columns)
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
    for name, (lefts, rights) in beside(ask, folded).items():
        columns[name] = np.maximum(lefts[start], rights[end])
    size = end - start
    columns["head_last"] = np.minimum(columns["head_last"], size)
    columns["head_whole"] = (columns["head_last"] == len(ask.head)) * float(bool(ask.head))
    return columns


def _shape_columns(
    cut: Cut,
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    first: NDArray[np.int64],
    last: NDArray[np.int64],
) -> dict[str, Floats]:
    text = cut.folded
    columns: dict[str, Floats] = {"length": (end - start).astype(float), "words": (last - first).astype(float)}
    for name, marks in _MARKS.items():
        counts = np.concatenate([[0], np.cumsum([char in marks for char in text])])
        columns[name] = (counts[end] - counts[start]).astype(float)
    stops = [i + 1 for i, char in enumerate(text) if char in "，,。；;：:！？!?|"]
    opens = np.array([0, *stops])
    closes = np.array([*(stop - 1 for stop in stops), len(text)])
    columns["from_clause"] = (start - opens[np.searchsorted(opens, start, "right") - 1]).astype(float)
    columns["to_clause"] = (closes[np.searchsorted(closes, end)] - end).astype(float)
    columns["place"] = start / len(text)
    columns["sentence"] = np.full(len(start), float(len(text)))
    columns["quoted"] = _quoted(text, start, end)
    columns["last_length"] = np.array([float(len(cut.word(word - 1))) for word in last])
    columns["first_length"] = np.array([float(len(cut.word(word))) for word in first])
    return columns


def _quoted(text: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> Floats:
    """Return 1 for what stands between quotation marks, 2 with its marks, -1 where a mark lacks its other half."""
    quoted = np.zeros(len(start))
    codes = np.array([0, *map(ord, text), 0])  # the character at `i` is codes[i + 1]
    for left, right in _PAIRS.items():
        if left not in text:
            continue
        opened, closed = (np.concatenate([[0], np.cumsum(codes == ord(mark))]) for mark in (left, right))
        lone = (opened[end + 1] - opened[start + 1]) != (closed[end + 1] - closed[start + 1])
        outside = (codes[start] == ord(left)) & (codes[end + 1] == ord(right))
        inside = (codes[start + 1] == ord(left)) & (codes[end] == ord(right))
        quoted = np.where(outside, 1.0, np.where(lone, -1.0, np.where(inside, 2.0, quoted)))
    return quoted


def _habit_columns(
    ask: Asked, cut: Cut, learned: habits.Habits, first: NDArray[np.int64], last: NDArray[np.int64]
) -> dict[str, Floats]:
    size = len(cut.bounds)
    places = {name: np.zeros(size) for name in habits.COLUMNS}
    for word in range(size):
        for column, key in (*habits.start_keys(ask, cut, word), *habits.end_keys(ask, cut, word)):
            places[column][word] = learned.get(key, 0.0)
    columns = {
        f"habit_{name}": values[first if name in ("before", "first", "any_before") else last]
        for name, values in places.items()
    }
    return columns | {"habit": sum(columns.values(), np.zeros(len(first)))}


def _figure_columns(
    question: Question,
    folded: str,
    quantities: Sequence[Quantity],
    lie: Around,
    start: NDArray[np.int64],
    end: NDArray[np.int64],
) -> dict[str, Floats]:
    """Return what the one figure of each piece is to the question, all 0 where it has none or several."""
    held = [quantity for quantity in quantities if quantity.end <= len(folded)]
    names = [f"figure_{name}" for name in figures.COLUMNS]
    columns = {name: np.zeros(len(start)) for name in (*names, "figures", "figure_form", "figures_fitting")}
    if not held:
        return columns
    rows = np.array(figures.figure_rows(question, folded, held, [float(weight) for weight in lie.weights]))
    starts, ends = np.array([q.start for q in held]), np.array([q.end for q in held])
    begin, stop = np.searchsorted(starts, start), np.searchsorted(ends, end, "right")
    inside = np.minimum(
        np.searchsorted(ends, start, "right"), len(held) - 1
    )  # the first figure that ends after the start
    part = (starts[inside] <= start) & (end <= ends[inside])
    one = (stop - begin == 1) | part
    which = np.where(part, inside, np.minimum(begin, len(held) - 1))
    for at, name in enumerate(names):
        columns[name] = np.where(one, rows[which, at], 0.0)
    shown = np.array([shown_span(folded, quantity) for quantity in held])
    exact = (starts[which] == start) & (ends[which] == end)
    form = np.select([exact, (shown[which, 0] == start) & (shown[which, 1] == end), part], [3.0, 4.0, 2.0], default=1.0)
    columns["figure_form"] = np.where(
        one, form + (shown[which, 1] - shown[which, 0] > ends[which] - starts[which]) * 0.5, 0.0
    )
    columns["figures"] = np.maximum(stop - begin, 0).astype(float)
    columns["figures_fitting"] = np.full(len(start), rows[:, 1].sum())
    return columns


def _person_columns(folded: str, start: NDArray[np.int64], end: NDArray[np.int64]) -> dict[str, Floats]:
    named = people.names(folded)
    rows = np.array([named.get((s, e), (0.0, 0.0, 0.0)) for s, e in zip(start.tolist(), end.tolist(), strict=True)])
    return {"person": rows[:, 0], "titled": rows[:, 1], "says": rows[:, 2]}


def _rank_columns(columns: dict[str, Floats]) -> dict[str, Floats]:
    """Return how a piece stands beside the best of the figures that fit."""
    fits = (columns["figure_fits"] > 0) & (columns["figure_form"] >= 3)
    ranks = {}
    for name in ("near", "far"):
        sums = columns[f"{name}_left"] + columns[f"{name}_right"]
        ranks[f"{name}_of_fitting"] = np.where(fits, sums - (sums[fits].max() if fits.any() else 0.0), -9.0)
    local = columns["local_left"] + 0.8 * columns["local_right"]
    return ranks | {"local_of_fitting": np.where(fits, local - (local[fits].max() if fits.any() else 0.0), -9.0)}
