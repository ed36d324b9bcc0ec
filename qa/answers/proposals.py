"""What the rules propose, as features of the pieces: the trees learn which rule to follow where."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.simplify import simplify
from qa.answer import Quantity
from qa.answers import people
from qa.answers.figures import fitting
from qa.answers.kinds import Given, rank_of_kind
from qa.answers.lists import enumerated
from qa.answers.meant import meant
from qa.answers.nearness import nearness
from qa.answers.phrases import phrase
from qa.answers.places import where
from qa.answers.sheet import Floats, Sheet
from qa.answers.shown import shown_span
from qa.answers.spans import Cut
from qa.answers.trimming import trimmed

Span = tuple[int, int]


def proposal_columns(
    given: Given, cut: Cut, weights: Sequence[float], sheet: Sheet, row: Mapping[Span, int]
) -> dict[str, Floats]:
    """Return for every piece which rules propose it, how well it is of the kind asked, how near its figure stands.

    `row` has the number of each piece by its place.
    """
    proposed = {
        "by_phrase": phrase(given.ask, given.question.kind, cut.folded, weights),
        "by_run": enumerated(given.ask, cut, weights),
        "by_place": by_position(given, cut, weights),
    }
    columns = {name: _marked(given, row, span) for name, span in proposed.items()}
    columns["of_kind"] = rank_of_kind(given, sheet)
    return columns | _figure_columns(given, cut, weights, row)


def by_position(given: Given, cut: Cut, weights: Sequence[float]) -> Span | None:
    """Return the place after 在 for 在哪里, the one who speaks for 谁 where the sentence names no person."""
    if given.ask.asking == "where" and given.ask.before:
        return where(given.ask, cut, weights)
    if given.question.kind == "person" and not any(titled for _, titled, _ in people.names(cut.folded).values()):
        return people.speaker(cut.folded)
    return None


def _marked(given: Given, row: Mapping[Span, int], span: Span | None) -> Floats:
    """Return 1 for the piece that is the span, as it stands or trimmed."""
    column = np.zeros(len(row))
    for each in (span, trimmed(given.text, given.question.folded, *span)) if span else ():
        if each in row:
            column[row[each]] = 1.0
    return column


def _figure_columns(given: Given, cut: Cut, weights: Sequence[float], row: Mapping[Span, int]) -> dict[str, Floats]:
    """Return which pieces are figures, chosen (2) or not (1), how near they stand, beside the nearest chosen, as shown (2)."""
    columns = {name: np.zeros(len(row)) for name in ("figure_chosen", "figure_near", "figure_nearest", "figure_shown")}
    if not fitting(given.question, given.quantities):
        return columns
    chosen = meant(given.question, cut.folded, given.quantities, given.ask.topic)
    near = nearness(given.ask.text, cut, given.quantities, weights)
    best = max((near.get(quantity.start, 0.0) for quantity in chosen), default=0.0)
    simplified = simplify(given.text)
    for quantity in given.quantities:
        for at, shown in _places(given, simplified, quantity, row):
            columns["figure_chosen"][at] = 1.0 + (quantity in chosen)
            columns["figure_near"][at] = near.get(quantity.start, 0.0)
            columns["figure_nearest"][at] = near.get(quantity.start, 0.0) - best
            columns["figure_shown"][at] = 1.0 + shown
    return columns


def _places(given: Given, simplified: str, quantity: Quantity, row: Mapping[Span, int]) -> list[tuple[int, bool]]:
    """Return the pieces that are a figure, bare and as it is shown."""
    shown = shown_span(simplified, quantity, given.question.folded)
    bare = (quantity.start, quantity.end)
    return [(row[span], span == shown) for span in dict.fromkeys((bare, shown)) if span in row]
