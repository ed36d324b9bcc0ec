"""Choosing the sentence: readable features of a question and a candidate, weighed by hand."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.bm25 import Hit
from index.collection import Collection, Entry
from qa.question import Concept, Question

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?:\s*[—–\-~～至]\s*((?:19|20)\d{2}))?年")
_TITLE = re.compile(r"《[^》]*》")  # a year in a document's name does not date the sentence
_FIGURE = re.compile(r"[0-9０-９]|[一二三四五六七八九十百千万两]+(?:成|余|多)?[家项个名亿万元%倍座台套次批地年天]")
_MONEY = re.compile(r"[0-9０-９.．万亿千百]+(?:余|多)?(?:[万亿]*(?:元|美元|块))")
_PERCENT = re.compile(r"[0-9０-９]+[%％‰]|百分之|百分点|[一二三四五六七八九]成")
_DATE = re.compile(r"\d+月|\d+日|\d{4}年|日前|近日|[年月]底|周[一二三四五六日]|星期")
_RANK = re.compile(r"第[一二三四五六七八九十\d]|首位|前[十三五\d]|唯一|居全|位列|领先")
_DURATION = re.compile(r"[0-9一二三四五六七八九十两]+(?:余|多)?个?(?:天|小时|分钟|年|月|工作日|周)")
_PERSON = re.compile(
    r"(?:负责人|主任|局长|书记|市长|县长|教授|院长|校长|冠军|队长|村民|先生|女士|老人|记者|说|表示|介绍)"
)
_ORGANISATION = re.compile(
    r"(?:公司|集团|局|委员会|委|办|中心|部门|大学|学院|医院|基地|厂|协会|政府|法院|产业|单位|企业)"
)
_PLACE = re.compile(r"[省市县区镇乡村州旗]|基地|站|公园|广场|路")
_LIST = re.compile(r"、|和|及|等")
_CAUSE = re.compile(r"为了?|因|由于|旨在|以便|确保|针对|结合|推动|引导|促进")
_MEANS = re.compile(r"通过|依托|以.{1,12}为|联合|采取|构建|建立|采用|实施|开展")
# what a sentence must hold to answer the kind
_HOLDS = {
    "money": _MONEY, "percent": _PERCENT, "count": _FIGURE, "measure": _FIGURE, "rank": _RANK, "date": _DATE,
    "duration": _DURATION, "person": _PERSON, "org": _ORGANISATION, "place": _PLACE, "list": _LIST,
    "reason": _CAUSE, "method": _MEANS,
}  # fmt: skip

WEIGHTS = {
    "passage": 1.0,  # the passage's BM25 beside the best passage's
    "coverage": 4.0,  # share of the question's weight found in title and sentence
    "own": 1.5,  # the same found in the sentence alone
    "pairs": 3.0,  # share of the question's character pairs found in title and sentence
    "kind": 0.5,  # the sentence holds what is asked for
    "unit": 0.5,  # a figure with the very unit asked for
    "place": 1.5,  # the article speaks of the place asked about
    "year": 1.5,  # the year asked for stands there; below 0 where only others do
    "writer": 6.0,  # a byline or credit, when who wrote or took it is asked
    "picture": 1.5,  # a caption, when a picture is asked about
    "form": 1.0,  # headlines, captions and bylines are short and win too easily
}
# the same features in a reader's words
FEATURE_TITLES = {
    "passage": "所在的段与问句相近", "coverage": "标题和句子里有问到的词", "own": "句子本身有问到的词",
    "pairs": "与问句相同的字对", "kind": "有所问的那一类内容", "unit": "有所问的单位", "place": "文章说的是所问的地方",
    "year": "有所问的年份", "writer": "是署名", "picture": "是图片说明", "form": "句子的形式（标题、署名等）",
}  # fmt: skip
_FORM = {
    "title": -0.8,
    "subhead": -1.0,
    "table_title": -1.0,
    "caption": -0.3,
    "credit": -3.0,
    "byline": -3.0,
    "jump": -9.0,
}


class Scored(NamedTuple):
    """A candidate with its score and the features that made it."""

    entry: Entry
    text: str
    score: float
    features: dict[str, float]


def rank_sentences(question: Question, collection: Collection, *, passages: int = 30) -> list[Scored]:
    """Return the sentences of the best passages, best first; ties go to the earlier sentence."""
    hits = collection.rank(question.terms, passages)
    if not hits:
        return []
    weights = concept_weights(question, collection)
    scored = []
    for at, near in _candidates(question, collection, hits).items():
        entry = collection.entries[at]
        text = collection.text(entry)
        features = _features(question, weights, collection, entry, text) | {"passage": near}
        score = round(sum(WEIGHTS[name] * value for name, value in features.items()), 6)
        scored.append((-score, at, Scored(entry, text, score, features)))
    return [candidate for _, _, candidate in sorted(scored, key=lambda item: item[:2])]


def _candidates(question: Question, collection: Collection, hits: Sequence[Hit]) -> dict[int, float]:
    """Return the sentences of the hits by number, each with its passage's score beside the best."""
    found: dict[int, float] = {}
    for hit in hits:
        passage = collection.passages[hit.passage]
        sentences = [*range(passage.first, passage.last)]
        if question.kind == "author":
            sentences += collection.signatures.get(passage.article, [])
        for at in sentences:
            found.setdefault(at, hit.score / hits[0].score)
    return found


