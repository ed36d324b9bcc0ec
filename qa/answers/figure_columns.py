"""Features of the figure a piece holds: its form, and what it is to the question."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qa.answer import Quantity
from qa.answers import figures
from qa.answers.matches import Around
from qa.answers.shown import shown_span
from qa.question import Question

Floats = NDArray[np.float64]


def figure_columns(
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
    rows = np.array(figures.figure_rows(question, folded, held, lie.weights.tolist()))
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
