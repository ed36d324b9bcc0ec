"""The shortest piece of a quote that answers: a byline's names, a table's cell, a phrase, or the best piece of all."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.collection import Collection, Entry
from index.terms import Tokenizer
from qa.answer import Quantity
from qa.answers.asked import Asked, asked
from qa.answers.bylines import names
from qa.answers.choose import Best, best_span
from qa.answers.features import Sheet
from qa.answers.figures import choices, fitting
from qa.answers.lists import listed
from qa.answers.matches import around
from qa.answers.phrases import phrase
from qa.answers.shown import shown_span
from qa.answers.spans import cut_sentence
from qa.answers.tables import table_cell
from qa.question import Question

__all__ = ["fitting", "short_answer"]

Short = tuple[str | tuple[str, ...] | None, Quantity | None]
_SIGNED = ("byline", "credit")
# what the best piece must be believed at least to be given: no short answer is better than a wrong one
_LEAST = {"figure": 0.25, "date": 0.2, "other": 0.12}
_FIGURES = ("money", "percent", "count", "measure", "figure", "rank", "duration")


class Given(NamedTuple):
    """A question and the sentence that is to answer it."""

    question: Question
    ask: Asked
    text: str
    quantities: Sequence[Quantity]
    tokenizer: Tokenizer


def short_answer(
    question: Question, collection: Collection, entry: Entry, text: str, quantities: Sequence[Quantity]
) -> Short:
    """Return the piece (or pieces) that answer and the figure it is, None where only the sentence answers."""
    ask = asked(question, collection.tokenizer)
    if question.kind == "author" or (entry.unit.kind in _SIGNED and entry.unit.people):
        people = names(entry, text, question.text)
        return (people[0] if len(people) == 1 else people or None), None
    if entry.unit.kind == "table_row":
        return table_cell(question, ask, collection.context_text(entry), text), None
    return _of_sentence(Given(question, ask, text, quantities, collection.tokenizer))


def _of_sentence(given: Given) -> Short:
    if given.question.several:  # one figure would pass for the answer to both
        return None, None
    if given.question.kind in _FIGURES:
        return _figure(given)
    if found := _phrase(given):
        return given.text[found[0] : found[1]], None
    return _piece(given)


def _figure(given: Given) -> Short:
    """Return the figure asked for; none where it is not told which of several is meant, or none is of the kind."""
    found = choices(given.question, given.tokenizer.fold(given.text), given.quantities)
    if len(found) > 1:
        best = _best(given, _at({(quantity.start, quantity.end) for quantity in found}))
        sure = best is not None and best.score >= _LEAST["figure"]
        found = [quantity for quantity in found if sure and best and quantity.start == best.start]
    if not found:
        return None, None
    start, end = shown_span(given.text, found[0])
    return given.text[start:end], _as_asked(found[0])


def _as_asked(figure: Quantity) -> Quantity:
    # asked for a place in a ranking, 第五 is the fifth place
    return figure.model_copy(update={"unit": "名"}) if figure.kind == "ordinal_rank" and figure.unit is None else figure


def _phrase(given: Given) -> tuple[int, int] | None:
    cut = cut_sentence(given.text, given.quantities, given.tokenizer)
    weights = [float(weight) for weight in around(given.ask, cut, given.tokenizer).weights]
    return phrase(given.ask, given.question.kind, cut.folded, weights)


def _piece(given: Given) -> Short:
    """Return the piece the trees believe in most, of the kind asked for where the sentence has any of it."""
    best = _best(given, _of_kind(given))
    least = _LEAST.get(given.question.kind, _LEAST["other"])
    if best is None or best.score < least:
        return None, None
    figure = next((q for q in given.quantities if (q.start, q.end) == (best.start, best.end)), None)
    piece = given.text[best.start : best.end]
    return (listed(piece) if given.question.kind == "list" else piece), figure


def _best(given: Given, allowed: Callable[[Sheet], NDArray[np.bool_]] | None) -> Best | None:
    return best_span(given.question, given.text, given.quantities, given.tokenizer, allowed=allowed)


def _at(spans: set[tuple[int, int]]) -> Callable[[Sheet], NDArray[np.bool_]]:
    return lambda sheet: np.array([(piece.start, piece.end) in spans for piece in sheet.pieces])


def _of_kind(given: Given) -> Callable[[Sheet], NDArray[np.bool_]]:
    """Return what tells pieces of the kind asked for: names of persons for 谁, dates for 哪天, runs for 哪些."""

    def allowed(sheet: Sheet) -> NDArray[np.bool_]:
        columns = sheet.columns
        tests = {
            "person": (columns["person"] > 0) & (columns["titled"] + columns["says"] > 0),
            "date": (columns["figure_fits"] > 0) & (columns["figure_stated"] == 0) & (columns["figure_form"] >= 2),
            "list": (columns["pauses"] + columns["joins"] > 0) & (columns["commas"] == 0),
        }
        kind = "person" if given.ask.asking == "who" else given.question.kind
        held: NDArray[np.bool_] = tests.get(kind, np.ones(len(sheet.pieces), dtype=bool))
        return held if held.any() else np.ones(len(sheet.pieces), dtype=bool)

    return allowed
