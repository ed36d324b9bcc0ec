"""Is what was asked really there? First checks: the place, the year, the thing and the kind of answer."""

from collections.abc import Sequence

from index.collection import Collection
from index.spans import text_of
from qa.agreement import place_core, years_in
from qa.answer import Reason
from qa.concepts import Concept
from qa.coverage import concept_weights
from qa.demands import unmet
from qa.numbers.read import read_quantities
from qa.places import CITIES, PLACE_ENDINGS, PROVINCES
from qa.question import PLAN, Question
from qa.ranking import Scored
from qa.scope import other_scope
from qa.short_answer import fitting

# below this share of the question's words found in headline and sentence, the sentence is about something else
LEAST_COVERAGE = 0.15
_GENERIC = frozenset(
    ["总量", "总数", "数量", "总额", "金额", "数额", "规模", "水平", "情况", "数字", "结果", "成绩"]
)  # name no thing of their own
_NEAR_BEST = 0.75  # share of the best score below which a sentence of the right place is about something else
_OF_THE_PAGE = 8  # times a page must name a place to be a page about it
_KIND_NAMES = {
    "money": "金额", "percent": "百分比", "count": "数量", "measure": "计量数字", "date": "日期", "duration": "时长", "rank": "名次",
    "figure": "数字",
}  # fmt: skip
_LOOKED_AT = 5  # candidates that may hold the kind asked for


