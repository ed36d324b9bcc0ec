"""Several places or years have an answer: a question that names none of them is not answered from one alone."""

import functools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.collection import Collection
from qa.agreement import place_core
from qa.answer import Quantity
from qa.heading import outlet
from qa.places import CITIES, find_places
from qa.question import Question
from qa.ranking import Scored
from qa.refusal import find_refusal
from qa.refusal.case import Case
from qa.refusal.lacking import Lacking
from qa.short_answer import Short, short_answer

_AS_GOOD = {"coverage": 0.9, "pairs": 0.85}  # shares of the best sentence's values that one as good has
_TOLD = 0.7  # the share of the best sentence's coverage that one has that gives another figure of the same kind
_LOOKED_AT = 10
_OFTEN = 3  # times a page must name a city to be of it


class Several(NamedTuple):
    """The best sentence of each place or year, and what the asker is told."""

    best: tuple[Scored, ...]
    note: str


class _Named(NamedTuple):
    """What an article is of: a place and the city around it, or a year."""

    name: str | None
    city: str | None = None

    def is_beside(self, other: "_Named") -> bool:
        """Tell whether neither is the other nor around it: 萧山 beside 禹城, not 萧山 beside 杭州 on a page of 杭州."""
        return self.name not in (other.name, other.city) and other.name != self.city


def several(question: Question, collection: Collection, ranked: Sequence[Scored], *, timed: bool) -> Several | None:
    """Return the sentences that answer as well as the first but of other places or years, None where there is none.

    `timed` says that the asker named a year.
    """
    if len(collection.sources) < 2:
        return None
    ranked = ranked[:_LOOKED_AT]
    as_good = [scored for scored in ranked if is_as_good(scored, ranked[0])]
    if not question.places and (found := _by(_place, question, collection, as_good)):
        return Several((*found.values(),), f"{'、'.join(found)}都有相应的内容，问句没有说是哪里；请写明地方再问。")
    if timed or question.plans or question.kind == "date":
        return None
    if (found := _by_year(question, collection, ranked)) and _differ(question, collection, found):
        years = "、".join(sorted(found))
        return Several((*found.values(),), f"{years}的文章都有相应的内容，问句没有说是哪一年；请写明年份再问。")
    return None


def _by_year(question: Question, collection: Collection, ranked: Sequence[Scored]) -> dict[str, Scored]:
    """Return the best sentence of each year that answers as well as the first, or gives another figure of its kind."""
    if len({_year(collection, scored.entry.article) for scored in ranked} - {_Named(None)}) < 2:
        return {}  # most questions end here, before anything is weighed
    best, figure = ranked[0], _short(question, collection, ranked[0])[1]
    names = _names(question, collection, best)

    def fits(scored: Scored) -> bool:
        if not is_as_good(scored, best) and not _gives_such(figure, question, collection, scored, best):
            return False
        return names <= _names(question, collection, scored)

    return _by(_year, question, collection, [*filter(fits, ranked)])


def _gives_such(
    figure: Quantity | None, question: Question, collection: Collection, scored: Scored, best: Scored
) -> bool:
    """Tell whether a sentence tells most of what the best one does, and gives such a figure for it."""
    if figure is None or scored.features["coverage"] < _TOLD * best.features["coverage"]:
        return False
    other = _short(question, collection, scored)[1]
    return other is not None and (figure.kind, figure.unit) == (other.kind, other.unit)


def _names(question: Question, collection: Collection, scored: Scored) -> set[str]:
    """Return the names of the question that stand in a sentence or right beside it: what lacks one is of somebody else."""
    words = Lacking(Case(question, collection, [scored])).words
    return {word.surface for word in words if word.kind == "name" and word.held["near"] == 1}


def is_as_good(scored: Scored, best: Scored) -> bool:
    """Tell whether a sentence fits the question nearly as well as the best."""
    alike = scored.entry.unit.kind == best.entry.unit.kind
    return alike and all(scored.features[name] >= share * best.features[name] for name, share in _AS_GOOD.items())


def _by(
    named: Callable[[Collection, int], _Named], question: Question, collection: Collection, as_good: Sequence[Scored]
) -> dict[str, Scored]:
    """Return the best sentence under each name of an article; empty where all have one name."""
    found: dict[_Named, Scored] = {}
    for scored in as_good:
        of = named(collection, scored.entry.article)
        if of.name and all(map(of.is_beside, found)) and find_refusal(question, collection, [scored]) is None:
            found[of] = scored
    return {str(of.name): scored for of, scored in found.items()} if len(found) > 1 else {}


def _place(collection: Collection, article: int) -> _Named:
    """Return the place that an article's title, its first sentence or its outlet names first, else its page's city."""
    city = _city(collection.source_of[article].text)
    units = collection.articles[article].units
    lead = next((unit.sentences[0] for unit in units if unit.kind == "paragraph" and unit.sentences), None)
    opening = collection.folded_in(article, lead.spans) if lead else ""
    for text in (collection.folded_titles[article], opening, outlet(collection, article)):
        if places := find_places(text, collection.tokenizer):
            return _Named(place_core(places[0]), city)
    return _Named(city, city)


def _year(collection: Collection, article: int) -> _Named:
    """Return the year an article was printed in."""
    date = collection.headings[article].date
    return _Named(f"{date[:4]}年" if date else None)


@functools.lru_cache(maxsize=256)
def _city(text: str) -> str | None:
    """Return the city a page names most, of several the first by name, None where it names none often."""
    pairs = {text[at : at + 2] for at in range(len(text))}
    named = sorted(city for city in CITIES if city[:2] in pairs)  # a set's own order is another in every process
    counts = {city: text.count(city) for city in named}
    city = max(counts, key=lambda city: counts[city], default="")
    return city if counts.get(city, 0) >= _OFTEN else None


def _differ(question: Question, collection: Collection, found: dict[str, Scored]) -> bool:
    """Tell whether the first sentence has a short answer that another does not print: told again it is the same."""
    best, *others = found.values()
    piece = _short(question, collection, best)[0]
    pieces = piece if isinstance(piece, tuple) else (piece,) if piece else ()
    return any(each not in other.text for other in others for each in pieces)


def _short(question: Question, collection: Collection, scored: Scored) -> Short:
    return short_answer(question, collection, scored.entry, scored.text, scored.quantities)
