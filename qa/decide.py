"""Is what was asked really there? First checks: the place, the year, the thing and the kind of answer."""

from collections.abc import Sequence

from index.collection import Collection
from qa.answer import Reason
from qa.pieces import fitting
from qa.quantities import read_quantities
from qa.question import PLACE_ENDINGS, Concept, Question
from qa.ranking import Scored, concept_weights, place_core, years_in

# below this share of the question's words found in headline and sentence, the sentence is about something else
LEAST_COVERAGE = 0.15
_KIND_NAMES = {
    "money": "金额", "percent": "百分比", "count": "数量", "measure": "计量数字", "date": "日期", "duration": "时长", "rank": "名次",
}  # fmt: skip
_LOOKED_AT = 5  # candidates that may hold the kind asked for


def find_refusal(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Return why the articles do not answer the question, None if they may."""
    if not question.concepts:
        return Reason(code="not_stated", message="问句里没有可以查找的词，请说得具体一些。")
    for check in (_place, _time, _focus, _entity, _kind):
        if reason := check(question, collection, ranked):
            return reason
    return None


def _place(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    for place in question.places:
        # a place may be cut with a character too many before it (前甲县 for 甲县): a tail that the articles mention counts as well
        tails = (place[at:] for at in range(1, len(place) - 1)) if place[-1] in PLACE_ENDINGS else ()
        if not collection.mentions(place_core(place)) and not any(map(collection.mentions, tails)):
            return Reason(code="place_not_covered", message=f"这些文章没有提到“{place}”。")
    return None


def _time(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    if not question.years or not ranked:
        return None
    asked = set(question.years)
    best = ranked[0]
    named = years_in(collection.tokenizer.fold(best.text + collection.context_text(best.entry)))
    if named & asked:
        return None
    article = collection.articles[best.entry.article]
    printed = collection.article_terms[best.entry.article] | {(article.date or "")[:4]}
    if not named and asked & printed:
        return None
    missing = "、".join(f"{year}年" for year in question.years)
    if named:
        there = "、".join(f"{year}年" for year in sorted(named))
        return Reason(code="time_not_covered", message=f"最接近的句子只说到{there}，没有{missing}。")
    return Reason(code="time_not_covered", message=f"最接近的文章没有{missing}的内容。")


def _focus(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    """Refuse when the very thing asked for (冠军 of 冠军是谁) occurs nowhere."""
    for concept in question.concepts:
        known = any(collection.mentions(term) for wording in concept.wordings for term in wording)
        if not known and concept.surface == question.focus:
            return Reason(code="entity_not_covered", message=f"这些文章没有提到“{concept.surface}”。")
    return None


def _entity(question: Question, collection: Collection, ranked: Sequence[Scored]) -> Reason | None:
    weights = concept_weights(question, collection)
    unknown = [c for c in question.concepts if not any(collection.idf(t) for w in c.wordings for t in w)]
    found = ranked[0].features["coverage"] if ranked else 0.0
    if found >= LEAST_COVERAGE:
        return None
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
    return Reason(code="kind_missing", message=f"文章说到了这件事，但没有给出{name}。")


_RELATIVE = "日"  # 近日, 日前, 当日: a date the article leaves open
