"""The shortest piece of a quote that answers: a byline's names, a table's cell, a phrase, or the best piece of all."""

from collections.abc import Sequence

from index.collection import Collection, Entry
from qa.answer import Quantity
from qa.answers.asked import asked
from qa.answers.bylines import names
from qa.answers.choose import best_span
from qa.answers.each import each, names_both
from qa.answers.figure_answer import figure_answer, weights
from qa.answers.grain import of_grain
from qa.answers.how_often import asks_how_often, how_often
from qa.answers.kinds import Given, of_kind
from qa.answers.lists import listed
from qa.answers.misses import misses
from qa.answers.places import at_level
from qa.answers.rivals import of_rival
from qa.answers.statement import Statement
from qa.answers.tables import table_cell
from qa.answers.trimming import trimmed
from qa.answers.wanted import FIGURES, wanted
from qa.question import Question

__all__ = ["Short", "short_answer"]

Short = tuple[str | tuple[str, ...] | None, Quantity | None]
_SIGNED = ("byline", "credit")
# what the best piece must be believed at least to be given: no short answer is better than a wrong one
_LEAST = 0.05


def short_answer(
    question: Question, collection: Collection, entry: Entry, text: str, quantities: Sequence[Quantity]
) -> Short:
    """Return the piece (or pieces) that answer and the figure it is, None where only the sentence answers."""
    ask = asked(question, collection.tokenizer)
    question = wanted(question, ask)._replace(printed=collection.headings[entry.article].date)
    if question.kind == "author" or (entry.unit.kind in _SIGNED and entry.unit.people):
        signed = names(entry, text, question.text)
        return (signed[0] if len(signed) == 1 else signed or None), None
    if entry.unit.kind == "table_row":
        return table_cell(question, ask, collection.context_text(entry), text)
    return _of_sentence(Given(question, ask, text, quantities, collection.tokenizer))


def _of_sentence(given: Given) -> Short:
    if pieces := each(given, lambda part: _of_sentence(part)[0]):
        return pieces, None
    if asks_how_often(given.ask) and (often := how_often(given.tokenizer.fold(given.text), weights(given))):
        return given.text[slice(*often)], None
    both = given.question.kind in FIGURES and names_both(given.question.text)
    if given.question.several or both:  # one figure would pass for the answer to both
        return None, None
    if given.question.kind in (*FIGURES, "identifier"):
        return figure_answer(given)
    return _piece(given)


def _piece(given: Given) -> Short:
    """Return the piece the trees believe in most."""
    best = best_span(given.question, given.text, given.quantities, given.tokenizer, allowed=of_kind(given))
    if best is None or best.score < _LEAST:
        return None, None
    figure = next((q for q in given.quantities if (q.start, q.end) == (best.start, best.end)), None)
    start, end = trimmed(given.text, given.question.folded, best.start, best.end)
    if given.question.kind == "place":
        start, end = at_level(given.ask, given.tokenizer.fold(given.text), start, end)
    if given.question.kind == "date":
        start, end = of_grain(given.ask.text, given.tokenizer.fold(given.text), start, end)
    if given.question.kind == "date" and _is_of_rival(given, start, end):
        return None, None
    piece = given.text[start:end]
    if misses(given.ask.text, given.question.kind, given.tokenizer.fold(given.text), given.tokenizer.fold(piece)):
        return None, None
    return (listed(piece) if given.question.kind == "list" else piece), figure


def _is_of_rival(given: Given, start: int, end: int) -> bool:
    """Tell whether a time is of 首班 where 末班 is asked for."""
    time = Quantity(text=given.text[start:end], start=start, end=end, kind="date", rule="")
    folded = given.tokenizer.fold(given.text)
    statement = Statement(given.question, given.ask.text, folded, [time], given.quantities, [0.0] * len(folded))
    return of_rival(statement, time)