def find_refusal(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Return why the articles do not answer the question, None if they may."""
    if not question.concepts:
        return Reason(code="not_stated", message="问句里没有可以查找的词，请说得具体一些。")
    for check in (_place, _time, _plan, _focus, _entity, _kind, _scope, _demands):
        if reason := check(question, collection, ranked):
            return reason
    return None


def _places(question: Question, collection: Collection) -> tuple[str, ...]:
    """Return the places a question names; a name without 市 or 县 is one where the articles print it with."""
    surfaces = (concept.surface for concept in question.concepts)
    bare = (name for name in surfaces if len(name) > 1 and any(collection.idf(name + end) for end in "市县"))
    return tuple(dict.fromkeys((*question.places, *bare)))


def prefer_place(question: Question, collection: Collection, ranked: list[Scored]) -> list[Scored]:
    """Put the first of the best sentences that is of the place asked about before those that are not."""
    names = [place_core(place) for place in _places(question, collection)]
    names = [name for name in names if collection.mentions(name)]
    for at, scored in enumerate(ranked[:_LOOKED_AT]):
        if scored.score < _NEAR_BEST * ranked[0].score:
            break
        if all(_speaks_of(name, collection, scored) for name in names):
            return [scored, *ranked[:at], *ranked[at + 1 :]]
    return ranked


def _place(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    for place in _places(question, collection):
        # a place may be cut with a character too many before it (前甲县 for 甲县): a tail that the articles mention counts
        names = [place_core(place), *(place[at:] for at in range(1, len(place) - 1) if place[-1] in PLACE_ENDINGS)]
        known = [name for name in names if collection.mentions(name)]
        if not known:
            return Reason(code="place_not_covered", message=f"这些文章没有提到“{place}”。")
        if ranked and not any(_speaks_of(name, collection, ranked[0]) for name in known):
            return Reason(code="place_not_covered", message=f"文章提到了“{known[0]}”，但最接近的句子说的不是那里。")
    return None


def _speaks_of(place: str, collection: Collection, best: Scored) -> bool:
    """Tell whether a sentence is of a place: it, its paragraph, its article's head or its page's headlines say so."""
    article = collection.articles[best.entry.article]
    source = collection.source_of[best.entry.article]
    # what its paragraph says before it counts, what comes after may be of another place
    own = best.entry.unit.sentences[: best.entry.unit.sentences.index(best.entry.sentence) + 1]
    head = [unit.spans for unit in article.units if unit.kind == "paragraph"][:1]
    near = "".join(text_of(source.text, spans) for spans in [*(s.spans for s in own), best.entry.unit.context, *head])
    near += article.title or ""
    if place in collection.tokenizer.fold(near) or (place in PROVINCES and "省" in near):
        return True
    # a page is of its city whether or not each of its articles says so
    return (place in CITIES and place in source.text) or source.text.count(place) >= _OF_THE_PAGE


def _time(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    if not question.years or not ranked:
        return None
    asked = set(question.years)
    best = ranked[0]
    named = years_in(collection.tokenizer.fold(best.text + collection.context_text(best.entry)))
    if named & asked:
        return None
    article = collection.articles[best.entry.article]
    source = collection.source_of[best.entry.article]
    printed = years_in("\n".join(text_of(source.text, unit.spans) for unit in article.units)) | {
        (article.date or "")[:4]
    }
    if not named and asked & printed:
        return None
    missing = "、".join(f"{year}年" for year in question.years)
    if named:
        there = "、".join(f"{year}年" for year in sorted(named))
        return Reason(code="time_not_covered", message=f"最接近的句子只说到{there}，没有{missing}。")
    return Reason(code="time_not_covered", message=f"最接近的文章没有{missing}的内容。")


def _plan(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Refuse when the best sentence is of another five-year plan than the one asked about."""
    named = set(PLAN.findall(ranked[0].text)) if ranked else set()
    if not question.plans or not named or any(plan in _near(collection, ranked[0]) for plan in question.plans):
        return None
    there, asked = ("、".join(f"“{plan}”" for plan in sorted(plans)) for plans in (named, question.plans))
    return Reason(code="time_not_covered", message=f"最接近的句子说的是{there}，不是{asked}。")


def _focus(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Refuse when the very thing asked for (冠军 of 冠军是谁) occurs nowhere."""
    asked = (c for c in question.concepts if c.surface == question.focus and c.surface not in _GENERIC)
    for concept in asked:
        if not _is_known(concept, collection):
            return Reason(code="entity_not_covered", message=f"这些文章没有提到“{concept.surface}”。")
    return None


def _is_known(concept: Concept, collection: Collection) -> bool:
    """Tell whether any word of any wording stands in the articles; looks through all text, so ask last."""
    return any(collection.mentions(term) for wording in concept.wordings for term in wording)


def _entity(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    if ranked and ranked[0].features["coverage"] >= LEAST_COVERAGE:
        return None
    weights = concept_weights(question, collection)
    unknown = [concept for concept in question.concepts if not _is_known(concept, collection)]
    if unknown and (not ranked or _share(question, weights, unknown) > 0.5):
        words = "、".join(f"“{concept.surface}”" for concept in unknown[:3])
        return Reason(code="entity_not_covered", message=f"这些文章没有提到{words}。")
    return Reason(code="not_stated", message="没有一句话说到问的这件事，下面是最接近的几句。")


def _share(question: Question, weights: Sequence[float], part: Sequence[Concept]) -> float:
    total = sum(weights)
    return sum(w for c, w in zip(question.concepts, weights, strict=True) if c in part) / total if total else 1.0


def _kind(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    name = _KIND_NAMES.get(question.kind)
    if not name or question.kind == "rank":  # 唯一, 首位 are ranks without a figure
        return None
    for candidate in ranked[:_LOOKED_AT]:
        if candidate.entry.unit.kind == "table_row":  # its header names the unit
            return None
        text = candidate.text
        quantities = read_quantities(text)
        if fitting(question, quantities) or (question.kind == "date" and _RELATIVE in text):
            return None
    return Reason(code="kind_missing", message=f"最接近的几句里没有给出{name}。")


def _scope(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Refuse when the best sentence speaks of a whole that is larger or smaller than the one asked about."""
    fold = collection.tokenizer.fold
    best = ranked[0]
    scope = other_scope(question, fold(question.text), fold(best.text), _near(collection, best))
    return Reason(code="place_not_covered", message=f"最接近的句子说的是{scope}。") if scope else None


def _demands(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Refuse when the best sentence and what stands around it lack what the question demands."""
    missing = unmet(question, collection.tokenizer.fold(question.text), _near(collection, ranked[0]))
    return Reason(code=missing.code, message=missing.message) if missing else None


def _near(collection: Collection, scored: Scored) -> str:
    """Return, folded, a sentence with what its paragraph says before it, its table's header and its article's title."""
    source, unit = collection.source_of[scored.entry.article], scored.entry.unit
    own = unit.sentences[: unit.sentences.index(scored.entry.sentence) + 1]
    text = "".join(text_of(source.text, spans) for spans in [*(s.spans for s in own), unit.context])
    return collection.tokenizer.fold(text) + collection.folded_titles[scored.entry.article]


_RELATIVE = "日"  # 近日, 日前, 当日: a date the article leaves open
