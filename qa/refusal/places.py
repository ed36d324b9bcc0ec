"""The place asked about: whether the articles are of it, the best sentence is, and the figure is of all of it."""

from index.collection import Collection
from index.spans import text_of
from qa.agreement import place_core
from qa.answer import Reason
from qa.heading import outlet
from qa.places import CITIES, PLACE_ENDINGS, PROVINCES, find_places
from qa.question import Question
from qa.ranking import Scored
from qa.refusal.case import Case
from qa.refusal.scope import other_scope

_NEAR_BEST = 0.75  # share of the best score below which a sentence of the right place is about something else
_OF_THE_PAGE = 8  # times a page must name a place to be a page about it
_LOOKED_AT = 5  # best sentences among which one of the place asked about is preferred


def prefer_place(question: Question, collection: Collection, ranked: list[Scored]) -> list[Scored]:
    """Put the first of the best sentences that is of the place asked about before those that are not."""
    names = [place_core(place) for place in _asked(question, collection)]
    names = [*filter(Case(question, collection, ranked).mentions, names)]
    for at, scored in enumerate(ranked[:_LOOKED_AT]):
        if scored.score < _NEAR_BEST * ranked[0].score:
            break
        if all(_speaks_of(name, collection, scored) for name in names):
            return [scored, *ranked[:at], *ranked[at + 1 :]]
    return ranked


def place(case: Case) -> Reason | None:
    """Refuse when the articles, or the best sentence and what stands around it, do not speak of the place."""
    for asked in _asked(case.question, case.collection):
        # a place may be cut with a character too many before it (前甲县 for 甲县): a tail that the articles mention counts
        names = [place_core(asked), *(asked[at:] for at in range(1, len(asked) - 1) if asked[-1] in PLACE_ENDINGS)]
        known = [*filter(case.mentions, names)]
        if not known:
            return Reason(code="place_not_covered", message=f"这些文章没有提到“{asked}”。")
        if case.best and not any(_speaks_of(name, case.collection, case.best) for name in known):
            return Reason(code="place_not_covered", message=f"文章提到了“{known[0]}”，但最接近的句子说的不是那里。")
    return None


def scope(case: Case) -> Reason | None:
    """Refuse when the best sentence speaks of a whole that is larger or smaller than the one asked about."""
    told = other_scope(case.question, case.sentence, case.near)
    return Reason(code="place_not_covered", message=f"最接近的句子说的是{told}。") if told else None


def _asked(question: Question, collection: Collection) -> tuple[str, ...]:
    """Return the places a question names; a name without 市 or 县 is one where the articles print it with."""
    surfaces = (concept.surface for concept in question.concepts)
    bare = (name for name in surfaces if len(name) > 1 and any(collection.idf(name + end) for end in "市县"))
    return tuple(dict.fromkeys((*question.places, *bare)))


def _speaks_of(place: str, collection: Collection, best: Scored) -> bool:
    """Tell whether a sentence is of a place: it, its paragraph, its article's head or its page's headlines say so."""
    article = collection.articles[best.entry.article]
    source = collection.source_of[best.entry.article]
    # what its paragraph says before it counts, what comes after may be of another place
    own = best.entry.unit.sentences[: best.entry.unit.sentences.index(best.entry.sentence) + 1]
    head = [unit.spans for unit in article.units if unit.kind == "paragraph"][:1]
    places = [*(sentence.spans for sentence in own), best.entry.unit.context, *head]
    near = "".join([collection.folded_in(best.entry.article, spans) for spans in places])
    near += collection.folded_titles[best.entry.article]
    if place in near:
        return True
    if place in outlet(collection, best.entry.article) and not find_places(near, collection.tokenizer):
        return True
    if place in PROVINCES and any(
        "省" in text for text in (*(text_of(source.text, s) for s in places), article.title or "")
    ):
        return True
    # a page is of its city whether or not each of its articles says so
    return (place in CITIES and place in source.text) or source.text.count(place) >= _OF_THE_PAGE