def concept_weights(question: Question, collection: Collection) -> list[float]:
    """Return each concept's weight: its best known wording's idf, or the rarest word's if none is known."""
    rarest = collection.rarest
    weights = []
    for concept in question.concepts:
        known = [value for wording in concept.wordings for term in wording if (value := collection.idf(term))]
        weights.append(max(known) if known else rarest)
    return weights


def coverage(concepts: Sequence[Concept], weights: Sequence[float], terms: set[str] | frozenset[str]) -> float:
    """Return the share of the concepts' weight that the terms cover, 0 to 1."""
    total = sum(weights)
    if not total:
        return 0.0
    covered = (
        weight * max(_share(wording, terms) for wording in concept.wordings)
        for concept, weight in zip(concepts, weights, strict=True)
    )
    return sum(covered) / total


def _share(wording: tuple[str, ...], terms: set[str] | frozenset[str]) -> float:
    return sum(term in terms for term in wording) / len(wording) if wording else 0.0


def _features(
    question: Question, weights: Sequence[float], collection: Collection, entry: Entry, text: str
) -> dict[str, float]:
    own = set(entry.terms)
    kind = entry.unit.kind
    writer = question.kind == "author" and kind == ("credit" if question.picture else "byline")
    # a byline says nothing of what was written: its article is what the question describes
    around = collection.article_terms[entry.article] if writer else collection.context[entry.article]
    folded_own = collection.tokenizer.fold(text)
    folded = folded_own + collection.tokenizer.fold(collection.context_text(entry))
    heading = collection.folded_titles[entry.article]
    pairs = question.bigrams
    return {
        "coverage": coverage(question.concepts, weights, own.union(around)),
        "own": coverage(question.concepts, weights, own),
        "pairs": sum(pair in folded or pair in heading for pair in pairs) / len(pairs) if pairs else 0.0,
        "kind": float(bool((holds := _HOLDS.get(question.kind)) and holds.search(folded))),
        "unit": float(bool(question.unit and re.search(rf"[0-9余多万亿千百两]{re.escape(question.unit)}", folded))),
        "place": _place(question, collection.article_terms[entry.article]),
        "year": _year(question, folded),
        "writer": float(writer),
        "picture": float(question.picture and (kind == "caption" or "图为" in text)),
        "form": 0.0 if writer else _form(question, kind, folded_own),
    }


def _form(question: Question, kind: str, folded: str) -> float:
    # every row has its table's header; only a row whose own cells are asked about is an answer
    if kind == "table_row" and not any(term in folded for term in question.terms):
        return -2.0
    return _FORM.get(kind, 0.0)


def place_core(place: str) -> str:
    """Return a place's name without 省, 市, 县, 区: papers print both forms."""
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区" else place


def _place(question: Question, terms: frozenset[str]) -> float:
    if not question.places:
        return 0.0
    return sum(place in terms or place_core(place) in terms for place in question.places) / len(question.places)


def years_in(folded: str) -> set[str]:
    """Return the years a sentence names, those within a range included."""
    years: set[str] = set()
    for low, high in _YEAR.findall(_TITLE.sub(" ", folded)):
        years.update(str(year) for year in range(int(low), int(high or low) + 1))
    return years


def _year(question: Question, folded: str) -> float:
    if not question.years:
        return 0.0
    named = years_in(folded)
    return 1.0 if named & set(question.years) else -0.5 if named else 0.0
